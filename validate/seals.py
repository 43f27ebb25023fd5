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
OWNERS = {"city_department": "市级主管部门", "city_government": "市级政府", "applicant": "申报单位"}


def check_seals(submission: Submission) -> Iterator[Finding]:
    """Asked only of opinions that stand there; one note for all that no file could show a seal of."""
    invisible: list[FormField] = []
    seals = submission.dossier.seals
    for spec in submission.specs.values():
        reading = submission.reading(spec.id)
        if spec.seal is None or reading.status not in ("accepted", "review"):
            continue
        right = [seal for seal in seals if seal.owner == spec.seal]
        wrong = [
            seal for seal in seals if seal.owner != spec.seal and is_on(seal, reading) and is_named(seal)
        ]
        if wrong and not any(is_on(seal, reading) for seal in right):
            yield find_stranger(spec, reading, wrong)
        elif right:
            if not any(seal.certain for seal in right):
                yield find_uncertain(spec, reading, right)
        elif shows_seals(reading) or any(is_in_file(seal, reading) for seal in seals):
            yield find_unsealed(spec, reading, seals)
        else:
            invisible.append(spec)
    if invisible:
        yield find_invisible(invisible)


def shows_seals(reading: FieldReading) -> bool:
    """A picture of the paper shows its seals; an electronic text may have them as pictures."""
    return any(evidence.method == "ocr" for evidence in reading.evidence)


def is_in_file(seal: Seal, reading: FieldReading) -> bool:
    files = {evidence.source for evidence in reading.evidence}
    return any(place.source in files for place in seal.evidence)


def is_on(seal: Seal, reading: FieldReading) -> bool:
    return any(place.stands_on(cell) for place in seal.evidence for cell in reading.evidence)


def is_named(seal: Seal) -> bool:
    """Whether it is known to be somebody's, be it nobody we know."""
    return seal.certain and (seal.owner != "unknown" or bool(seal.text))


def find_stranger(spec: FormField, reading: FieldReading, seals: list[Seal]) -> Finding:
    """Only a person can say that a seal is not the right one; its name is quoted as it was read."""
    names = "、".join(f"“{seal.text}”" for seal in seals if seal.text)
    whose = f"印文读作{names}" if names else f"像是{OWNERS[seals[0].owner]}的印章"
    return Finding(
        rule="SEAL-WRONG-OWNER",
        outcome="review",
        severity="warning",
        subject=spec.id,
        message=f"{say_field(spec)}上盖的不像是应盖的印章（{whose}），请核对原件。",
        clauses=(spec.clause,),
        evidence=(*reading.evidence, *(place for seal in seals for place in seal.evidence)),
    )


def find_uncertain(spec: FormField, reading: FieldReading, seals: list[Seal]) -> Finding:
    """Grey or faint, or told only by its place."""
    return Finding(
        rule="SEAL-UNCERTAIN",
        outcome="review",
        severity="note",
        subject=spec.id,
        message=f"{say_field(spec)}像是有应盖的印章，但印文看不清，请核对原件。",
        clauses=(spec.clause,),
        evidence=(*reading.evidence, *(place for seal in seals for place in seal.evidence)),
    )


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
