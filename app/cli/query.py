"""`cluegraph query`: an ad-hoc read-only query, in a process of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from cluegraph.cli.answer import ask
from cluegraph.cli.context import current
from cluegraph.cli.formats import Format
from cluegraph.cli.tabular import aligned, as_csv, as_json
from cluegraph.cli.typed import parameters_from
from cluegraph.graph.engine import Limits, Result
from cluegraph.i18n import Text

ROWS = 1000
SECONDS = 60.0


def run(
    cypher: Annotated[str, typer.Argument(metavar="CYPHER", help=str(Text("只读的 Cypher 查询", "a read-only query")))],
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            metavar="NAME=VALUE",
            help=str(
                Text(
                    "参数；2023 是数，16 位以上的数字是文字，'\"2023\"' 是文字，[1,2] 是列表",
                    "a parameter; 2023 is a number, 16 digits and more are text, '\"2023\"' is text, [1,2] is a list",
                )
            ),
        ),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help=str(Text("输出格式", "output format")))] = Format.table,
    rows: Annotated[int, typer.Option(min=1, max=1_000_000, help=str(Text("最多行数", "rows at most")))] = ROWS,
    seconds: Annotated[float, typer.Option(min=0.1, max=3600, help=str(Text("最长秒数", "seconds at most")))] = SECONDS,
) -> int:
    """Prints the answer; says so where it was cut at the row limit."""
    values = parameters_from(param or [])
    result = ask(current(), cypher, values, Limits(seconds, rows))
    typer.echo(_printed(result, format_))
    if result.cut:
        cut = Text(
            f"只显示前 {rows} 行，后面还有；用 --rows 提高上限，或在查询里加条件。",
            f"only the first {rows} rows are shown; raise --rows or narrow the query.",
        )
        typer.echo(str(cut), err=True)
    return 0


def _printed(result: Result, format_: Format) -> str:
    if format_ is Format.json:
        return as_json({"columns": result.columns, "rows": result.records(), "cut": result.cut})
    if format_ is Format.csv:
        return as_csv(result.columns, result.rows)
    count = Text(f"共 {len(result.rows)} 行", f"{len(result.rows)} rows")
    return f"{aligned(result.columns, result.rows)}\n\n{count}"
