"""The formal letter of application, which stands before the dossier."""

import random

from corpora.blocks import Block, PageBreak, Paragraph
from corpora.truth import County


def write_letter(rng: random.Random, county: County) -> list[Block]:
    place, year = county.place, county.data_year + 1
    series = "开管发" if place.kind == "zone" else "政发"
    title = rng.choice(
        (
            "关于申报创建中小企业高质量发展示范县（开发区）的请示",
            "关于申请创建中小企业高质量发展示范县（开发区）的报告",
        )
    )
    return [
        Paragraph(f"{place.letter}{series}〔{year}〕{rng.randint(5, 40)}号", "caption"),
        Paragraph(f"{place.government}\n{title}", "title"),
        Paragraph("山西省小企业发展促进局：", "addressee"),
        Paragraph(
            "根据山西省人民政府办公厅《关于开展中小企业高质量发展示范县（开发区）创建工作的通"
            "知》（晋政办函〔2020〕99号）和"
            "山西省小企业发展促进局《关于组织开展创建中小企业高质量发展示范县（开发区）申报工"
            "作的通知》（晋企发〔2020〕95号）精神，"
            f"我{place.we}对照申报条件和创建指标进行了认真梳理，认为符合申报条件，自愿申报创建"
            "中小企业高质量发展示范县（开发区）。"
        ),
        Paragraph(
            f"我{place.we}确定{county.text('lead_department')}为牵头创建工作部门，"
            f"{county.text('contact_person')}同志为具体工作人员。"
        ),
        Paragraph("我们承诺，所有申报材料真实有效，如有虚假，愿承担相应责任。"),
        Paragraph("妥否，请批示。"),
        Paragraph(place.government, "signature"),
        Paragraph(f"{year}年{rng.randint(3, 4)}月{rng.randint(1, 9)}日", "signature"),
        PageBreak(),
    ]
