"""What was done, what is difficult and what is wished for: the words that head each item."""

import re
from collections.abc import Iterator
from typing import Literal

from dossier import Headline, Measures
from extract.facts.slogans import find_rows
from extract.narrative.blocks import Narrative, TextBlock
from extract.narrative.numbering import without_numbering
from extract.narrative.slogans import is_slogan
from extract.text import squeeze

_Mode = Literal["headlines", "problems", "suggestions"]
_PROBLEMS = re.compile(
    r"(?:存在|面临|遇到)的?(?:主要|突出|一些)?.{0,8}(?:问题|困难|不足|短板|瓶颈|制约|挑战)|^(?:主要|突出)?(?:问题|困难|不足)"
    r"|(?:问题|困难|不足)(?:[和与及、]|以及)|(?<!解决)(?:问题|困难)$"
)
_SUGGESTS = re.compile(r"建议|意见建议|诉求|请求")
_ITEM = re.compile(
    r"(?:^|(?<=[。；;：:，,\s]))(?:(?:[一二三四五六七八九十]|其[一二三四五六])是(?!否)|首先[，,]?|其次[，,]?|再次[，,]?|最后[，,]|第[一二三四五六七八九十][，,、是]|[①-⑳]|\d{1,2}[.．、](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）])"
)
_DECIMALS = re.compile(r"^\d{1,2}(?:[.．]\d{1,2})+[、.．\s]*")
_DASHES = re.compile(r"^(?:[-—–·●■◆]+\s*|(?:做法|经验|亮点|举措|特色)[一二三四五六七八九十\d]{1,2}[:：、])")
_RUN_IN_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]|其[一二三四五六])是(?!否)")
_CHAPTER = re.compile(r"情况$|清单$|^.{0,12}(?:做法|经验|举措|措施|成效|特色|亮点|启示|体会)$")
"""The heading of a chapter rather than of one measure."""
_ANNOUNCED = re.compile(r"(?:表现|体现)(?:在|为)$")
_WISHES = re.compile(r"(?:^|[。；;])\s*(?:(?:我们|在此)?建议|恳请|希望)(?!\s*[：:])")
_NO_HEADLINE = re.compile(
    r"^.{1,4}年来$|^截[至止]|[（(]20\d\d[）)]\d|问题.{0,4}建议$|方面$|体会到$|如下$|目录$|[〔\[]20\d\d|共?\d+(?:场|次|家|户)"
)
_FIRST = re.compile(r"[^。；;：:]+")
_WHOSE = (
    r"(?:(?:[我本全][县区市]|我们|当前|目前|同时|但)(?:的|还|仍|也)?,?)*"
    r"(?:存在|面临|遇到)?的?(?:一些|主要|突出)*"
)
_DIFFICULT = "问题|困难|不足|短板"
_ANNOUNCES = (
    r"(?:主要)?(?:是|有|为|如下|表现[在为])?(?:以下|这样)?"
    r"(?:[几一二两三四五六七八九十\d]+(?:点|个方面|方面|条|个|项))?"
)
_MARKER = re.compile(
    rf"(?:^|[。；;，,])\s*{_WHOSE}(?P<what>(?:{_DIFFICULT})(?:[和与及、](?:{_DIFFICULT}))*{_ANNOUNCES}|(?:意见|对策|几点|我们|工作)?建议(?:如下)?"
    rf"|(?:主要|基本|具体|典型|工作)*的?(?:做法|措施|举措|经验)(?:[和与及、](?:做法|措施|举措|经验|体会))*{_ANNOUNCES})\s*[：:]"
)
_SHORT_FIRST = re.compile(r"\s*([^\d。，；：、]{2,10}(?:[，、][^\d。，；：、]{2,10})?)[。：](?=.{12})")
"""A short first sentence without a number heads its paragraph."""
_LONGEST = 26
MATERIAL = "measures"
"""The material that tells of what was done."""


