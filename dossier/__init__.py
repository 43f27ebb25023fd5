"""What a county handed in, as read: the schema of the contract.

Every value, section, fact and seal carries `Evidence`: the place it was read from and the words there.
"""

from dossier.dossier import SCHEMA_VERSION, Dossier, Facts, Form
from dossier.evidence import Box, CellPlace, Evidence, Method, Problem, Source
from dossier.facts import (
    Activities,
    Activity,
    Count,
    FundUse,
    FundYear,
    GrowthRate,
    Headline,
    Leader,
    Leadership,
    LeadershipDocument,
    LeadingGroup,
    Measures,
    Mention,
    PolicyDocument,
)
from dossier.fields import FieldReading, FieldStatus, NamedCount, Value
from dossier.handwriting import Handwriting
from dossier.pages import Cell, Document, Line, Origin, Page, Paragraph, Spot, Table, Tail
from dossier.passages import Passage
from dossier.seals import Seal, SealOwner
from dossier.sections import MaterialReading, MaterialStatus, SectionReading
from dossier.tallies import Tally

__all__ = [
    "SCHEMA_VERSION",
    "Activities",
    "Activity",
    "Box",
    "Cell",
    "CellPlace",
    "Count",
    "Document",
    "Dossier",
    "Evidence",
    "Facts",
    "FieldReading",
    "FieldStatus",
    "Form",
    "FundUse",
    "FundYear",
    "GrowthRate",
    "Handwriting",
    "Headline",
    "Leader",
    "Leadership",
    "LeadershipDocument",
    "LeadingGroup",
    "Line",
    "MaterialReading",
    "MaterialStatus",
    "Measures",
    "Mention",
    "Method",
    "NamedCount",
    "Origin",
    "Page",
    "Paragraph",
    "Passage",
    "PolicyDocument",
    "Problem",
    "Seal",
    "SealOwner",
    "SectionReading",
    "Source",
    "Spot",
    "Table",
    "Tail",
    "Tally",
    "Value",
]
