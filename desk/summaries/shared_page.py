"""雷同段落.html: the passages that dossiers of a batch share, side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from desk.review import Review
from desk.summaries.digest import name_applicants
from desk.summaries.names import PAGE, SUMMARY, link_to
from desk.summaries.page import hash_asset, open_templates, read_asset
from desk.summaries.places import name_places
from desk.summaries.words import clean, say_program
from policy import Policy
from validate.shared import SharedText

LONGEST_TEXT = 1500
RUN = 6
"""Characters in a row that must be the same before they are marked as such."""

Piece = tuple[str, bool]
"""Words, and whether the other passage has them too."""


@dataclass(frozen=True, slots=True)
class Side:
    """One dossier's passage. `link` leads to its summary."""

    applicant: str
    link: str
    place: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """One text as all of its dossiers have it."""

    characters: int
    sides: tuple[Side, ...]

    @property
    def applicants(self) -> str:
        return "、".join(dict.fromkeys(side.applicant for side in self.sides))


def render_shared(texts: Sequence[SharedText], reviews: Sequence[Review], policy: Policy, path: Path) -> None:
    """Writes the page; of what is common property, one copy and a count."""
    style = read_asset("style.css")
    names = {review.name: applicant for applicant, review in name_applicants(reviews, policy)}
    by_name = {review.name: review for review in reviews}
    html = (
        open_templates()
        .get_template("shared.html")
        .render(
            policy=policy,
            spreads=[lay_out(text, names, by_name) for text in texts if not text.common],
            commons=[lay_out(text, names, by_name) for text in texts if text.common],
            style=style,
            style_hash=hash_asset(style),
            program=say_program(),
            index=PAGE,
        )
    )
    path.write_text(html, encoding="utf-8", newline="\n")


def lay_out(text: SharedText, names: dict[str, str], reviews: dict[str, Review]) -> Spread:
    """Every passage is marked against the first one, the first against the second."""
    words = [clean(member.passage.text)[:LONGEST_TEXT] for member in text.members]
    return Spread(
        text.characters,
        tuple(
            Side(
                applicant=names[member.name],
                link=link_to(reviews[member.name], SUMMARY),
                place=name_places(reviews[member.name].dossier).say(member.passage.evidence),
                pieces=tuple(mark_same(own, words[0] if place else words[1])),
            )
            for place, (member, own) in enumerate(zip(text.members, words, strict=True))
        ),
    )


def mark_same(text: str, other: str) -> Iterator[Piece]:
    """The text in pieces, those marked that stand in the other one too, wherever they stand there."""
    known = {other[start : start + RUN] for start in range(len(other) - RUN + 1)}
    same = [False] * len(text)
    for start in range(len(text) - RUN + 1):
        if text[start : start + RUN] in known:
            same[start : start + RUN] = [True] * RUN
    for is_same, places in groupby(range(len(text)), key=same.__getitem__):
        yield "".join(text[place] for place in places), is_same
