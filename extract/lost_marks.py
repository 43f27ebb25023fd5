"""Marks that a scan loses: 二聚焦 for 二、聚焦 where headings are counted on, 一 for the dash of a list, and
specks that were read as signs."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dossier import Page, Paragraph
from extract.lexicon import stands_in_word
from extract.numbering import find_number, han_ordinal
from extract.text import squeeze

_SPECK = re.compile(
    r"(?<=[，。；：、,”》）)])[.·•`'°*~]+(?=[一-鿿\d“《（(》），。；])"
    r"|(?<=[一-鿿])[.·•`'°*~]+(?=[》）)”，。；])"
    r"|(?<=[一-鿿]{2})(?<![一二三四五六七八九十])\.(?=[一-鿿\d（(《“])"
    r"|(?<=\d\.\d)\.(?=[一-鿿])|(?<=\d\.\d\d)\.(?=[一-鿿])|(?<=[〕】\]])[:：.·](?=\d)"
)
_UNIT = re.compile(r"(?<=\d)方(?=元)")
_BARE = re.compile(r"([一二三四五六七八九十]{1,3})(?=[一-鿿“《])(?![是要])")
_DASH = re.compile(r"一(?=[一-鿿“《])(?![是要一二三四五六七八九十])")
_LONGEST_WORD, _SEVERAL = 4, 2
_ENDS = ("。", "；", "，", "！")
_LONGEST = 36


def without_specks(text: str) -> str:
    """Without signs that stand in running text where none is printed, and with the one unit of money that
    is meant by what is none."""
    return _UNIT.sub("万", _SPECK.sub("", text))


def restore_marks(pages: Sequence[Page]) -> list[Page]:
    """The pages with the marks that the numbers of headings and the items of lists have on paper."""
    paragraphs = [paragraph for page in pages if page.method == "ocr" for paragraph in page.paragraphs]
    restored = _restore_dashes(paragraphs) | _restore_numerals(paragraphs)
    if not restored:
        return list(pages)
    return [
        replace(page, paragraphs=tuple(restored.get(id(p), p) for p in page.paragraphs)) for page in pages
    ]


def _restore_numerals(paragraphs: Sequence[Paragraph]) -> dict[int, Paragraph]:
    """Short lines that begin with the numeral that is due, as one before them had its mark."""
    restored: dict[int, Paragraph] = {}
    due = 0
    for paragraph in paragraphs:
        number = find_number(paragraph.text)
        if number and number.kind == "han" and number.ordinal:
            due = number.ordinal + 1
        elif (numeral := _find_bare_numeral(paragraph)) and han_ordinal(numeral) == due:
            restored[id(paragraph)] = replace(paragraph, text=f"{numeral}、{paragraph.text[len(numeral) :]}")
            due += 1
    return restored


def _find_bare_numeral(paragraph: Paragraph) -> str | None:
    match = _BARE.match(paragraph.text)
    short = len(squeeze(paragraph.text)) <= _LONGEST and not paragraph.text.rstrip().endswith(_ENDS)
    return match[1] if match and short else None


def _restore_dashes(paragraphs: Sequence[Paragraph]) -> dict[int, Paragraph]:
    """Several paragraphs that begin with 一 where it is part of no word."""
    dashed = [p for p in paragraphs if _DASH.match(p.text) and not stands_in_word(p.text[:_LONGEST_WORD], 0)]
    if len(dashed) < _SEVERAL:
        return {}
    return {id(p): replace(p, text="—" + p.text[1:]) for p in dashed}
