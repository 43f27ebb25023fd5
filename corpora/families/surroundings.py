"""What stands around the values of a Word form: frames, hidden rows, shifted rows, headers, comments."""

import random
import re
from copy import deepcopy
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from corpora.families.wordxml import Opened, piece, runs_of, wrap


def nest_form(rng: random.Random, opened: Opened) -> None:
    """The whole form stands in the one cell of an outer table, which makes the frame of the page."""
    parts = opened.elements()[: opened.form]
    outer = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblW w:w='9000' w:type='dxa'/></w:tblPr><w:tblGrid><w:gridCol "
        "w:w='9000'/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w='9000' w:type='dxa'/></w:tcPr></w:tc></w:tr>"
        "</w:tbl>"
    )
    cell = next(outer.iter(qn("w:tc")))
    wrap(parts, outer, cell)
    if cell[-1].tag != qn("w:p"):
        cell.append(piece("p"))


_TYPED = re.compile(r"(第|（|)([一二三四五六七八九十]+|\d+)(部分  |）|、|．|\.)")


def number_headings(rng: random.Random, opened: Opened) -> None:
    """The numbers of headings are Word's own, not typed."""
    forms: dict[int, tuple[str, str]] = {}
    for block, element in opened.headings():
        match = _TYPED.match(block.text)
        if match is None:
            continue
        shape = "decimal" if match[2].isdigit() else "chineseCountingThousand"
        forms.setdefault(block.level, (shape, f"{match[1]}%{block.level}{match[3]}"))
        runs = runs_of(element)
        runs[0].find(qn("w:t")).text = block.text[match.end() :]
        properties = element.get_or_add_pPr()
        mark = f'<w:ilvl w:val="{block.level - 1}"/><w:numId w:val="77"/>'
        properties._insert_numPr(piece("numPr", "", mark))
    levels = "".join(
        f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for level, (shape, text) in sorted(forms.items())
    )
    numbering = opened.document.part.numbering_part.element
    kind = piece("abstractNum", 'w:abstractNumId="77"', f'<w:multiLevelType w:val="multilevel"/>{levels}')
    numbering.insert(0, kind)
    numbering.append(piece("num", 'w:numId="77"', '<w:abstractNumId w:val="77"/>'))


def hide_rows(rng: random.Random, opened: Opened) -> None:
    """Hidden rows with old figures, and hidden instructions between the paragraphs."""
    rows = list(dict.fromkeys(spot.row for spot in opened.filled()))
    whole = [row for row in rows if next(row.iter(qn("w:vMerge")), None) is None]
    for row in rng.sample(whole, min(4, len(whole))):
        old = deepcopy(row)
        for run in runs_of(old):
            hide(run)
            for text in run.findall(qn("w:t")):
                text.text = re.sub(r"\d", lambda m: str((int(m[0]) + 3) % 10), text.text or "")
        old.get_or_add_trPr().append(piece("hidden"))
        rng.choice((row.addprevious, row.addnext))(old)
    for element in rng.sample(opened.elements()[: opened.form], 2):
        note = piece("p")
        note.append(
            piece("r", "", "<w:t>填表说明：规上工业企业数量应为999家，数据按2019年底填报，打印时隐藏。</w:t>")
        )
        hide(note[0])
        element.addprevious(note)


def hide(run: Any) -> None:
    run.get_or_add_rPr().append(piece("vanish"))


def shift_rows(rng: random.Random, opened: Opened) -> None:
    """Rows that begin and end at different columns of the grid, as after dragging borders."""
    for table in dict.fromkeys(spot.row.getparent() for spot in opened.spots):
        merged = next(table.iter(qn("w:vMerge")), None) is not None
        grid = table.find(qn("w:tblGrid"))
        grid.insert(0, piece("gridCol", 'w:w="120"'))
        grid.append(piece("gridCol", 'w:w="120"'))
        for row in table.findall(qn("w:tr")):
            cells = row.findall(qn("w:tc"))
            for name, cell in (("gridBefore", cells[0]), ("gridAfter", cells[-1])):
                if merged or rng.random() < 0.5:
                    properties = row.get_or_add_trPr()
                    properties.insert(0, piece(name, 'w:val="1"'))
                else:
                    cell.grid_span = cell.grid_span + 1
            properties = row.trPr
            before = properties.find(qn("w:gridBefore"))
            if before is not None:
                properties.insert(0, before)


def fill_margins(rng: random.Random, opened: Opened) -> None:
    """Headers and footers with other numbers, one of them even with a label of the form."""
    section = opened.document.sections[0]
    section.header.paragraphs[0].text = "报送编号：2019-0035    截至2019年底市场主体数量99家"
    section.footer.paragraphs[0].text = "第 3 页 共 26 页    联系电话：0340-2999999"
    if rng.random() < 0.5:
        table = section.header.add_table(1, 2, Pt(300))
        table.cell(0, 0).text, table.cell(0, 1).text = "规上工业企业数量", "999"


def comment_outside(rng: random.Random, opened: Opened) -> None:
    """Comments on the narrative that speak of other figures."""
    paragraphs = [one for one in opened.document.paragraphs if one.runs and one.text.strip()]
    behind = [one for one in paragraphs if opened.body.index(one._p) >= opened.form]
    for paragraph in rng.sample(behind, min(4, len(behind))):
        opened.document.add_comment(paragraph.runs, "此处应为999家，请与统计局核对", "审核人", "审")
    for comment in opened.document.part._comments_part.element:
        comment.set(qn("w:date"), "2021-03-15T09:00:00Z")
