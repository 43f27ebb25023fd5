"""Marks that a scan loses: 二聚焦 for 二、聚焦 where headings are counted on, 一 for the dash of a list, and
specks that were read as signs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier import Page, Paragraph, Table
from extract.layout.beginnings import BARE_DECIMAL
from extract.narrative.numbering import find_number, han_ordinal
from extract.scan.lexicon import stands_in_word
from extract.text import squeeze

_SPECK = re.compile(
    r"(?<=[，。；：、,”》）)])[.·•`'°*~]+(?=[一-鿿\d“《（(》），。；])"
    r"|(?<=[一-鿿])[.·•`'°*~]+(?=[》）)”，。；])"
    r"|(?<=[一-鿿]{2})(?<![一二三四五六七八九十])\.(?=[一-鿿\d（(《“])"
    r"|(?<=\d\.\d)\.(?=[一-鿿])|(?<=\d\.\d\d)\.(?=[一-鿿])"
    r"|(?<=[）)])[:：]+(?=》)|(?<=[〕】\]])[:：.·]+(?=\d)|(?<=\d)[.·]+(?=号)|(?<=20\d\d)[:：.·]+(?=[年〕】\]])|(?<=(?<!\d)20\d)\.(?=\d年)|(?<=(?<!\d)20)\.(?=\d\d年)"
    r"|(?<=[一-鿿]\d)[.·](?=\d{1,3}余?(?:次|户|家|场|名|期|届|件|人次))"
    r"|(?<=[一-鿿]\d\d)[.·](?=\d{1,2}余?(?:次|户|家|场|名|期|届|件|人次))"
    r"|^[.·•`'°*~]+\s*(?=[〔【\[（(]\s*20\d\d)|(?<=[一-鿿]\d)[.·](?=个?月)|(?<=\d\d)[.·](?=次|户|家|场|万元|亿元)|(?<=[一-鿿])·(?=\d)|(?<=[一-鿿]\d)·(?=[一-鿿])"
    r"|(?<=[政办])[:：](?=发[〔【\[（(])|(?<=[发办函字])[:：](?=[〔【\[（(](?:19|20)\d\d[〕】\]）)])"
)
_NARROW = re.compile(r"(?<=[一-鿿》）)”])[,;:!?]|(?<=\d)[,;](?=[一-鿿])")
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_UNIT = re.compile(r"(?<=\d)方(?=元)")
_SIGNS = (
    (re.compile(r"[「『](?=20\d\d)"), "〔"),
    (re.compile(r"(?<=20\d\d)[」』](?=\s*\d)"), "〕"),
    (re.compile(r"(?<=政办)医(?=\s*[〔【\[（(]\s*20\d\d)"), "函"),
    (re.compile(r"(?<=20\d\d)一(?=\s*20\d\d)"), "—"),
    (re.compile(r"(?<=[一-鿿][一-鿿”》）])(?<![一二三四五六七八九十])．(?=[一-鿿“《（\d])"), "，"),
)
"""What stands beside a year for the brackets and the last letter of a paper's number and for the dash between
two years; and for a comma whose tail was lost."""
_YEARS = re.compile(r"(?<=20\d\d年)(?=20\d\d年)")
_POINT = re.compile(r"([^，。；：、·．“（(]{2,24})[·．](?=[一-鿿])")
_BARE = re.compile(r"([一二三四五六七八九十]{1,3})(?=[一-鿿“《])(?![是要])")
_BARE_DIGITS = re.compile(
    r"(\d{1,2})(?=[一-鿿“《])(?![年月日号时周天岁家个项万亿元户名次场人条届期类种级层位只所条批套%])"
)
_DASH = re.compile(r"一(?=[一-鿿“《])(?![是要一二三四五六七八九十])")
_LONGEST_WORD, _SEVERAL = 4, 2
_ENDS = ("。", "；", "，", "！")
_LONGEST = 36


def settle_marks(text: str) -> str:
    """Without signs that stand in running text where none is printed; the marks of Chinese text in their
    width, the one between two years again, and the one unit of money that is meant by what is none."""
    for sign, printed in _SIGNS:
        text = sign.sub(printed, text)
    plain = _SPECK.sub("", _NARROW.sub(lambda match: _WIDE[match[0]], text))
    return _YEARS.sub("、", _UNIT.sub("万", plain))


def restore_marks(pages: Sequence[Page]) -> list[Page]:
    """The pages with the marks that the numbers of headings and the items of lists have on paper."""
    pages = [_settled(page) if page.method == "ocr" else page for page in pages]
    paragraphs = [paragraph for page in pages if page.method == "ocr" for paragraph in page.paragraphs]
    restored = (
        _restore_points(paragraphs)
        | _restore_dashes(paragraphs)
        | _restore_decimals(paragraphs)
        | _restore_numerals(paragraphs)
    )
    return [
        replace(page, paragraphs=tuple(restored.get(id(p), p) for p in page.paragraphs)) for page in pages
    ]


def _settled(page: Page) -> Page:
    """What stands on both sides of the end of a line is seen only in the paragraph."""
    return replace(
        page,
        paragraphs=tuple(replace(p, text=settle_marks(p.text)) for p in page.paragraphs),
        tables=tuple(_with_settled_cells(table) for table in page.tables),
    )


def _with_settled_cells(table: Table) -> Table:
    return replace(table, cells=tuple(replace(c, text=settle_marks(c.text)) for c in table.cells))


def _restore_numerals(paragraphs: Sequence[Paragraph]) -> dict[int, Paragraph]:
    """Those that begin with the numeral that is due, as one before them had its mark; with a Chinese one
    only short lines, as 四 begins many a sentence."""
    restored: dict[int, Paragraph] = {}
    due = {"han": 0, "digits": 0}
    for paragraph in paragraphs:
        number = find_number(paragraph.text)
        if number and number.kind in due and number.ordinal:
            due[number.kind] = number.ordinal + 1
            continue
        for kind, numeral, ordinal in _find_bare(paragraph):
            if ordinal == due[kind]:
                text = f"{numeral}、{paragraph.text[len(numeral) :]}"
                restored[id(paragraph)] = replace(paragraph, text=text)
                due[kind] += 1
    return restored


def _find_bare(paragraph: Paragraph) -> Iterator[tuple[str, str, int]]:
    """The kind of a numeral that lacks its mark, as it is written, and which it is."""
    text = paragraph.text
    short = len(squeeze(text)) <= _LONGEST and not text.rstrip().endswith(_ENDS)
    if short and (match := _BARE.match(text)):
        yield "han", match[1], han_ordinal(match[1])
    if match := _BARE_DIGITS.match(text):
        yield "digits", match[1], int(match[1])


def _restore_decimals(paragraphs: Sequence[Paragraph]) -> dict[int, Paragraph]:
    """3.1突出 as 3.1 突出 where 3.2 is a number as well."""
    found = [(p, match) for p in paragraphs if (match := BARE_DECIMAL.match(p.text))]
    numbers = [(int(match[1]), int(match[2])) for _, match in found]
    return {
        id(p): replace(p, text=f"{match[0].rstrip()} {p.text[match.end() :]}")
        for (p, match), (above, number) in zip(found, numbers, strict=True)
        if (above, number - 1) in numbers or (above, number + 1) in numbers
    }


def _restore_points(paragraphs: Sequence[Paragraph]) -> dict[int, Paragraph]:
    """一是做大总量·实施 as 一是做大总量。实施: the stop behind what a paragraph is numbered and headed by."""
    restored: dict[int, Paragraph] = {}
    for paragraph in paragraphs:
        number = find_number(paragraph.text)
        match = _POINT.match(paragraph.text, number.length) if number else None
        if match:
            text = f"{paragraph.text[: match.end() - 1]}。{paragraph.text[match.end() :]}"
            restored[id(paragraph)] = replace(paragraph, text=text)
    return restored


def _restore_dashes(paragraphs: Sequence[Paragraph]) -> dict[int, Paragraph]:
    """Several paragraphs that begin with 一 where it is part of no word."""
    dashed = [p for p in paragraphs if _DASH.match(p.text) and not stands_in_word(p.text[:_LONGEST_WORD], 0)]
    if len(dashed) < _SEVERAL:
        return {}
    return {id(p): replace(p, text="—" + p.text[1:]) for p in dashed}
