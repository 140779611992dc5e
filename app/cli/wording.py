"""What the command line says of itself, and its usage errors in the user's language."""

from __future__ import annotations

import difflib
import io
import re
import sys

import typer

from cluegraph.cli.commands import COMMANDS
from cluegraph.errors import UsageError
from cluegraph.i18n import Text

ABOUT = Text(
    "cluegraph：把工资、补贴、合同等表格连成图，查找单张表看不出的疑点线索。查出的都是线索，不是结论。",
    "cluegraph links payrolls, subsidies, contracts and registers into a graph and finds clues that no single list "
    "shows. Each is a lead, not a finding.",
)
EPILOGUE = Text(
    "任何位置都可以写：--workspace 文件夹（默认 ./workspace）、--engine embedded、--lang zh|en。"
    "退出码：0 完成，1 失败，2 用法不对（包括所写的线索、规则、人、村、配对、运行不存在），"
    "3 部分输入被拒或被隔离、其余已载入。",
    "Anywhere on the line: --workspace DIR (default ./workspace), --engine embedded, --lang zh|en. "
    "Exit codes: 0 done, 1 failed, 2 wrong usage (also where what was named does not exist), "
    "3 some input was refused or quarantined and the rest is loaded.",
)

_SAID = tuple(
    (re.compile(pattern), zh, en)
    for pattern, zh, en in (
        (r"Input should be a valid integer", "应为整数", "it should be a whole number"),
        (r"Input should be a valid number", "应为数字", "it should be a number"),
        (r"Input should be greater than or equal to (\S+)", "不能小于 {0}", "it cannot be less than {0}"),
        (r"Input should be less than or equal to (\S+)", "不能大于 {0}", "it cannot be more than {0}"),
        (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", "多写了 {0}", "{0} is one too many"),
        (r"Option '(\S+)' requires an argument", "后面缺少内容", "its value is missing"),
        (r"Option '(\S+)' does not take a value", "后面不跟内容", "it takes no value"),
    )
)
_CHOICE = re.compile(r"'(?P<given>.*)' is not one of (?P<known>.+)", re.DOTALL)


def write_utf8() -> None:
    """Chinese output must not fail where the console's encoding is another one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def no_such_command(name: str) -> UsageError:
    """The command is unknown; the nearest one is named."""
    near = difflib.get_close_matches(name, COMMANDS, n=1)
    known = "、".join(COMMANDS)
    return UsageError(
        Text(f"没有“{name}”这个命令", f'there is no command "{name}"'),
        Text(f"是不是 {near[0]}？", f"did you mean {near[0]}?")
        if near
        else Text(f"可用的命令：{known}。", f"the commands are: {known.replace('、', ', ')}."),
    )


def usage_error(problem: typer.TyperException, command: str) -> UsageError:
    """A wrong option or argument, said in the user's language."""
    help_line = f"cluegraph {command} --help".replace("  ", " ")
    kind = type(problem).__name__
    detail = _in_plain_words(str(getattr(problem, "message", problem)))
    named = str(getattr(problem, "option_name", "") or _parameter(problem))
    zh = {
        "NoSuchOption": f"没有 {named} 这个选项",
        "MissingParameter": f"缺少 {named}",
        "BadParameter": f"{named} 的内容不对（{detail.zh}）",
        "BadOptionUsage": f"选项 {named} 的用法不对（{detail.zh}）",
    }.get(kind, f"命令写法不对（{detail.zh}）")
    en = {
        "NoSuchOption": f"there is no option {named}",
        "MissingParameter": f"{named} is missing",
        "BadParameter": f"{named} is not accepted ({detail.en})",
        "BadOptionUsage": f"the option {named} is used wrongly ({detail.en})",
    }.get(kind, f"the command is written wrongly ({detail.en})")
    return UsageError(Text(zh, en), Text(f"用法见 {help_line}。", f"see {help_line}."))


def _in_plain_words(said: str) -> Text:
    """What the parser of the command line says of a value, for a reader who knows no program."""
    detail = said.removeprefix("Value error, ").rstrip(".")
    if choice := _CHOICE.fullmatch(detail):
        known = choice["known"].replace("'", "")
        return Text(
            f"“{choice['given']}”不在 {known.replace(', ', '、')} 之中", f'"{choice["given"]}" is none of {known}'
        )
    for pattern, zh, en in _SAID:
        if found := pattern.match(detail):
            return Text(zh.format(*found.groups()), en.format(*found.groups()))
    return Text(detail, detail)


def _parameter(problem: typer.TyperException) -> str:
    parameter = getattr(problem, "param", None)
    return str(parameter.get_error_hint()).replace("'", "") if parameter is not None else ""
