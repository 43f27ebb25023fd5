"""What the notice does not ask for, or only the first of the two: overview, growth, problems, plans."""

import random

from corpora.blocks import Block, Paragraph, plain_grid
from corpora.truth import County
from corpora.writing.written import plain_number
from policy import Policy

OVERVIEW = ("基本情况", "县域经济发展概况", "基本县情及中小企业发展情况", "中小企业发展总体情况")
GROWTH = ("当地中小企业数量、营业收入、上缴税金和从业人员年增长率", "主要指标增长情况")
LISTED = ("上市企业情况", "企业上市挂牌情况")
ENVIRONMENT = ("中小企业发展环境情况", "优化营商环境情况")
PROBLEMS = ("存在的问题和建议", "存在的主要问题及改进建议", "困难和问题")
PLANS = ("下一步工作打算", "下一步工作计划", "今后工作思路")


def write_overview(rng: random.Random, county: County, policy: Policy) -> list[Block]:
    """Figures of the form in running text, figures of the year before, and rounded ones."""
    year, we = county.data_year, county.place.we
    entities, smes = int(county.number("market_entities")), int(county.number("sme_count"))
    industrial = int(county.number("industrial_above_scale"))
    blocks: list[Block] = [
        Paragraph(
            f"{county.place.name}位于{county.place.city}中部，总面积{rng.randint(620, 2400)}平"
            f"方公里，辖{rng.randint(6, 14)}个乡镇"
            f"{rng.randint(110, 380)}个行政村，总人口{rng.randint(11, 42)}.{rng.randint(1, 9)}"
            f"万。{year}年，全{we}地区生产总值完成"
            f"{rng.randint(40, 260)}.{rng.randint(1, 9)}亿元，同比增长{rng.randint(2, 7)}."
            f"{rng.randint(1, 9)}%；一般公共预算收入完成"
            f"{rng.randint(3, 19)}.{rng.randint(1, 9)}亿元。"
        ),
        Paragraph(
            f"截至{year}年底，全{we}市场主体总数达到{entities}户，其中中小企业数量{smes}家；规"
            f"上工业企业数量{industrial}家，"
            f"比{year - 1}年的{max(1, industrial - rng.randint(2, 9))}家有所增加；中小企业营业"
            f"收入{show_revenue(county)}，"
            f"中小企业占GDP比重达到{plain_number(county.number('sme_gdp_share'))}%，中小企业已"
            "成为县域经济的主力军。"
            if rng.random() < 0.6
            else f"全{we}现有各类市场主体{entities / 10000:.1f}万余户，中小企业近{smes // 100 + 1}0"
            "0家，吸纳就业"
            f"{int(county.number('sme_employees')) / 10000:.1f}万余人，初步形成了以"
            f"{county.text('leading_industries_names')}为主导的产业格局。"
        ),
    ]
    if rng.random() < 0.35:
        blocks += list_past_figures(rng, county, policy)
    return blocks


def show_revenue(county: County) -> str:
    return f"{plain_number(county.number('sme_revenue') / 10000)}亿元"


def list_past_figures(rng: random.Random, county: County, policy: Policy) -> list[Block]:
    """A table with labels of the form and figures of two years before: it is not the form."""
    year = county.data_year
    items = [item for item in policy.form.fields if item.kind == "int" and item.row in (4, 5, 10, 14, 16)]
    rows = [("指标", f"{year - 2}年", f"{year - 1}年")]
    for item in items:
        number = county.number(item.id)
        rows.append((item.label, str(int(number * 0.83) + 1), str(int(number * 0.91) + 2)))
    caption = Paragraph(f"{year - 2}—{year - 1}年中小企业主要指标情况表", "caption")
    return [caption, plain_grid(tuple(rows), (2, 1, 1))]


def write_growth(rng: random.Random, county: County, policy: Policy) -> list[Block]:
    a, b, c = (f"{rng.randint(2, 12)}.{rng.randint(1, 9)}" for _ in range(3))
    growth = county.number("sme_revenue_growth")
    change = f"增长{plain_number(growth)}%" if growth >= 0 else f"下降{plain_number(-growth)}%"
    return [
        Paragraph(
            f"{county.data_year}年，全{county.place.we}中小企业数量同比增长{a}%；营业收入同比"
            f"{change}；上缴税金同比增长{b}%；从业人员同比增长{c}%。"
        )
    ]


def write_listed(rng: random.Random, county: County, policy: Policy) -> list[Block]:
    fourth, third = int(county.number("fourth_board_listed")), int(county.number("neeq_listed"))
    main = int(county.number("main_board_listed"))
    return [
        Paragraph(
            f"截至{county.data_year}年底，全{county.place.we}主板上市企业{main or '尚无'}"
            f"{'家' if main else ''}，新三板挂牌企业{third}家，"
            f"四板挂牌企业{fourth}家，另有{rng.randint(2, 8)}家企业列入上市挂牌后备资源库。"
        )
    ]


def write_environment(rng: random.Random, county: County, policy: Policy) -> list[Block]:
    return [
        Paragraph(
            f"共发放企业调查问卷{rng.randint(2, 9)}00份，收回有效问卷{rng.randint(150, 198)}份"
            f"，企业对政务服务总体满意率为9{rng.randint(1, 8)}.{rng.randint(1, 9)}%。"
            "企业开办登记注册实现一日办结，政府及国有企业拖欠中小企业账款实现动态清零，未发现吃拿卡要现象。"
        )
    ]


def write_problems(rng: random.Random, county: County, policy: Policy) -> list[Block]:
    problems = [
        "一是产业结构不够合理，传统产业占比偏高，新兴产业体量偏小。",
        "二是企业融资难、融资贵问题仍未得到根本解决，部分企业资金链趋紧。",
        "三是高层次人才引进难、留住难，企业自主创新能力不强。",
    ]
    return [
        Paragraph("".join(problems[: rng.randint(2, 3)])),
        Paragraph("建议上级进一步加大对县域中小企业发展的资金支持力度，在项目、用地、能耗等指标上给予倾斜。"),
    ]


def write_plans(rng: random.Random, county: County, policy: Policy) -> list[Block]:
    next_year = county.data_year + 1
    return [
        Paragraph(
            f"下一步，我{county.place.we}将以示范创建为契机，力争到{next_year + 1}年新培育小升"
            f"规企业{rng.randint(20, 40)}家，规上工业企业达到"
            f"{int(county.number('industrial_above_scale')) + rng.randint(15, 40)}家，"
            f"{next_year}年安排中小企业发展专项资金"
            f"{rng.randint(6, 30)}00万元，举办融资对接活动{rng.randint(17, 30)}场以上，推动中"
            "小企业高质量发展再上新台阶。"
        )
    ]
