"""Scans with known truth: the truth must be where the pictures show it."""

import random
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest

from corpora.pdf import has_office
from corpora.scans import LEVELS, Level, ScanCase, SealTruth, make_scans
from corpora.scans.containers import Work, save_photograph, store_page, store_turned, write_tiff, write_twice
from corpora.scans.drafts import ScanDraft
from corpora.scans.files import make_stream, store_exactly, store_fax, write_picture_pdf
from corpora.scans.light import compress
from corpora.scans.lying import garble_codes
from corpora.scans.making import Paper
from corpora.scans.measure import measure_hands, measure_places, measure_presence, measure_seals
from corpora.scans.pages import ScannedPage, choose_device, find_seals, place_box, scan_sheet
from corpora.scans.paper import Sheet, Spot
from corpora.scans.press import Stamp
from corpora.scans.seals import Design, cut_seal
from corpora.scans.shot import begin_shot, turn
from corpora.scans.truth import Place, Writing
from dossier import Dossier, Evidence, FieldReading, Form, Handwriting, Seal
from dossier.evidence import Box
from dossier.handwriting import Presence
from extract.scan.picture_files import load_pictures
from extract.scan.pictures import Image
from policy import Policy

A4 = (595.28, 841.89)
MARK: Box = (300.0, 500.0, 380.0, 540.0)
ROUND = Design("city_government", "丹岭市人民政府")


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    """A page with one black mark on it."""
    pixels = np.full((1170, 827, 3), 255, np.uint8)
    x0, y0, x1, y1 = (round(edge * 100 / 72) for edge in MARK)
    pixels[y0:y1, x0:x1] = 0
    path = tmp_path_factory.mktemp("sheet") / "sheet.pdf"
    write_picture_pdf(path, [store_exactly(pixels, *A4)])
    return Sheet(path, 0, *A4, (Spot("special_fund", "value", MARK),))


def scan(
    sheet: Sheet, level: Level, seed: int = 1, stamps: Sequence[Stamp] = (), turned: float = 0
) -> ScannedPage:
    rng = random.Random(f"{seed}/{level}")
    return scan_sheet(sheet, choose_device(level, rng), stamps, (), rng, turned)


def find_mark(page: ScannedPage) -> Box:
    """The largest thing on the page that is black all over, in points of the page."""
    grey = cv2.cvtColor(page.shot.pixels, cv2.COLOR_RGB2GRAY)
    wide = round(page.shot.width * 0.03)
    light = np.asarray(cv2.blur(grey, (wide, wide)), np.uint8)
    y, x = np.unravel_index(int(np.argmin(in_paper(light, page))), light.shape)
    across, down = page.size[0] / page.shot.width, page.size[1] / page.shot.height
    return float(x) * across, float(y) * down, float(x) * across, float(y) * down


def in_paper(light: Image, page: ScannedPage) -> Image:
    """A dark desk is no mark: only the middle of the sheet counts."""
    mask = np.full(light.shape, 255, np.uint8)
    corners = np.array([[60, 60], [A4[0] - 60, 60], [A4[0] - 60, A4[1] - 60], [60, A4[1] - 60]])
    cv2.fillPoly(mask, [np.round(page.shot.trace(corners)).astype(np.int32)], 0)
    return np.asarray(np.maximum(light, mask), np.uint8)


# Geometry and determinism


@pytest.mark.parametrize("level", LEVELS)
def test_truth_of_place_is_where_the_picture_shows_it(sheet: Sheet, level: Level) -> None:
    for seed in range(2):
        page = scan(sheet, level, seed, turned=seed)
        box, (x, y, _, _) = place_box(page, MARK), find_mark(page)
        assert box[0] < x < box[2] and box[1] < y < box[3], (level, seed)
        assert (box[2] - box[0]) * (box[3] - box[1]) < 2.5 * 80 * 40


@pytest.mark.parametrize("level", LEVELS)
def test_same_seed_same_pixels(sheet: Sheet, level: Level) -> None:
    stamps = [Stamp(ROUND, 200, 300, 10)]
    one, two = scan(sheet, level, 3, stamps), scan(sheet, level, 3, stamps)
    assert np.array_equal(one.shot.pixels, two.shot.pixels)
    assert one.jpeg == two.jpeg
    assert not np.array_equal(one.shot.pixels, scan(sheet, level, 3).shot.pixels)


