"""May the text layer of a PDF page be believed: one verdict a page.

A text layer is believed where a person sees it, its codes look like writing, and nothing else is drawn that
it does not say. All other pages are looked at as pictures.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from extract.layout.paragraphs import Glyph
from extract.pdf.glyphs import Layer

GARBLED = "文字编码有乱码，已按图像识别"
HIDDEN = "文字层是看不见的（多为别的软件识别出来的），已按图像识别"
FALSE_DIGITS = "数字的字形与文件给出的编码不一致，已按图像识别"
OVER_PICTURE = "文字压在图片上，可能与图片不一致，已按图像识别"
PICTURED = "有图片或图形，其中的文字由识别补充"

_GARBLED_SHARE, _HIDDEN_SHARE, _MOSTLY_DRAWN = 0.02, 0.2, 4
_ENOUGH, _FEW = 40, 4
"""Characters from which on their mix says something; odd ones that are too many among fewer."""
_WIDE_SHARE, _FOREIGN_SHARE, _RARE_SHARE, _SECOND_SHARE, _COMMON_SHARE = 0.3, 0.1, 0.12, 0.4, 0.08

# The commonest characters of written Chinese; they make up a third of any official text.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先"
    "回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速"
    "花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越"
    "织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维"
    "划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严企县镇乡村园创服项金融"
)


_OWN = re.compile(
    r"[\x00-\x7f\u2160-\u217f\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]|[α-ωΑ-Ω]"
)
"""Latin, Roman numerals, Chinese and Japanese, Greek letters in formulas."""


class Verdict(StrEnum):
    """What a page is. Of a `lying` page the text that a person sees is not the text that the file tells."""

    TEXT = "text"
    LYING = "lying"
    SCAN = "scan"
    MIXED = "mixed"
    EMPTY = "empty"


Witness = Literal["codes", "shapes", "nothing"]
"""What a text layer can be held against recognition by: by what it says; by how many characters stand where,
and that the same code is always the same character; or by nothing."""


@dataclass(frozen=True, slots=True)
class Trust:
    """`reason` in Chinese where the text alone is not believed."""

    verdict: Verdict
    reason: str = ""
    witness: Witness = "codes"

    @property
    def needs_picture(self) -> bool:
        return self.verdict in (Verdict.LYING, Verdict.SCAN, Verdict.MIXED)


def judge_page(layer: Layer, *, garbled: int, over_picture: bool, bare_ink: int) -> Trust:
    """`garbled` of the glyphs that are seen have no sensible code. `over_picture`: they lie on a large
    picture that shows writing of its own; `bare_ink`: so many characters, about, are drawn where no text
    stands."""
    glyphs, unseen = layer.glyphs, layer.unseen
    written = [glyph for glyph in glyphs if glyph.text != " "]
    hidden = sum(glyph.text != " " for glyph in unseen)
    if not written and not hidden:
        return Trust(Verdict.SCAN if bare_ink else Verdict.EMPTY)
    if hidden > _HIDDEN_SHARE * (hidden + len(written)):
        odd = has_odd_codes([glyph for glyph in unseen if glyph.text != " "])
        return Trust(
            Verdict.LYING if bare_ink or written else Verdict.EMPTY, HIDDEN, "nothing" if odd else "codes"
        )
    if garbled > _GARBLED_SHARE * len(written) or has_odd_codes(written):
        return Trust(Verdict.LYING, GARBLED, "shapes")
    if layer.false_digits:
        return Trust(Verdict.LYING, FALSE_DIGITS, "shapes")
    if over_picture:
        return Trust(Verdict.LYING, OVER_PICTURE)
    if bare_ink > _MOSTLY_DRAWN * len(written):
        return Trust(Verdict.SCAN)
    return Trust(Verdict.MIXED, PICTURED) if bare_ink else Trust(Verdict.TEXT)


def has_odd_codes(glyphs: Sequence[Glyph]) -> bool:
    """Do the codes not look like what anybody writes: letters as wide as Chinese characters, letters of
    Western Europe in heaps, characters that nobody uses, or none of those that everybody uses. Of a few
    characters most must be odd."""
    counts = Counter(glyph.text for glyph in glyphs)
    foreign = sum(count for character, count in counts.items() if _is_foreign(character))
    planes: Counter[bytes] = Counter()
    for character, count in counts.items():
        if "\u3400" <= character <= "\u9fff":
            planes[_plane(character)] += count
    han, rare = planes.total(), planes[b""]
    if len(glyphs) < _ENOUGH:
        return foreign + rare > max(_FEW, len(glyphs) / 2)
    return (
        _has_wide_letters(glyphs)
        or foreign > _FOREIGN_SHARE * len(glyphs)
        or (han >= _ENOUGH and (rare > _RARE_SHARE * han or _is_odd_mix(planes, counts)))
    )


def _has_wide_letters(glyphs: Sequence[Glyph]) -> bool:
    narrow = [g for g in glyphs if g.text.isascii() and g.text.isalnum() and g.text not in "MWmw"]
    wide = sum(g.x1 - g.x0 > 0.9 * (g.bottom - g.top) for g in narrow)
    return len(narrow) > _ENOUGH / 2 and wide > _WIDE_SHARE * len(narrow)


def _is_foreign(character: str) -> bool:
    """A letter of no script that an office here writes, or of none at all; also the signs that bytes of
    Chinese codes become when they are taken for Western letters."""
    if "\ue000" <= character <= "\uf8ff" or character == "\ufffd":
        return True
    if not character.isalpha() or character in "ª¯µº":
        return "\u0080" <= character <= "\u00bf" and character not in "\u00a0°±²³·×÷§®©¥£"
    return _OWN.match(character) is None


def _plane(character: str) -> bytes:
    """The first byte in GB 2312, which has the characters in use; from D8 on, those in rare use."""
    return character.encode("gb2312", "ignore")[:1]


def _is_odd_mix(planes: Counter[bytes], counts: Counter[str]) -> bool:
    han = planes.total()
    second = sum(count for plane, count in planes.items() if plane >= b"\xd8")
    common = sum(counts[character] for character in counts.keys() & _COMMON)
    return second > _SECOND_SHARE * han or common < _COMMON_SHARE * han
