"""Which month or year a record is of: a list's own period, else the date of what it records; registers have none."""

from __future__ import annotations

import polars as pl

from cluegraph.loaders.clean_periods import is_list
from cluegraph.loaders.kinds import shipped_kinds

_DATED = {
    "contract": "signed_on",
    "tender": "opened_on",
    "bid": "submitted_at",
    "payment": "date",
    "transfer": "at",
    "funds_in": "date",
    "budget": "year",
    "tip": "date",
}


def row_period(kind: str) -> pl.Expr:
    """'YYYY-MM' or 'YYYY' of each record of a kind, '' where it has none; a register's rows never have one."""
    fields = shipped_kinds()[kind].fields
    if is_list(fields):
        period = pl.col("period")
    elif (name := _DATED.get(kind)) is None:
        period = pl.lit("")
    elif fields[name].type == "date":
        period = pl.col(name).dt.strftime("%Y-%m")
    else:
        period = pl.col(name).cast(pl.String)
    return period.fill_null("").alias("period_of_row")
