"""`shenbao compare`: two dossiers side by side, each as handed in or as an earlier review left it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from desk.entered import Entered
    from desk.summaries.changes import BothPlaces
    from dossier import Dossier
    from policy import Policy
    from score.comparison import Comparison, Reviewed

Side = Annotated[
    Path,
    typer.Argument(
        metavar="上次的资料",
        help="一份资料（文件、文件夹、压缩包），或审查结果里这个县的文件夹、其中的 dossier.json。",
    ),
]


def compare(
    old: Side,
    new: Annotated[Path, typer.Argument(metavar="这次的资料", help="同上；补正后的，或下一年的。")],
    word: Annotated[
        Path | None,
        typer.Option(
            "--word",
            metavar="文件",
            help="写成Word文件，如 对比情况.docx；已有的不覆盖。",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出JSON（供其他程序使用）。")] = False,
    programme: Annotated[
        str | None,
        typer.Option(
            "--policy",
            metavar="政策编号",
            help="按哪一套政策；不写就是程序自带的第一套。",
            show_default=False,
        ),
    ] = None,
) -> None:
    """对比两份资料：补正前后，或上年和今年。哪些数变了，哪些问题已解决、哪些是新出现的。"""
    from desk.comparison_listing import print_comparison
    from desk.store import check_free
    from desk.summaries.comparison_paper import render_comparison
    from policy import DEFAULT_PROGRAMME, load_policy

    if word is not None:
        check_free(word)
    policy = load_policy(programme or DEFAULT_PROGRAMME)
    comparison, places = compare_paths(old, new, policy)
    if word is not None:
        render_comparison(comparison, policy, places, word)
        typer.echo(f"已写成“{word}”。", err=True)
    if as_json:
        sys.stdout.buffer.write(comparison.model_dump_json(indent=2).encode() + b"\n")
        sys.stdout.buffer.flush()
    elif word is None:
        print_comparison(comparison, policy, places)


def compare_paths(old: Path, new: Path, policy: Policy) -> tuple[Comparison, BothPlaces]:
    """Figures of the departments that were entered for one of the two bear on both: else results would
    differ that did not change. Raises WrongUse and UnreadableSource."""
    from desk.summaries.changes import BothPlaces
    from desk.summaries.places import name_places
    from score.comparison import compare_reviews

    before, after = load_side(old, policy), load_side(new, policy)
    entered = find_entered(new) or find_entered(old)
    sides = [review_side(path, dossier, policy, entered) for path, dossier in ((old, before), (new, after))]
    comparison = compare_reviews(sides[0], sides[1], policy)
    return comparison, BothPlaces(name_places(before), name_places(after))


def load_side(path: Path, policy: Policy) -> Dossier:
    """A dossier that was read before, or is read now."""
    from desk.store import STATE
    from dossier.errors import WrongUse
    from extract.pipeline import extract_dossier

    record = find_record(path)
    if record is None:
        if (path / STATE).is_dir():
            raise WrongUse(f"“{path}”是整批的结果文件夹；请写其中一个县的文件夹，如 {path}/某县")
        return extract_dossier(path, policy)
    dossier = load_record(record)
    if dossier.policy != policy.id:
        raise WrongUse(
            f"“{record}”是按另一套政策（{dossier.policy}）读取的；请加 --policy {dossier.policy}，或重新审查"
        )
    return dossier


def load_record(record: Path) -> Dossier:
    from pydantic import ValidationError

    from dossier import Dossier
    from dossier.errors import WrongUse

    try:
        return Dossier.model_validate_json(record.read_bytes())
    except (ValidationError, OSError) as error:
        raise WrongUse(f"“{record}”打不开，或不是这个程序写的 dossier.json；请再审查一次") from error


def find_record(path: Path) -> Path | None:
    """The dossier.json that is meant; None where `path` is a dossier as handed in."""
    from desk.summaries.names import RECORD

    if path.suffix.lower() == ".json":
        return path
    return path / RECORD if (path / RECORD).is_file() else None


def find_entered(path: Path) -> Entered | None:
    """What was entered for the batch that an earlier review belongs to, where there are figures in it."""
    from desk.entered import load_entered
    from desk.store import STATE

    record = find_record(path)
    if record is None:
        return None
    out = record.absolute().parent.parent
    entered = load_entered(out) if (out / STATE).is_dir() else None
    return entered if entered and entered.reference else None


def review_side(path: Path, dossier: Dossier, policy: Policy, entered: Entered | None) -> Reviewed:
    from desk.entered import NOTHING
    from desk.work import review_dossier
    from dossier.errors import UnreadableSource
    from score.comparison import Reviewed
    from validate.applicant import find_applicant
    from validate.submission import lay_out

    name = name_side(path)
    review = review_dossier(name, dossier, policy, entered or NOTHING)
    if review.scorecard is None:
        raise UnreadableSource(f"“{path}”没有读取，不能对比：{review.failure}")
    applicant = review.applicant or find_applicant(lay_out(dossier, policy), [name])
    return Reviewed(name, dossier, review.findings, review.scorecard, applicant)


def name_side(path: Path) -> str:
    """The county's folder, where an earlier review is meant; else the name of what was handed in."""
    record = find_record(path)
    if record is not None:
        return record.absolute().parent.name
    return path.absolute().stem if path.is_file() else path.absolute().name
