"""`cluegraph export`: the whole graph as files for another program; for now Neo4j's bulk importer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cluegraph.cli.context import current
from cluegraph.cli.progress import progress_line
from cluegraph.errors import GraphMissing
from cluegraph.graph.neo4j.bulk.export import Export, export_graph
from cluegraph.graph.neo4j.bulk.folder import refuse_other_content
from cluegraph.graph.neo4j.kept import Kept
from cluegraph.graphs import projected
from cluegraph.i18n import Text
from cluegraph.loaders.store import Records
from cluegraph.workspace import Workspace


def run(
    neo4j_import: Annotated[
        Path,
        typer.Option(
            "--neo4j-import",
            metavar="DIR",
            help=str(
                Text(
                    "写出 neo4j-admin database import 用的文件（含个人信息）到这个文件夹",
                    "write the files for neo4j-admin database import (personal data) to this folder",
                )
            ),
        ),
    ],
) -> None:
    """Writes the files and says how they are imported."""
    refuse_other_content(neo4j_import)
    export = _export(current().workspace, neo4j_import)
    typer.echo(export.instructions)


def _export(workspace: Workspace, folder: Path) -> Export:
    """What is exported is kept as sent, so that later loads to that server send only what has changed."""
    if not Records(workspace).kinds():
        raise GraphMissing(
            Text("还没有装载任何数据", "nothing has been loaded yet"),
            Text("请先运行 cluegraph load 文件夹。", "run cluegraph load FOLDER first."),
        )
    with progress_line() as show:
        show(Text("正在生成关系图 …", "building the graph …"))
        with projected(workspace) as files:
            export = export_graph(files, folder, workspace.identity(), lambda done, total: show(_writing(done, total)))
            Kept(workspace.sent).put(files)
    return export


def _writing(done: int, total: int) -> Text:
    return Text(f"正在写出 {done}/{total}", f"writing {done}/{total}")
