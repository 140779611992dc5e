"""CON-12: companies that bid as often as the busiest quarter and hardly ever win (Tukey's fence, or beyond chance).

Bids count as many from the upper quartile on; a ratio of wins is low at the lower fence Q1 − 1.5 × IQR of those
companies (Tukey 1977), or where so few wins would be rarer than `chance` if every bidder of a tender won alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import poisson_binom

from cluegraph.graph.engine import Value
from cluegraph.queries.methods import Row

ADDS = frozenset({"expected", "chance", "severity"})

_FENCE = 1.5
RARE = 0.01
"""The probability below which so few wins are more than a passing remark."""


@dataclass(frozen=True)
class Bidder:
    """A company's decided tenders: their numbers of bidders, and how many of them it won."""

    row: Row
    sizes: tuple[int, ...]
    wins: int

    @property
    def ratio(self) -> float:
        return self.wins / len(self.sizes)

    def expected(self) -> float:
        """The wins to be expected if every bidder of a tender won alike."""
        return sum(1 / size for size in self.sizes)

    def chance(self) -> float:
        """The probability of so few wins, if every bidder of a tender won alike."""
        return float(poisson_binom.cdf(self.wins, [1 / size for size in self.sizes]))


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """The rows of such companies. A row of the query is a company with `sizes` (bidders of each of its decided
    tenders) and `wins`; parameters: `least` (bids), `chance` (percent), `ratio` (largest share of wins, percent)."""
    bidders = [_bidder(row) for row in rows]
    if not bidders:
        return []
    many = max(float(str(parameters["least"])), float(np.quantile([len(one.sizes) for one in bidders], 0.75)))
    busy = [one for one in bidders if len(one.sizes) >= many]
    if not busy:
        return []
    fence = low_fence([one.ratio for one in busy])
    chance, most = float(str(parameters["chance"])) / 100, float(str(parameters["ratio"])) / 100
    low = [one for one in busy if one.ratio <= most and (one.ratio <= fence > 0 or one.chance() < chance)]
    return [_row(one) for one in low]


def low_fence(ratios: Sequence[float]) -> float:
    """Tukey's lower fence."""
    first, third = np.quantile(ratios, [0.25, 0.75])
    return float(first - _FENCE * (third - first))


def _bidder(row: Row) -> Bidder:
    sizes = row["sizes"]
    counted = tuple(int(str(size)) for size in sizes) if isinstance(sizes, list) else ()
    return Bidder(row, counted, int(str(row["wins"])))


def _row(one: Bidder) -> Row:
    added: dict[str, Value] = {
        "expected": f"{one.expected():.1f}",
        "chance": f"{100 * one.chance():.2g}",
        "severity": "medium" if one.chance() < RARE else "low",
    }
    return {**one.row, **added}
