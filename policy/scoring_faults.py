"""What in the points, the survey and the cut-offs does not fit together."""

from collections.abc import Iterator, Mapping

from policy.model import Policy
from policy.places import Fault, Place

GRADING_OPTIONS: Mapping[str, frozenset[str]] = {
    "proposed_by": frozenset({"by_person", "by_cutoffs"}),
    "unscored": frozenset({"propose_unqualified", "no_grade"}),
}
"""The options that whoever grades knows, by the key of `Assessment` that names the reading."""


def find_scoring_faults(policy: Policy) -> Iterator[Fault]:
    yield from find_weight_faults(policy)
    yield from find_item_faults(policy)
    yield from find_answer_faults(policy)
    yield from find_cutoff_faults(policy)


def find_weight_faults(policy: Policy) -> Iterator[Fault]:
    """Weights make one; the points of a part, where there are any, make its full score."""
    scoring = policy.scoring
    weights = sum(part.weight for part in scoring.parts)
    if abs(weights - 1) > 1e-9:
        yield ("scoring", "parts"), f"各部分的 weight 之和应为1，现在是{weights:g}"
    for index, part in enumerate(scoring.parts):
        points = sum(item.points for item in scoring.items if item.part == part.id)
        if scoring.items and abs(points - part.full) > 1e-9:
            yield ("scoring", "parts", index), f"“{part.name}”各项分值之和应为{part.full:g}，现在是{points:g}"


def find_item_faults(policy: Policy) -> Iterator[Fault]:
    """Cells that hold no number, two items for one topic, and topics scored without points for answers."""
    kinds = {field.id: field.kind for field in policy.form.fields}
    used: set[str] = set()
    for index, item in enumerate(policy.scoring.items):
        here: Place = ("scoring", "items", index)
        if item.by.kind == "steps" and kinds.get(item.by.field or "") == "text":
            yield here, f"格子“{item.by.field}”的 kind 是 text，这里用不上"
        if item.by.kind != "survey":
            continue
        if item.by.topic in used:
            yield here, f"调查内容“{item.by.topic}”已有一项计分，不能再计一次"
        used.add(item.by.topic)


def find_answer_faults(policy: Policy) -> Iterator[Fault]:
    """An answer that two words share, and points for some of the words only."""
    survey = policy.scoring.survey
    if survey.numbers[0] == survey.numbers[1]:
        yield ("scoring", "survey", "numbers"), "numbers 的最低和最高不能一样"
    here: Place = ("scoring", "survey", "answers")
    seen: set[str] = set()
    for index, answer in enumerate(survey.answers):
        for word in (answer.word, *answer.synonyms):
            if word in seen:
                yield (*here, index), f"答案“{word}”写了两次"
            seen.add(word)
    counted = [answer for answer in survey.answers if answer.counted]
    missing = [answer.word for answer in counted if answer.points is None]
    if missing and len(missing) < len(counted):
        yield here, f"答案“{missing[0]}”没有填 points；要么都填，要么都不填"


def find_cutoff_faults(policy: Policy) -> Iterator[Fault]:
    """Cut-offs stand for every grade but the last, and fall from grade to grade."""
    assessment = policy.assessment
    here: Place = ("assessment", "cutoffs")
    wanted = [grade.id for grade in assessment.grades[:-1]]
    if assessment.cutoffs and sorted(assessment.cutoffs) != sorted(wanted):
        yield here, f"分数线应当有 {'、'.join(wanted)}，不多不少（最后一等不写）"
    elif assessment.cutoffs:
        lines = [assessment.cutoffs[grade] for grade in wanted]
        if sorted(set(lines), reverse=True) != lines:
            yield here, "分数线应当一等比一等低"
    readings = {reading.id: reading for reading in policy.readings}
    for key, known in GRADING_OPTIONS.items():
        reading = readings.get(getattr(assessment, key) or "")
        unknown = [option.id for option in reading.options if option.id not in known] if reading else []
        if unknown:
            yield (
                ("assessment", key),
                f"读法“{reading.id if reading else ''}”的选项“{unknown[0]}”不能用在这里",
            )
