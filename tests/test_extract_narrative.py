"""The narrative: which materials it holds, and what it says of leaders, policies, money and activities."""

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from dossier import Dossier
from extract.files.intake import find_sources
from extract.files.readers import read_source
from extract.narrative.flow import compose_flow
from extract.narrative.sections import find_sections
from extract.pipeline import extract_dossier
from policy import Policy

Block = str | tuple[str, str]
"""A body paragraph, or a paragraph with its style ("Heading 1", "center", "bold", "toc 1")."""

LEADER = (
    "2019年5月成立了中小企业高质量发展领导小组（示政发〔2019〕8号），由县长张示例任组长，办公室设在县工信局。"
)
POLICIES = (
    "先后出台了《关于支持中小企业发展的若干措施》（示政发〔2019〕12号）、"
    "《示例县企业服务办法》（示政办发〔2020〕3号）。"
)
FUND = "2020年安排中小企业发展专项资金500万元，用于贷款贴息。"
MEASURES = "开展技术改造，完成技改项目23个，示例铸造有限公司建成智能化车间，产能提高35%。"
SERVICES = (
    "2020年组织产学研活动4场，举办融资对接8次，参加展销会5次，开展双创活动6场，有中小企业服务机构12家。"
)
BODIES = {
    "leadership": LEADER,
    "policies": POLICIES,
    "special_fund": FUND,
    "measures": MEASURES,
    "service_activities": SERVICES,
}
EMPTY_WORDS = "我县高度重视，加强领导，采取有力措施，取得了显著成效。"
NUMBERS = "一二三四五六七"


def write_word(path: Path, blocks: list[Block]) -> None:
    package: Any = docx.Document()
    for block in blocks:
        text, look = (block, "") if isinstance(block, str) else block
        if look.startswith(("Heading", "toc")):
            style = look if look in package.styles else None
            if style is None:
                package.styles.add_style(look, 1)
            package.add_paragraph(text, style=look)
            continue
        paragraph = package.add_paragraph()
        paragraph.add_run(text).bold = look == "bold"
        if look == "center":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    package.save(str(path))


class Teller:
    """Writes a narrative as a Word file and reads the dossier back."""

    def __init__(self, folder: Path, policy: Policy) -> None:
        self.path, self.policy = folder / "申报资料.docx", policy

    def read(self, *blocks: Block) -> Dossier:
        write_word(self.path, list(blocks))
        return extract_dossier(self.path, self.policy)

    def statuses(self, *blocks: Block) -> dict[str, str]:
        materials = self.read(*blocks).materials
        return {name: materials[name].status for name in BODIES}

    def title(self, material: str) -> str:
        return next(spec.title for spec in self.policy.materials if spec.id == material)

    def whole(self, **other: str) -> list[Block]:
        """Every material under its own typed heading; `other` replaces bodies."""
        blocks: list[Block] = []
        for number, (name, body) in zip(NUMBERS, (BODIES | other).items(), strict=False):
            blocks += [f"{number}、{self.title(name)}", body]
        return blocks


@pytest.fixture
def teller(tmp_path: Path, policy: Policy) -> Teller:
    return Teller(tmp_path, policy)


# Sections


def headings(teller: Teller, *blocks: Block) -> list[tuple[str, str]]:
    """Headings, each with all the text below it."""
    write_word(teller.path, list(blocks))
    (file,) = find_sources(teller.path)
    document = read_source(file)[1]
    assert document is not None
    sections = find_sections(compose_flow(document))
    return [(s.heading, "|".join(p.text for p in s.paragraphs)) for s in sections if s.heading]


def test_headings_by_style(teller: Teller) -> None:
    assert headings(
        teller,
        ("甲部分", "Heading 1"),
        "甲文。",
        ("甲一", "Heading 2"),
        "甲一文。",
        ("乙部分", "Heading 1"),
        "乙文。",
    ) == [("甲部分", "甲文。|甲一|甲一文。"), ("甲一", "甲一文。"), ("乙部分", "乙文。")]


