"""What several tests stand on: the policy, the form's labels, and dossiers made and printed once a run."""

import fcntl
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

from corpora.dossiers import Case, draft_case, make_cases, print_drafts
from corpora.pdf import has_office
from corpora.traps import COUNTY_SEED, make_traps, move_down, print_traps
from corpora.traps.kit import Kit
from corpora.truth import make_county
from extract.form.labels import LabelIndex
from policy import Policy, load_policy

hypothesis.settings.register_profile("steady", deadline=None, derandomize=True, max_examples=200)
hypothesis.settings.load_profile("steady")

NO_OFFICE = "没有安装LibreOffice，无法打印PDF / LibreOffice is not installed, no PDF can be printed"
SEED = 20211109
RETYPED = 7
"""As many as there are layouts that counties retype the form in."""
PRINTED_TRAPS = frozenset(
    [
        "count_cut_by_line_break",
        "count_cut_by_space",
        "count_two_in_brackets",
        "money_without_unit",
        "rate_cut_by_line_break",
        "names_too_few",
        "white_digit",
        "raised_mark",
        "struck_value",
        "deleted_digit",
        "remark_of_year_before",
        "head_of_other_year",
    ]
)
PRINTED_LINES_DOWN = (5, 12)


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy()


@pytest.fixture(scope="session")
def labels(policy: Policy) -> LabelIndex:
    return LabelIndex(policy.form)


@dataclass(frozen=True)
class Room:
    """One folder for all processes of a run, where files are made once."""

    folder: Path

    def made_once(self, name: str, make: Callable[[Path], list[Case]]) -> list[Case]:
        """The first process makes, the others wait and take what it made."""
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            made = self.folder / f"{name}.cases"
            if not made.exists():
                made.write_bytes(pickle.dumps(make(self.folder / name)))
            cases: list[Case] = pickle.loads(made.read_bytes())
            return cases


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    base = tmp_path_factory.getbasetemp()
    return Room(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture(scope="session")
def written_cases(room: Room, policy: Policy) -> list[Case]:
    """Dossiers in Word files and workbooks: the printed form, and every layout it is retyped in."""

    def make(folder: Path) -> list[Case]:
        return [
            *make_cases(SEED, "word", "official", 3, folder, policy),
            *make_cases(SEED, "word", "retyped", RETYPED, folder, policy),
            *make_cases(SEED, "sheet", "official", 3, folder, policy),
            *make_cases(SEED, "sheet", "retyped", RETYPED, folder, policy),
        ]

    return room.made_once("written", make)


@pytest.fixture(scope="session")
def printed_cases(room: Room, policy: Policy) -> list[Case]:
    """Dossiers printed to PDF, all in one call of LibreOffice."""
    if not has_office():
        pytest.skip(NO_OFFICE)

    def make(folder: Path) -> list[Case]:
        drafts = [draft_case(SEED, "pdf", "official", number, folder, policy) for number in range(2)]
        drafts += [draft_case(SEED, "pdf", "retyped", number, folder, policy) for number in range(RETYPED)]
        print_drafts(drafts, folder)
        return [draft.case for draft in drafts]

    return room.made_once("printed", make)


@pytest.fixture(scope="session")
def traps(room: Room, policy: Policy) -> list[Case]:
    """Every trap in Word files and workbooks."""
    return room.made_once("traps", lambda folder: make_traps(folder, policy, printed=False))


@pytest.fixture(scope="session")
def printed_traps(room: Room, policy: Policy, traps: list[Case]) -> list[Case]:
    """Some traps printed to PDF, all in one call of LibreOffice."""
    if not has_office():
        pytest.skip(NO_OFFICE)

    def make(folder: Path) -> list[Case]:
        kit = Kit(policy, make_county(COUNTY_SEED, policy), folder)
        words = [case for case in traps if case.medium == "word" and case.name in PRINTED_TRAPS]
        moved = [case for lines in PRINTED_LINES_DOWN for case in move_down(kit, lines)]
        return print_traps([*words, *moved], folder)

    return room.made_once("printed_traps", make)
