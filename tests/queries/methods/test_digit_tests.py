"""First digits, round and repeated amounts: what conforms, what does not, and on how many amounts it is said."""

from __future__ import annotations

import numpy as np
import pytest

from cluegraph.graph.engine import Value
from cluegraph.queries.methods import Row
from cluegraph.queries.methods.digit_tests import BENFORD, apply, deviation, first_digits

USUAL = {"rows": 500, "mad": 0.015, "round": 60, "repeated": 20}
NATURAL = [int(10 ** (3.5 + 4 * step / 1000)) for step in range(1000)]


def raised(amounts: list[int], **changed: float) -> list[Value]:
    lines: list[Value] = [{"fen": fen, "ref": f"r{place}"} for place, fen in enumerate(amounts)]
    row: Row = {"payer": "上坪村", "lines": lines}
    return [found["test"] for found in apply([row], USUAL | changed)]


def test_the_first_digit_of_every_length() -> None:
    fen = np.array([1, 9, 10, 99, 100, 12345, 999_999_999_999], dtype=np.int64)
    assert first_digits(fen).tolist() == [1, 9, 1, 9, 1, 1, 9]


def test_benfords_shares_and_the_deviation_of_equal_digits_are_the_textbooks() -> None:
    assert BENFORD.round(3).tolist() == [0.301, 0.176, 0.125, 0.097, 0.079, 0.067, 0.058, 0.051, 0.046]
    assert deviation(np.arange(100, 1000, dtype=np.int64)) == pytest.approx(0.0597, abs=1e-4)


def test_amounts_that_grow_evenly_conform() -> None:
    assert deviation(np.array(NATURAL, dtype=np.int64)) < 0.002
    assert raised(NATURAL) == []


def test_invented_amounts_with_equal_first_digits_do_not() -> None:
    invented = [digit * 10**size + 137 * step for digit in range(1, 10) for size in (3, 4, 5, 6) for step in range(15)]
    assert raised(invented) == ["benford"]
    assert raised(invented, mad=0.1) == []


def test_chance_alone_seldom_stands_out_on_the_least_number_of_amounts() -> None:
    random = np.random.default_rng(7)
    counties = [(10 ** random.uniform(3.5, 7.5, 500)).astype(int).tolist() for _ in range(300)]
    assert sum(deviation(np.array(fen, dtype=np.int64)) > 0.015 for fen in counties) > 12
    assert sum(raised(fen) == ["benford"] for fen in counties) <= 6


def test_nothing_is_said_of_few_amounts_or_of_a_narrow_range() -> None:
    invented = [digit * 10_000 + step for digit in range(4, 9) for step in range(120)]
    assert raised(invented) == []
    assert raised([fen for fen in NATURAL for _ in range(1)][:499], mad=0.006) == []


def test_small_change_is_left_out() -> None:
    assert raised(NATURAL + [500] * 900) == []


@pytest.mark.parametrize(("whole", "found"), [(600, ["round"]), (599, [])])
def test_sixty_percent_of_whole_thousands(whole: int, found: list[str]) -> None:
    amounts = [100_000 * (1 + step) for step in range(whole)] + [int(fen) * 10 + 1 for fen in NATURAL[: 1000 - whole]]
    assert raised(amounts, mad=0.1) == found


@pytest.mark.parametrize(("times", "found"), [(200, ["repeated"]), (199, [])])
def test_twenty_percent_of_one_amount(times: int, found: list[str]) -> None:
    amounts = [123_457] * times + [fen for fen in NATURAL if fen != 123_457][: 1000 - times]
    assert raised(amounts, mad=0.1) == found


def test_the_sample_is_of_the_largest() -> None:
    lines: list[Value] = [{"fen": 100_000 * step, "ref": f"{step:03}"} for step in range(1, 101)]
    (found,) = apply([{"payer": "甲", "lines": lines}], USUAL | {"rows": 100, "mad": 0.1})
    assert found["records"] == [f"{step:03}" for step in range(71, 101)]
    assert "lines" not in found
