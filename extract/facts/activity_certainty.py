"""What makes the number of events doubtful though a sentence gives one: words beside it that say that it is
of another level, of part of the year, or not yet so."""

import re

OF_OTHERS = "这一句说到上级、下级或者别处，请核对是不是本地举办的"
PART_OF_YEAR = "这一句说的只是一年里的几个月，请核对全年是多少"
NOT_YET = "这一句里有“{}”，请核对是不是已经办了的"

_HOSTS = r"(?:举办|组织|召开|主办|承办|开展|举行)"
_OTHERS = re.compile(
    rf"(?:(?<![一-鿿])|由|[、和与])(?:[一-鿿]{{0,4}}(?:省|市|乡镇?|镇|街道|社区|村)(?:级|里)?)(?:[一-鿿]{{0,8}})?{_HOSTS}"
    r"|各乡镇?|乡镇级?|[省市](?:级|里)\d|邻[县市区]|外[省市县](?:的|级)?\d"
)
_OWN = re.compile(r"我[县区市]|全[县区]|本[县区]|[县区](?:里|级)|自办|自行|参[加展会]|赴|[县区]")
_PARTLY = re.compile(r"[上下]半年|[一二三四]季度|前\d{1,2}个?月|\d{1,2}月?(?:至|-|—|~|到)\d{1,2}月")
_NOT_YET = re.compile(r"(?<!按)(?<!原)(?:计划(?!要求|安排|任务)|预计|目标|待办|筹备|申办|任务数)")


def doubts_of(segment: str, sentence: str, *, total: bool) -> tuple[str, ...]:
    """The doubts that the words of its part of the sentence leave about a number."""
    found = []
    if _OTHERS.search(segment) and not _OWN.search(segment):
        found.append(OF_OTHERS)
    if _PARTLY.search(segment) and not total and len(_PARTLY.findall(sentence)) == 1:
        found.append(PART_OF_YEAR)
    if word := _NOT_YET.search(segment):
        found.append(NOT_YET.format(word.group()))
    return tuple(found)
