"""Missing numbers: which numbers make a series, and which gaps are reported."""

from __future__ import annotations

import pytest

from cluegraph.graph.engine import Value
from cluegraph.queries.methods import Row
from cluegraph.queries.methods.number_gaps import apply

MAY = 2023 * 12 + 5
USUAL = {"least": 5, "dense": 80}


def listed(numbers: list[str], month: int = MAY, village: str = "上坪村") -> Row:
    lines: list[Value] = [{"no": number, "ref": f"{village}-{month}-{number}"} for number in numbers]
    return {"unit": "", "village": village, "month": month, "lines": lines}


def gone(*rows: Row) -> list[tuple[Value, Value]]:
    return [(row["gone"], row["villages"]) for row in apply(rows, USUAL)]


FORMS = ["{}", "记-{:03}", "记字第{}号", "2023{:04}", "PZ202305{:03}", "付 - {}", "２０２３-{}"]


@pytest.mark.parametrize("form", FORMS)
def test_the_running_number_is_found_in_every_way_of_writing(form: str) -> None:
    there = [form.format(number) for number in (1, 2, 3, 5, 6, 9, 10, 11, 12, 13, 14, 15)]
    assert gone(listed(there)) == [("4, 7-8", ["上坪村"])]


def test_a_number_without_digits_is_no_number() -> None:
    assert gone(listed(["作废", "", *"12356"])) == [("4", ["上坪村"])]


def test_offices_that_share_one_series_fill_each_others_gaps() -> None:
    assert gone(listed(list("1357")), listed(list("2468"), village="下坪村")) == []
    assert gone(listed(list("12356")), listed(list("12345"), village="下坪村")) == [("4", ["上坪村"])]


def test_numbers_that_start_anew_each_month_are_a_series_a_month() -> None:
    assert gone(listed(list("12345")), listed(list("1235678"), MAY + 1)) == [("4", ["上坪村"])]


def test_many_gaps_are_shown_in_part() -> None:
    numbers = [str(number) for number in range(1, 200) if number % 10]
    ((shown, _),) = gone(listed(numbers))
    assert str(shown).count(",") == 5
    assert str(shown).endswith("…")
