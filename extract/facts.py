"""What the narrative says: who leads, which policies, what money, which activities.

Only sentences of a plain build are read. A fact that could be read in two ways is left out or has no
number: the reviewer still has the section.
"""

from collections.abc import Sequence

from dossier import Document
from dossier.dossier import Facts
from extract.activities import find_activities
from extract.documents import find_policies
from extract.funds import find_fund
from extract.leadership import find_leadership
from extract.mentions import find_mentions
from extract.sections import Section
from extract.sentences import find_sentences, sentences_of
from policy import Policy


def find_facts(documents: Sequence[Document], by_material: dict[str, list[Section]], policy: Policy) -> Facts:
    """`by_material` gives the sections of each material."""
    words, year = policy.facts, policy.form.data_year
    told = {name: list(sentences_of(sections)) for name, sections in by_material.items()}
    return Facts(
        leadership=find_leadership(told.get("leadership", []), words.leadership),
        policies=find_policies(told.get("policies", [])),
        special_fund=find_fund(told.get("special_fund", []), words.special_fund.names),
        activities=find_activities(told.get("service_activities", []), words.activities, year),
        mentions=find_mentions(list(find_sentences(documents)), policy),
    )
