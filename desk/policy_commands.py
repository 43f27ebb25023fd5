"""`shenbao policy`: look at the rules, and check them after someone has edited them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from desk.chinese_help import ChineseCommand, ChineseGroup

if TYPE_CHECKING:
    from policy import Policy

policy_app = typer.Typer(
    name="policy",
    cls=ChineseGroup,
    add_completion=False,
    help="查看和检查政策规则（申报条件、指标、格子、读法等）。",
    no_args_is_help=True,
)


@policy_app.command("check", cls=ChineseCommand)
def check_policy(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="政策文件夹", help="不写就检查程序自带的政策。", show_default=False),
    ] = None,
) -> None:
    """检查政策文件：有没有写错、重复、对不上的地方，错在哪个文件哪一行。"""
    policy = open_policy(folder)
    try_options(policy)
    schemes = try_schemes(policy, folder)
    where = "" if folder is None else f"（{folder}）"
    typer.echo(f"检查通过：{policy.programme.title}{where}")
    for name, count in [*count_parts(policy), ("另备的打分办法", "、".join(schemes) or "没有")]:
        typer.echo(f"  {name}：{count}")
    typer.echo("各处引用的条款、格子、材料、读法都有，没有重复和自相矛盾的规则。")


@policy_app.command("show", cls=ChineseCommand)
def show_policy(
    rule_id: Annotated[
        str | None,
        typer.Argument(
            metavar="编号", help="条款、格子、材料、条件、指标、读法或核对的编号。", show_default=False
        ),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--folder", metavar="政策文件夹", help="不写就是程序自带的政策。", show_default=False),
    ] = None,
) -> None:
    """查看一条规则和它依据的通知原文；不写编号就列出总表。"""
    policy = open_policy(folder)
    if rule_id is None:
        show_overview(policy)
        return
    from policy.descriptions import describe

    found = describe(policy, rule_id)
    if not found:
        fail(say_unknown(policy, rule_id))
    typer.echo("\n\n".join(found))


@policy_app.command("examples", cls=ChineseCommand)
def run_examples(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="政策文件夹", help="不写就是程序自带的政策。", show_default=False),
    ] = None,
) -> None:
    """把政策的例子都算一遍：改了规则以后，看哪些例子的结果变了。"""
    from policy.base import PolicyError
    from policy.examples import load_examples
    from score.examples import check_example

    policy = open_policy(folder)
    try:
        examples = load_examples(policy, folder)
        told = [
            f"{'、'.join(example.rules)}：{example.sentence}\n  " + "\n  ".join(differences)
            for example in examples
            if (differences := check_example(example, policy))
        ]
    except PolicyError as error:
        fail(f"例子有错：\n{error}", error.exit_code)
    if told:
        fail("\n".join([*told, f"{len(examples)}个例子中有{len(told)}个与现在的规则不符。"]), 1)
    typer.echo(f"{len(examples)}个例子都与规则相符。")


def open_policy(folder: Path | None) -> Policy:
    """The programme's own policy, or the one in `folder`. A wrong one ends the command with status 2."""
    from policy import load_policy
    from policy.base import PolicyError
    from policy.load import load_folder

    try:
        return load_policy() if folder is None else load_folder(folder)
    except PolicyError as error:
        fail(f"政策文件有错：\n{error}", error.exit_code)


def try_options(policy: Policy) -> None:
    """Take every option of every reading once: what an option edits must still be a policy."""
    from policy.base import PolicyError
    from policy.rereading import reread

    for reading in policy.readings:
        for option in reading.options:
            if option.edits and option.supported and option.id != reading.default:
                try:
                    reread(policy, {reading.id: option.id})
                except PolicyError as error:
                    fail(f"政策文件有错：\nreadings.yaml: {error}", error.exit_code)


