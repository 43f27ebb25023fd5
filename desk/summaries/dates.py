"""What a review says of last days, and of conditions that end differently under other readings."""

from collections.abc import Iterator
from datetime import date

from desk.summaries.words import CONDITION_OUTCOMES
from score.calendar import DeadlineResult
from score.scorecard import Scorecard
from score.trace import Outcome

SAY_IN_TIME: dict[Outcome, str] = {"met": "按时", "not_met": "迟于期限"}

INNER_QUOTES = str.maketrans("“”", "‘’")


def list_dates(scorecard: Scorecard) -> Iterator[str]:
    """Each last day that may concern this applicant: those that are decided, then the open ones together."""
    calendar = scorecard.calendar
    if calendar is None:
        return
    deadlines = [each for each in calendar.deadlines if each.applies is not False]
    if decided := [each for each in deadlines if each.outcome in SAY_IN_TIME]:
        yield f"期限：{'；'.join(map(say_deadline, decided))}。"
    if undecided := [each for each in deadlines if each.outcome not in SAY_IN_TIME]:
        known = "、".join(dict.fromkeys(f"{each.name}{say_day(each.day)}" for each in calendar.dates))
        dated = f"资料中的日期：{known}" if known else "资料中没有读到日期"
        yield f"期限待核对：{'；'.join(map(say_open_deadline, undecided))}。{dated}，请对照收件登记。"


def say_deadline(deadline: DeadlineResult) -> str:
    note = f"（{deadline.note}）" if deadline.note else ""
    return f"{deadline.name}{SAY_IN_TIME[deadline.outcome]}，{deadline.reason}{note}"


def say_open_deadline(deadline: DeadlineResult) -> str:
    """ "报送市工信局2021年4月10日前（是否适用于本单位未定）"."""
    notes = ["" if deadline.applies else "是否适用于本单位未定", deadline.note or ""]
    said = "；".join(note for note in notes if note)
    return f"{deadline.name}{say_day(deadline.day)}前" + (f"（{said}）" if said else "")


def say_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def list_condition_ends(scorecard: Scorecard) -> Iterator[str]:
    """Each reading under which a condition ends differently, with both ends."""
    conditions = {each.condition for each in scorecard.conditions}
    for end in scorecard.other_ends:
        changed = [
            f"{each.name}由“{CONDITION_OUTCOMES[each.taken]}”变为“{CONDITION_OUTCOMES[each.other]}”"
            for each in end.changes
            if each.rule in conditions
        ]
        if changed:
            title, text = end.title.translate(INNER_QUOTES), end.text.translate(INNER_QUOTES)
            yield f"“{title}”如改按“{text}”：{'；'.join(changed)}。"
