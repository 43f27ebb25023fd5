"""Whose seal it is: the name rules, the place suggests, and what cannot be known stays unknown."""

import pytest

from dossier import Document, Evidence, FieldReading, Form, Page, Seal, SealOwner
from extract.seals.names import Offices, judge_names, known_name, told_name
from extract.seals.owners import own_seals
from extract.seals.signs import Look, RingSeal, Sign
from policy import Policy

DEPARTMENT_CELL = (50.0, 600.0, 290.0, 760.0)
GOVERNMENT_CELL = (290.0, 600.0, 540.0, 760.0)


@pytest.mark.parametrize(
    ("name", "applicant", "owner"),
    [
        ("丹岭市人民政府", "云川县", "city_government"),
        ("丹岭市人民政", "云川县", "city_government"),
        ("丹岭市工业和信息化局", "云川县", "city_department"),
        ("丹岭市小企业发展保进局", "云川县", "city_department"),
        ("云川县人民政府", "云川县", "applicant"),
        ("石桥沟县人民政府", "丹岭市石桥沟县人民政府", "applicant"),
        ("石标沟县人民政府", "石桥沟县", "applicant"),
        ("石桥沟县人", "石桥沟县", "applicant"),
        ("云川经济技术开发区管理委员会", "云川经济技术开发区", "applicant"),
        ("川经济技术开发区管理", "云川经济技术开发区", "applicant"),
        ("委员会云川经济技木开发区管理", "云川经济技术开发区", "applicant"),
        ("落霞市人民政府", "落霞市", "applicant"),
        ("丹岭市人民政府", "落霞市", "city_government"),
        ("云川县工业和信息化局", "云川县", "unknown"),
        ("云川县中小企业服务协会", "云川县", "unknown"),
        ("云川村民委员会", "云川县", "unknown"),
        ("云川鼎岳工贸有限公司", "云川县", "unknown"),
    ],
)
def test_a_name_tells_its_owner(name: str, applicant: str, owner: SealOwner, policy: Policy) -> None:
    verdict = judge_names([Look.of_text(name)], Offices(policy.form.seals, applicant))
    assert verdict is not None
    assert (verdict.owner, verdict.margin >= 3.5, verdict.changed <= 0.55) == (owner, True, True)


@pytest.mark.parametrize("look", ["人民政府", "夏政纸", "德裙灣年八民酒道"])
def test_what_could_be_anybodys_speaks_for_nobody(look: str, policy: Policy) -> None:
    verdict = judge_names([Look.of_text(look)], Offices(policy.form.seals, "云川县", ("丹岭市",)))
    assert verdict is None or verdict.margin < 3.5 or verdict.changed > 0.55


def test_a_name_is_told_only_whole_and_unlike_any_other(policy: Policy) -> None:
    offices = Offices(policy.form.seals, "云川县", ("丹岭市",))
    assert known_name(Look.of_text("信息化局丹岭市工业和"), offices) == "丹岭市工业和信息化局"
    assert known_name(Look.of_text("丹龄市人民政府"), offices) is None
    assert told_name("丹龄市人民政府", offices) is None
    assert told_name("漳源市人民政", offices) is None
    assert told_name("源市人民政府", offices) is None
    assert told_name("有限公司云川鼎岳工贸", offices) == "云川鼎岳工贸有限公司"


def evidence(box: tuple[float, float, float, float], quote: str = "", page: int = 2) -> Evidence:
    return Evidence(source="表.pdf", page=page, box=box, quote=quote, method="ocr")


def form_of(applicant: str) -> Form:
    def read(value: str, place: Evidence) -> FieldReading:
        return FieldReading(status="accepted", value=value, raw=value, confidence=1.0, evidence=(place,))

    return Form(
        data_year=2020,
        fields={
            "applicant_name": read(applicant, evidence((0, 0, 100, 20), applicant, 1)),
            "city_department_opinion": read("同意推荐。", evidence(DEPARTMENT_CELL)),
            "city_government_opinion": read("同意申报。", evidence(GOVERNMENT_CELL)),
        },
    )


def owned(policy: Policy, *seals: Seal, applicant: str = "云川县") -> list[tuple[SealOwner, bool]]:
    pages = (Page(1, "ocr"), Page(2, "ocr", seals=seals))
    document = Document(source="表.pdf", reader="picture", paged=True, pages=pages)
    found = own_seals([document], form_of(applicant), policy.form)
    return [(seal.owner, seal.certain) for seal in found]


def seal_at(x: float, y: float, text: str | None = None, quote: str = "", page: int = 2) -> Seal:
    place = evidence((x - 60, y - 60, x + 60, y + 60), text or quote, page)
    return Seal(owner="unknown", text=text, evidence=(place,))


def test_the_name_rules_over_the_place(policy: Policy) -> None:
    seal = seal_at(170, 680, "丹岭市人民政府")
    assert owned(policy, seal) == [("city_government", True)]
    assert owned(policy, seal_at(170, 680, "云川鼎岳工贸有限公司")) == [("unknown", True)]


