"""What only a Word file can hide: hidden text, tracked changes, struck out figures, marks of notes."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor

from corpora.dossiers import Case
from corpora.traps.kit import DOUBT, FileTrap, Kit
from corpora.word import PRINT_LOOK, build_word, save_word
from corpora.writing import Expected

FIELD = "industrial_above_scale"
CHANGE = 'w:id="9" w:author="办公室" w:date="2021-03-15T09:00:00Z"'


def lay_in_cell(spoil: Callable[[Any, str], None], expected: Callable[[Kit], Expected]) -> FileTrap:
    """A trap inside the value cell of FIELD, which holds one run with the true number."""

    def make(kit: Kit, name: str) -> Case:
        form = kit.tidy()
        cell = form.cell(FIELD, "value")
        document = build_word(form.blocks, PRINT_LOOK)
        place = document.tables[0].cell(cell.row, cell.column)
        spoil(place, str(kit.whole(FIELD)))
        path = kit.folder / f"{name}.docx"
        save_word(document, path)
        return kit.case(name, form.expect([FIELD], expected(kit)), path)

    return make


def doubt(kit: Kit) -> Expected:
    return DOUBT


def truth(kit: Kit) -> Expected:
    """Accepted is right, but only with the true value."""
    return Expected("accepted", kit.value(FIELD))


def copy_run(place: Any, text: str) -> Any:
    """One more run behind the value's."""
    paragraph = place.paragraphs[0]
    run = paragraph.add_run(text)
    run.font.size = paragraph.runs[0].font.size
    return run


def hide_digits(place: Any, text: str) -> None:
    """A hidden digit behind the visible ones."""
    copy_run(place, "7").font.hidden = True


def hide_value(place: Any, text: str) -> None:
    """All of the value is hidden; another number is seen."""
    place.paragraphs[0].runs[0].font.hidden = True
    copy_run(place, "999")


def hide_everything(place: Any, text: str) -> None:
    """An empty cell to the eye."""
    place.paragraphs[0].runs[0].font.hidden = True


def whiten_digits(place: Any, text: str) -> None:
    """A white digit on white paper."""
    copy_run(place, "7").font.color.rgb = RGBColor(255, 255, 255)


def delete_digits(place: Any, text: str) -> None:
    """A digit deleted, the change not yet accepted."""
    track(place, f"<w:del {CHANGE} {nsdecls('w')}><w:r><w:delText>7</w:delText></w:r></w:del>")


def replace_value(place: Any, text: str) -> None:
    """Another number deleted, the true one inserted, both tracked."""
    run = place.paragraphs[0].runs[0]._element
    run.getparent().remove(run)
    track(place, f"<w:del {CHANGE} {nsdecls('w')}><w:r><w:delText>999</w:delText></w:r></w:del>")
    track(place, f"<w:ins {CHANGE} {nsdecls('w')}><w:r><w:t>{text}</w:t></w:r></w:ins>")


def track(place: Any, xml: str) -> None:
    place.paragraphs[0]._element.append(parse_xml(xml))


def strike_first(place: Any, text: str) -> None:
    """A wrong number struck out, the right one behind it."""
    run = place.paragraphs[0].runs[0]
    run.text = "999"
    run.font.strike = True
    copy_run(place, text)


def raise_mark(place: Any, text: str) -> None:
    """A raised 1 that refers to a note under the table."""
    copy_run(place, "1").font.superscript = True


def compute_field(place: Any, text: str) -> None:
    """A field whose instruction holds other numbers than its result."""
    run = place.paragraphs[0].runs[0]
    run.text = ""
    for kind, content in (
        ("begin", ""),
        ("", " =SUM(999) "),
        ("separate", ""),
        ("result", text),
        ("end", ""),
    ):
        copy_run(place, "")._element.append(field_part(kind, content))


def field_part(kind: str, content: str) -> Any:
    if kind == "":
        return parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve">{content}</w:instrText>')
    if kind == "result":
        return parse_xml(f"<w:t {nsdecls('w')}>{content}</w:t>")
    return parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>')


def nest_table(place: Any, text: str) -> None:
    """Two years in a small table inside the cell."""
    place.paragraphs[0].runs[0].text = ""
    table = place.add_table(2, 2)
    for row, pair in enumerate((("2019年", "999"), ("2020年", text))):
        for column, shown in enumerate(pair):
            table.cell(row, column).text = shown


def number_paragraph(place: Any, text: str) -> None:
    """The value stands in a numbered list: Word shows "1. " before it, which is not in the text."""
    paragraph = place.paragraphs[0]
    paragraph.style = "List Number"


def delete_row(kit: Kit, name: str) -> Case:
    """A row with an old number, deleted as a tracked change, stands before the row with the true one."""
    form = kit.tidy()
    document = build_word(form.blocks, PRINT_LOOK)
    row = document.tables[0].rows[form.cell(FIELD, "value").row]._tr
    old = deepcopy(row)
    row.addprevious(old)
    texts = old.findall(f".//{qn('w:t')}")
    texts[-1].text = "999"
    for text in texts:
        text.tag = qn("w:delText")
    for run in old.findall(f".//{qn('w:r')}"):
        parent = run.getparent()
        wrapped = parse_xml(f"<w:del {CHANGE} {nsdecls('w')}/>")
        parent.replace(run, wrapped)
        wrapped.append(run)
    old.get_or_add_trPr().append(parse_xml(f"<w:del {CHANGE} {nsdecls('w')}/>"))
    path = kit.folder / f"{name}.docx"
    save_word(document, path)
    return kit.case(name, form.expect([FIELD], truth(kit)), path)


WORD_TRAPS: dict[str, FileTrap] = {
    "hidden_digit": lay_in_cell(hide_digits, doubt),
    "hidden_value": lay_in_cell(hide_value, doubt),
    "hidden_cell": lay_in_cell(hide_everything, doubt),
    "white_digit": lay_in_cell(whiten_digits, doubt),
    "deleted_digit": lay_in_cell(delete_digits, truth),
    "replaced_value": lay_in_cell(replace_value, truth),
    "deleted_row": delete_row,
    "struck_value": lay_in_cell(strike_first, truth),
    "raised_mark": lay_in_cell(raise_mark, truth),
    "computed_field": lay_in_cell(compute_field, truth),
    "nested_years": lay_in_cell(nest_table, truth),
    "numbered_value": lay_in_cell(number_paragraph, truth),
}
