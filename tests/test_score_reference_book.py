"""What departments gave: whose it is, of which year, and where the form says otherwise."""

import pytest
from made_up_dossiers import accepted, make_dossier, named, review
from made_up_register import REGISTERED

from dossier import CellPlace, Evidence, FieldReading
from policy.rules import Basis
from score.applicants import make_standing
from score.differences import find_differences
from score.reference import Given, ReferenceData
from score.reference_book import Host, ReferenceBook, ReferenceFigure
from score.score import score_dossier
from validate.applicant import Applicant, find_applicant
from validate.finding import Finding
from validate.submission import lay_out

PLACE = Evidence(
    source="参考数据.xlsx", page=2, cell=CellPlace(table=0, row=1, column=4), quote="8", method="sheet"
)
COUNTY = Applicant(name="青石县", kind="county", city="岚川市", code="990121", sure=True, reason="与名册一致")
ZONE = Applicant(
    name="柏江高新技术产业开发区", kind="zone", city="柏江市", code="990271", sure=True, reason=""
)


def figure(
    subject: str, value: float, applicant: str | None = "990121", year: int = 2020, basis: Basis = "rate"
) -> ReferenceFigure:
    return ReferenceFigure(
        subject=subject, applicant=applicant, year=year, basis=basis, value=value, evidence=PLACE
    )


def book(*figures: ReferenceFigure, hosts: tuple[Host, ...] = ()) -> ReferenceBook:
    return ReferenceBook(policy=REGISTERED.id, figures=figures, hosts=hosts)


def consult(applicant: Applicant, *figures: ReferenceFigure) -> ReferenceData:
    return book(*figures).consult(applicant, 2020, REGISTERED)


def test_figures_go_to_the_applicant_and_year_they_are_of() -> None:
    data = consult(
        COUNTY,
        figure("provincial_sme_revenue_growth", 6.3, None),
        figure("provincial_sme_revenue_growth", 5.1, None, 2019),
        figure("county_gdp_growth", 4.4),
        figure("county_gdp_growth", 9.9, "990122"),
        figure("new_enterprises", 1200, basis="cumulative"),
        figure("new_enterprises", 300, basis="annual"),
        figure("incubated_micro", 30, year=2019, basis="annual"),
        figure("incubated_micro", 36, basis="annual"),
    )
    assert data.find_figure("provincial_sme_revenue_growth") == Given(6.3, "rate", None, (PLACE,))
    assert data.find_figure("county_gdp_growth") == Given(4.4, "rate", None, (PLACE,))
    assert [(each.value, each.basis) for each in data.list_supplied("new_enterprises")] == [
        (1200, "cumulative"),
        (300, "annual"),
    ]
    assert data.find_last_year("incubated_micro") == Given(30, "annual", None, (PLACE,))
    assert [each.value for each in data.list_supplied("incubated_micro")] == [36]


def test_who_is_not_sure_gets_only_the_province_s() -> None:
    unsure = COUNTY.model_copy(update={"sure": False})
    data = consult(unsure, figure("provincial_sme_revenue_growth", 6.3, None), figure("county_gdp_growth", 4))
    assert data.find_figure("provincial_sme_revenue_growth") is not None
    assert data.find_figure("county_gdp_growth") is None


def test_a_name_that_no_register_has_is_matched_as_it_stands() -> None:
    stranger = find_applicant(lay_out(make_dossier(), REGISTERED))
    assert consult(stranger, figure("county_gdp_growth", 4.4, "岚山县")).find_figure("county_gdp_growth")


def test_a_zone_has_its_own_figure_or_that_of_its_host() -> None:
    of_host = figure("county_gdp_growth", 4.4, "990203")
    given = consult(ZONE, of_host).find_figure("county_gdp_growth")
    assert given is not None and (given.value, given.host) == (4.4, "云台区")
    given = consult(ZONE, figure("county_gdp_growth", 7, "990271"), of_host).find_figure("county_gdp_growth")
    assert given is not None and (given.value, given.host) == (7, None)


def test_the_host_that_the_office_entered_goes_first() -> None:
    host = Host(zone="990271", county="990281", name="鹤鸣市", evidence=PLACE)
    figures = (figure("county_gdp_growth", 4.4, "990203"), figure("county_gdp_growth", 5.5, "990281"))
    given = book(*figures, hosts=(host,)).consult(ZONE, 2020, REGISTERED).find_figure("county_gdp_growth")
    assert given is not None and (given.value, given.host) == (5.5, "鹤鸣市")


def test_the_host_s_figure_decides_only_under_the_reading_that_says_so() -> None:
    data = consult(ZONE, figure("county_gdp_growth", 4.4, "990203"))
    standing = make_standing(ZONE, REGISTERED)

    def growth(**settings: str) -> str:
        card = score_dossier(make_dossier(), REGISTERED, reference=data, standing=standing, settings=settings)
        return next(each.outcome for each in card.indicators if each.indicator == "cluster_output_growth")

    assert growth() == "undetermined"
    assert growth(A39="host_county") == "met"


def test_what_was_given_stands_in_the_trace_with_its_cell() -> None:
    data = consult(COUNTY, figure("county_gdp_growth", 4.4), figure("incubated_micro", 30, year=2019))
    card = score_dossier(make_dossier(), REGISTERED, reference=data)
    traces = {each.indicator: each.trace for each in card.indicators}
    for indicator in ("cluster_output_growth", "incubated_micro"):
        trace = traces[indicator]
        assert trace is not None
        assert PLACE in [place for used in trace.inputs for place in used.evidence]


