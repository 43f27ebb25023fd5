"""Whose seal it is: by the name on its ring; where that cannot be read, by the opinion it stands on.

A name that was read rules. Somebody else's is never taken for the owner that its place suggests, and a
place alone never makes an owner certain.
"""

from collections.abc import Mapping, Sequence

from dossier import Document, Evidence, Form, Seal, SealOwner
from extract.seal_names import Offices, begin_rightly, find_owner, guess_owner, speaks_for
from policy.form import ApplicationForm


def own_seals(documents: Sequence[Document], form: Form, spec: ApplicationForm) -> tuple[Seal, ...]:
    """The seals on all pages with their owners, in the order of the documents."""
    applicant = form.fields.get(spec.fields[0].id)
    name = str(applicant.value or "") if applicant else ""
    offices = Offices(spec.seals, name)
    cells = _opinion_cells(form, spec)
    seals = [seal for document in documents for page in document.pages for seal in page.seals]
    return tuple(_own(seal, offices, _owner_of_place(seal, cells)) for seal in seals)


def _own(seal: Seal, offices: Offices, place: SealOwner) -> Seal:
    """A name that tells the owner, or that it is nobody we know, rules; else the place may, uncertainly."""
    name = begin_rightly(seal.text, offices) if seal.text else ""
    if owner := find_owner(name, offices):
        return seal.model_copy(update={"owner": owner, "text": name})
    hint = name or begin_rightly("".join(evidence.quote for evidence in seal.evidence), offices)
    owner = guess_owner(hint, offices) or "unknown"
    if owner == "unknown" and place != "unknown" and speaks_for(hint, place, offices):
        owner = place
    certain = seal.certain and owner == "unknown"
    return seal.model_copy(update={"owner": owner, "certain": certain, "text": name or None})


def _opinion_cells(form: Form, spec: ApplicationForm) -> Mapping[SealOwner, tuple[Evidence, ...]]:
    """The places of the opinions, by the owner of the seal that belongs there."""
    return {
        field.seal: form.fields[field.id].evidence
        for field in spec.fields
        if field.seal and field.id in form.fields
    }


def _owner_of_place(seal: Seal, cells: Mapping[SealOwner, tuple[Evidence, ...]]) -> SealOwner:
    """The owner whose opinion the seal stands on; unknown where it is none or more than one."""
    owners = [
        owner
        for owner, places in cells.items()
        if any(where.stands_on(place) for where in seal.evidence for place in places)
    ]
    return owners[0] if len(owners) == 1 else "unknown"
