"""Tiny records, typed as the loaders type them, and graphs made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from cluegraph.graph.build import build_graph
from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.graph.engine import Value
from cluegraph.graph.reference import Reference

Row = Mapping[str, object]
Build = Callable[..., "Graph"]
_DTYPES: Mapping[type, pl.DataType] = {Decimal: pl.Decimal(18, 4), date: pl.Date(), bool: pl.Boolean(), int: pl.Int64()}


def made_records(kind: str, rows: Sequence[Row], path: str = "甲.xlsx", sheet: str = "Sheet1") -> pl.LazyFrame:
    """A part of records: row i has the ref `kind:i`. ID numbers of 18 digits are valid, those with * masked, others
    invalid; credit codes of 18 characters are valid."""
    completed = []
    for number, row in enumerate(rows, start=1):
        states = {
            f"{name}_state": _state(name, value) for name, value in row.items() if name.endswith(("id_no", "uscc"))
        }
        origin = {"source": "ab" * 32, "path": path, "sheet": sheet, "row": number, "ref": f"{kind}:{number}"}
        completed.append({**states, **origin, **row})
    names = list(dict.fromkeys(name for row in completed for name in row))
    return pl.DataFrame(
        {name: pl.Series(name, [row.get(name) for row in completed], _dtype(name, completed)) for name in names}
    ).lazy()


def _dtype(name: str, rows: Sequence[Row]) -> pl.DataType:
    present = [row[name] for row in rows if row.get(name) is not None]
    return _DTYPES.get(type(present[0]), pl.String()) if present else pl.String()


def _state(name: str, value: object) -> str | None:
    if value is None:
        return None
    text = str(value)
    if name.endswith("id_no") and "*" in text:
        return "masked"
    return "valid" if len(text) == 18 else "invalid"


class Graph:
    """A graph in the embedded engine, asked in short."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        self.engine = engine

    def rows(self, cypher: str, **parameters: object) -> list[list[Value]]:
        """The rows in a fixed order: by their values as text, null first."""
        rows = self.engine.query(cypher, parameters).rows
        return sorted(rows, key=lambda row: ["" if value is None else str(value) for value in row])

    def keys(self, label: str) -> list[Value]:
        return [row[0] for row in self.rows(f"MATCH (n:{label}) RETURN n.key")]

    def node(self, label: str, key: str) -> dict[str, Value]:
        ((node,),) = self.rows(f"MATCH (n:{label}) WHERE n.key = $key RETURN n", key=key)
        assert isinstance(node, dict)
        return node

    def pairs(self, kind: str) -> list[tuple[Value, Value]]:
        return [(start, end) for start, end in self.rows(f"MATCH (a)-[:{kind}]->(b) RETURN a.key, b.key")]

    def relationships(self, kind: str) -> list[dict[str, Value]]:
        found = [row[0] for row in self.rows(f"MATCH (a)-[r:{kind}]->(b) RETURN r")]
        return [value for value in found if isinstance(value, dict)]


@pytest.fixture
def records() -> Callable[..., pl.LazyFrame]:
    """Makes a frame of records: see `made_records`."""
    return made_records


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    """Builds the graph of `kind → rows`, or of `kind → frame`."""
    engine = EmbeddedEngine(tmp_path / "graph.lbdb")

    def of(kinds: Mapping[str, Sequence[Row] | pl.LazyFrame], reference: Reference | None = None) -> Graph:
        frames = {
            kind: rows if isinstance(rows, pl.LazyFrame) else made_records(kind, rows) for kind, rows in kinds.items()
        }
        build_graph(frames, reference or Reference(), engine, "data")
        return Graph(engine)

    yield of
    engine.close()
