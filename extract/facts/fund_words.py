"""The words of sentences about the applicant's special fund, in order: what the money is, what is done with
it, how much it is, of which year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dossier.facts import FundKind
from extract.facts.quantities import Amount, find_amounts
from extract.facts.years import YearMark, find_years

WordKind = Literal[
    "fund",
    "bare",
    "higher",
    "other",
    "denied",
    "purse",
    "grant",
    "local",
    "budget",
    "spent",
    "part",
    "use",
    "total",
    "initial",
    "change",
    "stop",
    "comma",
]

_CORE = re.compile(
    r"专项(?:扶持|引导|发展|奖励|奖补|支持|扶助)?(?:资金|经费)|(?:扶持|发展|引导)(?:专项)?资金|专项基金|(?<=发展)专项(?=[(:,|]|$)"
)
_GOES_ON = re.compile(r"[一-鿿“”]{0,16}$")
_BETWEEN = (
    r"(?:高质量|健康|创新|转型升级|转型|升级|成长|发展|扶持|培育|引导|促进|和|与|奖励|奖补|县级|本级|“|”)*的?"
)
"""What may stand between those that a fund is for and its name."""
_LIGHT = re.compile(
    r"(?:^|安排|设立|设置|建立|列支|预算|落实|投入|拨付|支出|下达|兑现|使用|发放|筹措|筹集|给予|拿出|的|了|项|级|财政|该|此|本|度|元|为|将|把|对|县|区|园"
    r"|其中|年|管理|关于|从|在|到位|撬动|加强|规范|通过|利用|发挥|以|由|实际|首期|个|万|亿|累计|共|计|用好|依托|健全|完善|增加|加大|即|纳入|配套|强化|说明|兑付|支付|全部|提供|提取|整合|统筹)$"
)
_HIGHER = re.compile(
    r"(?:争取|申报|申请|获得|获批)[^,;]{0,12}$|(?:国家|中央|上级|省|省级|省财政|省里|国家级)(?:财政)?(?:的|下达的?)?$"
)
_HIGHER_CITY = re.compile(r"(?:市级|市财政)(?:的|下达的?)?$")
_FIRM = re.compile(r"(?:公司|集团|合作社|厂|银行)[^,;。、]{0,14}$")

_PURSE = (
    r"(?:涉企|惠企|助企|各类|各项|产业|工业|科技|科创|人才|商贸|流通|文旅|旅游|技改|技术改造|贴息|援企|应急|转贷|纾困|稳岗|扶贫|涉农|乡村|基建)"
    r"(?!贷款)[一-鿿]{0,6}?(?:资金|基金|费用|经费)(?!到位|池|链|支持)"
)
"""Another pot of money, unless it is a part of the fund."""
_OF_MONEY = (
    r"(?!“?(?:专精特新|双创|小微企业双创|企业技术|技术中心|示范|以上|及以上|小巨人|众创|研发|认定|开发区|名牌|品牌))"
    r"(?=[^,;。\d]{0,14}资金|补助|配套|下达|安排|财政|拨付|支持|投入|奖补|\d)"
)
"""Money of the province, not an honour that it gives."""
_UPPER_CITY = re.compile(rf"市级{_OF_MONEY}|市财政|市里|[我本]市(?=[^,;。:]{{0,12}}(?:安排|设立|投入|拨付))")
_DENIED = re.compile(r"(?:未|没有|尚无|暂无|无力)[^,;。]{0,14}$")
_WORDS = re.compile(
    rf"(?P<purse>{_PURSE})"
    r"|(?P<other>贷款(?!贴息|担保费|风险|利息|保证金)|授信|融资(?!担保费|贴息|补贴|补助|支持|服务|奖|类)|投资(?!补助|奖励)|产值|营业收入|主营业务收入|税(?:费|金|收)|纳税"
    r"|利税|减免|减税|降费|让利|债券|(?:产业|引导|投资|担保|发展)基金|注册资本|成交|签约|销售|订单|合同金额|担保(?!费|补贴|补助|机构|资金补|代偿|风险)|转贷|余额"
    r"|资金池|周转金|撬动|信贷|带动|拉动|稳岗|(?<!厂)房租(?!补)|安家|工伤|失业|养老|社会资本|自筹|帮扶|账款|欠款|工程款|增加值|成本|保证金|电费|租金(?!补)|捐|利润|工资|总支出)"
    rf"|(?P<higher>全省|全国|(?:省级|国家级|省市级?|省、市){_OF_MONEY}|省财政|省里|中央|上级|争取到?)"
    r"|(?P<local>(?:县|区|市|管委会)(?:级|本级)?财政|本级财政|财政预算|本级|(?<![一-鿿])[县区]级|(?<=中)[县区]级)"
    r"|(?P<initial>年初|期初|原(?:来|定|预算|安排)|起初)"
    r"|(?P<total>累计|历年|[两三四五]年共)"
    r"|(?P<change>(?:增加|增长|递增|再增|增列|减少|追加|调增|调减|净增|(?<=年)[多少]了?(?=\d)|提高|增幅|新增|结余|结转|剩余|缺口|未(?:支付|拨付|支出|兑现|使用|执行|下达)|(?<!其)余(?=\d)|申请(?:资金|金额)?(?=\d)|申报(?:资金|金额)(?=\d))(?:了)?(?!到|至|为))"
    r"|(?P<spent>已下达|实际下达|拨付|兑现|兑付|实支|实拨|支出(?!情况)|使用(?!方向|情况|管理|办法|范围|上,|方面|:)|发放|支付|执行|结算|决算|落地)(?!率)"
    r"|(?P<grant>奖补资金|奖励资金|补助资金|补贴资金)"
    r"|(?P<budget>安排|设立|单列|列支|列入|纳入|预算|筹措|筹集|规模|拿出|挤出|预留|额度|投入|设置)"
    r"|(?P<part>其中|(?<=元)中(?=[,:“”一-鿿])|(?<=资金)中[,:]|(?:使用|投向|分配)(?=:)|支出情况(?:是|为|如下)?:|主要使用情况|使用情况|使用方向|用途|投向|去向|流向|支出结构|主要用于|分别用于|明细|具体(?:为|是|如下))"
    r"|(?P<use>用于|用作|支持|补助|奖励|贴息|扶持|补贴|资助|奖补)"
    r"|(?P<stop>。|;)|(?P<comma>,|:|\(|\))"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place."""

    start: int
    end: int
    kind: WordKind


