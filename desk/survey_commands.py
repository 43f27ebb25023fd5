"""`shenbao survey`: the questionnaire, the sheet for its answers, their import, and the scores."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desk.chinese_help import ChineseCommand, ChineseGroup
from desk.score_commands import Json, Out, SchemeName, open_scheme, take_scheme

survey_app = typer.Typer(
    name="survey",
    cls=ChineseGroup,
    add_completion=False,
    help="发展环境调查：生成问卷和答卷表，导入答卷，计算各内容得分。",
    no_args_is_help=True,
)


@survey_app.command("questionnaire", cls=ChineseCommand)
def make_questionnaire(
    paper: Annotated[Path, typer.Argument(metavar="问卷", help="要生成的Word文件，如 调查问卷.docx。")],
    applicant: Annotated[
        str | None,
        typer.Option("--applicant", metavar="名称", help="印在标题上的县（开发区）。", show_default=False),
    ] = None,
) -> None:
    """生成印给企业填写的调查问卷。"""
    from desk.store import check_free
    from desk.summaries.questionnaire import render_questionnaire
    from policy import load_policy

    check_free(paper)
    render_questionnaire(load_policy(), paper, applicant)
    typer.echo(f"已生成“{paper}”。")


@survey_app.command("template", cls=ChineseCommand)
def make_template(
    sheet: Annotated[Path, typer.Argument(metavar="答卷表", help="要生成的表格文件，如 答卷.xlsx。")],
    out: Out,
    rows: Annotated[int, typer.Option("--rows", metavar="行数", min=1, max=20000, help="留几行。")] = 200,
) -> None:
    """生成登记答卷的表格，一份答卷一行。"""
    from desk.entered import find_applicants
    from desk.store import check_free
    from desk.survey_sheets import write_survey_sheet
    from policy import load_policy

    check_free(sheet)
    policy = load_policy()
    write_survey_sheet(sheet, find_applicants(out, policy), policy, rows)
    typer.echo(f"已生成“{sheet}”。填好以后运行：shenbao survey import {sheet} --out {out}")


@survey_app.command("import", cls=ChineseCommand)
def import_answers(
    sheets: Annotated[list[Path], typer.Argument(metavar="答卷表", help="填好的答卷表，可以写几份。")],
    out: Out,
) -> None:
    """导入答卷；有错的列出是哪一格，一份也不导入。再次导入会替换上一次的。"""
    from desk.entered import ANSWERS, FOLDER, find_applicants, save_kept
    from desk.survey_sheets import read_survey_sheets
    from policy import load_policy

    policy = load_policy()
    answers = read_survey_sheets(sheets, find_applicants(out, policy), policy)
    save_kept(out / FOLDER / ANSWERS, answers)
    applicants = len({each.applicant for each in answers.sheets})
    typer.echo(f"已导入{applicants}份资料的{len(answers.sheets)}份答卷。")
    typer.echo(f"查看结果：shenbao survey show --out {out}")


@survey_app.command("show", cls=ChineseCommand)
def show_surveys(out: Out, scheme: SchemeName = None, as_json: Json = False) -> None:
    """列出各份资料的有效答卷、企业占比和各内容得分。"""
    from desk.entered import find_applicants, load_entered
    from score.survey import score_survey
    from score.total import choose_scoring

    policy, chosen = open_scheme(None)[0], open_scheme(scheme)[1]
    entered = take_scheme(load_entered(out), policy, chosen)
    policy = choose_scoring(policy, entered.scores)
    names = [each.name for each in find_applicants(out, policy)]
    surveys = [(name, score_survey(policy, entered.answers, name)) for name in names]
    if as_json:
        import json

        data = {name: survey.model_dump(mode="json") for name, survey in surveys}
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    from desk.score_listing import print_surveys

    print_surveys(surveys, policy)
