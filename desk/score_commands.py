"""`shenbao score`: the experts' sheet, its import, and the totals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.chinese_help import ChineseCommand, ChineseGroup

if TYPE_CHECKING:
    from desk.entered import Entered
    from policy import Policy
    from policy.scheme import Scheme
    from score.total import Total

score_app = typer.Typer(
    name="score",
    cls=ChineseGroup,
    add_completion=False,
    help="打分：生成评分表，导入专家打的分，计算总分。",
    no_args_is_help=True,
)

Out = Annotated[
    Path, typer.Option("--out", metavar="结果文件夹", help="必须写。shenbao review 写结果的那个文件夹。")
]
SchemeName = Annotated[
    str | None,
    typer.Option(
        "--scheme",
        metavar="打分办法",
        help="不用 scoring.yaml，改用这一份：一个文件，或 example（示例，只供试算）。",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="输出JSON（供其他程序使用）。")]


@score_app.command("template", cls=ChineseCommand)
def make_template(
    sheet: Annotated[Path, typer.Argument(metavar="评分表", help="要生成的表格文件，如 评分表.xlsx。")],
    out: Out,
    scheme: SchemeName = None,
    experts: Annotated[int, typer.Option("--experts", metavar="人数", min=1, max=50, help="几位专家。")] = 5,
) -> None:
    """按分值表生成评分表，每份资料每个项目一行，每位专家一列。"""
    from desk.entered import find_applicants
    from desk.score_sheets import write_score_sheet
    from desk.store import check_free

    check_free(sheet)
    policy, _ = open_scheme(scheme)
    write_score_sheet(sheet, find_applicants(out, policy), policy, experts)
    typer.echo(
        f"已生成“{sheet}”（{policy.scoring.version}）。填好以后运行：shenbao score import {sheet} --out {out}"
    )


@score_app.command("import", cls=ChineseCommand)
def import_scores(
    sheets: Annotated[list[Path], typer.Argument(metavar="评分表", help="填好的评分表，可以写几份。")],
    out: Out,
    scheme: SchemeName = None,
) -> None:
    """导入填好的评分表；有错的列出是哪一格，一个也不导入。再次导入会替换上一次的。"""
    from desk.entered import FOLDER, SCORES, find_applicants, save_kept
    from desk.score_sheets import read_score_sheets

    policy, chosen = open_scheme(scheme)
    scores = read_score_sheets(sheets, find_applicants(out, policy), policy, chosen)
    save_kept(out / FOLDER / SCORES, scores)
    experts = len({each.expert for each in scores.scores})
    applicants = len({each.applicant for each in scores.scores})
    typer.echo(f"已导入{applicants}份资料、{experts}位专家的{len(scores.scores)}个分数（{scores.version}）。")
    typer.echo(f"查看总分：shenbao score show --out {out}")
    typer.echo("再运行一次 shenbao review，总分就写进审查摘要和汇总表。")


@score_app.command("show", cls=ChineseCommand)
def show_totals(out: Out, scheme: SchemeName = None, as_json: Json = False) -> None:
    """计算并列出各份资料的总分、各项得分和专家打的分。"""
    from desk.entered import find_applicants, load_entered
    from desk.work import review_dossier
    from score.total import choose_scoring

    policy, chosen = open_scheme(None)[0], open_scheme(scheme)[1]
    entered = take_scheme(load_entered(out), policy, chosen)
    reviews = [
        review_dossier(each.name, each.dossier, policy, entered) for each in find_applicants(out, policy)
    ]
    totals = [(each.name, each.total) for each in reviews if each.total is not None]
    if as_json:
        print_json(totals)
        return
    from desk.score_listing import print_totals

    print_totals(totals, choose_scoring(policy, entered.scores))


def print_json(totals: list[tuple[str, Total]]) -> None:
    import json

    data = {name: total.model_dump(mode="json") for name, total in totals}
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def take_scheme(entered: Entered, policy: Policy, chosen: Scheme | None) -> Entered:
    """What was entered, to be worked out by another table of points where one is chosen."""
    from dataclasses import replace

    from score.entries import Scores

    if chosen is None:
        return entered
    scores = entered.scores or Scores(policy=policy.id, version=chosen.version)
    return replace(entered, scores=scores.model_copy(update={"scheme": chosen}))


def open_scheme(name: str | None) -> tuple[Policy, Scheme | None]:
    """The policy, with the scheme of that name laid over it where one is named."""
    from policy import load_policy
    from policy.scheme import lay_over, load_scheme

    policy = load_policy()
    if name is None:
        return policy, None
    scheme = load_scheme(name, policy)
    return lay_over(policy, scheme), scheme
