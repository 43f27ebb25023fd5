"""What the narrative says: who leads, which policies, what money, which activities."""

from typing import Literal

from dossier.base import Record
from dossier.evidence import Evidence


class Leader(Record):
    """The head of a leading group."""

    name: str | None = None
    title: str | None = None
    evidence: tuple[Evidence, ...] = ()


class LeadershipDocument(Record):
    """A document that founded a leading group."""

    title: str | None = None
    number: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Leadership(Record):
    leader: Leader | None = None
    documents: tuple[LeadershipDocument, ...] = ()


class PolicyDocument(Record):
    """A policy the county issued. `title` is without its title marks 《》; `year` is the year of `number`."""

    title: str
    number: str | None = None
    year: int | None = None
    evidence: tuple[Evidence, ...] = ()


class FundYear(Record):
    """The special fund of one year, in 万元. `year` is None where the text says "每年" or no year."""

    year: int | None = None
    amount: float
    unit: Literal["万元"] = "万元"
    evidence: tuple[Evidence, ...] = ()


class Activity(Record):
    """How many activities of one kind were held (or, for service institutions, exist)."""

    count: int | None = None
    evidence: tuple[Evidence, ...] = ()


class Activities(Record):
    industry_university: Activity | None = None
    financing: Activity | None = None
    exhibitions: Activity | None = None
    startup_events: Activity | None = None
    service_institutions: Activity | None = None


class Mention(Record):
    """A figure of the form that the narrative states too. `field` is the form field's id; `value` is in
    the field's own unit (money in 万元)."""

    field: str
    value: int | float
    evidence: tuple[Evidence, ...] = ()
