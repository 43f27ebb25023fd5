"""The bench: silent errors of scans count like all others, and the race says what it ought to."""

from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
import typer
from made_up_pdf import Sheet, write_pdf

from corpora import bench
from corpora.measure import CaseMeasure, FieldMeasure, Verdict
from corpora.narrative.reading import NarrativeBench
from corpora.scans.measure import ScanMeasure
from corpora.scans.race import ScanRace, bind_volume, choose
from corpora.scans.reading import ScanReading, memory
from corpora.scans.report import summarise_scans
from corpora.scans.truth import ScanCase
from corpora.writing import Expected


def scan(family: str, *verdicts: Verdict, hits: int = 0, misses: int = 0) -> ScanReading:
    case = ScanCase(f"scan-{family}", "scan", family, "official", Path(f"{family}.pdf"), {}, pages=2)
    fields = tuple(
        FieldMeasure(f"field {n}", verdict, Expected("accepted", 1), "accepted", 7, "7", (), True)
        for n, verdict in enumerate(verdicts)
    )
    counts = Counter({"places hit": hits, "places missed": misses})
    return ScanReading(CaseMeasure(case, 3.0, fields, (0, 0)), ScanMeasure(case, counts), 500, 2.0)


def test_a_line_for_each_level_and_one_for_all() -> None:
    rows = summarise_scans([scan("fax", "accepted", "absent", hits=3, misses=1), scan("clean", "accepted")])
    assert list(rows) == ["fax", "clean", "all"]
    assert (rows["fax"]["share"], rows["fax"]["in place"], rows["fax"]["s a page"]) == (0.5, 0.75, 1.5)
    assert rows["fax"]["cpu s a page"] == 1.0
    assert (rows["clean"]["share"], rows["clean"]["in place"]) == (1.0, None)
    assert (rows["all"]["pages"], rows["all"]["accepted"], rows["all"]["absent"]) == (4, 2, 1)


@pytest.mark.parametrize(("verdict", "status"), [("silent", 1), ("right in review", 0)])
def test_a_silent_error_of_a_scan_is_listed_and_fails_the_bench(
    verdict: Verdict, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "has_office", lambda: True)
    found = bench.Scanned([scan("fax", "accepted", verdict)])
    monkeypatch.setattr(bench, "measure_scanned", lambda *given, **options: found)
    with pytest.raises(typer.Exit) as left:
        bench.main(only="scans")
    assert left.value.exit_code == status
    shown = capsys.readouterr().out
    assert ("SILENT fax.pdf [official] field 1: expected 1, got accepted 7" in shown) == bool(status)
    assert f"{status} silent errors" in shown


def test_narratives_are_scanned_where_none_else_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, object]] = []

    def measure(*given: object, **options: object) -> NarrativeBench:
        asked.append((given[1], options["scans"]))
        return NarrativeBench()

    monkeypatch.setattr(bench, "has_office", lambda: True)
    monkeypatch.setattr(bench, "measure_narratives", measure)
    for scans in (2, 0):
        with pytest.raises(typer.Exit):
            bench.main(only="narrative", narratives=0, scans=scans)
    assert asked == [(0, 2)]


def test_pace_is_in_pages_a_minute_of_two_processes() -> None:
    race = ScanRace("scans", files=3, extract=60.0, library=48.0, pages=12, worked=0.9)
    assert (race.pace(race.extract), race.pace(race.library)) == (24.0, 30.0)
    assert race.share == 0.8
    assert race.ratio == 1.25


def test_some_of_each_level_race() -> None:
    cases = [scan(family).case for family in ("clean", "clean", "clean", "fax")]
    assert [case.family for case in choose(cases)] == ["clean", "clean", "fax"]


def test_a_volume_has_as_many_pages_as_asked_for(tmp_path: Path) -> None:
    first, second = Sheet(), Sheet()
    first.picture()
    files = [write_pdf(tmp_path / "a.pdf", first, second), write_pdf(tmp_path / "b.pdf", first)]
    bind_volume(files, tmp_path / "volume.pdf", 8)
    with pypdfium2.PdfDocument(tmp_path / "volume.pdf") as volume:
        pictured = [any(True for _ in page.get_objects()) for page in volume]
    assert pictured == [True, False, True, True, False, True, True, False]


def test_memory_is_said_in_megabytes() -> None:
    assert 10 < memory("VmRSS") <= memory("VmHWM") < 10_000
