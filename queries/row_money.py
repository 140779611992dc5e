"""The money of cited rows: what a row of a list or a voucher pays."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from cluegraph.graph.engine import Engine, Limits

BATCH = 20_000
_LOOK_UP = Limits(seconds=120.0, rows=BATCH * 2)
_TEXT = "UNWIND $refs AS r MATCH (x:Payment) WHERE x.key = r RETURN x.key AS ref, x.kind AS kind, x.amount_fen AS fen"


class Money(NamedTuple):
    """What one row pays, in fen, and the kind of payment (`subsidy`, `payroll`, `allowance` or `voucher`)."""

    kind: str
    fen: int


def money_of_rows(engine: Engine, refs: Collection[str]) -> dict[str, Money]:
    """The money of those rows that are payments."""
    ordered = sorted(refs)
    found: dict[str, Money] = {}
    for start in range(0, len(ordered), BATCH):
        rows = engine.query(_TEXT, {"refs": ordered[start : start + BATCH]}, _LOOK_UP).rows
        found |= {str(ref): Money(str(kind), fen) for ref, kind, fen in rows if isinstance(fen, int)}
    return found
