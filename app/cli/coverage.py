"""`cluegraph coverage`: what was checked, what was not, and what to ask which office for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from cluegraph.cli.context import current
from cluegraph.cli.tabular import as_json, shown
from cluegraph.deciding import silences_of
from cluegraph.i18n import Text
from cluegraph.queries.coverage import Coverage, coverage_of
from cluegraph.queries.coverage_report import CAUTION, checked_lines, headline, remarks, summary
from cluegraph.queries.coverage_words import Remark
from cluegraph.queries.library import read_library

_MOST_LINES = 20


class CoverageFormat(StrEnum):
    """For people or for programs."""

    table = "table"
    json = "json"


def run(
    village: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help=str(Text("只看一个村（重名的写 乡镇·村）", "one village (TOWNSHIP·VILLAGE where names repeat)")),
        ),
    ] = None,
    format_: Annotated[
        CoverageFormat, typer.Option("--format", help=str(Text("输出格式", "how it is printed")))
    ] = CoverageFormat.table,
) -> int:
    """Prints the account of the workspace or of one village; nothing is run for it."""
    workspace = current().workspace
    coverage = coverage_of(workspace, read_library(workspace.rules), silences_of(workspace, date.today()))
    if village is not None:
        coverage = coverage.for_village(village)
    if format_ is CoverageFormat.json:
        typer.echo(as_json(coverage.to_json()))
    else:
        typer.echo("\n".join(_page(coverage)))
    return 0


def _page(coverage: Coverage) -> Iterator[str]:
    yield str(headline(coverage))
    checked = checked_lines(coverage)
    if checked:
        yield ""
        yield str(Text("一、检查了什么", "1. What was checked"))
        yield from (f"  {shown(str(line))}" for line in checked)
    found = remarks(coverage)
    yield ""
    yield str(Text("二、没有检查到的", "2. What was not checked"))
    for number, remark in enumerate(found, 1):
        yield f" {number}. {remark.title}"
        yield from (f"    {shown(line)}" for line in remark.shown(_MOST_LINES))
    if not found:
        yield str(Text("  在已载入的数据里没有发现缺口。", "  No gap is known in the loaded data."))
        return
    yield ""
    yield str(Text("三、向谁要什么", "3. What to ask of whom"))
    yield from (f"  {shown(line)}" for line in asked_of_offices(found))
    yield ""
    yield str(CAUTION)


def asked_of_offices(found: list[Remark]) -> list[str]:
    """The questions, those to one office together in one line."""
    offices: dict[str, list[str]] = {}
    for remark in found:
        for question in remark.questions:
            wanted = offices.setdefault(str(question.office) or str(_OURSELVES), [])
            if (what := str(question.what)) not in wanted:
                wanted.append(what)
    return [f"{office}{Text('：', ': ')}{str(Text('；', '; ')).join(what)}" for office, what in offices.items()]


_OURSELVES = Text("自己", "ourselves")


def summary_lines(coverage: Coverage) -> list[str]:
    """The few lines under the clues of a check."""
    return [str(headline(coverage)), str(summary(coverage))]
