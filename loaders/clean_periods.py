"""When a row is for: its dates, month, year and period, from its columns and what the sheet states once.

A list that pays (`period` or `month` among its fields) gets `year` and `period` ('YYYY-MM' or 'YYYY'). Its period is
the column, else what title, sheet or path state, else the month of its date; where a year is stated and no month, it is
the year.
`period_from` says which: 'column', 'title', 'sheet', 'path', 'mapping' or 'date'.

In other records a date that names only a month is its first day; in `to` and `died_on` the last, so that nobody is
taken for gone earlier than the paper says. `from` and `to` may name only a year, likewise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from cluegraph.loaders.clean_dates import Reading, read_date, readings
from cluegraph.loaders.clean_text import names
from cluegraph.loaders.kinds import Field
from cluegraph.loaders.table import Stated

LATEST = frozenset({"to", "died_on"})
WHOLE_YEARS = frozenset({"from", "to"})
_STATING = ("period", "month", "year", "date")
_BATCH_HEADERS = ("批", "期号")


@dataclass(frozen=True)
class Times:
    """Typed columns of time, where a field is blank, and reason codes where it cannot be read; all by field name."""

    values: pl.DataFrame
    blank: dict[str, pl.Series]
    reasons: dict[str, pl.Series]


@dataclass(frozen=True)
class _Stated:
    """Year and month that the sheet states once, and where."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    origin: str = "title"

    @property
    def date(self) -> dt.date | None:
        return dt.date(self.year, self.month, self.day) if self.year and self.month and self.day else None


def is_list(fields: Mapping[str, Field]) -> bool:
    """True for lists that pay: they have a period."""
    return "period" in fields or "month" in fields


def clean_times(
    fields: Mapping[str, Field],
    columns: Mapping[str, tuple[str, pl.Series]],
    context: Mapping[str, Stated],
    height: int,
) -> Times:
    """Reads the columns of time of one block. `columns` gives header and cells by field."""
    read = {name: readings(_with_header(header, text)) for name, (header, text) in columns.items()}
    frame = pl.DataFrame({"row": pl.int_range(height, eager=True)})
    for name, parts in read.items():
        frame = frame.hstack(parts.rename({column: f"{name}.{column}" for column in parts.columns}))
    stated = _stated(context)
    frame = _with_years(frame, list(read), stated)
    listed = is_list(fields)
    values = [_value(field, read, stated, listed) for field in fields.values() if field.type in _STATING]
    values += _list_values(read, stated, monthly="month" in fields) if listed else []
    unique = {expression.meta.output_name(): expression for expression in values}
    reasons = frame.select(_reason(name, fields[name], listed) for name in read)
    return Times(
        frame.with_columns(*unique.values()).select(*unique),
        {name: frame[f"{name}.blank"] for name in read},
        {name: reasons[name] for name in read if not reasons[name].is_null().all()},
    )


def _with_header(header: str, text: pl.Series) -> pl.Series:
    """In a column of batches a bare number is the batch, not a month."""
    if not any(word in header for word in _BATCH_HEADERS):
        return text
    short = text.str.contains(r"^\s*[0-9０-９]{1,3}\s*$")
    return pl.select(
        pl.when(short).then("第" + text.str.strip_chars() + "批").otherwise(text).alias("text")
    ).to_series()


def _stated(context: Mapping[str, Stated]) -> _Stated:
    """The year and month of title, sheet, path or mapping; the more exact statement completes the coarser."""
    found = _Stated()
    for name in _STATING:
        if (statement := context.get(name)) is None or not statement.value:
            continue
        text = names(pl.Series([statement.value])).item() or ""
        reading = read_date(text.replace(" ", "")) or Reading()
        if reading.month is not None and found.month is None:
            found = replace(found, month=reading.month, day=reading.day, origin=statement.origin)
        if reading.year is not None and found.year is None:
            found = replace(found, year=reading.year, origin=found.origin if found.month else statement.origin)
    return found


def _with_years(frame: pl.DataFrame, names: Sequence[str], stated: _Stated) -> pl.DataFrame:
    """`<field>.year` completed where only a month is written, and `known_year`, the year that the row states."""
    years = [pl.col(f"{name}.year") for name in ("year", "period", "month") if name in names]
    years.append(pl.lit(stated.year, dtype=pl.Int64))
    if "date" in names:
        years.append(pl.when(pl.col("date.month").is_null()).then("date.year"))
    frame = frame.with_columns(pl.coalesce(years).alias("known_year"))
    return frame.with_columns(
        pl.when(pl.col(f"{name}.month").is_not_null())
        .then(pl.coalesce(f"{name}.year", "known_year"))
        .otherwise(f"{name}.year")
        .alias(f"{name}.year")
        for name in names
    )


