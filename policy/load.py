"""A programme's folder -> one frozen `Policy`, or a `PolicyError` that names file and line.

The folder holds one file for each part of `Policy`, named after it: form.yaml is `Policy.form`.
"""

from functools import cache
from pathlib import Path

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from policy.base import PolicyError
from policy.coherence import find_faults
from policy.model import Policy
from policy.places import Fault, find_line, find_tree
from policy.rereading import apply_defaults
from policy.wording import describe_fault, describe_syntax

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
    parts = read_parts(folder)
    try:
        policy = Policy.model_validate(parts)
    except ValidationError as error:
        faults = [(tuple(fault["loc"]), describe_fault(fault)) for fault in error.errors()]
        raise refuse(folder, faults) from error
    if faults := find_faults(policy):
        raise refuse(folder, faults)
    return apply_defaults(policy)


def read_parts(folder: Path) -> dict[str, object]:
    """All files by the part of `Policy` they hold. A file that is no part is refused like an unknown key."""
    if not folder.is_dir():
        raise PolicyError(f"没有政策文件夹 {folder}。")
    for path in sorted(folder.glob("*.y*ml")):
        if path.stem not in Policy.model_fields or path.suffix != ".yaml":
            known = "、".join(f"{name}.yaml" for name in Policy.model_fields)
            raise PolicyError(f"不认识的文件 {path.name}。文件夹中应有：{known}。")
    return {name: read_part(folder / f"{name}.yaml") for name in Policy.model_fields}


def read_part(path: Path) -> object:
    """One file as plain lists and dicts. Raises PolicyError where it is missing or is no YAML."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PolicyError(f"缺少文件 {path.name}（应在 {path.parent} 中）。") from None
    except UnicodeDecodeError:
        raise PolicyError(f"{path.name}: 不是 UTF-8 编码，请另存为 UTF-8。") from None
    try:
        return YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" 第{mark.line + 1}行" if mark else ""
        raise PolicyError(f"{path.name}{where}: {describe_syntax(error)}") from error
    except YAMLError as error:
        raise PolicyError(f"{path.name}: {describe_syntax(error)}") from error


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
