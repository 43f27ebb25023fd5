"""What is true of a county beyond its form: who leads, which papers, what money, how many events."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpora.narrative.bank import Bank
from corpora.places import Place, make_people
from corpora.truth import County

GroupKind = Literal["development", "creation"]
ACTIVITIES = ("industry_university", "financing", "exhibitions", "startup_events", "service_institutions")
GROWTHS = ("number", "revenue", "tax", "staff")
FIRST_YEAR = 2019
"""Policies count that were issued in this year or later."""


@dataclass(frozen=True, slots=True)
class Person:
    """`principal`: whether the office is that of the one who is responsible for everything."""

    name: str
    title: str
    principal: bool


@dataclass(frozen=True, slots=True)
class Issued:
    """A document; `broken` where its number is typed without the closing bracket."""

    title: str
    series: str
    year: int
    month: int
    number: int
    issuer: str
    broken: bool = False

    @property
    def code(self) -> str:
        return f"{self.series}〔{self.year}〕{self.number}号"


@dataclass(frozen=True, slots=True)
class Group:
    """A leading group with its head, the paper that founded it, and the day."""

    kind: GroupKind
    name: str
    leader: Person
    paper: Issued
    day: int


@dataclass(frozen=True, slots=True)
class Tale:
    """Money in 万元, rates in percentage points. `fund` was budgeted, `spent` was spent of it."""

    county: County
    people: tuple[str, ...]
    groups: tuple[Group, Group]
    secretary: Person
    office: str
    staff: int
    meetings: int
    papers: tuple[Issued, ...]
    fund: Mapping[int, float]
    spent: Mapping[int, float]
    uses: tuple[tuple[str, float], ...]
    served: int
    activities: Mapping[str, int]
    sums: Mapping[str, float]
    growth: Mapping[str, float]
    activity_names: Mapping[str, str]


def make_tale(rng: random.Random, county: County, bank: Bank) -> Tale:
    """The narrative's truth; what the form states too is taken from the form."""
    place, year = county.place, county.data_year
    people = make_people(rng, 14)
    fund = county.number("special_fund")
    older, before = sorted(rng.sample((0.4, 0.5, 0.6, 0.8, 0.9), 2))
    funds = {year - 2: fund * older, year - 1: fund * before, year: fund}
    return Tale(
        county=county,
        people=people[4:],
        groups=make_groups(rng, county, bank, people),
        secretary=Person(people[1], secretary_of(place), True),
        office=rng.choice((county.text("lead_department"), county.text("sme_department_name"))),
        staff=int(county.number("sme_department_staff")),
        meetings=rng.randint(2, 14),
        papers=make_papers(rng, county, bank),
        fund={each: round(amount, 2) for each, amount in funds.items()},
        spent={
            each: round(amount * rng.choice((0.85, 0.92, 0.964, 0.99)), 2) for each, amount in funds.items()
        },
        uses=make_uses(rng, fund, bank),
        served=rng.randint(16, 180),
        activities={kind: rng.randint(2, 28) for kind in ACTIVITIES},
        sums={
            kind: rng.choice((rng.randint(3, 98) * 1000.0, rng.randint(120, 990) * 10.0))
            for kind in ACTIVITIES
        },
        growth=make_growth(rng, county),
        activity_names={kind: rng.choice(bank.names.activities[kind]) for kind in ACTIVITIES},
    )


def secretary_of(place: Place) -> str:
    return "党工委书记" if place.kind == "zone" else f"{place.we}委书记"


def draw_head(rng: random.Random, place: Place, name: str) -> Person:
    """Mostly the head of the government, as titled in one of the usual ways; now and then a deputy."""
    head, we = place.head, place.we
    if place.kind == "zone":
        titles = ["管委会主任", "党工委副书记、管委会主任", "党工委书记、管委会主任"]
        deputies = ["管委会副主任", "党工委委员、管委会副主任"]
    else:
        government = f"{we}人民政府{head}"
        titles = [head, head, f"{we}委副书记、{head}", f"{we}委副书记、{government}", f"{we}长", f"代{head}"]
        titles = [title for title in titles if title != "区长" or we == "区"]
        deputies = [f"副{head}", f"常务副{head}", f"{we}委常委、常务副{head}", f"{we}政府副{head}"]
    if rng.random() < 0.1:
        return Person(name, rng.choice(deputies), False)
    return Person(name, rng.choice(titles), True)


