"""FLOW-03: accounts to which several payees pass on nearly the whole of a subsidy within days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cluegraph.graph.engine import Value
from cluegraph.queries.movements import Transfer, refs_of, transfers, whole

ADDS = frozenset(
    {
        "account", "persons", "companies", "units", "villages", "payees", "payee_accounts", "payee_count", "amount",
        "records", "rung", "doubts",
    }
)  # fmt: skip
_STATED = re.compile(
    "会费|社费|股金|入社|入股|股份|还款|归还|偿还|还贷|贷款|借款|货款|化肥|农药|种子|种苗|饲料|农资|农机|购|买|租金|流转费|承包费"
)
_FAR_ABOVE = 150
_CROWD = 5
_HOLDERS = {"person": "persons", "company": "companies", "unit": "units", "village": "villages"}

Row = dict[str, Value]


@dataclass(frozen=True)
class _Credit:
    """A subsidy that came into a payee's account."""

    ref: str
    account: str
    payee: str
    valid: bool
    household: str
    fen: int
    day: int
    given: bool


@dataclass(frozen=True)
class _Passed:
    """A credit and what went on from it to the collecting account; `near` if it is not far above the credit."""

    credit: _Credit
    moved: tuple[Transfer, ...]
    near: bool

    @property
    def stated(self) -> bool:
        return all(_STATED.search(transfer.purpose) for transfer in self.moved)


@dataclass(frozen=True)
class _Collector:
    """What is known of one receiving account."""

    account: str
    holders: Mapping[str, Sequence[str]]
    family: frozenset[str]
    senders: int


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """One row for each collecting account.

    Rows of the query by `sort`: 'passed' (a subsidy `credit` of `credit_fen` into `sender` on `credit_day`, and a
    transfer from there to `receiver` within the days), 'person', 'company', 'unit', 'village' (`receiver` is held by
    `holder`), 'family' (`holder` is kin or of one household with the holder of `receiver`), 'senders' (`fen` accounts
    send to `receiver`). `parameters`: `accounts` (fewest payees' accounts), `percent` of the credit.
    """
    by_account: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_account[str(row["receiver"])][str(row["sort"])].append(row)
    fewest, percent = (int(str(parameters[name])) for name in ("accounts", "percent"))
    found = []
    for account, sorts in sorted(by_account.items()):
        collector = _collector(account, sorts)
        passed = [one for one in _passed(sorts["passed"], percent) if one.credit.payee not in collector.family]
        if _enough(passed, fewest) and not _business(collector, passed, fewest):
            found.append(_row(collector, passed, fewest))
    return found


def _collector(account: str, sorts: Mapping[str, Sequence[Row]]) -> _Collector:
    holders = {sort: sorted({str(row["holder"]) for row in sorts.get(sort, ())}) for sort in _HOLDERS}
    family = {str(row["holder"]) for row in sorts.get("family", ())} | set(holders["person"])
    senders = max((whole(row["fen"]) for row in sorts.get("senders", ())), default=0)
    return _Collector(account, holders, frozenset(family), senders)


def _passed(rows: Sequence[Row], percent: int) -> list[_Passed]:
    """Credits of which at least `percent` went on."""
    credits: dict[_Credit, list[Row]] = defaultdict(list)
    for row in rows:
        credit = _Credit(
            str(row["credit"]), str(row["sender"]), str(row["payee"]), row["valid"] is True, str(row["household"]),
            whole(row["credit_fen"]), whole(row["credit_day"]), row["given"] is True,
        )  # fmt: skip
        credits[credit].append(row)
    day_totals: dict[tuple[str, int], int] = defaultdict(int)
    for credit in credits:
        day_totals[credit.account, credit.day] += credit.fen
    found = []
    for credit, together in credits.items():
        moved = tuple(transfers(together))
        sent = sum(transfer.fen for transfer in moved)
        if sent * 100 >= percent * credit.fen:
            total = day_totals[credit.account, credit.day]
            found.append(_Passed(credit, moved, sent * 100 <= _FAR_ABOVE * max(credit.fen, total)))
    return sorted(found, key=lambda one: (one.credit.account, one.credit.day, one.credit.ref))


def _enough(passed: Sequence[_Passed], fewest: int) -> bool:
    """Whether enough accounts of enough payees passed money on."""
    accounts = {one.credit.account for one in passed}
    payees = {one.credit.payee for one in passed}
    return len(accounts) >= fewest and len(payees) >= fewest


def _business(collector: _Collector, passed: Sequence[_Passed], fewest: int) -> bool:
    """Whether it is money for goods, dues or a loan, as the transfers say, to a company that takes such money."""
    return bool(collector.holders["company"]) and not _enough([one for one in passed if not one.stated], fewest)


def _row(collector: _Collector, passed: Sequence[_Passed], fewest: int) -> Row:
    """One finding."""
    moved = {transfer for one in passed for transfer in one.moved}
    payees = sorted({one.credit.payee for one in passed})
    held: dict[str, Value] = {column: [*collector.holders[sort]] for sort, column in _HOLDERS.items()}
    return {
        "account": collector.account,
        **held,
        "payees": [*payees],
        "payee_accounts": [*sorted({one.credit.account for one in passed})],
        "payee_count": len(payees),
        "amount": sum(transfer.fen for transfer in moved),
        "records": [*sorted(refs_of(moved) | {one.credit.ref for one in passed})],
        "rung": "" if all(one.credit.valid for one in passed) else "L4",
        "doubts": [*_doubts(collector, passed, fewest)],
    }


def _doubts(collector: _Collector, passed: Sequence[_Passed], fewest: int) -> Iterator[str]:
    """What speaks for an ordinary payment."""
    households = {one.credit.household for one in passed}
    if len(households) == 1 and "" not in households:
        yield "one_household"
    if not _enough([one for one in passed if not one.stated], fewest):
        yield "stated"
    if not _enough([one for one in passed if one.near], fewest):
        yield "larger"
    if not _enough([one for one in passed if one.credit.given], fewest):
        yield "undated"
    if collector.senders > _CROWD * len({one.credit.account for one in passed}):
        yield "crowd"
    if any(collector.holders[sort] for sort in ("company", "unit", "village")):
        yield "business"
