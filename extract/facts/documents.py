"""Documents as texts name them: titles in 《》, document numbers, and which number goes with which title."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extract.facts.sentences import make_plain
from extract.text import squeeze

_T = TypeVar("_T")
_OPEN, _CLOSE = r"[〔﹝\[［（(【]", r"[〕﹞\]］)）】]"
_CODE = r"[一-鿿]{2,14}"
_HAN_YEAR = r"二[〇○零][一二][〇○零一二三四五六七八九]"
_YEAR = rf"(?:(?:19|20)\d{{2}}|{_HAN_YEAR})"
_WHOLE = rf"{_CODE}\s*{_OPEN}\s*{_YEAR}\s*年?\s*{_CLOSE}\s*第?\s*\d{{1,4}}\s*号"
_LAST = r"[发函字办号规通令企财建政工信委党人综改商科金农监知税审教联组督议]"
_BROKEN = (
    rf"{_CODE}(?<={_LAST})\s*(?:{_OPEN}\s*{_YEAR}\s*\d{{1,4}}\s*号?|{_OPEN}?\s*{_YEAR}\s*{_CLOSE}\s*第?\s*\d{{1,4}}(?!\s*[\d号年])"
    rf"|{_OPEN}\s*{_YEAR}\s*号|{_YEAR}\s*{_CLOSE}\s*第?\s*\d{{1,4}}\s*号|{_OPEN}\s*{_YEAR}\s*{_CLOSE}\s*第?\s*号|{_YEAR}年\s*第?\s*\d{{1,4}}\s*号|{_YEAR}\s+\d{{1,4}}\s*号"
    rf"|{_OPEN}\s*(?:[12]\d|\d{{3}}|\d{{5,}})\s*{_CLOSE}\s*第?\s*\d{{1,4}}\s*号)"
)
NUMBER = re.compile(rf"(?P<whole>{_WHOLE})|(?P<broken>{_BROKEN})")
_MARKED = re.compile(r"《(?P<title>[^《》]{3,100}(?:[〈《][^〉》]*[〉》][^《》]{1,60})?)》")
_QUOTED = re.compile(
    rf"(?<![即称是为])[“\"](?P<title>[^“”\"]{{3,40}})[”\"](?=\s*[（(]\s*(?:{_WHOLE})(?!\s*《))"
)
_BETWEEN = re.compile(
    r"[—\-－]{0,2}\s*(?:[，,]?\s*(?:也就是|即|简称|俗称|称为)[“\"][^”\"]{2,20}[”\"])?\s*(?:的?(?:通知|决定|批复|意见|文件|函))?\s*(?:等)?[，,]?\s*(?:[（(]\s*)?(?:以下简称[^）)]{1,20}[）)]\s*[（(]?)?(?:文号[为:：]?|发文字号[为:：]?)?\s*$"
)
_AHEAD = re.compile(
    r"(?:文件|号文)?\s*[）)]?\s*[，,：:]?\s*(?:[，,]?\s*(?:正式)?(?:印发|出台|下发|制定|发布|转发|颁布|实施)了?)?[^《。；，,]{0,10}$"
)
_PAUSE = re.compile(r"[，,；;。]")
_NEXT = re.compile(r"\s*[）)]?\s*(?:文件?)?\s*[：:]?\s*《")
"""A number behind a pause that another title follows is of that one."""
_UNDER = re.compile(r"[^《。；]{0,24}(?:[，,]\s*并?|于[^，。；]{0,10})以")
_WHEN = re.compile(
    r"(?:[\s，,（(]|20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?|[于以经由已并]|正式|联合|同年|当年|随后|[一-鿿]{2,10}(?:批准|审议通过|同意|研究))*"
)
"""When and how it was issued, between a title and a number behind which that is said."""
_ISSUED = re.compile(
    r"(?:文件?)?(?:正式)?(?:印发|下发|出台|发布|公布|颁布|颁行|行文)(?:实施|执行)?(?=[。；;，,]|$)"
)
_THEN = re.compile(r"[^《。；，,]{0,24}(?:印发|出台|下发|发布|公布)(?:实施)?\s*[（(]\s*(?:文号[：:])?")
""" "《…》…，以示政发〔2020〕13号文件印发。"."""
_YEAR_IN = re.compile(rf"{_OPEN}\s*((?:19|20)\d{{2}})")
_RUN_IN = re.compile(
    r"^.*(?:[和与及以了据照的为由即]|下发|印发|出台|文件|制定|名义|根据|转发|文号|发文|关于|通知)(?=[一-鿿]{2,}\s*[〔﹝\[［（(【\d])"
)

_MORE = re.compile(r"\s*[、和及]\s*第?\s*(?P<serial>\d{1,4})\s*号")
"""The next number of a series: "示政发〔2019〕3号、4号"."""
_BESIDE = re.compile(r"[\s→、，,和与及；;（(）)]*")
_AFTER_TITLES = re.compile(r"\s*[（(，,]?\s*(?:文号)?(?:分别|依次)?[:：为是]*\s*")
_AHEAD_OF_TITLES = re.compile(
    r"(?:等)?(?:号?文件?)?[）)]?(?:分别)?(?:正式)?(?:印发|出台|下发|制定|发布|颁布)了?"
)
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

_FOLLOWED = re.compile(r"(?:根据|按照|依据|依照|遵照|贯彻|落实)[^,。;]{0,80}$")
_WANTED = re.compile(r"^[^,。;]{0,6}(?:要求|精神|部署|安排|指示)")
"""A document that says what another, higher one wants done."""

BROKEN_NUMBER = "文号“{}”写得不完整，请核对原件"


@dataclass(frozen=True, slots=True)
class NumberText:
    """A document number; `number` is None where it is broken and cannot be told."""

    start: int
    end: int
    raw: str
    number: str | None

    @property
    def year(self) -> int | None:
        found = _YEAR_IN.search(self.number) if self.number else None
        return int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Titled:
    """A title with its number, and where both stand in the text."""

    start: int
    end: int
    title: str
    number: NumberText | None


def find_numbers(text: str) -> Iterator[NumberText]:
    """All document numbers, whole or broken."""
    for match in NUMBER.finditer(text):
        raw = _without_run_in(squeeze(match.group()))
        number = _normal(raw) if match["whole"] else None
        yield NumberText(match.start(), match.end(), raw, number)
        if number:
            yield from _series(text, match.end(), number)


def _series(text: str, start: int, number: str) -> Iterator[NumberText]:
    """The numbers behind one that are written by their serial alone."""
    letters = number[: number.index("〕") + 1]
    while more := _MORE.match(text, start):
        raw = f"{letters}{more['serial']}号"
        yield NumberText(more.start("serial"), more.end(), raw, raw)
        start = more.end()


def find_titled(text: str) -> list[Titled]:
    """All titles in 《》 (or in “”, right before a number) with the number behind or before each."""
    if "《" not in text and "“" not in text:
        return []
    marks = sorted([*_MARKED.finditer(text), *_QUOTED.finditer(text)], key=lambda match: match.start())
    numbers = [one for one in find_numbers(text) if not _is_former(text, one)]
    shared, taken = _share_numbers(text, marks, numbers)
    found: list[Titled] = []
    for at, mark in enumerate(marks):
        limit = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        floor = found[-1].end if found else 0
        number = shared.get(mark.start())
        own = number or _behind(text, mark, numbers, limit) or _before(text, mark, numbers, floor)
        if own and number is None and own.start in taken:
            own = None
        if own:
            taken.add(own.start)
        near = own if own and number is None else None
        end = max(mark.end(), near.end if near else 0)
        start = min(mark.start(), near.start if near else mark.start())
        found.append(Titled(start, end, squeeze(mark["title"]), own))
    return found


def _is_former(text: str, number: NumberText) -> bool:
    """Is it the number of the document that was in force before."""
    return text[max(0, number.start - 1) : number.start + 1].lstrip("，,（(、").startswith("原")


def _share_numbers(
    text: str, marks: list[re.Match[str]], numbers: list[NumberText]
) -> tuple[dict[int, NumberText], set[int]]:
    """Several numbers at once go to as many titles at once, in their order; where there are not as many, it
    is not known which is whose. Gives the numbers by where their titles begin, and the places of all such."""
    shared: dict[int, NumberText] = {}
    taken: set[int] = set()
    for run in _runs(numbers, lambda one, other: _BESIDE.fullmatch(text[one.end : _start(text, other)])):
        titles = next(
            (
                each
                for each in _runs(
                    marks, lambda one, other: _BESIDE.fullmatch(text[one.end() : other.start()])
                )
                if _AFTER_TITLES.fullmatch(text[each[-1].end() : run[0].start])
                or _AHEAD_OF_TITLES.fullmatch(text[run[-1].end : each[0].start()])
            ),
            [],
        )
        if len(run) < 2 or not titles:
            continue
        taken.update(number.start for number in run)
        if len(titles) == len(run):
            shared |= {mark.start(): number for mark, number in zip(titles, run, strict=True)}
    return shared, taken


def _start(text: str, number: NumberText) -> int:
    """Where a number itself begins, behind words that ran into its code."""
    return max(text.rfind(number.raw[:2], number.start, number.end), number.start)


def _runs(items: Sequence[_T], joined: Callable[[_T, _T], object]) -> list[list[_T]]:
    """Neighbours that are joined, together."""
    runs: list[list[_T]] = []
    for item in items:
        if runs and joined(runs[-1][-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _behind(text: str, mark: re.Match[str], numbers: list[NumberText], limit: int) -> NumberText | None:
    following = next((n for n in numbers if mark.end() <= n.start < limit), None)
    if following is None:
        return None
    gap = _gap(text, mark.end(), following)
    if _PAUSE.search(gap) and _NEXT.match(text, following.end):
        return None
    said = _ISSUED.match(text, following.end) and (_UNDER.fullmatch(gap) or _WHEN.fullmatch(gap))
    return following if said or _BETWEEN.fullmatch(gap) or _THEN.fullmatch(gap) else None


def _gap(text: str, start: int, number: NumberText) -> str:
    """What stands between a title and a number, with words that ran into the number's code."""
    whole = text[start : number.end]
    at = whole.rfind(number.raw[:2])
    return whole[:at] if at >= 0 else text[start : number.start]


