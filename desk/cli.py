"""The command line. Heavy imports stand inside the commands, so that help answers at once."""

import sys
import tempfile
import traceback
from pathlib import Path
from typing import Annotated

import typer

from desk.assess_commands import assess_app
from desk.chinese_help import ChineseCommand, ChineseGroup, UsageError, say_usage_error
from desk.compare import compare
from desk.policy_commands import policy_app
from desk.reference_commands import reference_app
from desk.ruling_commands import ruling_app
from desk.score_commands import score_app
from desk.survey_commands import survey_app
from desk.threads import limit_threads
from desk.watch import watch

app = typer.Typer(
    cls=ChineseGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    help="申报资料审查：读取各县（开发区）的申报资料，对照政策检查、打分，写出审查摘要。全程不联网。",
)

_INTERRUPTED = 130

_EPILOG = (
    "第一次使用：把每个县的资料放进一个文件夹（一县一个文件夹或文件），"
    "再运行“shenbao review 收件文件夹 --out 结果文件夹”。"
)

Json = Annotated[bool, typer.Option("--json", help="输出JSON（供其他程序使用）。")]
Programme = Annotated[
    str | None,
    typer.Option(
        "--policy",
        metavar="政策编号",
        help="按哪一套政策：policy 文件夹下的文件夹名称；不写就是程序自带的第一套。",
        show_default=False,
    ),
]


@app.command("review", cls=ChineseCommand, epilog=_EPILOG)
def review(
    inbox: Annotated[Path, typer.Argument(metavar="收件文件夹", help="里面每个文件或文件夹是一份申报资料。")],
    out: Annotated[
        Path, typer.Option("--out", metavar="结果文件夹", help="必须写。审查结果写到这里，没有会新建。")
    ],
    workers: Annotated[
        int, typer.Option("--workers", metavar="个数", min=1, help="同时处理几份资料，默认2。")
    ] = 2,
    seconds: Annotated[
        float,
        typer.Option(
            "--seconds",
            metavar="秒",
            min=0.001,
            help="一份资料最多读多久，默认1800秒；扫描件一页要几秒，几百页的一册请再放宽。",
        ),
    ] = 1800,
    memory: Annotated[
        int, typer.Option("--memory", metavar="兆", min=256, help="一份资料最多用多少内存，默认3000兆。")
    ] = 3000,
    reference: Annotated[
        list[Path] | None,
        typer.Option(
            "--reference",
            metavar="参考数据表",
            help="各部门填好的参考数据表，可以写几次；不写就用上次导入的。",
            show_default=False,
        ),
    ] = None,
    assess: Annotated[
        int | None,
        typer.Option(
            "--assess",
            metavar="第几次",
            help="按第几次年度考核审查（达标项数须达到要求）；0是申报审查。不写就与上一次相同。",
            show_default=False,
        ),
    ] = None,
    data_year: Annotated[
        int | None,
        typer.Option(
            "--data-year",
            metavar="年份",
            min=2000,
            max=2100,
            help="考核用哪一年的数；不写就从申报的数据年份往后数。",
            show_default=False,
        ),
    ] = None,
    programme: Programme = None,
) -> None:
    """审查收件文件夹里的全部资料，写出审查摘要、补正通知、汇总表和总览页。"""
    import os

    from desk.assessed import keep_assessed
    from desk.batch import Limits, review_inbox
    from desk.progress import Progress, print_results
    from desk.reference_commands import keep_reference
    from policy import DEFAULT_PROGRAMME, load_policy

    policy = load_policy(programme or DEFAULT_PROGRAMME)
    if reference:
        keep_reference(reference, out, policy)
    policy = keep_assessed(out, policy, assess, data_year)
    with Progress() as progress:
        limits = Limits(min(workers, os.cpu_count() or 1), seconds, memory)
        reviews = review_inbox(inbox, out, policy, limits, progress.report, progress.start)
    print_results(reviews, out)
    if all(item.failure for item in reviews):
        raise typer.Exit(1)


def _say_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"shenbao {version('shenbao')}")
        raise typer.Exit


@app.callback()
def start(
    show_version: Annotated[
        bool, typer.Option("--version", help="显示版本号。", is_eager=True, callback=_say_version)
    ] = False,
) -> None:
    limit_threads()