def differences(
    indicator: str, filed: FieldReading, value: float, basis: Basis | None, field: str | None = None
) -> list[Finding]:
    submission = lay_out(make_dossier({field or indicator: filed}), REGISTERED)
    data = ReferenceData(supplied={indicator: (Given(value, basis, None, (PLACE,)),)})
    return list(find_differences(submission, data))


@pytest.mark.parametrize(
    ("filed", "value", "basis", "told"),
    [
        (85, 85, "stock", ""),
        (85, 84, "stock", "两处不一致"),
        (85, 86, "stock", "两处不一致"),
        (85, 20, "annual", ""),
        (85, 85, "annual", ""),
        (85, 86, "annual", "当年数不可能多于总数"),
        (85, 85, "cumulative", ""),
        (85, 86, "cumulative", "累计数不可能多于总数"),
        (85, 20, None, ""),
    ],
)
def test_a_part_may_be_smaller_and_never_larger(
    filed: int, value: float, basis: Basis | None, told: str
) -> None:
    found = differences("tech_smes", accepted(filed), value, basis)
    assert len(found) == bool(told)
    assert all(told in each.message for each in found)


@pytest.mark.parametrize(("filed", "value", "same"), [(8.6, 8.57, True), (8.6, 8.5, False), (8.6, 8.6, True)])
def test_rates_may_be_rounded(filed: float, value: float, same: bool) -> None:
    assert (differences("non_coal_share", accepted(filed), value, "rate") == []) is same


def test_a_difference_shows_both_sources_and_asks_the_county() -> None:
    (found,) = differences("tech_smes", accepted(85), 80, "stock")
    assert (found.outcome, found.severity, found.subject) == ("fail", "warning", "tech_smes")
    assert "填的是85家，科技主管部门提供的总数是80家" in found.message
    assert found.request is not None
    assert found.evidence[-1] == PLACE and len(found.evidence) == 2


def test_of_a_doubtful_cell_nobody_is_asked_yet() -> None:
    (found,) = differences("tech_smes", review(85), 80, "stock")
    assert (found.outcome, found.request) == ("review", None)


def test_a_count_with_names_is_compared_by_its_count() -> None:
    filed = accepted(named(2, "甲公司", "乙公司"))
    assert differences("industrial_over_1b", filed, 2, "stock") == []
    assert len(differences("industrial_over_1b", filed, 3, "stock")) == 1


# Who has a status


def standing_of(code: str | None, *, sure: bool = True, kind: str = "county") -> object:
    applicant = Applicant.model_validate(
        {"name": "某县", "kind": kind, "code": code, "sure": sure, "reason": "尚待核实"}
    )
    return make_standing(applicant, REGISTERED).statuses.get("former_poverty_county")


def test_listed_counties_have_it_and_doubtful_ones_are_open() -> None:
    assert standing_of("990121") is True
    assert standing_of("990202") is True
    assert standing_of("990281") is False
    assert standing_of("990221") is None
    assert standing_of("990121", sure=False) is None
    assert standing_of("990271", kind="zone") is None


def test_who_is_on_no_list_is_open_until_the_lists_are_full() -> None:
    assert standing_of("990103") is None
    registry = REGISTERED.registry
    (status,) = registry.statuses
    full = registry.model_copy(update={"statuses": (status.model_copy(update={"total": 3}),)})
    policy = REGISTERED.model_copy(update={"registry": full})
    applicant = Applicant(name="松岭区", kind="county", code="990103", sure=True, reason="")
    standing = make_standing(applicant, policy)
    assert standing.statuses == {"former_poverty_county": False}
    assert "名单共3个" in standing.source


@pytest.mark.parametrize(
    ("name", "count", "outcome", "said"),
    [
        ("青石县", 2, "met", "属于原贫困县（第一份名单），2 ≥ 2"),
        ("青石县", 1, "not_met", "1 < 2"),
        ("鹤鸣市", 4, "not_met", "不属于原贫困县"),
        ("石门县", 4, "undetermined", "名单上注明没有核实：听说"),
        ("松岭区", 4, "undetermined", "还没有凑足4个"),
        ("城区", 4, "undetermined", "看不出属于哪个市"),
        ("白鹿县", 4, "undetermined", "名册中没有“白鹿县”"),
        ("岚川经济技术开发区", 4, "undetermined", "由人决定"),
        ("白鹿县", 5, "met", "5 ≥ 5"),
    ],
)
def test_the_fifth_condition_asks_the_register(name: str, count: int, outcome: str, said: str) -> None:
    names = [f"示例企业{number}" for number in range(count)]
    dossier = make_dossier(
        {
            "applicant_name": accepted(name),
            "lead_department": accepted("工信局"),
            "specialized_smes": accepted(named(count, *names)),
        }
    )
    applicant = find_applicant(lay_out(dossier, REGISTERED))
    card = score_dossier(dossier, REGISTERED, standing=make_standing(applicant, REGISTERED))
    condition = next(each for each in card.conditions if each.condition == "C5")
    assert condition.outcome == outcome
    assert said in condition.requirements[0].reason
