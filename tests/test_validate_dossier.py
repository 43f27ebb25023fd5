"""Findings on materials, leaders, seals and files, and the order of all findings."""

from made_up_dossiers import (
    POLICY,
    accepted,
    blank,
    evidence,
    make_dossier,
    review,
    sound_fields,
    sound_materials,
)

from dossier import (
    Dossier,
    Evidence,
    Facts,
    Leader,
    Leadership,
    MaterialReading,
    Problem,
    Seal,
    Source,
)
from validate.check import check_dossier
from validate.finding import SEVERITIES, Finding
from validate.leadership import is_principal

PRINCIPALS = POLICY.facts.leadership.principal_titles


def findings_of(dossier: Dossier, rule: str) -> list[Finding]:
    return [finding for finding in check_dossier(dossier, POLICY) if finding.rule == rule]


def with_material(material: str, reading: MaterialReading) -> Dossier:
    return make_dossier(materials={**sound_materials(), material: reading})


def led_by(title: str | None) -> Dossier:
    leader = Leader(name="李示例", title=title, evidence=(evidence("李示例任组长"),))
    return make_dossier(facts=Facts(leadership=Leadership(leader=leader)))


def test_a_sound_dossier_has_nothing_but_notes() -> None:
    assert {finding.severity for finding in check_dossier(make_dossier(), POLICY)} == {"note"}


def test_a_required_material_that_is_missing() -> None:
    (finding,) = findings_of(with_material("measures", MaterialReading(status="missing")), "MATERIAL-MISSING")
    spec = POLICY.material("measures")
    assert (finding.severity, finding.outcome, finding.subject) == ("error", "fail", "measures")
    assert spec.title in finding.message
    assert finding.request == f"请补报第5项“{spec.title}”：{spec.expects}"
    assert finding.clauses == spec.clauses


def test_a_hollow_material_shows_its_heading() -> None:
    hollow = MaterialReading(
        status="hollow",
        headings=("（四）主要做法",),
        reasons=("标题下只有空话",),
        evidence=(evidence("（四）主要做法"),),
    )
    (finding,) = findings_of(with_material("measures", hollow), "MATERIAL-HOLLOW")
    assert finding.severity == "warning"
    assert "没有具体内容（标题为“（四）主要做法”）；标题下只有空话。" in finding.message
    assert finding.request is not None
    assert finding.evidence == hollow.evidence


def test_an_optional_material_is_noted_and_not_asked_for() -> None:
    optional = next(spec.id for spec in POLICY.materials if not spec.required)
    (finding,) = findings_of(with_material(optional, MaterialReading(status="missing")), "MATERIAL-MISSING")
    assert (finding.severity, finding.request) == ("note", None)


def test_materials_come_in_the_notice_s_order() -> None:
    findings = findings_of(make_dossier(materials={}), "MATERIAL-MISSING")
    order = [spec.id for spec in POLICY.materials if spec.source == "narrative"]
    assert [finding.subject for finding in findings] == sorted(
        order, key=lambda material: (not POLICY.material(material).required, order.index(material))
    )


def test_a_principal_may_hold_other_offices_too() -> None:
    for title in ("县长", "岚山县县长", "县委副书记、县长", "代县长", "党工委书记、管委会主任"):
        assert is_principal(title, PRINCIPALS), title
    for title in ("副县长", "常务副县长", "县委副书记", "管委会副主任", "工信局局长"):
        assert not is_principal(title, PRINCIPALS), title


def test_a_deputy_as_leader_is_a_warning() -> None:
    (finding,) = findings_of(led_by("副县长"), "LEADER-TITLE")
    assert finding.severity == "warning"
    assert finding.message == "组长李示例的职务是“副县长”，不是主要负责人。"
    assert [place.quote for place in finding.evidence] == ["李示例任组长"]
    assert findings_of(led_by("县长"), "LEADER-TITLE") == []


def test_a_leader_that_was_not_read_is_a_note() -> None:
    assert [each.severity for each in findings_of(led_by(None), "LEADER-UNKNOWN")] == ["note"]
    assert findings_of(make_dossier(materials={}), "LEADER-UNKNOWN") == []


