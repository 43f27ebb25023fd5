"""The sheets that list: dossiers, findings, materials, data to ask for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from desk.review import Review
from desk.summaries.book import A3, Book, Column, Entry
from desk.summaries.decisions import list_decisions
from desk.summaries.digest import (
    NOT_FOUND,
    conclude_conditions,
    group_by_department,
    judge_dossier,
    list_requests,
    read_field,
    sort_findings,
)
from desk.summaries.kinds import KINDS, find_kind
from desk.summaries.names import DETAIL, NOTICE, SUMMARY, link_to
from desk.summaries.places import name_places
from desk.summaries.shown_places import pick_places
from desk.summaries.tones import (
    MATERIAL_TONES,
    OUTCOME_TONES,
    SEVERITY_TONES,
    VERDICT_TONES,
    Tone,
    find_gate_tone,
)
from desk.summaries.words import (
    CONDITION_OUTCOMES,
    FIELD_STATUSES,
    SEVERITIES,
    VERDICTS,
    join_reasons,
    one_line,
    say_clauses,
    say_department,
    say_finding_outcome,
    say_gate_briefly,
    say_material_status,
    say_number,
    say_subject,
    shorten,
)
from policy import Policy
from score.scorecard import Scorecard
from score.total import Total, TotalOutcome
from validate.applicant import Applicant

Named = Sequence[tuple[str, Review]]
"""The reviews of a batch, each with its applicant."""

SHORT_TOTALS: Final[Mapping[TotalOutcome, str]] = {
    "scored": "有",
    "undetermined": "待定",
    "not_scored": "不参加打分",
}
NO_POINTS = "未设分值"

LONGEST_QUOTE = 150

OVERVIEW = (
    Column("序号", 5),
    Column("申报单位", 16),
    Column("市", 9),
    Column("行政区划代码", 9),
    Column("申报资料", 16),
    Column("资料情况", 10),
    Column("申报表采用", 7),
    Column("申报表待核", 7),
    Column("申报表空白", 7),
    Column("申报表缺项", 7),
    Column("申报条件", 10),
    Column("不符合的条件", 24),
    Column("达标最少", 7),
    Column("达标最多", 7),
    Column("需要达标", 7),
    Column("达标现状（参考）", 22),
    Column("总分", 9),
    Column("错误", 6),
    Column("警告", 6),
    Column("提示", 6),
    Column("须判定", 7),
    Column("须补正", 7),
    Column("审查明细", 10),
    Column("审查摘要", 10),
    Column("补正通知", 10),
    Column("未能读取的原因", 30),
)


def write_overview(book: Book, named: Named, policy: Policy) -> None:
    """A line a dossier, with links to its reports."""
    rows = (list_overview(number, *pair, policy) for number, pair in enumerate(named, start=1))
    book.write_list(book.add_sheet("总览", A3), OVERVIEW, rows, frozen=2)


def list_overview(number: int, applicant: str, review: Review, policy: Policy) -> list[Entry]:
    verdict = judge_dossier(review)
    asked = len(list_requests(review))
    return [
        Entry(number, centred=True),
        Entry(applicant),
        *list_home(review.applicant),
        Entry(review.name),
        Entry(VERDICTS[verdict], VERDICT_TONES[verdict], centred=True),
        *list_form_counts(review, policy),
        *list_score(review.scorecard),
        list_total(review.total),
        *list_severity_counts(review),
        Entry(len(list_decisions(review, policy)), centred=True),
        Entry(asked, centred=True),
        Entry("打开", link=link_to(review, DETAIL), centred=True),
        Entry("打开", link=link_to(review, SUMMARY), centred=True),
        Entry("打开", link=link_to(review, NOTICE), centred=True) if asked else Entry(None),
        Entry(one_line(review.failure or "")),
    ]


def list_home(applicant: Applicant | None) -> list[Entry]:
    """City and code of the register. Where they are missing or doubtful, why."""
    if applicant is None:
        return [Entry(None)] * 2
    known = applicant.sure and applicant.kind is not None
    tone: Tone = "plain" if known else "open"
    code = applicant.code or ("开发区" if applicant.kind == "zone" else "未对应")
    return [
        Entry(applicant.city, tone, centred=True),
        Entry(code, tone, note=None if known else applicant.reason, centred=True),
    ]


def list_severity_counts(review: Review) -> list[Entry]:
    found = [finding.severity for finding in sort_findings(review.findings)]
    return [Entry(found.count(severity), centred=True) for severity in SEVERITIES]


def list_form_counts(review: Review, policy: Policy) -> list[Entry]:
    if review.dossier is None:
        return [Entry(None)] * len(FIELD_STATUSES)
    statuses = [read_field(review.dossier, field).status for field in policy.form.fields]
    return [Entry(statuses.count(status), centred=True) for status in FIELD_STATUSES]


def list_score(scored: Scorecard | None) -> list[Entry]:
    """Conditions and gate: six cells, empty where nothing was scored."""
    if scored is None:
        return [Entry(None)] * 6
    overall = conclude_conditions(scored)
    failed = "；".join(condition.name for condition in scored.conditions if condition.outcome == "not_met")
    gate = scored.gate
    return [
        Entry(CONDITION_OUTCOMES[overall], OUTCOME_TONES[overall], centred=True),
        Entry(failed),
        Entry(gate.lowest, centred=True),
        Entry(gate.highest, centred=True),
        Entry(gate.required, centred=True),
        Entry(say_gate_briefly(gate), find_gate_tone(gate.outcome, gate.binding), centred=True),
    ]


def list_total(total: Total | None) -> Entry:
    """The total, with what must be known of it in a note; why there is none, where there is none."""
    if total is None:
        return Entry(None)
    said = "；".join([total.trace.arithmetic, *total.notes])
    if total.points is None:
        return Entry(say_open(total), note=said, centred=True)
    return Entry(total.points, note=f"{said}（{total.version}）", centred=True)


def say_open(total: Total) -> str:
    if total.outcome == "undetermined" and not total.parts:
        return NO_POINTS
    return SHORT_TOTALS[total.outcome]


FINDINGS = (
    Column("申报单位", 16),
    Column("程度", 7),
    Column("结果", 8),
    Column("类别", 14),
    Column("事项", 26),
    Column("问题", 46),
    Column("请申报单位做什么", 42),
    Column("位置", 28),
    Column("原文", 28),
    Column("依据", 26),
)


def write_findings(book: Book, named: Named, policy: Policy) -> None:
    rows = (row for applicant, review in named for row in list_findings(applicant, review, policy))
    book.write_list(book.add_sheet("问题清单", A3), FINDINGS, rows)


def list_findings(applicant: str, review: Review, policy: Policy) -> Iterator[list[Entry]]:
    """What is wrong or undecided, heaviest first."""
    places = name_places(review.dossier)
    for found in sort_findings(review.findings):
        yield [
            Entry(applicant),
            Entry(SEVERITIES[found.severity], SEVERITY_TONES[found.severity], centred=True),
            Entry(say_finding_outcome(found), centred=True),
            Entry(KINDS[find_kind(found, policy)], centred=True),
            Entry(say_subject(policy, found)),
            Entry(found.message),
            Entry(found.request),
            Entry(places.say_all(found.evidence)),
            Entry("\n".join(shorten(place.quote, LONGEST_QUOTE) for place in pick_places(found.evidence))),
            Entry(say_clauses(policy, found.clauses)),
        ]


MATERIALS = (
    Column("申报单位", 16),
    Column("序号", 6),
    Column("材料", 42),
    Column("是否要求", 9),
    Column("情况", 13),
    Column("标题", 32),
    Column("位置", 28),
    Column("说明", 30),
)


def write_materials(book: Book, named: Named, policy: Policy) -> None:
    rows = (row for applicant, review in named for row in list_materials(applicant, review, policy))
    book.write_list(book.add_sheet("材料清单", A3), MATERIALS, rows)


def list_materials(applicant: str, review: Review, policy: Policy) -> Iterator[list[Entry]]:
    if review.dossier is None:
        return
    places = name_places(review.dossier)
    for material in policy.materials:
        reading = review.dossier.materials.get(material.id, NOT_FOUND)
        tone = MATERIAL_TONES[reading.status] if material.required else "plain"
        yield [
            Entry(applicant),
            Entry(material.number, centred=True),
            Entry(material.title),
            Entry("必须有" if material.required else "不作要求", centred=True),
            Entry(say_material_status(reading.status, material.required), tone, centred=True),
            Entry("\n".join(reading.headings)),
            Entry(places.say_all(reading.evidence)),
            Entry(join_reasons(reading.reasons)),
        ]


QUESTIONS = (
    Column("获取部门", 18),
    Column("申报单位", 16),
    Column("指标序号", 9),
    Column("指标", 36),
    Column("现有数据", 12),
    Column("目标", 22),
    Column("还需要什么", 44),
    Column("取得的数据", 16),
)


def write_questions(book: Book, named: Named, policy: Policy) -> None:
    """What to ask of which department, department by department; the last column is theirs to fill."""
    rows = sorted(
        (row for applicant, review in named for row in list_questions(applicant, review)),
        key=lambda row: str(row[0].value),
    )
    book.write_list(book.add_sheet("待核数据", A3), QUESTIONS, rows, frozen=2)


def list_questions(applicant: str, review: Review) -> Iterator[list[Entry]]:
    if review.scorecard is None:
        return
    for department, results in group_by_department(review.scorecard.indicators):
        for result in results:
            yield [
                Entry(say_department(department), centred=True),
                Entry(applicant),
                Entry(result.number, centred=True),
                Entry(result.name),
                Entry("" if result.value is None else say_number(result.value) + result.unit, centred=True),
                Entry(result.target, centred=True),
                Entry(result.needs or result.reason),
                Entry(None),
            ]
