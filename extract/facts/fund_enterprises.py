"""How many enterprises the special fund served, and where the text says that there is no such fund."""

import re
from collections.abc import Iterator, Sequence

from dossier import Count, Evidence
from extract.facts.assertions import is_of_elsewhere, is_planned
from extract.facts.fund_words import FundWords, Word
from extract.facts.funds import FUND
from extract.facts.items import join_items
from extract.facts.quantities import without_former
from extract.facts.sentences import Sentence, make_plain
from extract.facts.table_figures import FigureTable
from extract.facts.years import Timeline, find_years
from extract.narrative.blocks import Narrative, Setting
from extract.numbers import parse_han_number

_NUMBER = r"(?P<{}>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<{}vague>[余多]?)(?:家|户)(?!次)"
_SERVED = re.compile(
    r"(?:支持|扶持|拨付|兑付给|兑现给|发放给|惠及|受益|奖励|补助|奖补|资助|覆盖|涉及|对|为|向|共|累计|兑现)[^,;。、\d]{0,10}?"
    + _NUMBER.format("a", "a")
    + r"|企业(?:共|达|数)?"
    + _NUMBER.format("b", "b")
    + r"|"
    + _NUMBER.format("c", "c")
    + r"(?:中小微?|小微|民营)?企业[^,;。、\d]{0,8}(?:享受|获得|受益|得到|获|受惠)"
    r"|(?:受惠|受益|扶持|支持)企业[:,](?:20\d\d年)?(?:共|计)?"
    + _NUMBER.format("e", "e")
    + r"|(?:受惠|受益|获补|享受)者?(?:共|计|达)*"
    + _NUMBER.format("d", "d")
)
_OF_PARTS_TOO = re.compile(r"涉及|覆盖")
_OF_ALL = re.compile(r"惠及|受益|(?<!公)共|累计|覆盖|涉及|享受|获得|得到")
_ITEM = re.compile(r"[(]\d+[)]|[①-⑳]|[一二三四五六七八九十]是")
"""An item of a list of uses counts those that it served."""
_OTHER_MONEY = re.compile(r"缴税|减税|社会保险|社保|争取|上级|金融机构|省级|银税|政采")
_PAID_FOR = re.compile(r"[^,;。、:\d]{2,14}(?:贴息|补助|奖励|补贴|奖补|扶持)[\d.]+[万亿]?元")
_BY_YEAR = re.compile(r"(20\d\d)年(\d+)(?:家|户)")
_YEAR_OF_ALL = re.compile(
    r"(?:支持|扶持|惠及|奖励|补助|资助)[^,;。\d]{0,8}企业\d+(?:家|户)次?[,(](?:其中)?:?(?P<year>20\d\d)年(?P<number>\d+)(?:家|户)(?!次)"
)
_OF_EACH_YEAR = re.compile(r"(\d+)(?:家|户)\((20\d\d)年?\)")
_IN_TURN = re.compile(r"\d+(?:家|户)(?:[、和及]\d+(?:家|户))+")
_GOES_ON = re.compile(r"[^一-鿿]{0,4}(?:专项|上述|该项)?(?:资金|受益企业|受惠企业|惠及|共?支持企业|扶持企业)")
"""How a paragraph begins that goes on about the fund that the one before it named."""
_BRACKETED = re.compile(r"\([^()]*\)")
_HAN_COUNT = re.compile(r"[二三四五六七八九十百]+(?=[家户])")
_EACH_GOT = re.compile(r"\([^()]*每[户家][^()]*\)")
_PAID = re.compile(r"\d+(?:个|户|家|项)[^;。\d]{0,10}\d[\d.]*[万亿]?元")
"""A count with a sum behind it; several are what was paid to each kind."""
_ELSE = re.compile(
    r"入园|入驻|受理|申报|申请|征集|初审|入库|周转|贷款|担保|培训|展会|参展|参会|转贷|融资|减免|挂牌|认定|监测|直报|走访|包联|新增|培育"
)
_FUND = ("fund", "bare", "denied")
_DENIED = (
    r"(?:尚|还|暂|目前|并)?(?:未|没有)(?:能)?[^,;。]{0,10}?(?:设立|设置|建立|单列|单独列|安排|列支|列入|纳入)"
    r"|(?:正在|尚在)(?:筹建|筹备|筹划|谋划|研究设立|酝酿)"
)
"""What says so in any programme, beside the policy's own words."""
_SEVERAL = "正文里写有几个不同的数：{}，请核对"


def find_fund_enterprises(
    narrative: Narrative, words: FundWords, data_year: int, *, city: bool
) -> Count | None:
    """Of the year asked for, else of no stated year."""
    found = [*_in_texts(narrative, words, data_year, city=city), *_in_tables(narrative, words, data_year)]
    if not found:
        return None
    numbers = list(dict.fromkeys(number for number, _, _ in found))
    doubts = (_SEVERAL.format("、".join(map(str, numbers))),) if len(numbers) > 1 else ()
    number, place, more = found[0]
    return Count(count=number, evidence=(place,), doubts=(*more, *doubts))


