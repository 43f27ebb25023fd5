"""A count with the names it counts ("3家：甲、乙、丙"). Count and list must agree to be believed."""

import re
from collections.abc import Iterable

from dossier import NamedCount
from extract.numbers import parse_quantity
from extract.text import squeeze, to_halfwidth_keeping_brackets, without_layout

_COUNT = r"(?P<count>\d{1,3}(?:,\d{3})+|\d+|[一二两三四五六七八九十百零]+)"
_LEAD = r"(?:全县|全区|全市|我县|我区|目前)?(?:共有|共计|现有|拥有|共|有|数量)?[:：]?\s*"
_BRIDGE = r"(?:企业|公司|基地)?\s*(?P<bridge>[:：,，、.。;；(（\s]|分别(?:是|为)|包括|即|名单(?:如下)?)+"
_MARK = re.compile(r"(?:^|(?<=[\s;；、，,。:：]))[(（]?(\d{1,3})[.．、)）](?!\d)|([①-⑳])")
_SEPARATORS = ("、", ";", ",", "\n", r"\s+", r"[、;,]", r"[、;,\n]", r"[、;,\s]+")
_AND = re.compile(r"以及|及|和|与")
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
    return re.sub(r"^(?:分别(?:是|为)|包括|即|名单(?:如下)?|名称)[:：]?", "", rest.strip(":：,，、;；. "))


def _open_brackets(text: str) -> int:
    return sum((char in "(（") - (char in ")）") for char in text)


def _split_names(rest: str, count: int | None, *, soft_breaks: bool) -> tuple[tuple[str, ...], list[str]]:
    """The names in order. Of several ways to split, the first that gives `count` names is taken."""
    if not squeeze(rest):
        return (), []
    ways = _ways_to_split(rest, soft_breaks=soft_breaks)
    best = next((names for names in ways if len(names) == count), None)
    if best is None:
        best = ways[0]
    return best, [f"名称“{name[:20]}”不完整" for name in best if not _whole(name)]


def _ways_to_split(rest: str, *, soft_breaks: bool) -> list[tuple[str, ...]]:
    ways = []
    marks = list(_MARK.finditer(rest))
    numbers = [int(m[1]) if m[1] else ord(m[2]) - 0x245F for m in marks]
    if numbers and numbers == list(range(1, len(numbers) + 1)) and not rest[: marks[0].start()].strip():
        edges = [*(m.end() for m in marks), None]
        starts = [*(m.start() for m in marks[1:]), len(rest)]
        ways.append(_clean(rest[begin:end] for begin, end in zip(edges, starts, strict=False)))
    for separator in _SEPARATORS:
        parts = _split_outside_brackets(rest, separator)
        if len(parts) > 1:
            ways.append(_clean(parts))
            ways += [_clean([*parts[:-1], *pair]) for pair in _split_at_and(parts[-1])]
    return [*ways, _clean([rest]), *(_clean(pair) for pair in _split_at_and(rest))]


def _split_at_and(text: str) -> list[list[str]]:
    """ "甲厂和乙厂" in two, where both halves end alike: 和 also stands inside names."""
    pairs = ([text[: m.start()].strip(), text[m.end() :].strip(" 。.")] for m in _AND.finditer(text))
    return [pair for pair in pairs if pair[0] and pair[1] and pair[0][-1] == pair[1][-1]]


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


def _whole(name: str) -> bool:
    """Does it look like one whole name: two characters, a Chinese one or a letter, brackets closed."""
    return (
        len(name) >= 2
        and re.search(r"[一-鿿A-Za-z]", name) is not None
        and _open_brackets(name) == 0
        and name[-1] != "等"
    )
