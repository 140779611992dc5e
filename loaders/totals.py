"""The sheet's own totals: which of its total rows is the sum of the whole sheet, and what it says.

Sub-totals (小计, 本页合计, 累计, 过次页, 承前页, or one 合计 a group) are not the sheet's total; one total a block
adds up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from cluegraph.loaders.clean_money import amount_in

AMOUNT_FIELDS = {
    "subsidy": ("amount",),
    "published": ("amount",),
    "payroll": ("net", "gross"),
    "allowance": ("amount",),
    "contract": ("amount",),
    "bid": ("price",),
    "tender": ("base_price",),
    "payment": ("amount",),
    "transfer": ("amount",),
    "funds_in": ("amount",),
    "budget": ("final", "budget"),
    "vehicle": ("price",),
}
"""The fields whose sum a sheet is reconciled by: the first that the row has."""

_PART = re.compile(r"小计|本页|页计|累计|承前|承上|过次|转次|转下|组(?:合计|总计|共计)")
_GRAND = re.compile(r"总")
_FIGURE = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?(?:万元|元)|[:：](-?[0-9][0-9,]*(?:\.[0-9]+)?)$")


@dataclass(frozen=True)
class TotalRow:
    """A total row: its spreadsheet row, its label, its amount in fen (None where it states none), and the field in
    whose column the amount stands."""

    row: int
    label: str
    amount: int | None
    field: str | None = None


def amount_in_label(label: str) -> int | None:
    """The amount that stands in the label itself: 合计：3,000.00元."""
    match = _FIGURE.search(unicodedata.normalize("NFKC", label))
    return amount_in((match.group(1) or match.group(0)).lstrip(":：")) if match else None


def is_part(label: str) -> bool:
    """True for what is no total of the whole: 小计, 本页合计, 累计, what is carried over to the next page."""
    return bool(_PART.search(label))


def whole(totals: Sequence[TotalRow]) -> list[TotalRow]:
    """The rows that state an amount and are not plainly totals of a part."""
    return [total for total in totals if total.amount is not None and not is_part(total.label)]


def stated_total(totals: Sequence[TotalRow], amounts: pl.DataFrame) -> int | None:
    """What one block says is its sum, in fen; None where it says nothing.

    `amounts` has 'row' and 'fen' of the block's records.
    """
    stating = stating_rows(totals, amounts)
    return sum(total.amount or 0 for total in stating) if stating else None


def stating_rows(totals: Sequence[TotalRow], amounts: pl.DataFrame) -> list[TotalRow]:
    """The rows that together say what one block's sum is; `amounts` as in `stated_total`."""
    candidates = whole(totals)
    if grand := [total for total in candidates if _GRAND.search(total.label)]:
        return grand[-1:]
    if len(candidates) < 2:
        return candidates
    last, before = candidates[-1], candidates[-2]
    if last.amount == sum_between(amounts, 0, last.row):
        return [last]
    return candidates if last.amount == sum_between(amounts, before.row, last.row) else [last]


def sum_between(amounts: pl.DataFrame, after: int, before: int) -> int | None:
    """The sum in fen of the records strictly between two rows; None where there are none."""
    between = amounts.filter((pl.col("row") > after) & (pl.col("row") < before))["fen"]
    return None if between.is_empty() else int(between.sum())
