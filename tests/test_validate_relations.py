"""Every kind of cross check: holding, broken, and what cannot be decided."""

import pytest
from made_up_dossiers import POLICY, accepted, blank, evidence, make_dossier, named, review

from dossier import Dossier, Facts, FundYear, Mention, PolicyDocument
from policy import Policy
from policy.rules import (
    Check,
    CompareCheck,
    FundCheck,
    HintCheck,
    MentionCheck,
    NamesCheck,
    PolicyDateCheck,
    RangeCheck,
    RatioCheck,
    YearCheck,
)
from validate.check import check_dossier, judge_dossier
from validate.finding import Finding

COMPARE = CompareCheck(
    kind="compare",
    id="T1",
    left="above_scale_enterprises",
    op=">=",
    right=("industrial_above_scale",),
    severity="error",
    message="{left_label}{left}应不少于{right_label}{right}。",
)
SUM = CompareCheck(
    kind="compare",
    id="T2",
    left="sme_count",
    op="<=",
    right=("industrial_below_scale", "industrial_above_scale"),
    severity="warning",
    message="{left}；{right_label}；{right}",
)
NAMES = NamesCheck(
    kind="names",
    id="T3",
    fields=("startup_bases",),
    severity="error",
    message="{label}{count}，列{listed}，重{repeated}",
)
RANGE = RangeCheck(
    kind="range",
    id="T4",
    fields=("sme_gdp_share",),
    range=(0, 100),
    severity="error",
    message="{label}{value}：{low}—{high}",
)
RATIO = RatioCheck(
    kind="ratio",
    id="T5",
    numerator="sme_revenue",
    denominator="sme_count",
    range=(5, 100),
    severity="warning",
    message="{numerator_label}/{denominator_label}={ratio}，{low}—{high}",
)
HINT = HintCheck(kind="hint", id="T6", severity="warning", message="{label}{value}：{low}—{high}")
FUND = FundCheck(
    kind="fund", id="T7", field="special_fund", severity="warning", message="{label}：表{form}文{narrative}"
)
MENTION = MentionCheck(kind="mention", id="T8", severity="warning", message="{label}：表{form}文{narrative}")
YEAR = YearCheck(kind="year", id="T9", severity="error", message="{stated}不是{expected}")
DATED = PolicyDateCheck(
    kind="policy_date", id="T10", since=2019, severity="warning", message="《{title}》{year}<{since}"
)


OF_THE_TEXT = frozenset(
    {
        "activity_year",
        "fund_absent",
        "fund_uses",
        "groups",
        "listed_names",
        "other_place",
        "repeat",
        "shared",
        "staff",
        "stale_year",
        "tally",
        "wrong_date",
    }
)
"""Kinds of check that have tests of their own."""


def with_check(check: Check) -> Policy:
    return POLICY.model_copy(update={"checks": (check,)})


def breaches(check: Check, dossier: Dossier) -> list[Finding]:
    findings = check_dossier(dossier, with_check(check))
    return [finding for finding in findings if finding.rule == check.id]


def said(check: Check, dossier: Dossier) -> list[tuple[str, str, str]]:
    return [(each.outcome, each.severity, each.message) for each in breaches(check, dossier)]


def outcomes(check: Check, dossier: Dossier) -> list[str]:
    return [verdict.outcome for verdict in judge_dossier(dossier, with_check(check))]


def test_compare_holds_at_its_edge() -> None:
    edge = make_dossier({"above_scale_enterprises": accepted(58)})
    assert outcomes(COMPARE, edge) == ["pass"]
    assert breaches(COMPARE, edge) == []


def test_compare_broken_by_one() -> None:
    (finding,) = breaches(COMPARE, make_dossier({"above_scale_enterprises": accepted(57)}))
    assert (finding.outcome, finding.severity) == ("fail", "error")
    assert finding.subject == "above_scale_enterprises"
    assert finding.message == "规上企业数量57应不少于规上工业企业数量58。"
    assert finding.request == (
        "请核对申报表“规上企业数量”、“规上工业企业数量”两栏，有误的请更正，无误的请说明。"
    )
    assert [place.quote for place in finding.evidence] == ["57", "58"]


