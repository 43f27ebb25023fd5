"""The whole dossier, as `shenbao extract --json` prints it."""

from typing import Literal

from pydantic import Field

from dossier.base import Record
from dossier.evidence import Evidence, Problem, Source
from dossier.facts import (
    Activities,
    Count,
    FundUse,
    FundYear,
    GrowthRate,
    Leadership,
    Measures,
    Mention,
    PolicyDocument,
)
from dossier.fields import FieldReading
from dossier.handwriting import Handwriting
from dossier.passages import Passage
from dossier.seals import Seal
from dossier.sections import MaterialReading, SectionReading
from dossier.tallies import Tally

SCHEMA_VERSION: Literal["1"] = "1"


class Form(Record):
    """The application form. `data_year` is the year its figures are of; None where the form does not say."""

    data_year: int | None = None
    fields: dict[str, FieldReading] = Field(default_factory=dict)


class Facts(Record):
    """What the narrative says. `fund_absent` are the places that say that no special fund was set up."""

    leadership: Leadership = Leadership()
    policies: tuple[PolicyDocument, ...] = ()
    special_fund: tuple[FundYear, ...] = ()
    fund_uses: tuple[FundUse, ...] = ()
    fund_enterprises: Count | None = None
    fund_absent: tuple[Evidence, ...] = ()
    measures: Measures = Measures()
    activities: Activities = Activities()
    growth: tuple[GrowthRate, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Dossier(Record):
    """One applicant's dossier. `policy` is the id of the policy edition it was read against."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    policy: str
    sources: tuple[Source, ...] = ()
    form: Form = Form()
    materials: dict[str, MaterialReading] = Field(default_factory=dict)
    facts: Facts = Facts()
    sections: tuple[SectionReading, ...] = ()
    passages: tuple[Passage, ...] = ()
    tallies: tuple[Tally, ...] = ()
    seals: tuple[Seal, ...] = ()
    handwriting: tuple[Handwriting, ...] = ()
    problems: tuple[Problem, ...] = ()
