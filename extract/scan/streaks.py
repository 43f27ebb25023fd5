"""Lines that a dirty scanner drew, or that show through from the back of the sheet: streaks across or down a
page that are no ruled lines of its table."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.ocr import Quad
from extract.scan.pictures import Image
from extract.scan.ruled_lines import RuledLine, lie_in_text

_LOOSE = 0.005
"""An end that far from the next line is a loose one."""
_MARGIN, _STREAK = 12, 5
_FAINT, _PALE, _LEANING, _BOTH, _SHORT, _FEW = 0.6, 0.8, 4.5, 2, 0.15, 3
"""A streak is a little fainter than the lines and leans, or it has a loose end and is much fainter or is seen
to lean by so many pixels or goes on beyond the frame for so many traced points, or both its ends are loose
and it is no longer than that part of the page."""
_SHOWN_THROUGH = 0.4
"""A line that is fainter than this part of most is one of the back of the sheet."""
_OF_ALL = 75
"""Cells that are merged over a line take up to this part of its length, of 100."""
_SEEN = (0.3, 0.9)
"""Between these a border is half seen."""
_MANY = 4
_PIECES, _OVER, _ROOM = 6, 0.12, 0.15
"""How many traced points of a line outside the frame and outside of text, whose height so much is added to,
and what part of all, make it a streak."""


def find_streaks(
    lines: Sequence[RuledLine],
    others: Sequence[RuledLine],
    leans: NDArray[np.float64],
    grey: Image,
    texts: Sequence[Quad],
) -> list[RuledLine]:
    """Those within the frame that a dirty scanner drew: a ruled line ends where it meets another, is as dark
    as they are, and leans no more. `leans`: by how many pixels each is seen to lean. `grey` and `texts` are
    turned so that the lines run across."""
    contrasts = [_contrast(line, grey) for line in lines]
    usual = float(np.median(contrasts))
    loose = _LOOSE * max(grey.shape)
    return [
        line
        for line, contrast, lean in list(zip(lines, contrasts, leans, strict=True))[1:-1]
        if _runs_over(line, others, texts)
        or (contrast < _PALE * usual and line.drift > loose)
        or ((contrast < _FAINT * usual or lean > _LEANING) and _loose_ends(line, others, loose))
    ]


def find_shown_through(
    rows: Sequence[RuledLine], columns: Sequence[RuledLine], grey: Image, texts: Sequence[Quad]
) -> tuple[list[RuledLine], list[RuledLine]]:
    """The rows and the columns that are much fainter than the others. Of the frame only what no other line
    reaches: half of it may be cut off."""
    pale_rows = _find_pale(rows, grey, texts)
    pale_columns = _find_pale(columns, np.asarray(grey.T), [quad[:, ::-1] for quad in texts])
    dark_rows = [row for row in rows if row not in pale_rows]
    dark_columns = [column for column in columns if column not in pale_columns]
    loose = _LOOSE * max(grey.shape)
    frame = rows[0], rows[-1], columns[0], columns[-1]
    return (
        [row for row in pale_rows if row not in frame or not _is_reached(row, dark_columns, loose)],
        [c for c in pale_columns if c not in frame or not _is_reached(c, dark_rows, loose)],
    )


def _find_pale(lines: Sequence[RuledLine], grey: Image, texts: Sequence[Quad]) -> list[RuledLine]:
    contrasts = [_contrast(line, grey, texts) for line in lines]
    usual = float(np.median(contrasts))
    drawn = zip(lines, contrasts, strict=True)
    return [line for line, contrast in drawn if line.weight and contrast < _SHOWN_THROUGH * usual]


def _is_reached(line: RuledLine, others: Sequence[RuledLine], loose: float) -> bool:
    return any(other.start - loose < line.at < other.end + loose for other in others)


def find_unmoored(
    columns: Sequence[RuledLine], rows: Sequence[RuledLine], texts: Sequence[Quad], side: int
) -> list[RuledLine]:
    """Those that go on beyond the frame at one end; short ones that neither begin nor end at a row, or not
    at one end and have a line of text across. A stroke of a character above or below that went on into one
    is no part of it."""
    return [
        column for column in columns[1:-1] if _is_unmoored(_out_of_text(column, texts), rows, texts, side)
    ]


def _out_of_text(column: RuledLine, texts: Sequence[Quad]) -> RuledLine:
    """From its first to its last traced point outside of text."""
    turned = [quad[:, ::-1] for quad in texts]
    free = column.points[~lie_in_text(column.points, turned, _ROOM), 0]
    return replace(column, start=float(free.min()), end=float(free.max())) if free.size else column


def _is_unmoored(column: RuledLine, rows: Sequence[RuledLine], texts: Sequence[Quad], side: int) -> bool:
    above, below = column.start < rows[0].at - _MARGIN, column.end > rows[-1].at + _MARGIN
    ends = _loose_ends(column, rows, _LOOSE * side)
    if above or below:
        turned = [quad[:, ::-1] for quad in texts]
        return above != below and ends > 0 and _count_over(column, rows, turned) >= _FEW
    if column.end - column.start > _SHORT * side:
        return False
    return ends == _BOTH or (ends > 0 and _is_crossed(column, texts))


def _is_crossed(column: RuledLine, texts: Sequence[Quad]) -> bool:
    for quad in texts:
        (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
        beside = bottom - top
        here = column.start < (top + bottom) / 2 < column.end
        if here and left < column.at - beside and right > column.at + beside:
            return True
    return False


def _runs_over(line: RuledLine, others: Sequence[RuledLine], texts: Sequence[Quad]) -> bool:
    """Does a good part of it lie outside the frame."""
    over = _count_over(line, others, texts)
    return over >= _PIECES and over > _OVER * len(line.points)


def _count_over(line: RuledLine, others: Sequence[RuledLine], texts: Sequence[Quad]) -> int:
    """How many of its points lie outside the frame. Strokes of the text above and below, of which some stand
    where a column does, are no part of it."""
    along, ats = line.points[:, 0], [other.at for other in others]
    outside = (along < min(ats) - _MARGIN) | (along > max(ats) + _MARGIN)
    return int(np.count_nonzero(~lie_in_text(line.points[outside], texts, _ROOM)))


def find_patchy(columns: Sequence[RuledLine], scores: NDArray[np.float64]) -> list[RuledLine]:
    """Those within the frame that are half seen beside most rows, where other columns are seen or not seen:
    streaks that fade. (Rows are half seen wherever text stands close to them.)"""
    half, whole = ((scores > _SEEN[0]) & (scores < _SEEN[1])).sum(axis=1), (scores >= _SEEN[1]).sum(axis=1)
    patchy = (half >= _MANY) & (half > 2 * whole)
    return [column for column, odd in list(zip(columns, patchy, strict=True))[1:-1] if odd]


def without_line(grey: Image, line: RuledLine) -> Image:
    """The picture, turned so that the line runs across it, with what is above and below in its place."""
    path = line.points[np.argsort(line.points[:, 0], kind="stable")]
    path[[0, -1], 0] += (-_MARGIN, _MARGIN)
    drawn = cv2.polylines(np.zeros_like(grey), [np.round(path).astype(np.int32)], False, 255, _STREAK)
    closed = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((2 * _STREAK + 1, 1), np.uint8))
    return np.where(drawn > 0, closed, grey).astype(np.uint8)


def _contrast(line: RuledLine, grey: Image, texts: Sequence[Quad] = ()) -> float:
    """How much darker it is than the paper beside it, of 255, where it was traced or, where a streak was
    taken for one line with it, on its level, outside of `texts`."""
    high, wide = grey.shape
    xs, ys = np.clip(np.round(line.points).astype(int), 0, (wide - 1, high - 1)).T
    level = np.arange(max(0, round(line.start)), min(wide, round(line.end)))
    level = level[~lie_in_text(np.column_stack([level, np.full(len(level), line.at)]), texts, _ROOM)]
    traced, straight = _darker(grey, xs, ys), _darker(grey, level, np.full(len(level), round(line.at)))
    return max(float(np.median(traced)), float(np.percentile(straight, _OF_ALL)) if level.size else 0.0)


def _darker(grey: Image, xs: NDArray[np.int_], ys: NDArray[np.int_]) -> NDArray[np.int16]:
    """By how much each place is darker than the lighter paper above or below it."""
    at, above, below = (
        grey[np.clip(ys + np.arange(first, last)[:, None], 0, len(grey) - 1), xs].astype(np.int16)
        for first, last in ((-3, 4), (-14, -7), (8, 15))
    )
    return np.asarray(np.maximum(above.max(axis=0), below.max(axis=0)) - at.min(axis=0), np.int16)


def _loose_ends(line: RuledLine, others: Sequence[RuledLine], loose: float) -> int:
    """How many of its ends are at no other line."""
    ats = np.array([other.at for other in others])
    return sum(bool(np.abs(ats - end).min() > loose) for end in (line.start, line.end))
