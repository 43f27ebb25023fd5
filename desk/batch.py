"""A whole inbox: dossiers are shared out to worker processes, and nothing that one does stops the rest."""

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from desk.entered import Entered, load_entered, load_grades, stamp_entered
from desk.fingerprint import fingerprint_entry
from desk.inbox import Entry, find_entries
from desk.review import Review
from desk.shared import add_findings, compare_batch, stamp_shared
from desk.store import STATE, forget, is_current, load_dossier, mark_current, says_of_others, write_whole
from desk.summaries import render_page, render_shared, render_workbook
from desk.summaries.names import PAGE, SHARED, SUMMARY, WORKBOOK
from desk.work import prepare_worker, review_dossier, work_on, write_papers
from dossier.errors import WrongUse
from extract.files.intake import find_sources
from extract.files.opening import convert_ahead
from policy import Policy
from score.years import assess_years, list_applicants
from validate.shared import SharedText

DIED = "读取时程序意外中止，可能是文件损坏或超过了内存上限；请另存为新文件，或用 --memory 放宽上限后重试"

Underway = Callable[[], Sequence[str]]
"""The names of the dossiers that are being read at this moment."""
Start = Callable[[int, Underway], None]
"""Called once with the number of dossiers."""
Futures = list[tuple[Entry, ProcessFuture[str | None]]]
Report = Callable[[str, bool], None]
"""Called with a dossier's name when it is done, and whether it had to be read anew; from any thread."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one dossier may take: seconds, enough for a volume of some hundreds of scanned pages on a slow
    machine, and megabytes of address space, of which recognition alone needs about 1,100."""

    workers: int = 2
    seconds: float = 1800
    megabytes: int = 3000


def review_inbox(
    inbox: Path,
    out: Path,
    policy: Policy,
    limits: Limits,
    report: Report,
    start: Start,
    chosen: Sequence[Entry] | None = None,
) -> list[Review]:
    """Reviews every dossier of an inbox, or those `chosen`, and writes all results under OUT. Raises
    WrongUse."""
    entries = find_entries(inbox, out) if chosen is None else list(chosen)
    make_room(out)
    entered = load_entered(out)
    futures: Futures = []
    start(len(entries), lambda: [entry.name for entry, future in futures if future.running()])
    prints = {entry.name: fingerprint_entry(entry.path, policy) for entry in entries}
    fresh = [entry for entry in entries if not is_current(out, entry.name, prints[entry.name])]
    for entry in entries:
        if entry not in fresh:
            report(entry.name, False)
    failures = _work_on_all(fresh, out, policy, limits, prints, report, futures)
    read = [_review(out, entry, failures.get(entry.name), policy, entered) for entry in entries]
    texts = compare_batch(read, policy)
    reviews = list(add_findings(read, texts, policy))
    try:
        renew_papers(out, reviews, policy, prints)
        write_batch(out, reviews, texts, policy)
    except PermissionError as error:
        raise WrongUse(
            f"“{WORKBOOK}”、“{PAGE}”或“{SUMMARY}”正被打开，没有写成；请关闭后再运行一次"
        ) from error
    return reviews


def write_batch(out: Path, reviews: list[Review], texts: Sequence[SharedText], policy: Policy) -> None:
    """The reports of the batch as a whole; no page of shared passages where there are none."""
    grades = load_grades(out)
    years = [assess_years(policy, grades, name) for name in list_applicants(grades)] if grades else []
    write_whole(out / WORKBOOK, lambda path: render_workbook(reviews, policy, path, years))
    if texts:
        write_whole(out / SHARED, lambda path: render_shared(texts, reviews, policy, path))
    else:
        (out / SHARED).unlink(missing_ok=True)
    shared = sum(not text.common for text in texts)
    write_whole(out / PAGE, lambda path: render_page(reviews, policy, path, shared))


