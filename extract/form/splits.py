"""A label and its value in one cell ("联系人：张三"), and the signs that two cells became one."""

import re
from dataclasses import dataclass, replace

from extract.form.labels import LabelIndex, LabelMatch
from extract.text import squeeze

_CUT = re.compile(r"\s*[:：][\s:：]*|\n\s*")
_CUT_OR_GAP = re.compile(rf"{_CUT.pattern}|(?<=\S) +(?=\S)")
_MOST_CUTS, _LONGEST = 6, 45
_WORD = re.compile(r"[一-鿿]")
RUN_TOGETHER = "标签和内容连在一起，不能确定从哪里分开"


@dataclass(frozen=True, slots=True)
class Split:
    """The label, the text behind it, and whether a colon parts them: a line break or a gap may be only
    layout."""

    label: LabelMatch
    text: str
    colon: bool


def find_split(text: str, index: LabelIndex, *, pictured: bool = False) -> Split | None:
    """The longest label that a cell begins with, where more follows; it may run over lines. In a picture
    a gap may be all that is left of a border."""
    whole = text.strip()
    cuts = list((_CUT_OR_GAP if pictured else _CUT).finditer(whole))[:_MOST_CUTS]
    found: Split | None = None
    end = 0
    for cut in cuts:
        label, rest = index.match(whole[: cut.start()]), whole[cut.end() :].strip()
        if label and rest:
            found, end = Split(label, rest, ":" in cut.group() or "：" in cut.group()), cut.end()
    return _stretched(found, whole, end, index) if found else None


def _stretched(found: Split, whole: str, end: int, index: LabelIndex) -> Split:
    """The label may go on behind its line break: "…部门\\n名称 某局" is the name of one. Where its end is
    marked by nothing, it is doubted if it names another field."""
    head = re.sub(r"[:：]", "", whole[:end])
    for stop in range(min(len(whole) - 1, end + _LONGEST), end, -1):
        behind = whole[end:stop]
        if not _WORD.match(behind) or not squeeze(whole[stop:]) or not index.is_spelt_out(head + behind):
            continue
        longer = index.match(head + behind)
        if longer is None or longer.doubts:
            continue
        if longer.field != found.label.field:
            longer = replace(longer, doubts=(RUN_TOGETHER,))
        return Split(longer, whole[stop:].lstrip(" :：\n"), found.colon)
    return found


def goes_on(label: str, text: str, index: LabelIndex) -> bool:
    """Does a value go on with the name of its label, so that the two make a longer one."""
    own = index.match(label)
    if own is None:
        return False
    found = _stretched(Split(own, text, colon=False), f"{label}\n{text}", len(label) + 1, index)
    return found.text != text
