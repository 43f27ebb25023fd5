"""The gate: its range, its end, and what other readings of the notices would make of it."""

import pytest
from made_up_dossiers import POLICY, accepted, blank, make_dossier, named, review

from dossier import Dossier, FieldReading
from dossier.errors import WrongUse
from score.reference import NO_REFERENCE, ReferenceData
from score.score import score_dossier
from score.scorecard import GateResult, Scorecard

ALL_GIVEN = ReferenceData(
    figures={"provincial_sme_revenue_growth": 6.3, "county_gdp_growth": 6.0},
    last_year={
        "incubated_micro": 30,
        "incubated_over_5m": 10,
        "zone_new_above_scale": 4,
        "platform_served": 500,
    },
    supplied={"new_enterprises": 1000},
    bases={"new_enterprises": "cumulative"},
)
"""With these the sound dossier meets all the indicators."""

MISSED = {"tech_smes": accepted(79), "high_tech_enterprises": accepted(24), "neeq_listed": accepted(0)}
DOUBTED = {"non_coal_share": review(81.4), "fourth_board_listed": blank()}


def make(missed: int, doubted: int) -> Dossier:
    """All met but so many missed and so many open."""
    changes: dict[str, FieldReading] = dict(list(MISSED.items())[:missed])
    changes.update(list(DOUBTED.items())[:doubted])
    return make_dossier(changes)


def gate_of(dossier: Dossier, **settings: str) -> GateResult:
    return score_dossier(dossier, POLICY, settings=settings, reference=ALL_GIVEN).gate


@pytest.mark.parametrize(
    ("missed", "doubted", "lowest", "highest", "outcome"),
    [
        (0, 0, 26, 26, "met"),
        (0, 2, 24, 26, "met"),
        (2, 0, 24, 24, "met"),
        (1, 2, 23, 25, "undetermined"),
        (2, 1, 23, 24, "undetermined"),
        (3, 0, 23, 23, "not_met"),
        (3, 1, 22, 23, "not_met"),
    ],
)
def test_the_gate_is_a_range(missed: int, doubted: int, lowest: int, highest: int, outcome: str) -> None:
    gate = gate_of(make(missed, doubted))
    assert (gate.lowest, gate.highest, gate.outcome) == (lowest, highest, outcome)
    assert (gate.required, gate.total) == (24, 26)


def test_what_is_open_is_named() -> None:
    assert "达标23至25项" in gate_of(make(1, 2)).reason
    assert "待定的是第14、18项" in gate_of(make(1, 2)).reason
    assert "26项中26项达标" in gate_of(make(0, 0)).reason


def test_a_form_alone_never_confirms_the_gate() -> None:
    gate = score_dossier(make_dossier(), POLICY, reference=NO_REFERENCE).gate
    assert (gate.lowest, gate.highest, gate.outcome) == (19, 26, "undetermined")


def test_at_entry_the_gate_advises_and_does_not_bind() -> None:
    assert not gate_of(make(3, 0)).binding
    assert "只作参考" in gate_of(make(3, 0)).reason
    assert gate_of(make(3, 0), A04="entry").binding
    assert gate_of(make(3, 0), A04="both").binding
    assert "只作参考" not in gate_of(make(3, 0), A04="entry").reason


@pytest.mark.parametrize(
    ("option", "required", "total", "met", "outcome"),
    [
        ("met", 24, 26, 25, "met"),
        ("left_out", 24, 24, 23, "not_met"),
        ("proportional", 23, 24, 23, "met"),
        ("not_met", 24, 26, 23, "not_met"),
    ],
)
def test_blank_targets_by_reading(option: str, required: int, total: int, met: int, outcome: str) -> None:
    gate = gate_of(make(1, 0), A05=option)
    assert (gate.required, gate.total, gate.outcome) == (required, total, outcome)
    assert gate.lowest == gate.highest == met


def option_text(reading_id: str, option_id: str) -> str:
    return next(option.text for option in POLICY.reading(reading_id).options if option.id == option_id)


def test_readings_under_which_the_gate_ends_differently_are_said() -> None:
    said = gate_of(make(1, 0)).other_readings
    ends = {
        ("A17", "calendar_year"): "26项中8项达标，要求24项，达不到。",
        ("A05", "left_out"): "24项中23项达标，要求24项，达不到。",
        ("A05", "not_met"): "26项中23项达标，要求24项，达不到。",
        ("A06", "since_base_year"): "26项中达标14至25项，要求24项，待定。",
        ("A06", "since_approval"): "26项中达标14至25项，要求24项，待定。",
        ("A11", "cumulative"): "26项中达标21至25项，要求24项，待定。",
    }
    assert said == tuple(
        f"“{POLICY.reading(reading).title}”如改按“{option_text(reading, option)}”：{end}"
        for (reading, option), end in ends.items()
    )


def test_in_the_third_year_one_target_is_blank() -> None:
    card = score_dossier(make_dossier(), POLICY, year=3, settings={"A05": "left_out"})
    assert card.gate.total == 25
    card = score_dossier(make_dossier(), POLICY, year=3, settings={"A05": "proportional"})
    assert (card.gate.required, card.gate.total) == (24, 25)


def test_another_reading_of_cumulative_leaves_met_open_and_missed_missed() -> None:
    settings = {"A06": "since_base_year"}
    card = score_dossier(make(1, 0), POLICY, reference=ALL_GIVEN, settings=settings)
    assert outcomes(card)["tech_smes"] == "not_met"
    assert outcomes(card)["above_scale_enterprises"] == "undetermined"
    assert outcomes(card)["national_little_giants"] == "met"
    assert outcomes(card)["newly_above_scale"] == "met"
    assert (card.gate.lowest, card.gate.highest) == (14, 25)
    assert list(outcomes(card).values()).count("met") == card.gate.lowest
    assert option_text("A06", "stock") in card.gate.other_readings[-1]
    assert "26项中25项达标" in card.gate.other_readings[-1]


def outcomes(card: Scorecard) -> dict[str, str]:
    return {result.indicator: result.outcome for result in card.indicators}


def test_the_readings_taken_are_listed() -> None:
    readings = score_dossier(make_dossier(), POLICY, settings={"A05": "left_out"}).readings
    assert {"A04": "yearly", "A05": "left_out"}.items() <= {each.id: each.option for each in readings}.items()
    assert not {"A01", "A43"} & {each.id for each in readings}


@pytest.mark.parametrize("settings", [{"A99": "met"}, {"A05": "perhaps"}, {"A26": "assume"}])
def test_a_setting_that_cannot_be_taken_is_refused(settings: dict[str, str]) -> None:
    with pytest.raises(WrongUse):
        score_dossier(make_dossier(), POLICY, settings=settings)


def test_evidence_is_carried() -> None:
    card = score_dossier(make_dossier({"tech_smes": accepted(79)}), POLICY)
    result = next(each for each in card.indicators if each.indicator == "tech_smes")
    assert [place.quote for place in result.evidence] == ["79"]
    requirement = card.conditions[0].requirements[0]
    assert [place.quote for place in requirement.evidence] == ["25345"]


def test_a_count_with_names_counts() -> None:
    card = score_dossier(make_dossier({"industrial_over_1b": accepted(named(1, "岚山锻造集团"))}), POLICY)
    assert outcomes(card)["industrial_over_1b"] == "met"
