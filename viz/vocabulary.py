"""What a picture needs of the graph's vocabulary: titles, shapes, colours, and which properties are personal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from cluegraph.graph.model import Property, model
from cluegraph.i18n import Text


@dataclass(frozen=True)
class NodeKind:
    """How nodes of one label are drawn and named."""

    label: str
    title: Text
    shape: str = "dot"
    colour: str = "#8c8c8c"
    display: str = "key"
    natural_key: str = "key"
    personal: frozenset[str] = frozenset()
    properties: Mapping[str, Text] = field(default_factory=dict)
    record: bool = False


@dataclass(frozen=True)
class EdgeKind:
    """How relationships of one type are named."""

    type: str
    title: Text
    derived: bool = False
    properties: Mapping[str, Text] = field(default_factory=dict)


class Vocabulary(Protocol):
    """Gives the kinds; a label or type that is not in the vocabulary has a plain kind of its own name."""

    def node(self, label: str) -> NodeKind:
        """The kind of a label."""

    def edge(self, type_: str) -> EdgeKind:
        """The kind of a relationship type."""


@dataclass(frozen=True)
class Kinds:
    """A vocabulary held in two dicts."""

    nodes: Mapping[str, NodeKind]
    edges: Mapping[str, EdgeKind]

    def node(self, label: str) -> NodeKind:
        return self.nodes.get(label) or NodeKind(label, Text(label, label))

    def edge(self, type_: str) -> EdgeKind:
        return self.edges.get(type_) or EdgeKind(type_, Text(type_, type_))


@cache
def shipped() -> Kinds:
    """The graph's own vocabulary."""
    nodes = {
        kind.label: NodeKind(
            kind.label,
            kind.title,
            kind.shape,
            kind.colour,
            kind.display,
            kind.natural_key,
            kind.personal,
            _titles(kind.properties),
            kind.record,
        )
        for kind in model().nodes.values()
    }
    edges = {
        kind.type: EdgeKind(kind.type, kind.title, kind.derived, _titles(kind.properties))
        for kind in model().relationships.values()
    }
    return Kinds(nodes, edges)


def _titles(properties: Mapping[str, Property]) -> dict[str, Text]:
    return {name: declared.title.text() for name, declared in properties.items()}
