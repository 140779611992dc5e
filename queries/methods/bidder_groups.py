"""CON-06 to CON-09: bidders of one tender that are tied two by two, put together as one finding a connected group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx

from cluegraph.queries.methods import Row

ADDS = frozenset({"first"})

_TEXTS = ("what", "what_en")
"""Columns that say what ties the bidders; every row of a group gets what all its rows say."""


def apply(rows: Sequence[Row], _parameters: Mapping[str, object]) -> list[Row]:
    """The rows with `first`, the bidder of their group that sorts first, so that a finding keeps its id while the
    group grows. A row names a `tender` and the `bidders` (keys) that one thing ties together."""
    by_tender: dict[str, list[Row]] = {}
    for row in rows:
        by_tender.setdefault(str(row["tender"]), []).append(row)
    return [named for tender in sorted(by_tender) for named in _grouped(by_tender[tender])]


def _grouped(rows: Sequence[Row]) -> list[Row]:
    ties = nx.Graph()
    for row in rows:
        nx.add_path(ties, sorted(_bidders(row)))
    found: list[Row] = []
    for group in nx.connected_components(ties):
        within = [row for row in rows if group.issuperset(_bidders(row))]
        said = {name: _joined(within, name) for name in _TEXTS if name in within[0]}
        found += [{**row, **said, "first": min(group)} for row in within]
    return found


def _bidders(row: Row) -> set[str]:
    bidders = row["bidders"]
    return {str(bidder) for bidder in bidders} if isinstance(bidders, list) else set()


def _joined(rows: Sequence[Row], name: str) -> str:
    separator = ", " if name.endswith("_en") else "、"
    return separator.join(sorted({str(row[name]) for row in rows}))
