"""What an amount was for, from the words around it."""

import re
from collections.abc import Sequence

from extract.facts.fund_words import Token, Word
from extract.facts.quantities import Amount

_BEHIND = re.compile(
    r"^(?:主要|全部|已|均|专项)?(?:用于|用作|支持|补助|奖励|扶持|投入到?|资助|奖补|为)了?(?:\d+[户家个名项](?:企业)?的?)?(?P<purpose>[^,、;。:()\d]{2,40})"
    r"|^(?:[奖补投拨]?给了?|奖|补|花在|投在)(?:\d+[户家个名](?:企业)?)?(?P<gave>[^,、;。:()\d]{2,30})"
    r"|^对(?:\d+[户家个](?:企业)?)?(?P<given>[^,;。:()\d]{2,30}?)(?:进行|给予|予以|实施)(?:补助|奖励|贴息|补贴|奖补|扶持|资助)"
)
_ITEM = re.compile(r"[,、;。:()]|(?<=元)(?:和|及|以及)")
_LEAD = re.compile(
    r"^(?:[●◆■▲★◇□○•·※→]|全年|当年|年内|累计|其中|20\d\d年度?|一是|二是|三是|四是|五是|六是|主要|全部|分别|用于|用作|安排|拨付|给予|支持|奖励|补助|扶持|投入|支出|下达|兑现|对|为|将|和|及|[①-⑩]|\d[.、])+"
)
_JOINS = re.compile(r"^(?:其中|分别|[一二三四五六]是|20\d\d年度?)+")
_VOID = re.compile(
    r"(?:近?[两三四五]年来?|其中|情况|当年|本年|全年|年内|年初|年末|年底|截[至止]|实际|已|共|总|预算|决算|财政|资金|专项|金额|数额|规模|总额|总量|额度|合计|共计|总计|累计|本级|[县区市省]级?|管委会|上级|中央|国家|配套|自筹"
    r"|执行|到位|拨付|兑付|兑现|支出|安排|列支|未?支付|承担|分担|负担|结余|结转|剩余|待拨|下年|使用|投入|第[一二三四五]?[年批次期]|首[批期]|20\d\d年度?|\d{1,2}月份?|\d{1,2}日|底|末|数|分别|依次|为|达到?|由|从|的|其|另|还|各|用|等|是|了|比|较|与|同|上年|去年|内|统筹|整合|新增|增加|减少|追加|调整)+"
)
"""Says how much, when, or whose money it is, and nothing of what it was for."""
_FOR = re.compile(r"(?:主要|全部|专项)?(?:用于|用作|支持|补助|奖励|扶持|奖补)")
_PURPOSE = re.compile(
    r"(?:(?<!奖励)(?<!补助)(?:补贴|补助|奖励|奖补|贴息|资助|扶持|培训|建设|改造|项目|服务|升级|平台))(?:资金)?(?:支出|安排|投入|各|共|\d+[户家个项名人期])*$"
)
"""An item of a list of what was paid for."""
_FOR_WHAT = re.compile(r"(?:用于|用作|投向)[^,;。:、\d]{2,30}的$")
_GENERIC = re.compile(
    rf"奖励|补助|奖补|补贴|扶持|支持|项目|各类|各项|中小微?|小微|民营|企业|政策|扶助|发展|引导|全县|全区|我[县区市]|专款|该项|上述|拿出|不[少低高]于|不?超过|[近约比内中达]|\d+[家户个]|[^一-鿿]|{_VOID.pattern}"
)
"""Words of a fund as a whole."""
_GIVES = re.compile(r"安排|列支|投入|拨付|兑现|兑付|支出|发放|支付|拿出")
_CHANGED = re.compile(r"调减|调增|追加|压减|增加|减少|核减|短收|调整|结余|结转|剩余")
_LABEL = re.compile(r"^[^一-鿿“:]{0,4}(?P<label>[一-鿿“”]{2,16}):(?!20\d\d)")
"""What heads an item of a list: "科技创新券：兑付216万元"."""
_WHOLE_FUND = re.compile(r"(?:20\d\d年度?)?(?:各类|全县|全区|中小微?|小微|民营)*企业")
"""Whom all of the fund is for."""
_GIFT = re.compile(r"(?:奖补|奖励|补助|补贴|扶持|支持|资助)+")
"""Money that is given, for whatever."""
_TAKEN = re.compile(r"从[^,;。:()]{0,24}(?:资金|经费)(?:中|里|内)[^,;。:()\d]{0,8}$")
_NEAR = 12
_FEWEST = 2
"""Characters that name something."""
_TAIL = re.compile(
    r"(?:/|共|各|合计|\d[\d,.]*(?:个|户|家|名|项|人|件|次|场|期|台套)|(?:补助|补贴|奖励|支持|专项)?资金|支出|安排|投入|拨付|计|为|:|达|共计|方面|等)+$"
)


