"""The points of one item of the table: from experts, from the survey, or by a formula from the dossier."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dossier import Evidence
from policy.scoring import ByFigure, ByMaterial, FactCount, ScoringItem, Step, Survey
from score.entries import AnswerSheet
from score.statistics import fraction, say_points
from score.survey import find_counted, find_topic_mean
from score.trace import Input
from validate.submission import Submission
from validate.wording import exact, say_number, say_unknown


@dataclass(frozen=True, slots=True)
class Points:
    """`value` is None where nothing can be given yet; `arithmetic` says how it comes, or why it does not."""

    value: Fraction | None
    arithmetic: str
    inputs: tuple[Input, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """A count, from what is sure to what may be."""

    lowest: Decimal
    highest: Decimal
    evidence: tuple[Evidence, ...]


def score_by_survey(
    item: ScoringItem, topic_id: str, survey: Survey, sheets: Sequence[AnswerSheet]
) -> Points:
    """The item's points in the share of a full score that the topic reached."""
    topic = next(each for each in survey.topics if each.id == topic_id)
    counted = find_counted(survey, sheets)
    if not counted:
        return Points(None, "没有调查结果")
    mean = find_topic_mean(survey, topic, counted)
    inputs = (Input(name=topic.name, value="没有得分" if mean is None else say_points(round(mean, 4))),)
    if mean is None:
        return Points(None, f"“{topic.name}”没有得分", inputs)
    value = fraction(item.points) * mean / 100
    said = f"{item.points:g}×{say_points(round(mean, 4))}%＝{say_points(round(value, 4))}"
    return Points(value, said, inputs)


def score_by_material(item: ScoringItem, by: ByMaterial, submission: Submission) -> Points:
    material = submission.policy.material(item.material or "")
    reading = submission.dossier.materials.get(material.id)
    status = reading.status if reading else "missing"
    given = {"present": item.points, "hollow": by.hollow, "missing": 0}[status]
    word = {"present": "有", "hollow": "有标题无内容", "missing": "没有"}[status]
    inputs = (Input(name=material.title, value=word, evidence=reading.evidence if reading else ()),)
    return Points(fraction(given), f"{word}这项材料，{given:g}分", inputs)


def score_by_figure(by: ByFigure, submission: Submission) -> Points:
    """By the last step that the figure reaches. A figure in doubt counts where the doubt changes nothing."""
    found = find_field(by.field, submission) if by.field else find_fact(by.fact, submission)
    if isinstance(found, str):
        return Points(None, found)
    low, high = (take_step(by.steps, value) for value in (found.lowest, found.highest))
    said = say_number(found.lowest)
    if found.lowest != found.highest:
        said = f"{said}至{say_number(found.highest)}"
    name = submission.label(by.field) if by.field else "正文所列"
    inputs = (Input(name=name, value=said, evidence=found.evidence),)
    if low is None or high is None:
        return Points(None, f"{said}不到第一档{by.steps[0].least:g}，没有规定得几分", inputs)
    if low != high:
        return Points(None, f"{said}，可得{low.points:g}至{high.points:g}分，须先核实", inputs)
    return Points(fraction(low.points), f"{said}≥{low.least:g}，{low.points:g}分", inputs)


def take_step(steps: Sequence[Step], value: Decimal) -> Step | None:
    reached = [step for step in steps if value >= exact(step.least)]
    return reached[-1] if reached else None


def find_field(field_id: str, submission: Submission) -> Range | str:
    """The figure of a cell, where it is sure; else why it is not."""
    figure = submission.figure(field_id)
    if figure is None:
        return say_unknown(submission.specs[field_id], submission.reading(field_id))
    if not figure.sure:
        return f"“{submission.label(field_id)}”读作{say_number(figure.value)}，尚待核实"
    return Range(figure.value, figure.value, submission.reading(field_id).evidence)


def find_fact(fact: FactCount | None, submission: Submission) -> Range | str:
    """A count of the narrative's facts; what is in doubt counts in the upper end alone. What was not read
    is unknown and not none."""
    facts = submission.dossier.facts
    if fact == "policies":
        counting = [each for each in facts.policies if each.since is not False]
        sure = [each for each in counting if each.since and not each.doubts]
        if not counting:
            return "正文中没有读到"
        evidence = tuple(place for each in counting for place in each.evidence[:1])
        return Range(Decimal(len(sure)), Decimal(len(counting)), evidence)
    activity = getattr(facts.activities, fact or "")
    if activity is None or activity.count is None:
        return "正文中没有读到次数"
    doubts = [each for each in activity.doubts if each not in activity.amount_doubts]
    if doubts:
        return f"正文写的是{activity.count}，尚待核实：{'；'.join(doubts)}"
    return Range(Decimal(activity.count), Decimal(activity.count), activity.evidence)
