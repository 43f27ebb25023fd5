"""Which count is of which event: what may stand between the name of a kind and a number, and what makes it
doubtful that the two belong together."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.facts.activity_words import ActivityTalk, Name
from extract.facts.quantities import Counted

UNREAD = "这一句里的“{}”没有读懂，请核对次数是不是这一类活动的"
_FILLER = (
    r"(?:期间|总|等|实际|只|仅|各类|各种|系列|专场|专题|主题|大型|线上|线下|项目|技术|合作|供需|产品|行业|企业|对接|自办|交流|考察|研讨|座谈|班|论坛|展示|活动|会议|会|洽谈|推介|推进|大赛|沙龙|了|共计?|累计|总数|总量|数量|数|户数|家数|达到?|增[加长]?至"
    r"|已|有|为|计|办|搞|现在|目前|发展到|增加到|现有|拥有|建成|培育|引进|集聚|入驻|举办|举行|承接|主办|联办|开展|组织|召开|参加|参展|参会|承办|场次|次数|情况|的|全年|先后|合计|总计|大小|\d+月|上半年|下半年|全县|全区|我县|我区"
    r"|年度?|当年|20\d\d年度?|截至|年?底|末|\([^()]*\)|“[^”]*”|《[^》]*》|、|和|及|与|省级|市级|县级|国家级|国内外|省内外|以上|较大规模|大中型|小型)*"
)
_GAP = re.compile(_FILLER)
_OWN_NAME = re.compile(
    r"(?:[一-鿿]{2}){0,2}?(?:对接|洽谈|交流|服务|主题|系列)*(?:活动|专场|对接会)(?:等|共计?|合计)?"
)
"""What an event is called behind the word for its kind: "银企牵手对接活动5次"."""
_AND_SO_ON = re.compile(r"(?:、[^\d,;。、]{1,10}){1,4}等(?:各类|系列|双创|服务)*(?:活动|赛事|会议)(?:共计?)?")
"""The rest of a list of names that one count is of: "创业大赛、培训等活动16场"."""
_NAMELESS = re.compile(rf"[①-⑳(\d).、]{{0,4}}(?:{_FILLER})$")
_AHEAD = re.compile(
    r"(?:的|次|各类|各种|大型|专场|县级|市级|省级|国内外?|省内外|国际|外地|线上|线下|不同规模|主题|行业|系列|较大规模的?|“[^”]*”|\s)*"
)
_ORGANISED = re.compile(r"(?:组织|带领|邀请)[^\d,;。、]{0,18}?(?:开展|参加|举办|进行)[^\d,;。、]{0,4}")
"""Between a count and what was done so often: "先后11次组织企业赴高校院所开展产学研合作"."""
_OTHER = re.compile(
    r"培训|宣讲|宣传|讲座|调研|走访|诊断|咨询|辅导|直播|签|达成|转化|引进|项目|协议|成果|合同|基地|平台|中心|协作|课题|企业|贷款|专利|服务|入驻|报道|会议|例会|议题|检查|督查"
)
"""Something else that is counted."""
_RESULT = re.compile(r"项目|协议|成果|合同|基地|平台|中心|协作|课题|签约|签订|签署|达成|转化")
"""What an event led to is not how many events there were."""
_EVENT = re.compile(r"会|赛|路演|沙龙|营|讲堂|讲座|周|展|论坛|活动|洽谈|对接|交流|之夜|班|日")
_OF_TIMES = ("场", "次", "批次", "期", "届", "场次")
_BOTH_WAYS = re.compile(r"线上.*\d.*线下.{0,6}\d|线下.*\d.*线上.{0,6}\d")
_LONGEST = 14
Bound = tuple[str, Counted, tuple[str, ...]]
"""A kind, its count, and the doubts whether that is its own."""


def doubts_behind(between: str) -> tuple[str, ...] | None:
    """Of a count behind a name: the doubts that the words between leave; None where it is of another."""
    if _GAP.fullmatch(between) or _OWN_NAME.fullmatch(between) or _AND_SO_ON.fullmatch(between):
        return ()
    return _doubts(between)


def doubts_ahead(between: str) -> tuple[str, ...] | None:
    """The same of a count ahead of a name."""
    if _AHEAD.fullmatch(between) or _ORGANISED.fullmatch(between):
        return ()
    return _doubts(between)


def _doubts(between: str) -> tuple[str, ...] | None:
    known = len(between) <= _LONGEST and not any(map(str.isdigit, between))
    return (UNREAD.format(between),) if known and not _OTHER.search(between) else None


def is_nameless(ahead: str) -> bool:
    """Does nothing ahead of a count say of what it is."""
    return _NAMELESS.fullmatch(ahead) is not None


def counts_else(behind: str, count: Counted) -> bool:
    """Is it of something that is named behind it: "5个工作日"."""
    return (
        count.unit not in _OF_TIMES and re.match(r"(?!机构|单位|服务|以上|左右)[一-鿿]", behind) is not None
    )


def is_of_times(count: Counted) -> bool:
    """Does its unit count what takes place, and nothing else."""
    return count.unit in _OF_TIMES


def is_result(between: str, count: Counted) -> bool:
    """Does it count what events led to: "合作项目11项"."""
    return count.unit in ("项", "个") and _RESULT.search(between) is not None


def bind(talk: ActivityTalk, segment: str, names: Sequence[Name], counts: Sequence[Counted]) -> list[Bound]:
    """Each name with its count, right behind it or else right before it, and the doubts about that."""
    free, found = list(counts), list[Bound]()
    first = bool(names and counts) and doubts_ahead(segment[counts[0].end : names[0].start]) == ()
    for at, name in enumerate(names):
        floor = names[at - 1].end if at else 0
        limit = names[at + 1].start if at + 1 < len(names) else len(segment)
        own = [count for count in free if talk.is_unit(name.kind, count)]
        own = [count for count in own if not is_result(segment[name.end : count.start], count)]
        behind = [(c, doubts_behind(segment[name.end : c.start])) for c in own if name.end <= c.start]
        before = [(c, doubts_ahead(segment[c.end : name.start])) for c in own if c.end <= name.start]
        near = [(c, d) for c, d in behind if d == () or (d and c.end <= limit and c.unit in _OF_TIMES)]
        ahead = [(c, d) for c, d in before if d == () or (d and c.start >= floor and c.unit in _OF_TIMES)]
        fitting = [*ahead, *near] if first else [*near, *ahead]
        if fitting:
            count, doubts = min(fitting, key=lambda one: one[1] != ())
            free.remove(count)
            found.append((name.kind, count, doubts or ()))
    return found


def is_other(name: str) -> bool:
    """Is it by its words something else than an event that is asked for."""
    return _OTHER.search(name) is not None


def is_event(name: str) -> bool:
    """Is it, by its last words, the name of something that is held."""
    return _EVENT.search(name) is not None and not _OTHER.search(name)


def are_of_label(segment: str, counts: Sequence[Counted]) -> bool:
    """ "大赛2场、路演14场、训练营3期" under the name of a kind: events of that kind, each by a name."""
    places = [0, *(count.end for count in counts)]
    named = [segment[end : count.start].strip("、") for end, count in zip(places, counts, strict=False)]
    apart = segment.count("、", 0, counts[-1].start) >= len(counts) - 1 if counts else False
    return apart and all(map(is_event, named))


def with_left_over(
    talk: ActivityTalk, segment: str, bound: list[Bound], counts: Sequence[Counted]
) -> list[Bound]:
    """Also counts behind the one that is bound, of events whose names look like those of its kind ("创业大赛
    1场、创业导师行活动15场")."""
    if not (len(bound) == 1 < len(counts) and bound[0][1] is counts[0]) or "其中" in segment:
        return bound
    kind, end = bound[0][0], bound[0][1].end
    more: list[Bound] = []
    for count in counts[1:]:
        between = segment[end : count.start].strip("、")
        if is_event(between) and talk.hints_at(kind, between):
            more.append((kind, count, (UNREAD.format(between),)))
        end = count.end
    return bound + more


def with_both_ways(segment: str, bound: list[Bound], counts: Sequence[Counted]) -> list[Bound]:
    """ "线上…2场、线下3场": both together are how many there were."""
    if len(bound) != 1 or len(counts) != 2 or not _BOTH_WAYS.search(segment):
        return bound
    (kind, count, doubts), (first, other) = bound[0], counts
    summed = replace(count, value=first.value + other.value)
    return [(kind, summed, doubts)] if first.unit == other.unit else bound


def added_up(segment: str, bound: list[Bound], names: Sequence[Name]) -> list[Bound]:
    """ "双创大赛1场、训练营2期、创业沙龙9场": all of one kind, each under a name of its own."""
    kinds, own = {kind for kind, _, _ in bound}, {segment[name.start : name.end] for name in names}
    last = bound[-1][1].end if bound else 0
    both = _BOTH_WAYS.search(segment) is not None
    apart = len(bound) > 1 and len(kinds) == 1 and (both or len(own) == len(names) == len(bound))
    if not (apart and segment.count("、", 0, last) >= len(bound) - 1):
        return bound
    kind, count, doubts = bound[0]
    return [(kind, replace(count, value=sum(one.value for _, one, _ in bound)), doubts)]
