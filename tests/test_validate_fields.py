"""Findings on the cells of the form: which, how heavy, and what the county is asked."""

import pytest
from made_up_dossiers import (
    POLICY,
    accepted,
    blank,
    make_dossier,
    missing,
    named,
    review,
    sound_fields,
)

from dossier import Dossier, Evidence, FieldReading
from validate.check import check_dossier
from validate.finding import Finding


def findings_on(field: str, reading: FieldReading) -> list[Finding]:
    findings = check_dossier(make_dossier({field: reading}), POLICY)
    return [finding for finding in findings if finding.subject == field and finding.rule.startswith("FIELD")]


def only(field: str, reading: FieldReading) -> Finding:
    (finding,) = findings_on(field, reading)
    return finding


def test_accepted_cells_give_no_finding() -> None:
    assert findings_on("sme_revenue", accepted(280806, unit="万元")) == []


def test_a_missing_cell_is_named_with_its_row_and_asked_for() -> None:
    finding = only("market_entities", missing())
    assert (finding.rule, finding.outcome, finding.severity) == ("FIELD-MISSING", "fail", "error")
    assert "市场主体数量（家）" in finding.message
    assert finding.request == "请按规定格式的申报表补填第4行“市场主体数量（家）”，没有的填“0”。"
    assert finding.clauses == (POLICY.field("market_entities").clause,)


def test_on_a_scan_a_missing_cell_may_only_be_unread() -> None:
    fields = {**sound_fields(method="ocr"), "market_entities": missing()}
    findings = check_dossier(make_dossier(fields=fields), POLICY)
    finding = next(each for each in findings if each.rule == "FIELD-MISSING")
    assert (finding.outcome, finding.request) == ("review", None)
    assert "扫描件" in finding.message


def test_a_blank_cell_shows_what_stands_there() -> None:
    finding = only("sme_tax", blank("／"))
    assert (finding.rule, finding.outcome, finding.severity) == ("FIELD-BLANK", "fail", "warning")
    assert finding.message == "申报表“上缴税金”一栏没有填写（栏内为“／”）。"
    assert finding.request == "请在申报表“上缴税金”一栏补填，并注明单位（万元）。"
    assert [place.quote for place in finding.evidence] == ["／"]


@pytest.mark.parametrize(
    ("field", "severity"),
    [
        ("market_entities", "error"),
        ("leading_industries_names", "error"),
        ("tech_smes", "error"),
        ("city_government_opinion", "error"),
        ("sme_employees", "warning"),
        ("contact_phone", "warning"),
    ],
)
def test_what_decides_weighs_more(field: str, severity: str) -> None:
    assert only(field, blank()).severity == severity
    assert only(field, missing()).severity == severity
    lighter = {"error": "warning", "warning": "note"}[severity]
    assert only(field, review(None, raw="？")).severity == lighter


def test_an_opinion_left_blank_is_to_be_signed_and_sealed() -> None:
    request = only("city_department_opinion", blank()).request
    assert request == "请在申报表“市级中小企业主管部门初审意见”一栏签署意见并盖章。"


def test_a_doubt_repeats_its_reasons() -> None:
    finding = only("market_entities", review(25345, "两处读法不同。", "字迹不清"))
    assert (finding.rule, finding.outcome) == ("FIELD-REVIEW", "review")
    assert finding.message == (
        "申报表“市场主体数量（家）”一栏读作“25345”，须对照原件核实；两处读法不同；字迹不清。"
    )


