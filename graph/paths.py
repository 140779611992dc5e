"""Shortest paths between two nodes, found level by level with queries that every engine understands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cluegraph.errors import QueryRefused
from cluegraph.graph.engine import Result, Step, Value
from cluegraph.graph.model import model
from cluegraph.i18n import Text

Query = Callable[[str, Mapping[str, object]], Result]
Came = dict[str, list[Step]]
"""For each node reached, the steps by which it is reached from the level before."""
MOST_NEIGHBOURS = 20_000
MOST_PATHS = 50


def shortest_paths(query: Query, start: str, end: str, types: Sequence[str], longest: int) -> list[list[Step]]:
    """All shortest paths (at most 50, sorted) between two nodes given as `Label:key`, read in both directions.

    The walk stops at a level of more than 20,000 nodes. Raises `QueryRefused` for an unknown type or label.
    """
    _check([start, end], types)
    if start == end:
        return [[]]
    came: Came = {start: []}
    level = [start]
    for _ in range(longest):
        found = _next_level(query, level, types, came)
        came.update(found)
        if end in found:
            return sorted(_walk_back(came, start, end), key=_as_key)[:MOST_PATHS]
        level = sorted(found)
        if not level or len(level) > MOST_NEIGHBOURS:
            break
    return []


def _check(ends: Sequence[str], types: Sequence[str]) -> None:
    labels = {end.partition(":")[0] for end in ends}
    unknown = sorted((labels - set(model().nodes)) | (set(types) - set(model().relationships)))
    if unknown:
        raise QueryRefused(
            Text(f"图谱词汇中没有 {'、'.join(unknown)}", f"the vocabulary has no {', '.join(unknown)}"),
            Text("请对照 docs/图谱词汇.md。", "see docs/图谱词汇.md."),
        )


def _next_level(query: Query, level: Sequence[str], types: Sequence[str], came: Came) -> Came:
    found: Came = {}
    for kind in types:
        for start_label, end_label in model().relationships[kind].ends:
            for here, there, forward in ((start_label, end_label, True), (end_label, start_label, False)):
                keys = [node.partition(":")[2] for node in level if node.startswith(f"{here}:")]
                if keys:
                    _add(
                        found,
                        came,
                        query(_STEP[forward].format(here=here, there=there, kind=kind), {"keys": keys}),
                        here,
                        there,
                        forward,
                    )
    return found


_STEP = {
    True: "UNWIND $keys AS k MATCH (a:`{here}`)-[r:`{kind}`]->(b:`{there}`) WHERE a.key = k RETURN k, r, b.key",
    False: "UNWIND $keys AS k MATCH (a:`{here}`)<-[r:`{kind}`]-(b:`{there}`) WHERE a.key = k RETURN k, r, b.key",
}


def _add(found: Came, came: Came, result: Result, here: str, there: str, forward: bool) -> None:
    for key, relationship, other in result.rows:
        near, far = f"{here}:{key}", f"{there}:{other}"
        if far in came:
            continue
        properties: dict[str, Value] = dict(relationship) if isinstance(relationship, dict) else {}
        kind = str(properties.pop("_type", ""))
        start, end = (near, far) if forward else (far, near)
        found.setdefault(far, []).append(Step(kind, start, end, properties))


def _walk_back(came: Came, start: str, end: str) -> list[list[Step]]:
    if end == start:
        return [[]]
    paths: list[list[Step]] = []
    for step in sorted(came[end], key=lambda step: _as_key([step])):
        before = step.start if step.end == end else step.end
        paths += [[*path, step] for path in _walk_back(came, start, before)]
        if len(paths) >= MOST_PATHS:
            break
    return paths


def _as_key(path: list[Step]) -> list[tuple[str, ...]]:
    return [(step.type, step.start, step.end, _row(step.properties)) for step in path]


def _row(properties: Mapping[str, Any]) -> str:
    return f"{properties.get('path', '')}{properties.get('row', '')}"
