"""The survey of one applicant: who answered, and how each topic scores."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from dossier.base import Record
from policy import Policy
from policy.scoring import Survey, SurveyTopic
from score.entries import Answer, AnswerSheet, SurveyAnswers
from score.statistics import find_mean, find_spread, fraction, say_points
from score.trace import Input, Trace, cite

FULL = Fraction(100)

NO_SURVEY = "没有发展环境调查结果，不计算"

Sheets = Sequence[AnswerSheet]


class TopicScore(Record):
    """A topic from 0 to 100; `mean` is None where nobody's answer counts or the answers have no points.
    `words` counts each word given, `unknown` those that are left out of the mean. `other` is the mean with
    the numbers on a negative topic read the other way round, where that differs."""

    topic: str
    number: int
    name: str
    negative: bool
    counted: int
    unknown: int
    words: dict[str, int]
    mean: float | None
    spread: float | None
    other: float | None
    reason: str
    trace: Trace


class SurveyResult(Record):
    """`valid` sheets have enough topics answered; `enterprises` of them are of enterprises, `share` in
    percent. `flags` say, in Chinese, why the result is weak; `reason` why there is none."""

    sent: int | None
    received: int
    valid: int
    enterprises: int
    share: float | None
    topics: tuple[TopicScore, ...]
    flags: tuple[str, ...]
    reason: str | None = None


def score_survey(policy: Policy, answers: SurveyAnswers | None, applicant: str) -> SurveyResult:
    """The survey of one applicant; without answers it says so and scores nothing."""
    survey = policy.scoring.survey
    received = [sheet for sheet in answers.sheets if sheet.applicant == applicant] if answers else []
    sent = answers.sent.get(applicant) if answers else None
    valid = find_valid(survey, received)
    counted = find_counted(survey, received)
    enterprises = sum(sheet.enterprise is True for sheet in valid)
    return SurveyResult(
        sent=sent,
        received=len(received),
        valid=len(valid),
        enterprises=enterprises,
        share=round(100 * enterprises / len(valid), 2) if valid else None,
        topics=tuple(score_topic(policy, topic, counted) for topic in survey.topics) if counted else (),
        flags=tuple(find_flags(survey, received, sent)),
        reason=None if counted else NO_SURVEY,
    )


def find_valid(survey: Survey, sheets: Sheets) -> list[AnswerSheet]:
    return [sheet for sheet in sheets if len(sheet.answers) >= survey.fewest_topics]


def find_counted(survey: Survey, sheets: Sheets) -> list[AnswerSheet]:
    """The valid sheets of those whom the office asks."""
    valid = find_valid(survey, sheets)
    return [sheet for sheet in valid if sheet.enterprise or survey.respondents == "all"]


def find_flags(survey: Survey, sheets: Sheets, sent: int | None) -> Iterator[str]:
    """What makes the result weak."""
    valid, counted = find_valid(survey, sheets), find_counted(survey, sheets)
    if sheets and len(counted) < survey.fewest_answers:
        yield f"有效答卷{len(counted)}份，少于{survey.fewest_answers}份，结果只供参考"
    share = Fraction(100 * sum(sheet.enterprise is True for sheet in valid), max(len(valid), 1))
    if valid and share < fraction(survey.least_enterprises):
        yield f"企业答卷占{say_points(round(share, 1))}%，低于{survey.least_enterprises:g}%"
    if silent := sum(sheet.enterprise is None for sheet in valid):
        yield f"{silent}份答卷没有写明是不是企业，没有算作企业"
    if len(sheets) > len(valid):
        yield f"{len(sheets) - len(valid)}份答卷答的内容少于{survey.fewest_topics}个，没有计入"
    if sent is not None and sent < len(sheets):
        yield f"发放{sent}份，却收回{len(sheets)}份，请核实"


def score_topic(policy: Policy, topic: SurveyTopic, sheets: Sheets) -> TopicScore:
    survey = policy.scoring.survey
    given = [answer for sheet in sheets for answer in sheet.answers if answer.topic == topic.id]
    values = list_values(survey, topic, sheets)
    mean = find_topic_mean(survey, topic, sheets)
    other = find_topic_mean(turn_round(survey), topic, sheets)
    unknown = len(given) - len(values)
    reason = say_mean(values, mean, unknown)
    return TopicScore(
        topic=topic.id,
        number=topic.number,
        name=topic.name,
        negative=topic.negative,
        counted=len(values),
        unknown=unknown,
        words=count_words(survey, given),
        mean=None if mean is None else float(round(mean, 4)),
        spread=None if mean is None else find_spread([value for value in values if value is not None]),
        other=None if other is None or other == mean else float(round(other, 4)),
        reason=reason,
        trace=Trace(
            rule=topic.id,
            clauses=cite(policy, survey.clauses),
            inputs=(Input(name=topic.name, value=f"{len(given)}个答案"),),
            arithmetic=reason,
        ),
    )


def count_words(survey: Survey, given: Sequence[Answer]) -> dict[str, int]:
    """How often each word was given, in the order of the survey's answers."""
    counts = Counter(answer.word for answer in given)
    return {each.word: counts[each.word] for each in survey.answers if counts[each.word]}


def find_topic_mean(survey: Survey, topic: SurveyTopic, sheets: Sheets) -> Fraction | None:
    """Of the answers that count; None where there are none, or one has no points."""
    values = list_values(survey, topic, sheets)
    known = [value for value in values if value is not None]
    return find_mean(known) if len(known) == len(values) else None


def list_values(survey: Survey, topic: SurveyTopic, sheets: Sheets) -> list[Fraction | None]:
    """The answers that count, out of 100; None for a word that the office has set no points for."""
    left_out = {each.word for each in survey.answers if not each.counted}
    given = [answer for sheet in sheets for answer in sheet.answers if answer.topic == topic.id]
    return [value_of(answer, survey, topic) for answer in given if answer.word not in left_out]


def value_of(answer: Answer, survey: Survey, topic: SurveyTopic) -> Fraction | None:
    if answer.number is None:
        word = next((each for each in survey.answers if each.word == answer.word), None)
        return None if word is None or word.points is None else fraction(word.points)
    low, high = map(fraction, survey.numbers)
    share = FULL * (fraction(answer.number) - low) / (high - low)
    return FULL - share if topic.negative and survey.negative_numbers == "reversed" else share


def turn_round(survey: Survey) -> Survey:
    """The survey with the other way to read numbers on its negative topics."""
    other = "as_asked" if survey.negative_numbers == "reversed" else "reversed"
    return survey.model_copy(update={"negative_numbers": other})


def say_mean(values: Sequence[Fraction | None], mean: Fraction | None, unknown: int) -> str:
    left_out = f"；另有{unknown}个不计入平均" if unknown else ""
    if not values:
        return f"没有计分的答案{left_out}"
    if mean is None:
        return f"答案没有设分值，不计算{left_out}"
    total = say_points(sum((value for value in values if value is not None), Fraction(0)))
    return f"{total}÷{len(values)}＝{say_points(round(mean, 4))}{left_out}"
