"""FLOW-05: money that a village received for a programme and did not pay on in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cluegraph.graph.engine import Value
from cluegraph.queries.movements import whole

ADDS = frozenset({"amount", "received", "paid", "until", "records", "severity", "doubts", "state_zh", "state_en"})
_EPOCH = date(1970, 1, 1)
_RETENTION_PERCENT = 5
_SETTLED_AFTER_YEAR_END = 90
_DECEMBER = 12

Row = dict[str, Value]


@dataclass(frozen=True)
class _Paid:
    """What a village's lists paid under the programme on a day; `given` if the list states the day."""

    day: int
    fen: int
    given: bool


@dataclass(frozen=True)
class _Funding:
    day: int
    fen: int
    ref: str


@dataclass(frozen=True)
class _Short:
    """Money that was not all paid on by the deadline of one funding."""

    funding: _Funding
    received: int
    paid: int
    long: bool
    settled: int | None
    """The day on which it was all paid, None if never in the data."""

    @property
    def fen(self) -> int:
        return self.received - self.paid


@dataclass(frozen=True)
class _Limits:
    days: int
    long: int
    least: int
    last_day: int


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """One row for each village and programme with money kept.

    Rows of the query name a `village` and a programme (`name`; of several versions of it each funding has its own key
    `programme`). By `sort`: 'funding' (`fen` on `day`, `ref`, `monthly`, `last_day` of the data), 'list' and
    'voucher' (`fen` paid on `day`; `given`: the day is stated; no day: `earliest` in its year). Vouchers count where
    the village has no list of the programme. `parameters`: `days`, `long` (days that make it high), `least` (fen).
    """
    groups: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        groups[str(row["village"]), str(row["name"])][str(row["sort"])].append(row)
    found = []
    for (village, _), sorts in sorted(groups.items()):
        if sorts["funding"]:
            programme = min(str(row["programme"]) for row in sorts["funding"])
            found += [{"village": village, "programme": programme, **row} for row in _judged(sorts, parameters)]
    return found


def _judged(sorts: Mapping[str, Sequence[Row]], parameters: Mapping[str, object]) -> Iterator[Row]:
    """The finding of one village and programme, if there is one."""
    days, long, least = (int(str(parameters[name])) for name in ("days", "long", "least"))
    limits = _Limits(days, long, least, whole(sorts["funding"][0]["last_day"]))
    fundings = sorted(
        (_Funding(whole(row["day"]), whole(row["fen"]), str(row["ref"])) for row in sorts["funding"]),
        key=lambda funding: (funding.day, funding.ref),
    )
    monthly = sorts["funding"][0]["monthly"] is True
    lists = sorts.get("list") or sorts.get("voucher") or []
    paid = list(_counted(lists, fundings[0].day, limits, monthly))
    short = list(_short(fundings, paid, limits))
    if short:
        yield _row(fundings, paid, short, bool(lists), monthly, limits)


def _counted(rows: Sequence[Row], first: int, limits: _Limits, monthly: bool) -> Iterator[_Paid]:
    """Payments that can be of this money: since the first funding, or paid in advance not long before it (of a
    programme that is not monthly, in the same year). What names its year alone is taken as paid in time."""
    year_begins = (_day(first).replace(month=1, day=1) - _EPOCH).days
    since = first - limits.days if monthly else min(first - limits.days, year_begins)
    for row in rows:
        if row["day"] is None:
            if whole(row["earliest"]) >= year_begins:
                yield _Paid(max(first, whole(row["earliest"])), whole(row["fen"]), True)
        elif whole(row["day"]) >= since:
            yield _Paid(whole(row["day"]), whole(row["fen"]), row["given"] is True)


def _short(fundings: Sequence[_Funding], paid: Sequence[_Paid], limits: _Limits) -> Iterator[_Short]:
    """Fundings that were not all paid on by their deadline, the earlier money going out first."""
    for funding in fundings:
        received = sum(one.fen for one in fundings if one.day <= funding.day)
        deadline = funding.day + limits.days
        until = _paid_until(deadline, paid)
        if deadline > limits.last_day or received - until < limits.least:
            continue
        late = funding.day + limits.long
        long = late <= limits.last_day and received - _paid_until(late, paid) >= limits.least
        later = (one.day for one in sorted(paid, key=lambda one: one.day) if one.day > deadline)
        settled = next((day for day in later if received - _paid_until(day, paid) < limits.least), None)
        yield _Short(funding, received, until, long, settled)


def _paid_until(day: int, paid: Sequence[_Paid]) -> int:
    return sum(one.fen for one in paid if one.day <= day)


def _row(
    fundings: Sequence[_Funding], paid: Sequence[_Paid], short: Sequence[_Short], listed: bool, monthly: bool,
    limits: _Limits,
) -> Row:  # fmt: skip
    """The finding, told by the funding that was short of most."""
    worst = max(short, key=lambda one: (one.fen, -one.funding.day))
    settled = [one.settled for one in short]
    done = None if None in settled else _day(max(day for day in settled if day is not None))
    last_short = max(one.funding.day for one in short)
    return {
        "amount": worst.fen,
        "received": _yuan(worst.received),
        "paid": _yuan(worst.paid),
        "until": _day(worst.funding.day + limits.days).isoformat(),
        "state_zh": "数据截止时仍未发完" if done is None else f"{done.isoformat()} 才发完",
        "state_en": "not all paid at the end of the data" if done is None else f"all paid on {done.isoformat()}",
        "records": [*sorted(one.ref for one in fundings if one.day <= last_short)],
        "severity": "high" if any(one.long for one in short) else "medium",
        "doubts": [*_doubts(paid, short, listed, monthly, limits)],
    }


def _doubts(
    paid: Sequence[_Paid], short: Sequence[_Short], listed: bool, monthly: bool, limits: _Limits
) -> Iterator[str]:
    """What speaks for an ordinary delay."""
    if not listed:
        yield "no_list"
    if all(one.fen * 100 <= _RETENTION_PERCENT * one.received for one in short):
        yield "retention"
    in_time = [one for one in short if one.settled is not None and one.settled <= one.funding.day + limits.long]
    if monthly and len(in_time) == len(short):
        yield "instalments"
    if all(_after_year_end(one) for one in short):
        yield "year_end"
    if any(not one.given and one.day > short[0].funding.day + limits.days for one in paid):
        yield "undated"


def _after_year_end(one: _Short) -> bool:
    """Received in December and paid soon in the new year."""
    soon = one.settled is not None and one.settled <= one.funding.day + _SETTLED_AFTER_YEAR_END
    return soon and _day(one.funding.day).month == _DECEMBER


def _day(number: int) -> date:
    return _EPOCH + timedelta(days=number)


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"
