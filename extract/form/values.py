"""The text of a cell to the typed value of a field, accepted only where nothing speaks against it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from dossier import FieldStatus, Value
from extract.form.cautions import UNMAKING
from extract.form.frames import strip_frame
from extract.form.names import parse_named_count
from extract.form.opinions import parse_opinion
from extract.form.periods import find_periods
from extract.form.texts import parse_text
from extract.numbers import Quantity, parse_quantity
from extract.text import squeeze, to_halfwidth
from policy.form import FormField

BLANKS = frozenset({"", "/", "//", "\\", "\\\\", "-", "--", "---", "—", "——", "－", "_", "__", "___"})
NOTHING = frozenset({"无", "没有", "0"})
_COUNTING = re.compile(
    r"(?:全县|全市|全区|我县|我区|本县|全部)?(?:共有|共计|合计|总计|现有|拥有|共|计|有|为|达到|达|完成|实现)?"
)
_SHARING = re.compile(r"(?:比重|占比|占(?:GDP)?(?:的?比重)?)?(?:为|达到?|是)?")
_RISES = re.compile(r"(?:同比|比上年|较上年)?(?:增长|上升|提高|增加|增速为?)(?:了)?")
_FALLS = re.compile(r"(?:同比|比上年|较上年)?(?:下降|减少|回落|降低|负增长)(?:了)?")
_MONEY_AFTER = re.compile(r"(?:元)?(?:人民币)?")
_MONEY_UNIT = re.compile(r"(万|亿|百万|千万|千|百)?元")
_MONEY_NAMES = {10**8: "亿元", 10**7: "千万元", 10**6: "百万元", 10**4: "万元", 1000: "千元", 100: "百元"}
_ALIKE = (frozenset({"家", "户", "个"}), frozenset({"人", "名"}))
_BRACKETED = re.compile(r"^\(([^()]{1,3})\)$")
_COMPARED = re.compile(r"20\d\d年(?:度|[底末])?(?:为|是|:)?\d[\d,.]*")
_RING = re.compile(r"\d\s*[。°○o]\s*$")
_REFERS = re.compile(r"详?见附[件表]|另附|附后|见(?:正文|材料|名单)")


@dataclass(frozen=True, slots=True)
class CellContext:
    """What stands around a cell. Units in its label, in its column, in a note on the form: half-width,
    without brackets, None where there is none. `data_year` is the year asked for; `soft_breaks`: line
    breaks may be only layout (PDF); `pictured`: recognised from a picture; `bare_end`: bare
    paper is seen behind its last line; `remark` stands in the remark column of its row."""

    data_year: int
    label: str | None = None
    column: str | None = None
    note: str | None = None
    soft_breaks: bool = False
    pictured: bool = False
    bare_end: bool = False
    remark: str = ""

    @property
    def nearest(self) -> str | None:
        return self.label or self.column or self.note

    @property
    def conflict(self) -> str | None:
        """Why the units around the cell cannot both be right; None where they can."""
        one, other = self.label, self.column
        if one is None or other is None or one == other or any({one, other} <= group for group in _ALIKE):
            return None
        return f"标签的单位是“{one}”，表头的单位是“{other}”"


@dataclass(frozen=True, slots=True)
class ParsedValue:
    """What a text means. `reasons` are the doubts, in Chinese; with any of them the status is review."""

    status: FieldStatus
    value: Value | None = None
    unit: str | None = None
    reasons: tuple[str, ...] = ()


def parse_value(field: FormField, text: str, context: CellContext) -> ParsedValue:
    """The value of a cell of `field`."""
    parsed = _parse(field, text, context)
    doubts = list(_remark_doubts(context)) if context.remark and parsed.status == "accepted" else []
    return _doubtful(parsed.value, parsed.unit, doubts) if doubts else parsed


def _remark_doubts(context: CellContext) -> Iterator[str]:
    """What the remark column says against the figure beside it."""
    remark = squeeze(to_halfwidth(context.remark))
    compared = _COMPARED.sub("", remark)
    years = {period.year for period in find_periods(compared)} - {context.data_year}
    if years or UNMAKING.search(remark):
        yield f"备注栏写着“{remark[:30]}”，请核实"


def _parse(field: FormField, text: str, context: CellContext) -> ParsedValue:
    bare = squeeze(to_halfwidth(text))
    if bare in BLANKS:
        return ParsedValue("blank")
    if field.kind == "text":
        return _parse_text(field, text, context)
    if _REFERS.search(bare):
        return _doubtful(None, None, ["没有直接填写，写的是“" + bare[:20] + "”"])
    if field.kind == "count_names":
        return _parse_names(field, text, context)
    if bare in NOTHING and field.kind == "int":
        return _checked(field, 0, context.nearest, [] if bare != "没有" else ["写的是“没有”"])
    if bare in NOTHING and bare != "0":
        return _doubtful(0, context.nearest, [f"填的是“{bare}”，是否为0请核实"])
    return _parse_figure(field, text, context)


def _parse_figure(field: FormField, text: str, context: CellContext) -> ParsedValue:
    plain, doubts = strip_frame(text, field.label, context.data_year)
    percent = field.kind == "pct" and "百分之" in plain
    quantity = parse_quantity(plain.replace("百分之", "") if percent else plain)
    if quantity is None:
        return _doubtful(None, None, ["格子里看不出数字", *doubts])
    doubts += [context.conflict] if context.conflict else []
    if context.pictured and _RING.search(text):
        doubts.append("数字后面有一个小圈，不知是句号还是0")
    quantity = replace(
        quantity, doubts=(*quantity.doubts, *doubts), after=_BRACKETED.sub(r"\1", quantity.after)
    )
    if field.kind == "int":
        return _parse_int(field, quantity, context)
    if field.kind == "pct":
        return _parse_pct(field, quantity, context, percent=percent)
    return _parse_money(field, quantity, context)


def _doubtful(value: Value | None, unit: str | None, reasons: list[str]) -> ParsedValue:
    return ParsedValue("review", value, unit, tuple(dict.fromkeys(reasons)))


def _checked(field: FormField, value: int | float, unit: str | None, doubts: list[str]) -> ParsedValue:
    """Accepted where there is no doubt and the value is one that the field can have at all."""
    if field.range and not field.range[0] <= value <= field.range[1]:
        low, high = (f"{bound:g}" for bound in field.range)
        doubts = [*doubts, f"数值{value:g}超出可能的范围（{low}至{high}）"]
    if doubts:
        return _doubtful(value, unit, doubts)
    return ParsedValue("accepted", value, unit)


def _parse_int(field: FormField, quantity: Quantity, context: CellContext) -> ParsedValue:
    doubts, value = list(quantity.doubts), quantity.value
    unit, outer = quantity.after, context.label or context.column
    if outer and outer[0] in "万亿":
        if unit or quantity.magnitude > 1:
            doubts.append("格子和表头各写了一个单位")
        value *= 10_000 if outer[0] == "万" else 10**8
        outer = outer[1:]
    doubts += _word_doubts(quantity.before, _COUNTING)
    known = _same_units(field.units)
    if unit and unit not in known:
        doubts.append(f"数字后面写着“{unit[:20]}”，不是这一栏的单位")
    if outer and outer not in known:
        doubts.append(f"表头的单位是“{outer}”，不是这一栏的单位")
    if value != value.to_integral_value():
        return _doubtful(float(value), unit or outer, [*doubts, "应为整数，写的是小数"])
    if context.pictured and quantity.magnitude == 1 and "." in str(quantity.number):
        doubts.append("整数里有小数点，可能是污渍")
    if value < 0:
        doubts.append("数量不应为负数")
    if quantity.spaced and field.hint and value > field.hint[1]:
        doubts.append("数字中间有空格，可能是两个数")
    return _checked(field, int(value), unit or outer or None, doubts)


def _same_units(units: tuple[str, ...]) -> frozenset[str]:
    """家, 户 and 个 count the same things, 人 and 名 the same people."""
    return frozenset(units).union(*(group for group in _ALIKE if group & set(units)))


def _parse_pct(field: FormField, quantity: Quantity, context: CellContext, *, percent: bool) -> ParsedValue:
    doubts, value = list(quantity.doubts), quantity.number
    before, unit = quantity.before, "%" if percent and not quantity.after else quantity.after
    signed = field.range is None or field.range[0] < 0
    if signed and _FALLS.fullmatch(before):
        if value < 0:
            doubts.append("既写了“下降”，又写了负号，不知是升是降")
        value = -abs(value)
    elif not (signed and _RISES.fullmatch(before)):
        doubts += _word_doubts(before, _COUNTING if signed else _SHARING)
    if quantity.magnitude != 1:
        doubts.append("百分数后面写了“万”“千”等字")
    if unit not in ("", "%"):
        doubts.append(f"数字后面写着“{unit[:20]}”，应为百分数")
    outer = context.label or context.column
    if outer not in (None, "%"):
        doubts.append(f"表头的单位是“{outer}”，应为%")
    as_ratio = value * 100
    possible = field.range is None or field.range[0] <= as_ratio <= field.range[1]
    if unit == "" and 0 < abs(value) < 1 and possible:
        doubts.append(f"写的是{value}，没有%号，可能把比例写成了小数")
    return _checked(field, float(value), "%", doubts)


def _parse_money(field: FormField, quantity: Quantity, context: CellContext) -> ParsedValue:
    """In 万元. A unit in the cell counts first; the one around it must not contradict."""
    doubts, outer = list(quantity.doubts), context.nearest
    doubts += _word_doubts(quantity.before.removeprefix("人民币"), _COUNTING)
    outside = money_factor(outer)
    if quantity.after and not _MONEY_AFTER.fullmatch(quantity.after):
        doubts.append(f"数字后面写着“{quantity.after[:20]}”，不是金额的单位")
    if not quantity.after and quantity.magnitude == 1:
        if outside is None:
            return _doubtful(float(quantity.value), None, [*doubts, "没有写金额单位，不知是元、万元还是亿元"])
        return _checked(field, float(quantity.number * outside), outer, doubts)
    value = quantity.value / 10_000
    written = _MONEY_NAMES.get(quantity.magnitude, "元")
    if outside is not None and written != outer and not _outer_is_ruled_out(field, quantity, outside):
        doubts.append(f"格子里写的单位是“{written}”，表上的单位是“{outer}”，不知以哪个为准")
    if value < 0:
        doubts.append("金额不应为负数")
    return _checked(field, float(value), written, doubts)


def _outer_is_ruled_out(field: FormField, quantity: Quantity, outside: Decimal) -> bool:
    """Cannot the number be meant in the unit around the cell: a whole unit larger than that one is
    written out, or the value would be one that the field cannot have."""
    own = Decimal(quantity.magnitude) / 10_000
    if quantity.after and own > outside:
        return True
    number = quantity.number if quantity.after else quantity.value
    return field.range is not None and not field.range[0] <= number * outside <= field.range[1]


def money_factor(unit: str | None) -> Decimal | None:
    """How many 万元 one of this unit is; None where it is no unit of money."""
    match = _MONEY_UNIT.fullmatch(unit or "")
    if match is None:
        return None
    size = {None: 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}[
        match.group(1)
    ]
    return Decimal(size) / 10_000


def _word_doubts(before: str, allowed: re.Pattern[str]) -> list[str]:
    if allowed.fullmatch(before):
        return []
    return [f"数字前面写着“{before[-20:]}”，请核实指的是什么"]


def _parse_names(field: FormField, text: str, context: CellContext) -> ParsedValue:
    """A cell with the number alone may have its names in the remark column."""
    if squeeze(text) == "没有":
        return _doubtful(None, None, ["写的是“没有”"])
    if context.remark and (count := parse_quantity(text)) and not count.doubts and not count.before:
        text = f"{text.strip()}：{context.remark}" if count.after in ("", *field.units) else text
    value, unit, doubts = parse_named_count(text, field.units, soft_breaks=context.soft_breaks)
    if value is None:
        return _doubtful(None, unit, doubts)
    if field.range and value.count > field.range[1]:
        doubts = [*doubts, f"数量{value.count}超出可能的范围"]
    return _doubtful(value, unit, doubts) if doubts else ParsedValue("accepted", value, unit)


def _parse_text(field: FormField, text: str, context: CellContext) -> ParsedValue:
    if field.seal:
        opinion, doubts = parse_opinion(text, pictured=context.pictured, bare_end=context.bare_end)
        if not opinion:
            return ParsedValue("blank")
        return _doubtful(opinion, None, doubts) if doubts else ParsedValue("accepted", opinion)
    value, doubts = parse_text(field, text, pictured=context.pictured, soft_breaks=context.soft_breaks)
    return _doubtful(value, None, doubts) if doubts else ParsedValue("accepted", value)
