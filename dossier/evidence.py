"""Where something was read, and the files it was read from."""

from typing import Annotated, Literal

from pydantic import Field

from dossier.base import Record

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the top left corner of the page."""

Method = Literal["word", "sheet", "pdf-text", "ocr", "text"]
"""Which kind of reader saw it."""


class CellPlace(Record):
    """A table cell, for media without a page. All three count from 0, in the order of `shenbao read`."""

    table: int
    row: int
    column: int


class Evidence(Record):
    """A place in a file and the words that stand there.

    `page` counts from 1 and stands where the medium has pages, with `box`; a workbook's sheets count
    as its pages. Word files have `cell` or `paragraph` (from 0, in document order) instead; what was read
    in a picture of a page inside a Word file has the number of that picture as `page` (from 1, in document
    order, of those that hold a page), and its `box` in points of the size that the picture is shown in.
    """

    source: str
    page: Annotated[int, Field(ge=1)] | None = None
    box: Box | None = None
    cell: CellPlace | None = None
    paragraph: int | None = None
    quote: str
    method: Method

    def stands_on(self, place: "Evidence") -> bool:
        """Whether the middle of its box, or most of it, is on the box of another one on the same page."""
        if self.box is None or place.box is None or (self.source, self.page) != (place.source, place.page):
            return False
        x0, y0, x1, y1 = self.box
        left, top, right, bottom = place.box
        if left <= (x0 + x1) / 2 <= right and top <= (y0 + y1) / 2 <= bottom:
            return True
        common = max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, bottom) - max(y0, top))
        return common > (x1 - x0) * (y1 - y0) / 2


class Source(Record):
    """One file of the dossier. `path` is relative to what was handed in, with `/` between its parts."""

    path: str
    sha256: str
    bytes: int
    kind: str
    pages: int | None = None
    status: Literal["read", "skipped", "failed"]
    reader: str | None = None
    reason: str | None = None


class Problem(Record):
    """Something about a file that a clerk should know, in words for a clerk."""

    source: str
    severity: Literal["error", "warning", "note"]
    message: str
