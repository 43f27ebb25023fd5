"""A cell's text to a field's value: accepted only where nothing speaks against it."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.form.values import CellContext, ParsedValue, money_factor, parse_value
from policy.form import FormField

UNITS = ("家", "户", "个", "人", "", " 家", "(家)")
ODDMENTS = (
    "0123456789０１２.,，．' 　\n\t-—~+%％万亿千百十点零一二两九约余"
    "家个元(（)）①²无/年底截至:：;；其中新增下降"
)


def field(kind: str, **more: Any) -> FormField:
    own: dict[str, Any] = {"id": "things", "row": 1, "label": "某物数量", "kind": kind, "clause": "X-1"}
    return FormField.model_validate(own | more)


COUNT = field("int", units=("家", "户", "个"), range=(0, 10**9))
RATE = field("pct", label="某物年增速（%）", unit="%", units=("%",), range=(-100, 100))
SHARE = field("pct", label="某物占比（%）", unit="%", units=("%",), range=(0, 100))
MONEY = field("money", label="某物金额", units=("万元", "亿元", "元"), range=(0, 10**8))
NAMES = field("count_names", units=("家", "个"), range=(0, 500))
TEXT = field("text", label="某物名称")
PHONE = field("text", label="某人电话", pattern=r"\d{4}-\d{7}")
OPINION = field("text", label="某局意见", seal="city_department")
KINDS = (COUNT, RATE, SHARE, MONEY, NAMES, TEXT, PHONE, OPINION)


def read(what: FormField, text: str, **around: Any) -> ParsedValue:
    return parse_value(what, text, CellContext(data_year=2020, **around))


@pytest.mark.parametrize(
    ("what", "text", "value"),
    [
        (COUNT, "25345", 25345),
        (COUNT, "25,345家", 25345),
        (COUNT, "2.5345万户", 25345),
        (COUNT, "共有二十三家", 23),
        (COUNT, "无", 0),
        (COUNT, "0", 0),
        (COUNT, "截至2020年底，35家", 35),
        (COUNT, "35家（截至2020年底）", 35),
        (COUNT, "35家，其中新增6家", 35),
        (RATE, "8.6", 8.6),
        (RATE, "8.6%", 8.6),
        (RATE, "８．６％", 8.6),
        (RATE, "-1.3%", -1.3),
        (RATE, "下降1.3%", -1.3),
        (RATE, "增长8.6%", 8.6),
        (RATE, "百分之八点六", 8.6),
        (SHARE, "52.3%", 52.3),
        (SHARE, "占52.3%", 52.3),
        (MONEY, "500万元", 500.0),
        (MONEY, "23.65亿元", 236500.0),
        (MONEY, "5,000,000元", 500.0),
        (MONEY, "16亿9800万元", 169800.0),
        (TEXT, "示例县 工业和\n信息化局", "示例县工业和信息化局"),
        (PHONE, "0340-2601234", "0340-2601234"),
        (OPINION, "同意推荐。（盖章）2021年3月15日", "同意推荐。"),
    ],
)
def test_accepted(what: FormField, text: str, value: object) -> None:
    parsed = read(what, text)
    assert (parsed.status, parsed.value, parsed.reasons) == ("accepted", value, ())


@pytest.mark.parametrize(
    ("what", "text", "says"),
    [
        (COUNT, "35.5", "整数"),
        (COUNT, "-35", "负"),
        (COUNT, "35%", "单位"),
        (COUNT, "35万元", "单位"),
        (COUNT, "3000000000", "范围"),
        (COUNT, "253\n45", "换行"),
        (COUNT, "25O45", "O45"),
        (COUNT, "l2", "l"),
        (COUNT, "2□345", "不止一个数字"),
        (COUNT, "2.5E+04", "不止一个数字"),
        (COUNT, "约35家", "约"),
        (COUNT, "没有", "没有"),
        (COUNT, "详见附表3", "见附表"),
        (COUNT, "待核实", "看不出数字"),
        (COUNT, "25345（2019年底）", "2019"),
        (COUNT, "其中：装备制造12家", "其中"),
        (RATE, "0.086", "小数"),
        (RATE, "下降-1.3%", "负号"),
        (RATE, "860%", "范围"),
        (RATE, "8.6‰", "‰"),
        (RATE, "8-10%", "范围"),
        (SHARE, "152.3%", "范围"),
        (SHARE, "0.52", "小数"),
        (SHARE, "提高1.2个百分点", "提高"),
        (MONEY, "500", "单位"),
        (MONEY, "500万美元", "美元"),
        (MONEY, "5家", "家"),
        (MONEY, "236。58亿元", "小数点"),
        (MONEY, "-500万元", "负"),
        (TEXT, "25345", "应为文字"),
        (TEXT, "详见附件", "见附件"),
        (PHONE, "0340-26012", "不像"),
    ],
)
def test_sent_to_review(what: FormField, text: str, says: str) -> None:
    parsed = read(what, text)
    assert parsed.status == "review"
    assert any(says in reason for reason in parsed.reasons), parsed


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("text", ["", " ", "\n", "/", "／", "—", "——", "-", "　"])
def test_blank(what: FormField, text: str) -> None:
    assert read(what, text) == ParsedValue("blank")


@pytest.mark.parametrize("unit", ["万元", "亿元", "元", "千元", "百万元"])
def test_money_takes_the_unit_around_it(unit: str) -> None:
    for place in ("label", "column", "note"):
        parsed = read(MONEY, "500", **{place: unit})
        factor = money_factor(unit)
        assert factor is not None
        assert (parsed.status, parsed.value) == ("accepted", float(500 * factor)), place


def test_the_nearest_unit_counts() -> None:
    assert read(MONEY, "500", label="万元", note="亿元").value == 500.0
    assert read(MONEY, "500", column="亿元", note="万元").value == 5_000_000.0


def test_two_units_that_could_both_be_meant_are_doubted() -> None:
    """5 000元 under "万元": half a 万, or 5 000 万?"""
    assert read(MONEY, "5000元", label="万元").status == "review"
    assert read(MONEY, "5亿元", label="万元").value == 50_000.0


def test_a_count_under_a_head_in_ten_thousands() -> None:
    assert read(COUNT, "2.5345", label="万家").value == 25345
    assert read(COUNT, "2.5345万家", label="万家").status == "review"


def test_a_share_is_not_taken_for_its_change() -> None:
    assert read(SHARE, "增长3.2%").status == "review"
    assert read(RATE, "增长3.2%").status == "accepted"


def test_a_rate_of_less_than_one_needs_its_sign() -> None:
    assert read(RATE, "0.6%").value == 0.6
    assert read(RATE, "0.6").status == "review"


def test_added_and_all_where_the_label_asks_for_added() -> None:
    added = COUNT.model_copy(update={"label": "新增某物数量"})
    assert read(added, "35家，其中新增6家").status == "review"


@given(st.integers(0, 10**9), st.sampled_from(UNITS[:4]))
def test_every_certain_spelling_of_a_count_reads_back(number: int, unit: str) -> None:
    what = COUNT.model_copy(update={"units": (*COUNT.units, "人")})
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    spellings = (str(number), f"{number:,}", wide, f"{Decimal(number) / 10_000:f}万", f"共{number}")
    for text in spellings:
        parsed = read(what, text + unit)
        assert (parsed.status, parsed.value) == ("accepted", number), text + unit


@given(st.decimals(-100, 100, places=2))
def test_every_certain_spelling_of_a_rate_reads_back(rate: Decimal) -> None:
    words = f"下降{-rate}%" if rate < 0 else f"增长{rate}%"
    for text in (f"{rate}%", f"{rate}％", words):
        parsed = read(RATE, text)
        assert parsed.status == "accepted", text
        assert parsed.value == pytest.approx(float(rate), abs=1e-12)


@given(st.decimals(0, 10**7, places=2))
def test_every_certain_spelling_of_money_reads_back(amount: Decimal) -> None:
    yuan, yi = f"{amount * 10_000:,.0f}元", f"{amount / 10_000:f}亿元"
    for text in (f"{amount}万元", f"{amount:,}万元", yuan, yi):
        parsed = read(MONEY, text)
        assert parsed.status == "accepted", text
        assert parsed.value == float(amount)


@given(st.integers(10, 10**9), st.data())
def test_a_count_cut_in_two_is_never_accepted(number: int, data: st.DataObject) -> None:
    text = str(number)
    cut = data.draw(st.integers(1, len(text) - 1))
    gap = data.draw(st.sampled_from(["\n", "\t", "\r\n", "\n \n", " \n"]))
    for soft in (False, True):
        assert read(COUNT, text[:cut] + gap + text[cut:], soft_breaks=soft).status == "review"


TAILS = (
    "\n7",
    " 7",
    "/7",
    "(7)",
    "（7）",
    "-7",
    "~7",
    "→7",
    "、7",
    "家7",
    "家、7家",
    ";7",
    "①",
    "O",
    "l",
    "o",
    "a",
)


@given(st.integers(1, 10**8), st.sampled_from(TAILS))
@example(12, " 7")
@example(2, "万7")
def test_what_stands_behind_a_count_never_changes_it(number: int, tail: str) -> None:
    parsed = read(COUNT, f"{number}{tail}")
    assert parsed.status != "accepted" or parsed.value == number, parsed


@given(st.integers(1, 10**6), st.characters(categories=["L", "N", "S", "P"]))
def test_no_sign_behind_a_count_changes_what_is_accepted(number: int, sign: str) -> None:
    """But for a digit, which makes another number, and for 十百千万亿, which are part of it."""
    if sign.isdecimal() or sign in "十百千万亿":
        return
    parsed = read(COUNT, f"{number}{sign}")
    assert parsed.status != "accepted" or parsed.value == number, parsed


@given(
    st.sampled_from(KINDS), st.text() | st.text(alphabet=ODDMENTS), st.sampled_from([None, "万元", "%", "家"])
)
def test_nothing_is_raised_and_every_doubt_is_said(what: FormField, text: str, unit: str | None) -> None:
    parsed = read(what, text, label=unit)
    assert (parsed.status == "review") == bool(parsed.reasons)
    if parsed.status == "accepted" and isinstance(parsed.value, int | float) and what.range:
        assert what.range[0] <= parsed.value <= what.range[1]


@pytest.mark.parametrize("what", [COUNT, RATE, MONEY, NAMES])
@pytest.mark.parametrize("digits", [20, 40, 400, 5000])
@pytest.mark.parametrize("unit", ["", "家", "万元", "%"])
def test_a_number_too_long_for_any_field_is_doubted(what: FormField, digits: int, unit: str) -> None:
    parsed = read(what, "9" * digits + unit)
    assert parsed.status == "review"


# Words that say that it is not so, or not yet


TEXTS = {
    "某地名称": r"[一-鿿（）()]*(?:县|市|区|开发区)",
    "某部门": r"[一-鿿（）()、\s]*(?:局|中心|办公室)(?:[（(][^（()）]*[)）])?",
    "某人": r"[一-鿿]{2,4}",
    "某性质": r".*(?:行政|事业|企业|单位).*",
    "某产业": r".*[一-鿿]{2}.*",
}


def read_text(label: str, text: str, *, soft_breaks: bool = False) -> ParsedValue:
    field = FormField(id="x", row=1, label=label, kind="text", pattern=TEXTS[label], clause="X-1")
    return parse_value(field, text, CellContext(data_year=2020, soft_breaks=soft_breaks))


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("某地名称", "本县"),
        ("某地名称", "申报县"),
        ("某地名称", "县"),
        ("某地名称", "云川县\n云山县"),
        ("某地名称", "原云川县"),
        ("某部门", "未设立中小企业局"),
        ("某部门", "不设专门办公室"),
        ("某部门", "拟设中小企业局"),
        ("某部门", "县工信局（已撤销）"),
        ("某部门", "待定局"),
        ("某部门", "原经信局"),
        ("某部门", "县工信局 县科技局"),
        ("某人", "张三 李四"),
        ("某人", "张三\n李四"),
        ("某人", "不详"),
        ("某人", "本人"),
        ("某性质", "行政/事业"),
        ("某性质", "事业单位→行政单位"),
        ("某性质", "拟定为事业单位"),
        ("某性质", "非事业单位"),
        ("某性质", "事业单位 12人"),
        ("某产业", "尚未形成主导产业"),
        ("某产业", "没有主导产业"),
        ("某产业", "拟培育新能源"),
        ("某产业", "煤化工（已淘汰）"),
        ("某产业", "目标：新能源"),
        ("某产业", "2019年煤化工"),
    ],
)
def test_words_of_what_is_not_or_not_yet_are_not_accepted(label: str, text: str) -> None:
    assert read_text(label, text).status == "review"


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("某地名称", "原平市"),
        ("某地名称", "无锡市"),
        ("某地名称", "忻州市\n云川县"),
        ("某地名称", "云川经济技术开发区"),
        ("某部门", "县规划和自然资源局"),
        ("某部门", "县工信局（原经信局）"),
        ("某部门", "县工信局、县科技局"),
        ("某部门", "云川县\n工信局"),
        ("某人", "张 三"),
        ("某性质", "公益一类\n事业单位"),
        ("某产业", "不锈钢、非金属材料"),
        ("某产业", "2个：煤化工、铸造"),
        ("某产业", "未来信息产业"),
    ],
)
def test_words_that_only_look_like_it_are_accepted(label: str, text: str) -> None:
    assert read_text(label, text).reasons == ()


def test_a_line_break_that_may_be_layout_makes_no_two_names() -> None:
    assert read_text("某地名称", "云川县\n云山县", soft_breaks=True).status == "accepted"


def test_a_ring_behind_the_digits_of_a_picture_may_be_a_nought() -> None:
    field = FormField(id="x", row=1, label="某企业数量", kind="int", units=("家",), clause="X-1")
    read = {p: parse_value(field, "47。", CellContext(data_year=2020, pictured=p)) for p in (True, False)}
    assert (read[True].status, read[False].status) == ("review", "accepted")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("法兰锻造、新型耐材", "accepted"),
        ("法兰锻造、新型耐材。", "accepted"),
        ("法兰锻造、耐材（新型）", "accepted"),
        ("法兰锻造、新型耐材：", "review"),
        ("-法兰锻造、新型耐材", "review"),
    ],
)
def test_a_picture_of_a_text_that_ends_in_a_sign_may_show_more(text: str, status: str) -> None:
    assert read(TEXT, text, pictured=True).status == status


def test_a_whole_number_with_a_point_is_doubted_where_dirt_may_look_like_one() -> None:
    assert read(COUNT, "9.0").value == 9
    assert read(COUNT, "9.0").status == "accepted"
    pictured = read(COUNT, "9.0", pictured=True)
    assert (pictured.status, pictured.value) == ("review", 9)
