"""`shenbao ruling`: what people decide of what the rules leave open, and when dossiers came in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.chinese_help import ChineseCommand, ChineseGroup
from desk.score_commands import Json, Out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.entered import Applicant
    from desk.ruling_sheets import OpenMatter
    from policy import Policy

ruling_app = typer.Typer(
    name="ruling",
    cls=ChineseGroup,
    add_completion=False,
    help="人的判定：列出待定的条件和指标，登记谁判定、理由是什么，以及收件日期。",
    no_args_is_help=True,
)


@ruling_app.command("template", cls=ChineseCommand)
def make_template(
    sheet: Annotated[Path, typer.Argument(metavar="判定表", help="要生成的表格文件，如 判定.xlsx。")],
    out: Out,
) -> None:
    """生成判定表，每个待定的事项一行；以前登记过的已经填好。"""
    from desk.entered import find_applicants, load_entered
    from desk.ruling_sheets import write_ruling_sheet
    from desk.store import check_free
    from policy import load_policy

    check_free(sheet)
    policy = load_policy()
    applicants = find_applicants(out, policy)
    matters = list_matters(applicants, out, policy)
    write_ruling_sheet(sheet, applicants, matters, load_entered(out).decisions, policy)
    typer.echo(f"已生成“{sheet}”，待定的有{len(matters)}项。")
    typer.echo(f"填好以后运行：shenbao ruling import {sheet} --out {out}")


@ruling_app.command("import", cls=ChineseCommand)
def import_rulings(
    sheets: Annotated[list[Path], typer.Argument(metavar="判定表", help="填好的表，可以写几份。")],
    out: Out,
) -> None:
    """导入判定和收件日期；有错的列出是哪一格，一个也不导入。再次导入会替换上一次的。"""
    from desk.entered import DECISIONS, FOLDER, find_applicants, save_kept
    from desk.ruling_sheets import read_ruling_sheets
    from policy import load_policy

    policy = load_policy()
    applicants = find_applicants(out, policy)
    decisions = read_ruling_sheets(sheets, applicants, policy)
    save_kept(out / FOLDER / DECISIONS, decisions)
    open_ones = {(each.applicant, each.rule) for each in list_matters(applicants, out, policy)}
    for ruling in decisions.rulings:
        if (ruling.applicant, ruling.rule) not in open_ones:
            told = f"请注意：{ruling.applicant}的{ruling.rule}不是待定的，判定不起作用"
            typer.echo(told, err=True)
    typer.echo(f"已导入{len(decisions.rulings)}个判定、{len(decisions.receipts)}个收件日期。")
    typer.echo("再运行一次 shenbao review，就写进审查摘要和汇总表（资料没有变的不会重读）。")


@ruling_app.command("show", cls=ChineseCommand)
def show_rulings(out: Out, as_json: Json = False) -> None:
    """列出已经登记的判定和收件日期。"""
    from desk.entered import load_entered
    from dossier.errors import WrongUse

    decisions = load_entered(out).decisions
    if decisions is None:
        raise WrongUse(
            f"“{out}”里没有登记过判定；请先运行 shenbao ruling template 生成表格，填好后用 import 导入"
        )
    if as_json:
        typer.echo(decisions.model_dump_json(indent=2))
        return
    from desk.score_listing import print_decisions

    print_decisions(decisions)


def list_matters(applicants: Sequence[Applicant], out: Path, policy: Policy) -> list[OpenMatter]:
    """What is open without anybody's ruling, by dossier."""
    from dataclasses import replace

    from desk.entered import load_entered
    from desk.ruling_sheets import list_open
    from desk.work import review_dossier

    entered = replace(load_entered(out), decisions=None)
    reviews = [review_dossier(each.name, each.dossier, policy, entered) for each in applicants]
    return [
        matter
        for review in reviews
        if review.scorecard is not None
        for matter in list_open(review.name, review.scorecard, policy)
    ]
