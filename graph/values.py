"""The values of properties and conditions, as Polars expressions."""

from __future__ import annotations

import polars as pl

from cluegraph.graph.entities import Condition, Derived, Value, Words
from cluegraph.graph.model import PropertyType

DTYPES: dict[PropertyType, type[pl.DataType]] = {
    "string": pl.String,
    "integer": pl.Int64,
    "boolean": pl.Boolean,
    "decimal": pl.Float64,
}


def property_value(value: Value, kind: PropertyType, schema: pl.Schema) -> pl.Expr:
    """The value of a property, in the type of the vocabulary; dates in text are ISO."""
    if isinstance(value, str):
        return typed(pl.col(value), kind)
    if value.first is not None:
        return pl.coalesce(typed(pl.col(name), kind) for name in value.first)
    if value.value is not None:
        return pl.lit(value.value, dtype=DTYPES[kind])
    return _of_date(value, schema)


def typed(column: pl.Expr, kind: PropertyType) -> pl.Expr:
    """The column in the type of the vocabulary."""
    return column.cast(DTYPES[kind])


def as_date(name: str, schema: pl.Schema) -> pl.Expr:
    """The column as a date: of a text, what its first ten characters say."""
    if schema[name] == pl.String:
        return pl.col(name).str.head(10).str.to_date("%Y-%m-%d", strict=False)
    return pl.col(name).cast(pl.Date)


def day_no(day: pl.Expr) -> pl.Expr:
    """Days since 1970-01-01."""
    return day.to_physical().cast(pl.Int64)


def month_no(day: pl.Expr) -> pl.Expr:
    """Year × 12 + month."""
    return day.dt.year().cast(pl.Int64) * 12 + day.dt.month().cast(pl.Int64)


def ymd(day: pl.Expr) -> pl.Expr:
    """YYYYMMDD."""
    return day.dt.year().cast(pl.Int64) * 10000 + day.dt.month().cast(pl.Int64) * 100 + day.dt.day().cast(pl.Int64)


def _of_date(value: Derived, schema: pl.Schema) -> pl.Expr:
    for name, number in ((value.day_no, day_no), (value.month_no, month_no), (value.ymd, ymd)):
        if name:
            return number(as_date(name, schema))
    return as_date(value.columns()[0], schema).dt.year().cast(pl.Int64)


def holds(condition: Condition) -> pl.Expr:
    """True where everything that the condition names is so; null counts as false."""
    parts = []
    if condition.equal:
        first, second = (pl.col(name) for name in condition.equal)
        parts.append(first == second)
    if condition.valid:
        parts.append(pl.col(f"{condition.valid}_state") == "valid")
    if condition.present:
        parts.append(pl.col(condition.present).is_not_null())
    if condition.blank:
        parts.append(pl.col(condition.blank).is_null())
    if condition.words:
        parts.append(_contains(condition.words))
    if condition.no_words:
        parts.append(~_contains(condition.no_words))
    if condition.any:
        parts.append(pl.any_horizontal(holds(branch) for branch in condition.any))
    return pl.all_horizontal(parts).fill_null(False)


def _contains(words: Words) -> pl.Expr:
    return pl.col(words.column).cast(pl.String).str.contains_any(words.any).fill_null(False)
