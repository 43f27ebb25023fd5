"""Totals and parts, the special fund and its uses, the same thing said twice, staff, names, doubts."""

import pytest
from made_up_dossiers import POLICY, accepted, blank, make_dossier, named
from made_up_texts import find, place, with_text

from dossier import (
    Activities,
    Activity,
    Count,
    Dossier,
    Facts,
    FundUse,
    FundYear,
    GrowthRate,
    Leader,
    Leadership,
    LeadingGroup,
    Mention,
    PolicyDocument,
    Tally,
)
from validate.check import check_dossier
from validate.finding import Finding


def tallied(total: float, *parts: float, complete: bool = True, digits: int = 0) -> Dossier:
    tally = Tally(
        label="举办活动", unit="场", total=total, parts=parts, complete=complete, digits=digits,
        evidence=(place("举办活动"),),
    )  # fmt: skip
    return make_dossier().model_copy(update={"tallies": (tally,)})


@pytest.mark.parametrize(
    ("dossier", "outcome"),
    [
        (tallied(30, 12, 18), None),
        (tallied(30, 12, 17), "fail"),
        (tallied(30, 12, 19), "fail"),
        (tallied(30, 12, 9, complete=False), None),
        (tallied(30, 12, 17, complete=False), "review"),
        (tallied(30, 29, complete=False), None),
        (tallied(30, 12, 19, complete=False), "fail"),
        (tallied(3, 1.3, 1.8, digits=1), None),
        (tallied(3, 1.3, 2.0, digits=1), "fail"),
        (tallied(5353.48, 1650, 1996.5, 1709.98, digits=2), "fail"),
    ],
)
def test_a_total_against_its_parts(dossier: Dossier, outcome: str | None) -> None:
    assert [finding.outcome for finding in find("tally", dossier)] == ([outcome] if outcome else [])


def test_a_wrong_total_says_both() -> None:
    (finding,) = find("tally", tallied(30, 12, 19))
    assert finding.message == "申报资料正文中“举办活动”为30场，所列各项合计31场，大于总数。请核对。"
    assert finding.request == "请核对申报资料正文中这一处的总数和分项，改为一致。"


def fund(amount: float, year: int | None = 2020, **others: object) -> FundYear:
    return FundYear.model_validate(
        {"year": year, "amount": amount, "kind": "budgeted", "evidence": (place("资金", 1),), **others}
    )


def use(amount: float, number: int = 3, year: int | None = 2020) -> FundUse:
    return FundUse(purpose=f"用途{amount:g}", amount=amount, year=year, evidence=(place("用途", number),))


@pytest.mark.parametrize(
    ("uses", "outcome"),
    [
        ((use(200), use(300)), None),
        ((use(200), use(350)), "fail"),
        ((use(200), use(270)), "review"),
        ((use(200), use(200)), None),
        ((use(200), use(300), use(200, 7), use(300, 7)), None),
        ((use(200, year=None), use(350, year=None)), "fail"),
        ((use(200, year=2019), use(350, year=2019)), None),
        ((use(550),), "fail"),
    ],
)
def test_uses_against_the_fund(uses: tuple[FundUse, ...], outcome: str | None) -> None:
    findings = find("fund_uses", make_dossier(facts=Facts(special_fund=(fund(500),), fund_uses=uses)))
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])


def test_uses_that_are_all_doubted_or_of_other_money_are_not_added_up() -> None:
    doubted = use(550).model_copy(update={"doubts": ("没有写明金额单位",)})
    beside = use(550).model_copy(update={"evidence": (place("安排人才基金550万元，与专项资金形成合力。"),)})
    for one in (doubted, beside):
        assert find("fund_uses", make_dossier(facts=Facts(special_fund=(fund(500),), fund_uses=(one,)))) == []


@pytest.mark.parametrize(("amount", "outcome"), [(600, None), (700, "fail")])
def test_uses_without_a_year_may_be_of_several(amount: float, outcome: str | None) -> None:
    funds = (fund(400, 2019), fund(500))
    uses = (use(300, year=None), use(amount, year=None))
    findings = find("fund_uses", make_dossier(facts=Facts(special_fund=funds, fund_uses=uses)))
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])


def test_uses_are_not_told_twice() -> None:
    """The sentence is a tally too."""
    facts = Facts(special_fund=(fund(500),), fund_uses=(use(200), use(350)))
    tally = Tally(
        label="安排", total=500, parts=(200, 350), complete=False, evidence=(place("安排", 3),)
    )  # fmt: skip
    dossier = make_dossier(facts=facts).model_copy(update={"tallies": (tally,)})
    rules = [finding.rule for finding in check_dossier(dossier, POLICY)]
    assert (rules.count("X23"), rules.count("X24")) == (1, 0)


def test_no_fund_is_a_finding() -> None:
    said = Facts(fund_absent=(place("尚未设立专项资金"),))
    (finding,) = find("fund_absent", make_dossier(facts=said))
    assert (finding.outcome, finding.severity, finding.subject) == ("fail", "error", "special_fund")
    assert finding.request
    both = said.model_copy(update={"special_fund": (fund(500),)})
    assert [each.outcome for each in find("fund_absent", make_dossier(facts=both))] == ["review"]
    assert find("fund_absent", make_dossier()) == []


def repeats(facts: Facts, **fields: object) -> list[Finding]:
    return find("repeat", make_dossier(facts=facts, **fields))  # type: ignore[arg-type]


def mention(value: float, quote: str, number: int) -> Mention:
    return Mention(field="sme_count", value=value, evidence=(place(quote, number),))


