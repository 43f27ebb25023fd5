"""What was done for transformation and quality, and what can be learnt from it."""

import random

from corpora.blocks import Block, Paragraph
from corpora.truth import County

HEADINGS = (
    "在推动当地中小企业创新转型、高质量发展方面采取的措施和做法以及形成的典型经验",
    "推动中小企业创新转型、高质量发展的措施和做法",
    "主要做法及典型经验",
    "采取的主要措施和取得的成效",
    "创新转型、高质量发展的做法与经验",
    "多措并举，推动中小企业高质量发展",
)

BOILERPLATE = (
    "我县坚持以习近平新时代中国特色社会主义思想为指导，认真贯彻新发展理念，解放思想，开拓创新，真抓实干，"
    "全面推动中小企业高质量发展，取得了良好的经济效益和社会效益。",
    "坚持高起点谋划、高标准推进、高质量落实，不断创新工作思路，探索工作方法，"
    "走出了一条具有地方特色的发展路子。",
)

_TOPICS = (
    ("抓培育，推动企业升规入统", "grow"),
    ("抓创新，增强企业核心竞争力", "innovate"),
    ("抓集群，做强做优主导产业", "cluster"),
    ("抓载体，激发创业创新活力", "incubate"),
    ("抓融资，破解企业资金难题", "finance"),
    ("抓培训，提升企业管理水平", "train"),
    ("抓环境，打造一流营商环境", "environment"),
    ("抓数字，加快企业智能化改造", "digital"),
)


def write_measures(rng: random.Random, county: County) -> list[Block]:
    topics = rng.sample(_TOPICS, rng.randint(3, 6))
    blocks: list[Block] = []
    for heading, topic in topics:
        blocks.append(Paragraph(heading, "heading", 2))
        blocks.append(Paragraph(describe(rng, county, topic)))
        if rng.random() < 0.5:
            blocks.append(Paragraph(rng.choice(_EXAMPLES).format(**example_words(rng, county))))
    blocks.append(Paragraph(rng.choice(_EXPERIENCES)))
    return blocks


def describe(rng: random.Random, county: County, topic: str) -> str:
    return _DESCRIPTIONS[topic].format(
        we=county.place.we,
        name=county.place.name,
        year=county.data_year,
        before=county.data_year - 1,
        industries=county.text("leading_industries_names"),
        newly=int(county.number("newly_above_scale")),
        newly_before=int(county.number("newly_above_scale")) + rng.choice((-2, -1, 1, 2)),
        high_tech=int(county.number("high_tech_enterprises")),
        specialized=int(county.number("specialized_smes")),
        trained=int(county.number("entrepreneurs_trained")),
        incubated=int(county.number("incubated_micro")),
        bases=int(county.number("startup_bases")),
        a=rng.randint(11, 48),
        b=rng.randint(3, 9),
        c=rng.randint(120, 860),
        d=rng.randint(15, 95) / 10,
    )


_DESCRIPTIONS = {
    "grow": "坚持把“小升规”作为壮大工业经济的重要抓手，建立“小升规”重点企业培育库，入库企业{a}户，实"
    "行动态管理、精准培育。"
    "对首次升规企业给予10万元奖励，{before}年完成“小升规”{newly_before}户，{year}年新培育小升"
    "规企业{newly}家，超额完成市定任务。",
    "innovate": "深入实施创新驱动战略，引导企业加大研发投入，建立研发机构{a}个，规上工业企业研发活动覆盖"
    "率达到{c}‰。截至{year}年底，"
    "全{we}高新技术企业达到{high_tech}家，省级专精特新中小企业{specialized}家，培育市级以上创"
    "新平台{b}个，获得专利授权{c}件。",
    "cluster": "围绕{industries}等主导产业，编制产业发展规划，绘制产业链图谱，实施链长制，引进补链延链强"
    "链项目{b}个，总投资{d}亿元。"
    "产业集群内企业达到{c}户，从业人员2万余人，产业集聚效应日益明显。",
    "incubate": "依托省级小微企业双创基地{bases}个，完善创业辅导、投资融资、人才培训等服务功能，提供孵化"
    "面积近{b}万平方米，"
    "{year}年双创载体新孵化小微企业{incubated}家，带动就业{c}人。",
    "finance": "建立政银企常态化对接机制，搭建融资服务平台，设立转贷资金，全年为{a}户企业解决融资{d}亿元，"
    "小微企业贷款余额同比增长{a}.{b}%，融资成本平均下降0.{b}个百分点。",
    "train": "实施企业家素质提升工程，采取“走出去、请进来”的方式，组织企业负责人赴先进地区考察学习{b}批次，"
    "{year}年培训企业家{trained}人次，推动企业由家族式管理向现代企业制度转变。",
    "environment": "深化“放管服效”改革，推行企业投资项目承诺制，“一网通办”事项达到{c}项，实行“三进四送”入企"
    "服务，"
    "累计收集企业诉求{a}条，办结率达到98.{b}%，12345热线涉企事项满意率达到99%以上。",
    "digital": "大力推进智能制造，鼓励企业上云上平台，累计上云企业{c}户，实施技术改造项目{a}项，完成投资"
    "{d}亿元，"
    "建成智能工厂（数字化车间）{b}个，劳动生产率提高{a}%左右。",
}

_EXAMPLES = (
    "如{company}，通过实施{trade}技术改造项目，年新增产值{d}亿元，产品远销{b}个国家和地区，成"
    "为行业领军企业。",
    "典型案例：{company}与高校联合成立研发中心，攻克关键技术{b}项，{year}年营业收入达到{d}亿"
    "元，同比增长{a}%。",
    "其中，{company}投资{c}万元建设智能化生产线，用工减少三分之一，产能翻一番，被评为省级智能"
    "制造试点示范企业。",
)

_EXPERIENCES = (
    "通过几年的探索实践，形成了“龙头带动、链式发展、集群推进”的发展模式，"
    "为同类地区提供了可复制、可推广的经验。",
    "创造的“企业吹哨、部门报到”服务机制，得到了上级部门的充分肯定，先后有周边县区前来学习考察。",
    "形成了“一个产业、一套班子、一张图谱、一批龙头、一支基金”的“五个一”工作法，具有较好的示范推广价值。",
)


def example_words(rng: random.Random, county: County) -> dict[str, object]:
    value = county.values["specialized_smes"]
    names = getattr(value, "names", ()) or (f"{county.place.name}某企业",)
    return {
        "company": rng.choice(names),
        "trade": rng.choice(("精密加工", "自动化", "绿色化", "节能")),
        "year": county.data_year,
        "a": rng.randint(11, 48),
        "b": rng.randint(3, 9),
        "c": rng.randint(1200, 8600),
        "d": rng.randint(11, 48) / 10,
    }
