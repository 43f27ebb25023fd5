"""Experts' points and answers of a survey as examples give them, and what comes of them."""

from collections.abc import Mapping
from typing import cast

from pydantic import JsonValue

from dossier import Dossier, Facts, Form
from policy import Policy
from policy.examples import Given
from policy.scheme import Scheme, lay_over
from policy.scoring import BySurvey, Judging, ScoringItem
from score.entries import Answer, AnswerSheet, ExpertScore, Scores, SurveyAnswers
from score.scorecard import GateResult, Outcome
from score.survey import score_survey
from score.total import score_total
from validate.submission import lay_out

EXPERT_KEYS = frozenset({"experts", "survey", "points", "judging", "gate", "table"})
"""experts: what each gave the one item of every part that is no survey's; survey: the answers on its one
topic; points: of the words; judging: as in scoring.yaml; gate: 达到, 达不到 or 待定, and it binds; table:
没有 for no table of points."""

ANSWER_KEYS = frozenset({"answers", "points", "enterprises", "sent", "survey_rules"})
"""answers: by topic, one of each respondent; points: of the words; enterprises: how many of the
respondents are some (all where not said); sent: how many were asked; survey_rules: as in scoring.yaml."""

WHO = "本县"
GATE: Mapping[str, Outcome] = {"达到": "met", "达不到": "not_met", "待定": "undetermined"}
TOTALS = {"scored": "有", "undetermined": "待定", "not_scored": "不参加打分"}


def judge_experts(given: Given, policy: Policy) -> Mapping[str, JsonValue]:
    """The parts and the total, by a table of one item a part."""
    scheme = make_scheme(given, policy)
    policy = policy if given.get("table") == "没有" else lay_over(policy, scheme)
    topic = policy.scoring.survey.topics[0].id
    marks = [float(mark) for mark in cast("list[float]", given["experts"])]
    scores = Scores(
        policy=policy.id,
        version=scheme.version,
        scores=tuple(
            ExpertScore(applicant=WHO, item=item.id, expert=f"专家{number}", points=mark)
            for number, mark in enumerate(marks, start=1)
            for item in scheme.items
            if item.by.kind == "person"
        ),
    )
    answers = cast("list[JsonValue]", given.get("survey", []))
    sheets = make_sheets({topic: answers}, len(answers), policy)
    dossier = Dossier(policy=policy.id, form=Form(), facts=Facts())
    gate = make_gate(cast(str, given.get("gate", "达到")), policy)
    total = score_total(
        lay_out(dossier, policy), gate, WHO, scores, SurveyAnswers(policy=policy.id, sheets=sheets)
    )
    return {
        "scoring": {
            "outcome": TOTALS[total.outcome],
            "total": total.points,
            "said": total.trace.arithmetic,
            "note": "；".join(total.notes),
        },
        **{
            part.part: {"outcome": part.points, "said": "".join(each.trace.arithmetic for each in part.items)}
            for part in total.parts
        },
    }


def make_scheme(given: Given, policy: Policy) -> Scheme:
    scoring = policy.scoring
    topic = scoring.survey.topics[0].id
    return Scheme(
        version="例",
        items=tuple(
            ScoringItem(
                id=f"item_{part.id}",
                part=part.id,
                name=part.name,
                points=part.full,
                by=BySurvey(kind="survey", topic=topic),
            )
            if part.id == scoring.survey.part
            else ScoringItem(id=f"item_{part.id}", part=part.id, name=part.name, points=part.full)
            for part in scoring.parts
        ),
        judging=Judging.model_validate(given.get("judging", {})),
        answers=cast("dict[str, float]", given.get("points", {})),
    )


def make_gate(word: str, policy: Policy) -> GateResult:
    gate, total = policy.indicators.gate, len(policy.indicators.indicators)
    lowest = gate.required if word == "达到" else gate.required - 1
    highest = gate.required - 1 if word == "达不到" else total
    return GateResult(
        year=1,
        required=gate.required,
        total=total,
        lowest=lowest,
        highest=highest,
        outcome=GATE[word],
        binding=True,
        reason=f"{total}项中达标{lowest}至{highest}项",
    )


def judge_answers(given: Given, policy: Policy) -> Mapping[str, JsonValue]:
    """Each topic's score, and under "survey" who answered and what makes the result weak."""
    points = cast("dict[str, float]", given.get("points", {}))
    survey = policy.scoring.survey
    words = tuple(each.model_copy(update={"points": points.get(each.word)}) for each in survey.answers)
    rules = cast("dict[str, JsonValue]", given.get("survey_rules", {}))
    survey = survey.model_copy(update={"answers": words, **rules})
    policy = policy.model_copy(update={"scoring": policy.scoring.model_copy(update={"survey": survey})})
    by_topic = cast("dict[str, list[JsonValue]]", given["answers"])
    respondents = max((len(answers) for answers in by_topic.values()), default=0)
    sheets = make_sheets(by_topic, cast(int, given.get("enterprises", respondents)), policy)
    sent = {WHO: cast(int, given["sent"])} if "sent" in given else {}
    result = score_survey(policy, SurveyAnswers(policy=policy.id, sent=sent, sheets=sheets), WHO)
    return {
        **{
            topic.topic: {
                "outcome": topic.mean,
                "spread": topic.spread,
                "counted": topic.counted,
                "unknown": topic.unknown,
                "other": topic.other,
                "said": topic.reason,
            }
            for topic in result.topics
        },
        "survey": {
            "outcome": "有" if result.reason is None else "没有",
            "valid": result.valid,
            "share": result.share,
            "note": "；".join(result.flags),
        },
    }


def make_sheets(
    by_topic: Mapping[str, list[JsonValue]], enterprises: int, policy: Policy
) -> tuple[AnswerSheet, ...]:
    """A sheet a respondent; a topic's answer is left out where it is null."""
    respondents = max((len(answers) for answers in by_topic.values()), default=0)
    return tuple(
        AnswerSheet(
            applicant=WHO,
            number=str(place + 1),
            enterprise=place < enterprises,
            answers=tuple(
                make_answer(topic, answers[place])
                for topic, answers in by_topic.items()
                if place < len(answers) and answers[place] is not None
            ),
        )
        for place in range(respondents)
    )


def make_answer(topic: str, answer: JsonValue) -> Answer:
    if isinstance(answer, str):
        return Answer(topic=topic, word=answer)
    return Answer(topic=topic, number=cast(float, answer))