@pytest.mark.parametrize(
    ("op", "value", "outcome"),
    [
        ("<", 57.9, "pass"),
        ("<", 58, "fail"),
        ("<=", 58, "pass"),
        ("<=", 58.1, "fail"),
        ("==", 58, "pass"),
        ("==", 57, "fail"),
    ],
)
def test_compare_by_operator(op: str, value: float, outcome: str) -> None:
    check = CompareCheck.model_validate({**COMPARE.model_dump(), "op": op})
    assert outcomes(check, make_dossier({"above_scale_enterprises": accepted(value)})) == [outcome]


def test_compare_with_a_sum_is_exact() -> None:
    parts = {"industrial_below_scale": accepted(0.1), "industrial_above_scale": accepted(0.2)}
    assert outcomes(SUM, make_dossier({**parts, "sme_count": accepted(0.3)})) == ["pass"]
    (finding,) = breaches(SUM, make_dossier({**parts, "sme_count": accepted(0.4)}))
    assert finding.message == "0.4；规下工业企业数量、规上工业企业数量之和；0.3"


def test_an_unsure_figure_is_for_review_only_where_it_breaks_the_rule() -> None:
    broken = make_dossier({"above_scale_enterprises": review(57)})
    (finding,) = breaches(COMPARE, broken)
    assert (finding.outcome, finding.severity, finding.request) == ("review", "warning", None)
    assert finding.message.endswith("（表上的数据尚待核实，请先对照原件。）")
    holding = make_dossier({"above_scale_enterprises": review(60)})
    assert breaches(COMPARE, holding) == []
    assert outcomes(COMPARE, holding) == ["review"]


@pytest.mark.parametrize("check", [COMPARE, SUM, NAMES, RANGE, RATIO, FUND])
def test_nothing_is_said_of_what_is_not_known(check: Check) -> None:
    fields = ("above_scale_enterprises", "sme_count", "startup_bases", "sme_gdp_share", "special_fund")
    dossier = make_dossier({field: blank() for field in fields})
    assert outcomes(check, dossier) == ["not_applicable"]
    assert breaches(check, dossier) == []


@pytest.mark.parametrize(
    ("count", "names", "message"),
    [
        (2, ("甲基地", "乙基地"), None),
        (0, (), None),
        (3, ("甲基地", "乙基地"), "省级小微企业双创基地数量及名称3，列2，重"),
        (1, (), "省级小微企业双创基地数量及名称1，列0，重"),
        (
            2,
            ("甲（一）基地", "甲(一) 基地"),
            "省级小微企业双创基地数量及名称2，列2，重，其中重复的有：甲（一）基地",
        ),
    ],
)
def test_names(count: int, names: tuple[str, ...], message: str | None) -> None:
    findings = breaches(NAMES, make_dossier({"startup_bases": accepted(named(count, *names))}))
    assert [finding.message for finding in findings] == ([] if message is None else [message])


def test_names_under_review_are_told_by_the_finding_on_the_cell() -> None:
    assert said(NAMES, make_dossier({"startup_bases": review(named(3, "甲"))})) == []


@pytest.mark.parametrize(("value", "outcome"), [(0, "pass"), (100, "pass"), (100.1, "fail"), (-0.1, "fail")])
def test_range(value: float, outcome: str) -> None:
    assert outcomes(RANGE, make_dossier({"sme_gdp_share": accepted(value)})) == [outcome]


def test_range_says_its_bounds() -> None:
    assert said(RANGE, make_dossier({"sme_gdp_share": accepted(520.0)})) == [
        ("fail", "error", "中小企业占GDP比重（%）520：0—100")
    ]


@pytest.mark.parametrize(
    ("revenue", "count", "outcome"),
    [
        (500, 100, "pass"),
        (499.9, 100, "fail"),
        (10000, 100, "pass"),
        (10000.1, 100, "fail"),
        (10, 0, "not_applicable"),
        (0, 0, "not_applicable"),
    ],
)
def test_ratio(revenue: float, count: int, outcome: str) -> None:
    dossier = make_dossier({"sme_revenue": accepted(revenue), "sme_count": accepted(count)})
    assert outcomes(RATIO, dossier) == [outcome]