def try_schemes(policy: Policy, folder: Path | None) -> list[str]:
    """The names of the tables of points that lie beside the policy; each must fit it."""
    from policy.base import PolicyError
    from policy.load import PROGRAMMES
    from policy.scheme import FOLDER, load_scheme

    paths = sorted(((folder or PROGRAMMES / policy.id) / FOLDER).glob("*.yaml"))
    for path in paths:
        try:
            load_scheme(str(path), policy)
        except PolicyError as error:
            fail(f"政策文件有错：\n{FOLDER}/{error}", error.exit_code)
    return [path.stem for path in paths]


def fail(message: str, exit_code: int = 2) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(exit_code)


def count_parts(policy: Policy) -> list[tuple[str, str]]:
    """What was checked, and how much of it."""
    fields, materials = policy.form.fields, policy.materials
    rows = len({field.row for field in fields})
    required = sum(material.required for material in materials)
    indicators = policy.indicators
    return [
        ("文件", f"{len(policy.notices)}份"),
        ("条款", f"{len(policy.clauses)}条"),
        ("申报表", f"{len(fields)}格，{rows}行，填{policy.form.data_year}年底数据"),
        ("申报资料", f"{len(materials)}项，其中必需{required}项"),
        ("申报条件", f"{len(policy.conditions)}条"),
        ("达标指标", f"{len(indicators.indicators)}项，要求{indicators.gate.required}项达标"),
        ("核对", f"{len(policy.checks)}条"),
        ("读法", f"{len(policy.readings)}条"),
        ("打分", f"{len(policy.scoring.parts)}部分，{policy.scoring.version}"),
        ("考核", f"{policy.assessment.years}年，{len(policy.assessment.grades)}个等次"),
        ("名册", count_register(policy)),
        ("步骤", f"{len(policy.calendar.steps)}步，{len(policy.calendar.deadlines)}个期限"),
    ]


def count_register(policy: Policy) -> str:
    """Counties, zones, and of each status how many have it and of how many that is not certain."""
    registry = policy.registry
    counts = [
        f"{sum(1 for _ in registry.list_counties())}个县（市、区）",
        f"{len(registry.zones.known)}个开发区",
    ]
    for status in registry.statuses:
        held = [each.certain for _, each in registry.list_members(status) if each.holds]
        unsure = f"（{held.count(False)}个没有核实）" if False in held else ""
        counts.append(f"{status.name}{len(held)}个{unsure}")
    return "，".join(counts)


def show_overview(policy: Policy) -> None:
    """Every rule that has an id, but the clauses: they are quoted wherever they are used."""
    from rich.console import Console
    from rich.table import Table

    table = Table("编号", "种类", "名称", title=policy.programme.title)
    for rule_id, kind, name in list_overview(policy):
        table.add_row(rule_id, kind, name)
    Console().print(table)
    typer.echo("查看其中一条：shenbao policy show 编号。条款编号如 D99-4-2-2-1，也可以查看。")


def list_overview(policy: Policy) -> list[tuple[str, str, str]]:
    """Id, kind and name, in the order of the policy's parts."""
    from policy.descriptions import say_message
    from policy.later_rules import list_later_rules

    return [
        *((notice.id, "文件", f"{notice.number} {notice.title}") for notice in policy.notices),
        *((field.id, "格子", field.label) for field in policy.form.fields),
        *((material.id, "材料", material.title) for material in policy.materials),
        *((condition.id, "条件", condition.name) for condition in policy.conditions),
        *((each.id, "指标", f"{each.number} {each.name}") for each in policy.indicators.indicators),
        *((check.id, "核对", say_message(check)) for check in policy.checks),
        *((reading.id, "读法", reading.title) for reading in policy.readings),
        *((rule.id, rule.kind, rule.name) for rule in list_later_rules(policy)),
    ]


def say_unknown(policy: Policy, rule_id: str) -> str:
    from difflib import get_close_matches

    from policy.descriptions import list_ids

    near = get_close_matches(rule_id, list_ids(policy), n=3)
    hint = f"是不是：{'、'.join(near)}？" if near else "不写编号可以列出总表：shenbao policy show"
    return f"没有编号为“{rule_id}”的规则。{hint}"
