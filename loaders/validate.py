"""Which cleaned rows are records, and which go to quarantine with field and reason.

The rules of a kind are a dataframely schema made from its YAML file: required fields are there, one of each required
group is there, and no cell is written that cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import dataframely as dy
import polars as pl

from cluegraph.loaders.clean import Cleaned, schema
from cluegraph.loaders.clean_columns import columns_of
from cluegraph.loaders.kinds import Field, Kind
from cluegraph.loaders.quarantine import MISSING

_REASON = "reason."
_BLANK = "blank."
_SCHEMAS: dict[object, type[dy.Schema]] = {}


@dataclass(frozen=True)
class Verdict:
    """Good rows with the kind's columns, and failed rows with 'row', 'field', 'reason' and 'also' (other fields)."""

    good: pl.DataFrame
    failed: pl.DataFrame


def validate(kind: Kind, cleaned: Cleaned) -> Verdict:
    """Splits cleaned rows by the rules of their kind."""
    rules = _schema_of(kind)
    reasons = pl.DataFrame(
        [
            cleaned.reasons.get(name, _nulls(cleaned.frame.height, pl.String())).alias(_REASON + name)
            for name in kind.fields
        ]
    )
    blanks = pl.DataFrame([_blank(cleaned, name).alias(_BLANK + name) for name in _judged_by_blank(kind)])
    good, failure = rules.filter(cleaned.frame.hstack(reasons).hstack(blanks))
    return Verdict(good.select("row", *schema(kind)), _failures(kind, failure))


def _failures(kind: Kind, failure: dy.FailureInfo) -> pl.DataFrame:
    """One row a failed row: its first failed field in the order of the kind, unreadable cells before blank ones."""
    details = failure.details()
    if details.is_empty():
        return pl.DataFrame(
            schema={"row": pl.Int64, "field": pl.String, "reason": pl.String, "also": pl.List(pl.String)}
        )
    unread = [(name, pl.col(_REASON + name)) for name in kind.fields]
    lacking = [(name, _broken(rule, details)) for rule, name in _missing_rules(kind).items()]
    named = [pl.when(code.is_not_null()).then(pl.lit(name)) for name, code in (*unread, *lacking)]
    return details.select(
        "row",
        pl.coalesce(named).alias("field"),
        pl.coalesce(code for _, code in (*unread, *lacking)).alias("reason"),
        pl.concat_list(named).list.drop_nulls().list.unique(maintain_order=True).list.slice(1).alias("also"),
    )


def _broken(rule: str, details: pl.DataFrame) -> pl.Expr:
    return (
        pl.when(pl.col(rule) == "invalid").then(pl.lit(MISSING))
        if rule in details.columns
        else pl.lit(None, dtype=pl.String)
    )


def _schema_of(kind: Kind) -> type[dy.Schema]:
    """The schema of a kind's cleaned rows, made once a kind; its rules are named by `_missing_rules`."""
    shape = (kind.name, tuple((field.name, field.type, field.required) for field in kind.fields.values()), kind.any_of)
    if shape not in _SCHEMAS:
        _SCHEMAS[shape] = _make_schema(kind)
    return _SCHEMAS[shape]


def _make_schema(kind: Kind) -> type[dy.Schema]:
    members: dict[str, object] = {"row": dy.Int64(nullable=False)}
    for name, dtype in schema(kind).items():
        members[name] = _member(dtype, name)
    for name in kind.fields:
        members[_REASON + name] = dy.String(nullable=True, alias=_REASON + name)
        members[f"readable {name}"] = dy.rule()(_readable(name))
    for name in _judged_by_blank(kind):
        members[_BLANK + name] = dy.Bool(nullable=True, alias=_BLANK + name)
    for rule, name in _missing_rules(kind).items():
        members[rule] = dy.rule()(_present(kind, rule, name))
    return type(f"Rows_{kind.name}", (dy.Schema,), members)


def _missing_rules(kind: Kind) -> dict[str, str]:
    """The rules about blanks, each with the field that is named when it is broken."""
    rules = {f"required {field.name}": field.name for field in kind.fields.values() if field.required}
    return rules | {f"one of {' '.join(group)}": group[0] for group in kind.any_of}


def _readable(name: str) -> Any:
    return lambda _schema: pl.col(_REASON + name).is_null()


def _present(kind: Kind, rule: str, name: str) -> Any:
    fields = next((group for group in kind.any_of if rule == f"one of {' '.join(group)}"), (name,))
    return lambda _schema: pl.any_horizontal(*(_given(kind.fields[each]) for each in fields))


def _given(field: Field) -> pl.Expr:
    """True where the field says something, readable or not."""
    if field.type in ("account", "flag"):
        return ~pl.col(_BLANK + field.name)
    return pl.col(next(iter(columns_of(field)))).is_not_null() | pl.col(_REASON + field.name).is_not_null()


def _judged_by_blank(kind: Kind) -> list[str]:
    return [field.name for field in kind.fields.values() if field.type in ("account", "flag")]


def _blank(cleaned: Cleaned, name: str) -> pl.Series:
    return cleaned.blank.get(name, pl.Series([True]).new_from_index(0, cleaned.frame.height))


def _nulls(height: int, dtype: pl.DataType) -> pl.Series:
    return pl.Series([None], dtype=dtype).new_from_index(0, height)


def _member(dtype: pl.DataType, name: str) -> dy.Column:
    if dtype == pl.Int64:
        return dy.Int64(nullable=True, alias=name)
    if dtype == pl.Date:
        return dy.Date(nullable=True, alias=name)
    if dtype == pl.Boolean:
        return dy.Bool(nullable=True, alias=name)
    if isinstance(dtype, pl.Decimal):
        return dy.Decimal(dtype.precision, dtype.scale, nullable=True, alias=name)
    return dy.String(nullable=True, alias=name)
