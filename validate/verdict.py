"""What a cross check says of one subject, before it is put into words."""

from collections.abc import Mapping
from dataclasses import dataclass

from dossier import Evidence
from policy.form import FormField
from policy.rules import Check
from validate.finding import Finding, Outcome, Severity
from validate.wording import say_fields

UNSURE = "（表上的数据尚待核实，请先对照原件。）"

UNSURE_TEXT = "（须对照原文核实。）"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`broken` is None where a figure is not known, so that nothing can be said. Where not all figures
    are `sure`, a broken rule is for a person to look at. `words` fill the check's message, which `unsure`
    follows there; `places` are the cells that the county may have to mend."""

    check: Check
    subject: str | None
    broken: bool | None
    sure: bool = True
    words: Mapping[str, str] | None = None
    places: tuple[FormField, ...] = ()
    request: str | None = None
    evidence: tuple[Evidence, ...] = ()
    unsure: str = UNSURE

    @property
    def outcome(self) -> Outcome:
        if self.broken is None:
            return "not_applicable"
        if not self.sure:
            return "review"
        return "fail" if self.broken else "pass"


def find_breach(verdict: Verdict) -> Finding | None:
    """The finding on a broken rule, None where the rule holds or nothing can be said."""
    if not verdict.broken:
        return None
    check = verdict.check
    message = check.message.format_map(verdict.words or {})
    return Finding(
        rule=check.id,
        outcome=verdict.outcome,
        severity=weigh(verdict),
        subject=verdict.subject,
        message=message if verdict.sure else message + verdict.unsure,
        request=ask(verdict),
        clauses=check.clauses,
        evidence=verdict.evidence,
    )


def weigh(verdict: Verdict) -> Severity:
    """What rests on unsure figures is never called an error."""
    if verdict.check.severity == "error" and not verdict.sure:
        return "warning"
    return verdict.check.severity


def ask(verdict: Verdict) -> str | None:
    """Nothing is asked of the county for a note, nor before the office has looked at its own doubt."""
    if not verdict.sure or verdict.check.severity == "note":
        return None
    if verdict.request is not None:
        return verdict.request
    if verdict.places:
        return f"请核对{say_fields(verdict.places)}，有误的请更正，无误的请说明。"
    return None
