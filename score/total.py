"""The total: items to parts, parts to the weighted sum. Nothing is rescaled, nothing is guessed."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

from dossier.base import Record
from policy import Policy
from policy.scheme import lay_over
from policy.scoring import ByFigure, ByMaterial, ByPerson, BySurvey, ScoringItem, ScoringPart, Survey
from score.entries import AnswerSheet, ExpertScore, Scores, SurveyAnswers
from score.panel import Drops, Panel, drop_whole_experts, find_drops, find_panel_mean, join_points
from score.points import Points, score_by_figure, score_by_material, score_by_survey
from score.scorecard import GateResult
from score.statistics import fraction, say_points
from score.survey import NO_SURVEY, find_counted, find_flags
from score.trace import Input, Trace, cite
from validate.submission import Submission

NO_POINTS = "未设分值，不计算"

EXAMPLE = "按示例分值表计算，只供试算，不作依据"

TotalOutcome = Literal["scored", "undetermined", "not_scored"]


class ItemScore(Record):
    """`points` of `full`, None where they are open; `panel` keeps what each expert gave."""

    item: str
    name: str
    full: float
    points: float | None
    panel: Panel | None = None
    trace: Trace


class PartScore(Record):
    """`points` is None where an item is open; the trace says which."""

    part: str
    name: str
    weight: float
    full: float
    points: float | None
    items: tuple[ItemScore, ...]
    trace: Trace


class Total(Record):
    """`version` names the table of points. `exact` is the total as a fraction ("1111/12"), for whoever
    compares it with a cut-off. `notes` are what a reader of the total must know."""

    version: str
    example: bool
    outcome: TotalOutcome
    points: float | None = None
    exact: str | None = None
    parts: tuple[PartScore, ...] = ()
    notes: tuple[str, ...] = ()
    trace: Trace


def choose_scoring(policy: Policy, scores: Scores | None) -> Policy:
    """The policy with the table of points that the experts scored by."""
    return policy if scores is None or scores.scheme is None else lay_over(policy, scores.scheme)


def score_total(
    submission: Submission,
    gate: GateResult,
    applicant: str,
    scores: Scores | None = None,
    answers: SurveyAnswers | None = None,
) -> Total:
    """The total of a dossier that was entered under the name `applicant`. The submission's policy is that
    of `choose_scoring`."""
    policy, scoring = submission.policy, submission.policy.scoring
    if not scoring.items:
        return explain(policy, "undetermined", NO_POINTS)
    if gate.binding and gate.outcome == "not_met":
        return explain(policy, "not_scored", f"{say_count(gate)}，不参加打分")
    given = [each for each in scores.scores if each.applicant == applicant] if scores else []
    sheets = [each for each in answers.sheets if each.applicant == applicant] if answers else []
    worked = [work_out_part(part, submission, given, sheets) for part in scoring.parts]
    parts = tuple(part for part, _ in worked)
    notes = (*list_notes(policy, gate, scores), *list_flags(scoring.survey, sheets, answers, applicant))
    open_parts = [part for part, points in worked if points is None]
    if open_parts:
        why = "；".join(f"“{part.name}”：{part.trace.arithmetic}" for part in open_parts)
        return explain(policy, "undetermined", f"总分待定：{why}", parts, notes)
    total = sum((fraction(p.weight) * points for p, points in worked if points is not None), Fraction(0))
    terms = "＋".join(
        f"{p.weight:g}×{say_points(round(points, 4))}" for p, points in worked if points is not None
    )
    done = explain(policy, "scored", f"{terms}＝{say_points(round(total, 4))}", parts, notes)
    return done.model_copy(update={"points": float(round(total, 4)), "exact": str(total)})


def explain(
    policy: Policy,
    outcome: TotalOutcome,
    arithmetic: str,
    parts: tuple[PartScore, ...] = (),
    notes: tuple[str, ...] = (),
) -> Total:
    scoring = policy.scoring
    inputs = tuple(
        Input(name=part.name, value="待定" if part.points is None else f"{part.points:g}") for part in parts
    )
    trace = Trace(rule="scoring", clauses=cite(policy, scoring.clauses), inputs=inputs, arithmetic=arithmetic)
    return Total(
        version=scoring.version,
        example=scoring.example,
        outcome=outcome,
        parts=parts,
        notes=notes,
        trace=trace,
    )


def list_notes(policy: Policy, gate: GateResult, scores: Scores | None) -> list[str]:
    notes = [EXAMPLE] if policy.scoring.example else []
    if scores is not None and scores.version != policy.scoring.version:
        notes.append(f"评分表是按“{scores.version}”填的，现在按“{policy.scoring.version}”计算，请核实")
    if gate.outcome != "met":
        notes.append(f"{say_count(gate)}；达标以后才能参加打分，这个得分只供参考")
    return notes


def say_count(gate: GateResult) -> str:
    met = str(gate.lowest) if gate.lowest == gate.highest else f"{gate.lowest}至{gate.highest}"
    return f"{gate.total}项指标达标{met}项，要求{gate.required}项"


def list_flags(
    survey: Survey, sheets: Sequence[AnswerSheet], answers: SurveyAnswers | None, applicant: str
) -> list[str]:
    """What makes the survey's part of the total weak."""
    return list(find_flags(survey, sheets, answers.sent.get(applicant) if answers else None))