def make_groups(
    rng: random.Random, county: County, bank: Bank, people: tuple[str, ...]
) -> tuple[Group, Group]:
    """Both groups in the order in which they are told; the second often has the same head."""
    kinds: list[GroupKind] = ["development", "creation"]
    rng.shuffle(kinds)
    first = draw_head(rng, county.place, people[0])
    second = first if rng.random() < 0.6 else Person(people[1], secretary_of(county.place), True)
    return make_group(rng, county, bank, kinds[0], first), make_group(rng, county, bank, kinds[1], second)


def make_group(rng: random.Random, county: County, bank: Bank, kind: GroupKind, leader: Person) -> Group:
    place, year = county.place, county.data_year
    names = bank.names.development_groups if kind == "development" else bank.names.creation_groups
    name = rng.choice(names).replace("示范县", f"示范{place.we}")
    founded = rng.choice((year, year, year, year - 1, year + 1) if kind == "creation" else (year, year - 1))
    series, issuer = issue_from(place, rng.choice(("政办发", "政办发", "政办函", "办发")))
    title = rng.choice(
        ("关于成立{place}{group}的通知", "关于调整{place}{group}组成人员的通知", "关于成立{group}的通知")
    )
    paper = Issued(
        title.format(place=place.name, group=name),
        series,
        founded,
        rng.randint(1, 3) if founded > year else rng.randint(3, 12),
        rng.randint(3, 96),
        issuer,
    )
    return Group(kind, name, leader, paper, rng.randint(1, 28))


def issue_from(place: Place, series: str) -> tuple[str, str]:
    """The letters before the year, and who issues under them."""
    if place.kind == "zone":
        return f"{place.letter}开管发", f"{place.name}管委会"
    issuers = {
        "政发": place.government,
        "政办发": f"{place.government}办公室",
        "政办函": f"{place.government}办公室",
        "政函": place.government,
        "办发": f"{place.we}委办公室",
        "发": f"中共{place.name}委员会",
        "工信发": f"{place.short}{place.we}工业和信息化局",
        "财发": f"{place.short}{place.we}财政局",
    }
    return place.letter + series, issuers[series]


def make_papers(rng: random.Random, county: County, bank: Bank) -> tuple[Issued, ...]:
    """Mostly of the two years that count; one in four counties names an older one, one in six types a
    number without its closing bracket."""
    year = county.data_year
    papers = []
    for title, series in rng.sample(bank.names.papers, rng.randint(3, 9)):
        papers.append(issue_paper(rng, county, title, series, rng.choice((year - 1, year, year))))
    if rng.random() < 0.25:
        title, series = rng.choice(bank.names.older_papers)
        papers.append(issue_paper(rng, county, title, series, rng.randint(2014, FIRST_YEAR - 1)))
    broken = rng.randrange(len(papers)) if rng.random() < 0.17 else -1
    marked = [Issued(*_fields(one), broken=index == broken) for index, one in enumerate(papers)]
    return tuple(sorted(marked, key=lambda one: (one.year, one.month, one.title)))


def _fields(paper: Issued) -> tuple[str, str, int, int, int, str]:
    return paper.title, paper.series, paper.year, paper.month, paper.number, paper.issuer


def issue_paper(rng: random.Random, county: County, title: str, series: str, year: int) -> Issued:
    letters, issuer = issue_from(county.place, series)
    span = f"{year}—{year + 2}年"
    text = title.format(place=county.place.name, we=county.place.we, year=year, span=span)
    return Issued(text, letters, year, rng.randint(1, 12), rng.randint(2, 118), issuer)


def make_uses(rng: random.Random, fund: float, bank: Bank) -> tuple[tuple[str, float], ...]:
    """What the last year's fund was spent on; the parts add up to it."""
    purposes = rng.sample(bank.names.purposes, rng.randint(3, 5))
    shares = [rng.randint(2, 9) for _ in purposes]
    step = 10 if fund >= 300 else 1
    parts = [round(fund * share / sum(shares) / step) * step for share in shares[:-1]]
    return tuple(zip(purposes, [float(part) for part in parts] + [round(fund - sum(parts), 2)], strict=True))


def make_growth(rng: random.Random, county: County) -> dict[str, float]:
    rates = {kind: round(rng.uniform(0.6, 18), rng.choice((1, 1, 2))) for kind in GROWTHS}
    if rng.random() < 0.3:
        kind = rng.choice(("tax", "staff"))
        rates[kind] = -rates[kind]
    rates["revenue"] = county.number("sme_revenue_growth")
    return rates
