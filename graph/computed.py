"""Columns that are worked out from others before the rows become nodes: times, amounts, the tender limit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

from cluegraph.graph.entities import Computation
from cluegraph.graph.identity.digits import as_regular_expression
from cluegraph.graph.keys import Context
from cluegraph.graph.values import as_date, day_no, month_no, ymd

PAY_DAY = 20
"""The day of the month on which a list without a date is taken to be paid."""
_TIMES = ("period", "month", "year", "date")


def compute(frame: pl.DataFrame, name: Computation, context: Context) -> pl.DataFrame:
    """The frame with the columns of this computation."""
    return _COMPUTATIONS[name](frame, context)


def _programme_times(frame: pl.DataFrame, context: Context) -> pl.DataFrame:
    """A monthly programme that states a year and a date has the month of the date; of another configured programme
    that states a date alone, the period is the year."""
    paid = as_date("date", frame.schema)
    period = pl.col("period").cast(pl.String)
    rhythms = (pl.Series(keys, dtype=pl.String).implode() for keys in context.programmes.by_rhythm())
    monthly, known = (pl.col("@programme").cast(pl.String).is_in(keys) for keys in rhythms)
    by_year = ~period.str.contains("-", literal=True)
    frame = frame.with_columns(
        period=pl.when(by_year & monthly & (paid.dt.year() == pl.col("year").cast(pl.Int64)))
        .then(paid.dt.to_string("%Y-%m"))
        .when(~by_year & ~monthly & known & (pl.col("period_from").cast(pl.String) == "date"))
        .then(period.str.head(4))
        .otherwise(period)
    )
    return _with_times(frame, monthly=False)


def _monthly_times(frame: pl.DataFrame, _context: Context) -> pl.DataFrame:
    return _with_times(frame, monthly=True)


def _with_times(frame: pl.DataFrame, monthly: bool) -> pl.DataFrame:
    """`period`, `year`, `month_no`, `day_no`, `earliest_day_no`, `ymd`, `date_given` and `workday` of each payment,
    worked out once for each distinct time. A monthly list without a period has the month of its date."""
    schema = frame.schema
    given = frame.select(
        *(pl.col(name).cast(pl.String).alias(f"_{name}") for name in ("period", "month")),
        pl.col("year").cast(pl.Int64).alias("_year"),
        as_date("date", schema).alias("_date"),
    )
    distinct = given.unique()
    day = pl.col("_date")
    fallback = day.dt.to_string("%Y-%m") if monthly else pl.lit(None, pl.String)
    period = pl.coalesce("_period", "_month", fallback, pl.col("_year").cast(pl.String), day.dt.year().cast(pl.String))
    first = (period + "-01").str.to_date("%Y-%m-%d", strict=False)
    table = distinct.with_columns(period=period, _first=first).with_columns(
        year=pl.coalesce(
            "_year", pl.col("period").str.head(4).cast(pl.Int64, strict=False), day.dt.year().cast(pl.Int64)
        ),
        month_no=month_no(pl.col("_first")),
        _day=pl.coalesce(day, pl.col("_first") + pl.duration(days=PAY_DAY - 1)),
    )
    table = table.with_columns(
        day_no=day_no(pl.col("_day")),
        earliest_day_no=day_no(pl.coalesce("_day", pl.date(pl.col("year"), 1, 1))),
        ymd=ymd(pl.col("_day")),
        date_given=day.is_not_null(),
        workday=_workdays(table["_date"]),
    )
    joined = given.join(table, on=given.columns, how="left", nulls_equal=True, maintain_order="left")
    made = ("period", "year", "month_no", "day_no", "earliest_day_no", "ymd", "date_given", "workday")
    return frame.with_columns(joined.select(made))


def _workdays(days: pl.Series) -> pl.Series:
    """Whether each day is a working day in China; null for no day. Beyond the calendar's years: Monday to Friday."""
    known = {day: _is_workday(day) for day in days.drop_nulls().unique()}
    return pl.Series("workday", [known.get(day) for day in days], dtype=pl.Boolean)


def _is_workday(day: date) -> bool:
    from chinese_calendar import is_workday

    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def _amounts(frame: pl.DataFrame, _context: Context) -> pl.DataFrame:
    """`rate_fen`, `expected_fen` (quantity × rate, rounded half up to the fen) and `back_pay`."""
    scaled = pl.Decimal(38, 4)
    quantity, rate = (pl.col(name).cast(scaled).to_physical().cast(pl.Int128) for name in ("quantity", "rate"))
    remark = pl.col("remark").cast(pl.String)
    return frame.with_columns(
        expected_fen=((quantity * rate + 500_000) // 1_000_000).cast(pl.Int64, strict=False),
        rate_fen=((rate + 50) // 100).cast(pl.Int64, strict=False),
        back_pay=remark.str.contains_any(["补发", "补差"]).fill_null(False),
    )


def _tender_limit(frame: pl.DataFrame, context: Context) -> pl.DataFrame:
    """`category` as configured, `limit_fen` and `limit_name`."""
    signed = as_date("signed_on", frame.schema)
    buyer_type = pl.when(pl.col("@buyer:label") == "Village").then(pl.lit("village")).otherwise(pl.lit("unit"))
    asked = frame.select(pl.col("category").cast(pl.String), signed_on=signed, buyer_type=buyer_type)
    return frame.with_columns(context.limits.apply(asked))


def _id_pattern(frame: pl.DataFrame, _context: Context) -> pl.DataFrame:
    state = pl.col("id_no_state").cast(pl.String)
    return frame.with_columns(id_pattern=as_regular_expression(pl.col("id_no").cast(pl.String), state))


_COMPUTATIONS: Mapping[Computation, Callable[[pl.DataFrame, Context], pl.DataFrame]] = {
    "programme_times": _programme_times,
    "monthly_times": _monthly_times,
    "amounts": _amounts,
    "tender_limit": _tender_limit,
    "id_pattern": _id_pattern,
}
