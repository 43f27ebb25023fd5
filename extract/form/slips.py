"""Is a word that differs in one place a slip of the keyboard, or another word?

Chinese is typed by its sound: a slip is a character of the same sound, two characters changed about, one
left out, one typed twice, or a function word too many. Any other character makes another word (著名 and
驰名, 人数 and 次数).
"""

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

_FUNCTION_WORDS = frozenset("的之了和与及")
# Leaving one of these out turns a word into another.
_WEIGHTY = frozenset("非不未无上下大小新净总省市县区国内外前后增减年月季升降收支主副万亿千百十元0123456789%")


def is_slip(written: str, meant: str) -> bool:
    """`written` is one edit (or one exchange of neighbours) away from `meant`."""
    edits = list(Levenshtein.editops(written, meant))
    if len(edits) == 2:
        return _is_exchange(written, meant)
    (edit,) = edits
    if edit.tag == "replace":
        return _sound_alike(written[edit.src_pos], meant[edit.dest_pos])
    if edit.tag == "insert":
        return meant[edit.dest_pos] not in _WEIGHTY
    extra = written[edit.src_pos]
    neighbours = (
        written[max(0, edit.src_pos - 1) : edit.src_pos] + written[edit.src_pos + 1 : edit.src_pos + 2]
    )
    return extra in _FUNCTION_WORDS or (extra in neighbours and extra not in _WEIGHTY)


def is_misread(read: str, meant: str) -> bool:
    """May recognition have made `read` of `meant`: nothing that carries meaning differs."""
    for edit in Levenshtein.editops(read, meant):
        lost = "" if edit.tag == "delete" else meant[edit.dest_pos]
        seen = "" if edit.tag == "insert" else read[edit.src_pos]
        if lost in _WEIGHTY or seen in _WEIGHTY:
            return False
    return True


def _is_exchange(written: str, meant: str) -> bool:
    at = next(n for n, (one, other) in enumerate(zip(written, meant, strict=False)) if one != other)
    return written[at : at + 2] == meant[at : at + 2][::-1] and written[at + 2 :] == meant[at + 2 :]


def _sound_alike(one: str, other: str) -> bool:
    return bool(_sounds(one) & _sounds(other))


@lru_cache(maxsize=1000)
def _sounds(character: str) -> frozenset[str]:
    """Its readings without tones; sounds that many speakers do not tell apart count as one."""
    from pypinyin import Style, pinyin  # its dictionary takes a fifth of a second to load

    readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    plain = [reading for group in readings for reading in group]
    return frozenset(_broad(reading) for reading in plain)


def _broad(sound: str) -> str:
    for narrow, broad in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n")):
        sound = sound.replace(narrow, broad)
    return sound
