"""Label cells: every spelling that the policy knows, one slip of the keyboard, never a guess."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.form.labels import LabelIndex
from extract.form.slips import is_misread
from policy import Policy, load_policy
from policy.form import FormField

POLICY = load_policy()
INDEX = LabelIndex(POLICY.form)
FIELDS = {field.id for field in POLICY.form.fields}
BARE = re.compile(r"[（(].*")
MEANINGFUL = "非不无未上下大小新净省市国内外前后增减"


@pytest.mark.parametrize("field", POLICY.form.fields, ids=lambda field: field.id)
def test_every_known_spelling_names_its_field(field: object) -> None:
    own = next(f for f in POLICY.form.fields if f is field)
    for label in (own.label, *own.variants):
        for written in (label, f"3、{label}", f"（三）{label}", f"{label}：", f" {label[:3]}\n{label[3:]} "):
            match = INDEX.match(written)
            assert match is not None, written
            assert (match.field, match.doubts) == (own.id, ()), written


def test_a_label_gives_its_unit_and_year(policy: Policy) -> None:
    label = re.sub(r"[（(].*", "", policy.field("special_fund").label)
    match = INDEX.match(f"{label}（亿元）")
    assert match is not None
    assert (match.field, match.unit) == ("special_fund", "亿元")
    match = INDEX.match(f"2019年{label}（单位：万元）")
    assert match is not None
    assert (match.field, match.unit, match.year) == ("special_fund", "万元", 2019)


def test_a_slip_of_the_keyboard_is_read_over(policy: Policy) -> None:
    """One character more, less or other, far from those that carry the meaning."""
    label = policy.field("platform_served").label
    for written in (label[:4] + "的" + label[4:], label[:-6] + label[-5:]):
        match = INDEX.match(written)
        assert match is not None, written
        assert match.field == "platform_served"


@pytest.mark.parametrize("number", [500, 300])
def test_another_threshold_is_another_label(policy: Policy, number: int) -> None:
    label = policy.field("incubated_over_5m").label
    match = INDEX.match(label.replace("500", str(number)))
    assert match is not None
    assert bool(match.doubts) == (number != 500)


def test_labels_one_meaningful_character_apart_are_kept_apart(policy: Policy) -> None:
    below, above = policy.field("industrial_below_scale"), policy.field("industrial_above_scale")
    assert (INDEX.match(below.label), INDEX.match(above.label)) != (None, None)
    for field, other in ((below, above), (above, below)):
        match = INDEX.match(field.label)
        assert match is not None
        assert match.field == field.id != other.id


@given(st.sampled_from(POLICY.form.fields), st.data())
@settings(max_examples=400)
def test_a_label_with_one_edit_is_never_surely_another_field(field: object, data: st.DataObject) -> None:
    """Unless the edit makes a spelling that the policy itself gives to the other field."""
    own = next(f for f in POLICY.form.fields if f is field)
    at = data.draw(st.integers(0, len(own.label) - 1))
    sign = data.draw(st.sampled_from(MEANINGFUL + "的数量及"))
    written = data.draw(
        st.sampled_from(
            [
                own.label[:at] + own.label[at + 1 :],
                own.label[:at] + sign + own.label[at:],
                own.label[:at] + sign + own.label[at + 1 :],
            ]
        )
    )
    match = INDEX.match(written)
    if match is None or match.field == own.id or match.doubts:
        return
    other = POLICY.field(match.field)
    assert any(is_spelling(written, known) for known in (other.label, *other.variants)), (written, match)


def is_spelling(written: str, known: str) -> bool:
    """The same but for brackets with a unit, and a closing 数 or 数量."""

    def bare(text: str) -> str:
        text = re.sub(r"[（(](?:家|户|个|人|名|%|万元|亿元|盖章)[)）]$", "", text)
        return re.sub(r"(?:数量|总数|个数|户数|家数|数)$", "", text.translate(str.maketrans("（）", "()")))

    return bare(written) == bare(known)


# Labels that recognition is not sure of


LONG = [field for field in POLICY.form.fields if len(BARE.sub("", field.label)) >= 8]


@pytest.mark.parametrize("field", LONG, ids=lambda field: field.id)
@pytest.mark.parametrize("seen", ["口", "丶", "叁"])
def test_a_character_misread_on_a_picture_is_read_over(field: FormField, seen: str) -> None:
    """Any one that carries no meaning: then the field is the label's own, or nothing is sure."""
    for at, sign in enumerate(BARE.sub("", field.label)):
        found = INDEX.match_pictured(field.label[:at] + seen + field.label[at + 1 :])
        if found and not found.doubts:
            assert found.field == field.id
        if sign in MEANINGFUL:
            assert not found or found.doubts or found.field == field.id


