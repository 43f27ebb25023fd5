"""Which outcomes look alike: good, open, bad, empty, plain. Workbook and page colour by these."""

from collections.abc import Mapping
from typing import Final, Literal

from desk.summaries.words import Verdict
from dossier import FieldStatus, MaterialStatus
from score import scorecard
from validate import finding

Tone = Literal["plain", "good", "open", "bad", "empty"]

VERDICT_TONES: Final[Mapping[Verdict, Tone]] = {"complete": "good", "incomplete": "open", "unreadable": "bad"}
FIELD_TONES: Final[Mapping[FieldStatus, Tone]] = {
    "accepted": "plain",
    "review": "open",
    "blank": "empty",
    "missing": "bad",
}
MATERIAL_TONES: Final[Mapping[MaterialStatus, Tone]] = {"present": "good", "hollow": "open", "missing": "bad"}
OUTCOME_TONES: Final[Mapping[scorecard.Outcome, Tone]] = {
    "met": "good",
    "not_met": "bad",
    "undetermined": "open",
}
SEVERITY_TONES: Final[Mapping[finding.Severity, Tone]] = {"error": "bad", "warning": "open", "note": "plain"}


def find_gate_tone(outcome: scorecard.Outcome, binding: bool) -> Tone:
    """Of an indicator or of their count: nothing is bad while the gate rejects nobody."""
    return "empty" if outcome == "not_met" and not binding else OUTCOME_TONES[outcome]
