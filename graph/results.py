"""What Ladybug returns, in the form that every engine returns it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cluegraph.graph.engine import Value

InternalId = tuple[int, int]


def plain_rows(rows: Sequence[Sequence[Any]]) -> list[list[Value]]:
    """The rows with whole numbers as int, dates as ISO text, nodes and relationships as dicts without internal ids.

    Relationships whose end nodes are in the same result say so in `_start` and `_end` (`Label:key`).
    """
    ends: dict[InternalId, str] = {}
    for row in rows:
        for value in row:
            _note_nodes(value, ends)
    return [[_plain(value, ends) for value in row] for row in rows]


def _note_nodes(value: Any, ends: dict[InternalId, str]) -> None:
    if isinstance(value, dict):
        if "_LABEL" in value and "_SRC" not in value and value.get("_ID"):
            ends[_id(value["_ID"])] = f"{value['_LABEL']}:{value.get('key')}"
            return
        for part in value.values():
            _note_nodes(part, ends)
    elif isinstance(value, list):
        for part in value:
            _note_nodes(part, ends)


def _plain(value: Any, ends: Mapping[InternalId, str]) -> Value:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return _plain_dict(value, ends)
    if isinstance(value, list | tuple):
        return [_plain(part, ends) for part in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _plain_dict(value: dict[str, Any], ends: Mapping[InternalId, str]) -> Value:
    if "_NODES" in value and "_RELS" in value:
        return {"nodes": _plain(value["_NODES"], ends), "relationships": _plain(value["_RELS"], ends)}
    if "_LABEL" not in value:
        return {key: _plain(part, ends) for key, part in value.items()}
    properties = {key: _plain(part, ends) for key, part in value.items() if key not in _INTERNAL and part is not None}
    if "_SRC" not in value:
        return {**properties, "_label": value["_LABEL"]}
    start, end = ends.get(_id(value["_SRC"])), ends.get(_id(value["_DST"]))
    both: dict[str, Value] = {"_start": start, "_end": end} if start and end else {}
    return {**properties, "_type": value["_LABEL"], **both}


_INTERNAL = frozenset(("_ID", "_LABEL", "_SRC", "_DST"))


def _id(value: Mapping[str, int]) -> InternalId:
    return value["table"], value["offset"]