def test_most_long_labels_with_a_misread_character_are_known() -> None:
    read = [INDEX.match_pictured(f.label[:1] + "口" + f.label[2:]) for f in LONG]
    known = [m for m, f in zip(read, LONG, strict=True) if m and not m.doubts and m.field == f.id]
    assert len(known) > 0.5 * len(LONG)


@pytest.mark.parametrize("dirt", ["·{}", "{}.", "{}、", "'{}", "{}一.", "| {}"])
def test_dirt_around_a_label_is_read_over(policy: Policy, dirt: str) -> None:
    field = policy.field("platform_served")
    match = INDEX.match_pictured(dirt.format(field.label))
    assert match is not None
    assert (match.field, match.doubts) == (field.id, ())


@pytest.mark.parametrize("one", POLICY.form.fields, ids=lambda field: field.id)
def test_a_label_on_a_picture_is_never_surely_another_field(one: FormField) -> None:
    """With any character that carries the meaning in place of another, or one left out."""
    for at in range(len(one.label)):
        for sign in ("", *MEANINGFUL[:12]):
            written = one.label[:at] + sign + one.label[at + 1 :]
            match = INDEX.match_pictured(written)
            if match is None or match.doubts or match.field == one.id:
                continue
            other = POLICY.field(match.field)
            assert any(is_spelling(written, known) for known in (other.label, *other.variants)), written


def test_numbers_in_a_label_are_never_misread_over(policy: Policy) -> None:
    label = policy.field("incubated_over_5m").label
    for other in ("300", "5000", "50"):
        match = INDEX.match_pictured(label.replace("500", other))
        assert match is None or match.doubts


@pytest.mark.parametrize("lost", ["元", "亿元"])
def test_a_whole_label_with_another_unit_keeps_none_on_a_picture(policy: Policy, lost: str) -> None:
    """A 万 that was not read would make the value ten thousand times less."""
    label = re.sub(r"[（(].*", "", policy.field("special_fund").label)
    match = INDEX.match_pictured(f"{label}（{lost}）")
    assert match is not None
    assert (match.field, match.unit) == ("special_fund", None)


@pytest.mark.parametrize(
    "written",
    [
        "中小企业营业收入.年增速（%）",
        "现代服务业产值比重%）",
        "·亿元工业企业数量",
        "10亿元以土工业企业数量及名称",
        "高新技术企业数（不）",
    ],
)
def test_specks_within_a_label_are_read_over(written: str) -> None:
    match = INDEX.match_specked(written)
    assert match is not None
    assert match.doubts == ()


def test_a_unit_that_is_not_the_printed_one_is_left_out(policy: Policy) -> None:
    """It may be misread itself, and would change the value; as it is printed it is kept."""
    label = re.sub(r"[（(].*", "", policy.field("special_fund").label)
    own = label[:2] + "口" + label[3:]
    read = {unit: INDEX.match_pictured(f"{own}（{unit}）") for unit in ("万元", "元", "亿元")}
    assert all(match and match.field == "special_fund" for match in read.values())
    assert [match.unit for match in read.values() if match] == ["万元", None, None]


@given(st.text() | st.text(alphabet="中小企业数量规上下工(（家)）%：:0123 \n新省级"))
def test_any_text_of_a_picture_names_a_field_of_the_form_or_none(text: str) -> None:
    match = INDEX.match_pictured(text)
    assert match is None or match.field in FIELDS


@pytest.mark.parametrize(
    ("read", "meant", "may"),
    [
        ("企业数重", "企业数量", True),
        ("企亚数重", "企业数量", True),
        ("企业数", "企业数量", True),
        ("规下企业", "规上企业", False),
        ("规上企业", "规企业", False),
        ("规企业", "规上企业", False),
        ("5亿元", "1亿元", False),
        ("市级政府", "省级政府", False),
    ],
)
def test_recognition_is_not_let_change_a_meaning(read: str, meant: str, may: bool) -> None:
    assert is_misread(read, meant) is may


@pytest.mark.parametrize(
    "text", ["", " ", "备注", "合计", "序号", "25345", "同意推荐。", "示例县示例铸造有限公司"]
)
def test_other_cells_name_nothing(text: str) -> None:
    assert INDEX.match(text) is None


@given(st.text() | st.text(alphabet="中小企业数量规上下工(（家)）%：:0123 \n新省级"))
def test_any_text_names_a_field_of_the_form_or_none(text: str) -> None:
    match = INDEX.match(text)
    assert match is None or match.field in FIELDS


def test_a_sign_that_may_stand_for_above_or_below_names_no_field() -> None:
    assert INDEX.match_specked("规土工业企业数量") is None
    assert INDEX.match_specked("规上工业企业数量") is not None
