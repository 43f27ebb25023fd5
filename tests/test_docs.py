"""What the documents show and name is there."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from desk.cli import app

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "使用手册.md"
GALLERY = ROOT / "docs" / "gallery"
PAPERS = [GUIDE, ROOT / "README.md"]
LARGEST, LARGEST_OF_ALL = 300_000, 5_000_000
COMMAND = re.compile(r"shenbao ([a-z]+)(?: ([a-z]+)\b)?([^\n`|]*)")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_every_picture_and_link_is_there(paper: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", paper.read_text("utf-8"))
    assert links
    assert [link for link in links if "://" not in link and not (paper.parent / link).exists()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_every_command_and_option_that_is_named_exists(paper: Path) -> None:
    root = get_command(app)
    wrong = []
    for name, sub, rest in COMMAND.findall(paper.read_text("utf-8")):
        command = getattr(root, "commands", {}).get(name)
        inner = getattr(command, "commands", {})
        command = inner.get(sub) if inner and sub else command
        options = {option for param in getattr(command, "params", []) for option in param.opts} | {"--help"}
        named = set(re.findall(r"(?<!\S)--[a-z]+", rest))
        wrong += [f"{name} {sub} {rest}"] if command is None or not named <= options else []
    assert wrong == []


def test_the_guide_is_short() -> None:
    """Ten printed pages: some 650 characters or two pictures each."""
    text = GUIDE.read_text("utf-8")
    assert len(text) < 6500
    assert text.count("![") <= 14


def test_the_gallery_is_small() -> None:
    sizes = {path.name: path.stat().st_size for path in GALLERY.iterdir()}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert sum(sizes.values()) < LARGEST_OF_ALL
