"""Text of another year, activities of other years, dates that no calendar has."""

import pytest
from made_up_texts import find, with_text

from dossier import Dossier

STALE = [
    ("截至2018年底，全县共有中小企业2800家，从业人员3万人。", "2018"),
    ("截止2019年12月31日，全县规上企业62家。", "2019"),
    ("截至２０１８年末，中小企业贷款余额12亿元。", "2018"),
    ("截至2021年底，全县共有中小企业3300家。", "2021"),
    ("根据2012年绩效评价计划，对2011年度专项资金进行了自评。", "2012"),
    ("2017年，全县各项工作圆满完成。", "2017"),
    ("2018年度目标任务超额完成，位居全市前列。", "2018"),
    ("现将2017年工作总结报告如下。", "2017"),
]

TIMELY = [
    "截至2018年底有中小企业2800家，截至2020年底达到3100家。",
    "由截至2018年底的2800家增加到3100家。",
    "截至2020年底，全县共有中小企业3100家。",
    "到2022年底，规上企业达到85家。",
    "截至2021年3月，共出台政策12件。",
    "根据《2018年度绩效评价办法》（岚政办发〔2018〕12号），开展评价。",
    "2016年，完成园区一期建设；2018年，任务分解到乡镇的机制建立。",
    "2012年建成岚山锻造园区，2016年获评省级双创基地。",
    "2019年安排300万元，2020年安排500万元。",
    "2019年度考核中获全市第一名，工作总结在全市交流。",
]


@pytest.mark.parametrize(("text", "year"), STALE)
def test_text_of_another_year(text: str, year: str) -> None:
    (finding,) = find("stale_year", with_text("2020年工作扎实。", text))
    assert (finding.outcome, finding.severity, finding.request) == ("review", "warning", None)
    assert f"有1处写的是{year}" in finding.message or "、" in finding.message
    assert year in finding.message
    assert finding.evidence[0].paragraph == 3


@pytest.mark.parametrize("text", TIMELY)
def test_text_of_this_year_or_of_a_history(text: str) -> None:
    assert find("stale_year", with_text("2020年工作扎实。", text)) == []


def test_a_heading_of_an_earlier_year() -> None:
    headings = [(0, "三、2017年专项资金使用情况", "special_fund")]
    (finding,) = find("stale_year", with_text("资金全部到位。", headings=headings))
    assert finding.evidence[0].quote == "三、2017年专项资金使用情况"
    for heading in ("2019年专项资金使用情况", "2018—2020年政策", "2018年以来的政策", "2021年工作打算"):
        assert find("stale_year", with_text("资金到位。", headings=[(0, heading, "policies")])) == []


def test_a_whole_text_of_another_year() -> None:
    stale = [f"2018年{month}月，全县新增企业{month}家。" for month in range(1, 8)]
    (finding,) = find("stale_year", with_text(*stale, "2020年，继续推进。"))
    assert finding.message.startswith("申报资料正文有7处写的是2018年的情况，应当写2020年的情况")
    timely = [text.replace("2018", "2020") for text in stale]
    assert find("stale_year", with_text(*timely, *stale[:3])) == []


def activities(*texts: str) -> Dossier:
    headings = [(0, "六、服务活动", "service_activities"), (len(texts), "七、下一步", "measures")]
    return with_text(*texts, "2020年完成。", headings=headings)


def test_activities_of_earlier_years_alone() -> None:
    (finding,) = find(
        "activity_year", activities("2018年9月，举办银企对接会2场。", "2019年组织参展3次。", "还有其他活动。")
    )
    assert finding.subject == "service_activities"
    assert "都是2018、2019年的，没有2020年的活动" in finding.message
    assert [place.paragraph for place in finding.evidence] == [1, 3]


@pytest.mark.parametrize(
    "texts",
    [
        ("2019年举办2场。", "2020年举办3场。"),
        ("共举办银企对接会12场。",),
        ("2019—2020年共举办12场。",),
        ("按照《2018年服务方案》举办12场。",),
        ("2021年计划举办12场。",),
        ("2018年以来共举办12场。",),
    ],
)
def test_activities_with_some_of_the_year_or_without_dates(texts: tuple[str, ...]) -> None:
    assert find("activity_year", activities(*texts)) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020年2月30日印发。", "2020年2月30日"),
        ("于13月5日召开。", "13月5日"),
        ("2019年2月29日成立。", "2019年2月29日"),
        ("2020年2月29日成立，4月30日前完成。", None),
        ("每年4月31日前报送。", None),
        ("有效期12个月31日。", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    findings = find("wrong_date", with_text(text))
    assert [finding.message for finding in findings] == (
        [f"申报资料正文中的日期“{date}”不存在。请核对。"] if date else []
    )
