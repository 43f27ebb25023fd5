"""What the narrative says twice, in different numbers or of different people."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from dossier import Evidence, Facts
from policy.form import FieldKind
from policy.text_checks import RepeatCheck
from validate.rounding import is_same_figure
from validate.submission import Submission
from validate.verdict import UNSURE_TEXT, Verdict
from validate.wording import exact, say_number

FUND_KINDS = {"budgeted": "安排", "spent": "支出"}
GROWTH = {"number": "数量", "revenue": "营业收入", "tax": "税金", "staff": "人员"}
BASES = {"gross": "新增", "net": "净增"}

REQUEST = "请核对申报资料正文中的这几处，改为一致，或注明口径的不同。"


@dataclass(frozen=True, slots=True)
class Statement:
    """One place's word on a quantity. Statements of one `key` are of one thing, called `name`."""

    key: Hashable
    name: str
    subject: str | None
    value: Decimal
    unit: str
    kind: FieldKind
    evidence: tuple[Evidence, ...]
    sure: bool = True

    @property
    def quotes(self) -> tuple[str, ...]:
        return tuple(place.quote for place in self.evidence)


def judge_repeat(check: RepeatCheck, submission: Submission) -> Iterator[Verdict]:
    """One verdict for each quantity that stands there more than once. A figure that the form has too is
    the matter of the check against the form."""
    said: dict[Hashable, list[Statement]] = defaultdict(list)
    for statement in list_statements(submission):
        said[statement.key].append(statement)
    for statements in said.values():
        if len(statements) > 1:
            yield judge(check, statements)
    yield from judge_leaders(check, submission)


def list_statements(submission: Submission) -> Iterator[Statement]:
    facts = submission.dossier.facts
    yield from list_mentions(submission)
    yield from list_funds(facts)
    for rate in facts.growth:
        year = f"{rate.year}年" if rate.year else ""
        name = f"{year}企业{GROWTH[rate.kind]}{BASES.get(rate.basis or '', '')}的增长率"
        key = ("growth", rate.kind, rate.year, rate.basis)
        yield Statement(key, name, None, exact(rate.value), "%", "pct", rate.evidence, not rate.doubts)


def list_mentions(submission: Submission) -> Iterator[Statement]:
    for mention in submission.dossier.facts.mentions:
        spec = submission.specs.get(mention.field)
        if spec is not None and submission.figure(spec.id) is None:
            value = exact(mention.value)
            yield Statement(spec.id, f"“{spec.label}”", spec.id, value, "", spec.kind, mention.evidence)


def list_funds(facts: Facts) -> Iterator[Statement]:
    """Of one year and one kind; where the kind is not told, nothing is compared. What is doubtful was
    compared when it was read."""
    for fund in facts.special_fund:
        if fund.year is not None and fund.kind is not None and not fund.annual and not fund.doubts:
            name = f"{fund.year}年专项资金的{FUND_KINDS[fund.kind]}数"
            key = ("fund", fund.year, fund.kind)
            yield Statement(key, name, "special_fund", exact(fund.amount), "万元", "money", fund.evidence)


def judge(check: RepeatCheck, statements: list[Statement]) -> Verdict:
    first = statements[0]
    different = find_different(statements)
    values = dict.fromkeys(say_number(each.value) + each.unit for each in (first, *different))
    return Verdict(
        check,
        first.subject,
        broken=bool(different),
        sure=all(each.sure for each in (first, *different)),
        words={"name": first.name, "values": "、".join(values)},
        request=REQUEST,
        evidence=tuple(place for each in (first, *different) for place in each.evidence),
        unsure=UNSURE_TEXT,
    )


def find_different(statements: list[Statement]) -> list[Statement]:
    """Those that neither say nor round what the first one says, and stand elsewhere: at one place two
    numbers are told apart by the words around them."""
    first = statements[0]
    return [
        each
        for each in statements[1:]
        if not is_alike(first, each) and not share_place(first.evidence, each.evidence)
    ]


def is_alike(one: Statement, other: Statement) -> bool:
    return is_same_figure(one.value, other.value, other.quotes, one.kind) or is_same_figure(
        other.value, one.value, one.quotes, one.kind
    )


def share_place(one: Iterable[Evidence], other: Iterable[Evidence]) -> bool:
    spots = {(place.source, place.page, place.paragraph, place.box, place.cell) for place in one}
    return any((p.source, p.page, p.paragraph, p.box, p.cell) in spots for p in other)


def judge_leaders(check: RepeatCheck, submission: Submission) -> Iterator[Verdict]:
    """One office held by two people: it may have changed hands, which a person can say."""
    leadership = submission.dossier.facts.leadership
    leaders = [leader for group in leadership.groups for leader in group.leaders]
    if leadership.leader is not None:
        leaders.insert(0, leadership.leader)
    holders: dict[str, dict[str, tuple[Evidence, ...]]] = defaultdict(dict)
    for leader in leaders:
        if leader.title and leader.name:
            holders[leader.title].setdefault("".join(leader.name.split()), leader.evidence)
    for title, names in holders.items():
        if len(names) > 1:
            yield Verdict(
                check,
                "leadership",
                broken=True,
                sure=False,
                words={"name": f"“{title}”的姓名", "values": "、".join(names)},
                evidence=tuple(place for evidence in names.values() for place in evidence),
                unsure="（可能是职务调整，须对照原文核实。）",
            )
