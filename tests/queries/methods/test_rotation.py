"""Wins in turns are seen, wins of one or of outsiders are not; how even they are is the entropy."""

from __future__ import annotations

import pytest

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.rotation import apply, evenness, repeats

LIMITS = {"times": 3, "tenders": 5, "entropy": 0.9, "outside": 10, "repeats": 10}


def won(winners: str) -> list[Row]:
    """A and B meet in a tender a month; each letter is its winner (a blank: not known)."""
    return [
        {
            "one": "A", "other": "B", "lift": 400, "tender": f"T{number:02d}", "day": 19000 + 30 * number,
            "first_ref": f"a{number}", "second_ref": f"b{number}", "winner": winner.strip(),
        }
        for number, winner in enumerate(winners)
    ]  # fmt: skip


def test_wins_in_turns_are_a_finding_with_all_its_tenders() -> None:
    (found,) = apply(won("ABABA"), LIMITS)
    assert (found["bidders"], found["number"], found["repeats"], found["severity"]) == (["A", "B"], 5, "0", "medium")
    assert found["evenness"] == "0.97"


def test_even_wins_out_of_turn_are_low() -> None:
    (found,) = apply(won("AABBA"), LIMITS)
    assert (found["repeats"], found["severity"]) == ("50", "low")


def test_lots_of_one_day_that_everybody_wins_are_doubtful() -> None:
    one_day = [{**row, "day": 19000} for row in won("ABABA")]
    assert [row["doubts"] for row in apply(one_day, LIMITS)] == ["one_day"]
    assert [row["doubts"] for row in apply(won("ABABA"), LIMITS)] == [""]


@pytest.mark.parametrize("winners", ["ABAB", "AAAAA", "AAAAB", "ABXYZAB", "ABAB  "])
def test_too_few_uneven_or_outside_wins_are_none(winners: str) -> None:
    assert apply(won(winners), LIMITS) == []


def test_one_outsider_in_ten_is_still_a_group_of_its_own() -> None:
    assert len(apply(won("ABABABABAX"), LIMITS)) == 1
    assert apply(won("ABABABABX"), LIMITS) == []


def test_evenness_is_one_for_equal_wins_and_nought_for_one_winner() -> None:
    assert evenness("ABCABC", "ABC") == pytest.approx(1)
    assert evenness("AAAA", "AB") == pytest.approx(0)
    assert repeats(["A"]) == 0
