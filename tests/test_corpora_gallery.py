"""The camera of the gallery: small pictures, without empty rows; terminal boxes as narrow as they are."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from corpora import camera
from corpora.camera import BROWSERS, cut_empty_rows, photograph_page, photograph_terminal, save_small


def test_empty_rows_at_the_bottom_are_cut() -> None:
    picture = Image.new("RGB", (200, 500), "white")
    picture.paste((0, 0, 0), (10, 10, 50, 100))
    assert cut_empty_rows(picture).size == (200, 99 + camera.EDGE)
    assert cut_empty_rows(Image.new("RGB", (20, 30), "white")).size == (20, 30)


def test_a_picture_is_made_smaller_until_it_is_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "LARGEST", 20_000)
    noise = np.random.default_rng(1).integers(0, 255, (400, 400, 3), np.uint8)
    save_small(Image.fromarray(noise), tmp_path / "noise.png")
    assert (tmp_path / "noise.png").stat().st_size <= 20_000


@pytest.mark.skipif(
    not any(map(shutil.which, BROWSERS)), reason="没有安装Chromium / Chromium is not installed"
)
def test_pages_and_terminals_are_photographed(tmp_path: Path) -> None:
    page = tmp_path / "页.html"
    page.write_text(
        '<body style="margin:0"><div style="height:100px;background:#c00"></div>', encoding="utf-8"
    )
    photograph_page(page, tmp_path / "page.png", 300, 600)
    with Image.open(tmp_path / "page.png") as picture:
        assert picture.size == (300, 99 + camera.EDGE)
        assert picture.convert("RGB").getpixel((150, 50)) == (204, 0, 0)
    photograph_terminal("shenbao review 收件", "\x1b[31m红\x1b[0m ──", tmp_path / "terminal.png")
    with Image.open(tmp_path / "terminal.png") as picture:
        assert picture.width == camera.TERMINAL_COLUMNS * camera.CELL + 2 * camera.EDGE
        assert picture.height > 2 * camera.LINE
