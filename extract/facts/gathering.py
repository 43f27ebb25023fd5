"""What the narrative says: who leads, which policies, what money, which activities.

A fact that could be read in two ways is left out or carries a doubt: the reviewer still has the section.
"""

from collections.abc import Mapping, Sequence

from dossier import Document
from dossier.dossier import Facts
from extract.facts.activities import find_activities
from extract.facts.assertions import is_of_city
from extract.facts.fund_enterprises import find_fund_absent, find_fund_enterprises
from extract.facts.fund_words import fund_words
from extract.facts.fund_years import find_fund
from extract.facts.growth import find_growth
from extract.facts.leadership import find_leadership
from extract.facts.measures import find_measures
from extract.facts.mentions import find_mentions
from extract.facts.other_counties import without_other_counties
from extract.facts.policies import find_policies
from extract.facts.told_tables import with_told_tables
from extract.narrative.blocks import find_narrative
from extract.narrative.sections import Section, TableKey
from policy import Policy


def find_facts(
    documents: Sequence[Document],
    sections: Sequence[Section],
    by_material: Mapping[str, Sequence[Section]],
    policy: Policy,
    not_narrative: frozenset[TableKey] = frozenset(),
) -> Facts:
    """`by_material` gives the sections of each material; `not_narrative` are the tables of the form."""
    words, year = policy.facts, policy.form.data_year
    told_of = find_narrative(documents, sections, by_material, not_narrative)
    narrative = without_other_counties(told_of, policy.registry)
    told = with_told_tables(narrative)
    city = is_of_city(sentence.plain for sentence in narrative.sentences())
    fund = fund_words(words.special_fund.names, words.special_fund.plain)
    fund_years, fund_uses = find_fund(told, fund, city=city)
    return Facts(
        leadership=find_leadership(told, words.leadership, year, city=city),
        policies=find_policies(told, words, city=city),
        special_fund=fund_years,
        fund_uses=fund_uses,
        fund_enterprises=find_fund_enterprises(told, fund, year, city=city),
        fund_absent=find_fund_absent(told, fund, words.special_fund.none, year, city=city),
        measures=find_measures(narrative),
        activities=find_activities(told, words.activities, year, city=city),
        growth=find_growth(narrative, words.growth, year, city=city),
        mentions=find_mentions(list(narrative.sentences()), policy),
    )
