"""A workbook in which text is always text: headings, cells, colours and widths of every sheet."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from desk.summaries.tones import Tone
from desk.summaries.words import clean

LONGEST_CELL = 32_000
"""Excel holds 32,767 characters in a cell and loses a longer text silently."""

FONT: Final[Mapping[str, str | int]] = {"font_name": "宋体", "font_size": 10}

TONES: Final[Mapping[Tone, Mapping[str, str]]] = {
    "plain": {},
    "good": {"bg_color": "#DCEBDD", "font_color": "#1E5631"},
    "bad": {"bg_color": "#F6D9D5", "font_color": "#8C1D18"},
    "open": {"bg_color": "#FFF1CC", "font_color": "#6B4E00"},
    "empty": {"bg_color": "#E7E7E7", "font_color": "#555555"},
}
"""Colours of outcomes. The word stands in the cell too: nobody has to tell colours apart."""


LINE_HEIGHT, HIGHEST_ROW = 13.5, 400
"""In points; Excel allows 409."""


A3, A4 = 8, 9
"""Paper, by Excel's numbers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a cell. `note` becomes the cell's comment, `link` what a click opens."""

    value: str | int | float | None
    tone: Tone = "plain"
    note: str | None = None
    link: str | None = None
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters of the default font."""

    title: str
    width: float


@dataclass(slots=True)
class Book:
    """A workbook under construction; formats are made once and kept."""

    workbook: xlsxwriter.Workbook
    formats: dict[tuple[Tone, bool, str], Format] = field(default_factory=dict)

    def format(self, tone: Tone = "plain", *, centred: bool = False, role: str = "cell") -> Format:
        """The format of a cell of that tone; `role` is cell, head, link, title, text or
        colour (of a conditional format)."""
        key = (tone, centred, role)
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(describe_format(*key))
        return self.formats[key]

    def add_sheet(self, name: str, paper: int, *, upright: bool = False, pages: int = 1) -> Worksheet:
        """A sheet that prints on `pages` pages side by side."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_paper(paper)
        if not upright:
            sheet.set_landscape()
        sheet.fit_to_pages(pages, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer("&C&A　第 &P 页，共 &N 页")
        sheet.set_comments_author("shenbao")
        return sheet

    def write(self, sheet: Worksheet, row: int, column: int, entry: Entry) -> None:
        """Writes one cell: numbers as numbers, all else as text and never as a formula."""
        style = self.format(entry.tone, centred=entry.centred, role="link" if entry.link else "cell")
        if entry.link is not None:
            sheet.write_url(row, column, f"external:{entry.link}", style, string=str(entry.value))
        elif isinstance(entry.value, int | float):
            sheet.write_number(row, column, entry.value, style)
        elif entry.value:
            sheet.write_string(row, column, fit(entry.value), style)
        else:
            sheet.write_blank(row, column, None, style)
        if entry.note:
            sheet.write_comment(row, column, fit(entry.note), size_note(entry.note))

    def write_head(self, sheet: Worksheet, columns: Sequence[Column], row: int = 0) -> None:
        """The heading row, repeated on each printed page, frozen above what scrolls."""
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(row, number, fit(column.title), self.format(role="head"))
        lines = max(count_lines(column.title, column.width) for column in columns)
        sheet.set_row(row, LINE_HEIGHT * lines + 8)
        sheet.repeat_rows(0, row)

    def write_row(
        self, sheet: Worksheet, row: int, entries: Sequence[Entry], columns: Sequence[Column]
    ) -> None:
        """A row as high as its longest text needs; programs differ in whether they see to that."""
        lines = max(
            (count_lines(entry.value, column.width) for entry, column in zip(entries, columns, strict=False)),
            default=1,
        )
        sheet.set_row(row, min(LINE_HEIGHT * lines + 4, HIGHEST_ROW))
        for number, entry in enumerate(entries):
            self.write(sheet, row, number, entry)
        for number in range(len(entries), len(columns)):
            self.write(sheet, row, number, Entry(None))

    def write_list(
        self,
        sheet: Worksheet,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Entry]],
        *,
        frozen: int = 1,
    ) -> None:
        """One heading row and a line an entry, with a filter; `frozen` columns stay in view."""
        self.write_head(sheet, columns)
        last = 0
        for last, entries in enumerate(rows, start=1):
            self.write_row(sheet, last, entries, columns)
        sheet.freeze_panes(1, frozen)
        sheet.repeat_columns(0, frozen - 1)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)


def describe_format(tone: Tone, centred: bool, role: str) -> dict[str, str | int | bool]:
    if role == "colour":
        return dict(TONES[tone])
    style: dict[str, str | int | bool] = {**FONT, **TONES[tone], "text_wrap": True, "valign": "vcenter"}
    if role in ("cell", "link", "head"):
        style |= {"border": 1, "border_color": "#A6A6A6"}
    if role == "head":
        style |= {"font_name": "黑体", "bg_color": "#D9E2EC", "align": "center"}
    if role == "link":
        style |= {"font_color": "#0B4F8A", "underline": 1}
    if role == "title":
        style |= {"font_name": "黑体", "font_size": 12, "text_wrap": False}
    if centred:
        style["align"] = "center"
    return style


def count_lines(value: str | int | float | None, width: float) -> int:
    """How many lines a text takes in a column; a Chinese character is as wide as two digits."""
    if not isinstance(value, str):
        return 1
    room = max(width - 1.5, 2)
    spans = (sum(2 if ord(character) > 0xFF else 1 for character in line) for line in value.split("\n"))
    return sum(max(math.ceil(span / room), 1) for span in spans)


def fit(text: str) -> str:
    """Clean text that a cell can hold, its line breaks as spreadsheets have them."""
    cleaned = clean(text).replace("\r\n", "\n").replace("\r", "\n")
    return cleaned if len(cleaned) <= LONGEST_CELL else cleaned[: LONGEST_CELL - 1] + "…"


def size_note(note: str) -> dict[str, int | str]:
    """A comment's box, in pixels, that shows all of an ordinary note."""
    lines = sum(1 + len(line) // 22 for line in note.split("\n"))
    return {"width": 300, "height": min(24 + 17 * lines, 400), "font_name": "宋体", "font_size": 9}
