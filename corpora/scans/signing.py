"""Who signs where: in the free part of an opinion's cell, never over a value."""

import random
from collections.abc import Sequence

from corpora.scans.pages import Pen
from corpora.scans.paper import Sheet, find_words
from corpora.scans.stamping import find_room
from corpora.truth import County
from dossier.evidence import Box
from policy import Policy

Pens = dict[int, list[Pen]]
SIGNED = 0.35
DATED = 0.3


def sign_opinions(rng: random.Random, sheets: Sequence[Sheet], county: County, policy: Policy) -> Pens:
    pens: Pens = {sheet.index: [] for sheet in sheets}
    for item in policy.form.fields:
        if item.seal is None or (where := find_room(sheets, item.id)) is None:
            continue
        sheet, cell = where
        free = find_free(sheet, cell, county.text(item.id))
        if free is None:
            continue
        x0, y0, x1, y1 = free
        middle = (y0 + y1) / 2
        if rng.random() < SIGNED:
            wide = min(70.0, 0.6 * (x1 - x0))
            start = rng.uniform(x0, x1 - wide)
            pens[sheet.index].append(Pen("signature", (start, y0, start + wide, min(y0 + 26, middle))))
        if rng.random() < DATED:
            wide = min(80.0, 0.7 * (x1 - x0))
            start = rng.uniform(x0, x1 - wide)
            top = max(middle, y1 - 20)
            pens[sheet.index].append(Pen("date", (start, top, start + wide, y1 - 3), county.data_year + 1))
    return pens


def find_free(sheet: Sheet, cell: Box, opinion: str) -> Box | None:
    """What is below the opinion in its cell, where there is room for a hand."""
    bottom = cell[1]
    for words in (opinion[-6:], opinion[-3:], opinion[-2:]):
        for box in (find_words(sheet, words), find_words(sheet, words, last=True)):
            if box is not None and cell[0] <= box[0] < cell[2] and cell[1] <= box[1] < cell[3]:
                bottom = max(bottom, box[3])
    if bottom == cell[1]:
        return None
    free = (cell[0] + 3, bottom + 3, cell[2] - 3, cell[3] - 2)
    return free if free[3] - free[1] >= 30 and free[2] - free[0] >= 40 else None
