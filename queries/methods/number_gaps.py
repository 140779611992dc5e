"""DQ-04: numbers that are missing from series of vouchers."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from cluegraph.graph.engine import Value

ADDS = frozenset({"series", "units", "villages", "first", "last", "missing", "gone", "records"})

Row = dict[str, Value]
Key = TypeVar("Key", bound=Hashable)

_LAST_DIGITS = re.compile(r"^(.*?)(\d+)(\D*)$")
_DATED = re.compile(r"((?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?=\d{3}))?)(\d{3,})")
_MOST_RECORDS = 40
_MOST_SHOWN = 6


@dataclass(frozen=True)
class _Voucher:
    """One numbered row: who paid, when (month number), the words around the number, the number itself."""

    unit: str
    village: str
    month: int
    words: tuple[str, str]
    number: int
    ref: str

    @property
    def payer(self) -> str:
        return self.unit or self.village


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """One row a series with gaps. A row of the query has `unit` or `village`, `month` (month number) and `lines`,
    each of `no` and `ref`.

    A series is what has the same words around the number in one calendar year: of each payer where two payers use one
    number, else of all together; of each month where the numbers start anew every month. It counts from `least`
    different numbers and from `dense` percent of the numbers between its first and last.
    """
    least, dense = int(str(parameters["least"])), int(str(parameters["dense"]))
    found: list[Row] = []
    for name, vouchers in _series(list(_vouchers(rows))):
        numbers = sorted({voucher.number for voucher in vouchers})
        span = numbers[-1] - numbers[0] + 1
        if len(numbers) >= least and len(numbers) < span and len(numbers) * 100 >= span * dense:
            found.append(_finding(name, numbers, vouchers))
    return found


def _vouchers(rows: Sequence[Row]) -> Iterator[_Voucher]:
    for row in rows:
        lines = row["lines"] if isinstance(row["lines"], list) else []
        for line in lines:
            if isinstance(line, dict) and (read := _number(str(line["no"]))):
                before, number, after = read
                unit, village, month = str(row["unit"]), str(row["village"]), int(str(row["month"]))
                yield _Voucher(unit, village, month, (before, after), number, str(line["ref"]))


def _number(written: str) -> tuple[str, int, str] | None:
    """The words before the running number, the number, and the words after it; a year (and month) is no number."""
    match = _LAST_DIGITS.match("".join(unicodedata.normalize("NFKC", written).split()))
    if match is None:
        return None
    before, digits, after = match.groups()
    dated = _DATED.fullmatch(digits)
    return (before + dated[1], int(dated[2]), after) if dated else (before, int(digits), after)


def _series(vouchers: list[_Voucher]) -> Iterator[tuple[str, list[_Voucher]]]:
    by_words = _grouped(vouchers, [(voucher.words, (voucher.month - 1) // 12) for voucher in vouchers])
    for (words, year), together in sorted(by_words.items()):
        owners = {(voucher.number, voucher.payer) for voucher in together}
        alone = len({payer for _, payer in owners}) == 1
        own = alone or len(owners) > len({number for number, _ in owners})
        by_payer = _grouped(together, [voucher.payer if own else "" for voucher in together])
        for payer, of_payer in sorted(by_payer.items()):
            months = {(voucher.number, voucher.month) for voucher in of_payer}
            anew = len(months) - len({number for number, _ in months}) >= 2
            by_month = _grouped(of_payer, [(voucher.month - 1) % 12 + 1 if anew else 0 for voucher in of_payer])
            for month, series in sorted(by_month.items()):
                yield f"{payer}|{words[0]}#{words[1]}|{year}-{month}", series


def _grouped(vouchers: list[_Voucher], keys: list[Key]) -> dict[Key, list[_Voucher]]:
    groups: dict[Key, list[_Voucher]] = defaultdict(list)
    for voucher, key in zip(vouchers, keys, strict=True):
        groups[key].append(voucher)
    return groups


def _finding(name: str, numbers: list[int], vouchers: list[_Voucher]) -> Row:
    gaps = [(before, after) for before, after in pairwise(numbers) if after - before > 1]
    beside = {number for gap in gaps for number in gap}
    near = sorted((voucher for voucher in vouchers if voucher.number in beside), key=lambda one: (one.number, one.ref))
    shown = near[:_MOST_RECORDS]
    units: list[Value] = [*sorted({voucher.unit for voucher in shown if voucher.unit})]
    villages: list[Value] = [*sorted({voucher.village for voucher in shown if voucher.village})]
    records: list[Value] = [*sorted({voucher.ref for voucher in shown})]
    return {
        "series": name,
        "units": units,
        "villages": villages,
        "first": numbers[0],
        "last": numbers[-1],
        "missing": sum(after - before - 1 for before, after in gaps),
        "gone": _shown(gaps),
        "records": records,
    }


def _shown(gaps: list[tuple[int, int]]) -> str:
    texts = [str(low + 1) if high - low == 2 else f"{low + 1}-{high - 1}" for low, high in gaps]
    return ", ".join(texts[:_MOST_SHOWN]) + (" …" if len(texts) > _MOST_SHOWN else "")