@pytest.mark.parametrize(
    ("first", "second"),
    [("一、", "（一）"), ("（一）", "1."), ("第一部分 ", "一、"), ("1.", "（1）"), ("1、", "一、")],
)
def test_headings_by_typed_numbers(teller: Teller, first: str, second: str) -> None:
    """Whatever numbering a paper uses first is its upper one."""
    following = first.replace("一", "二").replace("1", "2")
    found = headings(
        teller, f"{first}甲部分", "甲文。", f"{second}甲之一", "甲一文。", f"{following}乙部分", "乙文。"
    )
    assert found == [
        (f"{first}甲部分", f"甲文。|{second}甲之一|甲一文。"),
        (f"{second}甲之一", "甲一文。"),
        (f"{following}乙部分", "乙文。"),
    ]


def test_run_in_headings(teller: Teller) -> None:
    found = dict(
        headings(teller, "一、甲部分", "（一）设立专项资金情况。2020年安排了专项资金五百万元，用于贷款贴息。")
    )
    assert found["（一）设立专项资金情况"] == "2020年安排了专项资金五百万元，用于贷款贴息。"


def test_a_sentence_is_no_heading(teller: Teller) -> None:
    assert (
        headings(teller, "一是加强领导，", "2020年安排资金500万元。", "（一）" + "很长的一段话" * 12 + "。")
        == []
    )


def test_a_table_of_contents_is_no_outline(teller: Teller) -> None:
    contents: list[Block] = [
        f"{NUMBERS[n]}、{teller.title(name)}{dots}{n + 1}"
        for n, (name, dots) in enumerate(zip(BODIES, ("……", "......", "\t", "    ", "…………"), strict=True))
    ]
    assert headings(teller, *contents) == []
    assert set(teller.statuses(*contents).values()) == {"missing"}
    assert headings(teller, ("甲部分 1", "toc 1"), ("乙部分 2", "toc 2")) == []
    assert set(teller.statuses(*contents, *teller.whole()).values()) == {"present"}


# Materials


def test_a_whole_narrative(teller: Teller) -> None:
    assert set(teller.statuses(*teller.whole()).values()) == {"present"}


def test_headings_by_style_without_numbers(teller: Teller) -> None:
    blocks: list[Block] = []
    for name, body in BODIES.items():
        blocks += [(teller.title(name), "Heading 1"), body]
    assert set(teller.statuses(*blocks).values()) == {"present"}


@pytest.mark.parametrize("material", BODIES)
def test_a_material_left_out_is_missing(teller: Teller, material: str) -> None:
    blocks = teller.whole()
    at = 2 * list(BODIES).index(material)
    statuses = teller.statuses(*blocks[:at], *blocks[at + 2 :])
    assert statuses[material] == "missing"
    assert {status for name, status in statuses.items() if name != material} == {"present"}


@pytest.mark.parametrize("material", BODIES)
@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "没有内容"),
        (EMPTY_WORDS, "具体的事实"),
        ("见附件3。", "见附件"),
        ("20XX年安排XX万元，召开会议XX次，出台《XX》文件，由XX任组长，企业___家。", "空位"),
    ],
)
def test_a_hollow_material_says_why(teller: Teller, material: str, body: str, says: str) -> None:
    reading = teller.read(*teller.whole(**{material: body})).materials[material]
    assert reading.status == "hollow"
    assert any(says in reason for reason in reading.reasons), reading.reasons
    assert reading.headings
    assert reading.evidence[0].quote == reading.headings[0]


def test_a_table_alone_fills_a_section(teller: Teller) -> None:
    package: Any = docx.Document()
    package.add_paragraph(f"一、{teller.title('special_fund')}")
    table = package.add_table(2, 2)
    for place, text in zip(table._cells, ("年度", "金额", "2020年", "500万元"), strict=True):
        place.text = text
    package.save(str(teller.path))
    assert extract_dossier(teller.path, teller.policy).materials["special_fund"].status == "present"


def test_a_narrative_without_a_form_has_no_form(teller: Teller) -> None:
    dossier = teller.read(*teller.whole())
    assert dossier.materials["application_form"].status == "missing"
    assert {r.status for r in dossier.form.fields.values()} == {"missing"}


# Leaders


