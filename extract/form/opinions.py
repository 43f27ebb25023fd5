"""The words of an opinion cell, without the seal's place, the signature lines and the date."""

import re
from collections.abc import Iterator

from extract.scan.lexicon import load_words, stands_in_word
from extract.text import squeeze, without_layout

_SEAL_WORD = r"(?:盖\s*章|公\s*章|印\s*章|签\s*章)"
_SEAL = (
    rf"(?:单位)?[（(【\[][^（()）【】]{{0,20}}(?:{_SEAL_WORD}|\s章)[^（()）【】]{{0,10}}[）)】\]][:：]?"
    rf"|[（(]\s*章\s*[）)]|(?:单位|加)?{_SEAL_WORD}(?:处)?[:：]?"
)
_HINT = r"[（(][^（()）]*填写[^（()）]*[）)]"
_BLANK = r"[\dxX×〇零一二三四五六七八九十_＿\s０-９]*"
_IN_FIGURES = r"20\d\d\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{1,2}"
_DATE = (
    rf"(?:日期[:：]?)?(?:{_IN_FIGURES}\s+)?{_BLANK}年{_BLANK}月{_BLANK}日|日期[:：]"
    rf"|(?:日期[:：])?{_IN_FIGURES}"
)
_SIGNATURE = (
    r"(?:单位|部门)?(?:主要)?(?:负责人|经办人|审核人|领导)?(?:\s*[（(]?签[字名章][)）]?)[:：]?[_＿\s]*"
)
_PERSON = r"(?:单位)?(?:主要)?(?:负责人|经办人|审核人|填表人|联系人)\s*[:：]\s*"
_OFFICE = r"(?<=[\s。．])[^\s，。；：:]{2,30}(?:局|政府|委员会|管委会|厅|办公室|中心)"
_TAIL = re.compile(rf"[\s。．]*(?:{_SEAL}|{_HINT}|{_DATE}|{_SIGNATURE}|{_PERSON}|{_OFFICE})\s*$")
_HEAD = re.compile(r"^\s*(?:[^\s:：，。]{0,16}意见)?\s*[:：]\s*")
_JUDGES = re.compile(r"同意|推荐|属实|符合|上报|申报|通过|支持|批准|审核|初审|审查")
_CHOICE = re.compile(r"[□☐☑√]|同意\s*[/／、或]|[(（]\s*[)）]")
_ENDED = re.compile(r"[。．.!！）)]\s*$")
_WHOLE = re.compile(r"(?:同意|推荐|上报|申报|报送|呈报|转报|属实|条件|通过|支持|创建)$")
"""How an opinion ends that has no full stop."""
_STRAY = re.compile(r"^\S{1,2}\n|\S {1,4}(?=[一-鿿])|[一-鿿] +\S|\n\S{1,2}\n")
"""A short line, or a gap within a line: words of a seal that crosses the opinion."""
_BELOW = re.compile(rf"^\s*(?:{_SEAL}|{_DATE}|[（(]|\d|年|月|日)")
_MIXED = re.compile(rf"[（(]\s*{_SEAL_WORD}\s*[)）]|{_IN_FIGURES}")
_HALF_WIDE = re.compile(r"(?<=[一-鿿])[,;:](?=[一-鿿])")
_FULL_WIDE = {",": "，", ";": "；", ":": "："}
_WRONG_MARK = re.compile(
    rf"、(?:{_JUDGES.pattern}|建议|经|现)|^经[一-鿿]{{1,4}}、|[一-鿿][/|.·][一-鿿]|[，。；、][，。；、]|；"
)
"""A sign that nobody writes between two clauses; a semicolon is hardly told from a comma."""
_LAYOUT = re.compile(rf"{_SEAL}|{_IN_FIGURES}|[\d\s年月日.．·:：/()（）-]")
"""What stands below an opinion in print, and what the recogniser sees in a date written by hand."""
_MISREAD_SIGNS = 4
_REFUSES = re.compile(r"不\s*同意|不予|不符合|暂缓|待")


