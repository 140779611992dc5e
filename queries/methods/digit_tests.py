"""DQ-05: first digits (Benford), round amounts and repeated amounts of one payer's vouchers or contracts.

The mean absolute deviation from Benford's law is judged by the limits of M. Nigrini, Benford's Law (2012), for first
digits: up to 0.006 close, 0.012 acceptable, 0.015 marginally acceptable conformity, above it none. They hold however
many amounts there are, and one sample in fourteen of 500 amounts that do follow the law goes beyond them by chance; so
a minimum is asked for, and that Pearson's test against the law says less than one in a hundred.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chisquare, mode

from cluegraph.graph.engine import Value

ADDS = frozenset({"test", "number", "figure_zh", "figure_en", "records"})

Row = dict[str, Value]
Amounts = NDArray[np.int64]

BENFORD = np.log10(1 + 1 / np.arange(1, 10))
_FEN = 100
_ROUND = 1_000 * _FEN
_LEAST = 10 * _FEN
"""Smaller amounts have no telling first digit."""
_SPREAD = 100
"""Benford's law is for amounts over two orders of magnitude and more."""
_SAMPLE = 30
_CHANCE = 0.01


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """One row a payer and test that stands out. A row of the query has `lines`, each of `fen` and `ref`."""
    return [{**_without_lines(row), **found} for row in rows for found in _tests(row, parameters)]


def first_digits(fen: Amounts) -> Amounts:
    """The first digit of each amount."""
    powers = np.array([10**place for place in range(18)], dtype=np.int64)
    return np.asarray(fen // powers[np.searchsorted(powers, fen, side="right") - 1], dtype=np.int64)


def deviation(fen: Amounts) -> float:
    """The mean absolute deviation of the first digits from Benford's law."""
    shares = np.bincount(first_digits(fen), minlength=10)[1:] / fen.size
    return float(np.abs(shares - BENFORD).mean())


def by_chance(fen: Amounts) -> bool:
    """Whether amounts that follow Benford's law would differ from it as much one time in a hundred or oftener."""
    counts = np.bincount(first_digits(fen), minlength=10)[1:]
    return float(chisquare(counts, BENFORD * fen.size).pvalue) >= _CHANCE


def _without_lines(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "lines"}


def _tests(row: Row, parameters: Mapping[str, object]) -> Iterator[Row]:
    lines = row["lines"] if isinstance(row["lines"], list) else []
    known = sorted((int(str(line["fen"])), str(line["ref"])) for line in lines if isinstance(line, dict))
    refs = [ref for fen, ref in known if fen >= _LEAST]
    fen = np.array([fen for fen, _ in known if fen >= _LEAST], dtype=np.int64)
    if fen.size < int(str(parameters["rows"])):
        return
    low, high = np.percentile(fen, [1, 99])
    if high >= _SPREAD * low and deviation(fen) > float(str(parameters["mad"])) and not by_chance(fen):
        yield _benford(fen, refs)
    whole = fen % _ROUND == 0
    if whole.sum() * 100 >= fen.size * int(str(parameters["round"])):
        share = int(whole.sum() * 100 // whole.size)
        yield _finding("round", fen.size, f"整千元的占 {share}%", f"{share}% are whole thousands", whole, refs)
    common = fen == mode(fen).mode
    if common.sum() * 100 >= fen.size * int(str(parameters["repeated"])):
        yuan = f"{fen[common][0] / _FEN:.2f}"
        zh, en = f"{yuan} 元出现 {common.sum()} 次", f"{yuan} yuan stands {common.sum()} times"
        yield _finding("repeated", fen.size, zh, en, common, refs)


def _benford(fen: Amounts, refs: Sequence[str]) -> Row:
    """The evidence is a sample of the digit that is most above its due."""
    digits = first_digits(fen)
    shares = np.bincount(digits, minlength=10)[1:] / fen.size
    digit = int(np.argmax(shares - BENFORD)) + 1
    mad = f"{deviation(fen):.4f}"
    zh = f"首位数字平均偏差 {mad}，首位为 {digit} 的偏多"
    en = f"the first digits deviate by {mad} on average, {digit} being too frequent"
    return _finding("benford", fen.size, zh, en, digits == digit, refs)


def _finding(test: str, number: int, zh: str, en: str, chosen: NDArray[np.bool_], refs: Sequence[str]) -> Row:
    largest = [refs[place] for place in np.flatnonzero(chosen)[-_SAMPLE:]]
    records: list[Value] = [*sorted(largest)]
    return {"test": test, "number": number, "figure_zh": zh, "figure_en": en, "records": records}
