"""What is known of an indicator's number, and what that number counts."""

from decimal import Decimal
from typing import Literal, NamedTuple

from dossier import Evidence
from policy.rules import Basis, Indicator
from score.reference import ReferenceData
from validate.submission import Submission
from validate.wording import exact, say_field

Bearing = Literal["exact", "at_least", "at_most", "unknown"]
"""What a figure says of the number that the indicator counts: that number itself, no more than it, no less
than it, or nobody knows."""

RANKS: dict[Basis, int] = {"annual": 0, "cumulative": 1, "stock": 2}
"""What was added in a year is no more than what was added up to it, and that no more than what there is."""

SAY_BASIS: dict[Basis, str] = {"annual": "当年数", "cumulative": "累计数", "stock": "总数", "rate": "比率"}


class Known(NamedTuple):
    """One figure. Only where it is `sure` may it decide anything. `basis` is None where whoever gave it did
    not say what it counts. `filed`: it stands on the form; else its department gave it."""

    value: Decimal
    sure: bool
    basis: Basis | None
    filed: bool
    evidence: tuple[Evidence, ...] = ()


def find_known(indicator: Indicator, submission: Submission, reference: ReferenceData) -> tuple[Known, ...]:
    """The cell's figure and the department's, as far as there are any."""
    known: list[Known] = []
    figure = submission.figure(indicator.field) if indicator.field is not None else None
    if figure is not None:
        basis = indicator.filed or indicator.basis
        known.append(Known(figure.value, figure.sure, basis, True, figure.evidence))
    for given in reference.list_supplied(indicator.id):
        basis_told = indicator.basis if indicator.basis == "rate" else given.basis
        known.append(Known(exact(given.value), True, basis_told, False, given.evidence))
    return tuple(known)


def say_source(known: Known, indicator: Indicator, submission: Submission) -> str:
    """Whence a figure is."""
    if known.filed and indicator.field is not None:
        return say_field(submission.specs[indicator.field])
    return f"{indicator.department}主管部门提供的数"


def counted_basis(indicator: Indicator, *, stock: bool) -> Basis:
    """What the indicator counts. `stock`: cumulative is read as what there is, wherever the form asks for
    that."""
    read_as_stock = stock and indicator.basis == "cumulative" and indicator.filed == "stock"
    return "stock" if read_as_stock else indicator.basis


def find_bearing(basis: Basis | None, counted: Basis) -> Bearing:
    if basis is None:
        return "unknown"
    if basis == counted:
        return "exact"
    if basis not in RANKS or counted not in RANKS:
        return "unknown"
    return "at_least" if RANKS[basis] < RANKS[counted] else "at_most"
