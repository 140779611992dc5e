"""Fisher's test on a village's payees: against published figures, and on both sides of every condition."""

from __future__ import annotations

import pytest

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.fisher_share import apply

USUAL = {"times": 3.0, "chance": 0.01, "least": 3}


def counts(kin: int, payees: int, kin_residents: int, residents: int, **more: int) -> Row:
    given = {"kin_payees": kin, "payees": payees, "kin_residents": kin_residents, "residents": residents}
    return {**given, "unknown": 0, "noted": 0, **more}


def raised(row: Row, **changed: float) -> bool:
    return bool(apply([row], USUAL | changed))


def test_the_lady_tasting_tea_is_the_textbooks_figure() -> None:
    (row,) = apply([counts(3, 4, 4, 8)], {"times": 1, "chance": 0.5, "least": 3})
    assert row["p_value"] == "0.243"
    assert (row["share"], row["base"]) == (75, 50.0)


def test_three_times_the_base_is_enough_and_a_little_less_is_not() -> None:
    assert raised(counts(6, 20, 10, 100))
    assert not raised(counts(6, 21, 10, 100))
    assert raised(counts(6, 21, 10, 100), times=2.5)


def test_three_kin_payees_are_needed() -> None:
    assert raised(counts(3, 6, 4, 400))
    assert not raised(counts(2, 4, 3, 400))


def test_a_share_that_chance_could_give_is_not_raised() -> None:
    assert not raised(counts(3, 3, 12, 40))
    assert raised(counts(3, 3, 12, 40), chance=0.05)


def test_nobody_among_the_residents_or_the_payees_raises_nothing() -> None:
    assert not raised(counts(0, 0, 0, 0))
    assert not raised(counts(3, 3, 0, 100))


@pytest.mark.parametrize(("unknown", "doubts"), [(0, []), (60, ["unknown_payees"])])
def test_payees_without_an_id_may_be_strangers(unknown: int, doubts: list[str]) -> None:
    (row,) = apply([counts(5, 10, 8, 200, unknown=unknown)], USUAL)
    assert row["doubts"] == doubts


def test_kin_of_whom_a_notice_was_made_may_be_all_that_it_rests_on() -> None:
    (row,) = apply([counts(5, 10, 8, 200, noted=3)], USUAL)
    assert row["doubts"] == ["noted"]
    (row,) = apply([counts(9, 14, 12, 400, noted=1)], USUAL)
    assert row["doubts"] == []
