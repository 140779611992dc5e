"""A network as one self-contained HTML file, through pyvis on our own template.

pyvis 0.3.2 holds the nodes, edges and options; its template, which asks the network for Bootstrap and lets titles and
headings run as script, is not used. Data stand in a JSON block that no browser runs, and in escaped HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyvis.network import Network as Canvas

from cluegraph.i18n import Text
from cluegraph.queries.wording import shortened
from cluegraph.viz.captions import captioned
from cluegraph.viz.facts import harmless_numbers, personal_numbers
from cluegraph.viz.layout import frame, positions
from cluegraph.viz.mask import Masker, Unmasked, personal_cells
from cluegraph.viz.model import Network
from cluegraph.viz.page import Page, cards, evidence, legend
from cluegraph.viz.style import edge_style, node_style
from cluegraph.viz.template import environment, options, policy
from cluegraph.viz.vocabulary import Vocabulary

MOST_ROWS = 600
MOST_CAPTIONS = 36


@dataclass(frozen=True)
class Heading:
    """What stands above and beside the picture: title, small facts (label, value), and lists of sentences."""

    title: str
    summary: str = ""
    marks: tuple[tuple[Text, str], ...] = ()
    lists: Mapping[Text, tuple[str, ...]] = field(default_factory=dict)


def masker_for(network: Network, vocabulary: Vocabulary, mask: bool = True) -> Masker:
    """Hides what the vocabulary and the cells' headers call personal, and whatever looks like it."""
    if not mask:
        return Unmasked()
    known = personal_numbers(network, vocabulary)
    for row in network.rows():
        known |= personal_cells(row.cells)
    return Masker(known, harmless_numbers(network))


def network_html(network: Network, vocabulary: Vocabulary, heading: Heading, *, mask: bool = True) -> str:
    """The page: header, canvas, legend, search, and a panel with the facts and evidence rows of what is clicked.

    With `mask` no whole ID number, account or phone is in it, neither in a caption nor in a cell nor in an id.
    """
    masker = masker_for(network, vocabulary, mask)
    names = {node.id: f"n{number}" for number, node in enumerate(network.nodes)}
    page = Page(
        heading=_masked(heading, masker),
        cards=cards(network, vocabulary, masker, names),
        rows=evidence(network, masker, MOST_ROWS),
        legend=legend(network, vocabulary),
        notes=[masker.text(str(note)) for note in (*network.notes, *_rows_left_out(network))],
        masked=mask,
    )
    drawn = captioned(network, masker)
    placed = positions(drawn)
    canvas = _canvas(drawn, vocabulary, names, placed)
    canvas.templateEnv = environment()
    canvas.templateEnv.globals.update(page=page, policy=policy(), frame=frame(drawn, placed))
    canvas.path = "network.html"
    return str(canvas.generate_html())


def _rows_left_out(network: Network) -> list[Text]:
    count = sum(1 for _ in network.rows())
    if count <= MOST_ROWS:
        return []
    return [
        Text(
            f"依据的原始行共 {count} 行，本页列出前 {MOST_ROWS} 行，其余没有列出。",
            f"{count} rows stand behind this picture; the first {MOST_ROWS} are listed, the others are not.",
        )
    ]


def _canvas(
    network: Network, vocabulary: Vocabulary, names: Mapping[str, str], placed: Mapping[str, tuple[float, float]]
) -> Canvas:
    canvas = Canvas(directed=True, cdn_resources="in_line")
    canvas.set_options(options())
    for node in network.nodes:
        x, y = placed[node.id]
        style = node_style(vocabulary.node(node.label), node.focus)
        canvas.add_node(names[node.id], label=node.caption or " ", x=x, y=y, **style)
    crowded = sum(not edge.minor for edge in network.edges) > MOST_CAPTIONS
    drawn: dict[frozenset[str], int] = {}
    for number, edge in enumerate(network.edges):
        ends = frozenset((edge.source, edge.target))
        drawn[ends] = drawn.get(ends, 0) + 1
        style = edge_style(vocabulary.edge(edge.type), edge, drawn[ends], edge.source > edge.target)
        shown = "" if edge.minor or crowded else edge.caption
        canvas.add_edge(
            names[edge.source],
            names[edge.target],
            id=f"e{number}",
            label=shown,
            caption=edge.caption,
            still=shown,
            **style,
        )
    return canvas


def _masked(heading: Heading, masker: Masker) -> Heading:
    return Heading(
        title=shortened(masker.text(heading.title)),
        summary=masker.text(heading.summary),
        marks=tuple((title, masker.text(value)) for title, value in heading.marks),
        lists={title: tuple(map(masker.text, sentences)) for title, sentences in heading.lists.items()},
    )
