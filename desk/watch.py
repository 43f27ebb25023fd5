"""`shenbao watch`: an inbox is looked after, and what was copied in whole is reviewed."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from desk.arrivals import Arrivals, Snapshot
    from desk.batch import Limits
    from desk.inbox import Entry
    from desk.review import Review
    from policy import Policy

Say = Callable[[str], None]

RETRY = 30
"""Seconds after which results that could not be written, because somebody has them open, are tried again."""


def watch(
    inbox: Annotated[
        Path, typer.Argument(metavar="收件文件夹", help="里面每个文件或文件夹是一份申报资料；可以先空着。")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="结果文件夹", help="必须写。审查结果写到这里，没有会新建。")
    ],
    every: Annotated[
        float, typer.Option("--every", metavar="秒", min=0.05, help="隔多久看一次收件文件夹，默认2秒。")
    ] = 2,
    quiet: Annotated[
        float,
        typer.Option(
            "--quiet",
            metavar="秒",
            min=0.05,
            help="文件多久不再变化就算复制完了，默认5秒；网络慢可以放长。",
        ),
    ] = 5,
    workers: Annotated[
        int, typer.Option("--workers", metavar="个数", min=1, help="同时处理几份资料，默认2。")
    ] = 2,
    seconds: Annotated[
        float, typer.Option("--seconds", metavar="秒", min=0.001, help="一份资料最多读多久，默认1800秒。")
    ] = 1800,
    memory: Annotated[
        int, typer.Option("--memory", metavar="兆", min=256, help="一份资料最多用多少内存，默认3000兆。")
    ] = 3000,
) -> None:
    """看着收件文件夹，有新资料或有改动就自动审查；没有复制完的会等。按 Ctrl-C 结束。"""
    import os

    from desk.arrivals import PATIENCE, Arrivals
    from desk.batch import Limits
    from policy import load_policy

    limits = Limits(min(workers, os.cpu_count() or 1), seconds, memory)
    watcher = Watcher(inbox, out, load_policy(), limits, Arrivals(quiet, max(quiet, PATIENCE)), say)
    signal.signal(signal.SIGTERM, stop)
    watcher.open()
    try:
        while True:
            watcher.look(time.monotonic())
            time.sleep(every)
    except KeyboardInterrupt:
        say(f"已停止，共审查了{watcher.rounds}次。没有做完的，下次运行会接着做。")


def say(text: str) -> None:
    """A line with the hour: whoever comes back wants to know when."""
    typer.echo(f"{datetime.now():%H:%M:%S}  {text}")


def stop(number: int, frame: FrameType | None) -> None:
    """The system asks the program to end: as if by Ctrl-C."""
    raise KeyboardInterrupt


@dataclass(slots=True)
class Watcher:
    """`rounds` counts the reviews made. What was said last is not said again."""

    inbox: Path
    out: Path
    policy: Policy
    limits: Limits
    arrivals: Arrivals
    say: Say
    rounds: int = 0
    _reviewed: dict[str, Snapshot] = field(default_factory=dict)
    _entered: str = ""
    _not_before: float = 0
    _last_said: str = ""

    def open(self) -> None:
        """Raises WrongUse where there is no inbox or no place for results."""
        from desk.batch import make_room
        from desk.entered import stamp_entered
        from desk.inbox import check_inbox

        check_inbox(self.inbox, self.out)
        make_room(self.out)
        self._entered = stamp_entered(self.out)
        self.say(f"正在看着“{self.inbox}”，结果写到“{self.out}”。把资料复制进来即可，按 Ctrl-C 结束。")

    def look(self, now: float) -> None:
        """One look at the inbox, and a review where something is new, changed, or was entered."""
        from desk.arrivals import find_changed
        from desk.entered import stamp_entered
        from dossier.errors import WrongUse

        try:
            entries = self._find_entries()
            whole, waiting = self.arrivals.look(entries, now)
            changed = find_changed(whole, self._reviewed)
            gone = self._reviewed.keys() - {entry.name for entry in entries}
            fresh = changed or gone or stamp_entered(self.out) != self._entered
            if whole and fresh and now >= self._not_before:
                self._not_before = now + RETRY
                self._review([entry for entry in entries if entry.name in whole], changed)
                self._reviewed, self._entered, self._not_before = whole, stamp_entered(self.out), now
            self._tell_waiting(waiting)
        except (WrongUse, OSError) as error:
            self._say_once(
                f"{error}。" if isinstance(error, WrongUse) else f"暂时读不了收件文件夹：{error}。"
            )

    def _find_entries(self) -> list[Entry]:
        from desk.inbox import check_inbox, list_entries

        check_inbox(self.inbox, self.out)
        return list_entries(self.inbox, self.out)

    def _review(self, entries: Sequence[Entry], changed: Sequence[str]) -> None:
        from desk.batch import review_inbox

        self.say(f"开始审查：{'、'.join(changed) or '更新汇总'}")
        reviews = review_inbox(
            self.inbox,
            self.out,
            self.policy,
            self.limits,
            self._report,
            lambda total, underway: None,
            entries,
        )
        self.rounds += 1
        for review in reviews:
            if review.name in changed:
                self.say(say_review(review))
        self.say(f"已更新总览页和汇总表，共{len(reviews)}份。")
        self._last_said = ""

    def _report(self, name: str, fresh: bool) -> None:
        if fresh:
            self.say(f"已读完：{name}")

    def _tell_waiting(self, waiting: Sequence[Entry]) -> None:
        names = "、".join(entry.name for entry in waiting)
        self._say_once(f"等待复制完成：{names}" if names else "")

    def _say_once(self, text: str) -> None:
        if text and text != self._last_said:
            self.say(text)
        self._last_said = text


def start_silently(total: int, underway: Callable[[], Sequence[str]]) -> None:
    """No bar: a line for each event is enough where nobody sits and waits."""


def say_review(review: Review) -> str:
    """What came of a dossier, on a line."""
    if review.failure or review.scorecard is None:
        return f"{review.name}：没有读取，{review.failure}"
    errors = sum(finding.severity == "error" for finding in review.findings)
    unmet = sum(condition.outcome == "not_met" for condition in review.scorecard.conditions)
    return f"{review.name}：不符合条件{unmet}项，错误{errors}个"
