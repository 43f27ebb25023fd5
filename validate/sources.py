"""The files of the dossier: what could not be read, and what its readers noted."""

from collections.abc import Iterator

from dossier import Problem, Source
from validate.finding import Finding, Severity
from validate.submission import Submission

NO_REASON = "原因不明"


def check_sources(submission: Submission) -> Iterator[Finding]:
    """A file that failed is an error where it may have held the form: no other file did."""
    sources = submission.dossier.sources
    weight: Severity = "warning" if submission.has_form() else "error"
    for source in sources:
        if source.status == "failed":
            yield find_failed(source, weight)
        elif source.status == "skipped":
            yield find_skipped(source)
    unread = {source.path: source.reason or "" for source in sources if source.status != "read"}
    for problem in submission.dossier.problems:
        if not is_repeated(problem, unread):
            yield carry_over(problem)


def find_failed(source: Source, severity: Severity) -> Finding:
    return Finding(
        rule="SOURCE-FAILED",
        outcome="review",
        severity=severity,
        subject=source.path,
        message=f"文件“{source.path}”无法读取：{source.reason or NO_REASON}".rstrip("。") + "。",
        request=f"请重新提供能够正常打开的文件“{source.path}”。",
    )


def find_skipped(source: Source) -> Finding:
    return Finding(
        rule="SOURCE-SKIPPED",
        outcome="review",
        severity="note",
        subject=source.path,
        message=f"文件“{source.path}”没有读取：{source.reason or NO_REASON}".rstrip("。") + "。",
    )


def is_repeated(problem: Problem, unread: dict[str, str]) -> bool:
    """A problem that only says again why the file was not read."""
    reason = unread.get(problem.source, "")
    return bool(reason) and (problem.message in reason or reason in problem.message)


def carry_over(problem: Problem) -> Finding:
    return Finding(
        rule="SOURCE-PROBLEM",
        outcome="review",
        severity=problem.severity,
        subject=problem.source,
        message=f"文件“{problem.source}”：{problem.message}".rstrip("。") + "。",
    )
