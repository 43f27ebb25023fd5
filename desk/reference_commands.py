"""`shenbao reference`: the departments' workbook, its import, and what was imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.chinese_help import ChineseCommand, ChineseGroup

if TYPE_CHECKING:
    from policy import Policy

reference_app = typer.Typer(
    name="reference",
    cls=ChineseGroup,
    add_completion=False,
    help="参考数据：申报资料里没有、要由各部门提供的数（全省增速、GDP增速、上一年的数、各部门的指标数据）。",
    no_args_is_help=True,
)

Out = Annotated[
    Path, typer.Option("--out", metavar="结果文件夹", help="必须写。shenbao review 写结果的那个文件夹。")
]


@reference_app.command("template", cls=ChineseCommand)
def make_template(
    sheet: Annotated[Path, typer.Argument(metavar="参考数据表", help="要生成的表格文件，如 参考数据.xlsx。")],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="结果文件夹", help="已经审查过的，写上就预先填好申报单位。", show_default=False
        ),
    ] = None,
) -> None:
    """生成参考数据表，每个部门一张工作表，请各部门填写。"""
    from desk.reference_sheets import write_template
    from desk.store import check_free
    from policy import load_policy

    check_free(sheet)
    policy = load_policy()
    write_template(sheet, [] if out is None else list_applicants(out, policy), policy)
    typer.echo(f"已生成“{sheet}”。填好以后运行：shenbao reference import {sheet} --out 结果文件夹")


@reference_app.command("import", cls=ChineseCommand)
def import_reference(
    sheets: Annotated[list[Path], typer.Argument(metavar="参考数据表", help="填好的表，可以写几份。")],
    out: Out,
) -> None:
    """导入填好的参考数据表；有错的列出是哪一格，一个也不导入。再次导入会替换上一次的。"""
    from policy import load_policy

    keep_reference(sheets, out, load_policy())
    typer.echo(f"查看：shenbao reference show --out {out}")
    typer.echo("再运行一次 shenbao review，审查结果就会用上这些数（资料没有变的不会重读）。")


@reference_app.command("show", cls=ChineseCommand)
def show_reference(
    out: Out,
    as_json: Annotated[bool, typer.Option("--json", help="输出JSON（供其他程序使用）。")] = False,
) -> None:
    """列出已经导入的参考数据，每个数都注明在哪个文件的哪一格。"""
    from desk.entered import load_reference
    from dossier.errors import WrongUse
    from policy import load_policy

    book = load_reference(out)
    if book is None:
        raise WrongUse(
            f"“{out}”里没有导入过参考数据；请先运行 shenbao reference template 生成表格，填好后用 import 导入"
        )
    if as_json:
        typer.echo(book.model_dump_json(indent=2))
        return
    from desk.reference_listing import print_reference

    print_reference(book, load_policy())


def keep_reference(sheets: list[Path], out: Path, policy: Policy) -> None:
    """Reads the workbooks and keeps what they hold under `out`. Raises WrongUse where anything is wrong."""
    from desk.batch import make_room
    from desk.entered import FOLDER, REFERENCE, save_kept
    from desk.reference_import import read_reference

    book, notes = read_reference(sheets, policy)
    make_room(out)
    save_kept(out / FOLDER / REFERENCE, book)
    for note in notes:
        typer.echo(f"请注意：{note}", err=True)
    applicants = len({figure.applicant for figure in book.figures if figure.applicant is not None})
    wide = sum(figure.applicant is None for figure in book.figures)
    typer.echo(
        f"已导入参考数据{len(book.figures)}个：{applicants}个申报单位的{len(book.figures) - wide}个，"
        f"全省的{wide}个。",
        err=True,
    )


def list_applicants(out: Path, policy: Policy) -> list[tuple[str, str]]:
    """City and name of everybody who applies, by the register where it has them."""
    from desk.entered import find_applicants
    from validate.applicant import find_applicant
    from validate.submission import lay_out

    found = [
        find_applicant(lay_out(each.dossier, policy), [each.name]) for each in find_applicants(out, policy)
    ]
    return list(dict.fromkeys((each.city or "", each.name) for each in found if each.name))
