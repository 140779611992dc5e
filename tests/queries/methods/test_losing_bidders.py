"""Who bids often and never wins stands out; newcomers and those with their share of wins do not."""

from __future__ import annotations

import pytest

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.losing_bidders import apply, low_fence

LIMITS = {"least": 5, "chance": 1, "ratio": 5}


def company(name: str, bids: int, wins: int, size: int = 4) -> Row:
    return {"company": name, "sizes": [size] * bids, "wins": wins}


MARKET = [company(f"C{number}", 16, 4) for number in range(6)] + [company(f"D{number}", 6, 2) for number in range(12)]


def test_many_bids_without_a_win_stand_out() -> None:
    (found,) = apply([*MARKET, company("L", 20, 0)], LIMITS)
    assert (found["company"], found["expected"], found["severity"]) == ("L", "5.0", "medium")
    assert found["chance"] == "0.32"


def test_a_probability_between_one_and_the_limit_is_low() -> None:
    (found,) = apply([*MARKET, company("L", 16, 0)], {**LIMITS, "chance": 5})
    assert (found["company"], found["chance"], found["severity"]) == ("L", "1", "low")


def test_a_newcomer_and_a_modest_winner_do_not() -> None:
    assert apply([*MARKET, company("N", 5, 0), company("M", 16, 1)], LIMITS) == []


def test_chance_is_judged_by_the_number_of_rivals() -> None:
    assert apply([company("A", 10, 0, size=20), company("B", 10, 1, size=20)], LIMITS) == []
    assert len(apply([company("A", 10, 0, size=2), company("B", 10, 5, size=2)], LIMITS)) == 1


def test_nobody_bids_often_enough() -> None:
    assert apply([company("A", 4, 0, size=2)], LIMITS) == []
    assert apply([], LIMITS) == []


def test_the_fence_is_tukey_s() -> None:
    assert low_fence([0.2, 0.3, 0.3, 0.4]) == pytest.approx(0.275 - 1.5 * 0.05)
