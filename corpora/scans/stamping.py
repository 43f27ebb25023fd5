"""Which seals an office presses where: on its opinion, on a letter, on a name, across the edge of pages."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpora.places import Place as Applicant
from corpora.places import make_people
from corpora.scans.paper import Sheet, find_words
from corpora.scans.press import POINTS_A_MM, Stamp
from corpora.scans.seals import MING, SANS, SERIF, Design, Middle
from corpora.scans.truth import Pressing
from dossier import SealOwner
from dossier.evidence import Box
from policy import Policy

Stamps = dict[int, list[Stamp]]
"""By the index of the sheet."""

DEPARTMENTS = ("小企业发展促进局", "中小企业局", "工业和信息化局", "中小企业发展局", "民营经济发展局")
STRANGERS = (
    "{short}村民委员会",
    "{short}鼎岳工贸有限公司",
    "山西{short}恒泽装备制造有限公司",
    "{short}中小企业服务协会",
    "{short}第二中学",
)
KAI = "AR PL UKai CN"
OFFICE_LINES = ("业务专用章", "行政审批专用章", "审核专用章")


@dataclass(frozen=True, slots=True)
class Habits:
    """How often something about seals is not as it should be."""

    absent: float = 0.1
    wrong: float = 0.06
    double: float = 0.08
    faint: float = 0.15
    across_edge: float = 0.15
    on_name: float = 0.25
    chop: float = 0.12
    over_values: int = 0


PLAIN = Habits()
SEALED = Habits(absent=0.05, double=0.25, faint=0.2, across_edge=0.3, on_name=0.6, over_values=4)


def draw_design(rng: random.Random, owner: SealOwner, applicant: Applicant) -> Design:
    """An office has one seal, whatever it is pressed on; strangers have many."""
    if owner != "unknown":
        rng = random.Random(f"{applicant}/{owner}")
    name = draw_name(rng, owner, applicant)
    font, bold = rng.choice(((SERIF, False), (SERIF, True), (MING, False), (SERIF, False), (SANS, False)))
    number = f"14{rng.randint(0, 10**11 - 1):011d}" if rng.random() < 0.55 else ""
    government = name.endswith("人民政府")
    if not government and owner != "applicant" and rng.random() < 0.2:
        line = rng.choice(OFFICE_LINES)
        return Design(owner, name, "oval", 45, 30, 1.0, "nothing", font=font, bold=bold, line=line)
    across = rng.uniform(42, 45) if government else rng.uniform(38, 42)
    middle: Middle = "emblem" if government and rng.random() < 0.7 else "star"
    line = rng.choice(OFFICE_LINES) if not government and rng.random() < 0.12 else ""
    inner = rng.random() < 0.12
    border = rng.uniform(0.9, 1.4)
    return Design(owner, name, "round", across, across, border, middle, inner, line, number, font, bold)


def draw_name(rng: random.Random, owner: SealOwner, applicant: Applicant) -> str:
    if owner == "city_department":
        return applicant.city + rng.choice(DEPARTMENTS)
    if owner == "city_government":
        return f"{applicant.city}人民政府"
    if owner == "applicant":
        return applicant.government
    return rng.choice(STRANGERS).format(short=applicant.short)


def press_seals(
    rng: random.Random, sheets: Sequence[Sheet], applicant: Applicant, policy: Policy, habits: Habits
) -> Stamps:
    stamps: Stamps = {sheet.index: [] for sheet in sheets}
    for item in policy.form.fields:
        if item.seal is not None and (where := find_room(sheets, item.id)) is not None:
            sheet, box = where
            stamps[sheet.index] += seal_opinion(rng, item.seal, box, sheet, applicant, habits)
            if rng.random() < habits.chop:
                stamps[sheet.index].append(press_chop(rng, box, sheet))
    if rng.random() < habits.on_name and (where := find_room(sheets, policy.form.fields[0].id)) is not None:
        sheet, box = where
        x, y = rng.uniform((box[0] + box[2]) / 2, box[2]), (box[1] + box[3]) / 2
        design = draw_design(rng, "applicant", applicant)
        stamps[sheet.index].append(place_stamp(rng, design, x, y, sheet, habits))
    if len(sheets) > 1 and rng.random() < habits.across_edge:
        press_across_edge(rng, sheets, applicant, stamps)
    for _ in range(habits.over_values):
        press_over_value(rng, sheets, applicant, stamps, habits)
    return stamps


def find_room(sheets: Sequence[Sheet], field: str) -> tuple[Sheet, Box] | None:
    """The cell of a field: of its parts on several pages the tallest."""
    found = [(sheet, spot.box) for sheet in sheets if (spot := sheet.spot(field)) is not None]
    return max(found, key=lambda one: one[1][3] - one[1][1], default=None)


def seal_opinion(
    rng: random.Random, owner: SealOwner, box: Box, sheet: Sheet, applicant: Applicant, habits: Habits
) -> list[Stamp]:
    """The seal that belongs there, another one, two, or none."""
    chance = rng.random()
    if chance < habits.absent:
        return []
    owners = [owner]
    if chance < habits.absent + habits.wrong:
        owners = [rng.choice(("unknown", "unknown", "applicant"))]
    elif chance < habits.absent + habits.wrong + habits.double:
        owners.append(rng.choice(("unknown", "applicant")))
    stamps: list[Stamp] = []
    for one in owners:
        x = rng.uniform(box[0] * 0.65 + box[2] * 0.35, box[0] * 0.25 + box[2] * 0.75)
        y = rng.uniform(box[1] * 0.5 + box[3] * 0.5, box[1] * 0.2 + box[3] * 0.8)
        if stamps:
            x, y = stamps[0].x + rng.choice((-1, 1)) * rng.uniform(40, 85), stamps[0].y + rng.uniform(-40, 40)
        stamps.append(place_stamp(rng, draw_design(rng, one, applicant), x, y, sheet, habits))
    return stamps


def place_stamp(
    rng: random.Random, design: Design, x: float, y: float, sheet: Sheet, habits: Habits
) -> Stamp:
    """Kept on the sheet; turned a little, at times a lot."""
    reach = design.across / 2 * POINTS_A_MM + 6
    x = min(max(x, reach), sheet.width - reach)
    y = min(max(y, reach), sheet.height - reach)
    degrees = rng.uniform(-14, 14) if rng.random() < 0.75 else rng.uniform(-70, 70)
    pressing: Pressing = "faint" if rng.random() < habits.faint else "whole"
    return Stamp(design, x, y, degrees, pressing)


def press_chop(rng: random.Random, box: Box, sheet: Sheet) -> Stamp:
    """The seal of the person who answers for an opinion, beside its words."""
    name = "".join(make_people(rng, 1))
    side = rng.uniform(16, 20)
    design = Design("unknown", f"{name}印之"[:4], "chop", side, side, 0.9, "nothing", font=KAI)
    x = rng.uniform(box[0] + 30, max(box[0] + 31, box[2] - 30))
    y = rng.uniform(box[1] * 0.3 + box[3] * 0.7, box[3] - 10)
    return replace(place_stamp(rng, design, x, y, sheet, PLAIN), degrees=rng.uniform(-8, 8))


def press_across_edge(
    rng: random.Random, sheets: Sequence[Sheet], applicant: Applicant, stamps: Stamps
) -> None:
    """One seal over the fanned edges of all pages: each has a part of it at its right edge."""
    design = draw_design(rng, "applicant", applicant)
    y = rng.uniform(0.35, 0.65) * sheets[0].height
    for sheet in sheets:
        x = sheet.width + rng.uniform(-0.25, 0.28) * design.across * POINTS_A_MM
        stamps[sheet.index].append(Stamp(design, x, y + rng.uniform(-6, 6), rng.uniform(-8, 8), "cut"))


def press_over_value(
    rng: random.Random, sheets: Sequence[Sheet], applicant: Applicant, stamps: Stamps, habits: Habits
) -> None:
    """Right over the words of some cell, a value or a label."""
    spots = [(sheet, spot) for sheet in sheets for spot in sheet.spots]
    if not spots:
        return
    sheet, spot = rng.choice(spots)
    owner: SealOwner = rng.choice(("applicant", "applicant", "unknown"))
    design = draw_design(rng, owner, applicant)
    x = (spot.box[0] + spot.box[2]) / 2 + rng.uniform(-25, 25)
    y = (spot.box[1] + spot.box[3]) / 2 + rng.uniform(-25, 25)
    stamps[sheet.index].append(place_stamp(rng, design, x, y, sheet, habits))


def seal_letter(rng: random.Random, sheets: Sequence[Sheet], applicant: Applicant) -> Stamps:
    """Over the signature of a letter, or nowhere."""
    stamps: Stamps = {sheet.index: [] for sheet in sheets}
    signed = [(sheet, box) for sheet in sheets if (box := find_last(sheet, applicant.government)) is not None]
    if signed and rng.random() < 0.85:
        sheet, box = signed[-1]
        design = draw_design(rng, "applicant", applicant)
        x, y = (box[0] + box[2]) / 2, box[3] + rng.uniform(0, 20)
        stamp = place_stamp(rng, design, x, y, sheet, PLAIN)
        stamps[sheet.index].append(replace(stamp, degrees=rng.uniform(-12, 12)))
    return stamps


def find_last(sheet: Sheet, words: str) -> Box | None:
    """Only where the words stand right of the middle: as a signature does."""
    box = find_words(sheet, words, last=True)
    return box if box is not None and (box[0] + box[2]) / 2 > sheet.width / 2 else None
