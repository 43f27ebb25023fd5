"""What is right to say of each material of a composed dossier."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from corpora.blocks import Paragraph
from corpora.narrative.composing import Chapter
from corpora.narrative.planning import OPTIONAL, STATUS, Plan
from corpora.narrative.teller import Fact
from corpora.story import SECTIONS
from dossier import MaterialStatus

FACTS: Mapping[str, frozenset[str]] = {
    "leadership": frozenset({"leader", "group", "founding", "office", "staff", "meetings"}),
    "policies": frozenset({"policy", "scheme"}),
    "special_fund": frozenset({"fund", "use", "fund absent"}),
    "measures": frozenset({"headline"}),
    "service_activities": frozenset({"activity"}),
    "growth_rates": frozenset({"growth"}),
    "problems_and_suggestions": frozenset({"problem", "suggestion"}),
}
"""The kinds of facts that make a material more than a heading, wherever they stand."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "listed_enterprises": ("上市", "挂牌"),
    "business_environment": ("营商环境", "满意", "时限", "办结", "工作日", "拖欠", "清欠", "欠款"),
}
"""Words of which a few sentences in another section can be taken for the material."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Whether the form is among the files, and whether sections have headings."""

    form: bool
    headings: bool


def judge_materials(
    plan: Plan, chapters: Sequence[Chapter], told: Set[Fact], shown: Shown
) -> dict[str, MaterialStatus]:
    """Left out is what may be judged either way: a section without facts where others tell them, and
    phrases that no heading says of what they are."""
    materials: dict[str, MaterialStatus] = {"application_form": "present" if shown.form else "missing"}
    kinds = {fact.kind for fact in told}
    for material in SECTIONS:
        status = STATUS[plan.manners[material]]
        if not shown.headings and plan.manners[material] == "heading only":
            status = "missing"
        vague = not shown.headings and plan.manners[material] in ("boilerplate", "no attachment")
        if not vague and (status == "present" or not kinds & FACTS[material]):
            materials[material] = status
    for material in OPTIONAL:
        if material in plan.extras:
            materials[material] = "present"
        elif not kinds & FACTS.get(material, frozenset()) and not is_touched(material, chapters):
            materials[material] = "missing"
    return materials


def is_touched(material: str, chapters: Sequence[Chapter]) -> bool:
    """Whether some sentence of another section is about it."""
    return any(
        word in block.text
        for chapter in chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph)
        for word in WORDS.get(material, ())
    )
