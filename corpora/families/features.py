"""What Word can wrap a value in without changing what is read on paper."""

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from corpora.dossiers import Case
from corpora.families.papers import draw_papers
from corpora.families.surroundings import (
    comment_outside,
    fill_margins,
    hide_rows,
    nest_form,
    number_headings,
    shift_rows,
)
from corpora.families.wordxml import (
    AUTHOR,
    Opened,
    piece,
    run_like,
    run_text,
    runs_of,
    split_run,
    take_apart,
    wrap,
)
from corpora.word import build_word, save_word
from policy import Policy

Feature = Callable[[random.Random, Opened], None]
CHANGE = f'w:id="90" {AUTHOR}'


def make_feature_cases(seed: int, count: int, folder: Path, policy: Policy) -> list[Case]:
    """`count` dossiers of each feature, as Word files."""
    return [
        make_feature_case(seed, name, number, folder, policy) for name in FEATURES for number in range(count)
    ]


def make_feature_case(seed: int, name: str, number: int, folder: Path, policy: Policy) -> Case:
    papers = draw_papers(f"{seed}/feature/{name}", number, policy)
    document = build_word(papers.whole, papers.look)
    FEATURES[name](papers.rng, take_apart(document, papers.whole, len(papers.form)))
    path = folder / f"feature-{name}-{number:02d}.docx"
    save_word(document, path)
    return papers.case("feature", name, path)


def control(kind: str = "") -> tuple[Any, Any]:
    """A content control and its content."""
    content = piece("sdtContent")
    whole = piece("sdt", "", f'<w:sdtPr><w:alias w:val="填报"/><w:id w:val="7"/>{kind}</w:sdtPr>')
    whole.append(content)
    return whole, content


def use_controls(rng: random.Random, opened: Opened) -> None:
    """Values in content controls: some text of a paragraph, all paragraphs, the cell, the row."""
    rows: list[Any] = []
    for spot in opened.filled():
        paragraphs = spot.element.findall(qn("w:p"))
        manner = rng.choice(("inline", "inline", "block", "cell", "row", "plain"))
        if manner == "inline":
            for paragraph in paragraphs:
                if runs := paragraph.findall(qn("w:r")):
                    wrap(runs, *control("<w:text/>"))
        elif manner == "block":
            wrap(paragraphs, *control())
        elif manner == "cell":
            wrap([spot.element], *control())
        elif manner == "row" and spot.row.tag == qn("w:tr") and spot.row not in rows:
            rows.append(spot.row)
    for row in rows:
        wrap([row], *control())


def track_changes(rng: random.Random, opened: Opened) -> None:
    """Values and labels corrected with tracking on: what is new is kept, what was there is crossed out."""
    for spot in (*opened.filled(), *opened.labels()):
        runs = runs_of(spot.element)
        if not runs or rng.random() < 0.4:
            continue
        run = runs[0]
        old = piece(rng.choice(("del", "del", "moveFrom")), CHANGE)
        old.append(run_like(run, rng.choice(("待核", "999", "12.5", "原")), "delText"))
        if old.tag == qn("w:moveFrom"):
            old[0][-1].tag = qn("w:t")
        manner = rng.choice(("all", "front", "none"))
        if manner == "front" and len(parts := split_run(run, halves)) > 1:
            wrap([parts[0]], piece("ins", CHANGE))
            parts[1].addprevious(old)
        elif manner == "all":
            run.addprevious(old)
            wrap([run], piece("ins" if old.tag == qn("w:del") else "moveTo", CHANGE))
        else:
            spot.element.findall(qn("w:p"))[-1].append(old)
    for row in {spot.row for spot in opened.filled() if rng.random() < 0.1}:
        row.get_or_add_trPr().append(piece("ins", CHANGE))


