"""Overlap counts rows as often as they occur, and finds people with and without their ID."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluegraph.loaders.frames import records_from_rows
from cluegraph.loaders.overlap import Index, Keys, is_compared, keys_of

IDS = ["330299197001010018", "330299197001010026", "330299197001010034", "330299197001010042", "330299197001010050"]


def keys(
    people: Sequence[tuple[str, str | None]], amount: str = "1", village: str = "上坪村", programme: str = "低保"
) -> Keys:
    rows = [
        {"name": name, "id_no": number, "programme": programme, "village": village, "year": 2023, "amount": amount}
        for name, number in people
    ]
    return keys_of("subsidy", records_from_rows("subsidy", rows))


def share(mine: Keys, *others: Keys) -> float:
    index = Index()
    for other in others:
        index.add(other)
    return index.shared(mine)


def test_people_with_ids_are_compared_by_them() -> None:
    first = keys([("张三", IDS[0]), ("李四", IDS[1])])
    assert share(first, keys([("张三", IDS[2]), ("李四", IDS[1])])) == 0.5
    assert share(first, keys([("张叁", IDS[0]), ("李肆", IDS[1])])) == 1.0


def test_where_one_list_lacks_the_ids_names_and_village_count() -> None:
    with_ids = keys([("张三", IDS[0]), ("李四", IDS[1])])
    without = keys([("张三", None), ("李四", "3302**********0026")])
    assert share(with_ids, without) == share(without, with_ids) == 1.0
    assert share(without, keys([("张三", IDS[0]), ("李四", IDS[1])], village="下坪村")) == 0.0


def test_other_amounts_are_other_rows() -> None:
    assert share(keys([("张三", IDS[0])]), keys([("张三", IDS[0])], amount="2")) == 0.0


def test_one_programme_may_be_called_by_two_names() -> None:
    first = keys([("张三", IDS[0])], programme="农村危房改造补助")
    assert share(first, keys([("张三", IDS[0])], programme="危房改造补助资金")) == 1.0
    assert share(first, keys([("张三", IDS[0])], programme="高龄津贴")) == 0.0


def test_the_details_of_a_summary_may_stand_in_several_lists() -> None:
    people = list(zip("甲乙丙丁", IDS, strict=False))
    assert share(keys(people), keys(people[:2]), keys(people[2:])) == 1.0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from("甲乙丙"), max_size=12), st.lists(st.sampled_from("甲乙丙"), max_size=12))
def test_rows_count_as_often_as_they_occur(mine: list[str], others: list[str]) -> None:
    expected = sum(min(mine.count(name), others.count(name)) for name in set(mine))
    got = share(keys([(name, None) for name in mine]), keys([(name, None) for name in others])) if mine else 0.0
    assert got == pytest.approx(expected / len(mine) if mine else 0.0)


def test_registers_are_not_compared() -> None:
    assert not is_compared("death")
    assert is_compared("payroll")


def test_a_million_rows_are_compared_in_a_moment() -> None:
    count = 1_000_000
    frame = pl.DataFrame({"n": pl.int_range(count, eager=True)}).select(
        name=pl.format("甲{}", "n"), id_no=pl.lit(None, pl.String), id_no_state=pl.lit(None, pl.String),
        village=pl.lit("上坪村"), programme=pl.lit("低保"), period=pl.lit("2023"), amount_fen=pl.col("n") % 100,
    )  # fmt: skip
    everything = keys_of("subsidy", frame)
    index = Index()
    index.add(everything)
    assert index.shared(everything) == 1.0
    assert index.shared(keys_of("subsidy", frame.with_columns(pl.col("amount_fen") + 1_000))) == 0.0
