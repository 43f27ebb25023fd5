"""How clerks write a number together with the names behind it."""

import random

from corpora.writing.written import Expected, Manner, Written, draw_text
from dossier import NamedCount


def write_named(rng: random.Random, value: NamedCount, unit: str, usual: float) -> Written:
    """In a way that says exactly how many and which."""
    if value.count == 0:
        text = rng.choice(("无", "0", "0家", "0个", "无"))
        return Written(text, "none", Expected("accepted", value))
    manner, text = draw_text(rng, certain_manners(value, unit), "colon", usual)
    return Written(text, manner, Expected("accepted", value))


def write_doubtful_named(rng: random.Random, value: NamedCount, unit: str) -> Written:
    """The number and the names disagree, or one of the two is not there."""
    manner, text = draw_text(rng, doubtful_manners(value, unit), "about", 0.1)
    return Written(text, manner, Expected("review"))


def certain_manners(value: NamedCount, unit: str) -> dict[str, Manner]:
    count, names = value.count, value.names
    listed, lines = "、".join(names), numbered(names, "{}.{}")
    return {
        "colon": lambda rng: f"{count}{unit}：{listed}",
        "colon_half": lambda rng: f"{count}{unit}:{listed}。",
        "brackets": lambda rng: f"{count}个（{'，'.join(names)}）" if no_brackets(names) else None,
        "brackets_pause": lambda rng: f"{count}{unit}（{listed}）" if no_brackets(names) else None,
        "and_so_on": lambda rng: f"{listed}等{count}{unit}",
        "numbered": lambda rng: f"{count}{unit}\n{lines}",
        "numbered_colon": lambda rng: f"{count}{unit}：\n{numbered(names, '{}、{}')}",
        "numbered_brackets": lambda rng: f"{count}{unit}：{numbered(names, '（{}）{}', '；')}",
        "respectively": lambda rng: f"{count}{unit}，分别为：{'；'.join(names)}。",
        "respectively_pause": lambda rng: f"共{count}{unit}，分别是{listed}",
        "plain_lines": lambda rng: f"{count}\n" + "\n".join(names),
        "semicolons": lambda rng: f"{count}{unit}：{'；'.join(names)}",
        "count_first": lambda rng: f"{count}   {listed}",
        "parts": lambda rng: f"数量：{count}{unit}\n名称：{listed}",
        "wrapped": lambda rng: f"{count}{unit}：" + "、\n".join(names),
        "total_last": lambda rng: f"{lines}\n共计{count}{unit}",
    }


def doubtful_manners(value: NamedCount, unit: str) -> dict[str, Manner]:
    names = value.names or ("（名称待补）",)
    count, listed = len(names), "、".join(names)
    return {
        "about": lambda rng: f"约{count + 2}{unit}：{listed}",
        "too_many": lambda rng: f"{count + rng.randint(1, 3)}{unit}：{listed}",
        "too_few": lambda rng: f"{count - 1}{unit}：{listed}" if count > 1 else None,
        "incomplete": lambda rng: f"{'、'.join(names[:2])}等{count}{unit}" if count > 2 else None,
        "names_only": lambda rng: listed,
        "twice": lambda rng: f"{count + 1}{unit}：{listed}、{names[0]}",
        "over": lambda rng: f"{count}{unit}以上：{listed}",
        "elsewhere": lambda rng: f"{count}{unit}（名单附后）",
        "two_counts": lambda rng: f"{count}{unit}：{listed}等{count + 2}{unit}",
    }


def numbered(names: tuple[str, ...], form: str, separator: str = "\n") -> str:
    return separator.join(form.format(index, name) for index, name in enumerate(names, 1))


def no_brackets(names: tuple[str, ...]) -> bool:
    return not any("（" in name for name in names)
