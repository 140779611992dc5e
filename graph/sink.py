"""Where projected nodes and relationships gather, and from where they are written as Parquet files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from cluegraph.graph.engine import END, START, GraphFiles
from cluegraph.graph.model import Model, Property
from cluegraph.graph.values import DTYPES

Ends = tuple[str, str, str]
"""Relationship type, label of the start, label of the end."""


class Sink:
    """Collects one graph. What comes first goes before what comes later: the first value of a property that is not
    null, the first row of a relationship that several rows state."""

    def __init__(self, folder: Path, vocabulary: Model) -> None:
        self._folder = folder
        self._model = vocabulary
        self._statements: dict[str, list[pl.DataFrame]] = {}
        self._once: dict[Ends, list[pl.DataFrame]] = {}
        self._nodes: dict[str, list[Path]] = {}
        self._relationships: dict[Ends, list[Path]] = {}

    def state(self, label: str, nodes: pl.DataFrame) -> None:
        """Adds what rows say about shared nodes: `key` and any properties; keys may repeat."""
        known = nodes.filter(pl.col("key").is_not_null()).unique(maintain_order=True)
        if known.height:
            self._statements.setdefault(label, []).append(known)

    def statements(self, label: str) -> list[pl.DataFrame]:
        """What has been stated of a label, for the derivations."""
        return self._statements.get(label, [])

    def replace(self, label: str, nodes: pl.DataFrame) -> None:
        """Puts these nodes in the place of all that was stated of the label."""
        self._statements.pop(label, None)
        if nodes.height:
            self._statements[label] = [nodes]

    def write_nodes(self, label: str, nodes: pl.DataFrame) -> None:
        """Writes nodes whose keys occur once in the whole graph."""
        if nodes.height:
            columns = self._model.nodes[label].properties
            self._nodes.setdefault(label, []).append(self._write(label, _complete(nodes, columns)))

    def write_relationships(self, ends: Ends, rows: pl.DataFrame) -> None:
        """Writes one relationship a row; rows without both ends are left out."""
        present = rows.filter(pl.col(START).is_not_null() & pl.col(END).is_not_null())
        if present.height:
            properties = self._model.relationships[ends[0]].properties
            frame = _complete(present, {START: _KEY, END: _KEY, **properties})
            self._relationships.setdefault(ends, []).append(self._write("-".join(ends), frame))

    def state_relationships(self, ends: Ends, rows: pl.DataFrame, same: Iterable[str]) -> None:
        """Adds relationships of which one is kept for each pair of ends and values of the properties in `same`."""
        present = rows.filter(pl.col(START).is_not_null() & pl.col(END).is_not_null())
        if present.height:
            distinct = present.unique([START, END, *same], keep="first", maintain_order=True)
            self._once.setdefault(ends, []).append(distinct)

    def relationships(self, kind: str) -> pl.DataFrame:
        """The ends of the stated relationships of a type, for the derivations."""
        found = [frame.select(START, END) for ends, frames in self._once.items() if ends[0] == kind for frame in frames]
        return pl.concat([pl.DataFrame(schema={START: pl.String, END: pl.String}), *found]).unique()

    def finish(self, data: str) -> GraphFiles:
        """Merges and writes what is left."""
        for ends, frames in self._once.items():
            every = pl.concat(frames, how="diagonal_relaxed")
            own = [name for name in every.columns if name not in _PROVENANCE]
            self.write_relationships(ends, every.unique(own, keep="first", maintain_order=True))
        for label, frames in self._statements.items():
            self.write_nodes(label, merged(frames))
        self._statements, self._once = {}, {}
        nodes = {label: tuple(paths) for label, paths in self._nodes.items()}
        return GraphFiles(nodes, {ends: tuple(paths) for ends, paths in self._relationships.items()}, data)

    def _write(self, name: str, frame: pl.DataFrame) -> Path:
        path = self._folder / f"{name}-{sum(1 for _ in self._folder.iterdir())}.parquet"
        frame.write_parquet(path, compression="lz4", statistics=False)
        return path


def merged(statements: list[pl.DataFrame]) -> pl.DataFrame:
    """One row a key: of each property the first value that is not null."""
    every = pl.concat(statements, how="diagonal_relaxed")
    repeated = every.get_column("key").is_duplicated()
    if not repeated.any():
        return every
    groups = every.filter(repeated).group_by("key", maintain_order=True)
    return pl.concat([every.filter(~repeated), groups.agg(pl.all().first(ignore_nulls=True))])


_PROVENANCE = frozenset(("source", "path", "sheet", "row", "ref"))
_KEY = Property.model_validate({"type": "string", "title": {"zh": "键", "en": "Key"}})


def _complete(frame: pl.DataFrame, properties: Mapping[str, Property]) -> pl.DataFrame:
    """All properties in the vocabulary's order and types; missing ones null. Categorical text stays as it is."""
    return frame.select(_column(frame, name, value) for name, value in properties.items())


def _column(frame: pl.DataFrame, name: str, value: Property) -> pl.Expr:
    dtype = DTYPES[value.type]
    if name not in frame.columns:
        return pl.lit(None, dtype).alias(name)
    same = frame.schema[name] == pl.Categorical and dtype is pl.String
    return pl.col(name) if same else pl.col(name).cast(dtype)
