"""Invented places, companies and people. Nobody and nothing here exists.

Every company carries the name of an invented place, and every telephone number lies in a block that is
not given out, so that no truth of the corpus can be anybody's data.
"""

import random
from dataclasses import dataclass
from typing import Literal

ApplicantKind = Literal["county", "city", "district", "zone"]


def list_words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_STEMS = list_words(
    "云川 松垣 鹿鸣 青槐 柏崖 漳岭 桃垣 枣坪 苇泽 落霞 银沟 双槐 晴岚 石桥沟 荞麦川 望岳 雁栖岭 "
    "杏林湾 白杨渡 柳林沟 南漪 西泊 东漪 云岫 梧桐岭 栗川 麻峪 榆钱沟"
)
_CITIES = ("丹岭市", "漳源市", "河汾市", "雁平市", "沁垣市")
_BRANDS = list_words(
    "鼎岳 恒泽 兴垣 瑞禾 金穗 宏昇 泰峪 晋坤 众邦 德隆昌 天润泽 华岭 昌晟 永沁 盛源 荣河 嘉禾 聚力 东岭 "
    "北辰 启明 汇川源 万泽 同德 三益 百盛源 新晋阳 远帆 长青 凯峰 巨峰源 百川汇 星火 志诚 亿维 佳禾"
)
_TRADES = list_words(
    "法兰 锻造 精密铸造 装备制造 新型建材 耐火材料 煤机配件 液压件 农产品加工 杂粮食品 醋业 药业 玻璃器皿 "
    "陶瓷 环保科技 新材料 碳纤维 电子科技 光伏科技 轴承 管件 风电设备 包装制品 纺织 生物科技 智能装备 工贸"
)
_INDUSTRIES = list_words(
    "法兰锻造 精密铸造 装备制造 新型耐材 特色农产品加工 中药材加工 玻璃器皿 日用陶瓷 煤机配件 "
    "碳基新材料 光伏组件 杂粮加工 现代物流 文化旅游 绿色建材 电子信息"
)
_BASES = list_words(
    "创业孵化基地 众创空间 小微企业创业园 科技企业孵化器 返乡创业园 电商创业园 青年创业基地 双创产业园"
)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭"
_GIVEN = list_words(
    "建国 志强 文斌 晓东 海燕 丽萍 永胜 国栋 俊峰 慧敏 春生 振华 伟 静 磊 晓丽 玉梅 宏伟 立新 秀珍 "
    "天佑 鹏飞 艳红 瑞林 云 敏 世杰 保平 润生 爱民 涛 凯 晋生 雪梅"
)


@dataclass(frozen=True, slots=True)
class Place:
    """An applicant. `short` is the stem without its rank, `letter` the one character of its 文号."""

    name: str
    short: str
    kind: ApplicantKind
    city: str

    @property
    def letter(self) -> str:
        return self.short[0]

    @property
    def government(self) -> str:
        return f"{self.name}管理委员会" if self.kind == "zone" else f"{self.name}人民政府"

    @property
    def head(self) -> str:
        """The office of the principal leader."""
        return {"county": "县长", "city": "市长", "district": "区长", "zone": "管委会主任"}[self.kind]

    @property
    def we(self) -> str:
        """How its papers speak of it: 我县, 我区."""
        return {"county": "县", "city": "市", "district": "区", "zone": "区"}[self.kind]


def make_place(rng: random.Random) -> Place:
    stem = rng.choice(_STEMS)
    kind: ApplicantKind = rng.choices(("county", "city", "district", "zone"), (12, 2, 2, 3))[0]
    rank = {"county": "县", "city": "市", "district": "区", "zone": "经济技术开发区"}[kind]
    return Place(stem + rank, stem, kind, rng.choice(_CITIES))


def make_people(rng: random.Random, count: int) -> tuple[str, ...]:
    """`count` names, no two alike."""
    names: list[str] = []
    while len(names) < count:
        name = rng.choice(_SURNAMES) + rng.choice(_GIVEN)
        if name not in names:
            names.append(name)
    return tuple(names)


def make_phone(rng: random.Random) -> str:
    """Area code 0340 is not given out."""
    number = f"{rng.randint(2, 8)}{rng.randint(0, 999999):06d}"
    return rng.choice((f"0340-{number}", f"0340-{number}", f"（0340）{number}", f"0340—{number}"))


def make_companies(rng: random.Random, place: Place, count: int) -> tuple[str, ...]:
    """`count` companies of the place, no two alike; some with brackets in their names, as in life."""
    forms = (
        "{place}{brand}{trade}有限公司",
        "山西{short}{brand}{trade}有限公司",
        "山西{short}{brand}{trade}股份有限公司",
        "山西{short}{brand}{trade}集团有限公司",
        "{brand}（{short}）{trade}有限公司",
        "山西{short}{brand}{trade}（集团）有限公司",
    )
    names: list[str] = []
    while len(names) < count:
        form = rng.choices(forms, (5, 6, 3, 2, 1, 1))[0]
        words = {"place": place.name, "short": place.short, "brand": rng.choice(_BRANDS)}
        name = form.format(trade=rng.choice(_TRADES), **words)
        if name not in names:
            names.append(name)
    return tuple(names)


def make_bases(rng: random.Random, place: Place, count: int) -> tuple[str, ...]:
    """Bases for small enterprises; a few carry a figure in their name."""
    names: list[str] = []
    while len(names) < count:
        brand = rng.choice((*_BRANDS, "1958", "三号院", "798东街"))
        name = f"{rng.choice((place.name, place.short))}{brand}{rng.choice(_BASES)}"
        if name not in names:
            names.append(name)
    return tuple(names)


def make_industries(rng: random.Random, count: int) -> tuple[str, ...]:
    return tuple(rng.sample(_INDUSTRIES, count))
