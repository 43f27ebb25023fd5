"""Points to a total: experts, formulas and the survey; whatever is open keeps the total open."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_dossiers import POLICY, accepted, make_dossier, review

from dossier import Activities, Activity, Dossier, Facts, MaterialReading, PolicyDocument
from policy.scheme import lay_over, load_scheme
from policy.scoring import Judging
from score.entries import Answer, AnswerSheet, ExpertScore, Scores, SurveyAnswers
from score.score import score_dossier
from score.total import EXAMPLE, Total, choose_scoring, score_total
from validate.submission import lay_out

SCHEME = load_scheme("example", POLICY)
CHOSEN = lay_over(POLICY, SCHEME)
JUDGED = [item for item in CHOSEN.scoring.items if item.by.kind == "person"]
WHO = "甲县"


def give(share: float, *experts: str) -> tuple[ExpertScore, ...]:
    """Each expert gives every item that share of its points."""
    return tuple(
        ExpertScore(applicant=WHO, item=item.id, expert=expert, points=item.points * share)
        for expert in experts
        for item in JUDGED
    )


def answer(value: float | str, respondents: int = 30) -> SurveyAnswers:
    made = [
        Answer(topic=topic.id, word=value) if isinstance(value, str) else Answer(topic=topic.id, number=value)
        for topic in CHOSEN.scoring.survey.topics
    ]
    sheets = tuple(
        AnswerSheet(applicant=WHO, number=str(number), enterprise=True, answers=tuple(made))
        for number in range(respondents)
    )
    return SurveyAnswers(policy=POLICY.id, sheets=sheets)


def total_of(
    dossier: Dossier,
    scores: Sequence[ExpertScore] = (),
    answers: SurveyAnswers | None = None,
    judging: Judging | None = None,
) -> Total:
    scoring = CHOSEN.scoring.model_copy(update={"judging": judging or CHOSEN.scoring.judging})
    policy = CHOSEN.model_copy(update={"scoring": scoring})
    gate = score_dossier(dossier, policy).gate
    entered = Scores(policy=POLICY.id, version=SCHEME.version, scheme=SCHEME, scores=tuple(scores))
    return score_total(lay_out(dossier, policy), gate, WHO, entered, answers)


def items_of(total: Total) -> dict[str, float | None]:
    return {item.item: item.points for part in total.parts for item in part.items}


SURE = Facts(
    policies=tuple(PolicyDocument(title=f"办法{number}", since=True) for number in range(3)),
    activities=Activities(financing=Activity(count=6)),
)


def full_dossier(facts: Facts = SURE) -> Dossier:
    made = make_dossier({"special_fund": accepted(500)})
    materials = {**made.materials, "growth_rates": MaterialReading(status="present")}
    return made.model_copy(update={"facts": facts, "materials": materials})


def test_without_a_table_of_points_nothing_is_scored() -> None:
    dossier = full_dossier()
    gate = score_dossier(dossier, POLICY).gate
    total = score_total(lay_out(dossier, POLICY), gate, WHO)
    assert (total.outcome, total.points, total.parts) == ("undetermined", None, ())
    assert total.trace.arithmetic == "未设分值，不计算"


def test_a_whole_total_worked_out_by_hand() -> None:
    """Judged items 75 of 75 at 0.8 are 60; policies 4, fund 7, growth 5, financing 5; the survey 80."""
    total = total_of(full_dossier(), give(0.8, "甲", "乙", "丙", "丁", "戊"), answer("满意"))
    assert items_of(total)["M2"] == 4
    assert items_of(total)["M4"] == 7
    assert [part.points for part in total.parts] == [81, 80]
    assert total.points == pytest.approx(0.8 * 81 + 0.2 * 80)
    assert total.trace.arithmetic == "0.8×81＋0.2×80＝80.8"
    assert EXAMPLE in total.notes


def test_the_trace_quotes_the_weights_and_every_expert_is_kept() -> None:
    total = total_of(full_dossier(), give(0.8, "甲", "乙", "丙", "丁", "戊"), answer("满意"))
    assert any("80%和20%" in clause.quote for clause in total.trace.clauses)
    first = total.parts[0].items[0]
    assert first.panel is not None
    assert [each.expert for each in first.panel.experts] == ["甲", "乙", "丙", "丁", "戊"]
    assert first.panel.spread == 0


def test_whole_experts_are_dropped_by_their_sums() -> None:
    """The expert with the highest sum goes with all points, also where another gave an item more."""
    scores = list(give(0.5, "乙", "丙", "丁")) + list(give(0.9, "甲")) + list(give(0.1, "戊"))
    first = JUDGED[0].id
    scores = [
        each.model_copy(update={"points": 15.0}) if (each.expert, each.item) == ("乙", first) else each
        for each in scores
    ]
    total = total_of(full_dossier(), scores, answer(80))
    panel = total.parts[0].items[0].panel
    assert panel is not None
    assert {each.expert: each.dropped for each in panel.experts} == {
        "甲": "总分最高",
        "乙": None,
        "丙": None,
        "丁": None,
        "戊": "总分最低",
    }
    assert items_of(total)[first] == 10


def test_item_by_item_the_highest_of_each_is_dropped() -> None:
    scores = list(give(0.5, "甲", "乙", "丙")) + list(give(1, "丁")) + list(give(0, "戊"))
    judging = Judging(drop_highest=1, drop_lowest=1, drop_by="item", fewest=3)
    assert items_of(total_of(full_dossier(), scores, answer(80), judging))["M1"] == 7.5


def test_an_expert_who_left_an_item_out_keeps_the_total_open() -> None:
    scores = [
        each for each in give(0.5, "甲", "乙", "丙", "丁", "戊") if (each.expert, each.item) != ("甲", "M1")
    ]
    total = total_of(full_dossier(), scores, answer(80))
    assert (total.outcome, total.points) == ("undetermined", None)
    assert "有专家没有打全" in total.trace.arithmetic


def test_too_few_experts_keep_the_total_open() -> None:
    total = total_of(full_dossier(), give(0.5, "甲", "乙", "丙", "丁"), answer(80))
    assert total.points is None
    assert "至少要有3位" in total.trace.arithmetic


def test_points_above_those_of_the_item_are_not_counted() -> None:
    total = total_of(full_dossier(), give(1.01, "甲", "乙", "丙", "丁", "戊"), answer(80))
    assert total.points is None
    assert "超过了满分15" in total.trace.arithmetic


def test_no_total_without_a_survey_and_nothing_is_rescaled() -> None:
    total = total_of(full_dossier(), give(1, "甲", "乙", "丙", "丁", "戊"))
    assert (total.outcome, total.points) == ("undetermined", None)
    assert [part.points for part in total.parts] == [96, None]
    assert "没有发展环境调查结果" in total.trace.arithmetic


@pytest.mark.parametrize(
    ("amount", "points"), [(0, 0), (99.99, 0), (100, 4), (499, 4), (500, 7), (999, 7), (1000, 10), (9000, 10)]
)
def test_both_sides_of_each_step(amount: float, points: float) -> None:
    dossier = full_dossier()
    fields = {**dossier.form.fields, "special_fund": accepted(amount)}
    dossier = dossier.model_copy(update={"form": dossier.form.model_copy(update={"fields": fields})})
    assert items_of(total_of(dossier))["M4"] == points


def test_a_doubtful_cell_gives_no_points() -> None:
    dossier = full_dossier()
    fields = {**dossier.form.fields, "special_fund": review(500, "字迹不清")}
    dossier = dossier.model_copy(update={"form": dossier.form.model_copy(update={"fields": fields})})
    assert items_of(total_of(dossier))["M4"] is None


@pytest.mark.parametrize(
    ("sure", "doubtful", "points"),
    [(3, 0, 4), (3, 1, 4), (4, 1, None), (0, 1, None), (5, 3, 5), (0, 0, None)],
)
def test_a_doubt_that_changes_nothing_holds_nothing_up(
    sure: int, doubtful: int, points: float | None
) -> None:
    """Three sure policies give 4 points, a fourth in doubt would give no more; a fifth would."""
    policies = [PolicyDocument(title=f"甲{n}", since=True) for n in range(sure)]
    policies += [PolicyDocument(title=f"乙{n}", since=True, doubts=("文号不全",)) for n in range(doubtful)]
    policies.append(PolicyDocument(title="早", since=False))
    facts = SURE.model_copy(update={"policies": tuple(policies)})
    assert items_of(total_of(full_dossier(facts)))["M2"] == points


@pytest.mark.parametrize(("status", "points"), [("present", 5), ("hollow", 1), ("missing", 0)])
def test_a_material_gives_its_points(status: str, points: float) -> None:
    dossier = full_dossier()
    reading = MaterialReading.model_validate({"status": status})
    dossier = dossier.model_copy(update={"materials": {**dossier.materials, "growth_rates": reading}})
    assert items_of(total_of(dossier))["M8"] == points


def test_the_gate_only_advises_at_entry_and_that_is_noted() -> None:
    total = total_of(full_dossier(), give(0.8, "甲", "乙", "丙", "丁", "戊"), answer("满意"))
    assert any("只供参考" in note for note in total.notes)


def test_a_table_that_changed_since_the_points_were_given_is_told() -> None:
    dossier = full_dossier()
    gate = score_dossier(dossier, CHOSEN).gate
    old = Scores(policy=POLICY.id, version="去年的表", scores=give(0.5, "甲"))
    total = score_total(lay_out(dossier, CHOSEN), gate, WHO, old, None)
    assert any("去年的表" in note for note in total.notes)


def test_the_scheme_that_the_experts_scored_by_is_used_again() -> None:
    kept = Scores.model_validate_json(
        Scores(policy=POLICY.id, version=SCHEME.version, scheme=SCHEME).model_dump_json()
    )
    assert choose_scoring(POLICY, kept) == CHOSEN
    assert choose_scoring(POLICY, None) == POLICY


def test_a_changed_weight_changes_the_total() -> None:
    parts = tuple(part.model_copy(update={"weight": 0.5}) for part in CHOSEN.scoring.parts)
    policy = CHOSEN.model_copy(update={"scoring": CHOSEN.scoring.model_copy(update={"parts": parts})})
    dossier = full_dossier()
    scores = Scores(policy=POLICY.id, version=SCHEME.version, scores=give(0.8, "甲", "乙", "丙", "丁", "戊"))
    gate = score_dossier(dossier, policy).gate
    assert score_total(lay_out(dossier, policy), gate, WHO, scores, answer(60)).points == 70.5


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.floats(0, 1), min_size=5, max_size=7),
    st.lists(st.integers(0, 100), min_size=1, max_size=5),
)
def test_a_total_lies_within_its_bounds_and_order_does_not_matter(
    shares: list[float], marks: list[int]
) -> None:
    scores = [each for n, share in enumerate(shares) for each in give(round(share, 2), f"专家{n}")]
    sheets = [
        sheet.model_copy(update={"number": f"{n}"})
        for n, mark in enumerate(marks)
        for sheet in answer(mark, 1).sheets
    ]
    answers = SurveyAnswers(policy=POLICY.id, sheets=tuple(sheets))
    total = total_of(full_dossier(), scores, answers)
    assert total.points is not None
    assert 0 <= total.points <= 100
    turned = SurveyAnswers(policy=POLICY.id, sheets=tuple(reversed(sheets)))
    assert total_of(full_dossier(), list(reversed(scores)), turned).points == total.points


@pytest.mark.parametrize(("about", "points"), [(("两处金额不同",), 5), ((), None)])
def test_a_doubt_about_the_sum_leaves_the_count_of_activities(
    about: tuple[str, ...], points: float | None
) -> None:
    """A doubt about how many there were leaves the item open."""
    financing = Activity(count=6, doubts=("两处金额不同",), amount_doubts=about)
    dossier = full_dossier()
    facts = dossier.facts.model_copy(update={"activities": Activities(financing=financing)})
    assert items_of(total_of(dossier.model_copy(update={"facts": facts})))["M9"] == points
