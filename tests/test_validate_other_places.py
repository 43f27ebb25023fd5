"""Another county's name: left over from its text, or rightly named beside the own one."""

import pytest
from made_up_texts import find, severities, with_text

from dossier import Evidence, PolicyDocument
from dossier.dossier import Facts

STRAY = [
    "2020年，青槐县规上工业企业达到58家，同比增长8.6%。",
    "我县印发了《青槐县中小企业发展专项资金管理办法》（青政办发〔2020〕12号）。",
    "由青槐县人民政府办公室牵头，成立工作专班。",
    "青槐县位于晋东南，总面积1200平方公里。",
    "经青槐县工业和信息化局初审，现予上报。",
    "成立了以县长为组长的青槐县促进中小企业发展工作领导小组。",
    "定襄县规上工业企业达到58家。",
    "截至2020年底，定襄县市场主体2.5万户。",
    "在沁垣市青槐县中小企业服务中心的组织下开展培训。",
    "根据《关于成立祁县促进中小企业发展工作领导小组的通知》要求。",
    "出台《青槐县企业家培育十条》。",
    "青槐县的民营经济取得新进展。",
    "高平市人民政府高度重视中小企业工作。",
]

RIGHT = [
    "岚山县人民政府高度重视，岚山县中小企业服务中心积极对接。",
    "学习青槐县规上企业培育经验，结合我县实际制定方案。",
    "组织企业家赴定襄县考察法兰产业。",
    "山西青槐县恒达锻造有限公司落户我县。",
    "青槐县中小企业恒泽制造有限公司与我县企业合作。",
    "提请县人民政府常务会议研究，报请县政府批准，召开县政府常务会。",
    "按照县人民政府要求，响应县委号召，全县中小企业和各县区财政部门积极参与。",
    "贫困县政府采购优先，示范县财政奖补，先进县工信部门介绍做法。",
    "工业园区规上企业12家，经济开发区中小企业30家，新城区人民政府广场。",
    "忻州市人民政府和忻州市工业和信息化局同意推荐。",
    "落实《贫困县退出办法》《关于促进县域经济发展的意见》《历史街区保护规划》。",
    "建设城区财政所、矿区政府服务点。",
    "加强县人民政府与企业沟通，组织县工信局、县财政局召开对接会。",
]


@pytest.mark.parametrize("text", STRAY)
def test_a_county_that_is_spoken_of_as_the_own_one(text: str) -> None:
    (finding,) = find("other_place", with_text("岚山县中小企业发展情况。", text))
    assert (finding.severity, finding.outcome, finding.request) == ("warning", "review", None)
    assert "“岚山县”" in finding.message
    assert finding.evidence[0].paragraph == 3
    assert finding.evidence[0].quote in text


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_rightly_named_is_no_warning(text: str) -> None:
    assert "warning" not in severities("other_place", with_text("岚山县中小企业发展情况。", text))


def test_a_partner_is_noted_where_the_register_knows_it() -> None:
    assert severities("other_place", with_text("与定襄县、代县联合举办法兰展会。")) == ["note"]
    assert severities("other_place", with_text("与青槐县中小企业服务中心联合举办法兰展会。")) == []


def test_all_places_of_one_name_are_one_finding() -> None:
    (finding,) = find("other_place", with_text(STRAY[0], STRAY[3]))
    assert finding.message.startswith("申报资料正文有2处写的是“青槐县”，申报单位是“岚山县”")
    assert len(finding.evidence) == 2


def test_without_a_form_the_name_that_stands_most_is_the_own_one() -> None:
    text = "青槐县人民政府高度重视。"
    assert find("other_place", with_text(*[text] * 4, "岚山县中小企业共有300家。", own=None))[
        0
    ].message.count("青槐县")
    assert find("other_place", with_text(text, own=None)) == []


@pytest.mark.parametrize(
    ("own", "text"),
    [
        ("云州区", "大同县人民政府高度重视。"),
        ("定襄县", "忻州市定襄县人民政府高度重视。"),
        ("岚山县人民政府", "岚山县中小企业服务中心。"),
        ("青槐经济技术开发区", "青槐县人民政府与开发区共建园区。青槐县财政每年安排资金。"),
        ("长治高新技术产业开发区", "长治市人民政府支持。"),
        ("云岭经济技术开发区", "青槐县人民政府高度重视。青槐县财政安排资金。由青槐县工信局牵头。"),
    ],
)
def test_names_of_the_own_county(own: str, text: str) -> None:
    assert find("other_place", with_text(text, own=own)) == []


def test_a_county_that_a_zone_names_once_is_noted() -> None:
    assert severities("other_place", with_text("青槐县人民政府高度重视。", own="云岭经济技术开发区")) == [
        "note"
    ]


def test_where_no_form_names_the_county_its_policies_do() -> None:
    """Two policies and a leading group begin with the own name."""
    place = Evidence(source="a.docx", quote="q", method="word")
    facts = Facts(
        policies=tuple(
            PolicyDocument(title=f"岚山县{what}", evidence=(place,)) for what in ("奖励办法", "实施方案")
        )
    )
    (finding,) = find("other_place", with_text("青槐县中小企业实力明显增强。", own=None, facts=facts))
    assert "青槐县" in finding.message
    assert find("other_place", with_text("岚山县中小企业实力明显增强。", own=None, facts=facts)) == []


def test_a_secretary_s_name_is_no_county() -> None:
    assert find("other_place", with_text("领导小组组长由姜永胜县委书记担任，副组长李示例县长。")) == []