def lead(teller: Teller, body: str) -> tuple[str | None, str | None] | None:
    leader = teller.read(*teller.whole(leadership=body)).facts.leadership.leader
    return (leader.name, leader.title) if leader else None


@pytest.mark.parametrize(
    ("body", "leader"),
    [
        ("成立了领导小组，由县长张示例任组长。", ("张示例", "县长")),
        ("成立了领导小组，县委书记李样本同志担任组长，副县长王例子任副组长。", ("李样本", "县委书记")),
        ("组长：张示例 县长", ("张示例", "县长")),
        ("成立了专班，副县长王例子任组长。", ("王例子", "副县长")),
    ],
)
def test_the_head(teller: Teller, body: str, leader: tuple[str, str]) -> None:
    assert lead(teller, body) == leader


def test_of_several_offices_the_principal_one_is_told(teller: Teller) -> None:
    for body in ("组  长：张示例（县委副书记、县长）", "由县委副书记、县长张示例任组长。"):
        name, title = lead(teller, body) or ("", "")
        assert name == "张示例"
        assert (title or "").split("、")[-1] == "县长", body


@pytest.mark.parametrize(
    "body",
    [
        "成立了领导小组，副县长王例子任副组长。",
        "副组长：王例子 副县长",
        "副组长：王例子（县委副书记、县长）",
        "县长张示例出席会议，局长王例子任办公室主任。",
        "领导小组由主要领导任组长。",
    ],
)
def test_a_deputy_is_never_the_head(teller: Teller, body: str) -> None:
    assert lead(teller, body) is None


@pytest.mark.parametrize(
    "body", ["成立了领导小组，常务副县长王例子任组长。", "成立了领导小组，县政府副县长王例子担任组长。"]
)
def test_a_deputy_head_of_the_county_keeps_the_title(teller: Teller, body: str) -> None:
    found = lead(teller, body)
    assert found is not None
    assert found[0] == "王例子"
    assert (found[1] or "").endswith("副县长")


def test_the_document_that_founded_the_group(teller: Teller) -> None:
    body = "印发了《关于成立中小企业发展领导小组的通知》（示政办发〔2019〕8号）。"
    (document,) = teller.read(*teller.whole(leadership=body)).facts.leadership.documents
    assert document.title == "关于成立中小企业发展领导小组的通知"
    assert document.number == "示政办发〔2019〕8号"


# Policies


@pytest.mark.parametrize(
    "number",
    [
        "示政发〔2019〕12号",
        "示政发[2019]12号",
        "示政发（2019）12号",
        "示政发【2019】12号",
        "示政发〔2019〕 12 号",
        "示政发﹝2019﹞12号",
    ],
)
def test_numbers_of_policies_are_made_alike(teller: Teller, number: str) -> None:
    body = f"出台了《关于支持中小企业发展的若干措施》（{number}）。"
    (one,) = teller.read(*teller.whole(policies=body)).facts.policies
    assert (one.title, one.number, one.year) == ("关于支持中小企业发展的若干措施", "示政发〔2019〕12号", 2019)


@pytest.mark.parametrize(
    "shape",
    [
        "以{}文件印发了《关于支持中小企业发展的若干措施》。",
        "县政府印发{}《关于支持中小企业发展的若干措施》。",
        "{}《关于支持中小企业发展的若干措施》已经印发。",
    ],
)
def test_a_number_before_its_title(teller: Teller, shape: str) -> None:
    body = shape.format("示政发〔2020〕6号")
    (one,) = teller.read(*teller.whole(policies=body)).facts.policies
    assert (one.number, one.year) == ("示政发〔2020〕6号", 2020)


def test_each_number_goes_with_its_own_title(teller: Teller) -> None:
    found = teller.read(*teller.whole()).facts.policies
    assert [(one.title, one.number) for one in found] == [
        ("关于支持中小企业发展的若干措施", "示政发〔2019〕12号"),
        ("示例县企业服务办法", "示政办发〔2020〕3号"),
    ]


def test_a_policy_named_twice_is_one(teller: Teller) -> None:
    assert len(teller.read(*teller.whole(policies=POLICIES + POLICIES)).facts.policies) == 2


