"""Where a text names a county, and how it speaks of it.

A name is one of the register, or is told by what stands around it: a short word before 县 or 区 at the
beginning of a clause and an office, a policy or a figure behind it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dossier import Evidence, Passage
from policy.register import Registry
from policy.text_checks import OtherPlaceCheck

Standing = Literal["owner", "beside", "example"]
"""owner: the text speaks of it as of its own county; beside: as of a partner, or one cannot tell;
example: somebody learns from it, sells there, borders on it."""

_HAN = "㐀-鿿"
_RANK = re.compile("[县区市]")
_LEAD = "由在和与及经报从对向为是将按据以被使受市省即让给到于年月日的了立"
_UNKNOWN = re.compile(rf"(?:(?<![{_HAN}])|(?<=[{_LEAD}]))([{_HAN}]{{2,3}})([县区])")
_NO_STEM = re.compile(
    r"[由在和与及经报从对向为是将按据以被使]$|[全我本该各某两几多每此其诸一二三四五六七八九十百大小强]|[园新城郊矿老社景库灾片牧林省市名长]$|贫困|示范|周边|周围|先进|相邻|邻近|有些"
    r"|部分|试点|兄弟|重点|产粮|农业|工业|资源|革命|山区|所辖|外地|所在|文明|卫生|旅游|生态|双拥|平安|法治|直管|扩权|欠发|创建|申报"
    r"|参评|获评|领先|落后|沿黄|开发|高新|经济|集聚|集中|产业|保税|试验|核心|功能|有关|相关|基层|人民|其他|下辖|位于|地处"
    r"|提请|报请|报送|报经|呈报|上报|抄送|按照|依照|根据|依据|遵照|经过|通过|召开|成立|组建|设立|建立|配合|协助|协调|联合|会同|牵头"
    r"|由于|关于|对于|落实|贯彻|执行|围绕|依托|隶属|归口|列入|纳入|加强|强化|推动|促进|推进|支持|服务|带动|引导|指导|督促|监督|组织"
    r"|明确|确定|确保|保障|完善|健全|制定|出台|印发|下发|转发|发布|公布|实施|开展|建设|打造|构建|形成|实现|完成|提升|提高|发展"
    r"|培育|扶持|帮助|解决|研究|调研|了解|掌握|分析|总结|汇报|报告|请示|批准|同意|授权|委托|邀请|接受|获得|取得|争取|申请|享受|覆盖"
    r"|涉及|包括|占到|位居|位列|排名|超过|达到|高于|低于|好于|优于|以及|同时|目前|现有|当前|今年|去年|近年|历年|年底|年末|年初|截止"
    r"|截至|全部|整个|上级|下级|分管|主管|兼任|担任|时任|现任|推荐|选派|抽调|方面|以来|及时|积极|主动|切实|扎实|深入|有效|邻县|跨[省市]?"
)
_EXAMPLE = re.compile(
    r"学习|考察|借鉴|参观|取经|对标|观摩|外出|先进|经验|做法|赴|前往|来自|籍|销往|引进|迁入|招商|距|途经|连接|毗邻|接壤|相邻|[东西南北][临邻与]"
    r"|曾任|历任|调任|原任|挂职|出生|同期|排名|高于|低于|不如|优于|相比|比较"
)
_PARTNER = re.compile(
    r"(?:联合|合作|对接|携手|共建|周边|兄弟|其他县|协作|结对|对口|联盟).{0,6}$|[与和同跟及、]$"
)
_PARTNERS_BEHIND = re.compile(r"[等与和及、]|联合|合作|对接|携手|共建|联盟")
_COMPANY = re.compile(
    rf"[{_HAN}A-Za-z（）()“”·]{{0,16}}?(?:公司|集团|厂|合作社|商会|农商行|银行|学院|大学|中学|研究院|景区|高速|公路|铁路|产区|煤矿)"
)
_TITLE = re.compile(r"《(?:[^《》]{0,12}?(?:印发|关于))?$")
_CLAUSE_START = re.compile(r"(?:^|[，。；：,;:\n（(]|\d{4}年|[年月]底)\s*$")
_ACTS = re.compile(
    r"将|把|以[^及]|始终|积极|坚持|不断|通过|围绕|抢抓|大力|认真|扎实|全面|全力|深入|着力|按照|结合|成为|成功|持续|加快|聚焦|强化|严格|探索"
    r"|创新|建立|成立|召开|制定|出台|设立|安排|印发|实现|完成|完善|组织|举办|开展|推进|推动|拥有|形成|荣?获|入选|连续|率先|累计|共|现|辖|总"
)
"""What a county that opens a clause does in a text that is about it."""
_MARKS = "。；;！\n"
_WINDOW = 24
_LONGEST_NAME = 12
_SHORT = 2
"""Names of two characters, like 应县, are part of too many other words."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """`known`: the name stands in the register."""

    name: str
    known: bool
    standing: Standing
    evidence: Evidence


def find_mentions(passage: Passage, check: OtherPlaceCheck, registry: Registry) -> Iterator[PlaceMention]:
    """The counties that a passage names. Examples, companies and what cannot be told from other words are
    left out."""
    text = passage.text
    offices = list_offices(check.offices)
    for start, end, known in find_names(text, registry):
        behind = text[end:]
        if _COMPANY.match(behind):
            continue
        name = text[start:end]
        office = offices.match(behind) is not None
        standing = judge_standing(text, start, end, office=office)
        acts = _CLAUSE_START.search(text[:start]) and _ACTS.match(behind)
        titled = name.endswith("县") and _TITLE.search(text[:start])
        if standing != "example" and ((known and len(name) > _SHORT) or office or acts or titled):
            yield PlaceMention(name, known, standing, quote(passage, start, end))


@lru_cache(maxsize=4)
def list_offices(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"的?(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})")


def find_names(text: str, registry: Registry) -> Iterator[tuple[int, int, bool]]:
    """Where names begin and end: those of the register, and what looks like one."""
    taken: set[int] = set()
    for match in _RANK.finditer(text):
        end = match.end()
        for length in range(min(_LONGEST_NAME, end), 1, -1):
            if text[end - length : end] in registry.by_name:
                if length > _SHORT or is_apart(text, end - length):
                    taken.add(end)
                    yield end - length, end, True
                break
    for match in _UNKNOWN.finditer(text):
        stem = match[1].lstrip(_LEAD)
        if match.end() not in taken and len(stem) >= _SHORT and not _NO_STEM.search(stem):
            yield match.end() - len(stem) - 1, match.end(), False


def is_apart(text: str, start: int) -> bool:
    """Whether no other word can run into the name: 响应县委 names no 应县."""
    return start == 0 or not re.match(rf"[{_HAN}]", text[start - 1]) or text[start - 1] in _LEAD


def judge_standing(text: str, start: int, end: int, *, office: bool) -> Standing:
    """The owner has offices and policies, or opens a clause, with nobody beside it."""
    before, behind = cut_sentence(text, start, end)
    if _EXAMPLE.search(before) or _EXAMPLE.search(behind[:_WINDOW]):
        return "example"
    if text[start:end] not in before and _PARTNER.search(before):
        return "beside"
    if _PARTNERS_BEHIND.match(behind):
        return "beside"
    opens = _TITLE.search(text[:start]) or _CLAUSE_START.search(text[:start])
    return "owner" if office or opens else "beside"


def cut_sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands in the sentence before and behind a name, near to it."""
    begin = max(text.rfind(mark, 0, start) for mark in _MARKS) + 1
    stops = [stop for mark in _MARKS if (stop := text.find(mark, end)) >= 0]
    return text[max(begin, start - _WINDOW) : start], text[end : min(stops, default=len(text))]


def quote(passage: Passage, start: int, end: int) -> Evidence:
    before, behind = cut_sentence(passage.text, start, end)
    words = (before + passage.text[start:end] + behind[:_WINDOW]).strip()
    return passage.evidence.model_copy(update={"quote": words})
