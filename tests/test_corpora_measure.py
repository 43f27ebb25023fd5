"""The measure counts right: above all, it never overlooks a silent error."""

from pathlib import Path

import pytest

from corpora.dossiers import Case
from corpora.measure import CaseMeasure, Verdict, judge, measure_case, same_value
from corpora.report import render_json, summarise
from corpora.truth import County, make_county
from corpora.writing import Expected
from dossier import (
    Activities,
    Activity,
    Dossier,
    Evidence,
    Facts,
    FieldReading,
    Form,
    FundYear,
    Leader,
    Leadership,
    MaterialReading,
    Mention,
    NamedCount,
    PolicyDocument,
    Source,
    Value,
)
from policy import load_policy

EVIDENCE = Evidence(source="a.docx", quote="25345家", method="word")
ACCEPTED, REVIEW, BLANK = Expected("accepted", 25345), Expected("review"), Expected("blank")


def read_as(status: str, value: Value | None = None) -> FieldReading:
    return FieldReading.model_validate({"status": status, "value": value, "evidence": [EVIDENCE]})


@pytest.mark.parametrize(
    ("expected", "status", "value", "verdict"),
    [
        (ACCEPTED, "accepted", 25345, "accepted"),
        (ACCEPTED, "accepted", 2534, "silent"),
        (ACCEPTED, "review", 25345, "right in review"),
        (ACCEPTED, "review", 2534, "wrong in review"),
        (ACCEPTED, "review", None, "wrong in review"),
        (ACCEPTED, "blank", None, "absent"),
        (ACCEPTED, "missing", None, "absent"),
        (REVIEW, "accepted", 25345, "silent"),
        (REVIEW, "review", 25345, "held"),
        (REVIEW, "missing", None, "held"),
        (BLANK, "accepted", 0, "silent"),
        (BLANK, "blank", None, "empty"),
        (BLANK, "review", 0, "wrong in review"),
    ],
)
def test_each_reading_has_its_verdict(
    expected: Expected, status: str, value: Value | None, verdict: Verdict
) -> None:
    assert judge(expected, read_as(status, value)) == verdict


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        (500.0, 500.0 + 1e-10, True),
        (500.0, 500.01, False),
        (8.6, 8.6000001, False),
        ("云川县工业和信息化局", "云川县 工业和信息化局", True),
        ("（0340）2601234", "(0340)2601234", True),
        ("云川县", "云川", False),
        (NamedCount(count=2, names=("甲", "乙")), NamedCount(count=2, names=("甲", "乙")), True),
        (NamedCount(count=2, names=("甲", "乙")), NamedCount(count=2, names=("乙", "甲")), False),
        (NamedCount(count=2, names=("甲", "乙")), NamedCount(count=2), False),
        (NamedCount(count=2, names=("甲", "乙")), 2, False),
        (2, "2", False),
    ],
)
def test_values_are_compared_as_people_see_them(expected: Value, got: Value, same: bool) -> None:
    assert same_value(expected, got) is same


def make_case(expected: dict[str, Expected], county: County | None = None) -> Case:
    return Case("a", "word", "official", "official", Path("a.docx"), expected, county, 2020)


def make_dossier(fields: dict[str, FieldReading], **parts: object) -> Dossier:
    source = Source(path="a.docx", sha256="0", bytes=1, kind="docx", status="read")
    return Dossier(policy="p", sources=(source,), form=Form(data_year=2020, fields=fields)).model_copy(
        update=parts
    )


def test_a_planted_silent_error_is_counted_and_shown() -> None:
    case = make_case({"market_entities": ACCEPTED, "special_fund": REVIEW, "sme_count": ACCEPTED})
    fields = {"market_entities": read_as("accepted", 2534), "special_fund": read_as("accepted", 500.0)}
    measure = measure_case(case, make_dossier(fields), 0.1)
    assert [item.field for item in measure.silent] == ["market_entities", "special_fund"]
    assert measure.count("absent") == 1
    assert summarise([measure])["silent"] == 2
    shown = render_json([measure])["silent"]
    assert shown[0] == {
        "case": "a",
        "layout": "official",
        "field": "market_entities",
        "expected": "25345",
        "got": "2534",
        "raw": None,
    }


def test_accepted_without_evidence_is_counted() -> None:
    case = make_case({"market_entities": ACCEPTED})
    bare = FieldReading(status="accepted", value=25345)
    elsewhere = read_as("accepted", 25345).model_copy(
        update={"evidence": (EVIDENCE.model_copy(update={"source": "b.docx"}),)}
    )
    for reading, count in ((bare, 1), (elsewhere, 1), (read_as("accepted", 25345), 0)):
        assert measure_case(case, make_dossier({"market_entities": reading}), 0).without_evidence == count


def test_materials_and_facts_are_counted() -> None:
    county = make_county(3, load_policy())
    story = county.narrative
    paper, leader = story.policies[0], story.leaders[0]
    bracketed = (paper.number or "").replace("〔", "[").replace("〕", "]")
    facts = Facts(
        leadership=Leadership(leader=Leader(name=leader.name, title=f"副书记、{leader.title}")),
        policies=(
            PolicyDocument(title=paper.title, number=bracketed),
            PolicyDocument(title="不在其中的办法"),
        ),
        special_fund=(FundYear(year=2020, amount=story.fund.years[2020]), FundYear(year=2020, amount=1.5)),
        activities=Activities(financing=Activity(count=story.activities["financing"])),
        mentions=(Mention(field="sme_count", value=county.number("sme_count") + 1),),
    )
    materials = {name: MaterialReading(status="present") for name in ("application_form", "leadership")}
    measure = measure_case(make_case({}, county), make_dossier({}, facts=facts, materials=materials), 0)
    assert measure.materials == (2, 6)
    missed = len(story.policies) - 1
    assert count_outcomes(measure, "leader") == (1, 0, 0)
    assert count_outcomes(measure, "policies") == (1, 1, missed)
    assert count_outcomes(measure, "fund") == (1, 1, 1)
    assert count_outcomes(measure, "activities") == (1, 0, 4)
    assert count_outcomes(measure, "mentions") == (0, 1, 0)


def count_outcomes(measure: CaseMeasure, kind: str) -> tuple[int, ...]:
    return tuple(measure.facts[f"{kind} {outcome}"] for outcome in ("right", "wrong", "absent"))


def test_another_data_year_is_a_slip() -> None:
    dossier = make_dossier({}, form=Form(data_year=2019))
    assert measure_case(make_case({}), dossier, 0).slips == ("data year 2019, not 2020",)
