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
from desk.summaries.kinds import count_kinds, find_kind
from desk.summaries.shown_places import pick_places
from desk.summaries.spread import lay_out_strips
from policy import Policy
from score.scorecard import Outcome

TEMPLATES = Path(__file__).parent / "templates" / "page"

MARKS: dict[Outcome, str] = {"met": "√", "not_met": "×", "undetermined": "?"}
"""What stands in the cells of the heat map, so that it can be read without its colours."""

HEADS = (
    "序号",
    "申报单位",
    "资料情况",
    "申报表",
    "申报条件",
    "错误",
    "警告",
    "提示",
    "须判定",
    "须补正",
    "文件",
)
"""Of the list of dossiers; the count of indicators comes sixth."""
UNSORTED = ("文件",)


def render_page(reviews: Sequence[Review], policy: Policy, path: Path, shared: int = 0) -> None:
    """Writes the page. Its links are relative to its own folder. `shared` passages have a page of their
    own."""
    cards = [
        lay_out_card(applicant, review, policy) for applicant, review in name_applicants(reviews, policy)
    ]
    found = [[(find_kind(each, policy), each) for each in card.findings] for card in cards]
    binding = any(card.gate.binding for card in cards if card.gate)
    gate_head = "达标" if binding else "达标现状（参考）"
    style, script = read_asset("style.css"), read_asset("script.js")
    html = (
        open_templates()
        .get_template("index.html")
        .render(
            policy=policy,
            cards=cards,
            ranked=rank_cards(cards),
            charts=lay_out_charts(cards),
            open=sum(len(card.decisions) for card in cards),
            asked=sum(len(card.requests) for card in cards),
            strips=lay_out_strips(cards, policy),
            kinds=count_kinds(found),
            kinds_of=[" ".join(dict.fromkeys(kind for kind, _ in own)) for own in found],
            cities=list_cities(reviews),
            heads=[(head, head not in UNSORTED) for head in (*HEADS[:5], gate_head, *HEADS[5:])],
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
            gate_head=gate_head,
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
    environment.globals.update(find_kind=find_kind, pick_places=pick_places)
    return environment


def clean_output(value: object) -> object:
    """Text from dossiers without what no page can show. Markup is our own and stays."""
    return words.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def rank_cards(cards: Sequence[Card]) -> list[Card]:
    """The scored dossiers, most indicators met first."""
    scored = [(card.gate.lowest, card.gate.highest, card) for card in cards if card.gate]
    scored.sort(key=lambda ranked: (-ranked[0], -ranked[1]))
    return [card for _, _, card in scored]


def list_cities(reviews: Sequence[Review]) -> list[str]:
    """The cities that the batch comes from, in the order of their letters."""
    return sorted({each.applicant.city for each in reviews if each.applicant and each.applicant.city})


def read_asset(name: str) -> Markup:
    """A style sheet or script of ours, to stand in the page as it is."""
    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))


def hash_asset(asset: Markup) -> str:
    """By this the page allows our own style and script, and no other."""
    digest = hashlib.sha256(asset.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
