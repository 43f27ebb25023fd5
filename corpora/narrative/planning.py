"""Which materials a dossier has, in what state, and what else is done with them."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpora.narrative.bank import Bank
from corpora.story import SECTIONS
from dossier import MaterialStatus

Manner = Literal[
    "present",
    "attached",
    "heading only",
    "boilerplate",
    "placeholder",
    "no attachment",
    "absent fund",
    "missing",
]
"""How a material is handed in. All from `heading only` to `no attachment` are hollow; where something points
to an attachment that is not there, there is none at all."""

STATUS: Mapping[Manner, MaterialStatus] = {
    "present": "present",
    "attached": "present",
    "absent fund": "present",
    "heading only": "hollow",
    "boilerplate": "hollow",
    "placeholder": "hollow",
    "no attachment": "hollow",
    "missing": "missing",
}
OPTIONAL = ("growth_rates", "listed_enterprises", "business_environment", "problems_and_suggestions")


@dataclass(frozen=True, slots=True)
class Plan:
    """`merged` are two materials under one heading, `spread` one that is told in two places, `moved` one
    that is told in the section of another and has none of its own. `pages` is the length wanted."""

    manners: Mapping[str, Manner]
    pages: int = 4
    merged: tuple[str, str] | None = None
    spread: str | None = None
    moved: tuple[str, str] | None = None
    shuffled: bool = False
    extras: tuple[str, ...] = ()
    noise: float = 0.3


def draw_plan(rng: random.Random, bank: Bank, pages: int) -> Plan:
    manners: dict[str, Manner] = dict.fromkeys(SECTIONS, "present")
    if rng.random() < 0.55:
        for material in rng.sample(SECTIONS, rng.choice((1, 1, 2, 3))):
            manners[material] = rng.choice(
                (
                    "missing",
                    "missing",
                    "heading only",
                    "boilerplate",
                    "boilerplate",
                    "placeholder",
                    "no attachment",
                )
            )
    if manners["special_fund"] == "present" and rng.random() < 0.06:
        manners["special_fund"] = "absent fund"
    for material in bank.attached if "no attachment" not in manners.values() else ():
        if manners[material] == "present" and rng.random() < 0.06:
            manners[material] = "attached"
    there = [material for material, manner in manners.items() if manner == "present"]
    merged = [pair for pair in map(split_pair, bank.merged) if set(pair) <= set(there)]
    chance = rng.random()
    return Plan(
        manners=manners,
        pages=pages if manners["measures"] == "present" else min(pages, 8),
        merged=rng.choice(merged) if merged and chance < 0.15 else None,
        spread=rng.choice([one for one in there if one != "measures"] or [None])
        if 0.15 <= chance < 0.3
        else None,
        moved=("special_fund", "policies")
        if 0.3 <= chance < 0.38 and {"special_fund", "policies"} <= set(there)
        else None,
        shuffled=rng.random() < 0.3,
        extras=tuple(one for one in (*OPTIONAL, "plans") if rng.random() < 0.4),
    )


def split_pair(pair: str) -> tuple[str, str]:
    first, second = pair.split()
    return first, second
