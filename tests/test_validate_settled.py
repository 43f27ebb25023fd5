"""Two dossiers side by side: what differs, and what became of each finding."""

import pytest

from dossier import Dossier, Evidence, FieldReading, Form, MaterialReading, NamedCount, Passage, Seal, Source
from policy import Policy
from policy.rules import CompareCheck
from validate.check import check_dossier
from validate.comparison import compare_field, compare_fields, compare_files, compare_seals
from validate.finding import Finding
from validate.settled import Fate, FindingChange, compare_findings
from validate.submission import lay_out

PLACE = Evidence(source="表.docx", quote="3", method="word")


def read(value: int | str | NamedCount | None, status: str = "accepted") -> FieldReading:
    return FieldReading.model_validate(
        {
            "status": status,
            "value": value,
            "reasons": ["模糊"] if status == "review" else [],
            "evidence": [PLACE],
        }
    )


def make(policy: Policy, **fields: FieldReading) -> Dossier:
    """A form on which all other cells but the first are empty, and a narrative."""
    blank = {spec.id: FieldReading(status="blank", evidence=(PLACE,)) for spec in policy.form.fields}
    present = {spec.id: MaterialReading(status="present") for spec in policy.materials}
    passage = Passage(evidence=PLACE.model_copy(update={"quote": "全县中小企业发展情况良好。"}))
    return Dossier(
        policy=policy.id,
        form=Form(fields=blank | {policy.form.fields[0].id: read("云川县")} | fields),
        materials=present,
        passages=(passage,),
    )


def tell(old: Dossier, new: Dossier, policy: Policy) -> list[FindingChange]:
    before, after = lay_out(old, policy), lay_out(new, policy)
    return list(compare_findings(check_dossier(old, policy), check_dossier(new, policy), before, after))


def fate_of(changes: list[FindingChange], rule: str, subject: str | None) -> list[tuple[Fate, str]]:
    return [
        (change.fate, change.why)
        for change in changes
        for finding in [change.old or change.new]
        if finding and (finding.rule, finding.subject) == (rule, subject)
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind", "difference", "percent"),
    [
        (read(200), read(250), "changed", 50.0, 25.0),
        (read(250), read(200), "changed", -50.0, -20.0),
        (read(0), read(3), "changed", 3.0, None),
        (read(3), read(3), "same", 0.0, 0.0),
        (read(3, "review"), read(3), "status", 0.0, 0.0),
        (read(None, "blank"), read(3), "given", None, None),
        (read(3), read(None, "blank"), "gone", None, None),
        (read(None, "blank"), read(None, "missing"), "status", None, None),
        (read("甲"), read("乙"), "changed", None, None),
    ],
)
def test_a_change_is_named_and_reckoned(
    policy: Policy,
    old: FieldReading,
    new: FieldReading,
    kind: str,
    difference: float | None,
    percent: float | None,
) -> None:
    change = compare_field(policy.form.fields[4], old, new)
    assert (change.kind, change.difference, change.percent) == (kind, difference, percent)


def test_a_change_is_unsure_where_one_reading_waits_for_a_person(policy: Policy) -> None:
    spec = policy.form.fields[4]
    assert not compare_field(spec, read(3, "review"), read(4)).sure
    assert compare_field(spec, read(3), read(4)).sure


def test_names_that_came_and_went_are_told_in_any_order(policy: Policy) -> None:
    spec = next(spec for spec in policy.form.fields if spec.kind == "count_names")
    old = read(NamedCount(count=2, names=("甲厂", "乙厂")))
    assert compare_field(spec, old, read(NamedCount(count=2, names=("乙厂", "甲厂")))).kind == "same"
    change = compare_field(spec, old, read(NamedCount(count=2, names=("乙厂", "丙厂"))))
    assert (change.kind, change.added, change.removed) == ("changed", ("丙厂",), ("甲厂",))


def test_every_field_is_compared(policy: Policy) -> None:
    dossier = make(policy)
    changes = compare_fields(lay_out(dossier, policy), lay_out(dossier, policy))
    assert [change.field for change in changes] == [spec.id for spec in policy.form.fields]
    assert {change.kind for change in changes} == {"same"}


def test_files_are_known_by_what_is_in_them(policy: Policy) -> None:
    def hand_in(**files: str) -> Dossier:
        sources = tuple(
            Source(path=path, sha256=sha, bytes=1, kind="docx", status="read") for path, sha in files.items()
        )
        return Dossier(policy=policy.id, sources=sources)

    changes = compare_files(hand_in(a="1", b="2", c="3", d="4"), hand_in(a="1", b="9", e="3", f="5"))
    assert {(change.path, change.kind, change.was) for change in changes} == {
        ("a", "same", None),
        ("b", "changed", None),
        ("e", "moved", "c"),
        ("f", "added", None),
        ("d", "removed", None),
    }


