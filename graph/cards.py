"""The check digit of bank cards (Luhn), over a column of account numbers. Passbook accounts have none."""

from __future__ import annotations

import polars as pl

_CARD = r"^(?:62[0-9]{14,17}|[45][0-9]{15,18})$"
_LONGEST = 19


def card_states(number: pl.Series) -> pl.Series:
    """'valid' or 'invalid' by Luhn for cards (16 to 19 digits from 62, 4 or 5); null for passbook accounts."""
    card = pl.when(pl.col("number").str.contains(_CARD)).then(pl.col("number")).str.zfill(_LONGEST)
    # Eighteen digits fit into 64 bits, nineteen do not.
    parts = (
        number.alias("number")
        .to_frame()
        .select(high=card.str.slice(0, 1).cast(pl.Int64), low=card.str.slice(1, _LONGEST - 1).cast(pl.Int64))
    )
    places = [pl.col("low") // 10**place % 10 for place in range(_LONGEST - 1)] + [pl.col("high")]
    total = pl.sum_horizontal(
        each if place % 2 == 0 else each * 2 - pl.when(each > 4).then(9).otherwise(0)
        for place, each in enumerate(places)
    )
    judged = pl.when(total % 10 == 0).then(pl.lit("valid")).otherwise(pl.lit("invalid"))
    return parts.select(pl.when(pl.col("low").is_not_null()).then(judged).alias("state")).to_series()
