"""Whether the opinions on a form are signed and dated by hand: asked of pictures alone."""

from collections.abc import Iterator, Sequence
from typing import get_args

from dossier import Box, Document, Evidence, Form, Handwriting
from dossier.handwriting import HandKind
from dossier.pages import Cell, Hand
from policy.form import ApplicationForm

STROKES = "（笔迹）"
"""Quoted of what is not read."""


def find_handwriting(
    documents: Sequence[Document], form: Form, spec: ApplicationForm
) -> tuple[Handwriting, ...]:
    """For each opinion a signature and a date, in the order of the form."""
    return tuple(
        _judge(field.id, kind, places, documents)
        for field in spec.fields
        if field.seal and field.id in form.fields
        for places in (_pictured(form.fields[field.id].evidence),)
        if places
        for kind in get_args(HandKind)
    )


def _pictured(places: Sequence[Evidence]) -> list[Evidence]:
    return [place for place in places if place.method == "ocr" and place.box]


def _judge(
    field: str, kind: HandKind, places: Sequence[Evidence], documents: Sequence[Document]
) -> Handwriting:
    found = [(place, hand) for place in places for hand in _hands_on(place, documents) if hand.kind == kind]
    if not found:
        blank = tuple(place.model_copy(update={"quote": ""}) for place in places)
        return Handwriting(field=field, kind=kind, presence="none", evidence=blank)
    return Handwriting(
        field=field,
        kind=kind,
        presence="written" if any(hand.presence == "written" for _, hand in found) else "unclear",
        evidence=tuple(place.model_copy(update={"box": hand.box, "quote": STROKES}) for place, hand in found),
    )


def _hands_on(place: Evidence, documents: Sequence[Document]) -> Iterator[Hand]:
    for cell in _cells_at(place, documents):
        yield from cell.hands


def _cells_at(place: Evidence, documents: Sequence[Document]) -> Iterator[Cell]:
    for document in documents:
        for page in document.pages:
            origin = document.origin_of(page)
            if (origin.source, origin.number) == (place.source, place.page):
                yield from (c for table in page.tables for c in table.cells if _is_same(c.box, place.box))


def _is_same(one: Box | None, other: Box | None) -> bool:
    return one is not None and one == other
