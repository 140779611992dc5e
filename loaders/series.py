"""Lists that come month by month: at what distance, and which months are not there.

A month is a number: year × 12 + month, months from 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

FEWEST_OTHERS = 2
"""With fewer other series nothing can be said of the ends of one."""


def month_number(period: str) -> int:
    """'2023-03' as a number."""
    return int(period[:4]) * 12 + int(period[5:7]) - 1


def month_text(number: int) -> str:
    """The number as '2023-03'."""
    return f"{number // 12}-{number % 12 + 1:02d}"


def rhythm(series: Iterable[Collection[int]]) -> int:
    """At how many months' distance lists of one programme follow each other: the most frequent distance, 3 where they
    come by the quarter. A single distance tells nothing; then it is 1."""
    steps = Counter(later - earlier for months in series for earlier, later in pairwise(sorted(months)))
    if steps.total() < 2:
        return 1
    most = max(steps.values())
    return min(step for step, count in steps.items() if count == most)


def missing_between(months: Collection[int], step: int) -> list[int]:
    """The months between the first and the last that should be there at this distance and are not."""
    ordered = sorted(months)
    return [month for earlier, later in pairwise(ordered) for month in range(earlier + step, later, step)]


def missing_at_ends(series: Sequence[Collection[int]]) -> list[list[int]]:
    """For each series, the months before its first and after its last that more than half of the others have."""
    counts = Counter(month for months in series for month in months)
    others = len(series) - 1
    if others < FEWEST_OTHERS:
        return [[] for _ in series]
    return [
        [
            month
            for month in sorted(counts)
            if (month < min(months) or month > max(months)) and counts[month] * 2 > others
        ]
        for months in series
    ]