def test_an_amount_without_unit_is_no_figure() -> None:
    bare = make_dossier({"sme_revenue": review(62, "没有写金额单位")})
    assert outcomes(RATIO, bare) == ["not_applicable"]
    doubtful = make_dossier({"sme_revenue": review(62, "字迹不清", unit="万元")})
    assert outcomes(RATIO, doubtful) == ["review"]


def test_ratio_says_itself() -> None:
    dossier = make_dossier({"sme_revenue": accepted(62), "sme_count": accepted(3100)})
    assert said(RATIO, dossier)[0][2] == "营业收入/中小企业数量=0.02，5—100"


def test_hint_asks_every_field_that_has_one() -> None:
    banded = [spec for spec in POLICY.form.fields if spec.hint is not None]
    assert outcomes(HINT, make_dossier()) == ["pass"] * len(banded)
    low, high = POLICY.field("market_entities").hint or (0, 0)
    assert breaches(HINT, make_dossier({"market_entities": accepted(high)})) == []
    (finding,) = breaches(HINT, make_dossier({"market_entities": accepted(high + 1)}))
    assert finding.subject == "market_entities"
    assert finding.message == f"市场主体数量（家）{high + 1:.0f}：{low:.0f}—{high:.0f}"


def fund(amount: float, year: int | None, quote: str = "") -> FundYear:
    return FundYear(year=year, amount=amount, evidence=(evidence(quote or f"{amount}"),))


def with_funds(*funds: FundYear) -> Dossier:
    return make_dossier(facts=Facts(special_fund=funds))


@pytest.mark.parametrize(
    ("funds", "outcome"),
    [
        ((fund(500, 2020),), "pass"),
        ((fund(499.99, 2020),), "fail"),
        ((fund(300, 2019), fund(500, 2020)), "pass"),
        ((fund(500, 2019),), "not_applicable"),
        ((fund(500, None),), "review"),
        ((fund(800, 2020), fund(500, 2020)), "pass"),
        ((fund(800, 2020), fund(500, None)), "fail"),
        ((fund(500, 2020, "2020年安排约500万元"),), "pass"),
        ((fund(510, 2020, "2020年安排约510万元"),), "pass"),
        ((fund(600, 2020, "2020年安排约600万元"),), "fail"),
        ((), "not_applicable"),
    ],
)
def test_fund(funds: tuple[FundYear, ...], outcome: str) -> None:
    assert outcomes(FUND, with_funds(*funds)) == [outcome]


def test_doubtful_amounts_weigh_less() -> None:
    doubtful = fund(800, 2020).model_copy(update={"doubts": ("有两个数",)})
    other = doubtful.model_copy(update={"amount": 900.0})
    assert outcomes(FUND, with_funds(fund(500, 2020), doubtful)) == ["pass"]
    assert [finding.outcome for finding in breaches(FUND, with_funds(doubtful))] == ["review"]
    assert outcomes(FUND, with_funds(doubtful, other)) == ["not_applicable"]


def test_a_fund_without_a_year_is_a_finding_only_where_it_differs() -> None:
    assert breaches(FUND, with_funds(fund(500, None, "每年安排500万元"))) == []
    (finding,) = breaches(FUND, with_funds(fund(600, None, "每年安排600万元")))
    assert (finding.outcome, finding.request) == ("review", None)


def test_a_short_figure_of_money_set_aside_is_meant_exactly() -> None:
    changes = {"special_fund": accepted(17600)}
    funds = Facts(special_fund=(fund(18000, 2020, "安排1.8亿元"),))
    assert outcomes(FUND, make_dossier(changes, facts=funds)) == ["fail"]


def test_fund_says_both_and_asks() -> None:
    (finding,) = breaches(FUND, with_funds(fund(480, 2020), fund(120, 2020)))
    assert finding.message == "中小企业发展专项资金数量（万元）：表500文480、120"
    assert finding.request == "请核对申报表“中小企业发展专项资金数量（万元）”一栏与申报资料正文，改为一致。"
    assert [place.quote for place in finding.evidence] == ["500", "480", "120"]


def mentioned(field: str, value: float, quote: str) -> Dossier:
    return make_dossier(
        facts=Facts(mentions=(Mention(field=field, value=value, evidence=(evidence(quote),)),))
    )


