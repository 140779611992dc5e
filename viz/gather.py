"""Query results → a network: the nodes and relationships in the rows, each once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from cluegraph.graph.engine import Result, Value
from cluegraph.graph.items import Item, items, node_id, properties_of, with_ends
from cluegraph.i18n import Text
from cluegraph.queries.wording import yuan
from cluegraph.viz.model import Edge, Network, Node, Row
from cluegraph.viz.vocabulary import NodeKind, Vocabulary

_SAYING = ("relation", "post", "role", "status")


def gather(results: Iterable[Result], vocabulary: Vocabulary, focus: Collection[str] = ()) -> Network:
    """The network of all nodes (dicts with `_label`) and relationships (`_type`, `_start`, `_end`) in the results.

    `focus` holds natural keys or node ids; nodes that bear one are what the picture is about. A relationship whose
    end is not among the nodes is left out, and so is one from a node to itself (a cadre is within 0 steps of kin).
    """
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str, str, str], Edge] = {}
    for item in items(results):
        if "_label" in item:
            node = _node(item, vocabulary, focus)
            nodes.setdefault(node.id, node)
        elif with_ends(item):
            edge = _edge(item, vocabulary)
            if edge.source == edge.target:
                continue
            edges.setdefault((edge.source, edge.target, edge.type, repr(sorted(edge.properties.items()))), edge)
    ordered = sorted(nodes.values(), key=lambda node: (not node.focus, node.label, node.id))
    kept = sorted(
        (edge for edge in edges.values() if edge.source in nodes and edge.target in nodes),
        key=lambda edge: (edge.type, edge.source, edge.target, repr(sorted(edge.properties.items()))),
    )
    return Network(tuple(ordered), tuple(kept))


def _node(item: Item, vocabulary: Vocabulary, focus: Collection[str]) -> Node:
    label = str(item["_label"])
    kind = vocabulary.node(label)
    key = str(item.get("key", ""))
    natural = str(item.get(kind.natural_key) or key)
    name = node_id(item)
    return Node(
        id=name,
        label=label,
        caption=caption(item, kind),
        properties=properties_of(item),
        rows=tuple(_rows(item)),
        focus=any(each in focus for each in (name, key, natural)),
    )


def _edge(item: Item, vocabulary: Vocabulary) -> Edge:
    return Edge(
        source=str(item["_start"]),
        target=str(item["_end"]),
        type=str(item["_type"]),
        caption=_edge_caption(item, vocabulary),
        properties=properties_of(item),
        rows=tuple(_rows(item)),
    )


def _rows(item: Mapping[str, Value]) -> Iterator[Row]:
    row = item.get("row")
    if isinstance(row, int) and item.get("path"):
        yield Row(str(item["path"]), str(item.get("sheet") or ""), row, str(item.get("source") or ""))


def caption(item: Mapping[str, Value], kind: NodeKind) -> str:
    """What is written beside a node: the displayed property, and amount and month for what carries money."""
    title = str(item.get(kind.display) or item.get(kind.natural_key) or item.get("key") or "")
    amount = item.get("amount_fen")
    if not isinstance(amount, int):
        return title
    when = str(item.get("period") or item.get("year") or "")
    named = "" if kind.display in ("key", "ref", "period", "year", "amount_fen") else title
    return "\n".join(part for part in (named, f"{yuan(amount)} {Text('元', 'yuan')}", when) if part)


def _edge_caption(item: Item, vocabulary: Vocabulary) -> str:
    """What the relationship says of itself (relation, post, role, share), else the title of its type."""
    title = str(vocabulary.edge(str(item["_type"])).title)
    hops = item.get("hops")
    if isinstance(hops, int):
        return str(Text(f"亲属（{hops} 步）", f"kin, {hops} steps"))
    share = item.get("share")
    if isinstance(share, int | float):
        return f"{title} {share:g}%"
    said = next((item[field] for field in _SAYING if item.get(field)), None)
    return str(said) if said is not None else title
