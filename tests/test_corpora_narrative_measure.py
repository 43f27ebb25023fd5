"""The measure of narratives: it counts what is right, and can say that something is wrong."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpora.blocks import Paragraph
from corpora.narrative.cases import NarrativeCase, make_narratives
from corpora.narrative.composing import Chapter
from corpora.narrative.judging import Shown, judge_materials
from corpora.narrative.measuring import Found, Tally, compare_facts, compare_findings, sum_tallies
from corpora.narrative.outlining import Outline, number_chapters
from corpora.narrative.planning import Plan
from corpora.narrative.planting import Planted
from corpora.narrative.teller import Fact
from corpora.story import SECTIONS
from policy import Policy, load_policy
from validate.finding import Finding


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy()


@pytest.fixture(scope="module")
def case(policy: Policy, tmp_path_factory: pytest.TempPathFactory) -> NarrativeCase:
    made = make_narratives(3, "word", 1, tmp_path_factory.mktemp("one"), policy)[0]
    return replace(made, told=frozenset(), allowed=frozenset(), planted=())


def compare(case: NarrativeCase, told: set[Fact], found: list[Found]) -> dict[str, Tally]:
    return dict(compare_facts(replace(case, told=frozenset(told)), found, []))


def test_right_absent_and_wrong_are_told_apart(case: NarrativeCase) -> None:
    told = {Fact("fund", (2020, 500.0)), Fact("fund", (2019, 300.0))}
    found = [Found("fund", (2020, 500.0), False), Found("fund", (2020, 80000.0), False)]
    assert compare(case, told, found) == {"fund": Tally(right=1, absent=1, wrong=1, silent=1)}


def test_what_is_wrong_but_doubtful_is_not_silent(case: NarrativeCase) -> None:
    assert compare(case, set(), [Found("leader", ("张三",), True)])["leader"] == Tally(wrong=1)


def test_what_is_allowed_is_neither_right_nor_wrong(case: NarrativeCase) -> None:
    allowing = replace(case, allowed=frozenset({Fact("policy", ("办法",))}))
    found = [Found("policy", ("办法",), False)]
    assert dict(compare_facts(allowing, found, [])) == {"policy": Tally()}


def test_numbers_of_papers_are_the_same_in_any_brackets(case: NarrativeCase) -> None:
    told = {Fact("policy number", ("办法", "云政发〔2020〕5号"))}
    found = [Found("policy number", ("办法", "云政发[2020]5号"), False)]
    assert compare(case, told, found)["policy number"] == Tally(right=1)


def test_headlines_may_be_read_longer_but_not_otherwise(case: NarrativeCase) -> None:
    told = {Fact("headline", ("突出科技赋能",))}
    longer, other = (
        Found("headline", ("突出科技赋能,增强创新能力",), False),
        Found("headline", ("抓培训",), False),
    )
    assert compare(case, told, [longer])["headline"] == Tally(right=1)
    assert compare(case, told, [other])["headline"] == Tally(absent=1, wrong=1, silent=1)


def test_a_finding_about_a_planted_defect_is_no_false_alarm(case: NarrativeCase, policy: Policy) -> None:
    rule = next(check.id for check in policy.checks if check.kind == "fund")
    finding = Finding(
        rule=rule, outcome="fail", severity="warning", message="表上填的是650万元，正文写的是700万元。"
    )
    planted = replace(case, planted=(Planted("fund", (("700",),)),))
    found = sum_tallies([{kind: one} for kind, one in compare_findings(planted, [finding], policy, [])])
    assert found == {"planted: fund": Tally(right=1)}
    alarms = dict(compare_findings(case, [finding], policy, []))
    assert alarms == {"alarm: fund": Tally(wrong=1, silent=1)}


CHAPTERS = [
    Chapter(
        ("measures",),
        "主要做法",
        [Paragraph("抓培育", "heading", 2), Paragraph("正文。"), Paragraph("抓创新", "heading", 2)],
    ),
    Chapter(("policies",), "附件1", [], attached=True),
]


def texts_of(outline: Outline) -> list[str | None]:
    numbered = number_chapters(CHAPTERS, outline)
    texts = [block.text for block in numbered[0].blocks if isinstance(block, Paragraph)]
    return [numbered[0].heading, *texts, numbered[1].heading]


def test_headings_are_numbered_generated_run_in_or_left_out() -> None:
    numbering = ("{numeral}、", "（{numeral}）", "{number}.")
    assert texts_of(Outline("typed", numbering)) == [
        "一、主要做法",
        "（一）抓培育",
        "正文。",
        "（二）抓创新",
        "附件1",
    ]
    assert texts_of(Outline("generated", numbering))[0] == "主要做法"
    assert texts_of(Outline("typed", numbering, run_in=True))[1:3] == [
        "（一）抓培育。正文。",
        "（二）抓创新。",
    ]
    assert texts_of(Outline("none", numbering)) == [None, "抓培育。正文。", "抓创新。", None]


def test_every_look_and_medium_can_be_written(policy: Policy, tmp_path: Path) -> None:
    made = make_narratives(4, "word", 8, tmp_path, policy)
    assert len({one.outline.look for one in made}) >= 4
    assert all(one.path.exists() for one in made)


def test_a_material_whose_facts_stand_elsewhere_is_not_judged() -> None:
    plan = Plan({**dict.fromkeys(SECTIONS, "present"), "policies": "heading only", "measures": "missing"})
    told, shown = {Fact("policy", ("办法",))}, Shown(form=False, headings=True)
    assert judge_materials(plan, [], set(), shown)["policies"] == "hollow"
    assert judge_materials(plan, [], set(), Shown(form=False, headings=False))["policies"] == "missing"
    assert "policies" not in judge_materials(plan, [], told, shown)
    assert judge_materials(plan, [], told, shown)["measures"] == "missing"


def test_an_optional_material_that_other_sections_touch_is_not_judged() -> None:
    plan, shown = Plan(dict.fromkeys(SECTIONS, "present")), Shown(form=True, headings=True)
    touching = Chapter(("measures",), "主要做法", [Paragraph("推动企业挂牌上市。")])
    assert judge_materials(plan, [], set(), shown)["listed_enterprises"] == "missing"
    assert "listed_enterprises" not in judge_materials(plan, [touching], set(), shown)