def test_a_fax_has_only_black_and_white(sheet: Sheet) -> None:
    assert set(np.unique(scan(sheet, "fax").shot.pixels)) == {0, 255}


def test_four_quarter_turns_bring_a_point_back(sheet: Sheet) -> None:
    shot = sheet.render(72)
    for degrees in (90, 180, 270):
        back = turn(turn(shot, degrees), 360 - degrees)
        assert np.array_equal(back.pixels, shot.pixels)
        assert np.allclose(back.trace(np.array([[100.0, 50.0]])), [[100.0, 50.0]], atol=0.1)


# Seals


def test_a_seal_is_red_where_the_truth_says(sheet: Sheet) -> None:
    page = scan(sheet, "clean", stamps=[Stamp(ROUND, 200, 250, 20)])
    (truth,) = find_seals(page, "a.pdf", 1)
    assert truth.certain and truth.owner == "city_government" and truth.name == ROUND.name
    scale = page.shot.width / page.size[0]
    red = page.shot.pixels[:, :, 0].astype(int) - page.shot.pixels[:, :, 1] > 60
    rows, columns = np.nonzero(red)
    seen = (columns.min() / scale, rows.min() / scale, columns.max() / scale, rows.max() / scale)
    assert np.allclose(seen, truth.box, atol=3)


def test_seals_crossed_faint_grey_or_cut_are_not_certain(sheet: Sheet) -> None:
    crossed = find_seals(
        scan(sheet, "clean", stamps=[Stamp(ROUND, 200, 250, 0), Stamp(ROUND, 250, 250, 0)]), "a.pdf", 1
    )
    assert [seal.certain for seal in crossed] == [False, False]
    faint = Stamp(ROUND, 200, 250, 0, "faint")
    cut = Stamp(ROUND, A4[0], 600, 0, "cut")
    seals = find_seals(scan(sheet, "clean", stamps=[faint, cut]), "a.pdf", 1)
    assert [seal.certain for seal in seals] == [False, False]
    assert seals[1].box[2] == pytest.approx(A4[0], abs=1) and seals[1].box[2] - seals[1].box[0] < 75
    fax = find_seals(scan(sheet, "fax", stamps=[Stamp(ROUND, 200, 250, 0)]), "a.pdf", 1)
    assert [seal.certain for seal in fax] == [False]


def test_every_kind_of_seal_is_cut() -> None:
    oval = Design("city_department", "丹岭市中小企业局", "oval", 45, 30, 1.0, "nothing", line="业务专用章")
    chop = Design("unknown", "王云印之", "chop", 18, 18, 0.9, "nothing")
    for design in (ROUND, replace(ROUND, middle="emblem", number="1401000012345"), oval, chop):
        ink = cut_seal(design)
        share = float((ink > 0.5).mean())
        assert ink.shape == (round(design.high * 16), round(design.across * 16))
        assert 0.08 < share < 0.5, design


# Containers


def test_a_fax_page_of_a_pdf_is_not_turned_black_for_white(tmp_path: Path, sheet: Sheet) -> None:
    page = scan(sheet, "fax")
    write_picture_pdf(tmp_path / "a.pdf", [store_fax(page.shot.pixels, *page.size)])
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        shown = document[0].render(scale=page.dpi / 72).to_numpy()[:, :, :3]
    height, width = page.shot.pixels.shape[:2]
    assert np.mean((shown[:height, :width] < 128) != (page.shot.pixels < 128)) < 0.01


def test_a_picture_stored_lying_is_shown_upright(tmp_path: Path, sheet: Sheet) -> None:
    page = scan(sheet, "clean")
    stored = [store_turned(page, random.Random(seed)) for seed in range(6)]
    assert {one.rotate for one in stored} > {90, 270}
    write_picture_pdf(tmp_path / "a.pdf", [store_page(page), *stored])
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        shown = [one.render(scale=0.5).to_numpy().astype(float) for one in document]
    for other in shown[1:]:
        assert other.shape == shown[0].shape
        assert np.abs(other - shown[0]).mean() < 5


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_photograph_is_seen_as_the_camera_was_held(tmp_path: Path, sheet: Sheet, orientation: int) -> None:
    page = scan(sheet, "telephone")
    save_photograph(page, tmp_path / "IMG_1.jpg", orientation, 80)
    (picture,) = load_pictures(tmp_path / "IMG_1.jpg")
    assert picture.pixels.shape == page.shot.pixels.shape
    assert np.abs(picture.pixels.astype(float) - page.shot.pixels).mean() < 5
    assert max(picture.width, picture.height) == pytest.approx(A4[1], abs=1)


