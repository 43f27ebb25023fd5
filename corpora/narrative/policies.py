"""Which policies the county has issued since the year before."""

import random
from collections.abc import Callable

from corpora.blocks import Block, Paragraph, plain_grid
from corpora.story import PaperTruth
from corpora.truth import County

HEADINGS = (
    "2019年以来制定出台有关推动中小企业发展的扶持政策、机制和办法的情况",
    "制定出台扶持政策、机制和办法的情况",
    "强化政策支持，优化发展环境",
    "出台的政策措施",
    "政策扶持情况",
    "完善政策体系，加大扶持力度",
    "2019年以来出台的扶持中小企业发展的政策",
)

BOILERPLATE = (
    "我县认真贯彻落实国家、省、市关于促进中小企业发展的一系列决策部署，不断完善政策体系，加大扶持力度，"
    "确保各项惠企政策落地见效。",
    "近年来，我县坚持问题导向，不断优化政策供给，为中小企业发展营造了良好的政策环境。",
)


def write_policies(rng: random.Random, county: County) -> list[Block]:
    we = county.place.we
    opening = rng.choice(
        (
            f"近年来，我{we}认真贯彻落实《山西省促进中小企业发展条例》等法规政策，结合实际，相"
            "继出台了一系列扶持中小企业发展的政策措施。",
            f"为推动中小企业高质量发展，我{we}在认真落实国家和省、市各项惠企政策的基础上，先后"
            "制定出台了以下政策：",
            f"2019年以来，{county.place.name}先后制定出台扶持政策"
            f"{len(county.narrative.policies)}个，政策体系日趋完善。",
        )
    )
    listing = rng.choice(_LISTINGS)(rng, county.narrative.policies)
    return [Paragraph(opening), *listing, *write_mechanisms(rng, county)]


def show_number(rng: random.Random, paper: PaperTruth) -> str:
    """The 文号, in the brackets that the typist found."""
    number = paper.number or ""
    left, right = rng.choice(("〔〕", "〔〕", "〔〕", "[]", "［］"))
    return number.replace("〔", left).replace("〕", right)


def as_prose(rng: random.Random, papers: tuple[PaperTruth, ...]) -> list[Block]:
    words = ("制定了", "印发了", "出台了", "下发了")
    parts = [f"{rng.choice(words)}《{paper.title}》（{show_number(rng, paper)}）" for paper in papers]
    return [Paragraph("；".join(parts) + "。")]


def as_items(rng: random.Random, papers: tuple[PaperTruth, ...]) -> list[Block]:
    contents = (
        "明确对首次入规企业一次性奖励10万元，对连续三年在规企业再奖励5万元。",
        "从财税支持、融资促进、创业扶持、创新支持、市场开拓等方面提出了具体措施。",
        "建立部门协同推进机制，对培育库企业实行动态管理、梯度培育。",
        "对新认定的省级、国家级企业分别给予20万元、50万元奖励。",
        "压缩审批时限，推行“一枚印章管审批”和承诺制改革。",
    )
    form = rng.choice(("{}.《{}》（{}）。{}", "（{}）《{}》（{}）：{}", "{}、《{}》（{}），{}"))
    return [
        Paragraph(form.format(index, paper.title, show_number(rng, paper), rng.choice(contents)))
        for index, paper in enumerate(papers, 1)
    ]


def as_table(rng: random.Random, papers: tuple[PaperTruth, ...]) -> list[Block]:
    rows = [("序号", "文件名称", "文号", "印发时间")]
    for index, paper in enumerate(papers, 1):
        rows.append(
            (str(index), f"《{paper.title}》", paper.number or "", f"{paper.year}年{rng.randint(1, 12)}月")
        )
    caption = Paragraph(rng.choice(("出台政策一览表", "扶持政策清单", "2019年以来出台政策统计表")), "caption")
    return [caption, plain_grid(tuple(rows), (0.5, 3, 1.7, 1.2))]


_LISTINGS: tuple[Callable[[random.Random, tuple[PaperTruth, ...]], list[Block]], ...] = (
    as_prose,
    as_items,
    as_items,
    as_table,
)


def write_mechanisms(rng: random.Random, county: County) -> list[Block]:
    sentences = [
        "建立健全政策直达机制，通过政务服务平台、微信公众号等渠道发布惠企政策"
        f"{rng.randint(30, 160)}条，发放政策汇编{rng.randint(5, 40) * 100}册。",
        f"全面落实减税降费政策，{county.data_year}年累计为企业减免税费"
        f"{rng.randint(2100, 9800)}万元，办理缓缴社保费{rng.randint(120, 980)}万元。",
        f"扎实开展清欠工作，累计清偿拖欠中小企业账款{rng.randint(300, 4200)}万元，清偿率达到100%。",
        f"企业开办时间压缩至{rng.choice(('0.5', '1', '1.5'))}个工作日以内，工程建设项目审批时"
        f"限压缩{rng.randint(40, 65)}%以上。",
    ]
    rng.shuffle(sentences)
    return [Paragraph("".join(sentences[: rng.randint(1, 3)]))]
