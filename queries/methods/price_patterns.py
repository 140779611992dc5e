"""CON-13: prices of one tender that are equal, run in even steps, or (only when asked for) lie close together.

An even step is an arithmetic or geometric sequence of all the prices whose steps differ from their mean by less than
0.1 percent. Round prices meet by chance: where that is likely, the finding is doubtful (`coarse`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np
from scipy.stats import variation

from cluegraph.graph.engine import Value
from cluegraph.queries.methods import Row

ADDS = frozenset({"reason", "what", "what_en", "bidders", "records", "severity", "doubts"})

STEP_TOLERANCE = 0.001
LIKELY = 0.05
"""From which probability on a coincidence of round prices is taken for likely."""
_LEAST_SPAN = 0.02
_RATES_FEN = 20_000


@dataclass(frozen=True)
class Bid:
    """One bidder's lowest price (fen) and the row that says so."""

    bidder: str
    price: int
    ref: str


@dataclass(frozen=True)
class Tender:
    """The bids of one tender by price, the row of the query, and the base price (fen; 0: not known)."""

    row: Row
    bids: tuple[Bid, ...]
    base: int

    def prices(self) -> list[int]:
        return [bid.price for bid in self.bids]


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """One row a pattern. A row of the query is a tender with `base`, `steered` (its words speak of a price rule) and
    the lists `bidders`, `prices` and `refs`, which belong together; `parameters["variation"]` and `["gap"]` are in
    percent, 0 leaves the screen out."""
    limits = {name: float(str(parameters[name])) / 100 for name in ("variation", "gap")}
    tenders = [_tender(row) for row in rows]
    found = [row for tender in tenders for row in _patterns(tender)]
    for name, screen in _SCREENS.items():
        if limits[name] > 0:
            found += [row for tender in tenders for row in screen(tender, limits[name])]
    return found


def _tender(row: Row) -> Tender:
    columns = [values if isinstance(values, list) else [] for values in (row["bidders"], row["prices"], row["refs"])]
    lowest: dict[str, Bid] = {}
    for bidder, price, ref in zip(*columns, strict=True):
        bid = Bid(str(bidder), int(str(price)), str(ref))
        known = lowest.get(bid.bidder, bid)
        lowest[bid.bidder] = min(known, bid, key=lambda one: (one.price, one.ref))
    base = row["base"]
    bids = sorted(lowest.values(), key=lambda bid: (bid.price, bid.bidder))
    return Tender(row, tuple(bids), base if isinstance(base, int) else 0)


def _patterns(tender: Tender) -> Iterator[Row]:
    counts = Counter(tender.prices())
    same = [bid for bid in tender.bids if counts[bid.price] > 1]
    if same:
        doubt = _doubt_of_equal(tender, same)
        yield _row(tender, same, ("identical", "报价完全相同", "equal prices"), "medium", doubt or _rule_of(tender))
    step = "" if same else even_step(tender.prices())
    if step:
        names = {"arithmetic": ("等差", "even steps"), "geometric": ("等比", "even ratios")}[step]
        doubt = "coarse" if _chance_of_step(tender.prices()) > LIKELY else ""
        named = ("step", f"报价呈{names[0]}排列", f"prices in {names[1]}")
        yield _row(tender, tender.bids, named, "medium", doubt or _rule_of(tender))


def even_step(prices: Sequence[int]) -> str:
    """'arithmetic' or 'geometric' where three or more different prices run so, else an empty text."""
    if len(prices) < 3 or len(set(prices)) < len(prices) or min(prices) <= 0:
        return ""
    values = np.sort(np.array(prices, dtype=float))
    for name, scale in (("arithmetic", values), ("geometric", np.log(values))):
        steps = np.diff(scale)
        if np.max(np.abs(steps - steps.mean())) <= STEP_TOLERANCE * steps.mean():
            return name
    return ""


def unit_of(prices: Sequence[int]) -> int:
    """The power of ten of fen to which all the prices are rounded."""
    common, unit = gcd(*prices), 1
    while common % (10 * unit) == 0:
        unit *= 10
    return unit


def _chance_of_equal(prices: Sequence[int]) -> float:
    """How likely it is that some two of so many prices, rounded so, meet within their span."""
    span = max(max(prices) - min(prices), _LEAST_SPAN * max(prices))
    pairs = len(prices) * (len(prices) - 1) / 2
    return pairs * unit_of(prices) / span


def _chance_of_step(prices: Sequence[int]) -> float:
    steps = len(prices) - 1
    step = max((max(prices) - min(prices)) / steps, _LEAST_SPAN * max(prices) / steps)
    return float(max(2 * STEP_TOLERANCE, unit_of(prices) / step) ** (len(prices) - 2))


def _doubt_of_equal(tender: Tender, same: Sequence[Bid]) -> str:
    if (
        any(bid.price in (tender.base, 0) for bid in same)
        or len({bid.price for bid in tender.bids}) == 1 < len(same) - 1
    ):
        return "fixed_price"
    if max(tender.prices()) <= _RATES_FEN:
        return "rates"
    return "coarse" if _chance_of_equal(tender.prices()) > LIKELY else ""


def _rule_of(tender: Tender) -> str:
    """A doubt where the tender itself says that its rules draw the prices together."""
    return "pricing_rule" if tender.row["steered"] is True else ""


def _varying_little(tender: Tender, most: float) -> Iterator[Row]:
    if len(tender.bids) >= 3 and float(variation(tender.prices())) <= most:
        yield _row(tender, tender.bids, ("variation", "报价离散程度很低", "prices vary little"), "low", "screen")


def _small_gap(tender: Tender, most: float) -> Iterator[Row]:
    if len(tender.bids) >= 2:
        first, second = tender.prices()[:2]
        if 0 < second - first <= most * first:
            yield _row(
                tender, tender.bids[:2], ("gap", "最低两个报价很接近", "the two lowest are close"), "low", "screen"
            )


_SCREENS: Mapping[str, Callable[[Tender, float], Iterator[Row]]] = {"variation": _varying_little, "gap": _small_gap}


def _row(tender: Tender, bids: Sequence[Bid], reason: tuple[str, str, str], severity: str, doubt: str) -> Row:
    bidders: list[Value] = [*sorted(bid.bidder for bid in bids)]
    records: list[Value] = [*sorted(bid.ref for bid in bids)]
    named: Row = dict(zip(("reason", "what", "what_en"), reason, strict=True))
    return {**tender.row, **named, "bidders": bidders, "records": records, "severity": severity, "doubts": doubt}