def make_work(sheet: Sheet, level: Level, path: Path) -> Work:
    case = ScanCase(path.stem, "scan", level, "official", path, {})
    papers = [Paper(sheet, [Stamp(ROUND, 200, 250, 0)]), Paper(sheet)]
    return Work(ScanDraft(case, level, (), beside=False), papers, random.Random(7))


def test_pages_of_a_tiff_are_all_there(tmp_path: Path, sheet: Sheet) -> None:
    case = write_tiff(make_work(sheet, "copier", tmp_path / "a.tif"))
    pictures = list(load_pictures(case.path))
    assert len(pictures) == case.pages == 2
    for place in case.places:
        picture = pictures[place.page - 1]
        assert (picture.width, picture.height) == pytest.approx((place.width, place.height), abs=0.5)


def test_a_page_scanned_twice_is_there_twice(tmp_path: Path, sheet: Sheet) -> None:
    case = write_twice(make_work(sheet, "clean", tmp_path / "a.pdf"))
    assert case.pages == 3
    assert [place.page for place in case.places] == [1, 2, 3]
    with pypdfium2.PdfDocument(case.path) as document:
        assert len(document) == 3


def test_garbled_codes_are_other_characters_or_none() -> None:
    table = b"2 beginbfchar\n<01> <4E2D>\n<02> <0031>\nendbfchar"
    body = make_stream("/Filter/FlateDecode", zlib.compress(table))
    for manner, wanted in (("private", b"<01> <E62D>"), ("shifted", b"<01> <511E>")):
        changed = garble_codes(body, manner, 0x2F1).partition(b"stream\n")[2].removesuffix(b"\nendstream")
        assert wanted in zlib.decompress(changed)
        assert b"<4E2D>" not in zlib.decompress(changed)
    assert garble_codes(b"<</Type/Page>>", "private", 0) == b"<</Type/Page>>"


def test_a_grey_jpeg_has_one_channel(sheet: Sheet) -> None:
    shot = begin_shot(np.full((50, 50, 3), 128, np.uint8), 1)
    jpeg, pixels = compress(shot.pixels, 80)
    assert pixels.shape == (50, 50, 3)
    assert store_page(ScannedPage(sheet, shot, jpeg, 72, False, size=(50, 50))).colours == "/DeviceGray"


# The measure


TRUTH = SealTruth("city_department", "丹岭市中小企业局", "a.pdf", 1, (100, 100, 200, 200), True, "round")


def make_dossier(*seals: tuple[str, Box], fields: dict[str, Box] | None = None) -> Dossier:
    def point(box: Box) -> tuple[Evidence, ...]:
        return (Evidence(source="a.pdf", page=1, box=box, quote="", method="ocr"),)

    readings = {
        name: FieldReading(status="accepted", value=1, evidence=point(box))
        for name, box in (fields or {}).items()
    }
    seen = tuple(Seal.model_validate({"owner": owner, "evidence": point(box)}) for owner, box in seals)
    return Dossier(policy="p", seals=seen, form=Form(fields=readings))


def make_case(*seals: SealTruth, places: tuple[Place, ...] = ()) -> ScanCase:
    return ScanCase("a", "scan", "clean", "official", Path("a.pdf"), {}, seals=seals, places=places)


def count_seals(case: ScanCase, dossier: Dossier) -> Counter[str]:
    counts: Counter[str] = Counter()
    list(measure_seals(case, dossier, counts))
    return +counts


