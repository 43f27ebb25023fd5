"""What passages of narratives say, in the words of counties: tests/narratives/*.yaml."""

import pytest
from made_up_narratives import Passage, load_passages, tell
from rapidfuzz import fuzz

from dossier.dossier import Facts
from policy import Policy

PASSAGES = [
    pytest.param(passage, id=f"{name}-{at}")
    for name in ("fund", "leadership", "policies", "activities", "growth", "measures")
    for at, passage in enumerate(load_passages(name))
]


def told_fund(facts: Facts, *, doubtful: bool) -> list[str]:
    return [
        f"{'annual' if one.annual else one.year or 'undated'} {one.kind or '-'} {one.amount:g}"
        for one in facts.special_fund
        if bool(one.doubts) == doubtful
    ]


def is_same_amount(wanted: str, told: str) -> bool:
    """A wanted kind of "-" is any."""
    year, kind, amount = wanted.split()
    other_year, other_kind, other_amount = told.split()
    return (year, amount) == (other_year, other_amount) and kind in ("-", other_kind)


def told_leaders(facts: Facts) -> list[str]:
    leaders = [leader for group in facts.leadership.groups for leader in group.leaders]
    shown = {True: "yes", False: "no", None: "-"}
    return [f"{one.name or '-'} | {one.title or '-'} | {shown[one.principal]}" for one in leaders]


def told_groups(facts: Facts) -> list[str]:
    return [
        " | ".join(
            part or "-"
            for part in (
                group.name,
                group.kind,
                group.founded,
                group.office,
                group.document.number if group.document else None,
            )
        )
        for group in facts.leadership.groups
    ]


def told_policies(facts: Facts) -> list[str]:
    return [
        " | ".join(
            (
                one.title,
                one.number or (f"!{one.raw_number}" if one.raw_number else "-"),
                one.issuer or "-",
                str(one.year or "-"),
            )
        )
        for one in facts.policies
    ]


def told_growth(facts: Facts) -> list[str]:
    return [
        " ".join(filter(None, (one.kind, f"{one.value:g}", str(one.year or "undated"), one.basis)))
        for one in facts.growth
    ]


def told_activities(facts: Facts) -> dict[str, list[float]]:
    """Those without a doubt about their number."""
    kinds = {kind: getattr(facts.activities, kind) for kind in type(facts.activities).model_fields}
    return {
        kind: [one.count, one.amount] if one.amount is not None else [one.count]
        for kind, one in kinds.items()
        if one
        and (one.count is not None or one.amount is not None)
        and (one.count is None or set(one.doubts) <= set(one.amount_doubts))
    }


@pytest.mark.parametrize("passage", PASSAGES)
def test_a_passage_is_understood(passage: Passage, policy: Policy) -> None:
    """Everything that it says is read, and nothing else."""
    facts = tell(policy, passage["text"], passage.get("section"))
    for wanted, told in (
        (passage.get("fund", []), told_fund(facts, doubtful=False)),
        (passage.get("doubtful_fund", []), told_fund(facts, doubtful=True)),
    ):
        assert len(wanted) == len(told), told
        assert all(any(is_same_amount(one, other) for other in told) for one in wanted), told
    assert sorted(told_policies(facts)) == sorted(passage.get("policies", []))
    assert sorted(set(told_leaders(facts))) == sorted(passage.get("leaders", []))
    assert sorted(told_growth(facts)) == sorted(passage.get("growth", []))
    wanted_activities = passage.get("activities", {})
    activities = told_activities(facts)
    assert {kind: activities.get(kind) for kind in activities | wanted_activities} == wanted_activities
    assert bool(facts.fund_absent) == passage.get("absent", False)
    for name, count in (
        ("enterprises", facts.fund_enterprises),
        ("staff", facts.leadership.staff),
        ("meetings", facts.leadership.meetings),
    ):
        assert (count.count if count else None) == passage.get(name), name


@pytest.mark.parametrize("passage", [one for one in PASSAGES if "groups" in one.values[0]])  # type: ignore[operator]
def test_groups(passage: Passage, policy: Policy) -> None:
    assert told_groups(tell(policy, passage["text"], passage.get("section"))) == passage["groups"]


@pytest.mark.parametrize("passage", load_passages("fund"))
def test_uses_of_the_fund(passage: Passage, policy: Policy) -> None:
    facts = tell(policy, passage["text"], passage.get("section"))
    uses = [(one.purpose, one.amount) for one in facts.fund_uses]
    wanted = [one.rsplit(" ", 1) for one in passage.get("uses", [])]
    assert len(uses) == len(wanted), uses
    for (purpose, amount), (told, read) in zip(wanted, uses, strict=True):
        assert float(amount) == read
        assert fuzz.partial_ratio(purpose, told) >= 80, (purpose, told)


