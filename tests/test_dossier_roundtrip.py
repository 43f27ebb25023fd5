"""The dossier's JSON: nothing is lost on the way, and it has the keys that others rely on."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from dossier import (
    Activities,
    Activity,
    CellPlace,
    Dossier,
    Evidence,
    Facts,
    FieldReading,
    Form,
    FundYear,
    Leader,
    Leadership,
    LeadershipDocument,
    MaterialReading,
    Mention,
    NamedCount,
    PolicyDocument,
    Problem,
    Seal,
    Source,
)

text = st.text(max_size=20)
maybe_text = st.none() | text
years = st.none() | st.integers(1990, 2100)
numbers = st.floats(-1e12, 1e12, allow_nan=False)
places = st.builds(CellPlace, table=st.integers(0, 99), row=st.integers(0, 99), column=st.integers(0, 99))
evidence = st.builds(
    Evidence,
    source=text,
    page=st.none() | st.integers(1, 999),
    box=st.none() | st.tuples(numbers, numbers, numbers, numbers),
    cell=st.none() | places,
    paragraph=st.none() | st.integers(0, 999),
    quote=text,
    method=st.sampled_from(["word", "sheet", "pdf-text", "ocr", "text"]),
)
proof = st.lists(evidence, max_size=2).map(tuple)
texts = st.lists(text, max_size=3).map(tuple)
values = (
    st.none()
    | st.integers(-(10**15), 10**15)
    | numbers
    | text
    | st.builds(NamedCount, count=st.integers(0, 999), names=texts)
)
fields = st.builds(
    FieldReading,
    status=st.sampled_from(["accepted", "review", "blank", "missing"]),
    value=values,
    raw=maybe_text,
    unit=maybe_text,
    confidence=st.floats(0, 1),
    reasons=texts,
    evidence=proof,
)
materials = st.builds(
    MaterialReading,
    status=st.sampled_from(["present", "hollow", "missing"]),
    headings=texts,
    reasons=texts,
    evidence=proof,
)
activity = st.none() | st.builds(Activity, count=st.none() | st.integers(0, 999), evidence=proof)
facts = st.builds(
    Facts,
    leadership=st.builds(
        Leadership,
        leader=st.none() | st.builds(Leader, name=maybe_text, title=maybe_text, evidence=proof),
        documents=st.lists(
            st.builds(LeadershipDocument, title=maybe_text, number=maybe_text, evidence=proof), max_size=2
        ).map(tuple),
    ),
    policies=st.lists(
        st.builds(PolicyDocument, title=text, number=maybe_text, year=years, evidence=proof), max_size=2
    ).map(tuple),
    special_fund=st.lists(st.builds(FundYear, year=years, amount=numbers, evidence=proof), max_size=2).map(
        tuple
    ),
    activities=st.builds(Activities, industry_university=activity, financing=activity, exhibitions=activity),
    mentions=st.lists(
        st.builds(Mention, field=text, value=st.integers(-(10**9), 10**9) | numbers, evidence=proof),
        max_size=2,
    ).map(tuple),
)
sources = st.builds(
    Source,
    path=text,
    sha256=text,
    bytes=st.integers(0, 10**12),
    kind=text,
    pages=st.none() | st.integers(0, 999),
    status=st.sampled_from(["read", "skipped", "failed"]),
    reader=maybe_text,
    reason=maybe_text,
)
dossiers = st.builds(
    Dossier,
    policy=text,
    sources=st.lists(sources, max_size=2).map(tuple),
    form=st.builds(Form, data_year=years, fields=st.dictionaries(text, fields, max_size=3)),
    materials=st.dictionaries(text, materials, max_size=2),
    facts=facts,
    seals=st.lists(
        st.builds(
            Seal,
            owner=st.sampled_from(["city_department", "city_government", "applicant", "unknown"]),
            text=maybe_text,
            evidence=proof,
        ),
        max_size=2,
    ).map(tuple),
    problems=st.lists(
        st.builds(Problem, source=text, severity=st.sampled_from(["error", "warning", "note"]), message=text),
        max_size=2,
    ).map(tuple),
)


def types_of(value: object) -> object:
    """Its shape with the types of its numbers: 2 is not 2.0."""
    if isinstance(value, BaseModel):
        return {name: types_of(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {name: types_of(inner) for name, inner in value.items()}
    if isinstance(value, tuple):
        return [types_of(inner) for inner in value]
    return type(value)


@given(dossiers)
@settings(max_examples=150)
def test_nothing_is_lost_in_json(dossier: Dossier) -> None:
    once = dossier.model_dump_json()
    again = Dossier.model_validate_json(once)
    assert again == dossier
    assert types_of(again) == types_of(dossier)
    assert again.model_dump_json() == once


EVIDENCE = {"source", "page", "box", "cell", "paragraph", "quote", "method"}
KEYS: dict[type[BaseModel], set[str]] = {
    Dossier: {
        "schema_version",
        "policy",
        "sources",
        "form",
        "materials",
        "facts",
        "passages",
        "tallies",
        "seals",
        "problems",
    },
    Source: {"path", "sha256", "bytes", "kind", "pages", "status", "reader", "reason"},
    Form: {"data_year", "fields"},
    FieldReading: {"status", "value", "raw", "unit", "confidence", "reasons", "evidence"},
    NamedCount: {"count", "names"},
    MaterialReading: {"status", "headings", "evidence"},
    Facts: {"leadership", "policies", "special_fund", "activities"},
    Leadership: {"leader", "documents"},
    Leader: {"name", "title", "evidence"},
    PolicyDocument: {"title", "number", "year", "evidence"},
    FundYear: {"year", "amount", "unit", "evidence"},
    Activities: {"industry_university", "financing", "exhibitions", "startup_events", "service_institutions"},
    Activity: {"count", "evidence"},
    Seal: {"owner", "text", "certain", "evidence"},
    Problem: {"source", "severity", "message"},
    Evidence: EVIDENCE,
    CellPlace: {"table", "row", "column"},
}


@pytest.mark.parametrize("record", KEYS, ids=lambda record: record.__name__)
def test_every_key_of_the_contract_is_there(record: type[BaseModel]) -> None:
    assert KEYS[record] <= set(record.model_fields)


def test_nothing_of_an_empty_dossier_is_left_out() -> None:
    told = json.loads(Dossier(policy="p").model_dump_json())
    assert KEYS[Dossier] <= set(told)
    assert told["schema_version"] == "1"
    assert KEYS[Facts] <= set(told["facts"])
    assert set(told["facts"]["activities"]) == KEYS[Activities]


@pytest.mark.parametrize("record", KEYS, ids=lambda record: record.__name__)
def test_an_unknown_key_is_refused(record: type[BaseModel]) -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        record.model_validate({"surprise": 1})


@pytest.mark.parametrize(
    ("record", "wrong"),
    [
        (FieldReading, {"status": "sure"}),
        (FieldReading, {"status": "accepted", "confidence": 1.5}),
        (MaterialReading, {"status": "empty"}),
        (Evidence, {"source": "a", "quote": "", "method": "guess"}),
        (Evidence, {"source": "a", "quote": "", "method": "word", "page": 0}),
        (NamedCount, {"count": -1}),
        (Seal, {"owner": "county"}),
        (Dossier, {"policy": "p", "schema_version": "2"}),
    ],
)
def test_what_the_contract_does_not_know_is_refused(record: type[BaseModel], wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        record.model_validate(wrong)


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Dossier(policy="p").__setattr__("policy", "q")
