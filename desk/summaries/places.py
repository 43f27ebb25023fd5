"""Saying where something stands, as a clerk would look for it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from desk.summaries.words import clean, shorten
from dossier import CellPlace, Dossier, Evidence

MANY = 3
"""Places said in full; of more, only their number is said."""

TEXT_FILES = (".docx", ".doc", ".docm", ".wps", ".rtf", ".odt")
"""Word shows no pages that could be counted: what was read in a picture there is said by its picture."""

OPENING = 16
"""So many words of a paragraph name it: Word shows no numbers of paragraphs."""


@dataclass(frozen=True, slots=True)
class Places:
    """Says places in one dossier. `names` are the shortest names that tell its files apart, with the
    folder that each lies in."""

    names: Mapping[str, str]

    def say(self, evidence: Evidence) -> str:
        """ "申报表.docx 第1个表第10行", "申报表.pdf 第2页", "附表.xlsx 第1张表B10"."""
        return f"{self.name(evidence.source)} {say_spot(evidence)}".strip()

    def say_all(self, evidence: Sequence[Evidence]) -> str:
        """Each place once, file by file, the first few in full; an empty string where there is none."""
        places = list(dict.fromkeys((item.source, say_spot(item)) for item in evidence))
        spots: dict[str, list[str]] = {}
        for source, spot in places[:MANY]:
            spots.setdefault(source, []).append(spot)
        said = "；".join(f"{self.name(source)} {'、'.join(found)}".strip() for source, found in spots.items())
        return f"{said}等{len(places)}处" if len(places) > MANY else said

    def name(self, source: str) -> str:
        return clean(self.names.get(source, source))


def name_places(dossier: Dossier | None) -> Places:
    """A file is called by its name, and by the folder it lies in; where that is not enough, by its path."""
    paths = [source.path for source in dossier.sources] if dossier else []
    shared = Counter(map(name_file, paths))
    return Places({path: name for path in paths if shared[name := name_file(path)] == 1})


def name_file(path: str) -> str:
    return "/".join(PurePosixPath(path).parts[-2:])


def say_spot(evidence: Evidence) -> str:
    """The place within the file; an empty string where the evidence is the whole file."""
    if evidence.method == "sheet":
        sheet = f"第{evidence.page or 1}张表"
        return sheet + say_sheet_cell(evidence.cell) if evidence.cell else sheet
    parts = []
    if evidence.page is not None:
        in_text = evidence.method == "ocr" and evidence.source.lower().endswith(TEXT_FILES)
        parts.append(f"第{evidence.page}张图" if in_text else f"第{evidence.page}页")
    if evidence.cell is not None:
        parts.append(say_row(evidence.cell))
    if evidence.paragraph is not None:
        parts.append(f"“{shorten(evidence.quote, OPENING)}”处" if evidence.quote.strip() else "正文")
    return "".join(parts)


def say_row(cell: CellPlace) -> str:
    """Merged cells make the columns of a Word table uncountable; the words in the cell are quoted anyway."""
    return f"第{cell.table + 1}个表第{cell.row + 1}行"


def say_sheet_cell(cell: CellPlace) -> str:
    """The cell as a spreadsheet calls it: B10."""
    letters = ""
    column = cell.column + 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{cell.row + 1}"
