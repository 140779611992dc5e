"""Equal prices and even steps are seen; round prices are doubted; the two screens are silent unless asked for."""

from __future__ import annotations

import pytest

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.price_patterns import apply, even_step, unit_of

OFF = {"variation": 0, "gap": 0}
FINE = (98_765_432, 99_123_456, 98_765_432, 101_234_567)


def tender(*prices: int, base: int | None = None, steered: bool = False) -> Row:
    bidders = [chr(ord("A") + number) for number in range(len(prices))]
    return {
        "tender": "T", "base": base, "steered": steered, "bidders": [*bidders], "prices": [*prices], "refs": [*bidders],
    }  # fmt: skip


def found(row: Row, **limits: float) -> list[tuple[object, object, object]]:
    return [(one["reason"], one["bidders"], one["doubts"]) for one in apply([row], {**OFF, **limits})]


def test_two_equal_prices_among_others() -> None:
    assert found(tender(*FINE)) == [("identical", ["A", "C"], "")]


def test_equal_prices_at_the_base_price_or_of_everybody_are_doubtful() -> None:
    assert found(tender(*FINE, base=FINE[0])) == [("identical", ["A", "C"], "fixed_price")]
    assert found(tender(12_345_678, 12_345_678, 12_345_678)) == [("identical", ["A", "B", "C"], "fixed_price")]
    assert found(tender(12_345_678, 12_345_678)) == [("identical", ["A", "B"], "")]


def test_what_a_price_rule_draws_together_is_doubtful() -> None:
    assert found(tender(*FINE, steered=True)) == [("identical", ["A", "C"], "pricing_rule")]
    assert found(tender(98_765_432, 99_888_432, 101_011_432, steered=True)) == [
        ("step", ["A", "B", "C"], "pricing_rule")
    ]
    assert found(tender(*FINE, base=FINE[0], steered=True))[0][2] == "fixed_price"


def test_round_prices_and_rates_meet_by_chance() -> None:
    assert found(tender(98_000_000, 98_000_000, 101_000_000))[0][2] == "coarse"
    assert found(tender(9_550, 9_550, 9_600))[0][2] == "rates"


@pytest.mark.parametrize(
    ("prices", "kind"),
    [
        ([100_000_001, 101_000_001, 102_000_001], "arithmetic"),
        ([102_000_000, 100_000_000, 101_000_900], "arithmetic"),
        ([102_000_000, 100_000_000, 101_002_000], ""),
        ([100_000_000, 110_000_000, 121_000_000, 133_100_000], "geometric"),
        ([100_000_000, 101_000_000], ""),
        ([100_000_000, 100_000_000, 100_000_000], ""),
    ],
)
def test_a_step_is_even_within_a_thousandth(prices: list[int], kind: str) -> None:
    assert even_step(prices) == kind


def test_an_even_step_of_fine_prices_counts_and_one_of_round_prices_is_doubtful() -> None:
    assert found(tender(98_765_432, 99_888_432, 101_011_432)) == [("step", ["A", "B", "C"], "")]
    assert found(tender(98_000_000, 99_000_000, 100_000_000)) == [("step", ["A", "B", "C"], "coarse")]
    assert found(tender(98_765_431, 98_765_432, 98_765_433)) == [("step", ["A", "B", "C"], "")]


def test_the_screens_are_off_unless_asked_for() -> None:
    close = tender(100_000_003, 100_100_007, 100_350_001)
    assert found(close) == []
    assert found(close, variation=1) == [("variation", ["A", "B", "C"], "screen")]
    assert found(close, gap=0.5) == [("gap", ["A", "B"], "screen")]
    assert found(close, gap=0.1) == []


def test_one_bidder_s_two_prices_are_no_pattern() -> None:
    row: Row = {"tender": "T", "base": None, "bidders": ["A", "A"], "prices": [123_457, 123_457], "refs": ["1", "2"]}
    assert apply([row], OFF) == []


def test_the_unit_is_the_common_power_of_ten() -> None:
    assert unit_of([98_000_000, 101_500_000]) == 100_000
    assert unit_of([98_765_432, 100]) == 1
