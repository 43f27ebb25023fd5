"""A count with the names it counts ("3家：甲、乙、丙"). Count and list must agree to be believed."""

import re
from collections.abc import Iterable

from dossier import NamedCount
from extract.form.cautions import find_placeholder
from extract.numbers import parse_quantity
from extract.scan.lexicon import load_words
from extract.text import squeeze, to_halfwidth_keeping_brackets, without_layout

_COUNT = r"(?P<count>\d{1,3}(?:,\d{3})+|\d{1,6}(?!\d)|[一二两三四五六七八九十百零]+)"
_LEAD = r"(?:全县|全区|全市|我县|我区|目前)?(?:共有|共计|现有|拥有|共|有|数量)?[:：]?\s*"
_BRIDGE = r"(?:企业|公司|基地)?\s*(?P<bridge>[:：,，、.。;；(（\s]|分别(?:是|为)|包括|即|名单(?:如下)?)+"
_MARK = re.compile(r"(?:^|(?<=[\s;；、，,。:：]))[(（]?(\d{1,3})[.．、)）](?!\d)|([①-⑳])")
_SEPARATORS = (r"[、]", r"[;；]", r"[,，]", r"[、;；,，]")
_ENDS_LIKE_A_NAME = re.compile(
    r"(?:公司|集团|厂|社|园|园区|基地|中心|空间|孵化器|加速器|院|所|站|店|部|城|谷|港|湾|街|区|镇|小镇|工场|工坊|坊|平台|市场|广场|大厦"
    r"|楼|馆|库|局|会|村|营|联盟|学校|大学|场|矿|队|号|堂|吧|咖啡|车间|商行|行|户|企业|产业|[A-Za-z])$"
)
_BLANK_BETWEEN = re.compile(r"(?:公司|厂|社|基地|园|中心|空间)\s+(?!有限|股份|分|集团)[㐀-鿿]")
_NO_NAME = re.compile(
    r"\d+(?:\.\d+)?\s*[万亿]?\s*(?:家|个|户|元|人|%)|^(?:[省市县国家]+级|小计|合计|其他|其它|同上|暂无|在建|已?撤销|企业|基地|集团)$"
    r"|^(?:集团)?(?:股份)?(?:有限)?(?:责任)?公司$"
    r"|产值|主营|认定|正在|申报|待定|见备注|填写|其中"
)
_AND = re.compile(r"以及|及|和|与")
_NOT_COUNTED = re.compile(
    r"停[产业]|注销|撤销|吊销|失效|过期|待[批定建核]|拟[建报申]|筹建|更名|现名|曾用|[(（]示例|^其(?!他|它)"
    r"|[(（](?:[^（()）]*(?:级|原|现|均|拟|待|未|已|新增|规[上下]))[^（()）]*[)）]"
)
"""Words by which a clerk says that a name is no more, not yet, or another kind."""
_NUMBERED = re.compile(r"[(（]?\d{1,3}[.．、)）]|[①-⑳]")
_TRAILING = re.compile(r"(?:等(?:企业|公司|基地)?)?[。.;,、\s]*$")


def parse_named_count(
    text: str, units: tuple[str, ...], *, soft_breaks: bool
) -> tuple[NamedCount | None, str | None, list[str]]:
    """The count with its names, the unit written, and the doubts (Chinese); the count is None where the
    text says none and lists nothing. `soft_breaks`: a line break may stand inside a name."""
    line = to_halfwidth_keeping_brackets(text).strip()
    if squeeze(line) in ("无", "0", *(f"0{unit}" for unit in units)):
        return NamedCount(count=0), None, []
    count, unit, rest, doubts = _split_count(line, units)
    names, name_doubts = _split_names(rest, count, soft_breaks=soft_breaks)
    doubts += name_doubts
    if count is None:
        doubts.append("没有写明数量" if names else "看不出数量和名称")
        return (NamedCount(count=len(names), names=names) if names else None), unit, doubts
    if not names and count:
        doubts.append("只写了数量，没有写名称")
    elif len(names) != count:
        doubts.append(f"写的是{count}，列出的名称有{len(names)}个")
    if repeated := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        doubts.append(f"名称重复：“{repeated[0][:20]}”")
    return NamedCount(count=count, names=names), unit, doubts


