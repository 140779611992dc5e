"""The tender limit that applies to a contract: by category, date of signing and kind of buyer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from cluegraph.graph.reference import TenderLimit

_FIRST, _LAST = date(1900, 1, 1), date(9999, 12, 31)


class Limits:
    """The configured limits, to be looked up for many contracts at once."""

    def __init__(self, configured: Sequence[TenderLimit]) -> None:
        spelled = [(word, limit.category) for limit in configured for word in (limit.category, *limit.aliases)]
        self._categories = pl.DataFrame(
            spelled, schema={"category": pl.String, "known": pl.String}, orient="row"
        ).unique("category", keep="first", maintain_order=True)
        self._limits = pl.DataFrame([_row(limit) for limit in configured], schema=_SCHEMA, orient="row")

    def apply(self, contracts: pl.DataFrame) -> pl.DataFrame:
        """`category`, `signed_on` (date) and `buyer_type` → `category` (as configured, else as written), `limit_fen`
        and `limit_name`, in the same order. Null where the category or the date is not known or nothing applies."""
        named = contracts.with_row_index("_no").join(self._categories, on="category", how="left", maintain_order="left")
        candidates = named.join(self._limits, on="known", how="inner", suffix="_limit").filter(
            pl.col("signed_on").is_between("valid_from", "valid_to")
            & (pl.col("buyer_type_limit").is_null() | (pl.col("buyer_type_limit") == pl.col("buyer_type")))
        )
        best = candidates.sort(
            "_no", pl.col("buyer_type_limit").is_null(), "valid_from", descending=[False, False, True]
        )
        chosen = best.unique("_no", keep="first", maintain_order=True).select("_no", "limit_fen", "limit_name")
        return named.join(chosen, on="_no", how="left", maintain_order="left").select(
            pl.coalesce("known", "category").alias("category"), "limit_fen", "limit_name"
        )


def _row(limit: TenderLimit) -> tuple[object, ...]:
    return (
        limit.category,
        limit.buyer_type,
        int(limit.amount_yuan * 100),
        limit.name or limit.source,
        limit.valid_from or _FIRST,
        limit.valid_to or _LAST,
    )


_SCHEMA = {
    "known": pl.String,
    "buyer_type": pl.String,
    "limit_fen": pl.Int64,
    "limit_name": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
}
