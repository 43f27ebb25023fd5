"""The pages need no more than a browser of some years ago."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parent.parent / "desk" / "summaries" / "templates" / "page"

NEWER_STYLES = (
    r"&\s*[.:#\[>+~]",  # nested rules in their short form
    r"@starting-style|@view-transition|@function|@container\s+style|@position-try",
    r"light-dark\(|\bif\(|anchor\(|anchor-size\(|calc-size\(|random\(|sibling-",
    r"field-sizing|interpolate-size|text-box|position-anchor|anchor-name|animation-timeline|view-timeline",
    r"::(details-content|picker|scroll-marker|scroll-button|column)",
    r"align-content:\s*[a-z-]+;\s*display:\s*block|object-view-box|corner-shape|reading-flow",
)
"""What Chromium learned after release 119 (autumn 2023)."""
NEWER_SCRIPTS = (
    r"\.(isSubsetOf|isSupersetOf|isDisjointFrom|union|intersection|difference|symmetricDifference)\(",
    r"Iterator\.|\.values\(\)\.(map|filter|take|drop)|Promise\.try|RegExp\.escape|Uint8Array\.fromBase64",
    r"Array\.fromAsync|Math\.sumPrecise|Float16Array|structuredClone\(.*transfer|startViewTransition",
    r"\bimport\s|\bawait\b|\busing\b|fetch\(|XMLHttpRequest|localStorage|sessionStorage|indexedDB|eval\(",
)
"""The same, and what does not work, or has no place, in a page opened from a folder."""


@pytest.mark.parametrize("pattern", NEWER_STYLES)
def test_the_style_sheet_uses_nothing_newer(pattern: str) -> None:
    assert not re.search(pattern, (TEMPLATES / "style.css").read_text(encoding="utf-8"))


@pytest.mark.parametrize("pattern", NEWER_SCRIPTS)
def test_the_script_uses_nothing_newer(pattern: str) -> None:
    assert not re.search(pattern, (TEMPLATES / "script.js").read_text(encoding="utf-8"))


@pytest.mark.parametrize("template", sorted(path.name for path in TEMPLATES.glob("*.html")))
def test_templates_never_switch_escaping_off(template: str) -> None:
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|Markup|innerHTML| on[a-z]+=| style=", text)