def _split_count(line: str, units: tuple[str, ...]) -> tuple[int | None, str | None, str, list[str]]:
    """The stated count, its unit, and the text that lists the names."""
    unit = (
        "(?P<unit>"
        + "|".join(map(re.escape, sorted({*units, "家", "个", "户"}, key=lambda u: (-len(u), u))))
        + ")"
    )
    ahead = re.match(
        rf"{_LEAD}[(（]?{_COUNT}\s*(?:{unit}(?:[)）]|{_BRIDGE}|$)|(?P<bare>[:：;；,，、(（\s]+(?!\d)|$))",
        line,
    )
    together = r"(?:等|共计|共|合计|总计|数量)"
    behind = re.search(
        rf"[,，、;；。\s]*(?:[(（]{together}?|{together}+[:：]?)\s*{_COUNT}\s*{unit}(?:企业|公司|基地)?[)）。]*$",
        line,
    )
    doubts: list[str] = []
    found = ahead or behind
    if ahead and behind and _to_int(ahead["count"]) != _to_int(behind["count"]):
        doubts.append("前后写了两个不同的数量")
    if found is None:
        return None, None, line, _vague(line)
    rest = line[ahead.end() :] if ahead else line
    if behind and behind.start() >= (ahead.end() if ahead else 0):
        rest = line[ahead.end() if ahead else 0 : behind.start()]
    return _to_int(found["count"]), found["unit"], _unwrap(rest), doubts


def _vague(line: str) -> list[str]:
    quantity = parse_quantity(line)
    return [d for d in quantity.doubts if "确数" in d or "换行" in d] if quantity else []


def _to_int(count: str) -> int | None:
    quantity = parse_quantity(count)
    return int(quantity.value) if quantity else None


def _unwrap(rest: str) -> str:
    """A closing bracket left over from "3家（甲、乙、丙）" goes."""
    rest = rest.strip()
    while rest[-1:] in (")", "）", "。", ".") and (rest[-1] in "。." or _open_brackets(rest) < 0):
        rest = rest[:-1].rstrip()
    return re.sub(
        r"^(?:分\s*别\s*(?:是|为)|包\s*括|即|名单(?:如下)?|名称)\s*[:：]?", "", rest.strip(":：,，、;；. \n")
    )


def _open_brackets(text: str) -> int:
    return sum((char in "(（") - (char in ")）") for char in text)


def _split_names(rest: str, count: int | None, *, soft_breaks: bool) -> tuple[tuple[str, ...], list[str]]:
    """The names in order, and doubts about them. The way of splitting follows from the text; the count
    only decides whether 和 joins two names."""
    if not squeeze(rest):
        return (), []
    names = _split(rest, count, soft_breaks=soft_breaks)
    if len(names) + 1 == count:
        pairs = [[*names[:-1], *pair] for pair in _split_at_and(names[-1])]
        names = tuple(pairs[0]) if len(pairs) == 1 else names
    doubts = [f"“{name[:20]}”不像是一个完整的名称" for name in names if not _is_name(name)]
    doubts += [f"“{name[:20]}”可能是两个名称" for name in names if _split_at_and(name)]
    if re.search(r"[、;；,，]", rest) and _BLANK_BETWEEN.search(rest):
        doubts.append("名称之间的分隔前后不一致")
    return names, doubts


