"""Where projected nodes and relationships gather, and from where they are written as Parquet files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from cluegraph.graph.engine import END, START, GraphFiles
from cluegraph.graph.model import Model, Property
from cluegraph.graph.values import DTYPES

Ends = tuple[str, str, str]
"""Relationship type, label of the start, label of the end."""
_AT_ONCE = 100_000
"""Up to so many rows the parts of a kind are worked out together; of larger kinds one after the other, to save room."""


@dataclass(frozen=True)
class NodePart:
    """Nodes from one kind of record: `key` and any properties. `own`: each key occurs once in the whole graph."""

    label: str
    rows: pl.LazyFrame
    own: bool = False


@dataclass(frozen=True)
class RelationshipPart:
    """Relationships from one kind of record: the two ends and any properties. `same`: one is kept for each pair of
    ends and values of these properties; None: every row is kept."""

    ends: Ends
    rows: pl.LazyFrame
    same: tuple[str, ...] | None = None


Part = NodePart | RelationshipPart


class Sink:
    """Collects one graph. What comes first goes before what comes later: the first value of a property that is not
    null, the first row of a relationship that several rows state."""

    def __init__(self, folder: Path, vocabulary: Model) -> None:
        self._folder = folder
        self._model = vocabulary
        self._written = 0
        self._statements: dict[str, list[pl.DataFrame]] = {}
        self._once: dict[Ends, list[pl.DataFrame]] = {}
        self._nodes: dict[str, list[Path]] = {}
        self._relationships: dict[Ends, list[Path]] = {}

    def add(self, parts: Sequence[Part], rows: int) -> None:
        """Works the parts out and keeps or writes them; `rows` is how many rows they are made from."""
        queries = [self._query(part) for part in parts]
        if rows <= _AT_ONCE:
            for part, frame in zip(parts, pl.collect_all(queries), strict=True):
                self._keep(part, frame)
        else:
            for part, query in zip(parts, queries, strict=True):
                self._keep(part, query.collect())

    def statements(self, label: str) -> list[pl.DataFrame]:
        """What has been stated of a label, for the derivations."""
        return self._statements.get(label, [])

    def replace(self, label: str, nodes: pl.DataFrame) -> None:
        """Puts these nodes in the place of all that was stated of the label."""
        self._statements.pop(label, None)
        if nodes.height:
            self._statements[label] = [nodes]

    def relationships(self, kind: str) -> pl.DataFrame:
        """The ends of the stated relationships of a type, for the derivations."""
        found = [frame.select(START, END) for ends, frames in self._once.items() if ends[0] == kind for frame in frames]
        return pl.concat([pl.DataFrame(schema={START: pl.String, END: pl.String}), *found]).unique()

    def write_relationships(self, ends: Ends, rows: pl.DataFrame) -> None:
        """Writes one relationship a row."""
        if rows.height:
            properties = self._model.relationships[ends[0]].properties
            path = self._write("-".join(ends), _complete(rows, {START: _KEY, END: _KEY, **properties}))
            self._relationships.setdefault(ends, []).append(path)

    def finish(self, data: str) -> GraphFiles:
        """Merges and writes what is left."""
        for ends, frames in self._once.items():
            self.write_relationships(ends, _once(frames))
        for label, statements in self._statements.items():
            self._write_nodes(label, merged(statements))
        self._statements, self._once = {}, {}
        nodes = {label: tuple(paths) for label, paths in self._nodes.items()}
        return GraphFiles(nodes, {ends: tuple(paths) for ends, paths in self._relationships.items()}, data)

    def _query(self, part: Part) -> pl.LazyFrame:
        """Without nodes that have no key and relationships that lack an end."""
        if isinstance(part, NodePart):
            nodes = part.rows.filter(pl.col("key").is_not_null())
            return nodes if part.own else nodes.unique(maintain_order=True)
        rows = part.rows.filter(pl.col(START).is_not_null() & pl.col(END).is_not_null())
        return rows if part.same is None else rows.unique([START, END, *part.same], keep="first", maintain_order=True)

    def _keep(self, part: Part, frame: pl.DataFrame) -> None:
        if frame.is_empty():
            return
        if isinstance(part, NodePart):
            if part.own:
                self._write_nodes(part.label, frame)
            else:
                self._statements.setdefault(part.label, []).append(frame)
        elif part.same is None:
            self.write_relationships(part.ends, frame)
        else:
            self._once.setdefault(part.ends, []).append(frame)

    def _write_nodes(self, label: str, nodes: pl.DataFrame) -> None:
        columns = self._model.nodes[label].properties
        self._nodes.setdefault(label, []).append(self._write(label, _complete(nodes, columns)))

    def _write(self, name: str, frame: pl.DataFrame) -> Path:
        self._written += 1
        path = self._folder / f"{name}-{self._written}.parquet"
        frame.write_parquet(path, compression="lz4", statistics=False)
        return path


def merged(statements: list[pl.DataFrame]) -> pl.DataFrame:
    """One row a key: of each property the first value that is not null."""
    every = pl.concat(statements, how="diagonal_relaxed") if len(statements) > 1 else statements[0]
    repeated = every.get_column("key").is_duplicated()
    if not repeated.any():
        return every
    groups = every.filter(repeated).group_by("key", maintain_order=True)
    return pl.concat([every.filter(~repeated), groups.agg(pl.all().first(ignore_nulls=True))])


def _once(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """Several kinds' relationships of one type: one for each pair of ends and values of its own properties."""
    if len(frames) == 1:
        return frames[0]
    every = pl.concat(frames, how="diagonal_relaxed")
    own = [name for name in every.columns if name not in _PROVENANCE]
    return every.unique(own, keep="first", maintain_order=True)


_PROVENANCE = frozenset(("source", "path", "sheet", "row", "ref"))
_KEY = Property.model_validate({"type": "string", "title": {"zh": "键", "en": "Key"}})


def _complete(frame: pl.DataFrame, properties: Mapping[str, Property]) -> pl.DataFrame:
    """All properties in the vocabulary's order and types; missing ones null. Categorical text stays as it is."""
    return frame.select(_column(frame.schema, name, value) for name, value in properties.items())


def _column(schema: pl.Schema, name: str, value: Property) -> pl.Expr:
    dtype = DTYPES[value.type]
    if name not in schema:
        return pl.lit(None, dtype).alias(name)
    same = schema[name] == dtype or (schema[name] == pl.Categorical and dtype is pl.String)
    return pl.col(name) if same else pl.col(name).cast(dtype)
