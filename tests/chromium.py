"""A real browser without a driver: it opens a page, and what became of the page is read back."""

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"

needs_browser = pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed: run `make system`")


def open_page(page: Path, profile: Path, *, fragment: str = "") -> HtmlElement:
    """The page as it stands once it was loaded and its scripts have run."""
    assert BROWSER is not None
    command = [
        BROWSER,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        f"--user-data-dir={profile}",
        "--window-size=1300,900",
        "--virtual-time-budget=120000",
        "--dump-dom",
        page.resolve().as_uri() + fragment,
    ]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return html.document_fromstring(done.stdout.decode("utf-8"))


def with_script(page: Path, script: str, *, axe: bool = False) -> Path:
    """A copy beside the page with a script of the test's own, after the checker of accessibility where it is
    asked for, and without the rule that allows the page's own scripts alone."""
    text = page.read_text(encoding="utf-8")
    start = text.index("<meta http-equiv")
    end = text.index(">", start) + 1
    checker = f'<script src="{AXE.as_uri()}"></script>' if axe else ""
    added = f"{checker}<script>{script}</script></body>"
    copy = page.with_name(f"copy of {page.name}")
    copy.write_text(text[:start] + text[end:].replace("</body>", added), encoding="utf-8")
    return copy
