"""Dossiers with more than one form: blank ones, old ones, the same one twice, and another programme's."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from corpora.blocks import Block, GridCell, Paragraph, plain_grid
from corpora.dossiers import Case, Draft
from corpora.families.papers import Papers, draw_papers, edit_cells, edit_words
from corpora.pdf import print_pdfs
from corpora.sheet import add_sheet, open_book
from corpora.word import PRINT_LOOK, write_word
from corpora.writing import Expected
from policy import Policy

Manner = Callable[[Papers, Path], Draft]
"""Writes the files of a dossier into a folder; what it returns may still have to be printed."""

DOUBT = Expected("review")


def make_copies_cases(
    seed: int, count: int, folder: Path, policy: Policy, *, printed: bool = True
) -> list[Case]:
    """`count` dossiers of each manner; those with a PDF only if `printed`."""
    drafts = []
    for name, make in MANNERS.items():
        if printed or name != "Word and PDF":
            for number in range(count):
                papers = draw_papers(f"{seed}/copies/{name}", number, policy)
                draft = make(papers, folder / f"copies-{name}-{number:02d}")
                drafts.append(replace(draft, case=replace(draft.case, family=name)))
    print_into(drafts, folder / "printed")
    return [draft.case for draft in drafts]


def print_into(drafts: Iterable[Draft], room: Path) -> None:
    """Prints the Word files of all drafts in one call, each into the folder of its dossier."""
    files = {file: draft.case.path for draft in drafts for file in draft.prints}
    if files:
        for made, target in zip(print_pdfs(list(files), room), files.values(), strict=True):
            made.rename(target / "申报表（扫描前）.pdf")


def finish(papers: Papers, folder: Path, **changes: object) -> Draft:
    papers.write_narrative(folder / "申报资料.docx")
    return Draft(replace(papers.case("copies", "", folder), **changes))  # type: ignore[arg-type]


def blank_form(papers: Papers) -> tuple[Block, ...]:
    """The same form before anything was written into it."""
    labels = [item.label for item in papers.policy.form.fields if item.seal is not None]

    def empty(cell: GridCell) -> GridCell:
        if cell.role != "value":
            return cell
        own = next((line for line in cell.text.split("\n")[:1] if line.endswith("：")), "")
        return replace(cell, text=own if any(label[:4] in own for label in labels) else "", number=None)

    return edit_cells(papers.form, empty)


def old_form(papers: Papers, *, titled: bool) -> tuple[Block, ...]:
    """Last year's form with last year's figures, which may say so of themselves."""
    year, figures = papers.county.data_year, {f.id for f in papers.policy.form.fields if f.kind != "text"}

    def older(cell: GridCell) -> GridCell:
        if cell.role != "value" or cell.field not in figures:
            return cell
        number = None if cell.number is None else cell.number - 1
        text = re.sub(r"(?<![\d年])[3-9](?=\d)", lambda m: str(int(m[0]) - 1), cell.text)
        return replace(cell, text=text.replace(str(year), str(year - 1)), number=number)

    def word(block: Paragraph) -> Paragraph:
        text = block.text.replace(f"{year}年", f"{year - 1}年")
        if block.role == "title" and str(year - 1) not in text and titled:
            text = f"{year - 1}年度{text}"
        return replace(block, text=text)

    return edit_words(edit_cells(papers.form, older), word)


def blank_beside(papers: Papers, folder: Path) -> Draft:
    """The empty template lies beside the form."""
    write_word(folder / "附件2 申报表（空表）.docx", blank_form(papers), papers.look)
    papers.write_form(folder / papers.rng.choice(("申报表.xlsx", "申报表.docx")))
    return finish(papers, folder)


def only_blank(papers: Papers, folder: Path) -> Draft:
    """Nobody has filled in anything."""
    write_word(folder / "申报表.docx", blank_form(papers), papers.look)
    materials = {**papers.county.narrative.materials, "application_form": "hollow"}
    story = replace(papers.county.narrative, materials=materials)
    county = replace(papers.county, narrative=story)
    expected = dict.fromkeys(papers.expected, Expected("blank"))
    # With no figures on the form there is nothing that the narrative's could agree with.
    return finish(papers, folder, expected=expected, county=county)


def years_in_files(papers: Papers, folder: Path) -> Draft:
    old, new = papers.rng.choice((("2019年申报表", "2020年申报表"), ("申报表（去年）", "申报表"), ("a", "b")))
    write_word(folder / f"{old}.docx", old_form(papers, titled=papers.rng.random() < 0.7), papers.look)
    papers.write_form(folder / f"{new}.docx")
    return finish(papers, folder)


def years_in_sheets(papers: Papers, folder: Path) -> Draft:
    """Two sheets of a workbook, told apart by their names at least."""
    folder.mkdir(parents=True)
    book = open_book(folder / "申报表.xlsx")
    year = papers.county.data_year
    sheets = [
        (f"{year - 1}年", old_form(papers, titled=papers.rng.random() < 0.5)),
        (f"{year}年", papers.form),
    ]
    for name, form in papers.rng.sample(sheets, 2):
        add_sheet(book, name, form)
    book.close()
    return finish(papers, folder)


def word_and_pdf(papers: Papers, folder: Path) -> Draft:
    """The same form as the file it was written in and as it was printed."""
    papers.write_form(folder / "申报表.docx")
    to_print = folder.parent / "to-print" / f"{folder.name}.docx"
    write_word(to_print, papers.form, PRINT_LOOK)
    return replace(finish(papers, folder), prints=(to_print,))


def word_and_sheet(papers: Papers, folder: Path) -> Draft:
    papers.write_form(folder / "申报表.docx")
    papers.write_form(folder / "申报表.xlsx")
    return finish(papers, folder)


def one_value_differs(papers: Papers, folder: Path) -> Draft:
    """Two copies that are alike but for one figure: nobody can know which is right."""
    sure = [
        item.id
        for item in papers.policy.form.fields
        if item.kind == "int" and papers.expected[item.id].status == "accepted"
    ]
    field = papers.rng.choice(sure)
    other = str(int(papers.county.number(field)) + papers.rng.randint(1, 9))

    def change(cell: GridCell) -> GridCell:
        same = cell.role == "value" and cell.field == field
        return replace(cell, text=other, number=None) if same else cell

    form = edit_cells(papers.form, change)
    files = papers.rng.sample(("申报表（报送）.docx", "申报表（存档）.docx"), 2)
    papers.write_form(folder / files[0])
    write_word(folder / files[1], form, papers.look)
    return finish(papers, folder, expected={**papers.expected, field: DOUBT})


def other_programme(papers: Papers, folder: Path) -> Draft:
    """A form of another programme, which asks some of the same things of an enterprise."""
    rng, place = papers.rng, papers.county.place.short
    rows = (
        ("申报单位名称", f"{place}企业服务有限公司", "单位性质", "民营企业"),
        ("联系人", "周云", "联系电话", "0340-2999999"),
        ("从业人员（人）", str(rng.randint(10, 90)), "营业收入（万元）", str(rng.randint(100, 900))),
        ("上缴税金（万元）", "12.5", "服务中小企业数量（家）", str(rng.randint(100, 900))),
        ("企业家培训人数", "88", "高新技术企业数量", "3"),
        ("市级中小企业主管部门意见", "同意推荐。", "省级意见", ""),
    )
    blocks = (
        Paragraph("山西省中小企业公共服务示范平台申报表", "title"),
        plain_grid(rows, (1.2, 1, 1.2, 1)),
        Paragraph(f"备注：所有数据填报{papers.county.data_year}年底数据", "remark"),
    )
    write_word(folder / rng.choice(("0.平台申报表.docx", "平台申报表.docx")), blocks, papers.look)
    papers.write_form(folder / "申报表.docx")
    return finish(papers, folder)


MANNERS: dict[str, Manner] = {
    "blank one beside": blank_beside,
    "only a blank one": only_blank,
    "years in files": years_in_files,
    "years in sheets": years_in_sheets,
    "Word and PDF": word_and_pdf,
    "Word and workbook": word_and_sheet,
    "one value differs": one_value_differs,
    "other programme": other_programme,
}
