"""Cut-outs show the place that evidence names, whatever medium the page is in."""

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import numpy as np
import pytest
from docx.shared import Pt
from PIL import Image, ImageDraw

from desk.cutouts import FRAME, save_cutouts
from desk.store import is_current, mark_current
from desk.summaries.names import CUTOUTS, name_cutout
from dossier import Box, Dossier, Evidence, FieldReading, Form
from policy import load_policy

POLICY = load_policy()
FIELD = POLICY.form.fields[0].id
WIDTH, HEIGHT = 595, 842
BOX: Box = (200.0, 300.0, 260.0, 320.0)


def draw_page() -> Image.Image:
    """A white page of A4 at two pixels to a point: green in the box, black elsewhere in a frame far away."""
    page = Image.new("RGB", (WIDTH * 2, HEIGHT * 2), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle([2 * edge for edge in BOX], fill=(0, 200, 0))
    pen.rectangle((20, 20, WIDTH * 2 - 20, 120), fill="black")
    return page


def save_picture(path: Path) -> None:
    draw_page().save(path, dpi=(144, 144))


def save_pdf(path: Path) -> None:
    pages = [Image.new("RGB", (WIDTH * 2, HEIGHT * 2), "white"), draw_page()]
    pages[0].save(path, "PDF", save_all=True, append_images=pages[1:], resolution=144)


def save_word(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    stream = io.BytesIO()
    draw_page().save(stream, "PNG")
    document.add_picture(stream, Pt(WIDTH), Pt(HEIGHT))
    document.save(str(path))


def save_archive(path: Path) -> None:
    inner = path.with_name("页.png")
    save_picture(inner)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.write(inner, "里面/页.png")
    inner.unlink()


FILES = {
    "页.png": (save_picture, "页.png", 1),
    "页.pdf": (save_pdf, "页.pdf", 2),
    "页.docx": (save_word, "页.docx", 1),
    "包.zip": (save_archive, "包.zip/里面/页.png", 1),
}


def make_dossier(*evidence: Evidence) -> Dossier:
    reading = FieldReading(status="review", value="云川县", reasons=("看不清",), evidence=evidence)
    return Dossier(policy=POLICY.id, form=Form(fields={FIELD: reading}))


def point_at(source: str, page: int, box: Box = BOX) -> Evidence:
    return Evidence(source=source, page=page, box=box, quote="云川县", method="ocr")


@pytest.mark.parametrize("name", FILES)
def test_the_place_is_cut_out_with_a_frame(name: str, tmp_path: Path) -> None:
    save, source, page = FILES[name]
    save(tmp_path / name)
    evidence = point_at(source, page)
    save_cutouts(tmp_path / name, make_dossier(evidence), POLICY, tmp_path / "out", None)
    with Image.open(tmp_path / "out" / CUTOUTS / name_cutout(evidence)) as cutout:
        pixels = np.asarray(cutout.convert("RGB")).astype(int)
    green = (pixels[..., 1] - pixels[..., 0] > 100) & (pixels[..., 1] - pixels[..., 2] > 100)
    assert abs(green.sum() - 120 * 40) < 300
    frame = np.abs(pixels - FRAME).max(axis=2) < 60
    rows, columns = np.nonzero(green)
    assert frame[rows.min() - 4 : rows.min(), columns.min() : columns.max()].mean() > 0.3
    assert pixels.max(axis=2).min() > 60, "nothing of what stands far away"


def test_places_that_cannot_be_shown_go_without(tmp_path: Path) -> None:
    (tmp_path / "破.pdf").write_bytes(b"%PDF-1.4 broken")
    save_picture(tmp_path / "页.png")
    shown = point_at("页.png", 1, (-50.0, -50.0, 9000.0, 9000.0))
    lost = (point_at("破.pdf", 1), point_at("没有.pdf", 1))
    save_cutouts(tmp_path, make_dossier(*lost, shown), POLICY, tmp_path / "out", None)
    assert [path.name for path in (tmp_path / "out" / CUTOUTS).iterdir()] == [name_cutout(shown)]


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    save_pdf(tmp_path / "页.pdf")
    evidence = point_at("页.pdf", 2)
    for out in ("a", "b"):
        save_cutouts(tmp_path / "页.pdf", make_dossier(evidence), POLICY, tmp_path / out, None)
    a, b = (tmp_path / out / CUTOUTS / name_cutout(evidence) for out in ("a", "b"))
    assert a.read_bytes() == b.read_bytes()


def test_a_place_has_one_name_before_and_after_it_was_kept() -> None:
    evidence = point_at("页.pdf", 2, (1.005, 2.1, 3.3333, 4.0))
    kept = Evidence.model_validate_json(evidence.model_dump_json())
    assert name_cutout(kept) == name_cutout(evidence)
    assert name_cutout(point_at("页.pdf", 3)) != name_cutout(point_at("页.pdf", 2))


def test_a_lost_cut_out_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "县" / CUTOUTS).mkdir(parents=True)
    (tmp_path / "县" / CUTOUTS / "a.webp").touch()
    mark_current(tmp_path, "县", "print")
    assert is_current(tmp_path, "县", "print")
    (tmp_path / "县" / CUTOUTS / "a.webp").unlink()
    assert not is_current(tmp_path, "县", "print")