def test_a_place_alone_is_not_certain(policy: Policy) -> None:
    assert owned(policy, seal_at(170, 680)) == [("city_department", False)]
    assert owned(policy, seal_at(400, 680, quote="丹龄人民玫府")) == [("city_government", False)]


def test_a_name_hardly_read_that_speaks_against_the_place(policy: Policy) -> None:
    assert owned(policy, seal_at(170, 680, quote="丹龄市人民玫府")) == [("city_government", False)]
    assert owned(policy, seal_at(170, 680, quote="云川县人民")) == [("applicant", True)]


def test_a_name_read_from_its_middle_on_is_put_right(policy: Policy) -> None:
    assert owned(policy, seal_at(170, 680, "市工业和信息化局丹岭")) == [("city_department", True)]


def test_a_county_hardly_read_is_rather_the_applicant(policy: Policy) -> None:
    assert owned(policy, seal_at(300, 200, quote="意县人民政府")) == [("applicant", False)]


def test_another_county_read_twice_is_not_the_applicant(policy: Policy) -> None:
    strange = seal_at(300, 200, "意县人民政府"), seal_at(300, 200, "漳岭县人民政府")
    assert owned(policy, *strange)[1] == ("unknown", True)
    assert owned(policy, *strange)[0][0] != "applicant" or not owned(policy, *strange)[0][1]


def test_a_body_of_the_place_is_not_the_owner_that_its_place_suggests(policy: Policy) -> None:
    assert owned(policy, seal_at(170, 680, quote="云川矿山机械制造有艰")) == [("unknown", True)]


def test_cities_are_known_from_the_texts_and_from_other_seals(policy: Policy) -> None:
    misread = seal_at(170, 680, quote="丹龄市小企业发展促选局")
    others = (seal_at(300, 100, "丹岭市人民政府"), seal_at(300, 300, "丹岭市人民政府"))
    assert owned(policy, misread, *others)[0] == ("city_department", True)


def test_without_an_applicant_its_seal_is_not_certain(policy: Policy) -> None:
    assert owned(policy, seal_at(300, 200, "云川县人民政府"), applicant="") == [("applicant", False)]
    assert owned(policy, seal_at(400, 680, "云川市人民政府"), applicant="") == [("city_government", False)]


def test_elsewhere_or_on_another_page_a_nameless_seal_is_unknown(policy: Policy) -> None:
    assert owned(policy, seal_at(300, 200)) == [("unknown", True)]
    assert owned(policy, seal_at(170, 680, page=1)) == [("unknown", True)]


def test_what_may_have_been_read_counts_too(policy: Policy) -> None:
    offices = Offices(policy.form.seals, "鹿鸣市", ("丹岭市",))
    signs = [Sign(((character, 0.0),)) for character in "丹鸡市人民政府"]
    judged = judge_names([Look("丹鸡市人民政府", tuple(signs))], offices)
    assert judged is not None and judged.owner == "city_government"
    signs[0] = Sign((("丹", 0.0), ("鹿", 2.0)))
    signs[1] = Sign((("鸡", 0.0), ("鸣", 1.0)))
    judged = judge_names([Look("丹鸡市人民政府", tuple(signs))], offices)
    assert judged is not None and judged.owner == "applicant"


def test_an_office_alone_is_nobodys(policy: Policy) -> None:
    assert owned(policy, seal_at(300, 200, quote="人民政府")) == [("unknown", True)]
    assert owned(policy, seal_at(400, 680, quote="人民政府")) == [("city_government", False)]


def test_two_nameless_seals_on_one_cell_are_nobodys(policy: Policy) -> None:
    both = seal_at(150, 680), seal_at(200, 700)
    assert owned(policy, *both) == [("unknown", True), ("unknown", True)]
    named = seal_at(200, 700, "云川鼎岳工贸有限公司")
    assert owned(policy, both[0], named)[0] == ("city_department", False)


def test_a_seal_on_the_applicants_own_name_is_probably_its(policy: Policy) -> None:
    assert owned(policy, seal_at(50, 10, page=1)) == [("applicant", False)]


def test_parts_of_one_seal_across_the_edges_of_pages(policy: Policy) -> None:
    def part(x: float, page: int, text: str) -> Seal:
        place = evidence((x, 300, 595, 420), text, page)
        looks = (Look(text, Look.of_text(text).signs, cut=True),) if text else ()
        return RingSeal(owner="unknown", evidence=(place,), looks=looks, cut=True)

    parts = part(550, 2, "云川县人"), part(560, 3, "")
    assert owned(policy, *parts)[1] == ("applicant", False)
    assert owned(policy, parts[1]) == [("unknown", True)]


def test_a_nameless_oval_is_no_governments(policy: Policy) -> None:
    place = evidence((340, 620, 460, 700))
    oval = RingSeal(owner="unknown", evidence=(place,), oval=True)
    assert owned(policy, oval) == [("unknown", True)]
    assert owned(policy, oval.model_copy(update={"oval": False})) == [("city_government", False)]
