"""What the summary begins with, what it counts, and what it leaves to a person."""

from pathlib import Path

import docx
from made_up_dossiers import POLICY, accepted, blank, make_dossier, named, review

from desk.review import Review
from desk.summaries.conclusion import conclude, sum_up
from desk.summaries.decisions import list_decisions
from desk.summaries.digest import say_severities, sort_findings
from desk.summaries.notice import render_notice
from desk.summaries.summary import render_summary
from dossier import Dossier, FieldReading
from score.score import score_dossier
from validate.check import check_dossier


def make(fields: dict[str, FieldReading]) -> Review:
    dossier: Dossier = make_dossier(fields)
    findings = check_dossier(dossier, POLICY)
    return Review("岚山县", dossier, findings, score_dossier(dossier, POLICY))


def test_an_unmet_condition_comes_first_with_its_figures() -> None:
    said = conclude(make({"market_entities": accepted(15000)}), POLICY)
    assert said.startswith("不符合申报条件1项：市场主体数量15000家，要求不低于20000家；")


def test_a_count_with_names_is_said_by_its_count() -> None:
    said = conclude(make({"specialized_smes": accepted(named(1, "甲公司"))}), POLICY)
    assert "省级专精特新中小企业数量1，要求不低于5（原贫困县2）；" in said


def test_where_nothing_hinders_it_says_so() -> None:
    sound = make({})
    decisions = len(list_decisions(sound, POLICY))
    assert conclude(sound, POLICY) == (
        f"没有发现不符合申报条件的情况；没有须申报单位补正的内容；待审查人判定{decisions}件（第六部分）"
    )


def test_what_is_not_known_is_not_called_in_order() -> None:
    said = conclude(make({"market_entities": blank()}), POLICY)
    assert "1项申报条件的数据没有读到或尚待核实，还不能判断；须申报单位补正1处；" in said


def test_a_doubtful_count_is_one_finding_and_one_decision() -> None:
    doubtful = make({"specialized_smes": review(named(9, *"甲乙丙丁戊己庚辛"))})
    about = [item for item in sort_findings(doubtful.findings) if item.subject == "specialized_smes"]
    assert [item.rule for item in about] == ["FIELD-REVIEW"]
    matters = [item.matter for item in list_decisions(doubtful, POLICY) if "专精特新" in item.matter]
    assert len(matters) == 1
    assert "按所填数量9、按所列名称8个，都不低于5，不影响这一条件。" in matters[0]


def test_a_doubtful_count_that_decides_says_so() -> None:
    doubtful = make({"specialized_smes": review(named(5, *"甲乙丙丁"))})
    matters = "".join(item.matter for item in list_decisions(doubtful, POLICY))
    assert "按所填数量5、按所列名称4个，要求不低于5，须先核实。" in matters


def test_what_the_county_is_asked_for_is_no_decision() -> None:
    matters = [item.matter for item in list_decisions(make({"market_entities": blank()}), POLICY)]
    assert not any("市场主体" in matter for matter in matters)


def test_every_count_in_the_summary_is_the_same(tmp_path: Path) -> None:
    doubtful = make({"specialized_smes": review(named(9, "甲")), "special_fund": blank()})
    render_summary(doubtful, POLICY, tmp_path / "a.docx")
    paper = docx.Document(str(tmp_path / "a.docx"))
    paragraphs = [paragraph.text for paragraph in paper.paragraphs]
    result, counted = paragraphs[3:5]
    assert f"{result}{counted}" == sum_up(doubtful, POLICY)
    counts = say_severities(doubtful)
    assert f"查出{counts}；" in counted
    (told,) = [text for text in paragraphs if text.startswith("共查出")]
    assert told.startswith(f"共查出{counts}；其中须由审查人核实的")
    doubts = next(table for table in paper.tables if table.rows[0].cells[-1].text == "核实为")
    cells = [row for row in doubts.rows[1:] if row.cells[0].text.startswith("第")]
    asked = next(table for table in paper.tables if table.rows[0].cells[-1].text == "判定意见")
    assert f"待审查人判定{len(cells) + len(asked.rows) - 1}件（第六部分）" in result


def test_seals_are_to_be_ticked_off_on_the_paper() -> None:
    (line,) = [item for item in list_decisions(make({}), POLICY) if "印章" in item.matter]
    assert "□申请文件　□市级中小企业主管部门初审意见　□市级政府意见" in line.matter
    assert not line.evidence


def test_the_notice_tells_the_county_its_own_rows_alone(tmp_path: Path) -> None:
    render_notice(make({"special_fund": blank()}), POLICY, tmp_path / "a.docx")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "a.docx")).paragraphs)
    assert "请在申报表“中小企业发展专项资金数量（万元）”一栏补填" in text
    assert "第12行" not in text
    assert "所报表格第2行" in text
    assert ".docx" not in text


def test_the_notice_is_signed_on_the_page_of_its_last_request(tmp_path: Path) -> None:
    render_notice(make({"special_fund": blank()}), POLICY, tmp_path / "a.docx")
    paper = docx.Document(str(tmp_path / "a.docx"))
    number = next(n for n, paragraph in enumerate(paper.paragraphs) if paragraph.text.startswith("1. "))
    for paragraph in paper.paragraphs[number:-1]:
        assert paragraph.style is not None
        assert paragraph.style.paragraph_format.keep_with_next
