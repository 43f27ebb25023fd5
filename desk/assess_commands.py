"""`shenbao assess`: yearly grades with awards and consequences, and the yearly report."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.chinese_help import ChineseCommand, ChineseGroup
from desk.score_commands import Json, Out, SchemeName, open_scheme

if TYPE_CHECKING:
    from policy import Policy
    from score.years import YearsResult

assess_app = typer.Typer(
    name="assess",
    cls=ChineseGroup,
    add_completion=False,
    help="年度考核：登记或建议等次，算奖励，列出称号、通报批评和取消资格；检查年度报告。",
    no_args_is_help=True,
)

Readings = Annotated[
    list[str] | None,
    typer.Option(
        "--reading",
        metavar="读法",
        help="改按另一种读法算，如 --reading A43=D；可以写几个。",
        show_default=False,
    ),
]


@assess_app.command("template", cls=ChineseCommand)
def make_template(
    sheet: Annotated[Path, typer.Argument(metavar="考核等次表", help="要生成的表格文件，如 考核等次.xlsx。")],
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "--out",
            metavar="结果文件夹",
            help="写了就列出里面的各申报单位；按年度考核审查过的，达标项数和总分已经填好。可以写几个，"
            "每次考核一个；不写就留空行。",
            show_default=False,
        ),
    ] = None,
) -> None:
    """生成登记考核等次的表格，一次考核一行。"""
    from desk.assessed import find_yearly
    from desk.grade_sheets import write_grade_sheet
    from desk.store import check_free
    from policy import load_policy

    check_free(sheet)
    policy = load_policy()
    yearly = [row for folder in out or () for row in find_yearly(folder, policy)]
    write_grade_sheet(sheet, list(dict.fromkeys(each.applicant for each in yearly)), policy, yearly)
    typer.echo(f"已生成“{sheet}”。填好以后运行：shenbao assess import {sheet} --out 结果文件夹")


@assess_app.command("import", cls=ChineseCommand)
def import_grades(
    sheets: Annotated[list[Path], typer.Argument(metavar="考核等次表", help="填好的表，可以写几份。")],
    out: Annotated[Path, typer.Option("--out", metavar="结果文件夹", help="必须写。没有会新建。")],
) -> None:
    """导入考核等次；有错的列出是哪一格，一个也不导入。再次导入会替换上一次的。"""
    from desk.batch import make_room
    from desk.entered import FOLDER, GRADES, save_kept
    from desk.grade_sheets import read_grade_sheets
    from policy import load_policy

    grades = read_grade_sheets(sheets, load_policy())
    make_room(out)
    save_kept(out / FOLDER / GRADES, grades)
    applicants = len({each.applicant for each in grades.entries})
    typer.echo(f"已导入{applicants}个申报单位的{len(grades.entries)}次考核。")
    typer.echo(f"查看奖励和结果：shenbao assess show --out {out}")


@assess_app.command("show", cls=ChineseCommand)
def show_years(out: Out, scheme: SchemeName = None, readings: Readings = None, as_json: Json = False) -> None:
    """列出各申报单位的等次、逐年奖励、各种读法的合计，以及称号、通报批评和取消资格。"""
    from desk.entered import load_grades
    from dossier.errors import WrongUse
    from score.years import assess_years, list_applicants

    policy = reread_policy(scheme, readings)
    grades = load_grades(out)
    if grades is None:
        raise WrongUse(f"“{out}”里还没有导入等次；请先运行 shenbao assess template 和 shenbao assess import")
    say_years([assess_years(policy, grades, name) for name in list_applicants(grades)], policy, as_json)


@assess_app.command("grades", cls=ChineseCommand)
def try_grades(
    words: Annotated[
        list[str], typer.Argument(metavar="等次", help="各次考核的等次，依次写，如 优秀 优秀 良好。")
    ],
    readings: Readings = None,
    as_json: Json = False,
) -> None:
    """只写等次，马上看奖励和结果；还没有评定的写“未评”。"""
    from dossier.errors import WrongUse
    from score.entries import GradeEntry, Grades
    from score.grades import parse_grade, say_grades
    from score.years import assess_years

    policy = reread_policy(None, readings)
    if len(words) > policy.assessment.years:
        raise WrongUse(f"通知只安排{policy.assessment.years}次考核，写了{len(words)}个等次")
    entries = []
    for number, word in enumerate(words, start=1):
        grade = parse_grade(word, policy.assessment)
        if grade is None and word != "未评":
            raise WrongUse(
                f"没有“{word}”这个等次，可以写 {say_grades(policy.assessment)}，没有评定的写“未评”"
            )
        raw = word if grade else None
        entries.append(
            GradeEntry(applicant="试算", number=number, raw=raw, grade=grade.id if grade else None)
        )
    grades = Grades(policy=policy.id, entries=tuple(entries))
    say_years([assess_years(policy, grades, "试算")], policy, as_json)


@assess_app.command("report", cls=ChineseCommand)
def check_report(
    report: Annotated[Path, typer.Argument(metavar="年度报告", help="一份报告：一个文件或一个文件夹。")],
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="年份", help="报告的是哪一年；不写就看标题。", show_default=False),
    ] = None,
    received: Annotated[
        str | None,
        typer.Option(
            "--received",
            metavar="日期",
            help="收到的日期，如 2022-05-31；不写就看报告落款。",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """检查年度报告：六项内容有没有，是不是按时。"""
    from desk.annual_reports import check_report_file
    from policy import load_policy

    policy = load_policy()
    result = check_report_file(report, policy, year=year, day=read_day(received))
    if as_json:
        typer.echo(result.model_dump_json(indent=2))
        return
    from desk.score_listing import print_report

    print_report(result)


def read_day(text: str | None) -> date | None:
    from dossier.errors import WrongUse

    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"“--received”写的是“{text}”，应写 2022-05-31 这样的日期") from None


def reread_policy(scheme: str | None, readings: list[str] | None) -> Policy:
    """The policy with the scheme and the readings that were chosen."""
    from dossier.errors import WrongUse
    from policy.rereading import reread

    policy, _ = open_scheme(scheme)
    pairs = [each.partition("=") for each in readings or []]
    if any(not option for _, _, option in pairs):
        raise WrongUse("“--reading”要写成 编号=选项，如 --reading A43=D")
    return reread(policy, {name: option for name, _, option in pairs})


def say_years(results: list[YearsResult], policy: Policy, as_json: bool) -> None:
    if as_json:
        import json

        data = [each.model_dump(mode="json") for each in results]
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    from desk.score_listing import print_years

    print_years(results, policy)
