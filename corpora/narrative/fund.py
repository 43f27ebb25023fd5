"""The special fund: set up when, how much a year, spent on what."""

import random
from collections.abc import Callable

from corpora.blocks import Block, Paragraph, plain_grid
from corpora.truth import County
from corpora.writing.written import plain_number

HEADINGS = (
    "当地中小企业发展专项资金设立和使用情况",
    "中小企业发展专项资金设立和使用情况",
    "专项资金设立及使用情况",
    "设立专项资金，强化资金保障",
    "中小企业发展专项资金情况",
)

BOILERPLATE = (
    "县财政不断加大对中小企业的资金支持力度，专款专用，规范管理，充分发挥了财政资金的引导和带动作用。",
    "我县高度重视专项资金的管理和使用，严格执行有关规定，确保资金使用安全、规范、有效。",
)


def write_fund(rng: random.Random, county: County) -> list[Block]:
    return rng.choice(_MANNERS)(rng, county)


def show_sum(amount: float) -> str:
    return f"{plain_number(amount)}万元"


def show_uses(county: County) -> str:
    return "，".join(f"{purpose}{show_sum(amount)}" for purpose, amount in county.narrative.fund.uses)


def year_by_year(rng: random.Random, county: County) -> list[Block]:
    years = county.narrative.fund.years
    before, now = sorted(years)
    verb = rng.choice(("安排", "预算安排", "设立", "列支"))
    return [
        Paragraph(
            f"我{county.place.we}将中小企业发展专项资金列入财政预算，由财政局、工信局共同管理"
            f"。其中{before}年{verb}中小企业发展专项资金"
            f"{show_sum(years[before])}，{now}年{verb}中小企业发展专项资金{show_sum(years[now])}。"
        ),
        Paragraph(
            f"{now}年专项资金主要用于以下方面：{show_uses(county)}。资金拨付率达到100%，"
            f"带动企业投资{rng.randint(11, 68) / 10:.1f}亿元，惠及企业{rng.randint(30, 160)}户。"
        ),
        Paragraph(
            "同时，严格专项资金管理，制定资金管理办法，实行专账核算、专款专用，定期开展绩效评价和监督检查。"
        ),
    ]


def parts_first(rng: random.Random, county: County) -> list[Block]:
    """The uses stand before the whole, and a bank's money stands beside it."""
    years = county.narrative.fund.years
    before, now = sorted(years)
    return [
        Paragraph(
            f"{now}年，{county.place.name}财政预算安排中小企业发展专项资金"
            f"{show_sum(years[now])}，比{before}年的{show_sum(years[before])}有了"
            f"{'明显增加' if years[now] > years[before] else '可靠保障'}，并建立了与财政收入同步增长的机制。"
        ),
        Paragraph(
            f"资金使用上，突出重点、注重绩效。{show_uses(county)}。此外，{county.place.we}财政"
            f"出资{rng.randint(2, 9) * 1000}万元设立"
            f"企业应急周转资金，累计为{rng.randint(12, 60)}户企业周转贷款{rng.randint(10, 90) / 10:.1f}亿元。"
        ),
    ]


def as_table(rng: random.Random, county: County) -> list[Block]:
    years = county.narrative.fund.years
    rows = [("年度", "专项资金规模（万元）", "支持企业（户）", "备注")]
    rows += [(f"{year}年", plain_number(years[year]), str(rng.randint(12, 90)), "") for year in sorted(years)]
    return [
        Paragraph(
            f"我{county.place.we}从{min(years)}年起设立中小企业发展专项资金，列入财政预算，专"
            "项用于支持中小企业转型升级、创业创新和服务体系建设。"
            "近两年专项资金安排情况如下："
        ),
        plain_grid(tuple(rows), (1, 1.6, 1.3, 1)),
        Paragraph(f"其中{max(years)}年{show_uses(county)}，资金已全部兑现到位。"),
    ]


_MANNERS: tuple[Callable[[random.Random, County], list[Block]], ...] = (year_by_year, parts_first, as_table)
