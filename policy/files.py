"""The files of a programme's folder: one for each part of `Policy`, named after it."""

from collections.abc import Mapping
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from policy.base import PolicyError
from policy.model import Policy
from policy.wording import describe_syntax

Parts = dict[str, object]
"""The content of each file by its name."""


def read_files(folder: Path) -> Parts:
    """All files as plain lists and dicts. Raises PolicyError where one is missing, unknown or no YAML."""
    return {name: parse_file(f"{name}.yaml", text) for name, text in read_texts(folder).items()}


def read_texts(folder: Path) -> Mapping[str, str]:
    """The text of each file by the part it holds; a part that has a default needs none. A file that is no
    part is refused like an unknown key."""
    if not folder.is_dir():
        raise PolicyError(f"没有政策文件夹 {folder}。")
    for path in sorted(folder.glob("*.y*ml")):
        if path.stem not in Policy.model_fields or path.suffix != ".yaml":
            known = "、".join(f"{name}.yaml" for name in Policy.model_fields)
            raise PolicyError(f"不认识的文件 {path.name}。文件夹中应有：{known}。")
    return {
        name: read_text(folder / f"{name}.yaml")
        for name, part in Policy.model_fields.items()
        if part.is_required() or (folder / f"{name}.yaml").exists()
    }


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PolicyError(f"缺少文件 {path.name}（应在 {path.parent} 中）。") from None
    except UnicodeDecodeError:
        raise PolicyError(f"{path.name}: 不是 UTF-8 编码，请另存为 UTF-8。") from None
    except OSError as error:
        raise PolicyError(f"{path.name}: 打不开（{error.strerror}）。") from error


def parse_file(name: str, text: str) -> object:
    try:
        return YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" 第{mark.line + 1}行" if mark else ""
        raise PolicyError(f"{name}{where}: {describe_syntax(error)}") from error
    except YAMLError as error:
        raise PolicyError(f"{name}: {describe_syntax(error)}") from error
