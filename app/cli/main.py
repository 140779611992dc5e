"""The command line's way in: options, language, the command, and every error as one sentence."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import typer

from cluegraph import __version__
from cluegraph.cli import context, wording
from cluegraph.cli.commands import COMMANDS
from cluegraph.errors import CluegraphError
from cluegraph.i18n import Text, language_of_environment, use_language
from cluegraph.settings import settings_from
from cluegraph.workspace import Workspace, private_umask

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; gives its exit code: 0 done, 1 failed, 2 wrong usage, 3 some input was refused."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    use_language(language_of_environment())
    wording.write_utf8()
    private_umask()
    try:
        settings = settings_from(words, os.environ)
        use_language(settings.language)
        context.use(context.Context(Workspace(settings.workspace), settings.engine))
        return _run(list(settings.arguments))
    except CluegraphError as error:
        print(error.sentence(), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(Text("已中断；已完成的部分保留。", "Interrupted; what was complete is kept."), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001 -- the outermost boundary: a sentence, not a stack trace
        return _unexpected(error)


def _run(words: list[str]) -> int:
    if words == ["--version"]:
        print(f"cluegraph {__version__}")
        return 0
    name = next((word for word in words if not word.startswith("-")), "")
    if name and name not in COMMANDS:
        raise wording.no_such_command(name)
    command = typer.main.get_command(_application(name))
    try:
        result = command.main(words or ["--help"], prog_name="cluegraph", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as problem:
        raise wording.usage_error(problem, name) from None
    return result if isinstance(result, int) else 0


def _application(name: str) -> typer.Typer:
    """All commands by name; only the one that is called is imported."""
    application = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=str(wording.ABOUT),
        epilog=str(wording.EPILOGUE),
    )
    application.callback()(_nothing)
    for each, command in COMMANDS.items():
        function = command.function() if each == name else _nothing
        application.command(each, help=str(command.help))(function)
    return application


def _nothing() -> None:
    """Stands where a command is listed but not called."""


def _unexpected(error: Exception) -> int:
    if os.environ.get("CLUEGRAPH_DEBUG"):
        traceback.print_exception(error)
    kind = type(error).__name__
    unexpected = CluegraphError(
        Text(f"程序内部出错（{kind}）", f"something went wrong inside the program ({kind})"),
        Text(
            "已载入的数据没有损坏；请设置环境变量 CLUEGRAPH_DEBUG=1 再运行一次，把显示的内容发给维护人员。",
            "the loaded data are unharmed; run it again with CLUEGRAPH_DEBUG=1 and send what it shows to those who "
            "maintain it.",
        ),
    )
    print(unexpected.sentence(), file=sys.stderr)
    return CluegraphError.exit_code
