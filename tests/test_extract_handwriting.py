"""Signatures and dates by hand: seen or not, never read."""

import random

import numpy as np
import pytest
from made_up_pages import NO_FONT, Ruled, draw_page, has_font

from corpora.scans.pen import sign, write_date
from dossier import Document, Evidence, FieldReading, Form, Page
from extract.form.handwriting import STROKES, find_handwriting
from extract.scan.page import read_pictures
from extract.scan.pictures import Picture
from policy import Policy

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)

WORDS = "情况属实，同意推荐。"
FORM = Ruled(
    [80, 260, 640, 1160],
    [200, 270, 480, 690],
    {
        (0, 0): "企业数量",
        (0, 1): "1147",
        (1, 0): "初审意见",
        (1, 1): WORDS,
        (1, 2): WORDS,
        (2, 0): "政府意见",
        (2, 1): "2021年4月9日",
        (2, 2): WORDS,
    },
)
SIGNED, DATED, PRINTED, BOTH = (1, 1), (1, 2), (2, 1), (2, 2)


@pytest.fixture(scope="module")
def page() -> Page:
    shown = draw_page(FORM, lines=[(300, 80, "示例县情况申报表")], size=(1240, 800))
    pixels = np.repeat(shown.pixels[:, :, None], 3, axis=2) if shown.pixels.ndim == 2 else shown.pixels.copy()
    rng = random.Random(3)
    sign(pixels, 1.0, (320, 400, 520, 465), rng)
    write_date(pixels, 1.0, (700, 415, 1000, 468), rng, 2021)
    sign(pixels, 1.0, (700, 545, 900, 605), rng)
    write_date(pixels, 1.0, (800, 625, 1090, 678), rng, 2021)
    (page,) = read_pictures([Picture(pixels, 595.0, 384.0)], "表.jpg")
    return page


def said_of(page: Page, place: tuple[int, int], policy: Policy) -> dict[str, str]:
    (cell,) = (c for c in page.tables[0].cells if (c.row, c.column) == place)
    where = Evidence(source="表.jpg", page=1, box=cell.box, quote=cell.text, method="ocr")
    reading = FieldReading(status="review", value=WORDS, raw=WORDS, reasons=("试",), evidence=(where,))
    document = Document(source="表.jpg", reader="picture", paged=True, pages=(page,))
    found = find_handwriting([document], Form(fields={"city_department_opinion": reading}), policy.form)
    assert {place.quote for one in found for place in one.evidence} <= {"", STROKES}
    return {one.kind: one.presence for one in found}


def test_what_is_written_is_seen(page: Page, policy: Policy) -> None:
    assert said_of(page, SIGNED, policy)["signature"] == "written"
    assert said_of(page, DATED, policy)["date"] == "written"
    both = said_of(page, BOTH, policy)
    assert (both["signature"] != "none", both["date"] != "none") == (True, True)


def test_what_is_not_written_is_not_seen(page: Page, policy: Policy) -> None:
    assert said_of(page, PRINTED, policy) == {"signature": "none", "date": "none"}
    assert said_of(page, SIGNED, policy)["date"] != "written"
    assert said_of(page, DATED, policy)["signature"] != "written"


def test_it_is_asked_of_pictures_alone(policy: Policy) -> None:
    reading = FieldReading(
        status="accepted", value=WORDS, evidence=(Evidence(source="表.docx", quote=WORDS, method="word"),)
    )
    assert find_handwriting([], Form(fields={"city_department_opinion": reading}), policy.form) == ()
