"""The table of how often values from pictures are right, and what is made of it."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import ValidationError

from corpora.scans import ScanCase
from corpora.scans.calibrate import EDGES, Sample, fill_bins, lower_bound, render_table, rising_bounds
from corpora.writing import Expected
from dossier import Cell, Document, FieldReading, FieldStatus, Page, Table
from dossier.evidence import Method
from extract.form.labels import LabelIndex
from extract.form.reading import read_form
from extract.scan.confidence import TABLE, Bin, calibrated, load_calibration
from policy import Policy

BINS = load_calibration().bins
COUNT, RATE = 12, 37


@pytest.mark.parametrize("own", BINS, ids=str)
def test_every_bin_has_what_was_measured_of_it(own: Bin) -> None:
    assert calibrated(own.least, doubted=False) == own.accepted.confidence
    assert calibrated(own.least, doubted=True) == own.doubted.confidence
    for tally in (own.accepted, own.doubted):
        assert 0 <= tally.right <= tally.cells


def test_never_less_sure_of_what_is_more_certain_or_less_doubted() -> None:
    steps = [step / 1000 for step in range(1001)]
    for doubted in (False, True):
        trust = [calibrated(step, doubted=doubted) for step in steps]
        assert all(0 <= one <= other < 1 for one, other in pairwise(trust))
    assert all(calibrated(step, doubted=True) <= calibrated(step, doubted=False) for step in steps)


def test_a_certain_value_is_trusted_far_more_than_a_doubted_one() -> None:
    assert calibrated(1.0, doubted=False) > 0.95
    assert calibrated(0.0, doubted=True) < 0.9


def test_no_certainty_falls_out_of_the_table() -> None:
    assert BINS[0].least == 0
    assert [one.least for one in BINS] == sorted({one.least for one in BINS})
    assert calibrated(-0.01, doubted=True) == BINS[0].doubted.confidence
    assert calibrated(1.01, doubted=False) == BINS[-1].accepted.confidence


def test_the_table_is_as_it_was_written() -> None:
    assert render_table(load_calibration()) == TABLE.read_text(encoding="utf-8")
    assert tuple(one.least for one in BINS) == EDGES


def test_a_table_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "confidence.yaml"
    path.write_text(TABLE.read_text(encoding="utf-8").replace("confidence: 0", "confidence: 2", 1))
    with pytest.raises(ValidationError):
        load_calibration(path)


@pytest.mark.parametrize(
    ("cells", "right", "least", "most"),
    [
        (0, 0, 0, 0),
        (1, 1, 0.2, 0.3),
        (100, 100, 0.97, 0.98),
        (1000, 1000, 0.997, 0.998),
        (1000, 990, 0.98, 0.99),
    ],
)
def test_the_bound_of_few_is_low(cells: int, right: int, least: float, most: float) -> None:
    assert least <= lower_bound(cells, right) <= most


def test_bins_that_fall_are_put_together() -> None:
    assert rising_bounds([(100, 50), (1000, 900), (10, 10), (0, 0)]) == [
        lower_bound(100, 50),
        *[lower_bound(1010, 910)] * 3,
    ]
    assert rising_bounds([(100, 90), (0, 0), (100, 50)]) == [lower_bound(200, 140)] * 3


def sample(certainty: float, *, right: bool, status: FieldStatus) -> Sample:
    case = ScanCase("scan-fax-00", "scan", "fax", "official", Path("scan-fax-00.pdf"), {})
    reading = FieldReading(status=status, value=35, raw="35")
    return Sample(case, "things", certainty, right, Expected("accepted", 35), reading)


def test_values_are_counted_by_certainty_and_doubt() -> None:
    samples = [
        *[sample(0.999, right=True, status="accepted")] * 40,
        *[sample(0.995, right=False, status="accepted")],
        *[sample(0.85, right=True, status="review")] * 3,
        *[sample(0.1, right=False, status="review")] * 2,
    ]
    bins = {one.least: one for one in fill_bins(samples)}
    assert (bins[0.995].accepted.cells, bins[0.995].accepted.right) == (41, 40)
    assert (bins[0.8].doubted.cells, bins[0.8].doubted.right) == (3, 3)
    assert (bins[0.0].doubted.cells, bins[0.0].doubted.right) == (2, 0)
    assert bins[0.99].accepted.cells == 0
    assert bins[0.99].accepted.confidence == bins[0.99].doubted.confidence == lower_bound(3, 3)


# Fields


def read_count(policy: Policy, labels: LabelIndex, method: Method, value: Cell) -> FieldReading:
    """A whole number in a form of two columns, its cell read as `value`; all other values are 12."""
    names = [field.id for field in policy.form.fields]
    row = names.index(next(field.id for field in policy.form.fields if field.kind == "int"))
    told = [Cell(n, 0, 1, 1, field.label) for n, field in enumerate(policy.form.fields)]
    given = [replace(value, row=n) if n == row else Cell(n, 1, 1, 1, "12") for n in range(len(names))]
    cells = tuple(cell for pair in zip(told, given, strict=True) for cell in pair)
    page = Page(1, method, tables=(Table(len(names), 2, cells, 0),))
    form, _, _ = read_form([Document("表", "picture", page.paged, (page,))], policy.form, labels)
    return form.fields[names[row]]


@pytest.mark.parametrize("certainty", [0.3, 0.91, 0.999])
def test_a_field_from_a_picture_is_trusted_as_measured(
    policy: Policy, labels: LabelIndex, certainty: float
) -> None:
    sure = read_count(policy, labels, "ocr", Cell(0, 1, 1, 1, "35", certainty=certainty))
    assert (sure.status, sure.value) == ("accepted", 35)
    assert sure.confidence == calibrated(certainty, doubted=False)
    doubts = ((0, "字迹不清"),)
    doubted = read_count(
        policy, labels, "ocr", Cell(0, 1, 1, 1, "35", line_doubts=doubts, certainty=certainty)
    )
    assert doubted.status == "review"
    assert doubted.confidence == calibrated(certainty, doubted=True) < sure.confidence


def test_other_fields_keep_their_confidence(policy: Policy, labels: LabelIndex) -> None:
    assert read_count(policy, labels, "ocr", Cell(0, 1, 1, 1, "")).confidence == 1
    assert read_count(policy, labels, "ocr", Cell(0, 1, 1, 1, "字", certainty=0.3)).confidence == 0.5
    assert read_count(policy, labels, "pdf-text", Cell(0, 1, 1, 1, "35")).confidence == 1
    assert read_count(policy, labels, "pdf-text", Cell(0, 1, 1, 1, "约35")).confidence == 0.5