def _value(field: Field, read: Mapping[str, object], stated: _Stated, listed: bool) -> pl.Expr:
    """The typed column of one field of time."""
    name = field.name
    if field.type == "year":
        return (pl.col("known_year") if listed or name not in read else pl.col(f"{name}.year")).alias(name)
    if field.type in ("month", "period"):
        return (_month(name) if name in read else pl.lit(None, dtype=pl.String)).alias(name)
    if name in read:
        return _date(name, listed).alias(name)
    return pl.lit(stated.date if name == "date" else None, dtype=pl.Date).alias(name)


def _month(name: str) -> pl.Expr:
    year, month = pl.col(f"{name}.year"), pl.col(f"{name}.month")
    return pl.when(year.is_not_null() & month.is_not_null()).then(
        pl.format("{}-{}", year, month.cast(pl.String).str.zfill(2))
    )


def _exact(name: str) -> pl.Expr:
    """The date where year, month and day are there and make one."""
    first = pl.date(f"{name}.year", f"{name}.month", 1)
    day = first + pl.duration(days=pl.col(f"{name}.day") - 1)
    return pl.when(day.dt.month() == pl.col(f"{name}.month")).then(day)


def _date(name: str, listed: bool) -> pl.Expr:
    if listed and name == "date":
        return _exact(name)
    first = pl.date(f"{name}.year", f"{name}.month", 1)
    month = first.dt.month_end() if name in LATEST else first
    candidates = [_exact(name), pl.when(pl.col(f"{name}.day").is_null()).then(month)]
    if name in WHOLE_YEARS:
        year = pl.date(f"{name}.year", 12, 31) if name in LATEST else pl.date(f"{name}.year", 1, 1)
        candidates.append(pl.when(pl.col(f"{name}.month").is_null()).then(year))
    return pl.coalesce(candidates)


def _list_values(read: Mapping[str, object], stated: _Stated, *, monthly: bool) -> list[pl.Expr]:
    """`year`, `period`, `period_from` of a list that pays, and `month` where the kind is monthly."""
    text = pl.String
    own = [_month(name) for name in ("month", "period") if name in read]
    if "date" in read:
        own.append(pl.when(pl.col("date.day").is_null()).then(_month("date")))
    column = pl.coalesce(own) if own else pl.lit(None, dtype=text)
    month_stated = f"{stated.month:02d}" if stated.month else None
    title = (
        pl.format("{}-{}", pl.col("known_year"), pl.lit(month_stated, dtype=text))
        if month_stated
        else pl.lit(None, dtype=text)
    )
    dated = _exact("date").dt.strftime("%Y-%m") if "date" in read else pl.lit(None, dtype=text)
    yearly = pl.col("known_year").cast(text)
    month = pl.coalesce(column, title, dated)
    period = month if monthly else pl.coalesce(column, title, yearly, dated)
    own_year = [pl.col(f"{name}.year").is_not_null() for name in ("year", "period", "month") if name in read]
    year_origin = (
        pl.when(pl.any_horizontal(own_year)).then(pl.lit("column")).otherwise(pl.lit(stated.origin))
        if own_year
        else pl.lit(stated.origin)
    )
    origin = pl.when(column.is_not_null()).then(pl.lit("column")).when(title.is_not_null()).then(pl.lit(stated.origin))
    if monthly:
        origin = origin.when(dated.is_not_null()).then(pl.lit("date"))
    else:
        origin = origin.when(yearly.is_not_null()).then(year_origin).when(dated.is_not_null()).then(pl.lit("date"))
    year = pl.coalesce(
        "known_year", period.str.slice(0, 4).cast(pl.Int64, strict=False), dated.str.slice(0, 4).cast(pl.Int64)
    )
    result = [year.alias("year"), period.alias("period"), origin.alias("period_from")]
    return [*result, month.alias("month")] if monthly else result


def _reason(name: str, field: Field, listed: bool) -> pl.Expr:
    """'bad_date' where something is written from which the field's value cannot be had."""
    year, month, day = (pl.col(f"{name}.{part}") for part in ("year", "month", "day"))
    bad = pl.col(f"{name}.bad") | (month.is_not_null() & year.is_null())
    if day is not None and field.type == "date":
        bad = bad | (day.is_not_null() & year.is_not_null() & _exact(name).is_null())
    if field.type == "month":
        bad = bad | (year.is_not_null() & month.is_null())
    if field.type == "date" and not (listed and name == "date") and name not in WHOLE_YEARS:
        bad = bad | (year.is_not_null() & month.is_null())
    return pl.when(bad).then(pl.lit("bad_date")).alias(name)
