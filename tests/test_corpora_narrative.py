"""Composed narratives: the same every time, and true to what they say of themselves."""

import random
from pathlib import Path

import docx
import pytest

from corpora.narrative.bank import BankName, load_bank
from corpora.narrative.cases import NarrativeCase, make_narratives
from corpora.narrative.slots import hire_teller
from corpora.narrative.tale import make_tale
from corpora.narrative.teller import Fact, Teller
from corpora.truth import make_county
from policy import Policy, load_policy


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy()


@pytest.fixture(scope="module")
def cases(policy: Policy, tmp_path_factory: pytest.TempPathFactory) -> list[NarrativeCase]:
    return make_narratives(7, "word", 14, tmp_path_factory.mktemp("narratives"), policy)


@pytest.fixture
def teller(policy: Policy) -> Teller:
    rng = random.Random(3)
    county = make_county(11, policy)
    return hire_teller(rng, make_tale(rng, county, load_bank("measure")))


def text_of(path: Path) -> str:
    """Of a Word file, or of all in a folder."""
    if path.is_dir():
        return "\n".join(text_of(file) for file in sorted(path.glob("*.docx")))
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def bytes_of(path: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted(path.glob("*.docx") if path.is_dir() else [path])]


def test_a_seed_always_makes_the_same_narratives(
    policy: Policy, cases: list[NarrativeCase], tmp_path: Path
) -> None:
    again = make_narratives(7, "word", 2, tmp_path, policy)
    for one, other in zip(cases, again, strict=False):
        assert one.told == other.told
        assert bytes_of(one.path) == bytes_of(other.path)


def test_what_is_told_stands_in_the_file(cases: list[NarrativeCase]) -> None:
    kinds = set()
    for case in cases:
        text = text_of(case.path)
        for fact in case.told:
            if fact.kind in ("leader", "policy", "headline", "use", "office"):
                assert str(fact.key[0]) in text, (case.name, fact)
                kinds.add(fact.kind)
    assert len(kinds) == 5


def test_a_slot_notes_what_it_tells_and_ranges_tell_nothing(teller: Teller) -> None:
    year, amount = teller.tale.county.data_year, teller.tale.fund[teller.tale.county.data_year]
    assert teller.fill("{3-3}户，{1.5-1.5}亿元，{甲|甲}") == "3户，1.5亿元，甲"
    assert teller.told == set()
    teller.fill("{year}年安排{fund.now}")
    assert teller.told == {
        Fact("fund", (year, amount)),
        Fact("fund kind", (year, amount, "budgeted")),
    }


def test_an_unknown_slot_is_refused(teller: Teller) -> None:
    with pytest.raises(KeyError):
        teller.fill("{nobody}")


def test_lines_between_strokes_are_a_table(teller: Teller) -> None:
    heading, table = teller.write("## 标题\n|甲|乙|\n|1|2|")
    assert getattr(heading, "role", "") == "heading"
    assert getattr(table, "rows", 0) == 2


def test_nothing_is_measured_that_was_learnt_from() -> None:
    learn, measure = load_bank("learn"), load_bank("measure")
    assert sorted(learn.sections) == sorted(measure.sections)
    for name, section in learn.sections.items():
        other = measure.sections[name]
        assert not set(section.hollow) & set(other.hollow), name
        assert not set(section.filler) & set(other.filler), name
        for part, templates in section.parts.items():
            assert not set(map(repr, templates)) & set(map(repr, other.parts[part])), (name, part)


SCOPED = ("annex", "annex.title", "wrong", "total", "a", "b", "c", "old", "older", "other")
"""Slots that only a pointer to an attachment or a planted defect has."""


@pytest.mark.parametrize("name", ["learn", "measure"])
def test_every_template_can_be_written(policy: Policy, name: BankName) -> None:
    bank = load_bank(name)
    for section in bank.sections.values():
        lines = [*section.openings, *section.filler, *section.hollow]
        for template in [*lines, *(one for part in section.parts.values() for one in part)]:
            rng = random.Random(5)
            teller = hire_teller(rng, make_tale(rng, make_county(12, policy), bank))
            if isinstance(template, str):
                teller.scope = dict.fromkeys(SCOPED, lambda style: "1")
            blocks = teller.write(template)
            assert blocks
            assert not any("{" in getattr(block, "text", "") for block in blocks)