@pytest.mark.parametrize(
    ("field", "value", "quote", "outcome"),
    [
        ("market_entities", 25345, "市场主体25345户", "pass"),
        ("market_entities", 25354, "市场主体25354户", "fail"),
        ("market_entities", 25300, "市场主体2.53万户", "pass"),
        ("market_entities", 25400, "市场主体2.54万户", "fail"),
        ("market_entities", 25000, "市场主体2.5万余户", "pass"),
        ("market_entities", 25000, "市场主体25000户", "fail"),
        ("sme_employees", 31000, "从业人员3.1万人", "pass"),
        ("sme_employees", 32000, "从业人员近32000人", "pass"),
        ("sme_employees", 32000, "最近32000人", "fail"),
        ("sme_employees", 30000, "从业人员近30000人", "fail"),
        ("sme_employees", 30000, "从业人员30000人左右", "pass"),
        ("sme_employees", 30000, "从业人员30000人", "fail"),
        ("sme_revenue", 281000, "营业收入28.1亿元", "pass"),
        ("sme_revenue", 280000, "营业收入28亿元", "fail"),
        ("sme_revenue", 280000, "营业收入约28亿元", "pass"),
        ("sme_revenue", 200000, "营业收入约20亿元", "fail"),
        ("sme_employees", 32000, "从业人员3.2万余人", "fail"),
        ("sme_employees", 35000, "从业人员近3.5万人", "fail"),
        ("special_fund", 520, "专项资金520万元", "fail"),
        ("sme_gdp_share", 52.3, "占GDP比重52.3%", "pass"),
        ("sme_gdp_share", 52.0, "占GDP比重52%", "fail"),
    ],
)
def test_mention_allows_what_the_text_itself_rounds(
    field: str, value: float, quote: str, outcome: str
) -> None:
    assert outcomes(MENTION, mentioned(field, value, quote)) == [outcome]


def test_a_mention_of_a_cell_that_is_empty_says_nothing() -> None:
    mention = Mention(field="sme_employees", value=5, evidence=())
    dossier = make_dossier({"sme_employees": blank()}, facts=Facts(mentions=(mention,)))
    assert outcomes(MENTION, dossier) == ["not_applicable"]


@pytest.mark.parametrize(("year", "outcome"), [(2020, "pass"), (2019, "fail"), (None, "not_applicable")])
def test_year(year: int | None, outcome: str) -> None:
    assert outcomes(YEAR, make_dossier(data_year=year)) == [outcome]


def test_year_says_both() -> None:
    assert said(YEAR, make_dossier(data_year=2019)) == [("fail", "error", "2019不是2020")]


def test_policy_dates() -> None:
    policies = tuple(PolicyDocument(title=f"办法{year}", year=year) for year in (2018, 2019, None))
    dossier = make_dossier(facts=Facts(policies=policies))
    assert outcomes(DATED, dossier) == ["fail", "pass", "not_applicable"]
    (finding,) = breaches(DATED, dossier)
    assert (finding.subject, finding.message) == ("policies", "《办法2018》2018<2019")


def test_a_note_asks_for_nothing() -> None:
    note = CompareCheck.model_validate({**COMPARE.model_dump(), "severity": "note"})
    (finding,) = breaches(note, make_dossier({"above_scale_enterprises": accepted(1)}))
    assert (finding.severity, finding.request) == ("note", None)


def test_the_programme_s_own_checks_put_every_message_into_words() -> None:
    odd = make_dossier(
        {
            "above_scale_enterprises": accepted(1),
            "industrial_over_100m": accepted(900),
            "newly_above_scale": accepted(90),
            "sme_count": accepted(99999),
            "national_little_giants": accepted(9),
            "sme_tax": accepted(280806),
            "sme_gdp_share": accepted(101),
            "startup_bases": accepted(named(2, "甲")),
        },
        data_year=2019,
        facts=Facts(
            special_fund=(fund(1, 2020),),
            policies=(PolicyDocument(title="甲", year=2018),),
            mentions=(Mention(field="sme_employees", value=1),),
        ),
    )
    broken = {finding.rule for finding in check_dossier(odd, POLICY)}
    kinds = {check.kind for check in POLICY.checks if check.id in broken}
    assert kinds >= {check.kind for check in POLICY.checks} - OF_THE_TEXT
    assert not any("{" in finding.message for finding in check_dossier(odd, POLICY))
