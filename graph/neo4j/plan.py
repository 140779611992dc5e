"""What has to be written to turn one graph into another: statements with their rows, cut into numbered batches.

A plan depends on the two graphs' files alone, so that a load that was cut off is cut into the same batches again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from cluegraph.graph.engine import END, START, GraphFiles
from cluegraph.graph.neo4j.difference import changed_nodes, changed_pairs

Ends = tuple[str, str, str]
ROWS, CELLS = 10_000, 120_000
"""A batch has so many rows, or so few that it has so many cells at most."""


@dataclass(frozen=True)
class Batch:
    """One transaction: a statement over `$rows` (lists of values). `barrier`: all before it must be written first."""

    number: int
    cypher: str
    rows: pl.DataFrame
    barrier: bool


@dataclass(frozen=True)
class _Step:
    cypher: str
    rows: pl.DataFrame


def batches(target: GraphFiles, base: GraphFiles | None) -> Iterator[Batch]:
    """The batches that make `target` of `base` (None: of an empty graph), nodes before relationships."""
    number = 0
    for phase in _filled(target) if base is None else _changed(target, base):
        first = True
        for step in phase:
            size = max(1, min(ROWS, CELLS // max(1, step.rows.width)))
            for start in range(0, step.rows.height, size):
                yield Batch(number, step.cypher, step.rows.slice(start, size), barrier=first)
                number, first = number + 1, False


def totals(files: GraphFiles) -> tuple[int, int]:
    """How many nodes and relationships the files hold."""
    return _rows(files.nodes.values()), _rows(files.relationships.values())


def _rows(groups: Iterable[Sequence[Path]]) -> int:
    return sum(pl.scan_parquet(path).select(pl.len()).collect().item() for paths in groups for path in paths)


def _filled(target: GraphFiles) -> Iterator[Iterator[_Step]]:
    yield (_nodes(label, _used(frame)) for label, paths in target.nodes.items() for frame in _frames(paths))
    yield (_create(ends, _used(frame)) for ends, paths in target.relationships.items() for frame in _frames(paths))


def _changed(target: GraphFiles, base: GraphFiles) -> Iterator[Iterator[_Step]]:
    """Relationships that change are taken away pair by pair and made anew; nodes are taken away when nothing is left
    on them."""
    ends = sorted({*target.relationships, *base.relationships})
    labels = sorted({*target.nodes, *base.nodes})
    pairs = {
        each: changed_pairs(_whole(base.relationships.get(each)), _whole(target.relationships.get(each)))
        for each in ends
    }
    nodes = {label: changed_nodes(_whole(base.nodes.get(label)), _whole(target.nodes.get(label))) for label in labels}
    yield (_unrelate(each, pairs[each].gone) for each in ends)
    yield (_remove(label, nodes[label].gone) for label in labels)
    yield (_nodes(label, nodes[label].made) for label in labels)
    yield (_create(each, pairs[each].made) for each in ends)


def _frames(paths: Sequence[Path]) -> Iterator[pl.DataFrame]:
    for path in paths:
        yield _text(pl.read_parquet(path))


def _whole(paths: Sequence[Path] | None) -> pl.DataFrame | None:
    frames = list(_frames(paths or ()))
    return pl.concat(frames, how="diagonal") if frames else None


def _text(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col(pl.Categorical).cast(pl.String))


def _used(frame: pl.DataFrame) -> pl.DataFrame:
    """Without columns that say nothing: nothing is there yet that they could overwrite."""
    return frame.select(column for column in frame if column.null_count() < frame.height)


def _nodes(label: str, rows: pl.DataFrame) -> _Step:
    where = rows.columns.index("key") if rows.width else 0
    return _Step(f"UNWIND $rows AS row MERGE (n:`{label}` {{key: row[{where}]}}){_set('n', rows)}", rows)


def _create(ends: Ends, rows: pl.DataFrame) -> _Step:
    kind, start, end = ends
    return _Step(f"{_pair(start, end, rows)} CREATE (a)-[r:`{kind}`]->(b){_set('r', rows)}", rows)


def _unrelate(ends: Ends, rows: pl.DataFrame) -> _Step:
    kind, start, end = ends
    return _Step(f"{_pair(start, end, rows)} MATCH (a)-[r:`{kind}`]->(b) DELETE r", rows)


def _remove(label: str, rows: pl.DataFrame) -> _Step:
    return _Step(f"UNWIND $rows AS row MATCH (n:`{label}` {{key: row[0]}}) DETACH DELETE n", rows)


def _pair(start: str, end: str, rows: pl.DataFrame) -> str:
    one, other = (rows.columns.index(name) if rows.width else 0 for name in (START, END))
    return f"UNWIND $rows AS row MATCH (a:`{start}` {{key: row[{one}]}}) MATCH (b:`{end}` {{key: row[{other}]}})"


def _set(variable: str, rows: pl.DataFrame) -> str:
    named = [
        f"{variable}.`{name}` = row[{place}]"
        for place, name in enumerate(rows.columns)
        if name not in ("key", START, END)
    ]
    return f" SET {', '.join(named)}" if named else ""
