"""Defects laid in a narrative on purpose, each with the words that a finding about it must quote."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpora.blocks import Paragraph
from corpora.narrative.bank import Bank
from corpora.narrative.composing import Chapter
from corpora.narrative.tale import Tale, make_uses
from corpora.narrative.teller import Fact, Teller, fixed
from corpora.places import make_place
from corpora.writing.written import plain_number

Defect = Literal[
    "fund", "staff", "count", "uses", "tally", "repeat", "old year", "other place", "fund absent"
]

DOUBT = "FACT-REVIEW"
"""The rule of findings on facts that were read with a doubt: two numbers for one thing are one."""

CHECKS: Mapping[Defect, tuple[str, ...]] = {
    "fund": ("fund", "repeat", DOUBT),
    "staff": ("staff",),
    "count": ("mention",),
    "uses": ("fund_uses", "tally"),
    "tally": ("tally",),
    "repeat": ("repeat", "fund", DOUBT),
    "old year": ("stale_year", "activity_year"),
    "other place": ("other_place",),
    "fund absent": ("fund_absent",),
}
"""The kinds of checks of the policy that may speak of each."""

Alternatives = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Planted:
    """A finding is about it where all words of one of the alternatives stand in what it says or quotes."""

    defect: Defect
    marks: Alternatives


def spoil_tale(rng: random.Random, tale: Tale, bank: Bank, *, with_form: bool) -> tuple[Tale, list[Planted]]:
    """Before it is told: figures that are not those of the form, uses that are more than the fund."""
    if not with_form or rng.random() > 0.3:
        return tale, []
    year = tale.county.data_year
    chance = rng.random()
    if chance < 0.4:
        amount = tale.fund[year] + rng.choice((20.0, 50.0, 100.0))
        fund = {**tale.fund, year: amount}
        uses = make_uses(rng, amount, bank)
        return replace(tale, fund=fund, uses=uses), [Planted("fund", ((plain_number(amount),),))]
    if chance < 0.75:
        staff = tale.staff + rng.choice((-2, 2, 3, 5))
        return replace(tale, staff=staff), [Planted("staff", ((str(staff),),))]
    purpose, amount = tale.uses[0]
    uses = ((purpose, amount + rng.choice((20.0, 60.0, 100.0))), *tale.uses[1:])
    return replace(tale, uses=uses), [Planted("uses", ((purpose,), (plain_number(tale.fund[year]),)))]


def keep_told(planted: Sequence[Planted], teller: Teller) -> list[Planted]:
    """Those of `spoil_tale` that the narrative came to tell."""
    amount = teller.tale.fund[teller.tale.county.data_year]
    kinds = {fact.kind for fact in teller.told}
    funded = any(fact.kind == "fund" and fact.key[1] == amount for fact in teller.told)
    told: Mapping[str, bool] = {
        "fund": funded,
        "staff": "staff" in kinds,
        "uses": "use" in kinds and Fact("fund", (teller.tale.county.data_year, amount)) in teller.told,
    }
    return [one for one in planted if told[one.defect]]


def plant(teller: Teller, bank: Bank, chapters: Sequence[Chapter], *, with_form: bool) -> list[Planted]:
    """Afterwards: a sentence more, somewhere in the running text. Most narratives have none."""
    rng = teller.rng
    if any(fact.kind == "fund absent" for fact in teller.told):
        return [Planted("fund absent", (("专项资金",),))]
    places = [
        chapter for chapter in chapters if chapter.blocks and not chapter.attached and has_text(chapter)
    ]
    if not places or rng.random() > 0.3:
        return []
    sow = rng.choice(_SOWING if with_form else _SOWING[1:])
    sown = sow(teller, bank)
    if sown is None:
        return []
    sentence, planted = sown
    rng.choice(places).blocks.append(Paragraph(sentence))
    return [planted]


def has_text(chapter: Chapter) -> bool:
    return any(isinstance(block, Paragraph) and len(block.text) > 60 for block in chapter.blocks)


Sown = tuple[str, Planted] | None


def write_planted(teller: Teller, bank: Bank, part: str, words: Mapping[str, str]) -> str:
    teller.scope = {name: fixed(word) for name, word in words.items()}
    template = teller.rng.choice(bank.sections["planted"].parts[part])
    text = teller.fill(str(template))
    teller.scope = {}
    return text


def sow_count(teller: Teller, bank: Bank) -> Sown:
    wrong = int(teller.tale.county.number("industrial_above_scale")) + teller.rng.choice((-3, 2, 4, 7))
    text = write_planted(teller, bank, "count", {"wrong": str(wrong)})
    teller.allow("mention", "industrial_above_scale", float(wrong))
    return text, Planted("count", ((str(wrong),),))


def sow_fund(teller: Teller, bank: Bank) -> Sown:
    """The reader may take either amount; it must not take one without saying that there are two."""
    year = teller.tale.county.data_year
    amount = teller.tale.fund[year]
    if not any(fact.kind == "fund" and fact.key == (year, amount) for fact in teller.told):
        return None
    wrong = amount + teller.rng.choice((30.0, 80.0, 150.0))
    text = write_planted(teller, bank, "twice fund", {"wrong": plain_number(wrong)})
    teller.allow("fund", year, wrong)
    teller.allow("fund kind", year, wrong, "budgeted")
    return text, Planted("repeat", ((plain_number(wrong),),))


def sow_activity(teller: Teller, bank: Bank) -> Sown:
    kind = teller.rng.choice(("financing", "exhibitions"))
    told = [fact for fact in teller.told if fact.kind == "activity" and fact.key[0] == kind]
    if not told:
        return None
    wrong = teller.tale.activities[kind] + teller.rng.choice((2, 3, 6))
    text = write_planted(teller, bank, f"twice {kind}", {"wrong": str(wrong)})
    teller.allow("activity", kind, wrong)
    teller.told.remove(told[0])
    teller.allow("activity", *told[0].key)
    return text, Planted("repeat", ((str(wrong),),))


def sow_tally(teller: Teller, bank: Bank) -> Sown:
    parts = [teller.rng.randint(20, 400) for _ in range(3)]
    total = sum(parts) - teller.rng.choice((3, 10, 20))  # parts that are not all may be less, never more
    words = {"total": str(total), **{name: str(part) for name, part in zip("abc", parts, strict=True)}}
    return write_planted(teller, bank, "tally", words), Planted("tally", ((str(total),),))


def sow_year(teller: Teller, bank: Bank) -> Sown:
    old = teller.tale.county.data_year - teller.rng.randint(2, 5)
    text = write_planted(teller, bank, "old year", {"old": str(old), "older": str(old - 1)})
    return text, Planted("old year", ((str(old),),))


def sow_place(teller: Teller, bank: Bank) -> Sown:
    own = teller.tale.county.place
    other = own
    while other.short == own.short or other.kind != "county":
        other = make_place(teller.rng)
    text = write_planted(teller, bank, "other place", {"other": other.name})
    return text, Planted("other place", ((other.name,),))


_SOWING: tuple[Callable[[Teller, Bank], Sown], ...] = (
    sow_count,
    sow_fund,
    sow_activity,
    sow_tally,
    sow_year,
    sow_place,
)
