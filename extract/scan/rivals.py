"""How sure a character is of which the recogniser names a rival: some rivals are the same to the eye, some
make no word, some cannot stand there."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple
from unicodedata import normalize

from extract.scan.lexicon import is_measure, stands_in_word
from extract.scan.ocr import Character, Reading
from extract.scan.strokes import is_wide

_WORD, _REPEATED = 0.03, 0.1
"""What is left of a doubt where the character makes a word and its rival none; where the same two characters
are read for sure elsewhere on the page."""
_SURE, _READ = 0.99, 0.5
_NO_WORD, _NAMED = 5, 0.003
"""How much a doubt grows where only the rival makes a word, or stands so elsewhere on the page, and from
what probability a rival is one."""
_MARKS = frozenset("()（）:：,，;；、。[]【】《》“”‘’〔〕 \u3000")
"""Marks of a text that carry none of its meaning: their forms share what is certain of them."""
_DIRT = frozenset(".·•`'°*~-_…")
"""Signs that specks of dirt are read as; at the ends of a line they are left out anyway."""
_SAME = ("-—–－一_", "0Oo〇○", "1Il|丨", "~～〜", ".·", ",，")

_ONE_STROKE = re.compile(r"[1Iil!|丨/\\一—\-－_~十+]*")
_BEFORE_MEASURES = frozenset("0123456789十百千万亿")
_MAY_BE, _LIKELY = 0.05, 0.25
"""How likely the present form of a character or a measure word, or else one that makes a word, must be to be
taken instead."""


class Pairs(NamedTuple):
    """Characters that follow each other, read for sure on a page: `seen`, and those `sure` that are nowhere
    the rivals of others."""

    sure: Collection[str] = ()
    seen: Collection[str] = ()


NO_PAIRS = Pairs()
Around = tuple[str, str]
"""The end of the line before and the beginning of the next: a word may be broken between them."""


def certainties(
    characters: Sequence[Character], pairs: Pairs = NO_PAIRS, around: Around = ("", "")
) -> list[float]:
    """How sure each character is, from 0 to 1, when its rival is weighed. Source: the probabilities of the
    recogniser, the words of the dictionary and the page itself."""
    text = "".join(character.text for character in characters)
    if _ONE_STROKE.fullmatch(text.strip()):  # the rest of a ruled line looks like them
        return [character.probability for character in characters]
    ends = len(text) - len(text.lstrip("".join(_DIRT))), len(text.rstrip("".join(_DIRT)))
    sure = []
    for place, character in enumerate(characters):
        if character.text in _MARKS or not ends[0] <= place < ends[1]:
            sure.append(1.0)
        else:
            sure.append(_certainty(character, _between(text, around), place + len(around[0]), pairs))
    return sure


def with_likelier_rivals(reading: Reading, around: Around = ("", "")) -> Reading:
    """With the rival in place of a character whose present form it is, or that makes a word only so."""
    text = _between(reading.text, around)
    return Reading(
        tuple(
            _exchanged(c) if _is_likelier(c, text, place) else c
            for place, c in enumerate(reading.characters, len(around[0]))
        )
    )


def _between(text: str, around: Around) -> str:
    return around[0] + text + around[1]


def _is_likelier(character: Character, text: str, place: int) -> bool:
    own, rival, probability = character.text, character.rival, character.rival_probability
    if not _is_present(rival) or not _is_chinese(own):
        return False
    if _is_old_form(own, rival):
        return probability >= _MAY_BE
    replaced = text[:place] + rival + text[place + 1 :]
    least = _MAY_BE if _counts(replaced, place) else _LIKELY
    return probability >= least and _is_known(replaced, place) and not _is_known(text, place)


def _exchanged(character: Character) -> Character:
    return replace(
        character,
        text=character.rival,
        probability=character.rival_probability,
        rival=character.text,
        rival_probability=character.probability,
    )


def sure_pairs(lines: Iterable[Sequence[Character]]) -> Pairs:
    """The Chinese characters that follow each other and are sure somewhere on a page. Where 杏林 is read as
    否林 at times, neither speaks for the other, but one against the other."""
    sure, contested = set[str](), set[str]()
    for one, other in chain.from_iterable(map(pairwise, lines)):
        if not (is_wide(one.text) and is_wide(other.text)):
            continue
        if min(one.probability, other.probability) >= _SURE:
            sure.add(one.text + other.text)
        if one.rival_probability >= _MAY_BE:
            contested.add(one.rival + other.text)
        if other.rival_probability >= _MAY_BE:
            contested.add(one.text + other.rival)
    return Pairs(sure - contested, sure)


def _certainty(character: Character, text: str, place: int, pairs: Pairs) -> float:
    own, rival = character.text, character.rival
    replaced = text[:place] + rival + text[place + 1 :]
    if character.probability >= _SURE:
        named = character.rival_probability >= _NAMED and is_wide(own) and is_wide(rival)
        no_word = named and _is_known(replaced, place) and not _is_known(text, place)
        if no_word or (named and _is_in(pairs.seen, replaced, place) and not _is_in(pairs.seen, text, place)):
            return 1 - (1 - character.probability) * _NO_WORD
        return character.probability
    sure = character.probability
    together = min(1.0, sure + character.rival_probability)
    if is_same(own, rival) or (sure >= _READ and _cannot_stand(own, rival)):
        sure = together
    if not _is_present(own) or not is_wide(own):
        return sure
    left = 1 - sure
    if rival and _is_known(text, place) and not _is_known(replaced, place):
        left *= _WORD
    if _is_in(pairs.sure, text, place):
        left *= _REPEATED
    return 1 - left


def _is_in(pairs: Collection[str], text: str, place: int) -> bool:
    """Is the character with the one before it or behind it among them."""
    return text[place - 1 : place + 1] in pairs or text[place : place + 2] in pairs


def _is_known(text: str, place: int) -> bool:
    """Does the character make a word, or count what a figure before it says."""
    return _counts(text, place) or stands_in_word(text, place)


def _counts(text: str, place: int) -> bool:
    return place > 0 and text[place - 1] in _BEFORE_MEASURES and is_measure(text[place])


def is_same(one: str, other: str) -> bool:
    """Are two characters the same on paper: of full and half width, of old and present form."""
    if not other:
        return False
    if normalize("NFKC", one) == normalize("NFKC", other):
        return True
    return any(one in group and other in group for group in _SAME) or _is_old_form(one, other)


def _is_old_form(one: str, other: str) -> bool:
    """Of two Chinese characters of one sound, one of which is not printed any more."""
    if not (_is_chinese(one) and _is_chinese(other)) or _is_present(one) == _is_present(other):
        return False
    return bool(_sounds(one) & _sounds(other))


def _cannot_stand(own: str, rival: str) -> bool:
    """Beside Chinese characters no other script is printed, in a number no letters."""
    if own.isascii() and own.isdigit():
        return bool(rival) and not rival.isdigit() and rival not in "/\\"
    return _is_present(own) and bool(rival) and not _is_chinese(rival)


def _is_chinese(character: str) -> bool:
    return len(character) == 1 and "一" <= character <= "鿿"


@lru_cache(maxsize=4000)
def _is_present(character: str) -> bool:
    """Is it one of the Chinese characters of GB 2312, which present prints are set in."""
    if not _is_chinese(character):
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=4000)
def _sounds(character: str) -> frozenset[str]:
    from pypinyin import Style, pinyin  # its dictionary takes a fifth of a second to load

    readings = pinyin(character, style=Style.TONE3, heteronym=True, errors="ignore")
    return frozenset(reading for group in readings for reading in group)
