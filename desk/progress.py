"""What a clerk sees while a batch runs, and when it is done. All on standard error but the results."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import rich.progress
from rich.console import Console
from rich.table import Table
from rich.text import Text

from desk.batch import Underway
from desk.review import Review
from desk.summaries.names import NOTICE, PAGE, SUMMARY, WORKBOOK
from desk.summaries.words import say_range


class Progress:
    """A bar over the dossiers of a batch, with those that are being read; in a log, a line for each one
    done."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, markup=False)
        self._bar = rich.progress.Progress(
            rich.progress.TextColumn("正在审查"),
            rich.progress.BarColumn(bar_width=20),
            rich.progress.TextColumn("{task.completed}/{task.total}"),
            rich.progress.TimeElapsedColumn(),
            _UnderwayColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._task = rich.progress.TaskID(0)
        self._total = self._done = 0

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def start(self, total: int, underway: Underway) -> None:
        self._total = total
        self._task = self._bar.add_task("", total=total, underway=underway)

    def report(self, name: str, fresh: bool) -> None:
        self._done += 1
        self._bar.update(self._task, advance=1)
        if not self._console.is_terminal:
            same = "" if fresh else "（没有变化，沿用上次结果）"
            self._console.print(f"{self._done}/{self._total} {name}{same}", soft_wrap=True)


class _UnderwayColumn(rich.progress.ProgressColumn):
    """The dossiers that are being read at this moment: a scanned one takes minutes."""

    def render(self, task: rich.progress.Task) -> Text:
        names = "、".join(task.fields["underway"]())
        return Text(f"正在读：{names}" if names else "", no_wrap=True, overflow="ellipsis")


def print_results(reviews: Sequence[Review], out: Path) -> None:
    """A line a dossier, what could not be read and why, and where the results are."""
    console = Console(highlight=False, soft_wrap=True, markup=False)
    table = Table(box=None, padding=(0, 3, 0, 0))
    table.add_column("申报资料", overflow="fold")
    table.add_column("读取")
    table.add_column("不符合条件", justify="right")
    table.add_column("错误", justify="right")
    table.add_column("警告", justify="right")
    table.add_column("达标指标", justify="right")
    for review in reviews:
        table.add_row(*map(Text, _row(review)))
    console.print(table)
    failed = [review for review in reviews if review.failure]
    for review in failed:
        console.print(f"\n“{review.name}”没有读取：{review.failure}")
    if failed:
        console.print(f"\n有{len(failed)}份没有读取，请先按上面的原因处理，再运行同一条命令。")
    console.print(f"\n先看总览页（用浏览器打开）：{(out / PAGE).resolve()}")
    console.print(f"各县各栏数据：{(out / WORKBOOK).resolve()}")
    console.print(f"每份资料的{_name_of(SUMMARY)}和{_name_of(NOTICE)}在结果文件夹里同名的文件夹中。")


def _row(review: Review) -> tuple[str, ...]:
    if review.failure or review.scorecard is None:
        return review.name, "没有读取", "", "", "", ""
    errors = sum(finding.severity == "error" for finding in review.findings)
    warnings = sum(finding.severity == "warning" for finding in review.findings)
    unmet = sum(condition.outcome == "not_met" for condition in review.scorecard.conditions)
    gate = review.scorecard.gate
    met = f"{say_range(gate.lowest, gate.highest)}/{gate.total}"
    return review.name, "已读取", str(unmet), str(errors), str(warnings), met


def _name_of(file: str) -> str:
    return file.split(".")[0]
