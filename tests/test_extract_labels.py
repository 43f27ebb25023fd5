"""Label cells: every spelling that the policy knows, one slip of the keyboard, never a guess."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.labels import LabelIndex
from policy import Policy, load_policy

POLICY = load_policy()
INDEX = LabelIndex(POLICY.form)
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


@pytest.mark.parametrize(
    "text", ["", " ", "备注", "合计", "序号", "25345", "同意推荐。", "示例县示例铸造有限公司"]
)
def test_other_cells_name_nothing(text: str) -> None:
    assert INDEX.match(text) is None


@given(st.text() | st.text(alphabet="中小企业数量规上下工(（家)）%：:0123 \n新省级"))
def test_nothing_is_raised_on_any_text(text: str) -> None:
    INDEX.match(text)