def _before(text: str, mark: re.Match[str], numbers: list[NumberText], floor: int) -> NumberText | None:
    ahead = next((n for n in reversed(numbers) if floor <= n.start and n.end <= mark.start()), None)
    return ahead if ahead and _AHEAD.fullmatch(text[ahead.end : mark.start()]) else None


def _without_run_in(raw: str) -> str:
    """Without the words that ran into the code ("以示政发…")."""
    run = _RUN_IN.match(raw)
    return raw[run.end() :] if run else raw.removeprefix("以").removeprefix("由")


def _normal(raw: str) -> str:
    """A document number with its year in 〔〕."""
    digits = re.sub(rf"{_OPEN}{_HAN_YEAR}", lambda match: match.group().translate(_HAN_DIGITS), raw)
    return re.sub(rf"{_OPEN}((?:19|20)\d{{2}})年?{_CLOSE}第?", r"〔\1〕", digits)


def is_followed(text: str, number: NumberText) -> bool:
    """Is it the number of a higher document, which wanted the group founded."""
    whole = make_plain(text[: number.end])
    ahead, behind = whole[: max(whole.rfind(number.raw[:3]), 0)], make_plain(text[number.end :])
    return _FOLLOWED.search(ahead) is not None and _WANTED.search(behind.removeprefix(")")) is not None
