"""CON-10: bidders who keep bidding together, as groups.

A pair counts where enough of its common tenders lie within twelve months; pairs are put together as groups in which
everybody is a pair with everybody else (cliques), each pair in one group only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import networkx as nx

from cluegraph.graph.engine import Value
from cluegraph.queries.methods import Row

ADDS = frozenset({"first", "second", "bidders", "tenders", "records", "number", "rise", "spread", "doubts"})

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Meeting:
    """One tender for which two bidders bid: its day (days since 1970; None: not known), winner and rows."""

    tender: str
    day: int | None
    winner: str
    refs: tuple[str, str]


@dataclass
class Pair:
    """Two bidders, the tenders that they bid for together, and the lift (observed against expected by chance)."""

    bidders: tuple[str, str]
    lift: float
    meetings: list[Meeting] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """Bidders who are all pairs of each other, in order, and those pairs."""

    bidders: tuple[str, ...]
    pairs: tuple[Pair, ...]

    def meetings(self) -> list[Meeting]:
        """The tenders of all its pairs, each once, in the order of their days."""
        by_tender = {meeting.tender: meeting for pair in self.pairs for meeting in pair.meetings}
        return sorted(by_tender.values(), key=lambda one: (-1 if one.day is None else one.day, one.tender))

    def refs(self) -> list[str]:
        """The rows of the bids, each once, in order."""
        return sorted({ref for pair in self.pairs for meeting in pair.meetings for ref in meeting.refs})


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """One row a group. A row of the query is a common tender of a pair: `one`, `other`, `lift` (in hundredths),
    `tender`, `day`, `winner`, `first_ref`, `second_ref`; `parameters["times"]` is how many have to lie within a year.
    """
    return [_finding(group) for group in groups(rows, int(str(parameters["times"])))]


def groups(rows: Sequence[Row], times: int) -> list[Group]:
    """The groups of the pairs that met `times` times or more within twelve months."""
    pairs = [pair for pair in _pairs(rows) if within_a_year(pair.meetings, times)]
    return list(_cliques({pair.bidders: pair for pair in pairs}))


def _pairs(rows: Sequence[Row]) -> list[Pair]:
    found: dict[tuple[str, str], Pair] = {}
    for row in sorted(rows, key=lambda row: (str(row["one"]), str(row["other"]), str(row["tender"]))):
        bidders = str(row["one"]), str(row["other"])
        pair = found.setdefault(bidders, Pair(bidders, int(str(row["lift"])) / 100))
        day = row["day"]
        refs = str(row["first_ref"]), str(row["second_ref"])
        pair.meetings.append(
            Meeting(str(row["tender"]), day if isinstance(day, int) else None, str(row["winner"]), refs)
        )
    return list(found.values())


def within_a_year(meetings: Sequence[Meeting], times: int) -> bool:
    """Whether `times` of the tenders lie within twelve months (the same day a year later included)."""
    days = sorted(meeting.day for meeting in meetings if meeting.day is not None)
    return any(last <= _year_after(first) for first, last in zip(days, days[times - 1 :], strict=False))


def _year_after(day: int) -> int:
    start = date.fromordinal(_EPOCH + day)
    leap = start.month == 2 and start.day == 29
    return start.replace(year=start.year + 1, day=28 if leap else start.day).toordinal() - _EPOCH


def _cliques(pairs: Mapping[tuple[str, str], Pair]) -> Iterator[Group]:
    """Grows a group from the strongest pair that is left, by the bidder that met its members most; each pair is used
    once. Exact cover by largest cliques would take exponential time on a real market."""
    left = nx.Graph()
    for bidders, pair in pairs.items():
        left.add_edge(*bidders, weight=len(pair.meetings))
    order = sorted(pairs, key=lambda bidders: (-len(pairs[bidders].meetings), bidders))
    for seed in order:
        if not left.has_edge(*seed):
            continue
        members = _grown(left, seed)
        edges = [tuple(sorted(edge)) for edge in left.subgraph(members).edges]
        left.remove_edges_from(edges)
        yield Group(tuple(sorted(members)), tuple(pairs[first, second] for first, second in sorted(edges)))


def _grown(ties: nx.Graph, seed: tuple[str, str]) -> set[str]:
    members = set(seed)
    candidates = set(ties[seed[0]]) & set(ties[seed[1]])
    while candidates:
        best = min(candidates, key=lambda one: (-sum(ties[one][member]["weight"] for member in members), one))
        members.add(best)
        candidates = (candidates - {best}) & set(ties[best])
    return members


def _finding(group: Group) -> Row:
    meetings = group.meetings()
    days = {meeting.day for meeting in meetings}
    listed: dict[str, list[Value]] = {
        "bidders": [*group.bidders],
        "tenders": [*sorted(meeting.tender for meeting in meetings)],
        "records": [*group.refs()],
    }
    return {
        **listed,
        "first": group.bidders[0],
        "second": group.bidders[1],
        "number": len(meetings),
        "rise": f"{min(pair.lift for pair in group.pairs):.1f}",
        "spread": len(days),
        "doubts": "one_day" if len(days) == 1 else "",
    }