SEALS = ("SEAL-INVISIBLE", "SEAL-NOT-SEEN", "SEAL-UNKNOWN")


def seals_said(dossier: Dossier) -> list[tuple[str, str | None, str]]:
    findings = check_dossier(dossier, POLICY)
    return [(each.rule, each.subject, each.severity) for each in findings if each.rule in SEALS]


def scanned(*seals: Seal) -> Dossier:
    return make_dossier(fields=sound_fields(method="ocr"), seals=seals)


def on_page(owner: str) -> Seal:
    place = Evidence(source="申报表.docx", quote="", method="ocr")
    return Seal.model_validate({"owner": owner, "text": None, "evidence": [place]})


def test_an_electronic_text_shows_no_seal_and_that_is_one_note() -> None:
    assert seals_said(make_dossier()) == [("SEAL-INVISIBLE", None, "note")]


def test_a_scan_without_its_seals() -> None:
    assert seals_said(scanned(on_page("city_department"))) == [
        ("SEAL-NOT-SEEN", "city_government_opinion", "warning")
    ]
    assert seals_said(scanned(on_page("city_department"), on_page("city_government"))) == []


def test_a_seal_that_nobody_can_read_may_be_the_one() -> None:
    assert seals_said(scanned(on_page("city_department"), on_page("unknown"))) == [
        ("SEAL-UNKNOWN", "city_government_opinion", "note")
    ]


def test_a_blank_opinion_is_not_asked_for_its_seal() -> None:
    changes = {"city_department_opinion": blank(), "city_government_opinion": blank()}
    assert seals_said(make_dossier(changes)) == []


def source(path: str, status: str, reason: str | None = None) -> Source:
    return Source.model_validate(
        {"path": path, "sha256": "0" * 64, "bytes": 10, "kind": "pdf", "status": status, "reason": reason}
    )


def test_an_unreadable_file_is_an_error_only_where_it_may_hold_the_form() -> None:
    broken = source("附件.pdf", "failed", "文件已损坏")
    (finding,) = findings_of(make_dossier(sources=(broken,)), "SOURCE-FAILED")
    assert (finding.severity, finding.subject) == ("warning", "附件.pdf")
    assert finding.message == "文件“附件.pdf”无法读取：文件已损坏。"
    assert finding.request == "请重新提供能够正常打开的文件“附件.pdf”。"
    (finding,) = findings_of(make_dossier(fields={}, sources=(broken,)), "SOURCE-FAILED")
    assert finding.severity == "error"


def test_a_file_left_aside_is_a_note() -> None:
    (finding,) = findings_of(
        make_dossier(sources=(source("a.mp4", "skipped", "不是文档"),)), "SOURCE-SKIPPED"
    )
    assert (finding.severity, finding.request) == ("note", None)


def test_problems_are_carried_over_once() -> None:
    problems = (
        Problem(source="附件.pdf", severity="error", message="文件已损坏"),
        Problem(source="申报表.docx", severity="warning", message="有未接受的修订。"),
    )
    dossier = make_dossier(sources=(source("附件.pdf", "failed", "文件已损坏。"),), problems=problems)
    assert [each.message for each in findings_of(dossier, "SOURCE-PROBLEM")] == [
        "文件“申报表.docx”：有未接受的修订。"
    ]


def test_findings_stand_in_one_order() -> None:
    changes = {
        "tech_smes": blank(),
        "market_entities": blank(),
        "sme_tax": blank(),
        "lead_department": review("工信局"),
        "above_scale_enterprises": accepted(10),
    }
    findings = check_dossier(make_dossier(changes), POLICY)
    heavy = [SEVERITIES.index(each.severity) for each in findings]
    assert heavy == sorted(heavy)
    blanks = [each.subject for each in findings if each.rule == "FIELD-BLANK"]
    assert blanks == ["market_entities", "tech_smes", "sme_tax"]
    rules = [each.rule for each in findings if each.severity == "error"]
    assert rules == sorted(rules)
