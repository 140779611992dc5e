"""What Neo4j returns, in the form that every engine returns it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from cluegraph.graph.engine import Value
from cluegraph.graph.model import model

_TIMES = (Date, DateTime, Time, Duration)


def plain_rows(rows: Sequence[Sequence[Any]]) -> list[list[Value]]:
    """The rows with dates as ISO text, nodes and relationships as dicts without internal ids.

    Relationships whose end nodes are in the same result say so in `_start` and `_end` (`Label:key`).
    """
    ends: dict[str, str] = {}
    for row in rows:
        for value in row:
            _note_nodes(value, ends)
    return [[_plain(value, ends) for value in row] for row in rows]


def _note_nodes(value: Any, ends: dict[str, str]) -> None:
    if isinstance(value, Node):
        ends[value.element_id] = f"{_label(value)}:{value.get('key')}"
    elif isinstance(value, Path):
        for node in value.nodes:
            _note_nodes(node, ends)
    elif isinstance(value, list):
        for part in value:
            _note_nodes(part, ends)
    elif isinstance(value, dict):
        for part in value.values():
            _note_nodes(part, ends)


def _plain(value: Any, ends: dict[str, str]) -> Value:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Node):
        label = _label(value)
        kind = model().nodes.get(label)
        return {**_properties(value, kind.properties if kind else ()), "_label": label}
    if isinstance(value, Relationship):
        return _relationship(value, ends)
    if isinstance(value, Path):
        nodes, steps = ([_plain(part, ends) for part in parts] for parts in (value.nodes, value.relationships))
        return {"nodes": nodes, "relationships": steps}
    if isinstance(value, dict):
        return {str(key): _plain(part, ends) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part, ends) for part in value]
    if isinstance(value, _TIMES):
        return str(value.iso_format())
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)


def _relationship(value: Relationship, ends: dict[str, str]) -> Value:
    start, end = (ends.get(node.element_id) if node is not None else None for node in value.nodes)
    both: dict[str, Value] = {"_start": start, "_end": end} if start and end else {}
    kind = model().relationships.get(value.type)
    return {**_properties(value, kind.properties if kind else ()), "_type": value.type, **both}


def _properties(value: Node | Relationship, order: Iterable[str]) -> dict[str, Value]:
    """In the vocabulary's order; the server has none."""
    names = dict.fromkeys([*(name for name in order if name in value), *value.keys()])
    return {name: _plain(value[name], {}) for name in names}


def _label(node: Node) -> str:
    return next(iter(sorted(node.labels)), "")
