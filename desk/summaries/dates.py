"""What a review says of last days, and of conditions that end differently under other readings."""

from collections.abc import Iterator

from desk.summaries.words import CONDITION_OUTCOMES
from score.calendar import DeadlineResult
from score.scorecard import Scorecard
from score.trace import Outcome

SAY_IN_TIME: dict[Outcome, str] = {"met": "按时", "not_met": "迟于期限", "undetermined": "待核对"}


def list_dates(scorecard: Scorecard) -> Iterator[str]:
    """The round, and each last day that may concern this applicant."""
    calendar = scorecard.calendar
    if calendar is None:
        return
    deadlines = [each for each in calendar.deadlines if each.applies is not False]
    said = "；".join(say_deadline(each) for each in deadlines)
    yield f"申报轮次：{calendar.said}。" + (f"期限：{said}。" if said else "")


def say_deadline(deadline: DeadlineResult) -> str:
    note = f"（{deadline.note}）" if deadline.note else ""
    return f"{deadline.name}{SAY_IN_TIME[deadline.outcome]}，{deadline.reason}{note}"


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
            yield f"“{end.title}”如改按“{end.text}”：{'；'.join(changed)}。"
