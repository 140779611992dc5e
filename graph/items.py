"""The nodes and relationships that the rows of a result hold, wherever they are nested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cluegraph.graph.engine import Result, Value

Item = dict[str, Value]
"""A node (it has `_label`) or a relationship (it has `_type`, and `_start` and `_end` where both ends are known)."""


def items(results: Iterable[Result]) -> Iterator[Item]:
    """All nodes and relationships in the order of the rows, as often as they stand there.

    A value may be one of them, a list or a map of them (`collect`), or a path's {nodes, relationships}.
    """
    for result in results:
        for row in result.rows:
            for value in row:
                yield from _inside(value)


def _inside(value: Value) -> Iterator[Item]:
    if isinstance(value, list):
        for each in value:
            yield from _inside(each)
    elif isinstance(value, dict):
        if "_label" in value or "_type" in value:
            yield value
        else:
            for each in value.values():
                yield from _inside(each)


def with_ends(item: Item) -> bool:
    """Whether a relationship says which two nodes it joins."""
    return "_start" in item and "_end" in item


def node_id(item: Item) -> str:
    """`Label:key`, as the ends of relationships are named."""
    return f"{item['_label']}:{item.get('key', '')}"


def properties_of(item: Item) -> Item:
    """The properties without the names that the engines add."""
    return {name: value for name, value in item.items() if name not in _ADDED}


_ADDED = frozenset(("_label", "_type", "_start", "_end"))
