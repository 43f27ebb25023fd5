"""Policies in lists without title marks: each title right ahead of its number, or right behind it."""

import re
from collections.abc import Iterator

from extract.facts.documents import NumberText, find_numbers
from extract.facts.policy_tables import KIND
from extract.narrative.numbering import without_numbering
from extract.text import squeeze

_CLAUSE = re.compile(r"[，,：:。；;]")
_NUMBERED = re.compile(r"[（(]?(?:文号|发文字号|文件号)[为是]?$")
_ANNOUNCED = re.compile(
    r"^.*(?<!关于)(?:印发|出台|制定|下发|发布|颁布)了?(?=关于|[一-鿿]{2,4}[县区市][一-鿿])"
)
"""What stands ahead of a title in a sentence that lists some."""
_WITHIN = re.compile(r"[（(](?P<title>[^（）()]+)[）)]")
_TOLD = re.compile(
    r"^等|(?:印发|下发|发出|制定|出台|发布)了|(?<!关于)(?:下发|印发|发出)(?:通知|文件|意见|方案)$"
)
"""A sentence that says that something was issued, and not what."""
_LENGTHS = range(6, 81)


def read_line(text: str) -> Iterator[tuple[str, NumberText]]:
    """The titles of a paragraph with their numbers. Where nothing ahead of the first number is a title, each
    stands behind its number."""
    numbers = list(find_numbers(text))
    ends = [0, *(number.end for number in numbers)]
    starts = [*(number.start for number in numbers), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    ahead = [_title_at_end(gap) for gap in gaps[:-1]]
    titles = [_title_at_start(gap) for gap in gaps[1:]] if ahead[:1] == [None] else ahead
    for number, title in zip(numbers, titles, strict=True):
        if title:
            yield title, number


def _title_at_end(gap: str) -> str | None:
    bare = _NUMBERED.sub("", gap.rstrip("（(【[ ：:\n")).rstrip("，, ：:。；\n")
    led = gap.rstrip().endswith(("：", ":")) and not _NUMBERED.search(gap.rstrip(" ：:"))
    return None if led else _as_title(_CLAUSE.split(bare)[-1])


def _title_at_start(gap: str) -> str | None:
    bare = gap.lstrip("）)】] 、，,；;：:文件\n")
    within = _WITHIN.match(bare)
    return _as_title(within["title"] if within else _CLAUSE.split(bare)[0])


def _as_title(words: str) -> str | None:
    bare = words.strip().lstrip("）)】]、和与及\n -—–·•●◆■▲※")
    title = _ANNOUNCED.sub("", squeeze(without_numbering(bare)))
    if _TOLD.search(title):
        return None
    whole = len(title) in _LENGTHS and KIND.search(title) is not None and "《" not in title
    return title if whole else None