def _in_texts(
    narrative: Narrative, words: FundWords, data_year: int, *, city: bool
) -> Iterator[tuple[int, Evidence, tuple[str, ...]]]:
    told: Setting | None = None
    for block in join_items(narrative.texts):
        goes_on = told == block.setting and _GOES_ON.match(block.sentences[0].plain) is not None
        home = is_home(block.setting, words) or goes_on
        told = block.setting if goes_on or any(words.names_fund(s.plain) for s in block.sentences) else None
        listed = sum(len(_PAID.findall(sentence.plain)) for sentence in block.sentences) > 1
        time, named, part = Timeline(), home, False
        for sentence in block.sentences:
            plain = sentence.plain
            for mark in find_years(_BRACKETED.sub("", plain) or plain):
                time.go(mark)
            named = named or words.names_fund(plain) or ("专项资金" in plain and "企业" in plain)
            part = part and "专项资金" not in plain
            turn = _in_turn(plain, time.years, data_year) if named else None
            if turn is not None:
                yield turn, sentence.evidence(), sentence.doubts
                continue
            of_year = (not time.years and not time.spanned) or time.years == (data_year,)
            if named and of_year and not is_of_elsewhere(plain) and not is_planned(plain):
                number = _of_year(plain, data_year)
                if number is None:
                    number = _served(
                        sentence,
                        part=part or _ITEM.match(plain) is not None,
                        paid=[match.span() for match in _PAID.finditer(plain)] if listed else [],
                    )
                if number is not None:
                    yield number, sentence.evidence(), sentence.doubts
            part = (part or "其中" in plain) and not sentence.text.endswith("。")


def _of_year(plain: str, data_year: int) -> int | None:
    """ "两年共支持企业78户次，其中2020年46户"."""
    match = _YEAR_OF_ALL.search(plain)
    return int(match["number"]) if match and int(match["year"]) == data_year else None


def _in_turn(plain: str, years: Sequence[int], data_year: int) -> int | None:
    """ "2019、2020两个年度…支持企业14户和18户", "22户(2020年)、17户(2019年)": one for each year."""
    named = [(served, year) for year, served in _BY_YEAR.findall(plain)]
    for served, year in [*_OF_EACH_YEAR.findall(plain), *(named if len(named) > 1 else [])]:
        if int(year) == data_year:
            return int(served)
    match = _IN_TURN.search(plain)
    numbers = re.findall(r"\d+", match.group()) if match else []
    if len(numbers) != len(years) or data_year not in years:
        return None
    return int(numbers[list(years).index(data_year)])


def _served(sentence: Sentence, *, part: bool, paid: Sequence[tuple[int, int]]) -> int | None:
    """The number of enterprises in a sentence about the fund; those of one use are not all, nor those that
    stand where they are `paid`."""
    if _OTHER_MONEY.search(_PAID_FOR.sub("", sentence.plain)):
        return None
    plain = _HAN_COUNT.sub(_in_digits, _EACH_GOT.sub("", without_former(sentence.plain)))
    for match in _SERVED.finditer(plain):
        around = re.split(r"[,;。:]", plain[max(0, match.start() - 12) : match.start()])[-1]
        around += plain[match.start() : match.end()] + re.split("[,;。]", plain[match.end() :])[0][:8]
        exact = not (
            match["avague"] or match["bvague"] or match["cvague"] or match["dvague"] or match["evague"]
        )
        each = "每户" in around or "每家" in around
        end = match.end()
        of_part = part or any(start < end <= stop for start, stop in paid) or "其中" in plain[: match.start()]
        of_all = _OF_ALL.search(around) and not ("其中" in plain and _OF_PARTS_TOO.search(around))
        if exact and not each and not _ELSE.search(around) and (not of_part or of_all):
            return int(next(match[name] for name in "abcde" if match[name]).replace(",", ""))
    return None


def _in_digits(match: re.Match[str]) -> str:
    return str(parse_han_number(match.group()))


def _in_tables(
    narrative: Narrative, words: FundWords, data_year: int
) -> Iterator[tuple[int, Evidence, tuple[str, ...]]]:
    for block in narrative.tables:
        if not is_home(block.setting, words) and not words.names_fund(make_plain(block.caption)):
            continue
        for figure in FigureTable(block).figures():
            counted = "企业" in figure.label and figure.unit in ("家", "户", "个")
            if counted and not figure.summed and str(data_year) in figure.label:
                yield int(figure.number), figure.evidence(), figure.cell.doubts


def is_home(setting: Setting, words: FundWords) -> bool:
    """Does a heading say that the fund is told of here."""
    named = any("专项资金" in h or words.names_fund(make_plain(h)) for h in setting.headings)
    return named or FUND in setting.materials


def find_fund_absent(
    narrative: Narrative, words: FundWords, denials: Sequence[str], data_year: int, *, city: bool
) -> tuple[Evidence, ...]:
    """The sentences that say that no fund was set up."""
    denied = re.compile("|".join([*map(re.escape, sorted(denials, key=len, reverse=True)), _DENIED]))
    places: list[Evidence] = []
    for block in narrative.texts:
        home = is_home(block.setting, words)
        for sentence in block.sentences:
            match = denied.search(sentence.plain)
            past = match is not None and _is_past(sentence.plain[: match.start()], data_year)
            if (
                match
                and not (past or is_of_elsewhere(sentence.plain))
                and _denies(sentence, match, words, home, city)
            ):
                places.append(sentence.evidence())
    return tuple(places)


def _denies(sentence: Sentence, match: re.Match[str], words: FundWords, home: bool, city: bool) -> bool:
    """Is it the applicant's own fund that is denied."""
    plain = sentence.plain
    funds = [t for t in words.tokens(plain, city=city) if isinstance(t, Word) and t.kind in _FUND]
    near = any(-24 <= fund.start - match.end() <= 12 or 0 <= match.start() - fund.end <= 8 for fund in funds)
    return near and (home or words.names_fund(plain))


def _is_past(ahead: str, data_year: int) -> bool:
    """Does a sentence speak of a year past, and not of the one asked for."""
    marks = list(find_years(ahead))
    past = marks[-1:] and (marks[-1].kind == "last" or (marks[-1].years and max(marks[-1].years) < data_year))
    return bool(past) and not ahead.endswith(("起", "以来"))
