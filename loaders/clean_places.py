"""Villages and townships of rows: one spelling a village, its township split off, blanks filled from the title."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from cluegraph.loaders import place
from cluegraph.loaders.clean_text import over_distinct
from cluegraph.loaders.table import Stated

FROM_CONTEXT = ("programme", "village", "township", "unit")
"""Fields whose blanks fall back to what title, sheet, path or mapping state."""


def clean_places(columns: dict[str, pl.Series], context: Mapping[str, Stated], height: int) -> dict[str, pl.Series]:
    """`village`, `township`, `programme`, `unit` and their `_from`, as far as columns or context give them.

    `columns` are cleaned names by field. A township in the village column counts where the row has none of its own.
    """
    found = {name: columns[name] for name in FROM_CONTEXT if name in columns}
    split_off: pl.Series | None = None
    if "village" in found:
        parts = over_distinct(found["village"], _split)
        found["village"], split_off = parts["village"], parts["township"]
    if "township" in found:
        found["township"] = over_distinct(found["township"], _township)["township"]
    if split_off is not None and not split_off.is_null().all():
        own = found.get("township", split_off)
        found["township"] = pl.select(pl.coalesce(own, split_off).alias("township")).to_series()
    context = _in_one_spelling(context)
    result: dict[str, pl.Series] = {}
    for name in FROM_CONTEXT:
        if name in found or name in context:
            result |= _filled(name, found.get(name), context.get(name), height)
    return result


def _in_one_spelling(context: Mapping[str, Stated]) -> dict[str, Stated]:
    """The context with its village and township as columns would have them; a village may bring its township."""
    result = dict(context)
    if "village" in context:
        township, village = place.split(context["village"].value)
        result["village"] = Stated(village or context["village"].value, context["village"].origin)
        if township and "township" not in context:
            result["township"] = Stated(township, context["village"].origin)
    if "township" in context:
        township = place.split(context["township"].value)[0]
        result["township"] = Stated(township or context["township"].value, context["township"].origin)
    return result


def _filled(name: str, column: pl.Series | None, stated: Stated | None, height: int) -> dict[str, pl.Series]:
    own = pl.lit(None, dtype=pl.String) if column is None else pl.lit(column)
    value, origin = (stated.value, stated.origin) if stated and stated.value else (None, None)
    spare = pl.lit(value, dtype=pl.String)
    frame = pl.select(pl.int_range(height).alias("position")).with_columns(
        pl.coalesce(own, spare).alias(name),
        pl.when(own.is_not_null())
        .then(pl.lit("column"))
        .when(spare.is_not_null())
        .then(pl.lit(origin, dtype=pl.String))
        .alias(f"{name}_from"),
    )
    return {name: frame[name], f"{name}_from": frame[f"{name}_from"]}


def _split(distinct: pl.Series) -> pl.DataFrame:
    pairs = [place.split(text) for text in distinct]
    return pl.DataFrame(
        {"township": [township for township, _ in pairs], "village": [village for _, village in pairs]},
        schema={"township": pl.String, "village": pl.String},
    )


def _township(distinct: pl.Series) -> pl.DataFrame:
    townships = [place.split(text)[0] or text for text in distinct]
    return pl.DataFrame({"township": townships}, schema={"township": pl.String})
