"""The original cells of the rows that a network rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cluegraph.queries.run import Cited, Evidence
from cluegraph.viz.model import Network, Row

Place = tuple[str, str, int]


def row_of(record: Cited) -> Row:
    """A cited record as a row of evidence."""
    return Row(record.file, record.sheet, record.row, record.sha256, dict(record.cells))


def cited(network: Network, records: Evidence) -> Network:
    """The network with the cells of its rows; those that it cites have theirs and are not asked for again.

    A row whose cells are not kept any more stays, with its file, sheet and row.
    """
    rows = {row.place: row for row in network.cited}
    refs = {str(part["ref"]): part for part in _properties(network) if part.get("ref")}
    missing = sorted(ref for ref, part in refs.items() if _place(part) not in rows)
    if missing:
        rows.update({row.place: row for row in map(row_of, records.cells(missing).values())})
    return replace(
        network,
        nodes=tuple(replace(node, rows=_filled(node.rows, rows)) for node in network.nodes),
        edges=tuple(replace(edge, rows=_filled(edge.rows, rows)) for edge in network.edges),
    )


def _properties(network: Network) -> list[Mapping[str, object]]:
    return [*(node.properties for node in network.nodes), *(edge.properties for edge in network.edges)]


def _place(part: Mapping[str, object]) -> Place:
    row = part.get("row")
    where = str(part.get("source") or part.get("path") or "")
    return (where, str(part.get("sheet") or ""), row if isinstance(row, int) else 0)


def _filled(rows: tuple[Row, ...], known: Mapping[Place, Row]) -> tuple[Row, ...]:
    return tuple(known.get(row.place, row) for row in rows)
