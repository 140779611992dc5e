"""Dates are read in every way that people write them, and never made up."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluegraph.loaders.clean_dates import Reading, read_date, readings

DAYS = st.dates(dt.date(1955, 1, 1), dt.date(2063, 12, 31))
_CHINESE = "〇一二三四五六七八九"


def in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _CHINESE[tens]) + "十" if tens else "") + (_CHINESE[ones] if ones else "")


@settings(deadline=None)
@given(DAYS)
def test_one_day_in_all_its_spellings(day: dt.date) -> None:
    year = "".join(_CHINESE[int(digit)] for digit in str(day.year))
    spellings = [
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month:02d}.{day.day:02d}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month}月{day.day}号",
        f"{year}年{in_chinese(day.month)}月{in_chinese(day.day)}日",
        f"{day:%Y-%m-%d}T08:30:00",
        f"{day.year}/{day.month}/{day.day:02d}08:30",
        str((day - dt.date(1899, 12, 30)).days),
    ]
    for text in spellings:
        assert read_date(text) == Reading(day.year, day.month, day.day), text


@settings(deadline=None)
@given(st.integers(1950, 2050), st.integers(1, 12))
def test_one_month_in_all_its_spellings(year: int, month: int) -> None:
    for text in (
        f"{year}年{month}月",
        f"{year}-{month:02d}",
        f"{year}/{month}",
        f"{year}{month:02d}",
        f"{year}年{month}月份",
    ):
        assert read_date(text) == Reading(year, month), text
    assert read_date(f"{month}月") == Reading(None, month)


@pytest.mark.parametrize("text", ["2023", "2023年", "2023年度", "二〇二三年", "二○二三年度"])
def test_years(text: str) -> None:
    assert read_date(text) == Reading(2023)


@pytest.mark.parametrize(
    ("text", "month"), [("2023年第一季度", 3), ("2023年4季度", 12), ("2023年上半年", 6), ("2023年下半年", 12)]
)
def test_parts_of_a_year_are_their_last_month(text: str, month: int) -> None:
    assert read_date(text) == Reading(2023, month)


@pytest.mark.parametrize("text", ["至今", "第一批", "第2批", "长期"])
def test_words_that_say_no_date_are_no_error(text: str) -> None:
    assert read_date(text) == Reading()


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-29",
        "2023-13-01",
        "20231301",
        "2023年13月",
        "abc",
        "13月",
        "0",
        "19999",
        "60001",
        "2023/1/0",
        "1.5",
        "2023-1-2-3",
    ],
)
def test_impossible_dates_are_not_read(text: str) -> None:
    assert read_date(text) is None


def test_columns_keep_their_order_and_tell_blanks_from_errors() -> None:
    parts = readings(pl.Series(["2023-01-05 08:00:01", "/", None, "x", "2023年1月", "2024-02-29 23:59:59.5"]))
    assert parts["day"].to_list() == [5, None, None, None, None, 29]
    assert parts["month"].to_list() == [1, None, None, None, 1, 2]
    assert parts["bad"].to_list() == [False, False, False, True, False, False]
    assert parts["blank"].to_list() == [False, True, True, False, False, False]
