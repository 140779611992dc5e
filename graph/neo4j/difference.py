"""What differs between two projected tables: rows to take away and rows to write."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from cluegraph.graph.engine import END, START

_COUNT = "_count"


@dataclass(frozen=True)
class Difference:
    """`gone`: the keys (nodes) or pairs of ends (relationships) to take away; `made`: whole rows to write."""

    gone: pl.DataFrame
    made: pl.DataFrame


def changed_nodes(old: pl.DataFrame | None, new: pl.DataFrame | None) -> Difference:
    """Nodes that are no longer there, and nodes that are new or have other properties."""
    old, new = _both(old, new)
    gone = old.select("key").join(new.select("key"), on="key", how="anti")
    return Difference(gone.sort("key"), _without(new, old).sort("key"))


def changed_pairs(old: pl.DataFrame | None, new: pl.DataFrame | None) -> Difference:
    """The pairs of ends whose relationships changed in any way, and all relationships that such pairs have now."""
    old, new = (_counted(frame) for frame in _both(old, new))
    pair = [START, END]
    changed = pl.concat([_without(old, new).select(pair), _without(new, old).select(pair)]).unique()
    gone = changed.join(old.select(pair), on=pair, how="semi").sort(pair)
    made = new.join(changed, on=pair, how="semi")
    made = made.select(pl.all().repeat_by(_COUNT).explode()).drop(_COUNT)
    return Difference(gone, made.sort(pair))


def _both(old: pl.DataFrame | None, new: pl.DataFrame | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Both with the same columns; a table that is not there has no rows."""
    if old is None:
        old = (
            new.clear()
            if new is not None
            else pl.DataFrame(schema={"key": pl.String, START: pl.String, END: pl.String})
        )
    if new is None:
        new = old.clear()
    columns = list(dict.fromkeys([*new.columns, *old.columns]))
    return _with(old, columns, new), _with(new, columns, old)


def _with(frame: pl.DataFrame, columns: list[str], other: pl.DataFrame) -> pl.DataFrame:
    lacking = [pl.lit(None, other.schema[name]).alias(name) for name in columns if name not in frame.columns]
    return frame.with_columns(lacking).select(columns)


def _counted(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.group_by(frame.columns).agg(pl.len().alias(_COUNT))


def _without(frame: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """The rows that are not in the other table."""
    return frame.join(other, on=frame.columns, how="anti", nulls_equal=True)
