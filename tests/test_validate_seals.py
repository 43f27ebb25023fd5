"""What is said of seals on pictures of the paper: missing, somebody else's, perhaps there."""

from made_up_dossiers import make_dossier, sound_fields

from dossier import Dossier, Evidence, FieldReading, Seal, SealOwner
from policy import load_policy
from validate.check import check_dossier
from validate.finding import Finding

POLICY = load_policy()
CELLS = {
    "city_department_opinion": (50.0, 600.0, 290.0, 760.0),
    "city_government_opinion": (290.0, 600.0, 540.0, 760.0),
}


def at(box: tuple[float, float, float, float]) -> Evidence:
    return Evidence(source="申报表.pdf", page=3, box=box, quote="", method="ocr")


def seal(owner: SealOwner, field: str, text: str | None = None, *, certain: bool = True) -> Seal:
    x0, y0, x1, _ = CELLS[field]
    box = ((x0 + x1) / 2 - 60, y0 + 10, (x0 + x1) / 2 + 60, y0 + 130)
    return Seal(owner=owner, text=text, certain=certain, evidence=(at(box),))


def findings(*seals: Seal, method: str = "ocr") -> list[Finding]:
    fields: dict[str, FieldReading] = sound_fields(method="ocr")
    for name, box in CELLS.items():
        place = at(box).model_copy(update={"method": method})
        fields[name] = fields[name].model_copy(update={"evidence": (place,)})
    dossier: Dossier = make_dossier(fields=fields, seals=seals)
    return [each for each in check_dossier(dossier, POLICY) if each.rule.startswith("SEAL-")]


def said(*seals: Seal, method: str = "ocr") -> list[tuple[str, str | None, str]]:
    return [(each.rule, each.subject, each.severity) for each in findings(*seals, method=method)]


DEPARTMENT = seal("city_department", "city_department_opinion", "丹岭市工业和信息化局")
GOVERNMENT = seal("city_government", "city_government_opinion", "丹岭市人民政府")


def test_both_seals_are_there() -> None:
    assert said(DEPARTMENT, GOVERNMENT) == []


def test_a_missing_seal_is_a_warning() -> None:
    assert said(DEPARTMENT) == [("SEAL-NOT-SEEN", "city_government_opinion", "warning")]


def test_the_seal_of_somebody_else_is_a_warning_with_its_name() -> None:
    stranger = seal("unknown", "city_government_opinion", "云川鼎岳工贸有限公司")
    (finding,) = findings(DEPARTMENT, stranger)
    assert (finding.rule, finding.subject) == ("SEAL-WRONG-OWNER", "city_government_opinion")
    assert "“云川鼎岳工贸有限公司”" in finding.message
    assert finding.outcome == "review"
    assert stranger.evidence[0] in finding.evidence


def test_seals_on_each_others_opinions_are_two_warnings() -> None:
    swapped = (
        seal("city_government", "city_department_opinion", "丹岭市人民政府"),
        seal("city_department", "city_government_opinion", "丹岭市工业和信息化局"),
    )
    assert [(rule, severity) for rule, _, severity in said(*swapped)] == [("SEAL-WRONG-OWNER", "warning")] * 2


def test_another_seal_beside_the_right_one_is_no_finding() -> None:
    assert said(DEPARTMENT, GOVERNMENT, seal("applicant", "city_department_opinion", "云川县人民政府")) == []


def test_a_seal_that_may_be_one_is_looked_at_by_a_person() -> None:
    perhaps = seal("city_government", "city_government_opinion", certain=False)
    assert said(DEPARTMENT, perhaps) == [("SEAL-UNCERTAIN", "city_government_opinion", "note")]


def test_a_seal_without_a_name_on_the_opinion_is_not_called_wrong() -> None:
    assert said(DEPARTMENT, seal("unknown", "city_government_opinion")) == [
        ("SEAL-UNKNOWN", "city_government_opinion", "note")
    ]


def test_an_electronic_text_with_one_seal_as_a_picture_misses_the_other() -> None:
    assert said(DEPARTMENT, method="pdf-text") == [("SEAL-NOT-SEEN", "city_government_opinion", "warning")]