@app.command("extract", cls=ChineseCommand)
def extract(
    path: Annotated[Path, typer.Argument(metavar="资料", help="一份申报资料：一个文件或一个文件夹。")],
    as_json: Json = False,
    programme: Programme = None,
) -> None:
    """读取一份申报资料，列出申报表各栏、各部分材料和出处。"""
    from extract.pipeline import extract_dossier
    from policy import DEFAULT_PROGRAMME, load_policy

    policy = load_policy(programme or DEFAULT_PROGRAMME)
    dossier = extract_dossier(path, policy)
    read = any(source.status == "read" for source in dossier.sources)
    if as_json:
        _print_json(dossier.model_dump_json(indent=2))
    elif read:
        from desk.listing import print_dossier

        print_dossier(dossier, policy)
    else:
        reasons = [f"“{source.path}”没有读取：{source.reason}" for source in dossier.sources]
        typer.echo("\n".join(reasons) or f"“{path}”里没有文件", err=True)
    if not read:
        raise typer.Exit(1)


@app.command("read", cls=ChineseCommand)
def read(
    path: Annotated[Path, typer.Argument(metavar="文件", help="任何一个Word、表格、PDF或图片文件。")],
    as_json: Json = False,
) -> None:
    """只读一个文件，看程序从每一页看到哪些文字和表格。"""
    from desk.listing import print_pages
    from dossier.errors import WrongUse
    from extract.pipeline import read_documents

    if path.is_dir():
        raise WrongUse(f"“{path}”是文件夹；read 只看一个文件，看一份资料请用 shenbao extract")
    if not path.is_file():
        raise WrongUse(f"没有找到文件“{path}”，请检查路径是否写对")
    sources, documents = read_documents(path)
    pages = documents[0].pages if documents else ()
    if as_json:
        from dossier.pages import dump_pages

        _print_json(dump_pages(pages))
    else:
        print_pages(pages)
    if not documents:
        typer.echo(f"“{path.name}”没有读取：{sources[0].reason}", err=True)
        raise typer.Exit(1)


@app.command("schema", cls=ChineseCommand)
def schema() -> None:
    """输出结果文件（dossier.json）的JSON Schema。"""
    import json

    from dossier import Dossier

    _print_json(json.dumps(Dossier.model_json_schema(), ensure_ascii=False, indent=2))


app.command("compare", cls=ChineseCommand)(compare)
app.command("watch", cls=ChineseCommand)(watch)
app.add_typer(policy_app, name="policy", cls=ChineseGroup)
app.add_typer(reference_app, name="reference", cls=ChineseGroup)
app.add_typer(ruling_app, name="ruling", cls=ChineseGroup)
app.add_typer(score_app, name="score", cls=ChineseGroup)
app.add_typer(survey_app, name="survey", cls=ChineseGroup)
app.add_typer(assess_app, name="assess", cls=ChineseGroup)


def _print_json(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def main() -> None:
    """Runs a command; every error ends as a Chinese sentence on standard error and an exit status."""
    from dossier.errors import ShenbaoError
    from policy.base import PolicyError

    try:
        status = app(standalone_mode=False)
    except UsageError as error:
        _say_wrong_use(error)
        status = 2
    except (ShenbaoError, PolicyError) as error:
        typer.echo(str(error), err=True)
        status = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        status = _INTERRUPTED
    except Exception as error:  # noqa: BLE001  whatever is wrong with us, no trace belongs on a clerk's screen
        _say_unexpected(error)
        status = 1
    if status == _INTERRUPTED:
        typer.echo("已停止。再次运行同一条命令，会从停下的地方接着做。", err=True)
    sys.exit(status or 0)


def _say_wrong_use(error: Exception) -> None:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError" and context is not None:
        typer.echo(context.get_help(), err=True)
        return
    command = context.command_path if context is not None else "shenbao"
    typer.echo(f"{say_usage_error(error)}用“{command} --help”查看用法。", err=True)


def _say_unexpected(error: Exception) -> None:
    """A fault of ours: the trace goes to a file for the maintainers."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="shenbao-", suffix=".log", delete=False
    ) as log:
        log.write("".join(traceback.format_exception(error)))
    typer.echo(f"程序内部出错（{type(error).__name__}）。请把文件“{log.name}”交给维护人员。", err=True)


if __name__ == "__main__":
    main()
