"""The examples that an official can read, one test each."""

from pathlib import Path
from typing import Any

import pytest
from made_up_dossiers import POLICY, accepted, blank, make_dossier, missing, named, review
from ruamel.yaml import YAML

from dossier import FieldReading, Value
from score.reference import ReferenceData
from score.score import score_dossier
from score.scorecard import IndicatorResult

EXAMPLES = Path(__file__).parent / "examples"

Example = dict[str, Any]

FIELDS = {indicator.id: indicator.field for indicator in POLICY.indicators.indicators}
COUNTED = {spec.id for spec in POLICY.form.fields if spec.kind == "count_names"}


def read_examples(name: str) -> list[Example]:
    examples: list[Example] = YAML(typ="safe").load(EXAMPLES / name)
    return examples


def reading_of(written: object) -> FieldReading:
    """A reading as the examples write it."""
    if written == "blank":
        return blank()
    if written == "missing":
        return missing()
    if isinstance(written, dict) and "review" in written:
        return review(written["review"])
    if isinstance(written, dict):
        return accepted(named(written["count"], *written["names"]))
    assert isinstance(written, int | float | str)
    return accepted(written)


def score_one(
    indicator_id: str,
    reading: FieldReading | None,
    year: Any = 1,
    reference: ReferenceData | None = None,
    settings: dict[str, str] | None = None,
) -> IndicatorResult:
    field = FIELDS[indicator_id]
    changes = {} if reading is None or field is None else {field: reading}
    card = score_dossier(
        make_dossier(changes),
        POLICY,
        year=year,
        settings=settings or {},
        reference=reference or ReferenceData(),
    )
    return next(result for result in card.indicators if result.indicator == indicator_id)


@pytest.mark.parametrize("example", read_examples("conditions.yaml"), ids=lambda example: example["says"])
def test_condition(example: Example) -> None:
    fields = {field: reading_of(written) for field, written in example["fields"].items()}
    card = score_dossier(make_dossier(fields), POLICY)
    result = next(result for result in card.conditions if result.condition == example["condition"])
    assert result.outcome == example["outcome"]
    if "requirements" in example:
        assert [each.outcome for each in result.requirements] == example["requirements"]
    if "reason" in example:
        assert example["reason"] in result.requirements[0].reason


@pytest.mark.parametrize("example", read_examples("indicators.yaml"), ids=lambda example: example["says"])
def test_indicator(example: Example) -> None:
    indicator = example["indicator"]
    reference = ReferenceData(
        figures=example.get("figures", {}),
        last_year={indicator: example["last_year"]} if "last_year" in example else {},
        supplied={indicator: example["supplied"]} if "supplied" in example else {},
    )
    reading = reading_of(example["filed"]) if "filed" in example else None
    result = score_one(indicator, reading, example.get("year", 1), reference, example.get("settings"))
    assert result.outcome == example["outcome"]
    assert example.get("reason", "") in result.reason
    assert (result.needs is None) or result.outcome == "undetermined"
    assert example.get("needs", "") in (result.needs or "")


def filed(field: str, number: float) -> Value:
    return named(int(number)) if field in COUNTED else number


@pytest.mark.parametrize(
    "example", read_examples("thresholds.yaml"), ids=lambda example: example["indicator"]
)
@pytest.mark.parametrize("year", [1, 2, 3])
def test_both_sides_of_a_threshold(example: Example, year: int) -> None:
    indicator, target, less = example["indicator"], example["targets"][year - 1], example["less"]
    if target is None:
        assert score_one(indicator, None, year).target_value is None
        return
    field = FIELDS[indicator] or ""
    at = score_one(indicator, accepted(filed(field, target)), year)
    below = score_one(indicator, accepted(filed(field, target - less)), year)
    above = score_one(indicator, accepted(filed(field, target + less)), year)
    assert (below.outcome, at.outcome, above.outcome) == ("not_met", "met", "met")
    assert at.target_value == target
    assert (at.value, at.difference) == (target, 0)
    assert below.difference == pytest.approx(-less, rel=1e-6)


def test_the_thresholds_are_all_there() -> None:
    numeric = {
        indicator.id
        for indicator in POLICY.indicators.indicators
        if indicator.targets.year_3.kind == "at_least" and indicator.field is not None
    }
    assert {example["indicator"] for example in read_examples("thresholds.yaml")} == numeric
