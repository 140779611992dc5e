"""A network as it is drawn: nodes, edges and the rows that they rest on, whatever engine they came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from cluegraph.graph.engine import Value
from cluegraph.i18n import Text


@dataclass(frozen=True)
class Row:
    """One spreadsheet row that a node, an edge or a clue rests on; `row` counts from 1, `cells` are as written."""

    file: str
    sheet: str
    row: int
    sha256: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, str, int]:
        """What makes this row that row: the file's hash (its path where the hash is not known), sheet, row."""
        return (self.sha256 or self.file, self.sheet, self.row)


@dataclass(frozen=True)
class Node:
    """A node; `id` is `Label:key`, `caption` what is written beside it, `focus` that the picture is about it."""

    id: str
    label: str
    caption: str = ""
    properties: Mapping[str, Value] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    focus: bool = False
    role: str = ""


@dataclass(frozen=True)
class Edge:
    """An edge between two node ids; `count` > 1 or `amount_fen` where payments are drawn as one edge.

    A `minor` edge is drawn thin and without its caption: another edge says the same money.
    """

    source: str
    target: str
    type: str
    caption: str = ""
    properties: Mapping[str, Value] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    count: int = 1
    amount_fen: int | None = None
    minor: bool = False


@dataclass(frozen=True)
class Network:
    """Nodes with unique ids, edges between them, and notes on what the picture leaves out.

    `cited` are the rows of the clue that is drawn, whether or not a node or an edge stands for each.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    notes: tuple[Text, ...] = ()
    cited: tuple[Row, ...] = ()

    def node(self, node_id: str) -> Node:
        """The node of that id; raises KeyError."""
        return {node.id: node for node in self.nodes}[node_id]

    def rows(self) -> Iterator[Row]:
        """Each row once: those that are cited, then the others in the order of their first use."""
        seen: set[tuple[str, str, int]] = set()
        for row in chain.from_iterable(
            [self.cited, *(node.rows for node in self.nodes), *(edge.rows for edge in self.edges)]
        ):
            if row.place not in seen:
                seen.add(row.place)
                yield row


def neighbours(network: Network) -> dict[str, set[str]]:
    """Who is joined to whom, directions left aside."""
    joined: dict[str, set[str]] = {node.id: set() for node in network.nodes}
    for edge in network.edges:
        joined[edge.source].add(edge.target)
        joined[edge.target].add(edge.source)
    return joined
