"""Which services and events were organised, and how often."""

import random

from corpora.blocks import Block, Paragraph, plain_grid
from corpora.truth import County
from corpora.writing.written import to_chinese

HEADINGS = (
    "组织开展的各类中小企业服务活动情况",
    "各类中小企业服务活动开展情况",
    "中小企业服务活动情况",
    "搭建服务平台，开展各类服务活动",
    "组织开展各类服务活动，提升服务能力",
)

BOILERPLATE = (
    "我县积极组织开展各类中小企业服务活动，不断提升服务能力和水平，受到了广大企业的一致好评。",
    "坚持以企业需求为导向，扎实开展形式多样的服务活动，切实为企业排忧解难，服务体系不断完善。",
)

_SENTENCES = {
    "industry_university": (
        "组织开展产学研对接活动{n}次，与{b}所高校院所签订合作协议{c}项，转化科技成果{b}项。",
        "{year}年共举办产学研活动{n}场，{c}户企业与省内外高校、科研院所建立了长期合作关系。",
        "先后开展校企合作、产学研对接活动{n}场次，达成合作意向{c}个，聘请专家教授{b}名。",
    ),
    "financing": (
        "召开政银企对接会{n}次，{c}户企业与金融机构签订贷款协议，签约金额{d}亿元。",
        "举办银企对接活动{n}场，达成融资意向{d}亿元，实际到位资金{b}000万元。",
        "全年组织融资对接活动{n}场次，参会企业{c}户，授信金额达{d}亿元。",
    ),
    "exhibitions": (
        "组织企业参加各类产品展销活动及行业展会{n}次，参展企业{c}户次，签订合同金额{d}亿元。",
        "组织{c}户企业参加展销会、博览会等展会{n}场，现场销售额{b}00余万元。",
        "先后参加或举办产品展销活动{n}场次，{c}种特色产品参展，品牌影响力不断扩大。",
    ),
    "startup_events": (
        "组织双创活动{n}场次，参与创业者{c}00余人次，{b}个项目在“创客中国”大赛中获奖。",
        "举办创新创业大赛、双创活动周等双创活动{n}场，吸引{c}个项目参赛。",
        "{year}年开展双创活动{n}次，发布创业项目{c}个，{b}家企业获得投资。",
    ),
    "service_institutions": (
        "现有中小企业服务机构{n}家，涵盖法律、财税、检测、人才等领域，全年开展服务活动{c}场次"
        "，服务企业{c}00户次。",
        "全{we}共有各类中小企业服务机构{n}个，从业人员{c}0余人，年开展培训、咨询等服务{c}次。",
        "培育引进中小企业服务机构{n}家，其中省级示范平台{b}家，{year}年组织服务活动{c}场。",
    ),
}

_TITLES = {
    "industry_university": ("产学研活动情况", "深化产学研合作"),
    "financing": ("融资对接情况", "搭建融资对接平台"),
    "exhibitions": ("产品展销活动及行业展会情况", "组织参加展销展会"),
    "startup_events": ("双创活动情况", "开展双创活动"),
    "service_institutions": ("服务机构数量及开展服务活动情况", "培育服务机构"),
}


def write_activities(rng: random.Random, county: County) -> list[Block]:
    style = rng.choice(("headings", "numbers", "paragraph", "table"))
    kinds = list(_SENTENCES)
    sentences = {kind: write_sentence(rng, county, kind) for kind in kinds}
    if style == "paragraph":
        words = ("一是", "二是", "三是", "四是", "五是")
        return [Paragraph("".join(word + sentences[kind] for word, kind in zip(words, kinds, strict=True)))]
    blocks: list[Block] = []
    for index, kind in enumerate(kinds, 1):
        title = rng.choice(_TITLES[kind])
        if style == "numbers":
            blocks.append(Paragraph(f"{index}.{title}。{sentences[kind]}"))
        else:
            blocks.append(Paragraph(title, "heading", 2))
            blocks.append(Paragraph(sentences[kind] + rng.choice(_TAILS)))
    if style == "table":
        blocks.append(Paragraph(f"{county.data_year}年主要服务活动一览表", "caption"))
        blocks.append(list_events(rng, county))
    return blocks


def write_sentence(rng: random.Random, county: County, kind: str) -> str:
    number = county.narrative.activities[kind]
    shown = to_chinese(number) if rng.random() < 0.1 and number > 2 else str(number)
    return rng.choice(_SENTENCES[kind]).format(
        n=shown,
        we=county.place.we,
        year=county.data_year,
        b=rng.randint(2, 9),
        c=rng.randint(11, 68),
        d=rng.randint(11, 98) / 10,
    )


_TAILS = ("", "活动得到了企业的广泛参与和好评。", "有效促进了企业发展。", "取得了良好的社会效益。")


def list_events(rng: random.Random, county: County) -> Block:
    """Some of the events, not all: the number of its rows says nothing."""
    names = (
        "银企对接洽谈会",
        "产学研项目对接会",
        "“创客中国”创新创业大赛选拔赛",
        "特色产品展销会",
        "惠企政策宣讲会",
        "企业家能力提升培训班",
        "双创活动周启动仪式",
    )
    rows = [("序号", "活动名称", "时间", "参加企业（户）", "主办单位")]
    for index, name in enumerate(rng.sample(names, 5), 1):
        month = rng.randint(3, 12)
        rows.append(
            (
                str(index),
                name,
                f"{month}月{rng.randint(1, 28)}日",
                str(rng.randint(12, 98)),
                county.text("lead_department"),
            )
        )
    return plain_grid(tuple(rows), (0.5, 2.4, 1, 1.1, 1.8))
