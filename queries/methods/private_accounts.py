"""FLOW-04: what units and villages paid into private accounts, put together by payer and payee."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from cluegraph.graph.engine import Value
from cluegraph.queries.movements import Transfer, refs_of, transfers

ADDS = frozenset(
    {"place", "unit", "village", "payee", "person", "accounts", "name", "amount", "times", "records", "rung", "doubts"}
)

Row = dict[str, Value]


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """One row for each payer and payee with a payment of `large` (fen) or more, or `times` payments.

    Rows of the query are payments (`sort` 'transfer' or 'voucher') of `place` (`label` 'unit' or 'village') into the
    account `receiver` ('' if a voucher has none) of `person` (valid ID, '' if no list says whose it is); `name` is the
    holder as written. A payment that voucher and bank flow both state counts once.
    """
    large, times = int(str(parameters["large"])), int(str(parameters["times"]))
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[str(row["place"]), str(row["person"] or row["receiver"])].append(row)
    found = []
    for (_, payee), group in sorted(groups.items()):
        stated = [_paid(group, sort) for sort in ("transfer", "voucher")]
        fullest = max(stated, key=lambda paid: (sum(one.fen for one in paid), len(paid)))
        largest = max(one.fen for paid in stated for one in paid)
        if largest >= large or max(len(paid) for paid in stated) >= times:
            found.append(_row(payee, group, fullest, refs_of([*stated[0], *stated[1]])))
    return found


def _paid(group: Sequence[Row], sort: str) -> list[Transfer]:
    return transfers(row for row in group if row["sort"] == sort)


def _row(payee: str, group: Sequence[Row], paid: Sequence[Transfer], refs: set[str]) -> Row:
    """One finding."""
    first = group[0]
    place, label = str(first["place"]), str(first["label"])
    person = next((str(row["person"]) for row in group if row["person"]), "")
    names = sorted({str(row["name"]) for row in group if row["name"]})
    return {
        "place": place,
        "unit": place if label == "unit" else "",
        "village": place if label == "village" else "",
        "payee": payee,
        "person": person,
        "accounts": [*sorted({str(row["receiver"]) for row in group if row["receiver"]})],
        "name": "、".join(names),
        "amount": sum(one.fen for one in paid),
        "times": len(paid),
        "records": [*sorted(refs)],
        "rung": "" if person else "L4",
        "doubts": "" if person else "unknown_holder",
    }
