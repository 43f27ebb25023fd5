"""Help and usage errors of the command line in Chinese; typer's own words are English."""

import io
import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What typer raises for every wrong use; it exports only the subclass."""

_HELP_OPTION = "显示这段说明"


class _ChineseHelp:
    """Lays out help with rich, which knows how wide Chinese characters are."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_render_help(self, ctx))


class ChineseCommand(_ChineseHelp, TyperCommand):
    pass


class ChineseGroup(_ChineseHelp, TyperGroup):
    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            ctx.fail(f"没有“{args[0]}”这个命令，可用的命令有：{'、'.join(self.commands)}。")
        return super().resolve_command(ctx, args)


def _render_help(command: Any, ctx: Any) -> str:
    from rich.console import Console

    console = Console(file=io.StringIO(), width=min(Console().width, 100), highlight=False)
    if command.help:
        console.print(command.help.strip() + "\n", markup=False)
    params = [p for p in command.get_params(ctx) if not getattr(p, "hidden", False)]
    arguments = [p for p in params if p.param_type_name == "argument"]
    options = [p for p in params if p.param_type_name == "option"]
    commands = getattr(command, "commands", {})
    usage = " ".join([*(p.metavar or p.name for p in arguments), *(["命令"] if commands else []), "[选项]"])
    console.print(f"用法：{ctx.command_path} {usage}\n", markup=False)
    _section(console, "命令", [(name, c.get_short_help_str(200)) for name, c in commands.items()])
    _section(console, "参数", [(p.metavar or p.name, p.help or "") for p in arguments])
    _section(console, "选项", [(_option_name(p), _option_help(p)) for p in options])
    if command.epilog:
        console.print(command.epilog.strip(), markup=False)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return str(text).rstrip()


def _option_name(option: Any) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar or ''}".rstrip()


def _option_help(option: Any) -> str:
    return _HELP_OPTION if "--help" in option.opts else option.help or ""


def _section(console: Any, title: str, rows: list[tuple[str, str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    table = Table.grid(padding=(0, 2))
    for name, text in rows:
        table.add_row(Text("  " + name), Text(text))
    console.print(f"{title}：", markup=False)
    console.print(table)
    console.print()


def say_usage_error(error: Any) -> str:
    """One Chinese sentence on what was wrong with the command."""
    kind = type(error).__name__
    param = getattr(error, "param", None)
    if kind == "MissingParameter" and param is not None:
        name = param.metavar if param.param_type_name == "argument" else param.opts[0]
        return f"缺少{name or param.name}。"
    if kind == "NoSuchOption":
        return f"没有“{error.option_name}”这个选项。"
    if kind == "BadOptionUsage":
        return f"选项“{error.option_name}”后面要写内容。"
    if param is not None:
        name = param.metavar if param.param_type_name == "argument" else param.opts[0]
        return f"“{name}”写得不对，应写{_say_expected(str(error.message))}。"
    message = str(getattr(error, "message", ""))
    return message if message.startswith("没有") else "命令写得不对，请对照用法检查。"


def _say_expected(message: str) -> str:
    """What a parameter takes, from what typer says of a wrong value."""
    if match := re.search(r"greater than or equal to ([\d.]+)", message):
        return f"{match[1]}或更大的数"
    if "integer" in message:
        return "整数"
    return "数字" if "number" in message else "正确的内容"
