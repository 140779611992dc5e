"""`cluegraph copy`: brings the graph of a workspace to another engine, from the kept records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Annotated

import typer

from cluegraph.cli.context import current
from cluegraph.cli.progress import progress_line, told
from cluegraph.errors import GraphOfOthers, ServerUnreachable, UsageError
from cluegraph.graph.census import census, differences
from cluegraph.graph.model import model
from cluegraph.graphs import current_engine, loading_engine, refresh
from cluegraph.i18n import Text
from cluegraph.workspace import Workspace


def run(
    from_: Annotated[
        str | None, typer.Option("--from", metavar="ENGINE", help=str(Text("原来的引擎", "the engine used so far")))
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="ENGINE", help=str(Text("新的引擎，如 neo4j://主机:7687", "e.g. neo4j://host:7687"))
        ),
    ] = None,
) -> int:
    """Makes the graph on the new engine, compares it with the old one and says what to do next; 1 if they differ."""
    context = current()
    source = from_ or context.engine
    if to is None or to == source:
        raise UsageError(
            Text("没有写要换到哪个引擎", "the engine to copy to was not named"),
            Text(
                "请写 cluegraph copy --from embedded --to neo4j://主机:7687。",
                "write cluegraph copy --from embedded --to neo4j://host:7687.",
            ),
        )
    with progress_line() as progress, closing(loading_engine(context.workspace, to, told(progress))) as target:
        progress(Text("正在生成关系图 …", "building the graph …"))
        refresh(context.workspace, target)
        counts = census(target)
        unlike = _compared(context.workspace, source, counts)
    _say(target.name, to, counts, unlike)
    return 1 if unlike else 0


def _compared(workspace: Workspace, source: str, counts: Mapping[str, int]) -> list[Text]:
    """A line for each label and type of which the old graph has another number. A server that is gone is no hindrance:
    the graph is made from the records."""
    try:
        with closing(current_engine(workspace, source)) as origin:
            unlike = differences(census(origin), counts)
    except (ServerUnreachable, GraphOfOthers) as problem:
        typer.echo(
            str(Text(f"没有与原图谱比对：{problem.sentence('zh')}", f"not compared: {problem.sentence('en')}")),
            err=True,
        )
        return []
    return [
        Text(f"{name}：原有 {old}，新有 {new}", f"{name}: {old} before, {new} now")
        for name, (old, new) in unlike.items()
    ]


def _say(name: str, engine: str, counts: Mapping[str, int], unlike: Sequence[Text]) -> None:
    nodes = sum(number for kind, number in counts.items() if kind in model().nodes)
    relationships = sum(counts.values()) - nodes
    typer.echo(
        str(
            Text(
                f"图谱已在 {name}：{nodes} 个节点，{relationships} 条关系。",
                f"The graph is on {name}: {nodes} nodes, {relationships} relationships.",
            )
        )
    )
    if unlike:
        typer.echo(
            str(
                Text(
                    "与原图谱数量不符，请由管理员清空该数据库后再运行一次：",
                    "the numbers differ from the old graph; let the server's administrator empty it, then try again:",
                )
            ),
            err=True,
        )
        for line in unlike:
            typer.echo(str(line), err=True)
        return
    typer.echo(
        str(
            Text(
                f"以后请加 --engine {engine}，或设置环境变量 CLUEGRAPH_ENGINE={engine}；线索编号不变。",
                f"From now on add --engine {engine}, or set CLUEGRAPH_ENGINE={engine}; the clues keep their ids.",
            )
        )
    )
