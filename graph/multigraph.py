"""A result as a `networkx.MultiDiGraph`, for the algorithms that Cypher is not for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

import networkx as nx

from cluegraph.graph.engine import Result, Value
from cluegraph.graph.items import Item, items, node_id, properties_of, with_ends
from cluegraph.graph.model import PROVENANCE, REF, Property, PropertyType, model

_EVIDENCE = frozenset((*PROVENANCE, *REF))
_TYPED: Mapping[PropertyType, Callable[[bool | int | float | str], Value]] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "decimal": float,
}


def multigraph(result: Result, *more: Result) -> nx.MultiDiGraph:
    """The nodes and relationships of one or several results.

    Nodes are named `Label:key` and have the attribute `label` and their properties; relationships have the attribute
    `type` and theirs. A property that is not set is absent; the others are str, int, bool or float as the vocabulary
    says (a decimal is a float, money is whole fen). An edge's key is made of its type and the row it rests on, and is
    the same in every result; parallel edges stay, a relationship in several rows is there once.

    `graph.graph["cut"]` says whether rows were cut; `graph.graph["without_ends"]` how often a relationship stands in
    the rows without both its nodes being there too: these are left out. The same for every order of the rows.
    """
    results = (result, *more)
    found = list(items(results))
    nodes = {node_id(item): item for item in found if "_label" in item}
    relationships = [item for item in found if "_label" not in item]
    joining = [item for item in relationships if with_ends(item)]
    edges = {(str(item["_start"]), str(item["_end"]), _key(item)): item for item in joining}
    graph = nx.MultiDiGraph(cut=any(each.cut for each in results), without_ends=len(relationships) - len(joining))
    for name in sorted(nodes):
        graph.add_node(name, **_node_attributes(nodes[name]))
    for start, end, key in sorted(edges):
        graph.add_edge(start, end, key=key, **_edge_attributes(edges[start, end, key]))
    return graph


def _key(item: Item) -> str:
    """The type, the row that says so, and where one row may say it in several ways, which of them."""
    row = item.get("ref") or "/".join(str(item[name]) for name in PROVENANCE if name in item)
    own = sorted((name, value) for name, value in properties_of(item).items() if name not in _EVIDENCE)
    which = hashlib.sha256(repr(own).encode()).hexdigest()[:8] if own else ""
    return " ".join(part for part in (str(item["_type"]), str(row), which) if part)


def _node_attributes(item: Item) -> dict[str, Value]:
    label = str(item["_label"])
    kind = model().nodes.get(label)
    return {"label": label, **_typed(item, kind.properties if kind else {})}


def _edge_attributes(item: Item) -> dict[str, Value]:
    type_ = str(item["_type"])
    kind = model().relationships.get(type_)
    return {"type": type_, **_typed(item, kind.properties if kind else {})}


def _typed(item: Item, declared: Mapping[str, Property]) -> dict[str, Value]:
    return {
        name: _TYPED[declared[name].type](value)
        if name in declared and isinstance(value, bool | int | float | str)
        else value
        for name, value in properties_of(item).items()
        if value is not None
    }