@pytest.mark.parametrize(
    ("presence", "box", "outcome"),
    [
        ("written", (20, 20, 60, 40), "right"),
        ("none", (20, 20, 60, 40), "wrong"),
        ("none", (120, 20, 160, 40), "right"),
        ("written", (120, 20, 160, 40), "wrong"),
        ("unclear", (20, 20, 60, 40), "unclear"),
    ],
)
def test_measure_counts_what_is_written_by_hand(presence: Presence, box: Box, outcome: str) -> None:
    dossier = make_dossier(fields={"opinion": (0, 0, 100, 100)}).model_copy(
        update={"handwriting": (Handwriting(field="opinion", kind="date", presence=presence),)}
    )
    case = replace(make_case(), writings=(Writing("date", "a.pdf", 1, box),))
    counts: Counter[str] = Counter()
    slips = list(measure_hands(case, dossier, counts))
    assert (+counts, bool(slips)) == ({f"hands {outcome}": 1}, outcome == "wrong")


def test_measure_counts_seals_found_missed_mistaken_and_invented() -> None:
    near: Box = (105, 98, 205, 199)
    far: Box = (400, 600, 500, 700)
    found = count_seals(make_case(TRUTH), make_dossier(("city_department", near)))
    assert found == {"certain": 1, "certain found": 1, "owner right": 1}
    assert count_seals(make_case(TRUTH), make_dossier()) == {"certain": 1}
    mistaken = count_seals(make_case(TRUTH), make_dossier(("applicant", near)))
    assert mistaken == {"certain": 1, "certain found": 1, "owner wrong": 1}
    invented = count_seals(make_case(TRUTH), make_dossier(("city_department", far)))
    assert invented == {"certain": 1, "false seals": 1}


def test_measure_asks_for_no_chop_and_no_lost_seal() -> None:
    for odd in (replace(TRUTH, kind="chop", owner="unknown"), replace(TRUTH, pressing="lost")):
        assert count_seals(make_case(odd), make_dossier()) == {}
        assert count_seals(make_case(odd), make_dossier(("unknown", odd.box))) == {}
        wrong = count_seals(make_case(odd), make_dossier(("applicant", odd.box)))
        assert wrong["owner wrong"] == 1


def test_measure_of_presence_is_of_the_right_office(policy: Policy) -> None:
    def count(case: ScanCase, dossier: Dossier) -> Counter[str]:
        counts: Counter[str] = Counter()
        list(measure_presence(case, dossier, policy, counts))
        return counts

    box = TRUTH.box
    assert count(make_case(TRUTH), make_dossier(("city_department", box))) == {"presence right": 2}
    missed = count(make_case(TRUTH), make_dossier(("unknown", box)))
    assert missed == {"presence right": 1, "presence missed": 1}
    wrong = count(make_case(), make_dossier(("city_government", box)))
    assert wrong == {"presence right": 1, "presence wrong": 1}
    faint = replace(TRUTH, certain=False)
    assert count(make_case(faint), make_dossier()) == {"presence right": 2}


def test_measure_of_places_wants_the_middle_in_the_cell() -> None:
    case = make_case(places=(Place("tech_smes", "a.pdf", 1, (10, 10, 60, 30), *A4),))
    for box, wanted in (((12, 12, 50, 28), "places hit"), ((55, 12, 90, 28), "places missed")):
        counts: Counter[str] = Counter()
        list(measure_places(case, make_dossier(fields={"tech_smes": box}), counts))
        assert counts == {wanted: 1}


# A whole dossier


@pytest.mark.skipif(not has_office(), reason="LibreOffice is not installed, nothing can be printed")
def test_every_value_of_a_scan_stands_in_its_cell(tmp_path: Path, policy: Policy) -> None:
    (case,) = make_scans(5, 1, tmp_path, policy, ("clean",))
    assert {place.field for place in case.places} == {item.id for item in policy.form.fields}
    (file,) = [case.path] if case.path.is_file() else sorted(case.path.glob("*.pdf"))
    with pypdfium2.PdfDocument(file) as document:
        assert len(document) == case.pages
        shown = [page.render(scale=2, grayscale=True).to_numpy() for page in document]
    for name, expected in case.expected.items():
        if expected.status == "accepted":
            cells = [place for place in case.places if place.field == name]
            assert any(has_ink(shown[place.page - 1], place.box) for place in cells), name


def has_ink(shown: Image, box: Box) -> bool:
    x0, y0, x1, y1 = (round(edge * 2) for edge in box)
    return bool((shown[y0 + 6 : y1 - 6, x0 + 6 : x1 - 6] < 110).sum() > 8)
