"""Fills templates, and keeps what they told.

`{3-9}` is any number of that range, `{1.2-9.8}` one with a decimal, `{一是|首先}` either; all else is a slot
of `corpora.narrative.slots`, or of the thing that is being listed. A slot that tells something true notes it
as a `Fact`.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from corpora.blocks import Block, Paragraph, plain_grid
from corpora.narrative.bank import Listing, Template
from corpora.narrative.tale import Tale
from corpora.writing.written import to_chinese

Scope = Mapping[str, Callable[[str], str]]
"""The slots of one of the things that are listed."""

SLOT = re.compile(r"\{([^{}]+)\}")
RANGE = re.compile(r"(\d+(?:\.\d)?)-(\d+(?:\.\d)?)")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a narrative tells. `certain` is false where it is written so that nobody can be sure,
    and it may be read only with a doubt."""

    kind: str
    key: tuple[object, ...]
    certain: bool = True


@dataclass
class Teller:
    """`scope` has the slots of the thing that is being listed; `told` is everything told so far. `allowed`
    may be read, but nobody needs to."""

    rng: random.Random
    tale: Tale
    slots: Mapping[str, "Slot"]
    listed: Mapping[str, "Over"]
    told: set[Fact] = field(default_factory=set)
    allowed: set[Fact] = field(default_factory=set)
    scope: dict[str, Callable[[str], str]] = field(default_factory=dict)

    def tell(self, kind: str, *key: object, certain: bool = True) -> None:
        self.told.add(Fact(kind, key, certain))

    def allow(self, kind: str, *key: object) -> None:
        self.allowed.add(Fact(kind, key))

    def fill(self, text: str) -> str:
        return SLOT.sub(lambda match: self.fill_slot(match.group(1)), text)

    def fill_slot(self, slot: str) -> str:
        if match := RANGE.fullmatch(slot):
            return draw_number(self.rng, match.group(1), match.group(2))
        if "|" in slot:
            return self.rng.choice(slot.split("|"))
        name, _, style = slot.partition(":")
        if name in self.scope:
            return self.scope[name](style)
        stem, _, part = name.partition(".")
        if stem not in self.slots:
            raise KeyError(slot)
        return self.slots[stem](self, part, style)

    def write(self, template: Template) -> list[Block]:
        """A template as paragraphs, headings below the section's own, and tables."""
        if isinstance(template, Listing):
            return list(self.write_listing(template))
        return shape_lines([self.fill(line) for line in template.strip().split("\n")])

    def write_listing(self, listing: Listing) -> Iterator[Block]:
        scopes = list(self.listed[listing.over](self))
        if listing.row:
            yield from self._lines(listing.before)
            rows = [self._scoped(scope, listing.row) for scope in scopes]
            head = tuple(self.fill(cell) for cell in listing.head)
            yield plain_grid((head, *rows), tuple(max(1.0, min(4.0, len(cell) / 4)) for cell in rows[0]))
        elif listing.join is None:
            yield from self._lines(listing.before)
            for scope in scopes:
                yield from self._lines(self._scoped(scope, (listing.each,))[0])
        else:
            parts = [self._scoped(scope, (listing.each,))[0] for scope in scopes]
            yield Paragraph(self.fill(listing.before) + listing.join.join(parts) + self.fill(listing.after))
            return
        yield from self._lines(listing.after)

    def _lines(self, text: str) -> Iterator[Block]:
        yield from shape_lines([self.fill(line) for line in text.strip().split("\n") if line])

    def _scoped(self, scope: Scope, texts: tuple[str, ...]) -> tuple[str, ...]:
        self.scope = dict(scope)
        filled = tuple(self.fill(text) for text in texts)
        self.scope = {}
        return filled


def shape_lines(lines: list[str]) -> list[Block]:
    """Paragraphs, headings and captions; lines between upright strokes are the rows of a table."""
    blocks: list[Block] = []
    rows = [tuple(line.strip("|").split("|")) for line in lines if line.startswith("|")]
    for line in lines:
        if not line.startswith("|"):
            blocks.append(shape_line(line))
        elif rows:
            blocks.append(plain_grid(tuple(rows), (1.0,) * len(rows[0])))
            rows = []
    return blocks


def shape_line(line: str) -> Block:
    if line.startswith("### "):
        return Paragraph(line[4:], "heading", 3)
    if line.startswith("## "):
        return Paragraph(line[3:], "heading", 2)
    if line.startswith("^ "):
        return Paragraph(line[2:], "caption")
    return Paragraph(line)


def draw_number(rng: random.Random, low: str, high: str) -> str:
    if "." in low:
        return f"{rng.randint(round(float(low) * 10), round(float(high) * 10)) / 10:.1f}"
    return str(rng.randint(int(low), int(high)))


def count_words(rng: random.Random, number: int) -> str:
    """Mostly figures; now and then a numeral in characters."""
    return f"{to_chinese(number)}" if 2 < number < 20 and rng.random() < 0.08 else str(number)


def fixed(text: str) -> Callable[[str], str]:
    return lambda style: text


Slot = Callable[[Teller, str, str], str]
"""Takes the part behind the dot and the style behind the colon of `{fund.now:bare}`."""

Over = Callable[[Teller], Iterator[Scope]]
