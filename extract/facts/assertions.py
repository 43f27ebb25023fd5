"""Does a sentence say that something is so, or only that it is planned, undone, or true of others?"""

import re
from collections import Counter
from collections.abc import Iterable

_VERBS = (
    r"进一步|继续|不断|逐步|安排|设立|投入|加大|达到|出台|制定|组织|举办|开展|建立|成立|围绕|重点|全力|通过|会|按照"
    r"|以|在|于|把|力争|争取|再|是|提高|增加|从|每年|新增|印发|召开|参加|实施|推动|推进|着力|有"
)
_PLANNED = re.compile(
    rf"拟(?!定|合|真)|(?<![即])将(?:{_VERBS})|(?<!原)(?<!下达)(?<!年度)(?<!资金)(?<!预算)计划(?:在|于|到|从|每年|再|新|年内|20|\d|{_VERBS})|力争"
    r"|下一?步|今后|预计|正在(?:抓紧)?(?:制定|研究|起草|筹备|酝酿)|目标(?:是|为|任务)|有望|争取(?:到20|在|实现|突破)|(?:^|[,;。:是])(?:建议|恳请|请求)(?![书稿案的\d]|被|全部)"
)
_DENIED = re.compile(r"尚未|还未|未能|未安排|未设立|未成立|没有|不再|取消|废止|停止执行|失效|宣布作废")
_FOUND = "成立|组建|设立|建立"
_DONE = re.compile(rf"(?:{_FOUND}|召开|抽调|配备)了|已经?(?:{_FOUND}|召开|抽调|配备)|先后")
_SAME_MATTER = re.compile(rf"{_FOUND}|筹备|发文|完成|落实|这|此|该|上述|以上|目标")
"""What plans say of the very thing that was told before them."""
_QUOTED = re.compile(r"“[^”]*”")
"""Mottos: “管行业必须管发展”."""
_DUTY = re.compile(r"应当|应安排|须安排|必须|规定.{0,30}应|不得")
_ELSEWHERE = re.compile(
    r"(?<!参加)(?<!赴)(?<!到)(?<!在)外[省县地](?!参?展|市|博览|客商|商|的?展|考察|务工|人|举办)|各省|先进(?:地区|县)|兄弟(?:县|市|区)|周边(?:县|市|区)|毗邻|(?:相邻|邻近|附近|周围)的?[^,;。]{0,6}[县市区]|邻(?:县|区|市)|某[一-鿿]{0,4}?(?:省|市|县|区)"
    r"|(?:值得|学习|可供).{0,6}借鉴|启发|启示"
)
_FAME = (
    "中小.{0,4}高质量|示范|创建|小微|第一|先进|首|前列|排名"
    "|同行|平均|标杆|最|率先|前|唯一|知名|典型|推广|县|各县"
)
"""What a county is in the province, or hopes to be."""
_HIGHER = re.compile(
    rf"全省(?!(?:的)?(?:{_FAME}))|全国(?!(?:的)?(?:{_FAME}))|省级财政|省财政|中央|上级|企业自筹|社会资本|省内(?!外)"
    r"|[省市](?:、|和)?[县区](?:两级|联动|联合)"
    r"|省(?:政府|委)(?:办公厅)?(?:成立|组建|设立|安排|出台)"
)
_OF_CITY = re.compile(
    r"全市|市财政|市级财政|[一-鿿]市(?:本级)?(?:共|累计|先后)?(?:人民政府|政府)?(?:组织|举办|开展|召开|安排|设立|成立|出台|投入|拨付)"
)
_ITSELF = re.compile(r"(?:我|全|本)[县区市]")
_PLANS = re.compile(r"下一步|下步|下一年|工作打算|工作计划|今后|未来|展望|工作思路|努力方向|奋斗目标")


def is_asserted(text: str) -> bool:
    """Neither denied nor only planned nor a duty of the law."""
    said = _QUOTED.sub("", text)
    return not (_PLANNED.search(said) or _DENIED.search(said) or _DUTY.search(said))


def is_planned(text: str) -> bool:
    """Still to be done, or what a law or notice wants done."""
    said = _QUOTED.sub("", text)
    return _PLANNED.search(said) is not None or _DUTY.search(said) is not None


def told_before_plans(plain: str) -> str:
    """What a sentence tells of things done before it turns to other things that are still to be done. All of
    it where it does not turn to any; nothing where what it tells may be planned too."""
    parts = plain.split(",")
    turn = next((n for n, part in enumerate(parts) if is_planned(part)), len(parts))
    told, rest = ",".join(parts[:turn]), ",".join(parts[turn:])
    if is_planned(told):
        return ""
    return told if not rest or (_DONE.search(told) and not _SAME_MATTER.search(rest)) else ""


def is_denied(text: str) -> bool:
    """Not done, or no more so."""
    return _DENIED.search(text) is not None


def is_of_others(text: str, *, city: bool = False) -> bool:
    """Of the province, the state or somebody else than the applicant; also of the city that it belongs to,
    unless it is a `city` itself."""
    higher = _HIGHER.search(text) is not None or (not city and _OF_CITY.search(text) is not None)
    return higher or is_of_elsewhere(text)


def is_of_city(texts: Iterable[str]) -> bool:
    """Whether a narrative speaks of itself as a city: then 全市 is its own, else it is the city above it."""
    said: Counter[str] = Counter()
    for text in texts:
        said.update(match.group()[-1] for match in _ITSELF.finditer(text))
    return said["市"] > 2 * (said["县"] + said["区"])


def is_of_elsewhere(text: str) -> bool:
    """Of another county, which is an example."""
    return _ELSEWHERE.search(text) is not None


def heads_plans(heading: str) -> bool:
    """Does a heading stand over what is still to be done."""
    return _PLANS.search(heading) is not None
