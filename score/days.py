"""Days as they are written in office papers, and where a dossier has some."""

import re
from collections.abc import Iterator
from datetime import date

from dossier import Evidence
from dossier.base import Record
from policy.calendar import Dating
from validate.submission import Submission

DIGITS = {char: str(number) for number, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}

_NUMBER = r"[〇○零一二三四五六七八九十\d]"
_YEAR = rf"(?P<year>(?:{_NUMBER}\s*){{4}})年"
_MONTH = rf"(?P<month>(?:{_NUMBER}\s*){{1,3}})月"
_DAY = rf"(?P<day>(?:{_NUMBER}\s*){{1,3}})日"
DAY = re.compile(rf"{_YEAR}\s*{_MONTH}\s*{_DAY}")

SIGNED = "落款日期"

LONGEST_LINE = 24
"""A line with more characters than this is no date alone."""


class DatedPaper(Record):
    """A day that stands in the dossier: under a letter, or in the opinion that bears a seal. `name` is
    what to call it."""

    kind: Dating
    name: str
    day: date
    evidence: Evidence


def find_dated(submission: Submission) -> Iterator[DatedPaper]:
    """The last day in each opinion, and every day that stands on a line of its own in the narrative."""
    for spec in submission.specs.values():
        if spec.seal is not None:
            reading = submission.reading(spec.id)
            days = list(parse_days(reading.raw or ""))
            if days and reading.evidence:
                yield DatedPaper(
                    kind=spec.seal, name=f"“{spec.label}”的日期", day=days[-1], evidence=reading.evidence[0]
                )
    for passage in submission.dossier.passages:
        day = parse_line(passage.text)
        if day is not None:
            yield DatedPaper(kind="letter", name=SIGNED, day=day, evidence=passage.evidence)


def parse_line(text: str) -> date | None:
    """The day that the line is, with nothing beside it."""
    bare = text.strip()
    if len(bare) > LONGEST_LINE or not DAY.fullmatch(bare):
        return None
    return next(parse_days(bare), None)


def parse_days(text: str) -> Iterator[date]:
    """Every day that there is: 2021年4月31日 is none."""
    for match in DAY.finditer(text):
        year, month, day = (parse_number(match[part]) for part in ("year", "month", "day"))
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def parse_number(text: str) -> int:
    """2021 and 二〇二一, 4 and 四, 30 and 三十; 0 where it is no number of a date."""
    bare = "".join(DIGITS.get(char, char) for char in text if not char.isspace())
    if "十" not in bare:
        return int(bare) if bare.isdigit() else 0
    tens, _, ones = bare.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return int(tens or "1") * 10 + int(ones or "0")
