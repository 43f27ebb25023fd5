"""Checks within the form: one function for each kind, all of them driven by the policy's data."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from dossier import Evidence, NamedCount
from policy.form import Band
from policy.rules import CompareCheck, HintCheck, NamesCheck, RangeCheck, RatioCheck, YearCheck
from validate.submission import Figure, Submission
from validate.verdict import Verdict
from validate.wording import exact, say_number


def judge_compare(check: CompareCheck, submission: Submission) -> Iterator[Verdict]:
    left = submission.figure(check.left)
    right = [submission.figure(field_id) for field_id in check.right]
    known = [figure for figure in right if figure is not None]
    if left is None or len(known) < len(right):
        yield Verdict(check, check.left, broken=None)
        return
    total = sum((figure.value for figure in known), Decimal(0))
    names = "、".join(submission.label(field_id) for field_id in check.right)
    yield Verdict(
        check,
        check.left,
        broken=not holds(left.value, check.op, total),
        sure=left.sure and all(figure.sure for figure in known),
        words={
            "left_label": submission.label(check.left),
            "left": say_number(left.value),
            "right_label": f"{names}之和" if len(known) > 1 else names,
            "right": say_number(total),
        },
        places=tuple(submission.specs[field_id] for field_id in (check.left, *check.right)),
        evidence=join_evidence(left, *known),
    )


def holds(left: Decimal, op: str, right: Decimal) -> bool:
    match op:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">=":
            return left >= right
        case _:
            return left == right


def judge_names(check: NamesCheck, submission: Submission) -> Iterator[Verdict]:
    for field_id in check.fields:
        reading = submission.reading(field_id)
        if not isinstance(reading.value, NamedCount):
            yield Verdict(check, field_id, broken=None)
            continue
        value = reading.value
        repeated = find_repeated(value.names)
        yield Verdict(
            check,
            field_id,
            broken=value.count != len(value.names) or bool(repeated),
            sure=reading.status == "accepted",
            words={
                "label": submission.label(field_id),
                "count": str(value.count),
                "listed": str(len(value.names)),
                "repeated": f"，其中重复的有：{'、'.join(repeated)}" if repeated else "",
            },
            places=(submission.specs[field_id],),
            evidence=reading.evidence,
        )


def find_repeated(names: tuple[str, ...]) -> list[str]:
    """Names that stand more than once, in the order of the form; width and spaces make no difference."""
    counts = Counter(fold(name) for name in names)
    first = {fold(name): name for name in reversed(names)}
    return [first[name] for name, count in counts.items() if count > 1]


def fold(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def judge_range(check: RangeCheck, submission: Submission) -> Iterator[Verdict]:
    for field_id in check.fields:
        yield judge_band(check, submission, field_id, check.range)


def judge_hint(check: HintCheck, submission: Submission) -> Iterator[Verdict]:
    for spec in submission.specs.values():
        if spec.hint is not None:
            yield judge_band(check, submission, spec.id, spec.hint)


def judge_band(check: RangeCheck | HintCheck, submission: Submission, field_id: str, band: Band) -> Verdict:
    figure = submission.figure(field_id)
    if figure is None:
        return Verdict(check, field_id, broken=None)
    low, high = exact(band[0]), exact(band[1])
    return Verdict(
        check,
        field_id,
        broken=not low <= figure.value <= high,
        sure=figure.sure,
        words={
            "label": submission.label(field_id),
            "value": say_number(figure.value),
            "low": say_number(low),
            "high": say_number(high),
        },
        places=(submission.specs[field_id],),
        evidence=figure.evidence,
    )


def judge_ratio(check: RatioCheck, submission: Submission) -> Iterator[Verdict]:
    """Nothing can be said where the denominator is zero: that is another rule's matter."""
    numerator, denominator = submission.figure(check.numerator), submission.figure(check.denominator)
    if numerator is None or denominator is None or denominator.value == 0:
        yield Verdict(check, check.numerator, broken=None)
        return
    low, high = exact(check.range[0]), exact(check.range[1])
    within = low * denominator.value <= numerator.value <= high * denominator.value
    ratio = (numerator.value / denominator.value).quantize(Decimal("0.01"))
    yield Verdict(
        check,
        check.numerator,
        broken=not within,
        sure=numerator.sure and denominator.sure,
        words={
            "numerator_label": submission.label(check.numerator),
            "denominator_label": submission.label(check.denominator),
            "ratio": say_number(ratio),
            "low": say_number(low),
            "high": say_number(high),
        },
        places=(submission.specs[check.numerator], submission.specs[check.denominator]),
        evidence=join_evidence(numerator, denominator),
    )


def judge_year(check: YearCheck, submission: Submission) -> Iterator[Verdict]:
    """A form that does not say its year is taken to be of the year printed on it."""
    stated, expected = submission.dossier.form.data_year, submission.policy.form.data_year
    if stated is None:
        yield Verdict(check, None, broken=None)
        return
    yield Verdict(
        check,
        None,
        broken=stated != expected,
        words={"stated": str(stated), "expected": str(expected)},
        request=f"请核对申报表各项数据，统一按{expected}年底数据填报。",
    )


def join_evidence(*figures: Figure) -> tuple[Evidence, ...]:
    return tuple(place for figure in figures for place in figure.evidence)
