"""The clerk who fills in a form: writes labels and values, and keeps what should be read from them."""

import random
from dataclasses import dataclass, field
from typing import Literal

from corpora.blocks import GridCell
from corpora.truth import County
from corpora.writing import Expected, Hand, Written, write_field
from policy import Policy
from policy.form import FormField

MoneyUnit = Literal["cell", "label", "column", "note"]
"""Where a form gives the unit of its sums: with each value, or once for all."""


@dataclass
class Clerk:
    """`exact_labels`: as the notice prints them; otherwise as remembered when retyping the form.
    `large_unit` is the unit of the sums that the notice prints no unit for."""

    rng: random.Random
    county: County
    policy: Policy
    hand: Hand = field(default_factory=Hand)
    exact_labels: bool = True
    money_unit: MoneyUnit = "cell"
    large_unit: str = "万元"
    expected: dict[str, Expected] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def label(self, item: FormField) -> str:
        text = item.label if self.exact_labels else reword_label(self.rng, item)
        if item.kind == "money" and self.money_unit == "label" and "元）" not in text:
            text += f"（{self.large_unit}）"
        if item.seal is not None and not self.hand.seal_in_cell:
            text += "（盖章）"
        self.labels[item.id] = text
        return text if self.exact_labels else decorate_label(self.rng, text)

    def given_unit(self, item: FormField) -> str | None:
        """The unit that stands on the label, in the unit column or on the form; None where there is none."""
        if item.kind != "money":
            return None
        label = self.labels.get(item.id, item.label)
        for unit in ("万元", "亿元"):
            if unit in label:
                return unit
        return None if self.money_unit in ("cell", "label") else self.large_unit

    def write(self, item: FormField) -> Written:
        written = write_field(self.rng, self.county, item, self.hand, self.given_unit(item))
        self.expected[item.id] = written.expected
        return written

    def label_cell(self, item: FormField, row: int, column: int, span: int = 1) -> GridCell:
        return GridCell(row, column, self.label(item), "label", 1, span, field=item.id)

    def value_cell(self, item: FormField, row: int, column: int, span: int = 1) -> GridCell:
        written = self.write(item)
        number, number_format = written.number, written.number_format
        return GridCell(row, column, written.text, "value", 1, span, number, number_format, item.id)


def reword_label(rng: random.Random, item: FormField) -> str:
    """A label as somebody types it who has the printed form beside him, or only in mind."""
    text = item.label
    chance = rng.random()
    if chance < 0.3 and item.variants:
        text = rng.choice(item.variants)
    elif chance < 0.6:
        text = rng.choice(_REWORDINGS)(text, item)
    return text


def decorate_label(rng: random.Random, text: str) -> str:
    """Spaces, line breaks, colons and other brackets, which change nothing of what is asked."""
    chance = rng.random()
    if chance < 0.08:
        return text + rng.choice("：:")
    if chance < 0.14 and len(text) > 6:
        middle = len(text) // 2
        return f"{text[:middle]}\n{text[middle:]}"
    if chance < 0.18:
        return text.replace("(", "（").replace(")", "）").replace("%", "％")
    if chance < 0.22:
        return text.replace("（", "(").replace("）", ")")
    if chance < 0.26 and len(text) <= 4:
        return "  ".join(text)
    return text


def spell_out(text: str, item: FormField) -> str:
    return text.replace("规上", "规模以上").replace("规下", "规模以下")


def shorten(text: str, item: FormField) -> str:
    return text.replace("数量", "数")


def add_unit(text: str, item: FormField) -> str:
    if item.kind != "int" or text.endswith(("）", ")")):
        return text
    return text + ("（人）" if "人" in item.units else "（家）")


def drop_unit(text: str, item: FormField) -> str:
    if item.unit is None or not text.endswith(("）", ")")):
        return text
    return text[: max(text.rfind("（"), text.rfind("("))]


def quote_terms(text: str, item: FormField) -> str:
    for term in ("专精特新", "小升规", "小巨人", "新三板", "四板"):
        text = text.replace(term, f"“{term}”")
    return text


_REWORDINGS = (spell_out, shorten, add_unit, drop_unit, quote_terms)
