"""Pairs that keep meeting within a year become groups; each pair is in one group, and nothing depends on row order."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.co_bidding import Meeting, apply, within_a_year

START = date(2023, 3, 1)


def day_no(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def rows(*bidders: str, tenders: int = 3, step: int = 30, first: int = 1) -> list[Row]:
    """Every pair of the bidders in the same tenders, `step` days apart."""
    return [
        {
            "one": one, "other": other, "lift": 450, "tender": f"T{number}", "winner": one,
            "day": day_no(START + timedelta(days=step * (number - first))),
            "first_ref": f"{one}{number}", "second_ref": f"{other}{number}",
        }
        for one, other in combinations(sorted(bidders), 2)
        for number in range(first, first + tenders)
    ]  # fmt: skip


def bidders(found: list[Row]) -> list[object]:
    return [row["bidders"] for row in found]


def meetings(*days: date) -> list[Meeting]:
    return [Meeting(f"T{number}", day_no(day), "", ("", "")) for number, day in enumerate(days)]


def test_three_who_always_meet_are_one_group_with_all_their_rows() -> None:
    (found,) = apply(rows("A", "B", "C"), {"times": 3})
    assert (found["first"], found["second"], found["bidders"]) == ("A", "B", ["A", "B", "C"])
    assert found["tenders"] == ["T1", "T2", "T3"]
    assert found["records"] == [f"{one}{number}" for one in "ABC" for number in (1, 2, 3)]
    assert (found["number"], found["rise"], found["doubts"]) == (3, "4.5", "")


def test_two_groups_that_share_a_bidder_stay_two() -> None:
    found = apply([*rows("A", "B"), *rows("B", "C", first=4)], {"times": 3})
    assert bidders(found) == [["A", "B"], ["B", "C"]]


def test_the_order_of_the_rows_does_not_matter() -> None:
    given = [*rows("A", "B", "C", tenders=4), *rows("C", "D", first=9), *rows("B", "D", first=19)]
    assert apply(given, {"times": 3}) == apply(given[::-1], {"times": 3})


@pytest.mark.parametrize(
    ("last", "within"),
    [(date(2024, 3, 1), True), (date(2024, 3, 2), False)],
)
def test_a_year_ends_on_the_same_day_of_the_next(last: date, within: bool) -> None:
    assert within_a_year(meetings(START, date(2023, 6, 1), last), 3) is within


def test_a_leap_day_s_year_ends_on_28_february() -> None:
    assert within_a_year(meetings(date(2024, 2, 29), date(2025, 2, 28)), 2)
    assert not within_a_year(meetings(date(2024, 2, 29), date(2025, 3, 1)), 2)


def test_tenders_without_a_day_do_not_count_and_lots_of_one_day_are_doubtful() -> None:
    undated = [{**row, "day": None} for row in rows("A", "B")]
    assert apply(undated, {"times": 3}) == []
    (found,) = apply(rows("A", "B", step=0), {"times": 3})
    assert (found["spread"], found["doubts"]) == (1, "one_day")
