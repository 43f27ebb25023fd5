"""The seals that belong on the opinions. A seal is seen, not seen, or cannot be seen.

A seal not seen may still be there: a person looks, and only then is the county asked for it.
"""

from collections.abc import Iterator

from dossier import Evidence, FieldReading, Seal
from policy.form import FormField
from validate.finding import Finding
from validate.submission import Submission
from validate.wording import say_field

ON_PAPER = "请核对纸质件印章（电子文本看不到印章）："
APPLICATION = "申请文件"


def check_seals(submission: Submission) -> Iterator[Finding]:
    """Asked only of opinions that stand there; one note for all that no file could show a seal of."""
    invisible: list[FormField] = []
    for spec in submission.specs.values():
        reading = submission.reading(spec.id)
        if spec.seal is None or reading.status not in ("accepted", "review"):
            continue
        if any(seal.owner == spec.seal for seal in submission.dossier.seals):
            continue
        if shows_seals(reading):
            yield find_unsealed(spec, reading, submission.dossier.seals)
        else:
            invisible.append(spec)
    if invisible:
        yield find_invisible(invisible)


def shows_seals(reading: FieldReading) -> bool:
    """Only a picture of the paper shows its seals."""
    return any(evidence.method == "ocr" for evidence in reading.evidence)


def find_unsealed(spec: FormField, reading: FieldReading, seals: tuple[Seal, ...]) -> Finding:
    """A seal of unknown owner on the same page may be the one: then a person reads it."""
    near = unknown_on_page(reading, seals)
    said = "旁有印章，但认不出单位" if near else "未见应盖的印章"
    return Finding(
        rule="SEAL-UNKNOWN" if near else "SEAL-NOT-SEEN",
        outcome="review",
        severity="note" if near else "warning",
        subject=spec.id,
        message=f"{say_field(spec)}{said}，请核对原件。",
        clauses=(spec.clause,),
        evidence=(*reading.evidence, *near),
    )


def unknown_on_page(reading: FieldReading, seals: tuple[Seal, ...]) -> tuple[Evidence, ...]:
    pages = {(evidence.source, evidence.page) for evidence in reading.evidence}
    return tuple(
        place
        for seal in seals
        if seal.owner == "unknown"
        for place in seal.evidence
        if (place.source, place.page) in pages
    )


def find_invisible(specs: list[FormField]) -> Finding:
    """A line to tick off on the paper; no place in the file would help to do so."""
    boxes = "　".join(f"□{named}" for named in (APPLICATION, *(spec.label for spec in specs)))
    return Finding(
        rule="SEAL-INVISIBLE",
        outcome="review",
        severity="note",
        message=ON_PAPER + boxes,
        clauses=tuple(dict.fromkeys(spec.clause for spec in specs)),
    )
