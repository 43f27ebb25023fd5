"""A programme's folder -> one frozen `Policy`, or a `PolicyError` that names file and line."""

from functools import cache
from pathlib import Path

from pydantic import ValidationError

from policy.base import PolicyError
from policy.coherence import find_faults
from policy.files import Parts, read_files
from policy.model import Policy
from policy.places import Fault, find_line, find_tree
from policy.rereading import apply_defaults
from policy.wording import list_faults

DEFAULT_PROGRAMME = "shanxi-sme-2020"

PROGRAMMES = Path(__file__).parent

MOST_FAULTS = 20
"""How many faults are told at once."""


@cache
def load_policy(programme: str = DEFAULT_PROGRAMME) -> Policy:
    """The programme of that id. Raises PolicyError where there is none or its files are wrong."""
    if programme not in list_programmes():
        known = "、".join(list_programmes())
        raise PolicyError(f"没有名为“{programme}”的政策。现有：{known}。")
    return load_folder(PROGRAMMES / programme)


def list_programmes() -> tuple[str, ...]:
    """The ids of the programmes that come with the application."""
    return tuple(sorted(path.parent.name for path in PROGRAMMES.glob("*/programme.yaml")))


def load_folder(folder: Path) -> Policy:
    """The programme in `folder`. Raises PolicyError on anything missing, unknown, doubled or dangling."""
    return check_parts(folder, read_files(folder))


def check_parts(folder: Path, parts: Parts) -> Policy:
    """The policy that the files of `folder` make, whose content `parts` is."""
    try:
        policy = Policy.model_validate(parts)
    except ValidationError as error:
        raise refuse(folder, list_faults(error.errors())) from error
    if faults := find_faults(policy):
        raise refuse(folder, faults)
    return apply_defaults(policy)


def refuse(folder: Path, faults: list[Fault]) -> PolicyError:
    """The faults, one a line, each with the file and line it stands on."""
    trees = {name: find_tree(folder / f"{name}.yaml") for name in {str(place[0]) for place, _ in faults}}
    said = [
        f"{place[0]}.yaml 第{find_line(trees[str(place[0])], place[1:])}行: {message}"
        for place, message in faults[:MOST_FAULTS]
    ]
    if len(faults) > MOST_FAULTS:
        said.append(f"……共有{len(faults)}处错误，先改正以上{MOST_FAULTS}处。")
    return PolicyError("\n".join(said))
