"""A count with the names it counts: believed only where the two agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import NamedCount
from extract.form.names import parse_named_count

UNITS = ("家", "个")
THREE = ("甲山铸造有限公司", "乙水锻压有限公司", "丙川（集团）股份公司")


def read(text: str, *, soft_breaks: bool = False) -> tuple[NamedCount | None, str | None, list[str]]:
    return parse_named_count(text, UNITS, soft_breaks=soft_breaks)


@pytest.mark.parametrize(
    "text",
    [
        "3家：甲山铸造有限公司、乙水锻压有限公司、丙川（集团）股份公司",
        "3家:甲山铸造有限公司；乙水锻压有限公司；丙川（集团）股份公司。",
        "共3家，分别为甲山铸造有限公司、乙水锻压有限公司、丙川（集团）股份公司",
        "三家：甲山铸造有限公司，乙水锻压有限公司，丙川（集团）股份公司",
        "3家（甲山铸造有限公司、乙水锻压有限公司、丙川（集团）股份公司）",
        "3\n甲山铸造有限公司\n乙水锻压有限公司\n丙川（集团）股份公司",
        "3家\n1.甲山铸造有限公司\n2.乙水锻压有限公司\n3.丙川（集团）股份公司",
        "3家：①甲山铸造有限公司②乙水锻压有限公司③丙川（集团）股份公司",
        "甲山铸造有限公司、乙水锻压有限公司、丙川（集团）股份公司（共3家）",
        "甲山铸造有限公司、乙水锻压有限公司、丙川（集团）股份公司等3家",
        "3家：甲山铸造有限公司、乙水锻压有限公司和丙川（集团）股份公司",
        "3家：甲山铸造有限公司 乙水锻压有限公司 丙川（集团）股份公司",
        "３家：甲山铸造\n有限公司、乙水锻压有限\n公司、丙川（集团）股份公司",
    ],
)
def test_agreeing_count_and_names(text: str) -> None:
    value, _, doubts = read(text, soft_breaks=True)
    assert doubts == []
    assert value is not None
    assert value.count == 3
    assert [n.replace("(", "（").replace(")", "）") for n in value.names][:2] == list(THREE[:2])
    assert len(value.names) == 3


@pytest.mark.parametrize("text", ["无", "0", "0家", "０个"])
def test_none_at_all(text: str) -> None:
    assert read(text) == (NamedCount(count=0), None, [])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("3家：甲山铸造有限公司、乙水锻压有限公司", "列出的名称有2个"),
        ("2家：甲山铸造有限公司、乙水锻压有限公司、丙川股份公司", "列出的名称有3个"),
        ("2家：甲山铸造有限公司、甲山铸造有限公司", "名称重复"),
        ("甲山铸造有限公司、乙水锻压有限公司", "没有写明数量"),
        ("3家", "没有写名称"),
        ("2家：甲山铸造有限公司、乙水锻压有限公司，共3家", "两个不同的数量"),
        ("2家：甲山铸造（集团有限公司、乙水锻压有限公司", ""),
        ("约3家：甲山铸造有限公司、乙水锻压有限公司、丙川股份公司", "约"),
        ("3家（名单附后）", "列出的名称有1个"),
        ("1家：甲山铸造有限公司、乙水锻压有限公司", ""),
        ("2家：甲山铸造有限公司、乙水锻压有限公司；丙川股份公司", ""),
        ("2家：甲山铸造有限公司 乙水锻压有限公司、丙川股份公司", ""),
        ("1家：甲山铸造有限公司和乙水锻压有限公司", ""),
        ("见名单", "没有写明数量"),
        ("", "看不出"),
    ],
)
def test_doubts(text: str, says: str) -> None:
    """`says` is empty where any doubt will do."""
    _, _, doubts = read(text)
    assert any(says in doubt for doubt in doubts), doubts


def test_digits_inside_names_are_not_the_count() -> None:
    value, _, doubts = read("2家：示例3D打印有限公司、示例360科技有限公司")
    assert value == NamedCount(count=2, names=("示例3D打印有限公司", "示例360科技有限公司"))
    assert doubts == []


def test_a_bracket_in_a_name_does_not_split_it() -> None:
    value, _, doubts = read("1家：示例（北京、天津）贸易有限公司")
    assert value == NamedCount(count=1, names=("示例（北京、天津）贸易有限公司",))
    assert doubts == []


def test_and_inside_a_name_does_not_split_it() -> None:
    value, _, _ = read("2家：和顺铸造有限公司、及第食品有限公司")
    assert value == NamedCount(count=2, names=("和顺铸造有限公司", "及第食品有限公司"))


names = st.lists(
    st.text(alphabet="山水川木金石东西南北铸锻", min_size=2, max_size=6).map(lambda stem: stem + "有限公司"),
    min_size=1,
    max_size=12,
    unique=True,
)


@given(
    names, st.sampled_from(["、", "；", "，", "\n", " "]), st.sampled_from(["家：", "家，", "个：", "家\n"])
)
def test_names_read_back(given_names: list[str], between: str, bridge: str) -> None:
    value, _, doubts = read(f"{len(given_names)}{bridge}{between.join(given_names)}")
    assert doubts == []
    assert value == NamedCount(count=len(given_names), names=tuple(given_names))


@given(names, st.integers(0, 30))
def test_another_count_is_always_doubted(given_names: list[str], count: int) -> None:
    _, _, doubts = read(f"{count}家：{'、'.join(given_names)}")
    assert bool(doubts) == (count != len(given_names))


@given(st.text() | st.text(alphabet="0123456789家个：、，；（）()①②\n等共和有限公司一二"), st.booleans())
def test_nothing_is_raised_on_any_text(text: str, soft: bool) -> None:
    value, _, doubts = read(text, soft_breaks=soft)
    assert value is not None or doubts
    assert doubts or (value is not None and len(value.names) == value.count)


@pytest.mark.parametrize(
    "last",
    [
        "乙铸造有限公司（已停产）",
        "乙铸造有限公司（拟）",
        "乙铸造有限公司（市级）",
        "乙铸造有限公司（国家级）",
        "甲铸造有限公司（原乙铸造有限公司）",
        "原乙铸造有限公司",
        "停产企业乙铸造有限公司",
        "拟建乙铸造有限公司",
        "筹建中的乙铸造有限公司",
        "已注销的乙铸造有限公司",
        "其子公司乙铸造有限公司",
        "4.乙铸造有限公司",
        "乙铸造有限公司（示例）",
    ],
)
def test_a_name_that_is_no_more_or_not_yet_is_doubted(last: str) -> None:
    assert read(f"2家：丙机械有限公司、{last}")[2]


@pytest.mark.parametrize(
    "name", ["原野食品有限公司", "丙（山西）机械有限公司", "原平市丙机械厂", "丙接待服务中心"]
)
def test_a_name_that_only_sounds_like_it_is_not(name: str) -> None:
    assert read(f"2家：丁机械有限公司、{name}")[2] == []