def _split(rest: str, count: int | None, *, soft_breaks: bool) -> tuple[str, ...]:
    """By running numbers, else by the separators used, else by lines or spaces between whole names."""
    if numbered := _split_numbered(rest, count):
        return numbered
    line = _joined(rest)
    if not soft_breaks and "\n" in rest and not re.search(r"[、;；,，]\s*\n|\n\s*[、;；,，]", rest):
        line = rest
        by_line = _clean(rest.split("\n"))
        if not any(re.search(r"[、;；,，]", name) for name in by_line):
            return by_line
    used = [s for s in _SEPARATORS[:3] if len(_split_outside_brackets(line, s)) > 1]
    if used:
        return _clean(
            _split_outside_brackets(line.replace("\n", "、"), used[0] if len(used) == 1 else _SEPARATORS[3])
        )
    for pattern in (r"\n", r"\s+"):
        parts = _clean(re.split(pattern, rest))
        if len(parts) > 1 and len(parts) == count and all(map(_is_name, parts)):
            return parts
    return _clean([line])


def _joined(rest: str) -> str:
    """Lines put together as layout would have them."""
    return without_layout(rest)


def _split_numbered(rest: str, count: int | None) -> tuple[str, ...]:
    """ "1.甲2.乙" by numbers that run from 1; without separators only where they run up to the count."""
    marks = list(_MARK.finditer(rest))
    if count and count > 1 and len(marks) != count:
        marks = _find_run(rest, count) or marks
    if not _runs_from_one(marks) or rest[: marks[0].start()].strip():
        return ()
    starts = [*(m.start() for m in marks[1:]), len(rest)]
    return _clean(rest[m.end() : end] for m, end in zip(marks, starts, strict=True))


def _runs_from_one(marks: list[re.Match[str]]) -> bool:
    numbers = [int(m[1]) if m[1] else ord(m[2]) - 0x245F for m in marks]
    return bool(numbers) and numbers == list(range(1, len(numbers) + 1))


def _find_run(rest: str, count: int) -> list[re.Match[str]]:
    """The marks 1 to `count` in order wherever they stand; none where one is lacking."""
    marks: list[re.Match[str]] = []
    for number in range(1, count + 1):
        found = re.compile(rf"[(（]?({number})()[.．、)）]").search(rest, marks[-1].end() if marks else 0)
        if found is None:
            return []
        marks.append(found)
    return marks


def _split_at_and(text: str) -> list[list[str]]:
    """ "甲厂和乙厂" in two, where both halves end alike and like names: 和 also stands inside names."""
    pairs = ([text[: m.start()].strip(), text[m.end() :].strip(" 。.")] for m in _AND.finditer(text))
    return [
        pair
        for pair in pairs
        if pair[0] and pair[1] and pair[0][-1] == pair[1][-1] and all(map(_ENDS_LIKE_A_NAME.search, pair))
    ]


def _split_outside_brackets(text: str, separator: str) -> list[str]:
    parts, depth, start = [], 0, 0
    pattern, position = re.compile(separator), 0
    while position < len(text):
        char = text[position]
        depth += (char in "(（") - (char in ")）")
        match = pattern.match(text, position) if depth == 0 else None
        if match and match.end() > position:
            parts.append(text[start:position])
            start = position = match.end()
        else:
            position += 1
    return [*parts, text[start:]]


def _clean(parts: Iterable[str]) -> tuple[str, ...]:
    names = (_TRAILING.sub("", without_layout(part)) for part in parts)
    return tuple(name for name in names if name)


def _is_name(name: str) -> bool:
    """Does it look like one whole name: it ends like one, its brackets close, and it tells nothing more."""
    return (
        len(name) >= 2
        and _ENDS_LIKE_A_NAME.search(re.sub(r"[（(][^（()）]*[)）]$", "", name)) is not None
        and _open_brackets(name) == 0
        and not _NO_NAME.search(name)
        and not _NOT_COUNTED.search(name)
        and not _NUMBERED.match(name)
        and not (name[0] in "原拟" and name[:2] not in load_words())
        and find_placeholder(name) is None
    )
