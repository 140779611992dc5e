"""DQ-03: people of one name and village whose ID numbers are all but equal, put together as one finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from cluegraph.graph.engine import Value

ADDS = frozenset({"persons"})

_ROWS = ("records", "paid", "also_named", "also_paid")

Row = dict[str, Value]


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """The rows of one number with several names as they are, and one row for each group of near numbers.

    A row of the query is a pair: `first` and `second` (keys of people) with their numbers `one` and `other` and the
    refs of the rows that name or pay the first (`records`, `paid`) and the second (`also_named`, `also_paid`), and
    `doubts`, which a group has where all its pairs have it.
    `parameters["distance"]` is the largest edit distance.
    """
    named = [{**row, "persons": [row["first"]]} for row in rows if row["sort"] == "names"]
    pairs = [row for row in rows if row["sort"] == "numbers" and _near(row, int(str(parameters["distance"])))]
    return named + [_group(members, pairs) for members in _groups(pairs)]


def _near(row: Row, distance: int) -> bool:
    return Levenshtein.distance(str(row["one"]), str(row["other"]), score_cutoff=distance) <= distance


def _groups(pairs: Sequence[Row]) -> Iterator[set[str]]:
    """The connected groups of people."""
    groups: list[set[str]] = []
    for pair in pairs:
        joined = {str(pair["first"]), str(pair["second"])}
        apart = [group for group in groups if not group & joined]
        groups = [*apart, joined.union(*(group for group in groups if group & joined))]
    yield from groups


def _group(members: set[str], pairs: Sequence[Row]) -> Row:
    """One finding: `first` is the member that sorts first, so that the finding keeps its id while the group grows."""
    within = sorted(
        (pair for pair in pairs if pair["first"] in members), key=lambda pair: (str(pair["first"]), str(pair["second"]))
    )
    refs = {str(ref) for pair in within for side in _ROWS for ref in _listed(pair[side])}
    persons: list[Value] = [*sorted(members)]
    records: list[Value] = [*sorted(refs)]
    doubts = {str(pair["doubts"]) for pair in within}
    shared = doubts.pop() if len(doubts) == 1 else ""
    return {**within[0], "first": min(members), "persons": persons, "records": records, "doubts": shared}


def _listed(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []
