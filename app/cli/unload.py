"""`cluegraph unload`: takes a source out again."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from cluegraph.cli.context import current
from cluegraph.cli.progress import progress_line, told
from cluegraph.graphs import loading_engine, refresh
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
    with progress_line() as progress:
        engine = loading_engine(context.workspace, context.engine, told(progress))
        with closing(engine):
            for name in files:
                source = unload(name, context.workspace)
                typer.echo(str(Text(f"已撤出 {source.path}", f"taken out: {source.path}")))
            refresh(context.workspace, engine)
    return 0
