"""The words of the first programme: labels, texts and phrases as counties write them."""

import re

import pytest

from policy import load_policy

POLICY = load_policy()

BOILERPLATE = [
    "县委、县政府高度重视，加强领导，取得了显著成效。",
    "我县高度重视中小企业发展工作，成立了领导小组，切实加强组织领导，明确职责分工，形成工作合力。",
    "各部门各司其职、密切配合，建立健全工作机制，为中小企业高质量发展提供了坚强的组织保障。",
    "我县认真贯彻落实中央和省市支持中小企业发展的一系列政策措施，不断加大扶持力度。",
    "设立中小企业发展专项资金，严格资金管理，专款专用，充分发挥财政资金的引导作用。",
    "坚持创新驱动，深化改革，优化环境，强化服务，推动中小企业高质量发展迈上新台阶。",
    "围绕26项创建指标，进一步完善措施，狠抓落实，一次又一次取得新突破。",
    "积极组织开展各类服务活动，搭建平台，优化服务，得到了广大企业的一致好评。",
    "“十四五”期间，我们将继续完善一站式服务，推行一次性告知，鼓励大学生创业。",
    "县长亲自任组长，分管副县长具体抓，一级抓一级，层层抓落实。",
    "以县长为组长的领导小组多次召开会议，研究部署工作。",
    "认真落实《关于开展中小企业高质量发展示范县（开发区）创建工作的通知》（晋政办函〔2020〕99号）精神。",
    "进一步统一思想，提高认识，第三方服务机构积极参与，一二三产业融合发展。",
    "一企一策精准帮扶，一家一户上门服务，多次组织对接活动，成效显著。",
    "三次产业结构不断优化，第一期工程顺利推进。",
]

FACTS = [
    ("leadership", "成立了由县委副书记、县长王建国任组长，副县长李明任副组长的领导组。"),
    ("leadership", "组长：张文华 县委书记"),
    ("leadership", "领导小组办公室设在县工信局，负责日常工作。"),
    ("leadership", "2020年3月，县政府成立中小企业发展工作领导小组。"),
    ("leadership", "印发文件（测政办发〔2020〕12号），成立促进中小企业发展工作领导小组。"),
    ("leadership", "县中小企业服务中心现有编制12名。"),
    ("leadership", "领导小组先后召开会议6次。"),
    ("policies", "出台《测试县支持中小企业发展若干措施》。"),
    ("policies", "印发了测政办发[2020]15号文件。"),
    ("special_fund", "县财政安排专项资金500万元。"),
    ("special_fund", "累计拨付1.2亿元。"),
    ("special_fund", "每年安排五百万元。"),
    ("special_fund", "我县尚未单独设立中小企业发展专项资金。"),
    ("measures", "培育小升规企业32家。"),
    ("measures", "与某某理工大学建立合作。"),
    ("measures", "企业开办时间压缩至0.5个工作日。"),
    ("measures", "规上工业增加值增长12.5%。"),
    ("service_activities", "举办银企对接会6场。"),
    ("service_activities", "组织20余家企业参加展会。"),
    ("service_activities", "服务企业1,200家。"),
    ("service_activities", "全年开展活动十余次。"),
    ("service_activities", "举办创业大赛一届。"),
]

PHONES = {
    "0350-5600000": True,
    "13800000000": True,
    "138-0000-0000": True,
    "+86 13800000000": True,
    "5600000": True,
    "（0350）5600000": True,
    "0350—5600000": True,
    "0350-5600000转801": True,
    "0350-5600000/13800000000": True,
    "13800000000、0350-5600000": True,
    "1380000000": False,
    "138000000000": False,
    "0350-560000": False,
    "电话13800000000": False,
    "/13800000000": False,
    "张三": False,
}

PEOPLE = {
    "张三": True,
    "王小明": True,
    "欧阳明珠": True,
    "阿卜杜拉·买买提": True,
    "张": False,
    "联系电话": False,
    "张三局长": False,
    "张三13800000000": False,
    "暂无": False,
}


def proves(material_id: str, text: str) -> bool:
    material = POLICY.material(material_id)
    return any(re.search(pattern, text) for pattern in (*material.facts, *material.denials))


@pytest.mark.parametrize("text", BOILERPLATE)
def test_boilerplate_proves_nothing(text: str) -> None:
    proved = [material.id for material in POLICY.materials if proves(material.id, text)]
    assert proved == []


@pytest.mark.parametrize(("material_id", "text"), FACTS)
def test_a_fact_of_its_kind_proves_its_section(material_id: str, text: str) -> None:
    assert proves(material_id, text)


@pytest.mark.parametrize("material", [each for each in POLICY.materials if each.required], ids=lambda m: m.id)
def test_a_heading_alone_proves_nothing(material: object) -> None:
    from policy.form import MaterialSpec

    assert isinstance(material, MaterialSpec)
    for heading in material.headings:
        assert not proves(material.id, heading), heading


@pytest.mark.parametrize(("text", "fits"), PHONES.items())
def test_phone(text: str, fits: bool) -> None:
    assert matches("contact_phone", text) == fits


@pytest.mark.parametrize(("text", "fits"), PEOPLE.items())
def test_contact_person(text: str, fits: bool) -> None:
    assert matches("contact_person", text) == fits


def matches(field_id: str, text: str) -> bool:
    pattern = POLICY.field(field_id).pattern
    assert pattern is not None
    return re.fullmatch(pattern, text) is not None


def test_every_field_knows_other_spellings_of_its_label() -> None:
    assert [field.id for field in POLICY.form.fields if len(field.variants) < 3] == []


def test_mentions_denote_a_figure_and_are_unmistakable_by_the_longest_match() -> None:
    """A phrase may stand inside another field's longer one; it may not be the same."""
    owners = {phrase: field.id for field in POLICY.form.fields for phrase in field.mentions}
    assert len(owners) == sum(len(field.mentions) for field in POLICY.form.fields)
    assert all(len(phrase) >= 4 for phrase in owners)


def test_bands_of_shares_and_rates() -> None:
    bands = {field.id: field.range for field in POLICY.form.fields if field.kind == "pct"}
    assert bands == {
        "sme_revenue_growth": (-50, 100),
        "sme_gdp_share": (0, 100),
        "non_coal_share": (0, 100),
        "cluster_output_growth": (-50, 100),
        "modern_services_share": (0, 100),
    }
    for field in POLICY.form.fields:
        if field.kind != "text":
            assert field.range is not None, field.id
            assert field.range[0] >= 0 or field.kind == "pct", field.id