def find_purpose(plain: str, start: int, end: int) -> str | None:
    """The purpose of the amount at a place: what it is said to be for behind it, else what it stands at. None
    of one that says by how much another was changed."""
    if _CHANGED.search(re.split(r"[,;。:(]", plain[max(0, start - 30) : start])[-1]):
        return None
    if behind := _BEHIND.match(plain[end : end + 60]):
        return _clean(behind["purpose"] or behind["gave"] or behind["given"]) or None
    items = _ITEM.split(plain[max(0, start - 60) : start])
    for item in reversed(items[-2:]):
        if purpose := _clean(item):
            return purpose
    return None


def _clean(text: str) -> str:
    """Without the words around it; an item that was paid for may begin with one of them ("奖励类")."""
    tail = _TAIL.sub("", text)
    bare = _LEAD.sub("", tail)
    bare = bare if len(bare) >= 2 else _JOINS.sub("", tail)
    spoilt = len(bare) < 2 or re.search("元|《|》", bare) or _VOID.fullmatch(bare)
    spoilt = spoilt or _WHOLE_FUND.fullmatch(bare)
    return "" if spoilt else bare


def is_gift(purpose: str) -> bool:
    """Does it only say that money was given."""
    return _GIFT.fullmatch(purpose) is not None


def find_uses(plain: str, tokens: Sequence[Token]) -> frozenset[int]:
    """Where among the tokens the amounts are that are each said to be for something, if there are several."""
    found = []
    for at, token in enumerate(tokens):
        if isinstance(token, Amount) and not token.each:
            before, after = plain[max(0, token.start - 14) : token.start], plain[token.end : token.end + 6]
            ahead = plain[max(0, token.start - 40) : token.start]
            if _FOR.match(after) or _PURPOSE.search(before) or _FOR_WHAT.search(ahead):
                found.append(at)
    return frozenset(found) if len(found) > 1 else frozenset()


def is_labelled(plain: str) -> bool:
    """Is a sentence headed by what its amounts were for."""
    match = _LABEL.match(plain)
    return match is not None and len(_GENERIC.sub("", match["label"])) >= _FEWEST


def is_taken_from(ahead: str) -> bool:
    """Was an amount taken out of the fund ("从专项资金中列支50万元用于…")."""
    return _TAKEN.search(ahead) is not None


def names_object(plain: str, tokens: Sequence[Token], at: int) -> bool:
    """Does another object than the fund stand between the verb and the amount ("安排贷款贴息120万元")."""
    amount = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if isinstance(after, Word) and after.kind in ("fund", "bare") and after.start - amount.end <= _NEAR:
        return False
    before = [token for token in tokens[:at] if isinstance(token, Word)]
    verbs = [token for token in before if _GIVES.fullmatch(plain[token.start : token.end])]
    if not verbs or any(t.start > verbs[-1].start and t.kind in ("fund", "bare", "comma") for t in before):
        return False
    return len(_GENERIC.sub("", plain[verbs[-1].end : amount.start])) >= _FEWEST
