"""Dossiers of a county that does not exist, with text but no document behind them."""

from collections.abc import Sequence

from made_up_dossiers import POLICY, accepted, make_dossier

from dossier import Dossier, Evidence, Facts, Passage, SectionReading
from policy import Policy
from policy.checks import Check
from validate.check import check_dossier
from validate.finding import Finding

OWN = "岚山县"


def place(text: str, number: int = 0, source: str = "申报资料.docx") -> Evidence:
    return Evidence(source=source, paragraph=number, quote=text, method="word")


def with_text(
    *texts: str,
    own: str | None = OWN,
    facts: Facts | None = None,
    headings: Sequence[tuple[int, str, str]] = (),
) -> Dossier:
    """`headings` stand before the passage of that number: number, words, material."""
    passages = tuple(Passage(evidence=place(text, 2 * number + 1)) for number, text in enumerate(texts))
    sections = tuple(
        SectionReading(
            heading=words, level=1, materials=(material,), characters=1, evidence=(place(words, 2 * number),)
        )
        for number, words, material in headings
    )
    fields = {} if own is None else {"applicant_name": accepted(own)}
    dossier = make_dossier(fields, facts=facts) if own else make_dossier(fields=fields, facts=facts)
    return dossier.model_copy(update={"passages": passages, "sections": sections})


def check_of(kind: str) -> Check:
    """The programme's own check of that kind."""
    (check,) = (check for check in POLICY.checks if check.kind == kind)
    return check


def find(kind: str, dossier: Dossier) -> list[Finding]:
    """What the programme's check of that kind says of a dossier."""
    check = check_of(kind)
    only: Policy = POLICY.model_copy(update={"checks": (check,)})
    return [finding for finding in check_dossier(dossier, only) if finding.rule == check.id]


def severities(kind: str, dossier: Dossier) -> list[str]:
    return [finding.severity for finding in find(kind, dossier)]
