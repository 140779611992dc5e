"""Amounts come out to the fen, and what is no amount is never guessed at."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluegraph.loaders.clean_money import amount_in, decimals, fen, integers, percents, yuan

FEN = st.integers(-(10**12), 10**12)


@settings(deadline=None)
@given(FEN)
def test_what_the_product_writes_it_reads_back(amount: int) -> None:
    assert amount_in(yuan(amount)) == amount


@settings(deadline=None)
@given(FEN)
def test_separators_and_signs_change_nothing(amount: int) -> None:
    grouped = f"{Decimal(amount) / 100:,.2f}"
    full_width = grouped.translate(str.maketrans("0123456789,.-", "０１２３４５６７８９，．－"))
    for text in (grouped, f"￥{grouped}", f"{grouped}元", f" {grouped} ", full_width):
        assert amount_in(text) == amount, text


@settings(deadline=None)
@given(st.integers(0, 10**10))
def test_ten_thousands_are_exact(amount: int) -> None:
    text = str(Decimal(amount) / 1_000_000)
    assert fen(pl.Series([text]), 10_000)[0].item() == amount
    assert amount_in(text + "万元") == amount
    assert amount_in(text + "万") == amount


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(300.00)", -30000),
        ("（３００）", -30000),
        ("−50", -5000),
        ("0", 0),
        ("0.00", 0),
        (".5", 50),
        ("12.", 1200),
        ("1.2345E+3", 123450),
        ("叁佰元整", 30000),
        ("人民币壹仟贰佰叁拾肆元伍角陆分", 123456),
        ("312.345", 31235),
        ("312.344999", 31234),
        ("-0.005", -1),
        ("297.33333333333331", 29733),
        ("12,3456.00", 12345600),
        ("300元整", 30000),
        ("人民币300元", 30000),
        ("-￥300.00", -30000),
    ],
)
def test_amounts_as_people_write_them(text: str, expected: int) -> None:
    assert amount_in(text) == expected


@pytest.mark.parametrize(
    "text", ["abc", "1,5", "1.5.2", "1 200 300x", "300/2", "三百多", "12%", "约300", "300-400", "--5", "1,23,456"]
)
def test_what_is_no_amount_is_bad(text: str) -> None:
    values, bad = fen(pl.Series([text]))
    assert values.item() is None
    assert bad.item() is True


@pytest.mark.parametrize("text", [None, "", " ", "-", "/", "无", "——", "　"])
def test_blanks_and_placeholders_are_no_amount_and_not_bad(text: str | None) -> None:
    values, bad = fen(pl.Series([text], dtype=pl.String))
    assert values.item() is None
    assert bad.item() is False


def test_a_unit_in_the_cell_goes_before_the_unit_of_the_column() -> None:
    values, bad = fen(pl.Series(["12", "12万元", "500元", "1,000", "x"]), 10_000)
    assert values.to_list() == [12_000_000, 12_000_000, 50_000, 1_000_000_000, None]
    assert bad.to_list() == [False, False, False, False, True]


def test_quantities_with_their_units() -> None:
    values, bad = decimals(pl.Series(["3.5亩", "100元/亩", "半天", "三天", "2.33333", "10人", "1.5", "按亩"]))
    assert values.to_list() == [*map(Decimal, ("3.5", "100", "0.5", "3", "2.3333", "10", "1.5")), None]
    assert bad.to_list() == [False] * 7 + [True]


def test_ranks_are_whole_numbers() -> None:
    values, bad = integers(pl.Series(["第一名", "3", "4.0", "2.5", None]))
    assert values.to_list() == [1, 3, 4, None, None]
    assert bad.to_list() == [False, False, False, True, False]


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("持股比例", ["30%", "0.5"], ["30", "50"]),
        ("持股比例", ["0.3", "0.7"], ["30", "70"]),
        ("持股比例", ["1"], ["100"]),
        ("持股比例", ["30", "0.5"], ["30", "0.5"]),
        ("持股比例(%)", ["0.5", "1"], ["0.5", "1"]),
        ("出资比例（％）", ["51.00"], ["51"]),
    ],
)
def test_shares_are_percent_as_the_column_says(header: str, cells: list[str], expected: list[str]) -> None:
    values, bad = percents(pl.Series(cells), header)
    assert values.to_list() == [Decimal(each) for each in expected]
    assert not bad.any()
