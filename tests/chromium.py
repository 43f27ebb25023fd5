"""A real browser without a driver: it opens a page, and what became of the page is read back."""

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement
from PIL import Image

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"

needs_browser = pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed: run `make system`")


def open_page(page: Path, profile: Path, *, fragment: str = "") -> HtmlElement:
    """The page as it stands once it was loaded and its scripts have run."""
    page_text = _run(
        page.resolve().as_uri() + fragment, profile, "--virtual-time-budget=120000", "--dump-dom"
    )
    return html.document_fromstring(page_text.decode("utf-8"))


def take_picture(page: Path, profile: Path, height: int) -> Image.Image:
    """What a person sees of the page, from its head to so many pixels below."""
    shot = profile.with_suffix(".png")
    _run(page.resolve().as_uri(), profile, f"--window-size=1300,{height}", f"--screenshot={shot}")
    with Image.open(shot) as picture:
        return picture.convert("RGB")


def _run(address: str, profile: Path, *options: str) -> bytes:
    assert BROWSER is not None
    command = [
        BROWSER,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1300,900",
        f"--user-data-dir={profile}",
        *options,
        address,
    ]
    return subprocess.run(command, capture_output=True, timeout=120, check=True).stdout


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
