"""The generator: what it makes is the same every time, possible, and consistent with itself."""

import random
import re
import zipfile
from pathlib import Path

import pytest

from corpora.clerk import Clerk
from corpora.dossiers import FORM_LAYOUTS, make_cases
from corpora.inbox import make_inbox
from corpora.layouts import Layout
from corpora.traps import FORM_TRAPS, SHEET_TRAPS, WORD_TRAPS, make_traps
from corpora.truth import County, make_county
from corpora.writing import TIDY, Hand, write_certain, write_doubtful, write_field
from corpora.writing.written import plain_number, to_chinese
from dossier import NamedCount
from policy import Policy, load_policy

SEEDS = range(40)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy()


@pytest.fixture(scope="module")
def counties(policy: Policy) -> list[County]:
    return [make_county(seed, policy) for seed in SEEDS]


def test_a_seed_always_makes_the_same_county(policy: Policy, counties: list[County]) -> None:
    assert [make_county(seed, policy) for seed in SEEDS] == counties
    assert counties[0].values != counties[1].values


def test_truth_has_every_field_within_its_range(policy: Policy, counties: list[County]) -> None:
    for county in counties:
        assert list(county.values) == [item.id for item in policy.form.fields]
        for item in policy.form.fields:
            if item.range is not None:
                low, high = item.range
                assert low <= county.number(item.id) <= high, (county.seed, item.id)
            if item.pattern is not None:
                assert re.fullmatch(item.pattern, county.text(item.id)), (county.seed, item.id)


def test_truth_agrees_with_itself(counties: list[County]) -> None:
    parts = [
        ("industrial_above_scale", "above_scale_enterprises"),
        ("industrial_over_1b", "industrial_over_100m"),
        ("newly_above_scale", "above_scale_enterprises"),
        ("zone_new_above_scale", "newly_above_scale"),
        ("sme_count", "market_entities"),
        ("national_little_giants", "provincial_little_giants"),
        ("provincial_little_giants", "specialized_smes"),
        ("sme_tax", "sme_revenue"),
    ]
    for county in counties:
        for part, whole in parts:
            assert county.number(part) <= county.number(whole), (county.seed, part, whole)
        for value in county.values.values():
            if isinstance(value, NamedCount):
                assert value.count == len(value.names) == len(set(value.names))
        fund = county.narrative.fund
        assert fund.years[county.data_year] == county.number("special_fund")
        assert sum(amount for _, amount in fund.uses) == pytest.approx(county.number("special_fund"))


def test_certain_writing_keeps_the_value(policy: Policy, counties: list[County]) -> None:
    rng = random.Random(1)
    for county in counties:
        for item in policy.form.fields:
            if item.seal is None:
                written = write_certain(rng, county, item, usual=0)
                assert written.expected.status == "accepted", written
                assert written.expected.value == county.values[item.id], written
                assert written.text.strip(), item.id


def test_doubtful_writing_is_never_to_be_accepted(policy: Policy, counties: list[County]) -> None:
    rng = random.Random(2)
    for county in counties:
        for item in policy.form.fields:
            if item.kind != "text":
                assert write_doubtful(rng, county, item).expected.status == "review"


def test_a_hand_that_leaves_blanks_expects_blanks(policy: Policy, counties: list[County]) -> None:
    hand = Hand(blank=1)
    for item in policy.form.fields:
        if item.seal is None:
            written = write_field(random.Random(3), counties[0], item, hand)
            assert written.expected.status == "blank"


def test_money_in_a_tidy_hand_has_its_unit(policy: Policy, counties: list[County]) -> None:
    revenue = policy.field("sme_revenue")
    for county in counties:
        text = write_field(random.Random(4), county, revenue, TIDY).text
        number = float(text.removesuffix("亿元"))
        assert round(number * 10000, 6) == county.number("sme_revenue")


@pytest.mark.parametrize(
    ("number", "text"), [(2, "二"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")]
)
def test_chinese_numerals(number: int, text: str) -> None:
    assert to_chinese(number) == text


def test_plain_numbers_have_no_tail() -> None:
    assert [plain_number(value) for value in (8.6, 52.0, 0.05, -1.3)] == ["8.6", "52", "0.05", "-1.3"]


@pytest.mark.parametrize("name", FORM_LAYOUTS)
def test_every_layout_holds_every_field(name: str, policy: Policy, counties: list[County]) -> None:
    lay: Layout = FORM_LAYOUTS[name]
    clerk = Clerk(random.Random(5), counties[0], policy, exact_labels=False)
    lay(clerk)
    assert set(clerk.expected) == {item.id for item in policy.form.fields}


def test_the_same_arguments_make_the_same_files(tmp_path: Path, policy: Policy) -> None:
    for run in ("one", "two"):
        make_cases(11, "word", "retyped", 2, tmp_path / run, policy)
        make_cases(11, "sheet", "official", 2, tmp_path / run, policy)
    first, second = (read_tree(tmp_path / run) for run in ("one", "two"))
    assert first and first == second


def read_tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_traps_are_many_and_each_guards_something(tmp_path: Path, policy: Policy) -> None:
    cases = make_traps(tmp_path, policy, printed=False)
    assert len(FORM_TRAPS) + len(WORD_TRAPS) + len(SHEET_TRAPS) >= 25
    assert len({(case.medium, case.name) for case in cases}) == len(cases)
    assert all(case.path.exists() and case.expected for case in cases)


def test_the_kept_inbox_is_what_the_maker_makes(tmp_path: Path, policy: Policy) -> None:
    make_inbox(tmp_path, policy, printed=False)
    kept = Path(__file__).parent.parent / "corpora" / "inbox"
    made = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(made) == 8
    for path in made:
        assert read_parts(path) == read_parts(kept / path.relative_to(tmp_path)), path.name
    assert [path.name for path in kept.glob("*.pdf")] == ["06 苇泽县.pdf"]


def read_parts(path: Path) -> dict[str, bytes]:
    """The parts of a Word file or workbook, whatever packed them."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
