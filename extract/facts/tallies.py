"""Totals given with their parts, in running text: "共举办30场，其中银企对接12场、…", "…，合计500万元"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from dossier import Passage, Tally
from extract.text import to_halfwidth

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT = r"亿元|万元|元|家次|户次|人次|场次|平方米|公里|公顷|[家户个场次期届项件名人亩套条台吨份座处]"
_QUANTITY = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<scale>[万亿]?)\s*(?P<unit>{_UNIT})")
_HEDGED = re.compile(r"[约近超逾余多]\s*$|超过\s*$|突破\s*$|不少于\s*$|以上|左右")
_SENTENCE = re.compile(r"[^。;！!\n]+")
_CLAUSE = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|[、:]|(?<=[家户个场次期届项件名人元])(?:和|及|以及)")
_PARTS = re.compile(r"其中[,:]?")
_SUM = re.compile(
    r"^(?:以上|上述|各项|[两三四五六]年|[两三四五六]项)?(?:资金|费用|投入|安排)?(?:合计|共计|总计)"
)
_NO_PART = re.compile(
    r"产值|收入|利润|节约|减免|实现|完成|达到|增长|增加|减少|下降|同比|[比较]上?年|占|累计|人均|户均|平均|目标|计划|力争|每[家户个人名年月场次]"
    r"|涉及|惠及|覆盖|参[加与会]|参训|合计|共计|总计|上年|去年|同期|比重|还|另"
)
_NO_SPENDING = re.compile(r"带动|撬动|拉动|吸引|投资|税|贷款|授信|融资|签约|成交|订单|服务企业")
_FAMILIES = {
    "亿元": "万元",
    "万元": "万元",
    "元": "万元",
    "户": "家",
    "场次": "场",
    "次": "场",
    "期": "场",
    "名": "人",
}
_MONEY_UNIT = "万元"
_SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_MONEY = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}


@dataclass(frozen=True, slots=True)
class _Amount:
    """Money is in 万元. `exact`: nothing around the number says that it is rounded."""

    value: Decimal
    unit: str
    exact: bool
    clause: str


def find_tallies(passages: Iterable[Passage]) -> Iterator[Tally]:
    """Only lists of a plain build, of which nobody can doubt what is a part of what."""
    for passage in passages:
        before = ""
        for match in _SENTENCE.finditer(to_halfwidth(passage.text)):
            sentence = match.group().strip()
            for tally in (_read_parts(sentence, before), _read_sum(sentence)):
                if tally is not None:
                    quote = passage.text[match.start() : match.end()].strip()
                    place = passage.evidence.model_copy(update={"quote": quote})
                    yield tally.model_copy(update={"evidence": (place,)})
            before = sentence


def _read_parts(sentence: str, before: str) -> Tally | None:
    """What stands behind 其中, of the last quantity before it."""
    ahead, _, behind = _partition(sentence)
    if not behind:
        return None
    total = _last_amount(ahead.strip(", ") or before)
    if total is None or not total.exact:
        return None
    parts = _list_parts(behind, total.unit)
    if not parts or (len(parts) > 1 and any(part > total.value for part in parts)):
        return None
    return _tally(total, parts, complete=False)


def _partition(sentence: str) -> tuple[str, str, str]:
    """The sentence before and behind its one 其中; with none or several nothing stands behind."""
    found = list(_PARTS.finditer(sentence))
    if len(found) != 1:
        return sentence, "", ""
    return sentence[: found[0].start()], found[0].group(), sentence[found[0].end() :]


def _read_sum(sentence: str) -> Tally | None:
    """What stands before 合计, where nothing else stands there: the first words may lead in the list."""
    clauses = [clause.strip() for clause in _CLAUSE.split(sentence) if clause.strip()]
    place = next((n for n, clause in enumerate(clauses) if n and _SUM.search(clause)), None)
    total = _only_amount(clauses[place]) if place else None
    if place is None or total is None or not total.exact:
        return None
    listed = [_only_amount(clause) for clause in clauses[:place]]
    while (
        listed
        and listed[0] is None
        and not any(map(str.isdigit, _without_years(clauses[place - len(listed)])))
    ):
        listed.pop(0)
    parts = [each.value for each in listed if each and each.unit == total.unit and _is_part(each)]
    if len(parts) < 2 or len(parts) < len(listed):
        return None
    return _tally(total, parts, complete=True)


def _list_parts(text: str, unit: str) -> list[Decimal]:
    """The quantities of that unit, one a clause, up to the first clause that is built otherwise."""
    parts: list[Decimal] = []
    for clause in _CLAUSE.split(text):
        if not clause.strip() or (not parts and not any(map(str.isdigit, clause))):
            continue
        amount = _only_amount(clause)
        if amount is None or amount.unit != unit or not _is_part(amount):
            break
        parts.append(amount.value)
    return parts


def _is_part(amount: _Amount) -> bool:
    """Money that something brought is no part of the money that was spent."""
    brought = amount.unit == _MONEY_UNIT and _NO_SPENDING.search(amount.clause)
    return amount.exact and not brought and _NO_PART.search(amount.clause) is None


def _only_amount(clause: str) -> _Amount | None:
    """The one quantity of a clause that says no other number but a year."""
    found = list(_QUANTITY.finditer(clause))
    if len(found) != 1 or any(map(str.isdigit, _without_years(_QUANTITY.sub("", clause)))):
        return None
    return _amount(found[0], clause)


def _last_amount(text: str) -> _Amount | None:
    """The quantity that a text ends with."""
    clause = _CLAUSE.split(text)[-1]
    found = list(_QUANTITY.finditer(clause))
    if not found or clause[found[-1].end() :].strip(" )左右以上") or _NO_TOTAL.search(clause):
        return None
    return _amount(found[-1], clause)


_NO_TOTAL = re.compile(r"占|同比|增长|增加|比上年|人均|户均|每[家户个人名场次]")


def _amount(match: re.Match[str], clause: str) -> _Amount:
    number = Decimal(match["number"].replace(",", "")) * _SCALES[match["scale"]]
    hedged = _HEDGED.search(clause[: match.start()]) or _HEDGED.search(clause[match.end() : match.end() + 3])
    unit = match["unit"]
    return _Amount(
        number * _MONEY.get(unit, Decimal(1)), _FAMILIES.get(unit, unit), not hedged, clause.strip()
    )


def _without_years(text: str) -> str:
    """Without years and without the number of an item in a list."""
    return re.sub(r"(?:19|20)\d\d\s*(?:年|[-—~至])?|^\s*\(?\d{1,2}[.)](?!\d)", "", text)


def _tally(total: _Amount, parts: list[Decimal], *, complete: bool) -> Tally:
    return Tally(
        label=_QUANTITY.split(total.clause)[0].strip() or total.clause,
        unit=total.unit,
        total=float(total.value),
        parts=tuple(float(part) for part in parts),
        complete=complete,
        digits=max(_decimals(value) for value in (total.value, *parts)),
    )


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
