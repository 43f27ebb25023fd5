"""How the workbook of reference data is laid out: a sheet a department, a column a figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policy import Policy
from policy.form import FormField
from policy.rules import Basis, Indicator, Reference

PROVINCE, ZONES, NOTES = "全省", "开发区", "说明"
"""The sheets beside those of the departments, which are called as these are."""

CITY, NAME, YEAR, BASIS, SOURCE, REMARK = "市", "申报单位", "年份", "口径", "来源", "备注"
ZONE, HOST = "开发区", "所在县（市、区）"

WORDS: Mapping[str, Basis] = {
    "当年数": "annual",
    "当年": "annual",
    "当年新增": "annual",
    "当年新增数": "annual",
    "累计数": "cumulative",
    "累计": "cumulative",
    "累计新增": "cumulative",
    "累计新增数": "cumulative",
    "总数": "stock",
    "年末数": "stock",
    "年底数": "stock",
}
"""What a clerk may write of what a figure counts; the first word for each is the one that is offered."""

OFFERED = ("当年数", "累计数", "总数")

PERCENT = "%"

YEARS = (2000, 2100)


@dataclass(frozen=True, slots=True)
class Figure:
    """A column. `field` is what its cells are read as. Where `counts` is None the sheet's basis column says
    what a number counts."""

    subject: str
    title: str
    field: FormField
    counts: Basis | None


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet of figures. `of_province`: there is one row a year, not one an applicant and year."""

    name: str
    figures: tuple[Figure, ...]
    of_province: bool = False

    @property
    def asks_basis(self) -> bool:
        return any(figure.counts is None for figure in self.figures)

    @property
    def heads(self) -> tuple[str, ...]:
        opening = (YEAR,) if self.of_province else (CITY, NAME, YEAR)
        basis = (BASIS,) if self.asks_basis else ()
        return (*opening, *basis, *(figure.title for figure in self.figures))


def plan_sheets(policy: Policy) -> tuple[SheetPlan, ...]:
    """The province's sheet and one for each department, in the order of the indicators."""
    references, indicators = policy.indicators.references, policy.indicators.indicators
    departments = dict.fromkeys(
        [
            *(each.department for each in indicators),
            *(r.department for r in references if r.of == "applicant"),
        ]
    )
    wide = tuple(plan_reference(each, policy) for each in references if each.of == "province")
    plans = [SheetPlan(PROVINCE, wide, of_province=True)] if wide else []
    plans += [SheetPlan(name, tuple(list_figures(name, policy))) for name in departments]
    return tuple(plans)


def list_figures(department: str, policy: Policy) -> Iterator[Figure]:
    for reference in policy.indicators.references:
        if reference.of == "applicant" and reference.department == department:
            yield plan_reference(reference, policy)
    for indicator in policy.indicators.indicators:
        if indicator.department == department:
            counts = None if indicator.basis == "cumulative" else indicator.basis
            yield Figure(indicator.id, say_title(indicator), make_field(indicator, policy), counts)


def plan_reference(reference: Reference, policy: Policy) -> Figure:
    return Figure(reference.id, say_title(reference), make_field(reference, policy), "rate")


def say_title(asked: Indicator | Reference) -> str:
    return f"{asked.name}（{asked.unit}）"


def make_field(asked: Indicator | Reference, policy: Policy) -> FormField:
    """The form's own cell of the figure, so that both are read alike; one like it where there is none."""
    if isinstance(asked, Indicator) and asked.field is not None:
        field = policy.field(asked.field)
        return field.model_copy(update={"kind": "int"}) if field.kind == "count_names" else field
    return make_plain_field(asked.id, say_title(asked), asked.unit, policy)


def make_plain_field(name: str, label: str, unit: str, policy: Policy) -> FormField:
    percent = unit == PERCENT
    return FormField(
        id=name,
        row=1,
        label=label,
        kind="pct" if percent else "int",
        units=(unit,),
        range=(-100, 1000) if percent else None,
        clause=policy.form.clause,
    )


def make_year_field(policy: Policy) -> FormField:
    return make_plain_field("year", YEAR, "年", policy).model_copy(update={"range": YEARS})


def list_sheet_names(policy: Policy) -> tuple[str, ...]:
    """All sheets that the workbook may have."""
    return (*(plan.name for plan in plan_sheets(policy)), ZONES, NOTES)
