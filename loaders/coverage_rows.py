"""How many rows of what there are for whom: the loaded records counted by place, programme and period."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from cluegraph.graph.places import VILLAGE_LIKE, Places
from cluegraph.graph.programmes import Programmes
from cluegraph.graph.reference import Reference
from cluegraph.loaders.clean_periods import is_list
from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.store import Records

PLACED: dict[str, str | None] = {
    "subsidy": None,
    "published": None,
    "household": None,
    "land": None,
    "allowance": "unit",
    "payroll": "unit",
    "cadre": "unit",
    "funds_in": "unit",
    "tip": "unit",
    "contract": "buyer",
}
"""The kinds whose rows belong to a village (or unit), and the column that may name the village's committee."""

_WRITTEN = ("unit", "village", "township")
_OF_LISTS = ("programme", "period", "year")
_KEYS = ("kind", *_WRITTEN, *_OF_LISTS)


def counted(records: Records, reference: Reference) -> pl.DataFrame:
    """One row for each kind, place, programme and period that occurs.

    Columns: kind; `label` ('Village', 'Unit' or null), `key`, `name` and `township` of the place; programme (its
    configured name), period ('YYYY-MM' or 'YYYY'), year; `rows`; `without_id`, the rows among them that have no valid
    ID number (null for kinds that name no person by one).
    """
    frames = pl.collect_all([_counts(kind, records.frame(kind)) for kind in sorted(records.kinds())])
    counts = pl.concat(frames) if frames else pl.DataFrame(schema=_SCHEMA)
    programmes = Programmes(reference.programmes).keys(counts.select("programme"))
    placed = _placed(counts)
    return pl.concat(
        [counts.select("kind", "period", "year", *_FIGURES), programmes.rename({"key": "programme"}), placed],
        how="horizontal",
    )


_FIGURES = ("rows", "without_id")
_SCHEMA = dict.fromkeys(_KEYS, pl.String()) | dict.fromkeys(_FIGURES, pl.Int64())


def _counts(kind: str, frame: pl.LazyFrame) -> pl.LazyFrame:
    fields = shipped_kinds()[kind].fields
    unit = PLACED.get(kind)
    columns = {"unit": unit} | {name: name for name in ("village", "township") if kind in PLACED}
    columns |= {name: name for name in _OF_LISTS if is_list(fields)}
    present = set(frame.collect_schema().names())
    known = {name: column for name, column in columns.items() if column in present}
    unidentified = (pl.col("id_no_state").fill_null("none") != "valid").sum().cast(pl.Int64)
    figures = [
        pl.len().cast(pl.Int64).alias("rows"),
        (unidentified if "id_no" in fields else pl.lit(None, pl.Int64)).alias("without_id"),
    ]
    keys = [pl.col(str(column)).cast(pl.String).alias(name) for name, column in known.items()]
    made = frame.group_by(keys).agg(figures) if keys else frame.select(figures)
    missing = [pl.lit(None, pl.String).alias(name) for name in _KEYS if name not in known and name != "kind"]
    return made.with_columns(pl.lit(kind).alias("kind"), *missing).select(*_KEYS, *_FIGURES)


def _placed(counts: pl.DataFrame) -> pl.DataFrame:
    """`label`, `key`, `name` and `township` of every row, as the graph has them."""
    is_body = pl.col("unit").str.contains(VILLAGE_LIKE)
    bodies = counts.filter(is_body).select(village="unit", township=pl.lit(None, pl.String))
    return _parties(Places([counts.select("village", "township"), bodies]), counts)


def _parties(places: Places, counts: pl.DataFrame) -> pl.DataFrame:
    written = counts.select(_WRITTEN)
    distinct = written.unique(maintain_order=True)
    judged = pl.concat([distinct.select(pl.all().name.prefix("_")), places.parties(distinct)], how="horizontal")
    return _joined(written, judged).select("label", "key", "name", "township")


def _joined(written: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    names: Sequence[str] = [f"_{name}" for name in _WRITTEN]
    prefixed = written.select(pl.all().name.prefix("_"))
    return prefixed.join(judged, on=names, how="left", nulls_equal=True, maintain_order="left")