def halves(text: str) -> Iterator[str]:
    yield text[: len(text) // 2]
    yield text[len(text) // 2 :]


def split_runs(rng: random.Random, opened: Opened) -> None:
    """Text in many runs, with bookmarks, marks of the spelling check, links, fields and smart tags."""
    for number, spot in enumerate((*opened.labels(), *opened.filled())):
        for run in runs_of(spot.element):
            parts = split_run(run, lambda text: cut_anywhere(rng, text))
            for part in parts:
                wrap_run(rng, part, number)


def cut_anywhere(rng: random.Random, text: str) -> Iterator[str]:
    while text:
        size = rng.randint(1, max(1, len(text)))
        yield text[:size]
        text = text[size:]


def wrap_run(rng: random.Random, run: Any, number: int) -> None:
    manner = rng.choice(("bookmark", "proof", "link", "field", "tag", "plain", "rendered"))
    if manner == "bookmark":
        run.addprevious(piece("bookmarkStart", f'w:id="{number}" w:name="b{number}"'))
        run.addnext(piece("bookmarkEnd", f'w:id="{number}"'))
    elif manner == "proof":
        run.addprevious(piece("proofErr", 'w:type="spellStart"'))
        run.addnext(piece("proofErr", 'w:type="spellEnd"'))
    elif manner == "link":
        wrap([run], piece("hyperlink", f'w:anchor="b{number}"'))
    elif manner == "field":
        wrap([run], piece("fldSimple", 'w:instr=" DOCPROPERTY 填报99 "'))
    elif manner == "tag":
        wrap(
            [run], piece("smartTag", 'w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate"')
        )
    elif manner == "rendered":
        run.insert(len(run) - 1, piece("lastRenderedPageBreak"))


_BOX = (
    "<w:r {names}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline distT='0' distB='0' "
    "distL='0' distR='0'><wp:extent cx='900000' cy='300000'/><wp:docPr id='{number}' name='文本框'/>"
    "<a:graphic><a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp>"
    "<wps:cNvSpPr txBox='1'/><wps:spPr/><wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr/></wps:wsp>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape "
    "style='width:90pt;height:24pt'><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
_NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def use_text_boxes(rng: random.Random, opened: Opened) -> None:
    """A few values stand in a text box inside the cell, once for new programs and once for old ones."""
    spots = opened.filled()
    for number, spot in enumerate(rng.sample(spots, min(6, len(spots))), 1):
        paragraphs = spot.element.findall(qn("w:p"))
        box = parse_xml(_BOX.format(names=f"{nsdecls('w', 'wp', 'a')} {_NAMES}", number=number))
        for content in box.iter(qn("w:txbxContent")):
            content.extend(deepcopy(paragraph) for paragraph in paragraphs)
        for paragraph in paragraphs:
            for run in paragraph.findall(qn("w:r")):
                paragraph.remove(run)
        for paragraph in paragraphs[1:]:
            spot.element.remove(paragraph)
        paragraphs[0].append(box)


def mark_labels(rng: random.Random, opened: Opened) -> None:
    """Soft hyphens, tabs and line breaks inside labels."""
    for spot in opened.labels():
        for run in runs_of(spot.element)[:1]:
            if rng.random() < 0.7 and len(run_text(run)) > 3:
                parts = split_run(run, halves)
                for part in parts[1:]:
                    mark = rng.choice(("softHyphen", "tab", "br", "cr", "zero"))
                    if mark == "zero":
                        part.find(qn("w:t")).text = rng.choice("\u200b\u00ad\ufeff") + run_text(part)
                    else:
                        part.insert(len(part) - 1, piece(mark))


FEATURES: dict[str, Feature] = {
    "content controls": use_controls,
    "tracked changes": track_changes,
    "split runs": split_runs,
    "text boxes": use_text_boxes,
    "form in a table": nest_form,
    "generated numbers": number_headings,
    "hidden rows": hide_rows,
    "marks in labels": mark_labels,
    "shifted rows": shift_rows,
    "headers, footers": fill_margins,
    "comments": comment_outside,
}
