"""Writes a projected graph as a folder that `neo4j-admin database import full` turns into a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from cluegraph import __version__
from cluegraph.graph.engine import GraphFiles
from cluegraph.graph.model import Property, PropertyType, model
from cluegraph.graph.neo4j.bulk.folder import claimed, write_private
from cluegraph.graph.neo4j.bulk.instructions import instructions
from cluegraph.graph.neo4j.bulk.names import ARGUMENTS, CONSTRAINTS, INSTRUCTIONS
from cluegraph.graph.neo4j.bulk.table import Table, WrittenTable, write_table
from cluegraph.graph.schema import neo4j_constraints
from cluegraph.i18n import Text

Progress = Callable[[int, int], None]
_META = "_Meta"
_LEAST_BUFFER = 4 << 20
"""Bytes that the importer reads at once when it is told nothing else; a row must fit into them."""


@dataclass(frozen=True)
class Export:
    """What was written: how much of it, and the texts that say how it is imported."""

    folder: Path
    nodes: int
    relationships: int
    size: int
    """Bytes of all files."""
    instructions: Text


def export_graph(files: GraphFiles, folder: Path, owner: str, progress: Progress | None = None) -> Export:
    """Writes the graph into `folder`, all files for their owner's eyes alone; an earlier export there is replaced.

    `owner` is the workspace's id, so that the imported graph is known for this workspace's; `progress` is told how
    many of how many tables are written. Raises `UsageError` for a folder with other content, `WorkspaceError` where
    it cannot be written; then nothing is left there.
    """
    tables = [*_nodes(files), *_relationships(files)]
    names = [name for table in (*tables, _meta_table(pl.LazyFrame())) for name in table.files]
    with claimed(folder, (*names, CONSTRAINTS, INSTRUCTIONS, ARGUMENTS)):
        written = []
        for number, table in enumerate(tables):
            if progress:
                progress(number, len(tables))
            written.append(write_table(table, folder))
        nodes = sum(each.rows for each in written if each.table.ends is None)
        relationships = sum(each.rows for each in written if each.table.ends)
        meta = _meta_table(_meta(files.data, owner, nodes, relationships))
        written.append(write_table(meta, folder))
        write_private(folder / CONSTRAINTS, _constraints())
        size = sum(path.stat().st_size for path in folder.iterdir())
        told = instructions(folder.absolute(), nodes, relationships, size)
        write_private(folder / INSTRUCTIONS, f"{told.zh}\n\n{told.en}\n")
        write_private(folder / ARGUMENTS, "\n".join(_arguments(written)) + "\n")
    return Export(folder, nodes, relationships, size, told)


def _nodes(files: GraphFiles) -> Iterator[Table]:
    for label, paths in files.nodes.items():
        yield Table("--nodes", label, _rows(paths), model().nodes[label].properties)


def _relationships(files: GraphFiles) -> Iterator[Table]:
    for (kind, start, end), paths in files.relationships.items():
        properties = model().relationships[kind].properties
        yield Table("--relationships", kind, _rows(paths), properties, (start, end))


def _rows(paths: Sequence[Path]) -> pl.LazyFrame:
    return pl.concat([pl.scan_parquet(path, glob=False) for path in paths])


def _meta(data: str, owner: str, nodes: int, relationships: int) -> pl.LazyFrame:
    """What the engine asks a server's graph for: that it is whole, of which data, and whose."""
    return pl.LazyFrame(
        {
            "key": ["graph"],
            "data": [data],
            "owner": [owner],
            "nodes": [nodes],
            "relationships": [relationships],
            "version": [__version__],
        }
    )


def _meta_table(rows: pl.LazyFrame) -> Table:
    return Table("--nodes", _META, rows, {name: _property(kind) for name, kind in _META_TYPES.items()})


_META_TYPES: dict[str, PropertyType] = {
    "key": "string",
    "data": "string",
    "owner": "string",
    "nodes": "integer",
    "relationships": "integer",
    "version": "string",
}


def _property(kind: PropertyType) -> Property:
    return Property.model_validate({"type": kind, "title": {"zh": "", "en": ""}})


def _constraints() -> str:
    """The importer makes no constraints in the format of the Community edition."""
    return "".join(f"{statement};\n" for statement in neo4j_constraints(model()))


def _arguments(written: Sequence[WrittenTable]) -> Iterator[str]:
    """The importer's options, one a line. The paths begin with `./`: newer importers want a folder in each."""
    broken = [f"./{name}" for each in written for name in each.broken_lines]
    widest = max((each.widest for each in written), default=0)
    yield "--bad-tolerance=0"
    yield "--strict=true"
    if widest > _LEAST_BUFFER:
        yield f"--read-buffer-size={widest}"
    if broken:
        yield "--multiline-fields-format=v2"
        yield f"--multiline-fields={','.join(broken)}"
    for each in written:
        yield f"{each.table.option}={each.table.group}={','.join(f'./{name}' for name in each.files)}"