def test_a_policy_without_a_number_has_none(teller: Teller) -> None:
    (one,) = teller.read(*teller.whole(policies="制定出台了《示例县企业服务管理办法》。")).facts.policies
    assert (one.number, one.year) == (None, None)


# Money


def fund(teller: Teller, body: str) -> list[tuple[int | None, float]]:
    """What is surely said to have been set aside."""
    stated = teller.read(*teller.whole(special_fund=body)).facts.special_fund
    return [(one.year, one.amount) for one in stated if one.kind != "spent" and not one.doubts]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("2020年安排中小企业发展专项资金500万元。", [(2020, 500.0)]),
        ("2020年财政预算安排中小企业发展专项资金0.05亿元。", [(2020, 500.0)]),
        (
            "2019年安排中小企业发展专项资金300万元，2020年安排中小企业发展专项资金500万元。",
            [(2019, 300.0), (2020, 500.0)],
        ),
        ("每年安排中小企业发展专项资金500万元。", [(None, 500.0)]),
        ("2020年中小企业发展专项资金拨付480万元。", []),
        ("2020年累计兑现中小企业发展专项资金1200万元。", []),
        ("2020年争取省级中小企业发展专项资金800万元。", []),
        ("2020年安排中小企业发展专项资金约500万元。", []),
        ("2020年安排中小企业发展专项资金500万元，拨付480万元。", [(2020, 500.0)]),
        ("2020年计划安排中小企业发展专项资金500万元。", []),
        ("2019年至2020年安排中小企业发展专项资金800万元。", []),
    ],
)
def test_what_was_provided_is_not_what_was_spent(
    teller: Teller, body: str, found: list[tuple[int | None, float]]
) -> None:
    assert fund(teller, body) == found


# Activities


def test_activities_are_counted(teller: Teller) -> None:
    kinds = teller.read(*teller.whole()).facts.activities
    counts = {kind: getattr(kinds, kind).count for kind in type(kinds).model_fields}
    assert counts == {
        "industry_university": 4,
        "financing": 8,
        "exhibitions": 5,
        "startup_events": 6,
        "service_institutions": 12,
    }


@pytest.mark.parametrize(
    "body", ["举办融资对接8次。上半年举办融资对接3次。", "举办融资对接8余次。", "举办融资对接多次。"]
)
def test_an_unclear_count_is_no_number(teller: Teller, body: str) -> None:
    activity = teller.read(*teller.whole(service_activities=body)).facts.activities.financing
    assert activity is None or activity.count is None


def test_a_doubt_about_the_sum_is_told_from_one_about_the_count(teller: Teller) -> None:
    body = "举办融资对接会8次，达成贷款1200万元。举办融资对接会8次，达成贷款1500万元。"
    activity = teller.read(*teller.whole(service_activities=body)).facts.activities.financing
    assert activity is not None
    assert activity.count == 8
    assert activity.doubts
    assert activity.amount_doubts == activity.doubts


# Figures that the form states too


def mentions(teller: Teller, body: str) -> dict[str, float]:
    return {one.field: one.value for one in teller.read(*teller.whole(measures=body)).facts.mentions}


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        ("截至2020年底，全县{}达到25345户。", 25345),
        ("全县{}2.5万户。", 25000),
        ("全县{}达到2.5万余户。", None),
        ("全县新增{}1200户。", None),
        ("2019年底，全县{}达到24000户。", None),
        ("到2025年，{}力争达到40000户。", None),
        ("全省{}达到300000户。", None),
        ("全县25345户{}中，个体占八成。", 25345),
        ("全县25345户{}参加了活动。", None),
        ("铸造集群有{}25345户。", None),
    ],
)
def test_figures_of_the_narrative(teller: Teller, policy: Policy, shape: str, value: float | None) -> None:
    phrase = policy.field("market_entities").mentions[0]
    found = mentions(teller, MEASURES + shape.format(phrase))
    assert found.get("market_entities") == value


def test_the_count_of_a_field_with_names(teller: Teller, policy: Policy) -> None:
    phrase = policy.field("specialized_smes").mentions[0]
    assert mentions(teller, f"{MEASURES}全县{phrase}12家。") == {"specialized_smes": 12}
