"""How a value is written in a cell, with the habits of different offices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from zlib import crc32

from cluegraph.demo.book import Value
from cluegraph.demo.identity import fifteen, masked

Cell = str | int | Decimal | date | float | None
Show = Callable[[Value], Cell]

_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def plain(value: Value) -> Cell:
    return value


def as_text(value: Value) -> Cell:
    return None if value is None else str(value)


def spaced_name(value: Value) -> Cell:
    """王强 as 王　强."""
    name = str(value or "")
    return f"{name[0]}\u3000{name[1]}" if len(name) == 2 else name or None


def full_width(value: Value) -> Cell:
    return None if value is None else str(value).translate(_FULL_WIDTH)


def lower_x(value: Value) -> Cell:
    return None if value is None else str(value).lower()


def padded(value: Value) -> Cell:
    return None if value is None else f" {value} "


def old_id(value: Value) -> Cell:
    """The 15-digit form where the person was born in the twentieth century."""
    number = str(value or "")
    return fifteen(number) if len(number) == 18 and number[6:8] == "19" and number.isascii() else number or None


def masked_id(value: Value) -> Cell:
    return None if value is None else masked(str(value))


def grouped_account(value: Value) -> str | None:
    """6230 9900 0000 …: as it stands on the card."""
    digits = str(value or "")
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4)) if digits.isdigit() else digits or None


def yuan_text(value: Value) -> Cell:
    """1,234.50 as text; whatever is no number stays as it is."""
    return f"{value:,.2f}" if isinstance(value, int | Decimal) else value


def yuan_suffix(value: Value) -> Cell:
    return f"{value:,.2f}元" if isinstance(value, int | Decimal) else value


def ten_thousand(value: Value) -> Cell:
    """Yuan as 万元, exact."""
    return (Decimal(value) / 10_000).normalize() + 0 if isinstance(value, int | Decimal) else value


def ten_thousand_suffix(value: Value) -> Cell:
    """12.5万元 in the cell itself."""
    return f"{ten_thousand(value):f}万元" if isinstance(value, int | Decimal) else value


def slash_date(value: Value) -> Cell:
    return f"{value.year}/{value.month}/{value.day}" if isinstance(value, date) else value


def dotted_date(value: Value) -> Cell:
    return f"{value:%Y.%m.%d}" if isinstance(value, date) else value


def compact_date(value: Value) -> Cell:
    return f"{value:%Y%m%d}" if isinstance(value, date) else value


def dashed_date(value: Value) -> Cell:
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else value


def serial_date(value: Value) -> Cell:
    """The bare number of days that a spreadsheet keeps for a date."""
    return value.toordinal() - date(1899, 12, 30).toordinal() if isinstance(value, date) else value


def chinese_date(value: Value) -> Cell:
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else value


def chinese_month(value: Value) -> Cell:
    """202301 as 2023年1月."""
    return f"{value // 100}年{value % 100}月" if isinstance(value, int) else value


def dashed_month(value: Value) -> Cell:
    return f"{value // 100}-{value % 100:02d}" if isinstance(value, int) else value


def percent(value: Value) -> Cell:
    return f"{value}%" if isinstance(value, int | Decimal) else value


def slash_if_blank(value: Value) -> Cell:
    return "/" if value is None else value


def varied(*shows: Show) -> Show:
    """One of several ways, always the same for the same value."""

    def show(value: Value) -> Cell:
        return shows[crc32(repr(value).encode()) % len(shows)](value)

    return show


def mostly(usual: Show, rare: Show, every: int = 9) -> Show:
    """The usual way, and the other one about once in so many values."""
    return varied(*([usual] * (every - 1)), rare)


MESSY_ID = varied(plain, plain, plain, plain, plain, lower_x, full_width, padded, old_id)
MESSY_NAME = varied(plain, spaced_name)
