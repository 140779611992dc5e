"""`cluegraph load`: reads files and folders and prints the reconciliation."""

from __future__ import annotations

import json
from contextlib import closing, suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cluegraph.cli.context import current
from cluegraph.cli.progress import progress_line, told
from cluegraph.cli.reconciliation import reconciliation
from cluegraph.errors import InputError, UsageError, WorkspaceBusy
from cluegraph.graphs import loading_engine, refresh
from cluegraph.i18n import Text
from cluegraph.loaders.load import load
from cluegraph.loaders.report import LoadReport


class LoadFormat(StrEnum):
    """For people or for programs."""

    table = "table"
    json = "json"


def run(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH…", help=str(Text("文件或文件夹", "files and folders")))
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=str(Text("自己写的列对应文件", "a mapping file for sheets of your own"))),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help=str(Text("文本文件的编码", "the encoding of text files")))
    ] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help=str(Text("重复的文件确认计入", "count a file that overlaps others"))),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help=str(Text("重复的文件确认不计入", "leave out a file that overlaps others"))),
    ] = None,
    format_: Annotated[
        LoadFormat, typer.Option("--format", help=str(Text("输出格式", "how it is printed")))
    ] = LoadFormat.table,
) -> int:
    """Loads, makes the graph anew and prints the reconciliation; 3 if some input was refused or quarantined.

    Where another process writes just now, it will make the graph, or the next command.
    """
    if not paths and not accept and not ignore:
        raise UsageError(
            Text("没有写要载入什么", "nothing to load was named"),
            Text("请写文件或文件夹，如 cluegraph load 数据/。", "name files or folders: cluegraph load data/."),
        )
    context = current()
    with progress_line() as progress:
        engine = loading_engine(context.workspace, context.engine, told(progress))
        with closing(engine):
            report = load(
                paths or [],
                context.workspace,
                mapping=mapping,
                encoding=encoding,
                accept=accept or (),
                ignore=ignore or (),
                progress=lambda done, total, name: progress(_step(done, total, name)),
            )
            progress.clear()
            _print(report, format_)
            progress(Text("正在生成关系图 …", "building the graph …"))
            with suppress(WorkspaceBusy):
                refresh(context.workspace, engine)
    return 0 if report.complete else InputError.exit_code


def _print(report: LoadReport, format_: LoadFormat) -> None:
    if format_ == LoadFormat.json:
        typer.echo(json.dumps(report.to_json(), ensure_ascii=False))
    else:
        reconciliation(report)


def _step(done: int, total: int, name: str) -> Text:
    return Text(f"正在读取 {done}/{total} {name}", f"reading {done}/{total} {name}")
