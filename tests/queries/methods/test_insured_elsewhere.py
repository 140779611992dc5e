"""Months of salary here and insurance there are put together by person, each salary row counted once."""

from __future__ import annotations

import random

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.insured_elsewhere import apply

LIMITS = {"months": 3}


def month(number: int, **more: str | int) -> Row:
    row: Row = {
        "sort": "month", "person": "张", "payer": "水利局", "payer_label": "unit", "insurer": "机械厂",
        "insurer_label": "company", "month": number, "fen": 500_000, "post": "科员", "payment": f"p{number}",
        "insured": "i1",
    }  # fmt: skip
    return {**row, **more}


def count(sort: str, people: int, insurer: str = "") -> Row:
    return {**month(0), "sort": sort, "person": "", "fen": people, "insurer": insurer}


def test_two_insurances_beside_one_salary_row_count_the_salary_once_and_both_are_cited() -> None:
    rows = [month(1), month(2), month(3), month(3, insurer="学校", insurer_label="unit", insured="i2")]
    (found,) = apply(rows, LIMITS)
    assert (found["months"], found["amount"]) == (3, 1_500_000)
    assert (found["insurers"], found["companies"], found["insured"]) == (["学校"], ["机械厂"], ["i1", "i2"])


def test_a_month_that_was_paid_back_is_none() -> None:
    assert apply([month(1), month(2), month(3), month(3, fen=-500_000, payment="p4")], LIMITS) == []


def test_an_insurer_of_half_of_the_staff_insures_in_common() -> None:
    months = [month(number) for number in (1, 2, 3)]
    assert apply([*months, count("staff", 6), count("together", 3, "机械厂")], LIMITS) == []
    assert len(apply([*months, count("staff", 7), count("together", 3, "机械厂")], LIMITS)) == 1
    assert len(apply([*months, count("staff", 2), count("together", 2, "机械厂")], LIMITS)) == 1


def test_a_field_post_is_doubtful_only_if_it_is_one_in_every_month() -> None:
    driver = [month(number, post="司机") for number in (1, 2, 3)]
    assert [found["doubts"] for found in apply(driver, LIMITS)] == ["field_post"]
    assert [found["doubts"] for found in apply([*driver, month(4)], LIMITS)] == [""]


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows = [month(number, insured=f"i{number % 3}", payer=f"局{number % 2}") for number in range(12)]
    mixed = random.Random(1).sample(rows, len(rows))
    assert apply(mixed, LIMITS) == apply(rows, LIMITS)
