"""What an .xlsx workbook does to its values: formats, hidden rows and columns, marks on cells."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile

from lxml import etree

from extract.sheet.number_format import matters

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BUILT_IN = {9: "0%", 10: "0.00%"}
_VOLATILE = re.compile(r"\b(?:TODAY|NOW|RAND|RANDBETWEEN)\s*\(", re.IGNORECASE)
_MEDIA, _LARGE_PICTURE = "xl/media/", 20_000
_LAST_COLUMN = 16_384
_PLACE = re.compile(r"([A-Z]+)(\d+)")

Place = tuple[int, int]
"""Row and column, from 0."""


@dataclass(frozen=True)
class SheetLook:
    """What a sheet hides or shows differently. `formats` holds only formats that matter; `marks` the doubts
    (Chinese) that a cell's look or state raises."""

    formats: Mapping[Place, str] = field(default_factory=dict)
    marks: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def doubts(self, row: int, column: int) -> tuple[str, ...]:
        hidden = row in self.hidden_rows or column in self.hidden_columns
        return (*(["所在的行或列被隐藏"] if hidden else []), *self.marks.get((row, column), ()))


@dataclass(frozen=True, slots=True)
class _Styles:
    """By number of style, and of shared string."""

    formats: Mapping[str, str]
    marks: Mapping[str, str]
    strings: Mapping[str, str]


def count_pictures(path: Path) -> int:
    """How many pictures in an .xlsx workbook are large enough in bytes to show a page."""
    try:
        with ZipFile(path) as package:
            sizes = [entry.file_size for entry in package.infolist() if entry.filename.startswith(_MEDIA)]
    except (BadZipFile, OSError):
        return 0
    return sum(size >= _LARGE_PICTURE for size in sizes)


def read_looks(path: Path) -> dict[str, SheetLook]:
    """By sheet name. Workbooks of another kind than .xlsx have none."""
    try:
        with ZipFile(path) as package:
            names = set(package.namelist())
            if "xl/workbook.xml" not in names:
                return {}
            styles = _read_styles(package, names)
            parts = {name: part for name, part in _sheet_parts(package).items() if part in names}
            return {name: _look_of_sheet(package, part, names, styles) for name, part in parts.items()}
    except (BadZipFile, KeyError, ValueError, etree.XMLSyntaxError):
        return {}


def _parse(package: ZipFile, part: str) -> etree._Element:
    return etree.fromstring(package.read(part))


def _sheet_parts(package: ZipFile) -> dict[str, str]:
    targets = dict(_relations(package, "xl/workbook.xml"))
    sheets = _parse(package, "xl/workbook.xml").iter(_S + "sheet")
    return {sheet.get("name") or "": targets.get(sheet.get(_R + "id") or "", "") for sheet in sheets}


def _relations(package: ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """Ids and full names of the parts that a part refers to."""
    folder, name = part.rsplit("/", 1)
    relations = f"{folder}/_rels/{name}.rels"
    if relations in package.namelist():
        for relation in _parse(package, relations):
            target = relation.get("Target") or ""
            full = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
            yield relation.get("Id") or "", full


def _read_styles(package: ZipFile, names: set[str]) -> _Styles:
    formats: dict[str, str] = {}
    marks: dict[str, str] = {}
    if "xl/styles.xml" in names:
        root = _parse(package, "xl/styles.xml")
        codes = {int(e.get("numFmtId") or 0): e.get("formatCode") or "" for e in root.iter(_S + "numFmt")}
        fonts = root.find(_S + "fonts")
        spoilt = [_mark_of_font(font) for font in (fonts if fonts is not None else ())]
        cells = root.find(_S + "cellXfs")
        for number, style in enumerate(cells if cells is not None else ()):
            code = (_BUILT_IN | codes).get(int(style.get("numFmtId") or 0), "General")
            if code and code != "@" and not re.search(r"[yYdDhH]", code) and matters(code):
                formats[str(number)] = code
            font = int(style.get("fontId") or 0)
            if font < len(spoilt) and (mark := spoilt[font]):
                marks[str(number)] = mark
    return _Styles(formats, marks, _rich_strings(package) if "xl/sharedStrings.xml" in names else {})


def _mark_of_font(font: etree._Element) -> str | None:
    color = font.find(_S + "color")
    if color is not None and (color.get("rgb") or "").upper() == "FFFFFFFF":
        return "有白色的文字，看不见"
    strike, raised = font.find(_S + "strike"), font.find(_S + "vertAlign")
    if strike is not None and strike.get("val") not in ("0", "false"):
        return "有划掉的文字"
    if raised is not None and raised.get("val") in ("superscript", "subscript"):
        return "有上标或下标的小字（可能是注释号）"
    return None


def _rich_strings(package: ZipFile) -> dict[str, str]:
    """Shared strings of which a part is white, struck or raised."""
    found = {}
    for number, string in enumerate(_parse(package, "xl/sharedStrings.xml").iter(_S + "si")):
        for look in string.iter(_S + "rPr"):
            if mark := _mark_of_font(look):
                found[str(number)] = mark
    return found


def _look_of_sheet(package: ZipFile, part: str, names: set[str], styles: _Styles) -> SheetLook:
    root = _parse(package, part)
    formats: dict[Place, str] = {}
    marks: dict[Place, tuple[str, ...]] = {}
    for cell in root.iter(_S + "c"):
        place = _place(cell.get("r") or "")
        if place is None:
            continue
        if code := styles.formats.get(cell.get("s") or "0"):
            formats[place] = code
        if doubts := tuple(_marks_of_cell(cell, styles)):
            marks[place] = doubts
    for comments in (p for _, p in _relations(package, part) if "comments" in p and p in names):
        for comment in _parse(package, comments).iter(_S + "comment"):
            if place := _place(comment.get("ref") or ""):
                said = "".join(t.text or "" for t in comment.iter(_S + "t"))
                marks[place] = (*marks.get(place, ()), f"格子有批注：“{said.strip()[:30]}”")
    rows = frozenset(int(row.get("r") or 0) - 1 for row in root.iter(_S + "row") if _is_hidden(row))
    return SheetLook(formats, marks, rows, frozenset(_hidden_columns(root)))


def _marks_of_cell(cell: etree._Element, styles: _Styles) -> Iterator[str]:
    value, formula = cell.find(_S + "v"), cell.find(_S + "f")
    if formula is not None and (value is None or not value.text):
        yield "公式没有算出的结果，请打开表格重新计算后保存"
    if formula is not None and _VOLATILE.search(formula.text or ""):
        yield "公式的结果会随日期改变"
    if cell.get("t") == "e":
        yield f"公式出错（{value.text if value is not None else ''}）"
    if mark := styles.marks.get(cell.get("s") or "0"):
        yield mark
    if cell.get("t") == "s" and value is not None and (mark := styles.strings.get(value.text or "")):
        yield mark


def _hidden_columns(root: etree._Element) -> Iterator[int]:
    for column in root.iter(_S + "col"):
        if _is_hidden(column):
            last = min(int(column.get("max") or 0), _LAST_COLUMN)
            yield from range(int(column.get("min") or 1) - 1, last)


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") in ("1", "true")


def _place(reference: str) -> Place | None:
    match = _PLACE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
