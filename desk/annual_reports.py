"""A county's yearly report as a file: its headings, its texts, its year and date."""

from datetime import date
from pathlib import Path

from dossier import Dossier
from dossier.errors import WrongUse
from extract.pipeline import extract_dossier, read_documents
from policy import Policy
from score.annual_report import ReportPart, ReportResult, check_report, find_day, find_year

OPENING = 12
"""The title of a report stands in its first lines."""


def check_report_file(path: Path, policy: Policy, *, year: int | None, day: date | None) -> ReportResult:
    """`year` and `day` as given by a person; where they are None, as the report itself has them. Raises
    WrongUse where nothing could be read."""
    dossier = extract_dossier(path, policy)
    if not any(source.status == "read" for source in dossier.sources):
        reasons = "；".join(source.reason or "" for source in dossier.sources)
        raise WrongUse(f"“{path}”没有读取：{reasons or '没有文件'}")
    lines = read_lines(path)
    return check_report(
        policy,
        list_parts(dossier),
        year=year if year is not None else find_title_year(lines),
        day=day or find_day(lines),
    )


def list_parts(dossier: Dossier) -> list[ReportPart]:
    """The sections under their headings, and the running text of all paragraphs."""
    headed = [
        ReportPart(heading=each.heading, characters=each.characters, evidence=each.evidence)
        for each in dossier.sections
        if each.heading
    ]
    running = [
        ReportPart(
            heading="",
            characters=len(each.text),
            text=each.text,
            evidence=(each.evidence,),
        )
        for each in dossier.passages
    ]
    return [*headed, *running]


def read_lines(path: Path) -> list[str]:
    """The paragraphs of the report, and the lines of media that have none."""
    _, documents = read_documents(path)
    pages = [page for document in documents for page in document.pages]
    return [
        text.strip()
        for page in pages
        for text in ([each.text for each in page.paragraphs] or [line.text for line in page.lines])
        if text.strip()
    ]


def find_title_year(lines: list[str]) -> int | None:
    """The year in the first line that names just one."""
    years = (find_year(line) for line in lines[:OPENING])
    return next((year for year in years if year is not None), None)
