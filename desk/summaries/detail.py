"""审查明细.html: one dossier, every value beside the cut-out of the page that it was read from."""

import re
from pathlib import Path

from markupsafe import Markup
from PIL import Image

from desk.review import Review
from desk.summaries.card import lay_out_card
from desk.summaries.chart import LEGEND, draw_distance, draw_groups, lay_out_bar
from desk.summaries.digest import find_applicant
from desk.summaries.drawing import Drawing, render_svg
from desk.summaries.fact_list import list_facts
from desk.summaries.names import CUTOUTS, PAGE
from desk.summaries.page import hash_asset, open_templates, read_asset
from desk.summaries.words import say_program
from policy import Policy

SHOWN = 2 / 3
"""Of the pixels of a cut-out, so that it is a third larger than on paper."""

PART_OF_SUMMARY = re.compile("（第[一二三四五六七八九十]+部分）")
"""Where the summary has what the sentence speaks of; the page has parts of its own."""

Sizes = dict[str, tuple[int, int]]
"""Width and height of each cut-out, as shown."""


def render_detail(review: Review, policy: Policy, path: Path) -> None:
    """Writes the page; cut-outs are those that lie beside it."""
    card = lay_out_card(find_applicant(review, policy), review, policy)
    style = read_asset("style.css")
    html = (
        open_templates()
        .get_template("dossier.html")
        .render(
            policy=policy,
            card=card,
            sentence=PART_OF_SUMMARY.sub("", card.sentence),
            facts=list_facts(review.dossier.facts, policy) if review.dossier else (),
            groups=draw(draw_groups(tuple(map(lay_out_bar, card.groups)))),
            legend=LEGEND,
            draw_distance=lambda result: draw(draw_distance(result)),
            sizes=measure_cutouts(path.parent / CUTOUTS),
            style=style,
            style_hash=hash_asset(style),
            program=say_program(),
            index=f"../{PAGE}",
        )
    )
    path.write_text(html, encoding="utf-8", newline="\n")


def draw(drawing: Drawing | None) -> Markup:
    """A picture of ours, to stand in the page as it is; its words were escaped where it was drawn."""
    return Markup(render_svg(drawing)) if drawing else Markup()


def measure_cutouts(folder: Path) -> Sizes:
    """The cut-outs that there are."""
    sizes: Sizes = {}
    for path in sorted(folder.glob("*.webp")):
        with Image.open(path) as cutout:
            sizes[path.name] = (round(cutout.width * SHOWN), round(cutout.height * SHOWN))
    return sizes
