"""Who leads: the leading group, the working body, what they did."""

import random
from collections.abc import Callable

from corpora.blocks import Block, Paragraph
from corpora.truth import County

HEADINGS = (
    "当地中小企业工作领导机构、工作机构建立情况以及工作情况",
    "中小企业工作领导机构、工作机构建立及工作情况",
    "加强组织领导，健全工作机构",
    "组织领导情况",
    "强化组织领导，建立健全工作机制",
    "领导机构和工作机构建立情况",
    "提高政治站位，加强组织领导",
)

BOILERPLATE = (
    "县委、县政府高度重视中小企业工作，始终把中小企业发展摆在突出位置，切实加强组织领导，狠抓各项任务落实，"
    "中小企业工作取得了显著成效。",
    "我县不断加强对中小企业工作的组织领导，统一思想，提高认识，形成了齐抓共管的良好工作格局。",
)


def write_leadership(rng: random.Random, county: County) -> list[Block]:
    opening = Paragraph(
        rng.choice(
            (
                f"{county.place.name}高度重视中小企业工作，把促进中小企业高质量发展作为转型发展的重要抓手，"
                "切实加强组织领导，健全工作机构，完善工作机制。",
                "为切实加强对中小企业工作的领导，确保示范创建工作有序推进，"
                f"我{county.place.we}建立健全了领导机构和工作机构。",
            )
        )
    )
    group = rng.choice(_GROUPS)(rng, county)
    return [opening, *group, *write_body(rng, county), *write_work(rng, county)]


def name_leaders(county: County) -> str:
    """县委书记张三、县长李四."""
    return "、".join(f"{leader.title}{leader.name}" for leader in county.narrative.leaders)


def one_sentence(rng: random.Random, county: County) -> list[Block]:
    story, place = county.narrative, county.place
    paper = story.founding[0]
    head = "任双组长" if len(story.leaders) > 1 else rng.choice(("任组长", "为组长", "担任组长"))
    text = (
        f"{county.data_year}年{rng.randint(3, 11)}月，印发了《{paper.title}》（{paper.number}"
        f"），成立了由{name_leaders(county)}{head}，"
        f"常务副{place.head}{story.deputies[0]}、副{place.head}{story.deputies[1]}任副组长，"
        f"{place.short}{place.we}工信局、"
        "发改局、财政局、科技局、统计局、市场监管局、人社局、"
        f"自然资源局等{rng.randint(12, 26)}个部门主要负责人为成员的领导小组。"
        f"领导小组下设办公室，办公室设在{county.text('lead_department')}，办公室主任由"
        f"{story.deputies[2]}同志兼任。"
    )
    return [Paragraph(text)]


def as_list(rng: random.Random, county: County) -> list[Block]:
    story, place = county.narrative, county.place
    paper = story.founding[0]
    lines = [f"根据工作需要，以{paper.number}文件印发了《{paper.title}》，领导小组组成人员如下："]
    for leader in story.leaders:
        lines.append(f"组  长：{leader.name}    {leader.title}")
    lines.append(f"副组长：{story.deputies[0]}    {place.we}委常委、常务副{place.head}")
    lines.append(f"        {story.deputies[1]}    副{place.head}")
    lines.append(f"成  员：{story.deputies[2]}    {county.text('lead_department')}局长")
    lines.append(f"        {story.deputies[3]}    财政局局长")
    lines.append(f"        {story.deputies[4]}    市场监督管理局局长")
    lines.append(f"领导小组办公室设在{county.text('lead_department')}，负责日常工作。")
    return [Paragraph(line) for line in lines]


def deputies_first(rng: random.Random, county: County) -> list[Block]:
    story, place = county.narrative, county.place
    paper = story.founding[0]
    return [
        Paragraph(
            f"一是成立领导小组。制定下发《{paper.title}》（"
            f"{paper.number.replace('〔', '[').replace('〕', ']') if paper.number else ''}），"
            f"副组长由副{place.head}{story.deputies[1]}担任，{name_leaders(county)}亲自担任组长，"
            f"相关部门为成员单位，定期研究解决中小企业发展中的重大问题。"
        ),
        Paragraph(
            f"二是组建工作专班。从工信、财政、统计等部门抽调{rng.randint(5, 12)}名业务骨干组成创建工作专班，"
            f"由{story.deputies[2]}负责，实行集中办公、挂图作战。"
        ),
    ]


_GROUPS: tuple[Callable[[random.Random, County], list[Block]], ...] = (one_sentence, as_list, deputies_first)


def write_body(rng: random.Random, county: County) -> list[Block]:
    name, staff = county.text("sme_department_name"), int(county.number("sme_department_staff"))
    nature = county.text("sme_department_nature")
    return [
        Paragraph(
            rng.choice(
                (
                    f"{name}为我{county.place.we}中小企业工作机构，单位性质为{nature}，核定编制{staff}名，"
                    f"现有在职人员{max(2, staff - rng.randint(0, 4))}名，内设综合股、企业服务"
                    f"股、运行监测股{rng.randint(3, 5)}个股室。",
                    f"{county.place.name}设有专门的中小企业工作部门——{name}（{nature}），编制"
                    f"{staff}人，机构队伍体系健全，职责明确。",
                )
            )
        )
    ]


def write_work(rng: random.Random, county: County) -> list[Block]:
    we, year = county.place.we, county.data_year
    sentences = [
        f"{year}年，领导小组先后召开专题会议{rng.randint(3, 9)}次，研究解决企业用地、用工、融"
        f"资等问题{rng.randint(18, 76)}个。",
        f"建立{we}级领导包联重点企业制度，{rng.randint(20, 36)}名{we}级领导包联"
        f"{rng.randint(40, 98)}户企业，做到一企一策、精准帮扶。",
        "将中小企业工作纳入年度目标责任考核，实行月调度、季通报、年考核，"
        f"全年下发督查通报{rng.randint(3, 8)}期。",
        "充分发挥促进中小企业发展联席会议作用，形成了政府主导、部门联动、企业参与的工作格局。",
        f"对照26项创建指标，逐项制定任务书、路线图和时间表，把任务分解到{rng.randint(9, 16)}个"
        "部门，落实到人。",
    ]
    rng.shuffle(sentences)
    return [Paragraph("".join(sentences[: rng.randint(2, 5)]))]