def make_room(out: Path) -> None:
    """Raises WrongUse where nothing can be written."""
    try:
        (out / STATE).mkdir(parents=True, exist_ok=True)
        (out / STATE / ".try").touch()
        (out / STATE / ".try").unlink()
    except (FileExistsError, NotADirectoryError) as error:
        raise WrongUse(f"“{out}”是一个文件，不是文件夹；请换一个结果文件夹，例如 --out ~/审查结果") from error
    except OSError as error:
        raise WrongUse(
            f"不能在“{out}”写结果（没有权限或磁盘已满）；请换一个位置，例如 --out ~/审查结果"
        ) from error


def _work_on_all(
    entries: Sequence[Entry],
    out: Path,
    policy: Policy,
    limits: Limits,
    prints: dict[str, str],
    report: Report,
    futures: Futures,
) -> dict[str, str]:
    """Failures by name; `futures` is filled as work is given out. A dossier that failed is tried again in
    the next run."""
    failures: dict[str, str] = {}
    if not entries:
        return failures
    given = stamp_entered(out)
    with (
        TemporaryDirectory(prefix="shenbao-") as room,
        ProcessPool(
            max_workers=min(limits.workers, len(entries)),
            context=multiprocessing.get_context("spawn"),
            initializer=prepare_worker,
            initargs=[limits.megabytes],
        ) as pool,
    ):
        converted = Path(room)
        convert_ahead([file for entry in entries for file in find_sources(entry.path)], converted)
        futures += [(e, _schedule(pool, e, out, policy, limits, report, converted)) for e in entries]
        try:
            for entry, future in futures:
                failure = wait_for(future, limits)
                if failure:
                    failures[entry.name] = failure
                else:
                    mark_current(out, entry.name, prints[entry.name], given)
        except KeyboardInterrupt:
            # Else the pool would read all that is left before the program ends, or it would be called done.
            for _, future in futures:
                future.cancel()  # type: ignore[no-untyped-call]
            pool.stop()  # type: ignore[no-untyped-call]
            raise
    return failures


def _schedule(
    pool: ProcessPool,
    entry: Entry,
    out: Path,
    policy: Policy,
    limits: Limits,
    report: Report,
    converted: Path,
) -> ProcessFuture[str | None]:
    forget(out, entry.name)
    arguments = [entry.name, entry.path, out, policy.id, converted]
    future = pool.schedule(work_on, args=arguments, timeout=limits.seconds)
    future.add_done_callback(lambda done: None if done.cancelled() else report(entry.name, True))
    return future


def wait_for(future: ProcessFuture[str | None], limits: Limits) -> str | None:
    """None, or why the dossier could not be reviewed."""
    try:
        failure = future.result()
    except TookTooLong:
        return f"读取超过{limits.seconds:g}秒，已停止；请把文件拆小，或用 --seconds 放宽时限后重试"
    except ProcessExpired:
        return DIED
    except Exception as error:  # noqa: BLE001  one dossier's trouble, whatever it is, must not end the batch
        return f"处理时程序出错（{type(error).__name__}），请把这份材料交给维护人员"
    return None if failure is None else str(failure)


def renew_papers(out: Path, reviews: Sequence[Review], policy: Policy, prints: dict[str, str]) -> None:
    """Writes the papers of a dossier anew where they say other things of the batch than is true by now, or
    rest on other things that were entered."""
    given = stamp_entered(out)
    for review in reviews:
        stamp = given + stamp_shared(review, policy)
        if review.failure is None and not says_of_others(out, review.name, stamp):
            mark_current(out, review.name, prints[review.name], shared=None)
            write_papers(out, review, policy)
            mark_current(out, review.name, prints[review.name], stamp)


def _review(out: Path, entry: Entry, failure: str | None, policy: Policy, entered: Entered) -> Review:
    if failure is None:
        return review_dossier(entry.name, load_dossier(out, entry.name), policy, entered)
    review = Review(entry.name, None, failure=failure)
    write_papers(out, review, policy)
    return review