Token = Word | Amount | YearMark
SUBJECTS = ("fund", "bare", "other", "denied", "purse")
"""What a sentence on money may speak of."""


class FundWords:
    """`names` are what marks a fund as that for small and medium enterprises, `plain` what may stand around
    an amount and says nothing of whose it is, of when, or what was done with it."""

    def __init__(self, names: tuple[str, ...], plain: tuple[str, ...] = ()) -> None:
        known_plain = "|".join(map(re.escape, sorted(plain, key=len, reverse=True))) or "(?!)"
        self._explained = re.compile(known_plain), re.compile(rf"全市|市级?|{known_plain}")
        known = "|".join(map(re.escape, names))
        self._own = re.compile(rf"(?:{known}){_BETWEEN}$")

    def explained(self, *, city: bool) -> re.Pattern[str]:
        """What is plain beside an amount of the fund; a city's own name only where it is the applicant."""
        return self._explained[city]

    def tokens(self, plain: str, *, city: bool) -> list[Token]:
        """What the sentence says of money, in order. `city`: the applicant is a city."""
        funds = [self._fund(plain, match, city=city) for match in _CORE.finditer(plain)]
        taken = [(word.start, word.end) for word in funds]
        amounts = list(find_amounts(plain, bare=True))
        taken += [(amount.start, amount.end) for amount in amounts]
        words = [word for word in _find_words(plain, city=city) if not _is_within(word, taken)]
        found: list[Token] = [*funds, *words, *amounts, *find_years(plain)]
        return sorted(found, key=lambda token: (token.start, token.end))

    def _fund(self, plain: str, match: re.Match[str], *, city: bool) -> Word:
        """The applicant's own fund, or another's, or another fund."""
        ahead = plain[max(0, match.start() - 24) : match.start()]
        run = _GOES_ON.search(ahead)
        before = run.group() if run else ""
        named = self._own.search(before)
        if _DENIED.search(ahead[-18:] if named is None else ahead):
            return Word(match.start(), match.end(), "denied")
        if named is None and not _LIGHT.search(before):
            return Word(match.start(), match.end(), "other")
        rest = before[: named.start()] if named else before
        higher = _HIGHER.search(rest) or (not city and _HIGHER_CITY.search(rest)) or _FIRM.search(ahead)
        if named is None and not match.group().startswith("专项"):
            return Word(match.start(), match.end(), "use")
        start = match.start() - (len(before) - named.start() if named else 0)
        return Word(start, match.end(), "other" if higher else "fund" if named else "bare")

    def names_fund(self, plain: str) -> bool:
        """Whether the fund is named in full."""
        for match in _CORE.finditer(plain):
            if self._own.search(plain, max(0, match.start() - 24), match.start()):
                return True
        return False


@lru_cache(maxsize=4)
def fund_words(names: tuple[str, ...], plain: tuple[str, ...] = ()) -> FundWords:
    return FundWords(names, plain)


def _find_words(plain: str, *, city: bool) -> Iterator[Word]:
    for match in _WORDS.finditer(plain):
        yield Word(match.start(), match.end(), match.lastgroup)  # type: ignore[arg-type]
    for match in _UPPER_CITY.finditer(plain) if not city else ():
        yield Word(match.start(), match.end(), "higher")


def _is_within(word: Word, taken: list[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for start, end in taken)


def kind_of_heading(words: FundWords, headings: Sequence[str], *, city: bool) -> FundKind | None:
    """What the last of the headings says was done with the money, where it says one thing."""
    tokens = words.tokens(headings[-1], city=city) if headings else []
    kinds = {token.kind for token in tokens if isinstance(token, Word)}
    return "budgeted" if "budget" in kinds and not kinds & {"spent", "use", "part"} else None


def is_behind_amount(tokens: Sequence[Token], at: int) -> bool:
    """Does a token follow an amount with nothing between."""
    return at > 0 and isinstance(tokens[at - 1], Amount) and tokens[at - 1].end == tokens[at].start


def first_subject(tokens: Sequence[Token]) -> str:
    """What a sentence speaks of first."""
    return next((t.kind for t in tokens if isinstance(t, Word) and t.kind in SUBJECTS), "other")