def work_out_part(
    part: ScoringPart,
    submission: Submission,
    given: Sequence[ExpertScore],
    sheets: Sequence[AnswerSheet],
) -> tuple[PartScore, Fraction | None]:
    """The part and its exact points, None where an item is open."""
    scoring = submission.policy.scoring
    items = [item for item in scoring.items if item.part == part.id]
    judged = [item for item in items if isinstance(item.by, ByPerson)]
    whole = scoring.judging.drop_by == "expert"
    drops = drop_whole_experts(scoring.judging, judged, given) if whole else {}
    worked = [work_out_item(item, submission, given, sheets, drops) for item in items]
    total, said = sum_up(worked)
    if part.id == scoring.survey.part and not find_counted(scoring.survey, sheets):
        total, said = None, NO_SURVEY
    score = PartScore(
        part=part.id,
        name=part.name,
        weight=part.weight,
        full=part.full,
        points=None if total is None else float(round(total, 4)),
        items=tuple(item for item, _ in worked),
        trace=Trace(rule=part.id, clauses=cite(submission.policy, part.clauses), arithmetic=said),
    )
    return score, total


def sum_up(worked: Sequence[tuple[ItemScore, Points]]) -> tuple[Fraction | None, str]:
    """The sum of the items; None, and what is open, where one is."""
    still_open = [f"“{item.name}”{points.arithmetic}" for item, points in worked if points.value is None]
    if still_open:
        return None, "、".join(still_open)
    values = [points.value for _, points in worked if points.value is not None]
    total = sum(values, Fraction(0))
    terms = "＋".join(say_points(round(value, 4)) for value in values)
    return total, f"{terms}＝{say_points(round(total, 4))}"


def work_out_item(
    item: ScoringItem,
    submission: Submission,
    given: Sequence[ExpertScore],
    sheets: Sequence[AnswerSheet],
    drops: Drops | None,
) -> tuple[ItemScore, Points]:
    panel: Panel | None = None
    match item.by:
        case ByPerson():
            panel, points = judge(item, [each for each in given if each.item == item.id], submission, drops)
        case BySurvey(topic=topic):
            points = score_by_survey(item, topic, submission.policy.scoring.survey, sheets)
        case ByMaterial():
            points = score_by_material(item, item.by, submission)
        case ByFigure():
            points = score_by_figure(item.by, submission)
    clauses = next(part.clauses for part in submission.policy.scoring.parts if part.id == item.part)
    trace = Trace(
        rule=item.id,
        clauses=cite(submission.policy, clauses),
        inputs=points.inputs,
        arithmetic=points.arithmetic,
    )
    score = ItemScore(
        item=item.id,
        name=item.name,
        full=item.points,
        points=None if points.value is None else float(round(points.value, 4)),
        panel=panel,
        trace=trace,
    )
    return score, points


def judge(
    item: ScoringItem, scores: Sequence[ExpertScore], submission: Submission, drops: Drops | None
) -> tuple[Panel, Points]:
    """`drops` are the experts left out of the whole part; None where they cannot be told."""
    judging = submission.policy.scoring.judging
    if not scores:
        return join_points((), {}), Points(None, "还没有专家打分")
    inputs = tuple(
        Input(name=each.expert, value=f"{each.points:g}", evidence=each.evidence) for each in scores
    )
    if any(each.points > item.points for each in scores):
        return join_points(scores, {}), Points(None, f"有专家的分超过了满分{item.points:g}", inputs)
    if drops is None:
        return join_points(scores, {}), Points(None, "有专家没有打全，不能去掉最高和最低", inputs)
    if judging.drop_by == "item":
        drops = find_drops(judging, by_expert(scores))
    panel = join_points(scores, drops)
    mean, said = find_panel_mean(panel, judging)
    return panel, Points(mean, said, inputs)


def by_expert(scores: Sequence[ExpertScore]) -> Mapping[str, Fraction]:
    return {each.expert: fraction(each.points) for each in scores}
