"""Which places a reviewer is shown of those that bear out a value."""

from collections.abc import Sequence

from dossier import Evidence

SHOWN_PLACES = 3


def pick_places(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The first few, each once."""
    places = {
        (each.source, each.page, each.box, each.cell, each.paragraph): each for each in reversed(evidence)
    }
    first = dict.fromkeys((e.source, e.page, e.box, e.cell, e.paragraph) for e in evidence)
    return [places[key] for key in first][:SHOWN_PLACES]
