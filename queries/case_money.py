"""The money of several clues together, without counting a row twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cluegraph.queries.clue import Clue

_LISTS, _VOUCHERS = "lists", "vouchers"


@dataclass(frozen=True)
class Total:
    """Fen, None where no clue has money. `exact`: every clue's money is the sum of rows, each counted once; otherwise
    the money is at least this much."""

    fen: int | None
    exact: bool = True


def total_of(clues: Iterable[Clue]) -> Total:
    """The money that the clues speak of, never a sum of overlapping amounts.

    A clue whose amount is the sum of the list rows (or of the vouchers) that it cites stands for these rows; the rows
    of all such clues are united and added up, lists and vouchers apart, since a voucher may pay a list. Any other
    amount (an excess, a contract, transfers) stands for itself. The total is the largest of these.
    """
    united: dict[str, dict[str, int]] = {}
    sums: list[int] = []
    for clue in clues:
        if clue.amount_fen is None:
            continue
        rows = _rows(clue)
        kind = next((name for name, paid in rows.items() if sum(paid.values()) == clue.amount_fen), None)
        if kind is None:
            sums.append(clue.amount_fen)
        else:
            united.setdefault(kind, {}).update(rows[kind])
    sums += [sum(paid.values()) for paid in united.values()]
    return Total(max(sums, default=None), exact=len(sums) <= 1)


def _rows(clue: Clue) -> Mapping[str, dict[str, int]]:
    """What the cited rows pay in fen by `ref`, lists and vouchers apart."""
    found: dict[str, dict[str, int]] = {}
    for record in clue.records:
        if record.money is not None:
            kind = _VOUCHERS if record.money.kind == "voucher" else _LISTS
            found.setdefault(kind, {})[record.ref] = record.money.fen
    return dict(sorted(found.items()))
