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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一百零五", "105"), ("三百二十五", "325"), ("一万零二", "10002"), ("壹仟贰佰元整", "1200"), ("两千", "2000"),
        ("十二", "12"), ("二十五", "25"), ("一百一十", "110"), ("一百十", "110"), ("一万二千", "12000"),
        ("三万五千元", "35000"), ("一万零五百", "10500"), ("三万〇五", "30005"), ("五百二十元五角", "520.5"),
        ("一千二百元五角三分", "1200.53"), ("壹佰零伍圆整", "105"), ("壹佰元零伍分", "100.05"),
        ("壹拾元零伍角", "10.5"), ("叁佰元零角零分", "300"), ("三元五角", "3.5"), ("零元五角", "0.5"),
        ("五角", "0.5"), ("一百二十万", "1200000"),
        ("一亿二千万", "120000000"), ("一亿零二", "100000002"), ("二〇二三", "2023"), ("壹仟零伍拾元整", "1050"),
    ],
)  # fmt: skip
def test_clear_amounts_in_chinese_numerals(text: str, expected: str) -> None:
    assert amount_in(text) == int(Decimal(expected) * 100)


@pytest.mark.parametrize(
    "text",
    ["五百二", "三千五", "一万二", "叁佰伍", "壹万贰元整", "五百二元", "十万二", "一亿二", "一百二十万五", "五百二万",
     "三千五整", "一百二角", "十二角", "三元五", "两块五", "百五", "千元", "万", "万元", "一千零十", "一万二万",
     "一百三千"],
)  # fmt: skip
def test_an_amount_in_chinese_numerals_that_may_be_two_is_never_guessed(text: str) -> None:
    values, bad = fen(pl.Series([text]))
    assert (values.item(), bad.item()) == (None, True)


def test_a_quantity_said_in_short_is_not_guessed_either() -> None:
    values, bad = decimals(pl.Series(["一百二", "一百二十亩", "一百零二"]))
    assert values.to_list() == [None, Decimal(120), Decimal(102)]
    assert bad.to_list() == [True, False, False]