def find_measures(narrative: Narrative, material: str = MATERIAL) -> Measures:
    """Headlines of the sections on measures; problems and suggestions wherever they have a heading or a word
    that announces them."""
    found: dict[_Mode, list[Headline]] = {"headlines": [], "problems": [], "suggestions": []}
    rows = find_rows(narrative.texts, material)
    for at, block in enumerate(narrative.texts):
        mode = _mode_of(block, material) or ("headlines" if at in rows else None)
        heading = _heading_of(block)
        if heading is not None and mode and _heads_item(heading, mode):
            _add(found[mode], heading, block)
        else:
            for where, text in _run_in_items(block, mode):
                _add(found[where], text, block)
    return Measures(**{mode: tuple(headlines) for mode, headlines in found.items()})


def _heading_of(block: TextBlock) -> str | None:
    """A heading of its own; "一是…" is an item of running text, "培育方面，" and "主要问题：" open it."""
    heading = (block.heading or "").strip()
    opens = heading.endswith("方面") or (
        without_numbering(heading) == heading and block.sentences[0].text.strip(" 。:：") != heading
    )
    return None if _RUN_IN_NUMBER.match(heading) or opens else block.heading


def _mode_of(block: TextBlock, material: str) -> _Mode | None:
    """By the nearest heading above that says so."""
    for heading in reversed(block.setting.headings):
        problems, suggests = _PROBLEMS.search(heading), _SUGGESTS.search(heading)
        if problems or suggests:
            return "problems" if problems else "suggestions"
    return "headlines" if material in block.setting.materials else None


def _heads_item(heading: str, mode: _Mode) -> bool:
    if (_PROBLEMS.search(heading) and _SUGGESTS.search(heading)) or _SUGGESTS.fullmatch(squeeze(heading)):
        return False
    return mode != "headlines" or not _CHAPTER.search(heading)


def _run_in_items(block: TextBlock, mode: _Mode | None) -> Iterator[tuple[_Mode, str]]:
    """The items of a paragraph ("一是…。二是…。"), and what a word announces that they are."""
    text = "".join(sentence.text for sentence in block.sentences)
    marks = [(match.start("what"), match) for match in _MARKER.finditer(text)]
    for item in _ITEM.finditer(text):
        said = [match["what"] for at, match in marks if at < item.start()]
        where = _announced(said[-1]) if said else mode
        first = _FIRST.match(text, item.end())
        if where and first:
            yield where, _shorten(first.group())
    for wish in _WISHES.finditer(text) if mode in ("problems", "suggestions") else ():
        if first := _FIRST.match(text, wish.end()):
            yield "suggestions", _shorten(first.group())
    if mode == "headlines" and (short := _SHORT_FIRST.match(text)) and _is_headline(short[1]):
        yield mode, short[1]


def _is_headline(text: str) -> bool:
    return is_slogan(text) and not _PROBLEMS.search(text) and not _ANNOUNCED.search(text)


def _announced(what: str) -> _Mode:
    if "建议" in what:
        return "suggestions"
    return "problems" if re.search(_DIFFICULT, what) else "headlines"


def _shorten(text: str) -> str:
    """The whole of a short sentence; of a long one what stands before its first comma."""
    head, _, rest = text.replace(",", "，").partition("，")
    return text if len(text) <= _LONGEST and not re.search(r"\d", rest) else head


def _add(headlines: list[Headline], text: str, block: TextBlock) -> None:
    bare = _DECIMALS.sub("", _DASHES.sub("", text.strip()))
    bare = _RUN_IN_NUMBER.sub("", without_numbering(bare)).strip(" 。；;：:，,")
    if _CHAPTER.search(bare) or _NO_HEADLINE.search(bare):
        return
    if 3 <= len(bare) <= 60 and not bare[:4].isdigit() and all(known.text != bare for known in headlines):
        headlines.append(Headline(text=bare, evidence=(block.sentences[0].evidence(text.strip()),)))
