"""`cluegraph unload`: takes a source out again."""

from __future__ import annotations

from typing import Annotated

import typer

from cluegraph.cli.context import current
from cluegraph.graphs import refresh
from cluegraph.i18n import Text
from cluegraph.loaders.load import unload


def run(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…", help=str(Text("来源，写法同对账表", "sources, named as the reconciliation does"))
        ),
    ],
) -> int:
    """Takes the sources out and makes the graph anew."""
    context = current()
    for name in files:
        source = unload(name, context.workspace)
        typer.echo(str(Text(f"已撤出 {source.path}", f"taken out: {source.path}")))
    refresh(context.workspace, context.engine)
    return 0