def test_a_figure_said_twice_that_the_form_has_not() -> None:
    facts = Facts(mentions=(mention(3100, "中小企业3100家", 1), mention(2800, "中小企业2800家", 9)))
    (finding,) = repeats(facts, changes={"sme_count": blank()})
    assert finding.message == "申报资料正文对“中小企业数量”前后写法不一：3100、2800。请核对。"
    assert [item.paragraph for item in finding.evidence] == [1, 9]
    assert repeats(facts) == []


def test_a_figure_that_is_rounded_elsewhere_is_the_same() -> None:
    facts = Facts(mentions=(mention(3130, "中小企业3130家", 1), mention(3100, "中小企业3100余家", 9)))
    assert repeats(facts, changes={"sme_count": blank()}) == []


@pytest.mark.parametrize(
    ("funds", "count"),
    [
        ((fund(500), fund(600, evidence=(place("资金", 5),))), 1),
        ((fund(500), fund(600)), 0),
        ((fund(500), fund(600, 2019, evidence=(place("资金", 5),))), 0),
        ((fund(500), fund(600, kind="spent", evidence=(place("资金", 5),))), 0),
        ((fund(500), fund(600, kind=None, evidence=(place("资金", 5),))), 0),
        ((fund(500), fund(600, annual=True, evidence=(place("资金", 5),))), 0),
        ((fund(500), fund(600, doubts=("不确定",), evidence=(place("资金", 5),))), 0),
    ],
    ids=["twice", "one place", "two years", "spent", "unknown kind", "each year", "doubtful"],
)
def test_the_fund_of_a_year_said_twice(funds: tuple[FundYear, ...], count: int) -> None:
    assert len(repeats(Facts(special_fund=funds))) == count


def test_growth_said_twice() -> None:
    rates = [
        GrowthRate(kind="revenue", value=value, year=2020, evidence=(place("增长", int(value)),))
        for value in (8, 9)
    ]
    (finding,) = repeats(Facts(growth=tuple(rates)))
    assert "2020年企业营业收入的增长率前后写法不一：8%、9%" in finding.message
    assert repeats(Facts(growth=(rates[0], rates[0].model_copy(update={"kind": "tax", "value": 9.0})))) == []


def test_one_office_of_two_people() -> None:
    def group(name: str, title: str) -> LeadingGroup:
        return LeadingGroup(
            name="领导小组", leaders=(Leader(name=name, title=title, evidence=(place(name),)),)
        )

    two = Leadership(groups=(group("张示例", "县长"), group("李示例", "县长")))
    (finding,) = repeats(Facts(leadership=two))
    assert (finding.outcome, finding.request) == ("review", None)
    assert "“县长”的姓名前后写法不一：张示例、李示例" in finding.message
    fine = Leadership(groups=(group("张示例", "县长"), group("李示例", "县委书记"), group("张 示例", "县长")))
    assert repeats(Facts(leadership=fine)) == []


@pytest.mark.parametrize(
    ("count", "quote", "outcome"),
    [
        (9, "编制9名", None),
        (11, "核定编制11名", "fail"),
        (11, "现有工作人员11名", "review"),
        (3120, "工作人员3120名", None),
    ],
)
def test_staff(count: int, quote: str, outcome: str | None) -> None:
    staff = Leadership(staff=Count(count=count, evidence=(place(quote),)))
    findings = find("staff", make_dossier(facts=Facts(leadership=staff)))
    assert [finding.outcome for finding in findings] == ([outcome] if outcome else [])


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("省级小微企业双创基地2个（岚山双创基地、云岭孵化园）。", None),
        ("省级小微企业双创基地2个：岚山县双创基地、云岭孵化园。", None),
        ("现有省级小微企业双创基地2个，分别是岚山双创基地、青禾创业园。", "青禾创业园"),
        ("省级小微企业双创基地3个：岚山双创基地、云岭孵化园等。", None),
        ("省级小微企业双创基地2个，为企业提供培训、孵化等服务。", None),
        ("省级小微企业双创基地2个（甲乙创业园、丙丁创业园）。", None),
    ],
)
def test_listed_names(text: str, unknown: str | None) -> None:
    findings = find("listed_names", with_text(text))
    assert [f"“{unknown}”" in finding.message for finding in findings] == ([True] if unknown else [])


def test_names_are_compared_without_the_form_of_law() -> None:
    dossier = with_text("10亿元以上工业企业2家：岚山锻造集团有限公司、山西云岭重工股份有限公司。")
    fields = {**dossier.form.fields, "industrial_over_1b": accepted(named(2, "岚山锻造集团", "云岭重工"))}
    assert (
        find(
            "listed_names",
            dossier.model_copy(update={"form": dossier.form.model_copy(update={"fields": fields})}),
        )
        == []
    )


def test_doubts_of_facts_reach_the_clerk() -> None:
    broken = PolicyDocument(
        title="办法", raw_number="岚政发〔202012号", doubts=("文号写得不完整",), evidence=(place("办法"),)
    )
    facts = Facts(
        policies=(broken, PolicyDocument(title="规划", number="岚政发〔2020〕3号")),
        special_fund=(fund(500, doubts=("扫描件字迹不清。",)),),
        activities=Activities(
            financing=Activity(count=12, doubts=("扫描件字迹不清",), evidence=(place("对接"),))
        ),
    )
    findings = [
        each for each in check_dossier(make_dossier(facts=facts), POLICY) if each.rule == "FACT-REVIEW"
    ]
    assert [(each.subject, each.severity, each.request) for each in findings] == [
        ("policies", "warning", None),
        ("special_fund", "warning", None),
        ("service_activities", "note", None),
    ]
    assert findings[0].message == "申报资料正文读到的《办法》岚政发〔202012号须对照原文核实：文号写得不完整。"
    assert findings[1].message == "申报资料正文读到的2020年专项资金500万元须对照原文核实：扫描件字迹不清。"
