"""CON-11: groups of CON-10 whose members win their common tenders in turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from scipy.stats import entropy

from cluegraph.graph.engine import Value
from cluegraph.queries.methods import Row
from cluegraph.queries.methods.co_bidding import Group, Meeting, groups

ADDS = frozenset(
    {"first", "second", "bidders", "common", "records", "number", "evenness", "repeats", "severity", "doubts"}
)


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """One row a group (rows as in `co_bidding`) whose members won `tenders` or more of their common tenders, hardly any
    was won by somebody else (`outside` percent), everybody won, and the wins are spread evenly (`entropy`)."""
    limits = {name: float(str(parameters[name])) for name in ("times", "tenders", "entropy", "outside", "repeats")}
    found = (_finding(group, limits) for group in groups(rows, int(limits["times"])))
    return [row for row in found if row is not None]


def evenness(winners: Iterable[str], members: Sequence[str]) -> float:
    """The entropy of the wins over its greatest possible value: 1 where all members won equally often."""
    counts = Counter(winners)
    return float(entropy([counts[member] for member in members], base=len(members)))


def repeats(winners: Sequence[str]) -> float:
    """The share of tenders, in percent, whose winner had won the one before, too."""
    return 100 * sum(before == after for before, after in pairwise(winners)) / max(1, len(winners) - 1)


def _finding(group: Group, limits: Mapping[str, float]) -> Row | None:
    decided = [meeting for meeting in group.meetings() if meeting.winner]
    within = [meeting for meeting in decided if meeting.winner in group.bidders]
    winners = [meeting.winner for meeting in within]
    enough = len(within) >= limits["tenders"] and set(winners) == set(group.bidders)
    if not enough or (len(decided) - len(within)) * 100 > limits["outside"] * len(decided):
        return None
    even, again = evenness(winners, group.bidders), repeats(winners)
    return None if even < limits["entropy"] else _row(group, within, even, again, again <= limits["repeats"])


def _row(group: Group, within: Sequence[Meeting], even: float, again: float, in_turns: bool) -> Row:
    bidders: list[Value] = [*group.bidders]
    common: list[Value] = [*sorted(meeting.tender for meeting in within)]
    records: list[Value] = [*group.refs()]
    return {
        "first": group.bidders[0],
        "second": group.bidders[1],
        "bidders": bidders,
        "common": common,
        "records": records,
        "number": len(within),
        "evenness": f"{even:.2f}",
        "repeats": f"{again:.0f}",
        "severity": "medium" if in_turns else "low",
        "doubts": "one_day" if len({meeting.day for meeting in within}) == 1 else "",
    }
