"""Labels as they come back: other brackets, spaces, synonyms, numbers in front, slips of the keyboard.

A slip is made only where the label stays unmistakable: long enough, and far from every other label.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import OSA

from corpora.clerk import Clerk
from corpora.dossiers import Case
from corpora.families.papers import draw_papers
from corpora.truth import County
from corpora.writing import TIDY
from policy import Policy
from policy.form import FormField

Rewrite = Callable[[random.Random, str, FormField, int], str]
"""Writes a label anew; the number is that of the field in the form."""

SHORTEST, FAR = 7, 3
SAME_SOUND = dict(
    zip(
        "业称量技培训商标众挂牌台增速速改造入税园营孵体养络技比创基集群联",
        "叶成良级陪迅伤表重褂排抬赠素诉该燥如睡圆赢浮题样洛计笔闯机急裙连",
        strict=True,
    )
)
"""A frequent character and one of the same sound."""
KEPT = frozenset("省市县国家级新小大上下主四三亿元万个人数%规升年非占著名股总收支0123456789（）()“”、")
"""Characters on which the meaning hangs."""


@dataclass
class Typist(Clerk):
    """Writes every label in one odd manner."""

    rewrite: Rewrite | None = None

    def label(self, item: FormField) -> str:
        text = super().label(item)
        if self.rewrite is None:
            return text
        number = [field.id for field in self.policy.form.fields].index(item.id)
        return self.rewrite(self.rng, text, item, number)


def make_label_cases(seed: int, count: int, folder: Path, policy: Policy) -> list[Case]:
    """`count` dossiers of each manner, by turns as Word files and workbooks."""
    return [
        make_label_case(seed, name, number, folder, policy) for name in MANNERS for number in range(count)
    ]


def make_label_case(seed: int, name: str, number: int, folder: Path, policy: Policy) -> Case:
    manner = MANNERS[name]
    if name.startswith("slip"):
        manner = only_unmistakable(manner, policy)

    def hire(rng: random.Random, county: County, policy: Policy) -> Clerk:
        return Typist(rng, county, policy, TIDY, rewrite=manner)

    papers = draw_papers(f"{seed}/label/{name}", number, policy, hire)
    folder = folder / f"label-{name}-{number:02d}"
    papers.write_form(folder / ("申报表.xlsx" if (number // 2) % 2 else "申报表.docx"))
    papers.write_narrative(folder / "申报资料.docx")
    return papers.case("label", name, folder)


def only_unmistakable(rewrite: Rewrite, policy: Policy) -> Rewrite:
    """The same, but a label stays as it is where the slip would bring it near another one."""
    known = {f.id: [without_unit(label) for label in (f.label, *f.variants)] for f in policy.form.fields}

    def careful(rng: random.Random, text: str, item: FormField, number: int) -> str:
        if len(without_unit(text)) < SHORTEST:
            return text
        for _ in range(8):
            new = rewrite(rng, text, item, number)
            others = (label for field, labels in known.items() if field != item.id for label in labels)
            if all(OSA.distance(without_unit(new), label) >= FAR for label in others):
                return new
        return text

    return careful


def without_unit(text: str) -> str:
    return re.sub(r"[（(][^（()）]{1,4}[）)]$", "", text)


def change_brackets(rng: random.Random, text: str, item: FormField, number: int) -> str:
    opening, closing = rng.choice(("()", "〔〕", "【】", "[]", "［］", "（）", "﹙﹚"))
    return re.sub(r"[（(]", opening, re.sub(r"[）)]", closing, text))


def put_spaces(rng: random.Random, text: str, item: FormField, number: int) -> str:
    space = rng.choice((" ", "  ", "\u3000", "\u00a0", " \u3000"))
    return space.join(text) if rng.random() < 0.4 else put_between(rng, text, space)


def put_breaks(rng: random.Random, text: str, item: FormField, number: int) -> str:
    return put_between(rng, put_between(rng, text, "\n"), "\n")


def put_between(rng: random.Random, text: str, mark: str) -> str:
    at = rng.randint(1, len(text) - 1)
    return text[:at] + mark + text[at:]


def put_quotes(rng: random.Random, text: str, item: FormField, number: int) -> str:
    opening, closing = rng.choice(("“”", "‘’", "「」", '""', "『』", "''", "＂＂"))
    for term in ("专精特新", "小升规", "小巨人", "新三板", "四板", "双创", "众创空间", "中小企业"):
        if rng.random() < 0.8:
            text = text.replace(term, f"{opening}{term}{closing}")
    return text


_SYNONYMS = (
    (("规上", "规模以上"), ("规下", "规模以下"), ("10亿", "十亿")),
    (
        ("数量", "数"),
        ("数量", "总数"),
        ("企业数量", "企业个数"),
        ("企业数量", "企业户数"),
        ("企业名称", "企业名单"),
    ),
    (("比重", "占比"), ("年增速", "增速"), ("年增长", "增速"), ("营业收入", "营收"), ("上缴", "实缴")),
    (("从业人员", "从业人员数量"), ("编制人数", "人员编制"), ("联系电话", "联系方式"), ("省级", "省")),
)


def use_synonyms(rng: random.Random, text: str, item: FormField, number: int) -> str:
    """A spelling the office knows, or one that means the same."""
    if item.variants and rng.random() < 0.5:
        variant = rng.choice(item.variants)
        unit = re.search(r"[（(][万亿]元[）)]", text)
        return variant if unit is None or "元）" in variant else variant + unit.group()
    for group in rng.sample(_SYNONYMS, len(_SYNONYMS)):
        usable = [(old, new) for old, new in group if old in text and new not in text]
        usable = [pair for pair in usable if pair[1] != "占比" or "占" not in text]
        if usable:
            return text.replace(*rng.choice(usable), 1)
    return text


def put_numbers(rng: random.Random, text: str, item: FormField, number: int) -> str:
    han = "一二三四五六七八九十"
    shown = number + 1
    chinese = han[shown - 1] if shown <= 10 else f"{han[shown // 10 - 1] if shown > 19 else ''}十"
    chinese += han[shown % 10 - 1] if shown > 10 and shown % 10 else ""
    circled = (
        chr(0x2460 + number) if shown <= 20 else chr(0x3251 + shown - 21) if shown <= 35 else f"{shown}、"
    )
    forms = [f"{shown}.", f"{shown}、", f"（{shown}）", f"{shown}．", f"({shown})", f"{shown}) ", f"{shown} "]
    forms += [f"{chinese}、", f"（{chinese}）", circled, f"{shown:02d} ", f"{shown}. "]
    # A number right before a number is no label any more, but a decimal.
    return (f"{shown}、" if text[0].isdigit() else rng.choice(forms)) + text


def weighty(text: str, at: int) -> bool:
    return text[at] in KEPT


def slip_by_sound(rng: random.Random, text: str, item: FormField, number: int) -> str:
    places = [at for at in range(len(text)) if text[at] in SAME_SOUND and not weighty(text, at)]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + SAME_SOUND[text[at]] + text[at + 1 :]


def slip_by_exchange(rng: random.Random, text: str, item: FormField, number: int) -> str:
    places = [
        at
        for at in range(len(text) - 1)
        if text[at] != text[at + 1] and not (weighty(text, at) or weighty(text, at + 1))
    ]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def slip_by_omission(rng: random.Random, text: str, item: FormField, number: int) -> str:
    places = [at for at in range(len(text)) if not weighty(text, at)]
    at = rng.choice(places)
    return text[:at] + text[at + 1 :]


def slip_by_doubling(rng: random.Random, text: str, item: FormField, number: int) -> str:
    places = [at for at in range(len(text)) if not weighty(text, at)]
    at = rng.choice(places)
    return text[: at + 1] + text[at:]


MANNERS: dict[str, Rewrite] = {
    "brackets": change_brackets,
    "spaces": put_spaces,
    "line breaks": put_breaks,
    "quotation marks": put_quotes,
    "synonyms": use_synonyms,
    "running numbers": put_numbers,
    "slip by sound": slip_by_sound,
    "slip by exchange": slip_by_exchange,
    "slip by omission": slip_by_omission,
    "slip by doubling": slip_by_doubling,
}
