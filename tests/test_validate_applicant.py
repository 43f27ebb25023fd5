"""Who applies: names held against a register, and what speaks for one of several."""

import pytest
from made_up_dossiers import accepted, blank, make_dossier, review
from made_up_register import REGISTERED, REGISTRY

from dossier import Dossier, Evidence, FieldReading, Seal, Source
from validate.applicant import Applicant, find_applicant
from validate.placenames import find_places
from validate.submission import lay_out


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("青石县", ["990121"]),
        ("青 石\n县", ["990121"]),
        ("青石", ["990121"]),
        ("青石县（盖章）", ["990121"]),
        ("青石县人民政府", ["990121"]),
        ("岚川市青石县", ["990121"]),
        ("云岭省岚川市青石县人民政府", ["990121"]),
        ("云岭青石县", ["990121"]),
        ("岚川青石", ["990121"]),
        ("岱县", ["990122"]),
        ("松岭区", ["990103"]),
        ("松岭县", ["990103"]),
        ("鹤鸣市", ["990281"]),
        ("柏江市鹤鸣市", ["990281"]),
        ("柏江县", ["990203"]),
        ("城区", ["990102", "990202"]),
        ("柏江市城区", ["990202"]),
        ("柏江城区", ["990202"]),
        ("南郊区", ["990103", "990104"]),
        ("矿区", ["990203"]),
        ("岱", []),
        ("柏江", []),
        ("柏江市", []),
        ("青石市", []),
        ("柏江市青石县", []),
        ("青石县、岱县", []),
        ("大青石县", []),
        ("青石县城区", []),
        ("云岭省", []),
        ("", []),
    ],
)
def test_names_of_counties(written: str, codes: list[str]) -> None:
    assert [place.code for place in find_places(REGISTRY, written)] == codes


@pytest.mark.parametrize(
    ("written", "name", "city", "code"),
    [
        ("柏江高新区", "柏江高新技术产业开发区", "柏江市", "990271"),
        ("柏江市柏江高新区管委会", "柏江高新技术产业开发区", "柏江市", "990271"),
        ("岚川经济技术开发区", "岚川经济技术开发区", "岚川市", None),
        ("云岭岚川经济技术开发区管理委员会", "岚川经济技术开发区", "岚川市", None),
        ("鹤鸣经济开发区", "鹤鸣经济开发区", "柏江市", None),
        ("青石县经济开发区", "青石县经济开发区", "岚川市", None),
        ("白鹿经济开发区", "白鹿经济开发区", None, None),
    ],
)
def test_zones_are_of_their_own_kind(written: str, name: str, city: str | None, code: str | None) -> None:
    (place,) = find_places(REGISTRY, written)
    assert (place.kind, place.name, place.city, place.code) == ("zone", name, city, code)


def who(dossier: Dossier, *names: str) -> Applicant:
    return find_applicant(lay_out(dossier, REGISTERED), names)


def named(written: FieldReading, **others: str) -> Dossier:
    changes = {field: accepted(text) for field, text in others.items()}
    return make_dossier({"applicant_name": written, "lead_department": accepted("工信局"), **changes})


def seal_of(text: str) -> Seal:
    return Seal(
        owner="city_government",
        text=text,
        evidence=(Evidence(source="表.pdf", page=1, quote=text, method="ocr"),),
    )


def source_of(path: str) -> Source:
    return Source(path=path, sha256="0", bytes=1, kind="docx", status="read")


def test_a_clear_name_needs_nothing_else() -> None:
    applicant = who(named(accepted("青石县")))
    assert (applicant.name, applicant.city, applicant.code) == ("青石县", "岚川市", "990121")
    assert applicant.sure and applicant.key == "990121" and applicant.evidence


def test_an_old_name_is_said_to_be_one() -> None:
    assert "原名“松岭县”" in who(named(accepted("松岭县"))).reason


def test_an_ambiguous_name_alone_stays_open_and_says_who_it_may_be() -> None:
    applicant = who(named(accepted("城区")))
    assert (applicant.sure, applicant.kind, applicant.key) == (False, None, None)
    assert "岚川市城区、柏江市城区" in applicant.reason


@pytest.mark.parametrize(
    "dossier",
    [
        named(accepted("城区"), lead_department="柏江市城区工信局"),
        named(accepted("城区"), city_government_opinion="柏江市人民政府同意推荐。"),
        named(accepted("城区")).model_copy(update={"seals": (seal_of("柏江市人民政府"),)}),
        named(accepted("城区")).model_copy(update={"sources": (source_of("柏江城区/申报表.docx"),)}),
    ],
    ids=["department", "opinion", "seal", "file"],
)
def test_the_city_tells_who_is_meant(dossier: Dossier) -> None:
    applicant = who(dossier)
    assert (applicant.code, applicant.sure) == ("990202", True)


def test_so_does_the_name_of_the_folder() -> None:
    assert who(named(accepted("城区")), "03 柏江城区").code == "990202"


def test_two_cities_tell_nothing() -> None:
    assert not who(named(accepted("城区"), lead_department="柏江市工信局"), "岚川市城区").sure


def test_both_parts_of_a_divided_county_stay_open() -> None:
    assert not who(named(accepted("南郊区"), lead_department="岚川市工信局")).sure


def test_a_doubtful_name_is_nobody_s_until_it_stands_elsewhere_too() -> None:
    assert not who(named(review("青石县"))).sure
    assert who(named(review("青石县"), lead_department="青石县工信局")).sure


def test_a_short_doubtful_name_needs_its_city_too() -> None:
    assert not who(named(review("岱县"), lead_department="岱县工信局")).sure
    assert who(named(review("岱县"), lead_department="岚川市岱县工信局")).sure


def test_another_city_s_seal_is_a_doubt() -> None:
    dossier = named(accepted("青石县")).model_copy(update={"seals": (seal_of("柏江市人民政府"),)})
    applicant = who(dossier)
    assert not applicant.sure
    assert "青石县属于岚川市，意见和印章上写的是柏江市" in applicant.reason


def test_who_is_not_in_the_register_has_a_name_and_no_kind() -> None:
    applicant = who(named(accepted("白鹿县")))
    assert (applicant.name, applicant.kind, applicant.code, applicant.key) == ("白鹿县", None, None, "白鹿县")
    assert "名册中没有“白鹿县”" in applicant.reason


def test_no_name_no_applicant() -> None:
    applicant = who(named(blank()))
    assert (applicant.name, applicant.key) == (None, None)
