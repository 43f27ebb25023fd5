"""Years that do not fit the year that the narrative should be of: its text may be from another year."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence

from dossier import Evidence, Passage
from policy.text_checks import ActivityYearCheck, StaleYearCheck, WrongDateCheck
from validate.chapters import list_chapter
from validate.submission import Submission
from validate.verdict import UNSURE_TEXT, Verdict

_CITED = re.compile(r"《[^《》]*》|[〔\[［(（【]\s*(?:19|20)\d\d\s*[〕\]］)）】]\s*第?\s*\d+\s*号|“[^“”]*”")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_AS_OF = re.compile(
    r"(?:截至|截止到?|到|至)\s*((?:19|20)\d\d)\s*年\s*(?:年?底|末|年末|12\s*月\s*(?:31\s*日|底|末)?)"
)
_OF_YEAR = re.compile(
    r"((?:19|20)\d\d)\s*年度?(?:[^，。；0-9]{0,12}(?:绩效|总结|工作计划|评价计划|自评|述职|考核情况)"
    r"|[，,]?(?:我[县区市]|全[县区市])?[^，。；0-9]{0,6}(?:各项(?:任务|指标|工作|目标)|(?:年度|全年|目标)(?:目标)?任务))"
)
_OPEN = re.compile(r"((?:19|20)\d\d)\s*年(?:\d{1,2}月)?(?:以来|起|至今)")
_COMPARES = re.compile(
    r"由|从|[较比]|相比|提高|目标|规划|力争|计划|预计|(?<!现)将|历史|以来|起|开始|成立|始建"
)
_DATE = re.compile(r"(?<!\d)(?:((?:19|20)\d\d)\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")

_LEAP_YEAR = 2020
_MANY = 5
"""Passages that name a year, from which on it can be said what year a text is mostly about."""


def judge_stale_year(check: StaleYearCheck, submission: Submission) -> Iterator[Verdict]:
    """All such places in one finding: a county that reused a text reused it at many."""
    expected = submission.policy.form.data_year
    passages = submission.dossier.passages
    places = [
        *find_headings(submission, check.earliest),
        *(found for passage in passages for found in find_stale(passage, check.earliest, expected)),
    ]
    if not places:
        places = find_reigning(passages, expected)
    years = sorted({year for year, _ in places})
    yield Verdict(
        check,
        None,
        broken=bool(places),
        sure=not places,
        words={
            "years": "、".join(map(str, years)),
            "expected": str(expected),
            "count": str(len(places)),
        },
        evidence=tuple(dict.fromkeys(place for _, place in places)),
        unsure=UNSURE_TEXT,
    )


def find_headings(submission: Submission, earliest: int) -> Iterator[tuple[int, Evidence]]:
    """Headings of an earlier year alone; one that gives the span of some years tells a history."""
    for section in submission.dossier.sections:
        years = list_years(section.heading)
        if years and max(years) < earliest and not _COMPARES.search(section.heading) and section.evidence:
            yield max(years), section.evidence[0]


def find_stale(passage: Passage, earliest: int, expected: int) -> Iterator[tuple[int, Evidence]]:
    """What stands in a passage as of the end of another year, or calls itself a paper of an earlier one.
    Where the passage speaks of the year expected too, the other is there to compare."""
    text = strip_cited(passage.text)
    if expected in list_years(text):
        return
    for match in _AS_OF.finditer(text):
        year = int(match[1])
        later = year > expected and not match.group().startswith("截")
        if year != expected and not later and not _COMPARES.search(clause_around(text, match)):
            yield year, quote(passage, match.group())
    for match in _OF_YEAR.finditer(text):
        if int(match[1]) < earliest and not _COMPARES.search(clause_around(text, match)):
            yield int(match[1]), quote(passage, match.group())


def find_reigning(passages: Sequence[Passage], expected: int) -> list[tuple[int, Evidence]]:
    """The places of the year that most passages speak of, where that is not the year expected."""
    named: Counter[int] = Counter()
    for passage in passages:
        named.update(list_years(strip_cited(passage.text)))
    year, count = max(named.items(), key=lambda item: (item[1], item[0]), default=(expected, 0))
    if year >= expected or count < _MANY or count < 2 * named[expected]:
        return []
    return [(year, passage.evidence) for passage in passages if year in list_years(strip_cited(passage.text))]


def judge_activity_year(check: ActivityYearCheck, submission: Submission) -> Iterator[Verdict]:
    """Asked where the section dates anything; what goes on since a year goes on in the year expected."""
    expected = submission.policy.form.data_year
    spec = next((spec for spec in submission.policy.materials if spec.id == check.material), None)
    told = list_chapter(submission.dossier, check.material)
    dated = [(passage, years) for passage in told if (years := list_years(strip_cited(passage.text)))]
    if spec is None or not dated:
        yield Verdict(check, check.material, broken=None)
        return
    every = sorted({year for _, years in dated for year in years})
    lasting = any(_OPEN.search(strip_cited(passage.text)) for passage, _ in dated)
    stale = max(every) < expected and not lasting
    yield Verdict(
        check,
        check.material,
        broken=stale,
        sure=not stale,
        words={"title": spec.title, "years": "、".join(map(str, every)), "expected": str(expected)},
        evidence=tuple(passage.evidence for passage, _ in dated),
        unsure=UNSURE_TEXT,
    )


def judge_wrong_date(check: WrongDateCheck, submission: Submission) -> Iterator[Verdict]:
    """Dates that no calendar has, but for those that the notices themselves have."""
    cited = {date for clause in submission.policy.clauses for date in find_wrong_dates(clause.quote)}
    for passage in submission.dossier.passages:
        for date in find_wrong_dates(passage.text):
            if date not in cited:
                yield Verdict(
                    check, None, broken=True, words={"date": date}, evidence=(quote(passage, date),)
                )


def find_wrong_dates(text: str) -> Iterator[str]:
    for match in _DATE.finditer(text):
        year, month, day = int(match[1] or _LEAP_YEAR), int(match[2]), int(match[3])
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
            yield match.group()


def strip_cited(text: str) -> str:
    """Without titles, numbers of documents and quotations, whose years are their own."""
    return _CITED.sub("", text.translate(_DIGITS))


def list_years(text: str) -> tuple[int, ...]:
    """Each year once; of 2018—2020年 the first too."""
    spans = re.findall(r"(?<!\d)((?:19|20)\d\d)\s*年?\s*(?:[-—－~～至到、和与])\s*(?=(?:19|20)\d\d)", text)
    return tuple(dict.fromkeys(map(int, [*_YEAR.findall(text), *spans])))


def clause_around(text: str, match: re.Match[str]) -> str:
    """The clause that the match ends in, up to it, without its own words."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "，。；：,;") + 1
    return text[start : match.start()]


def quote(passage: Passage, words: str) -> Evidence:
    """The sentence in which the words stand; the passage, where they are not written just so."""
    text = passage.text
    place = text.find(words)
    if place < 0:
        return passage.evidence
    start = max((text.rfind(mark, 0, place) for mark in "。；\n"), default=-1) + 1
    ends = [end for mark in "。；\n" if (end := text.find(mark, place)) >= 0]
    return passage.evidence.model_copy(update={"quote": text[start : min(ends, default=len(text))].strip()})