@pytest.mark.parametrize(
    ("field", "reading", "request_"),
    [
        ("market_entities", review(25345, "两处读法不同"), None),
        ("contact_person", review("张示例", "字迹不清"), None),
        ("sme_revenue", review(62, "没有单位", raw="62"), "请在申报表“营业收入”一栏注明单位（万元）。"),
        (
            "sme_revenue",
            review(62, "没有单位", raw="62", method="ocr"),
            "请在申报表“营业收入”一栏注明单位（万元）。",
        ),
        ("sme_revenue", review(620000, "字迹不清", raw="62亿元", unit="亿元"), None),
        ("special_fund", review(500, "字迹不清", raw="500"), None),
        (
            "sme_employees",
            review(3000, "不是确数", raw="近3000人"),
            "请在申报表“从业人员”一栏填写确切的数字。",
        ),
        (
            "sme_employees",
            review(None, "不是数字", raw="详见附件"),
            "请在申报表“从业人员”一栏填写确切的数字。",
        ),
        ("sme_employees", review(None, "识别不出", raw="#", method="ocr"), None),
        (
            "special_fund",
            review(0, "填的是“无”", raw="无", unit="万元"),
            "请在申报表“中小企业发展专项资金数量（万元）”一栏填写确切的数字。",
        ),
        ("sme_gdp_share", review(0.8, "字迹不清", raw="0.8%"), None),
        (
            "sme_gdp_share",
            review(0.52, "没有%号"),
            "请核对申报表“中小企业占GDP比重（%）”一栏的数字和单位，有误的请更正。",
        ),
        (
            "sme_gdp_share",
            review(523, "超出范围"),
            "请核对申报表“中小企业占GDP比重（%）”一栏的数字和单位，有误的请更正。",
        ),
        (
            "startup_bases",
            review(named(3, "岚山双创基地"), "数量和名称对不上"),
            "请核对申报表“省级小微企业双创基地数量及名称”一栏的数量与所列名称，并改为一致。",
        ),
        ("startup_bases", review(named(3, "岚山双创基地"), "数量和名称对不上", method="ocr"), None),
        ("startup_bases", review(named(1, "岚山双创基地"), "字迹不清"), None),
        ("contact_phone", review("0350-12", "号码不全"), "请核对申报表“联系电话”一栏，有误的请更正。"),
        ("contact_phone", review("0350-12", "号码不全", method="ocr"), None),
    ],
)
def test_the_county_is_asked_only_for_what_it_can_mend(
    field: str, reading: FieldReading, request_: str | None
) -> None:
    assert only(field, reading).request == request_


def test_no_form_at_all_is_one_finding() -> None:
    findings = check_dossier(make_dossier(fields={}), POLICY)
    assert [each.rule for each in findings if each.subject in POLICY_FIELDS or each.rule.startswith("F")] == [
        "FORM-MISSING"
    ]
    assert findings[0].severity == "error"
    assert findings[0].request is not None


def test_a_form_that_is_scanned_too_badly_is_not_said_to_be_missing() -> None:
    title = Evidence(source="扫描件.pdf", page=1, quote="申报表", method="ocr")
    unread = FieldReading(status="missing", reasons=("看不清",), evidence=(title,))
    findings = check_dossier(make_dossier(dict.fromkeys(POLICY_FIELDS, unread)), POLICY)
    (finding,) = (each for each in findings if each.rule.startswith("F"))
    assert (finding.rule, finding.outcome, finding.evidence) == ("FORM-ILLEGIBLE", "review", (title,))
    assert finding.request is not None
    assert "重新扫描" in finding.request


def test_an_empty_form_is_one_finding() -> None:
    fields = {field: blank() for field in POLICY_FIELDS}
    findings = check_dossier(make_dossier({**fields, "market_entities": missing()}), POLICY)
    assert [each.rule for each in findings if each.severity == "error"] == ["FORM-EMPTY"]


def test_an_empty_dossier_is_checked_too() -> None:
    findings = check_dossier(Dossier(policy=POLICY.id), POLICY)
    required = sum(spec.required and spec.source == "narrative" for spec in POLICY.materials)
    assert [each.rule for each in findings if each.severity == "error"] == [
        "FORM-MISSING",
        *["MATERIAL-MISSING"] * required,
    ]


POLICY_FIELDS = {spec.id for spec in POLICY.form.fields}