_CLAUSE = re.compile(r"[^，。；：！]+|^[，。；：！]")
_ALONE = frozenset("经该已现拟特请我贵本市县并均且为按对望所各")
"""Characters that are words by themselves where an opinion begins."""
_REMNANTS = frozenset("意予荐合实过")
"""What is left of a judging word whose beginning was lost."""
_PLACE = re.compile(r"(?:(?![同意推荐上报审核属实符合])[一-鿿]){2,4}(?:县|市|区)")
_HEADLESS = re.compile(r"推荐|上报|报送|转报|呈报|通过|批准|属实")
"""Words that an opinion does not begin with, but may be left with when 不 or 不予 before them is lost."""
_PAIRS = ("（）", "()", "《》", "“”", "【】")
_LONE_END = re.compile(r"\n\s*\S$")
_CONDITION = re.compile(r"不|未|暂|缓|补|待|须|需|但|方可|除|重新|再")


def find_opinion_lines(text: str) -> int | None:
    """How many lines of a cell, from the top, an opinion takes that was read from a picture: what is
    written and stamped below it is often misread. None where no opinion was read or more is said below."""
    lines = text.split("\n")
    judging = [n for n, line in enumerate(lines) if _JUDGES.search(line)]
    if not judging:
        return None
    end = judging[-1] + 1
    while end < len(lines) and not _ENDED.search(lines[end - 1]) and not _BELOW.search(lines[end]):
        end += 1
    below = (_LAYOUT.sub("", line) for line in lines[end:])
    return end if all(_is_scrawl(signs) for signs in below) else None


def _is_scrawl(signs: str) -> bool:
    """What the recogniser makes of handwriting: a few signs that are no word, as 作废 would be."""
    return len(signs) <= _MISREAD_SIGNS and not any(stands_in_word(signs, n) for n in range(len(signs)))


def parse_opinion(text: str, *, pictured: bool = False, bare_end: bool = False) -> tuple[str, list[str]]:
    """The opinion alone, empty where only the printed words of the form stand there; and the doubts
    (Chinese). `pictured`: recognised from a picture, where the last sign is easily lost or misread,
    unless bare paper is seen behind it (`bare_end`)."""
    rest = _HEAD.sub("", text.strip())
    while match := _TAIL.search(rest):
        if not match.group().strip(" \n\t\r。．") or _tells_more(match.group()):
            break
        kept = rest[: match.start()]
        rest = kept + ("。" if match.group().lstrip().startswith(("。", "．")) else "")
        if not squeeze(rest.strip("。．")):
            return "", []
    opinion = without_layout(rest)
    if pictured:
        opinion = _HALF_WIDE.sub(lambda mark: _FULL_WIDE[mark.group()], opinion)
    doubts = list(_picture_doubts(opinion, rest.strip(), bare_end)) if pictured and opinion else []
    if _CHOICE.search(opinion) or (_REFUSES.search(opinion) and re.search(r"(?<!不)同意", opinion)):
        doubts.append("意见是几个选项，没有看出选的是哪一个")
    if _MIXED.search(opinion):
        doubts.append("意见里混进了盖章处或者日期")
    if opinion and not _JUDGES.search(opinion):
        doubts.append("没有写明是否同意、是否符合条件")
    return opinion, doubts


def _tells_more(tail: str) -> bool:
    """Do words that look like a place for the seal or like an office say something of the matter:
    "（补充材料后盖章）"."""
    words = re.sub(_SEAL_WORD, "", tail)
    return bool(_CONDITION.search(words) or re.search(r"同意|推荐|上报|申报", words))


def _picture_doubts(opinion: str, written: str, bare_end: bool) -> Iterator[str]:
    """What tells that a sign was lost, misread or is not of the opinion."""
    first, *others = (clause.strip(" 《“（(") for clause in _CLAUSE.findall(opinion))
    left_over = any(clause[:1] in _REMNANTS and not _begins_with_word(clause) for clause in others)
    if not _begins_with_word(first) or _HEADLESS.match(opinion) or left_over:
        yield "意见的开头看不清"
    ended = _ENDED.search(opinion) or (bare_end and _WHOLE.search(opinion))
    if not ended or _LONE_END.search(written):
        yield "意见的结尾看不清"
    if any(opinion.count(pair[0]) != opinion.count(pair[1]) for pair in _PAIRS):
        yield "意见里的括号不成对"
    if _WRONG_MARK.search(opinion):
        yield "意见里的标点看不清"
    if _STRAY.search(written):
        yield "意见里可能混进了印章上的字"


def _begins_with_word(clause: str) -> bool:
    words = load_words()
    return (
        any(clause[:length] in words for length in (2, 3, 4))
        or clause[:1] in _ALONE
        or _PLACE.match(clause) is not None
    )
