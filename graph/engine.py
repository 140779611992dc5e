"""The one interface behind which graph engines stand.

A saved query's text is the same for every engine; what engines spell differently is a method here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
"""What a query returns: sums of integers are int on every engine; dates are ISO texts; nodes and relationships are
dicts of their properties that are not null, with `_label` (nodes) or `_type` (relationships) beside them, and with
`_start` and `_end` (`Label:key`) for relationships whose end nodes are in the same result."""


START, END = "_from", "_to"
"""The columns of a relationship's ends in the projected files (some relationships have properties `from` and `to`)."""


@dataclass(frozen=True)
class Limits:
    """When a query is ended: after `seconds`, or past `rows` rows (then `Result.cut` is true)."""

    seconds: float = 60.0
    rows: int = 100_000


@dataclass(frozen=True)
class Result:
    """The answer to a query: column names, rows in the order of the columns, and whether rows were cut off."""

    columns: list[str]
    rows: list[list[Value]]
    cut: bool = False

    def records(self) -> list[dict[str, Value]]:
        """The rows as dicts."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class GraphFiles:
    """The projected graph as Parquet files, in the layout of the vocabulary.

    The files of `nodes[label]` hold a `key` column and the label's properties; those of `relationships[(type, from,
    to)]` hold `_from` and `_to` (keys) and the type's properties, in the vocabulary's order.
    """

    nodes: Mapping[str, tuple[Path, ...]]
    relationships: Mapping[tuple[str, str, str], tuple[Path, ...]]
    data: str
    """SHA-256 of the loaded data and settings that the graph was made from."""


@dataclass(frozen=True)
class Step:
    """One relationship of a path, with its natural direction."""

    type: str
    start: str
    end: str
    properties: Mapping[str, Value] = field(default_factory=dict)


Progress = Callable[[int, int | None], None]
"""Told how many nodes and relationships have been written, and of how many (None: only changes are written)."""


def silent(_written: int, _total: int | None) -> None:
    """For those who do not want to know."""


class Engine(Protocol):
    """A graph engine. Reading methods may be called from several threads; `rebuild` by one process at a time."""

    @property
    def name(self) -> str:
        """As shown in a run: `embedded (ladybug 0.22.0)`."""

    def rebuild(self, files: GraphFiles) -> None:
        """Replaces the whole graph; a reader sees the old graph until the new one is complete."""

    def data(self) -> str | None:
        """`GraphFiles.data` of the graph that is there, or None."""

    def query(self, cypher: str, parameters: Mapping[str, object] | None = None, limits: Limits = Limits()) -> Result:
        """Runs a read-only query. Raises `QueryRefused`, `QueryTimedOut`, `GraphMissing`."""

    def check(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Sequence[str]:
        """Prepares a read-only query without running it; gives the returned columns. Raises `QueryRefused`."""

    def paths(self, start: str, end: str, types: Sequence[str], longest: int) -> list[list[Step]]:
        """The shortest paths between two nodes, given as `Label:key`, over `types`, at most `longest` steps."""

    def close(self) -> None:
        """Lets go of the engine's files and connections."""
