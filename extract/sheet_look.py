"""What an .xlsx workbook does to its values: formats that change a meaning, hidden rows and columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PERCENT_IDS = {9: "0%", 10: "0.00%"}
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_LAST_COLUMN = 16_384
_COLUMN = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format that shows a number as something else: in percent, with words, or scaled."""

    percent: bool
    before: str
    after: str
    scaled: bool

    def show(self, number: Decimal) -> tuple[str, tuple[str, ...]]:
        """The number as a person sees it (unrounded), and doubts about it."""
        shown = number * 100 if self.percent else number
        text = f"{shown.normalize():f}"
        doubts = ("单元格的数字格式把数值缩小了显示",) if self.scaled else ()
        return f"{self.before}{text}{'%' if self.percent else ''}{self.after}", doubts


@dataclass(frozen=True, slots=True)
class SheetLook:
    """What a sheet hides or shows differently. Rows and columns count from 0; of cells only those whose
    format matters are here."""

    formats: Mapping[tuple[int, int], NumberFormat] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def hides(self, row: int, column: int) -> bool:
        return row in self.hidden_rows or column in self.hidden_columns


def read_looks(path: Path) -> dict[str, SheetLook]:
    """By sheet name. Workbooks of another kind than .xlsx have none."""
    try:
        with ZipFile(path) as package:
            names = set(package.namelist())
            if "xl/workbook.xml" not in names:
                return {}
            has_styles = "xl/styles.xml" in names
            styles = _formats_by_style(etree.fromstring(package.read("xl/styles.xml"))) if has_styles else {}
            return {
                name: _look_of_sheet(etree.fromstring(package.read(part)), styles)
                for name, part in _sheet_parts(package).items()
                if part in names
            }
    except (BadZipFile, KeyError, etree.XMLSyntaxError):
        return {}


def _sheet_parts(package: ZipFile) -> dict[str, str]:
    relations = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target") or "" for relation in relations}
    book = etree.fromstring(package.read("xl/workbook.xml"))
    parts = {}
    for sheet in book.iter(_S + "sheet"):
        target = targets.get(sheet.get(_R + "id"), "")
        parts[sheet.get("name") or ""] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return parts


def _formats_by_style(root: etree._Element) -> dict[str, NumberFormat]:
    codes = {int(e.get("numFmtId") or 0): e.get("formatCode") or "" for e in root.iter(_S + "numFmt")}
    codes = _PERCENT_IDS | codes
    cells = root.find(_S + "cellXfs")
    found = {}
    for number, style in enumerate(cells if cells is not None else ()):
        parsed = _parse_format(codes.get(int(style.get("numFmtId") or 0), ""))
        if parsed:
            found[str(number)] = parsed
    return found


def _parse_format(code: str) -> NumberFormat | None:
    """None for formats that change only digits' grouping and rounding."""
    first = code.split(";")[0]
    bare = _LITERAL.sub("", first)
    placeholder = re.search(r"[0#?][0#?,.]*", bare)
    if placeholder is None:
        return None
    head, _, tail = first.partition(placeholder.group())
    before, after = ("".join(a or b for a, b in _LITERAL.findall(part)).strip() for part in (head, tail))
    percent, scaled = "%" in bare, placeholder.group().endswith(",")
    if not (percent or scaled or before or after):
        return None
    return NumberFormat(percent, before, after, scaled)


def _look_of_sheet(root: etree._Element, styles: dict[str, NumberFormat]) -> SheetLook:
    formats = {}
    for cell in root.iter(_S + "c") if styles else ():
        style = styles.get(cell.get("s") or "")
        place = _COLUMN.fullmatch(cell.get("r") or "")
        if style and place:
            formats[int(place[2]) - 1, _column_number(place[1])] = style
    rows = {int(row.get("r") or 0) - 1 for row in root.iter(_S + "row") if _is_hidden(row)}
    columns = {
        number - 1
        for column in root.iter(_S + "col")
        if _is_hidden(column)
        for number in range(int(column.get("min") or 0), min(int(column.get("max") or 0), _LAST_COLUMN) + 1)
    }
    return SheetLook(formats, frozenset(rows), frozenset(columns))


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") in ("1", "true")


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
