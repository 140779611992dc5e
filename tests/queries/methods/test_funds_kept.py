"""Money kept: earlier fundings go out first, and nothing is judged before its days are over."""

from __future__ import annotations

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.funds_kept import apply

LIMITS = {"days": 30, "long": 180, "least": 100}
MARCH = 19417  # 2023-03-01


def money(sort: str, day: int | None, fen: int, *, last: int = MARCH + 400, given: bool = True) -> Row:
    return {
        "sort": sort, "village": "上坪村", "name": "低保", "programme": "低保", "day": day, "earliest": MARCH - 59,
        "fen": fen, "monthly": False, "given": given, "ref": f"f{day}", "last_day": last,
    }  # fmt: skip


def test_what_came_later_does_not_pay_for_what_came_first() -> None:
    rows = [money("funding", MARCH, 1000), money("funding", MARCH + 100, 1000), money("list", MARCH + 101, 2000)]
    (found,) = apply(rows, LIMITS)
    assert (found["amount"], found["paid"], found["state_zh"]) == (1000, "0.00", "2023-06-10 才发完")
    assert found["records"] == [f"f{MARCH}"]


def test_more_than_enough_paid_for_the_first_counts_for_the_second() -> None:
    rows = [money("funding", MARCH, 1000), money("funding", MARCH + 100, 1000), money("list", MARCH + 5, 2000)]
    assert apply(rows, LIMITS) == []


def test_the_end_of_the_data_is_the_end_of_what_can_be_said() -> None:
    assert apply([money("funding", MARCH, 1000, last=MARCH + 29)], LIMITS) == []
    (found,) = apply([money("funding", MARCH, 1000, last=MARCH + 30)], LIMITS)
    assert (found["severity"], found["doubts"]) == ("medium", ["no_list"])


def test_a_list_of_the_year_alone_is_taken_as_in_time() -> None:
    assert apply([money("funding", MARCH, 1000), money("list", None, 1000)], LIMITS) == []


def test_a_later_month_without_a_day_is_doubtful() -> None:
    rows = [money("funding", MARCH, 1000), money("list", MARCH + 80, 1000, given=False)]
    assert [found["doubts"] for found in apply(rows, LIMITS)] == [["undated"]]


def test_vouchers_count_only_where_there_is_no_list() -> None:
    rows = [money("funding", MARCH, 1000), money("list", MARCH + 1, 400), money("voucher", MARCH + 1, 1000)]
    assert [found["amount"] for found in apply(rows, LIMITS)] == [600]
    assert apply([rows[0], rows[2]], LIMITS) == []
