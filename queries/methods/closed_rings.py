"""FLOW-02: money that goes from account to account and comes back to the first, nearly whole and soon."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from cluegraph.graph.engine import Value
from cluegraph.queries.movements import Transfer, refs_of, transfers

ADDS = frozenset(
    {"ring", "accounts", "persons", "companies", "units", "villages", "amount", "records", "doubts", "length"}
)
_HOLDERS = {"person": "persons", "company": "companies", "unit": "units", "village": "villages"}
_FEWEST = 3
_REFUND = ("退款", "退回", "退还", "退汇", "冲正", "冲账")
_POOL = ("归集", "资金池", "下拨", "上划", "上存", "内部往来", "内部调拨", "集团")

Row = dict[str, Value]


@dataclass
class _Ring:
    """The rounds of money along one closed chain of accounts."""

    amount: int = 0
    moved: set[Transfer] = field(default_factory=set)


@dataclass(frozen=True)
class _Search:
    """How long a ring and its time may be, and how far an amount may be from the first (in percent)."""

    most: int
    days: int
    percent: int


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """One row for each ring of accounts.

    Rows of the query are transfers (`sort` 'transfer', see `movements.transfers`), holders of accounts ('person',
    'company', 'unit', 'village': `sender` is the account, `receiver` the holder's key) and shareholdings ('share':
    company `sender` holds `receiver`). `parameters`: `most` (accounts in a ring), `days`, `percent`.
    """
    by_sort: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_sort[str(row["sort"])].append(row)
    limits = _Search(*(int(str(parameters[name])) for name in ("most", "days", "percent")))
    rings = _rings(transfers(by_sort["transfer"]), limits)
    holders: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for sort in _HOLDERS:
        for row in by_sort[sort]:
            holders[str(row["sender"])][sort].append(str(row["receiver"]))
    groups = nx.Graph((str(row["sender"]), str(row["receiver"])) for row in by_sort["share"])
    return [_row(accounts, ring, holders, groups) for accounts, ring in sorted(rings.items())]


def _rings(moved: Sequence[Transfer], limits: _Search) -> dict[tuple[str, ...], _Ring]:
    """Rings by their accounts, the smallest first."""
    inside = _on_cycles(moved)
    leaving: dict[str, list[Transfer]] = defaultdict(list)
    for transfer in inside:
        leaving[transfer.sender].append(transfer)
    rings: dict[tuple[str, ...], _Ring] = defaultdict(_Ring)
    for first in inside:
        for path in _closed(first, [first], leaving, limits):
            smallest = min(range(len(path)), key=lambda place: path[place].sender)
            ring = rings[tuple(transfer.sender for transfer in (*path[smallest:], *path[:smallest]))]
            ring.amount = max(ring.amount, first.fen)
            ring.moved |= set(path)
    return rings


def _on_cycles(moved: Sequence[Transfer]) -> list[Transfer]:
    """The transfers that can lie on a ring at all: both ends in one strongly connected part."""
    graph = nx.DiGraph((transfer.sender, transfer.receiver) for transfer in moved)
    part = {
        account: number for number, group in enumerate(nx.strongly_connected_components(graph)) for account in group
    }
    return [transfer for transfer in moved if part[transfer.sender] == part[transfer.receiver]]


def _closed(
    first: Transfer, path: list[Transfer], leaving: Mapping[str, Sequence[Transfer]], limits: _Search
) -> Iterator[list[Transfer]]:
    """The ways on from `path` back to its beginning. Of several transfers to one account the earliest does: whatever
    can follow a later one can follow it."""
    taken: set[str] = {transfer.sender for transfer in path[1:]}
    for transfer in _next(path[-1], first, leaving, limits):
        if transfer.receiver in taken:
            continue
        taken.add(transfer.receiver)
        if transfer.receiver == first.sender:
            if len(path) + 1 >= _FEWEST:
                yield [*path, transfer]
        elif len(path) + 1 < limits.most:
            yield from _closed(first, [*path, transfer], leaving, limits)


def _next(
    last: Transfer, first: Transfer, leaving: Mapping[str, Sequence[Transfer]], limits: _Search
) -> Iterator[Transfer]:
    """Transfers out of the account that `last` went to, in time and nearly as large as the first."""
    out = leaving.get(last.receiver, ())
    for position in range(bisect_left(out, last.day, key=lambda transfer: transfer.day), len(out)):
        transfer = out[position]
        if transfer.day > first.day + limits.days:
            return
        if abs(transfer.fen - first.fen) * 100 <= limits.percent * first.fen:
            yield transfer


def _row(
    accounts: tuple[str, ...], ring: _Ring, holders: Mapping[str, Mapping[str, Sequence[str]]], groups: nx.Graph[str]
) -> Row:
    """One finding."""
    held: dict[str, Value] = {
        column: [*sorted({key for account in accounts for key in holders.get(account, {}).get(sort, ())})]
        for sort, column in _HOLDERS.items()
    }
    return {
        "ring": "→".join(accounts),
        "length": len(accounts),
        "accounts": [*accounts],
        **held,
        "amount": ring.amount,
        "records": [*sorted(refs_of(ring.moved))],
        "doubts": [*_doubts(accounts, ring, holders, groups)],
    }


def _doubts(
    accounts: tuple[str, ...], ring: _Ring, holders: Mapping[str, Mapping[str, Sequence[str]]], groups: nx.Graph[str]
) -> Iterator[str]:
    """What speaks for a lawful ring."""
    owned = [{key for keys in holders.get(account, {}).values() for key in keys} for account in accounts]
    if set.intersection(*owned):
        yield "own"
    purposes = [transfer.purpose for transfer in ring.moved]
    if any(word in purpose for purpose in purposes for word in _REFUND):
        yield "refund"
    if any(word in purpose for purpose in purposes for word in _POOL) or _one_group(accounts, holders, groups):
        yield "group"


def _one_group(
    accounts: tuple[str, ...], holders: Mapping[str, Mapping[str, Sequence[str]]], groups: nx.Graph[str]
) -> bool:
    """Whether companies that hold one another's shares hold all the accounts."""
    companies = [holders.get(account, {}).get("company", ()) for account in accounts]
    if not all(companies) or any(company not in groups for keys in companies for company in keys):
        return False
    together = nx.node_connected_component(groups, companies[0][0])
    return all(company in together for keys in companies for company in keys)
