"""Pictures of what the application makes: pages of papers, web pages in a browser, the terminal."""

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from rich.console import Console
from rich.text import Text

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TIME_LIMIT = 120
LARGEST = 300_000
"""Bytes of one picture: it is made smaller until it has no more."""

COLOURS = 64
TERMINAL_COLUMNS = 100
CELL, LINE, EDGE = 8, 22, 24
"""Pixels of a character of the terminal, of a line, and of the space around."""

BOX_DRAWING = re.compile("[\u2500-\u257f]")
"""As wide as a Chinese character in Chinese typefaces, and half as wide on a terminal."""

FOOTER = re.compile(r"(\S+)\s+第\s*\d+\s*页，共")
"""The name of a sheet, at the foot of its printed pages."""

TERMINAL_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: {edge}px; background: #fbfbf8; }}
pre {{ margin: 0; font: 16px/{line}px "Noto Sans Mono CJK SC", monospace; color: #222; }}
i {{ display: inline-block; width: {cell}px; height: {line}px; overflow: hidden; vertical-align: top; }}
</style><pre>{text}</pre>"""


class CameraMissingError(RuntimeError):
    """There is no browser on this machine."""


def find_browser() -> str:
    """Raises CameraMissingError."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise CameraMissingError("chromium is not installed")


def photograph_page(page: Path, target: Path, width: int = 1280, height: int = 1600) -> None:
    """The top of a web page as a browser shows it, without the empty rest below."""
    with tempfile.TemporaryDirectory() as room:
        shot = Path(room) / "shot.png"
        command = [find_browser(), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += [f"--user-data-dir={room}/profile", f"--window-size={width},{height}"]
        command += ["--force-device-scale-factor=1", "--virtual-time-budget=4000", f"--screenshot={shot}"]
        subprocess.run(
            [*command, page.absolute().as_uri()], check=True, timeout=TIME_LIMIT, capture_output=True
        )
        with Image.open(shot) as picture:
            save_small(cut_empty_rows(picture.convert("RGB")), target)


def photograph_terminal(command: str, output: str, target: Path) -> None:
    """A command and what it printed; `output` may hold the colours of a terminal."""
    console = Console(record=True, width=TERMINAL_COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.assemble(("$ ", "bold green"), (command, "bold")), soft_wrap=True)
    console.print(Text.from_ansi(output.rstrip()), soft_wrap=True)
    lines = 2 + sum(1 + len(line) // TERMINAL_COLUMNS for line in output.splitlines())
    text = console.export_html(inline_styles=True, code_format="{code}")
    page = TERMINAL_PAGE.format(edge=EDGE, line=LINE, cell=CELL, text=BOX_DRAWING.sub(r"<i>\g<0></i>", text))
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "terminal.html"
        path.write_text(page, encoding="utf-8")
        width = TERMINAL_COLUMNS * CELL + 2 * EDGE
        photograph_page(path, target, width, lines * LINE + 4 * EDGE)


def photograph_sheets(pdf: Path, target: Path, most: int) -> None:
    """The first page of each of a workbook's first sheets, by what their footers say, without margins:
    sheets are wide and their print is small."""
    for number, picture in enumerate(render_pages(pdf, find_sheets(pdf)[:most], 220), start=1):
        grey = np.asarray(picture.convert("L"))
        body = grey[: -picture.height // 10]
        rows, columns = np.nonzero((body < 250).any(axis=1))[0], np.nonzero((body < 250).any(axis=0))[0]
        if len(rows):
            box = (int(columns[0]), int(rows[0]), int(columns[-1]) + 2, int(rows[-1]) + EDGE)
            picture = picture.crop(box)
        save_small(picture, target.with_name(f"{target.name}-{number}.png"))


def find_sheets(pdf: Path) -> list[int]:
    """The pages on which another sheet begins."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()
    names = [match[1] if (match := FOOTER.search(text)) else "" for text in texts]
    return [number for number, name in enumerate(names) if name not in names[:number]]


def photograph_paper(pdf: Path, target: Path, most: int, resolution: int = 80) -> list[Path]:
    """The first pages of a PDF as `target`-1.png and so on."""
    pictures = []
    for number, picture in enumerate(render_pages(pdf, range(most), resolution), start=1):
        path = target.with_name(f"{target.name}-{number}.png")
        save_small(picture, path)
        pictures.append(path)
    return pictures


def render_pages(pdf: Path, pages: Iterable[int], resolution: int) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in (page for page in pages if page < len(document)):
            yield document[number].render(scale=resolution / 72).to_pil().convert("RGB")
    finally:
        document.close()


def cut_empty_rows(picture: Image.Image) -> Image.Image:
    """Without the rows at the bottom that are all as the last one."""
    pixels = np.asarray(picture)
    differs = np.nonzero((pixels != pixels[-1]).any(axis=(1, 2)))[0]
    bottom = min(picture.height, int(differs[-1]) + EDGE) if len(differs) else picture.height
    return picture.crop((0, 0, picture.width, bottom))


def save_small(picture: Image.Image, target: Path) -> None:
    """In few colours, and made smaller until it is small enough."""
    target.parent.mkdir(parents=True, exist_ok=True)
    while True:
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= LARGEST:
            return
        size = (picture.width * 4 // 5, picture.height * 4 // 5)
        picture = picture.resize(size, Image.Resampling.LANCZOS)
