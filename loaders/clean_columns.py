"""Cleaning of one column by the type of its field: the typed values, and why a cell is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import polars as pl

from cluegraph.loaders import clean_money, clean_text, identifiers
from cluegraph.loaders.clean_flags import flags
from cluegraph.loaders.kinds import Field

PERCENT_FIELDS = frozenset({"share"})
FREE_TEXT = frozenset({"remark", "reason", "purpose", "text", "scope"})
LONGEST = 500
"""Characters in a cell that names or numbers something; more is a cell that something else was pasted into."""
TIME_TYPES = frozenset({"date", "month", "period", "year"})
DECIMAL = pl.Decimal(18, 4)

_READ = frozenset({"money", "decimal", "integer", "flag"})
_TYPES: dict[str, pl.DataType] = {
    "decimal": DECIMAL,
    "integer": pl.Int64(),
    "year": pl.Int64(),
    "date": pl.Date(),
    "flag": pl.Boolean(),
}


@dataclass(frozen=True)
class Column:
    """One cleaned column: its typed columns by name, the reason code of each refused cell, and where it is blank."""

    values: dict[str, pl.Series]
    blank: pl.Series
    reason: pl.Series | None = field(default=None)


def columns_of(of: Field) -> dict[str, pl.DataType]:
    """The typed columns that a field becomes: `amount` → `amount_fen`, `id_no` → `id_no` and `id_no_state`."""
    if of.type == "money":
        return {f"{of.name}_fen": pl.Int64()}
    if of.type in ("id_no", "uscc"):
        return {of.name: pl.String(), f"{of.name}_state": pl.String()}
    return {of.name: _TYPES.get(of.type, pl.String())}


def clean_column(of: Field, text: pl.Series, header: str, factor: int) -> Column:
    """Cleans the cells of one column. Columns of time are read by `clean_periods`, since they complete each other."""
    column = _CLEANERS.get(of.type, _text)(of, text, header, factor)
    if of.name in FREE_TEXT or of.type in _READ:
        return column
    long = _reason(text.str.len_chars() > LONGEST, "too_long")
    if long is None:
        return column
    return replace(column, reason=long if column.reason is None else column.reason.fill_null(long))


def _text(of: Field, text: pl.Series, _header: str, _factor: int) -> Column:
    return _named(of, clean_text.values(text))


def _name(of: Field, text: pl.Series, _header: str, _factor: int) -> Column:
    return _named(of, clean_text.names(text))


def _named(of: Field, values: pl.Series) -> Column:
    return Column({of.name: values}, values.is_null())


def _phone(of: Field, text: pl.Series, _header: str, _factor: int) -> Column:
    return _named(of, clean_text.without_placeholders(identifiers.compact(text)))


def _id_no(of: Field, text: pl.Series, _header: str, _factor: int) -> Column:
    written = clean_text.without_placeholders(identifiers.compact(text))
    normal, state = identifiers.id_numbers(written)
    lost = _reason(identifiers.lost_digits(written), "lost_digits")
    return Column({of.name: normal, f"{of.name}_state": state}, written.is_null(), lost)


def _uscc(of: Field, text: pl.Series, _header: str, _factor: int) -> Column:
    written = clean_text.without_placeholders(identifiers.compact(text))
    code, state = identifiers.usccs(written)
    lost = _reason(identifiers.lost_digits(written), "lost_digits")
    return Column({of.name: code, f"{of.name}_state": state}, written.is_null(), lost)


def _account(of: Field, text: pl.Series, _header: str, _factor: int) -> Column:
    written = clean_text.without_placeholders(identifiers.compact(text))
    lost = _reason(identifiers.lost_digits(written), "lost_digits")
    return Column({of.name: identifiers.accounts(written)}, written.is_null(), lost)


def _money(of: Field, text: pl.Series, _header: str, factor: int) -> Column:
    values, bad = clean_money.fen(text, factor)
    return Column({f"{of.name}_fen": values}, values.is_null() & ~bad, _reason(bad, "bad_number"))


def _decimal(of: Field, text: pl.Series, header: str, _factor: int) -> Column:
    percent = of.name in PERCENT_FIELDS
    values, bad = clean_money.percents(text, header) if percent else clean_money.decimals(text)
    return Column({of.name: values}, values.is_null() & ~bad, _reason(bad, "bad_number"))


def _integer(of: Field, text: pl.Series, _header: str, _factor: int) -> Column:
    values, bad = clean_money.integers(text)
    return Column({of.name: values}, values.is_null() & ~bad, _reason(bad, "bad_number"))


def _flag(of: Field, text: pl.Series, header: str, _factor: int) -> Column:
    return Column({of.name: flags(text, header)}, clean_text.is_blank(text))


def _reason(bad: pl.Series, code: str) -> pl.Series | None:
    if not bad.any():
        return None
    return pl.select(pl.when(bad).then(pl.lit(code)).alias("reason")).to_series()


_CLEANERS: dict[str, Callable[[Field, pl.Series, str, int], Column]] = {
    "name": _name,
    "place": _name,
    "phone": _phone,
    "id_no": _id_no,
    "uscc": _uscc,
    "account": _account,
    "money": _money,
    "decimal": _decimal,
    "integer": _integer,
    "flag": _flag,
}
