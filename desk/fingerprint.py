"""Has anything changed since a dossier was last reviewed: its files, the rules, or the program."""

import hashlib
from functools import lru_cache
from pathlib import Path

import desk
import dossier
import extract
import policy
import score
import validate
from extract.files.intake import find_sources
from policy import Policy

_PACKAGES = (desk, dossier, extract, policy, score, validate)
_PROGRAM_FILES = (".py", ".html", ".css", ".js")
_TABLES = ".yaml"
"""Of the program; those of the policy are fingerprinted by what they say."""


def fingerprint_entry(path: Path, rules: Policy) -> str:
    """The same for the same files under the same names, read by the same program under the same rules."""
    digest = hashlib.sha256(f"{_program()}\n{fingerprint_policy(rules)}\n{path.name}\n".encode())
    for source in find_sources(path):
        digest.update(f"{source.name}\0{source.sha256}\n".encode())
    return digest.hexdigest()


def fingerprint_policy(rules: Policy) -> str:
    return hashlib.sha256(rules.model_dump_json().encode()).hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    digest = hashlib.sha256()
    for package in _PACKAGES:
        root = Path(package.__path__[0])
        kinds = _PROGRAM_FILES if package is policy else (*_PROGRAM_FILES, _TABLES)
        files = [path for path in root.rglob("*") if path.suffix in kinds]
        for path in sorted(files):
            digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