@pytest.mark.parametrize("passage", load_passages("measures"))
def test_headlines(passage: Passage, policy: Policy) -> None:
    measures = tell(policy, passage["text"]).measures
    assert [one.text for one in measures.headlines] == passage["measures"]
    assert [one.text for one in measures.problems] == passage.get("problems", [])
    assert [one.text for one in measures.suggestions] == passage.get("suggestions", [])


def test_every_fact_has_its_place(policy: Policy) -> None:
    """The words quoted are words of the text."""
    for passage in load_passages("fund") + load_passages("leadership") + load_passages("policies"):
        facts = tell(policy, passage["text"], passage.get("section"))
        places = [
            *(one.evidence for one in facts.special_fund),
            *(one.evidence for one in facts.fund_uses),
            *(one.evidence for one in facts.policies),
            *(one.evidence for one in facts.leadership.groups),
        ]
        text = passage["text"] + passage.get("section", "")
        assert all(places)
        for place in (place for several in places for place in several):
            assert all(part in text for part in place.quote.split("  ")), place.quote


def test_what_stands_under_a_plan_is_no_fact(policy: Policy) -> None:
    text = "# 下一步工作打算\n2020年安排中小企业发展专项资金500万元，县长张示例任组长，举办融资对接会9次。"
    assert tell(policy, text) == Facts()


def test_an_attached_document_tells_nothing(policy: Policy) -> None:
    text = "# 示例县支持中小企业发展的若干措施\n第三条 县财政每年安排专项资金500万元，对升规企业奖励12万元。"
    assert not tell(policy, text).special_fund


def test_the_same_year_in_two_numbers_is_doubted(policy: Policy) -> None:
    text = (
        "2020年安排中小企业发展专项资金500万元。\n县里重视企业发展，2020年安排中小企业发展专项资金560万元。"
    )
    years = tell(policy, text).special_fund
    assert [one.amount for one in years] == [500, 560]
    assert all("500、560" in "".join(one.doubts) for one in years)


def test_two_heads_of_one_group_are_doubted(policy: Policy) -> None:
    """Two sentences name different people, and nothing says who came after whom."""
    text = (
        "# 领导机构\n成立中小企业发展工作领导小组，县长王启明任组长。\n领导小组组长由县委书记石磊同志担任。"
    )
    (group,) = tell(policy, text).leadership.groups
    assert [leader.name for leader in group.leaders] == ["王启明", "石磊"]
    assert all("王启明" in doubt and "石磊" in doubt for one in group.leaders for doubt in one.doubts)
    assert all(leader.doubts for leader in group.leaders)


@pytest.mark.parametrize(
    ("more", "doubtful"),
    [
        ("", False),
        ("原组长李例因工作变动不再兼任。", False),
        ("2020年12月，组长职务由新任县长李例接替。", True),
        ("县长李例同志多次主持召开会议。", True),
        ("根据人事变动，县长王启明任组长。", False),
        ("2021年3月，县长一职由李国强同志接任。", True),
        ("组长由县长王启明（2018年1月—2020年6月）、郑国（2020年7月至今）担任。", True),
    ],
)
def test_a_head_is_sure_where_no_change_is_told(more: str, doubtful: bool, policy: Policy) -> None:
    """Somebody else in the same office, or a change that is not fully told, makes the head doubtful."""
    text = f"# 领导机构\n成立中小企业发展工作领导小组，县长王启明任组长。\n{more}"
    (group,) = tell(policy, text).leadership.groups
    assert any(leader.doubts for leader in group.leaders) == doubtful


def test_a_name_with_an_unknown_surname_is_doubted(policy: Policy) -> None:
    facts = tell(policy, "# 领导机构\n领导小组组长由县长昝建国、县委书记魕海生担任。")
    leaders = [leader for group in facts.leadership.groups for leader in group.leaders]
    assert [(one.name, bool(one.doubts)) for one in leaders] == [("昝建国", False), ("魕海生", True)]


def test_what_is_not_filled_in_is_no_fact(policy: Policy) -> None:
    text = "# 一、主要措施\n（一）××××\n成立了由×××任组长的领导小组。20XX年安排专项资金XX万元。"
    facts = tell(policy, text)
    assert not facts.leadership.groups
    assert not facts.special_fund
    assert not facts.measures.headlines
