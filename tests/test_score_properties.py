"""What must hold of every scorecard, whatever the form says."""

from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_dossiers import POLICY, accepted, blank, make_dossier, missing, named, review

from dossier import FieldReading, Value
from score.score import score_dossier
from score.scorecard import Scorecard
from validate.check import check_dossier

NUMERIC = tuple(spec for spec in POLICY.form.fields if spec.kind != "text")
IDS = tuple(spec.id for spec in NUMERIC)
COUNTED = {spec.id for spec in NUMERIC if spec.kind == "count_names"}
DECIDED = ("met", "not_met")


def value_of(field: str, number: int) -> Value:
    return named(number) if field in COUNTED else number


@st.composite
def forms(draw: st.DrawFn) -> dict[str, FieldReading]:
    """Every numeric cell: sure, doubtful, empty or not there."""
    readings: dict[str, FieldReading] = {}
    for field in IDS:
        status = draw(st.sampled_from(["accepted", "review", "blank", "missing"]))
        value = value_of(field, draw(st.integers(0, 120)))
        readings[field] = {
            "accepted": accepted(value),
            "review": review(value),
            "blank": blank(),
            "missing": missing(),
        }[status]
    return readings


def outcomes(card: Scorecard) -> dict[str, tuple[str, str | None]]:
    return {each.indicator: (each.outcome, each.field) for each in card.indicators}


@settings(max_examples=150, deadline=None)
@given(form=forms(), field=st.sampled_from(IDS), number=st.integers(0, 120))
def test_an_accepted_value_only_narrows(form: dict[str, FieldReading], field: str, number: int) -> None:
    value = value_of(field, number)
    before = score_dossier(make_dossier({**form, field: review(value)}), POLICY)
    after = score_dossier(make_dossier({**form, field: accepted(value)}), POLICY)
    for indicator, (outcome, own) in outcomes(before).items():
        if own != field:
            assert outcomes(after)[indicator] == (outcome, own)
        elif outcome in DECIDED:
            assert outcomes(after)[indicator][0] == outcome
    for old, new in zip(before.conditions, after.conditions, strict=True):
        assert old.outcome == "undetermined" or new.outcome == old.outcome
    assert before.gate.lowest <= after.gate.lowest <= after.gate.highest <= before.gate.highest
    assert before.gate.outcome == "undetermined" or after.gate.outcome == before.gate.outcome


@settings(max_examples=50, deadline=None)
@given(form=forms())
def test_what_is_not_accepted_decides_nothing(form: dict[str, FieldReading]) -> None:
    card = score_dossier(make_dossier(form), POLICY)
    for each in card.indicators:
        if each.field is not None and each.target_value is not None:
            assert (each.outcome in DECIDED) == (form[each.field].status == "accepted")
    met = sum(each.outcome == "met" for each in card.indicators)
    open_ = sum(each.outcome == "undetermined" for each in card.indicators)
    assert (card.gate.lowest, card.gate.highest) == (met, met + open_)


@settings(max_examples=50, deadline=None)
@given(form=forms())
def test_same_dossier_same_bytes(form: dict[str, FieldReading]) -> None:
    forward = make_dossier(form)
    backward = make_dossier(fields=dict(reversed(forward.form.fields.items())))
    assert (
        score_dossier(forward, POLICY).model_dump_json() == score_dossier(backward, POLICY).model_dump_json()
    )
    assert check_dossier(forward, POLICY) == check_dossier(backward, POLICY)
