"""index.html: the batch on one page that needs nothing else, neither network nor server."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from desk.review import Review
from desk.summaries import names, tones, words
from desk.summaries.card import Card, lay_out_card, lay_out_charts
from desk.summaries.digest import list_readings, name_applicants, say_counts
from policy import Policy
from score.scorecard import Outcome

TEMPLATES = Path(__file__).parent / "templates" / "page"

MARKS: dict[Outcome, str] = {"met": "√", "not_met": "×", "undetermined": "?"}
"""What stands in the cells of the heat map, so that it can be read without its colours."""


def render_page(reviews: Sequence[Review], policy: Policy, path: Path, shared: int = 0) -> None:
    """Writes the page. Its links are relative to its own folder. `shared` passages have a page of their
    own."""
    named = enumerate(name_applicants(reviews, policy), start=1)
    cards = [lay_out_card(number, applicant, review, policy) for number, (applicant, review) in named]
    binding = any(card.gate.binding for card in cards if card.gate)
    style, script = read_asset("style.css"), read_asset("script.js")
    html = (
        open_templates()
        .get_template("index.html")
        .render(
            policy=policy,
            cards=cards,
            ranked=rank_cards(cards),
            charts=lay_out_charts(cards),
            readings=list_readings(reviews),
            style=style,
            style_hash=hash_asset(style),
            script=script,
            script_hash=hash_asset(script),
            program=words.say_program(),
            workbook=names.WORKBOOK,
            shared=shared,
            shared_page=names.SHARED,
            binding=binding,
            gate_head="达标" if binding else "达标现状（参考）",
        )
    )
    path.write_text(html, encoding="utf-8", newline="\n")


@cache
def open_templates() -> Environment:
    """The templates; whatever they print is cleaned and escaped, and a slip in a name is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=clean_output,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(words=words, tones=tones, names=names, marks=MARKS, say_counts=say_counts)
    return environment


def clean_output(value: object) -> object:
    """Text from dossiers without what no page can show. Markup is our own and stays."""
    return words.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def rank_cards(cards: Sequence[Card]) -> list[Card]:
    """The scored dossiers, most indicators met first."""
    scored = [(card.gate.lowest, card.gate.highest, card) for card in cards if card.gate]
    scored.sort(key=lambda ranked: (-ranked[0], -ranked[1]))
    return [card for _, _, card in scored]


def read_asset(name: str) -> Markup:
    """A style sheet or script of ours, to stand in the page as it is."""
    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))


def hash_asset(asset: Markup) -> str:
    """By this the page allows our own style and script, and no other."""
    digest = hashlib.sha256(asset.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