def test_seals_are_compared_owner_by_owner(policy: Policy) -> None:
    old = Dossier(policy=policy.id, seals=(Seal(owner="applicant", text="甲县人民政府"),))
    new = old.model_copy(update={"seals": (*old.seals, Seal(owner="city_department", text=None))})
    assert [change.owner for change in compare_seals(old, new)] == ["city_department"]
    assert compare_seals(new, new) == ()


def test_a_cell_that_was_filled_in_settles_its_finding(policy: Policy) -> None:
    spec = policy.form.fields[4].id
    changes = tell(make(policy), make(policy, **{spec: read(300)}), policy)
    assert fate_of(changes, "FIELD-BLANK", spec) == [("settled", "")]


def test_a_blank_cell_that_is_now_doubtful_is_one_matter_that_stays(policy: Policy) -> None:
    spec = policy.form.fields[4].id
    changes = tell(make(policy), make(policy, **{spec: read(300, "review")}), policy)
    (change,) = [each for each in changes if each.old and each.old.subject == spec]
    assert (change.fate, change.old and change.old.rule, change.new and change.new.rule) == (
        "stays",
        "FIELD-BLANK",
        "FIELD-REVIEW",
    )


def test_a_form_that_was_not_handed_in_again_settles_nothing(policy: Policy) -> None:
    changes = tell(make(policy), Dossier(policy=policy.id), policy)
    gone = [change for change in changes if change.old and change.new is None]
    about_form = [change for change in gone if change.old and change.old.rule.startswith("FIELD")]
    assert about_form
    assert {(change.fate, change.why) for change in about_form} == {("open", "新的一份里没有找到申报表")}


def find_compare(policy: Policy) -> tuple[str, str, str]:
    """A check that one whole number is not below another, with both."""
    specs = {spec.id: spec for spec in policy.form.fields}
    pairs = [
        (each.id, each.right[0], each.left)
        for each in policy.checks
        if isinstance(each, CompareCheck) and each.op == ">=" and len(each.right) == 1
    ]
    for check, smaller, larger in pairs:
        if specs[smaller].kind == specs[larger].kind == "int":
            return check, smaller, larger
    raise LookupError


def test_a_broken_check_is_settled_only_where_it_holds_now(policy: Policy) -> None:
    check, left, right = find_compare(policy)
    broken = make(policy, **{left: read(900), right: read(1)})

    def fates(new: Dossier) -> list[Fate]:
        changes = tell(broken, new, policy)
        return [each.fate for each in changes if each.old and each.old.rule == check]

    assert fates(make(policy, **{left: read(1), right: read(900)})) == ["settled"]
    assert fates(make(policy, **{left: read(901), right: read(1)})) == ["stays"]
    assert fates(make(policy, **{left: read(900), right: FieldReading(status="blank")})) == ["open"]


def test_a_finding_on_a_cell_that_did_not_change_is_not_settled(policy: Policy) -> None:
    """A department's figure may not have been entered this time."""
    spec = policy.form.fields[4].id
    dossier = make(policy, **{spec: read(300)})
    finding = Finding(
        rule="DEPARTMENT-DIFFERS", outcome="fail", severity="warning", subject=spec, message="不一致"
    )
    before = lay_out(dossier, policy)
    (change,) = compare_findings([finding], [], before, before)
    assert (change.fate, bool(change.why)) == ("open", True)


def test_seals_that_a_text_cannot_show_are_not_settled(policy: Policy) -> None:
    signed = next(spec.id for spec in policy.form.fields if spec.seal)
    before = lay_out(make(policy, **{signed: read("同意")}), policy)
    unseen = Finding(rule="SEAL-NOT-SEEN", outcome="fail", severity="error", subject=signed, message="没有章")
    invisible = Finding(rule="SEAL-INVISIBLE", outcome="review", severity="note", message="看不到章")
    assert [each.fate for each in compare_findings([unseen], [invisible], before, before)] == ["open", "new"]
    assert [each.fate for each in compare_findings([unseen], [], before, before)] == ["settled"]


def test_a_file_that_is_not_handed_in_again_settles_nothing(policy: Policy) -> None:
    def hand_in(*paths: str) -> Dossier:
        return Dossier(
            policy=policy.id,
            sources=tuple(Source(path=p, sha256=p, bytes=1, kind="docx", status="read") for p in paths),
        )

    failed = Finding(
        rule="SOURCE-FAILED", outcome="review", severity="error", subject="坏.docx", message="坏了"
    )
    before = lay_out(hand_in("坏.docx"), policy)
    for paths, fate in ((("坏.docx",), "settled"), (("另.docx",), "open")):
        (change,) = compare_findings([failed], [], before, lay_out(hand_in(*paths), policy))
        assert change.fate == fate


def test_a_material_that_has_a_fields_id_is_a_material(policy: Policy) -> None:
    both = next(spec for spec in policy.materials if spec.id in {f.id for f in policy.form.fields})
    whole = make(policy)
    lacking = whole.model_copy(
        update={"materials": whole.materials | {both.id: MaterialReading(status="missing")}}
    )
    assert fate_of(tell(lacking, whole, policy), "MATERIAL-MISSING", both.id) == [("settled", "")]
