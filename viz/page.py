"""What the template of a network is filled with: cards, evidence rows and legend, all masked already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cluegraph.i18n import Text
from cluegraph.queries.wording import yuan
from cluegraph.viz.facts import Fact, facts
from cluegraph.viz.mask import Masker
from cluegraph.viz.model import Edge, Network, Node, Row
from cluegraph.viz.style import SHAPES, shape_of, size_of
from cluegraph.viz.vocabulary import Vocabulary

if TYPE_CHECKING:
    from cluegraph.viz.network import Heading


@dataclass(frozen=True)
class Card:
    """The panel's text on one node or edge; `rows` are positions in the list of evidence."""

    id: str
    kind: str
    name: str
    role: str
    facts: Sequence[Fact]
    rows: Sequence[int]
    node: bool


@dataclass(frozen=True)
class Shown:
    """One evidence row as it is shown."""

    file: str
    sheet: str
    row: int
    sha256: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sign:
    """One line of the legend: an SVG path, its colour, what it stands for and how often it occurs."""

    path: str
    colour: str
    title: str
    count: int
    small: bool


@dataclass(frozen=True)
class Page:
    """The whole page but the canvas."""

    heading: Heading
    cards: Sequence[Card]
    rows: Sequence[Shown]
    legend: Sequence[Sign]
    notes: Sequence[str]
    masked: bool

    def links(self) -> dict[str, list[int]]:
        """Card id → its evidence rows: what the script needs."""
        return {card.id: list(card.rows) for card in self.cards}


def cards(network: Network, vocabulary: Vocabulary, masker: Masker, names: Mapping[str, str]) -> list[Card]:
    """One card a node, one an edge; an edge's name says which ends it joins."""
    places = {row.place: number for number, row in enumerate(network.rows())}
    captions = {node.id: masker.text(node.caption.replace("\n", " ")) for node in network.nodes}
    found = [_node_card(node, vocabulary, masker, names[node.id], places) for node in network.nodes]
    for number, edge in enumerate(network.edges):
        ends = f"{captions[edge.source]} → {captions[edge.target]}"
        found.append(_edge_card(edge, vocabulary, masker, f"e{number}", ends, places))
    return found


def _node_card(
    node: Node, vocabulary: Vocabulary, masker: Masker, name: str, places: Mapping[tuple[str, str, int], int]
) -> Card:
    kind = vocabulary.node(node.label)
    return Card(
        id=name,
        kind=str(kind.title),
        name=masker.text(node.caption.replace("\n", " ")),
        role=masker.text(node.role),
        facts=facts(node.properties, kind.properties, masker),
        rows=_numbers(node.rows, places),
        node=True,
    )


def _edge_card(
    edge: Edge, vocabulary: Vocabulary, masker: Masker, name: str, ends: str, places: Mapping[tuple[str, str, int], int]
) -> Card:
    kind = vocabulary.edge(edge.type)
    said = facts(edge.properties, kind.properties, masker)
    if edge.count > 1 or edge.amount_fen is not None:
        said.append(Fact(str(Text("笔数", "payments")), str(edge.count)))
    if edge.amount_fen is not None:
        said.append(Fact(str(Text("合计", "sum")), f"{yuan(edge.amount_fen)} {Text('元', 'yuan')}"))
    return Card(name, str(kind.title), ends, "", said, _numbers(edge.rows, places), node=False)


def _numbers(rows: Sequence[Row], places: Mapping[tuple[str, str, int], int]) -> list[int]:
    return sorted({places[row.place] for row in rows})


def evidence(network: Network, masker: Masker, most: int) -> list[Shown]:
    """The first `most` rows that the network rests on."""
    return [
        Shown(masker.text(row.file), masker.text(row.sheet), row.row, row.sha256, masker.cells(row.cells))
        for row in list(network.rows())[:most]
    ]


def legend(network: Network, vocabulary: Vocabulary) -> list[Sign]:
    """The kinds of node that occur, the most frequent first."""
    counts: dict[str, int] = {}
    for node in network.nodes:
        counts[node.label] = counts.get(node.label, 0) + 1
    found = []
    for label, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        kind = vocabulary.node(label)
        found.append(Sign(SHAPES[shape_of(kind)], kind.colour, str(kind.title), count, size_of(kind) < 16))
    return found
