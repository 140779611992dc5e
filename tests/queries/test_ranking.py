"""The parts of a score: each by itself, within its bounds, and what counts as another rule's word."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluegraph.queries.clue import Clue
from cluegraph.queries.library import Library, read_library
from cluegraph.queries.ranking import ranked
from cluegraph.queries.score import (
    RARE,
    WEIGHTS,
    ScoreParts,
    corroboration_part,
    money_part,
    rarity_part,
    rung_part,
    severity_part,
)
from cluegraph.queries.wording import ranking_line

from .leads import lead, library

COUNTS = {f"LOCAL-{name}": (1, 10_000) for name in "ABCDEFGH"}
numbers = st.integers(0, 10**9)


def by_rule(clues: list[Clue], rules: Library, others: list[Clue] | None = None) -> dict[str, tuple[str, ...]]:
    """Who corroborates each clue, by the last letter of its rule."""
    found = ranked(clues, COUNTS, rules, others or [])
    return {clue.rule[-1]: clue.parts.corroborated_by for clue in found if clue.parts}


def test_the_weights_make_one() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)
    assert ScoreParts(1, 1, 1, 1, 1).score == 1.0
    assert ScoreParts(0, 0, 0, 0, 0).score == 0.0


@given(st.builds(ScoreParts, *[st.floats(0, 1)] * len(WEIGHTS)))
def test_a_score_is_within_its_bounds_and_follows_from_what_is_shown(parts: ScoreParts) -> None:
    assert 0 <= parts.score <= 1
    assert parts.score == round(sum(WEIGHTS[name] * value for name, value in parts.to_json().items()), 2)


@given(st.builds(ScoreParts, *[st.floats(0, 1)] * len(WEIGHTS)))
def test_the_contributions_as_shown_add_up_to_the_score_as_shown(parts: ScoreParts) -> None:
    shares = parts.hundredths()
    assert list(shares) == list(WEIGHTS)
    assert sum(shares.values()) == round(parts.score * 100)
    for name, value in parts.to_json().items():
        assert abs(shares[name] - 100 * WEIGHTS[name] * value) < 1 + 1e-9


@given(numbers, numbers)
def test_more_money_never_ranks_lower(some: int, more: int) -> None:
    assert 0 <= money_part(min(some, more)) <= money_part(max(some, more)) <= 1


def test_the_bounds_of_money() -> None:
    assert (money_part(None), money_part(0), money_part(-5)) == (0, 0, 0)
    assert money_part(100_000_000) == money_part(10**12) == 1


def test_a_graver_or_surer_clue_never_ranks_lower() -> None:
    assert severity_part("high") > severity_part("medium") > severity_part("low")
    parts = [rung_part(rung) for rung in (None, "L1", "L2", "L3", "L4", "L5")]
    assert parts == sorted(parts, reverse=True)


@given(numbers, numbers, numbers, numbers)
def test_rarer_never_ranks_lower(findings: int, more: int, checked: int, further: int) -> None:
    part = rarity_part(findings, checked)
    assert 0 <= part <= 1
    assert rarity_part(findings + more, checked) <= part <= rarity_part(findings, checked + further)


def test_one_of_forty_thousand_is_rare_and_a_third_is_local_practice() -> None:
    assert rarity_part(1, 40_000) == 1
    assert rarity_part(300, 1000) == 0
    assert 0 < rarity_part(50, 1000) < rarity_part(5, 1000) < 1
    assert rarity_part(9_999, 10_000_000) == pytest.approx(1, abs=RARE)


def test_of_nothing_and_of_a_handful_nothing_is_rare() -> None:
    assert rarity_part(0, 0) == rarity_part(1, 3) == 0


@given(st.integers(0, 200), st.integers(0, 200))
def test_more_voices_never_rank_lower(some: int, more: int) -> None:
    assert 0 <= corroboration_part(some / 2) <= corroboration_part((some + more) / 2) <= 1


def test_the_first_voice_counts_half_and_the_next_a_quarter() -> None:
    assert [corroboration_part(voices) for voices in (0, 1, 2)] == [0, 0.5, 0.75]


@pytest.mark.parametrize("party", ["P1", "C1", "A1"])
def test_another_rule_on_the_same_person_company_or_account_corroborates(tmp_path: Path, party: str) -> None:
    rules = library(tmp_path, A="lead", B="lead")
    found = by_rule([lead("A", "A", f"{party} P7"), lead("B", "B", f"{party} P8")], rules)
    assert found == {"A": ("LOCAL-B",), "B": ("LOCAL-A",)}


def test_a_village_and_one_who_is_only_shown_corroborate_nothing(tmp_path: Path) -> None:
    rules = library(tmp_path, A="lead", B="lead")
    assert by_rule([lead("A", "A", "P1 V1"), lead("B", "B", "P2 V1")], rules) == {"A": (), "B": ()}
    assert by_rule([lead("A", "A", "P1"), lead("B", "B", "P2", shown="P1")], rules) == {"A": (), "B": ()}


def test_the_same_rule_again_corroborates_nothing(tmp_path: Path) -> None:
    assert by_rule([lead("A", "A", "P1"), lead("A", "B", "P1")], library(tmp_path, A="lead")) == {"A": ()}


def test_the_same_rows_said_twice_count_once_and_other_rows_count(tmp_path: Path) -> None:
    rules = library(tmp_path, A="lead", B="lead A")
    assert by_rule([lead("A", "A", "P1", [1, 2]), lead("B", "B", "P1", [2])], rules) == {"A": (), "B": ()}
    assert by_rule([lead("A", "A", "P1", [1]), lead("B", "B", "P1", [2])], rules)["A"] == ("LOCAL-B",)


def test_two_rules_that_restate_each_other_are_one_voice_for_a_third(tmp_path: Path) -> None:
    rules = library(tmp_path, A="lead", B="lead A", C="lead")
    found = by_rule([lead("A", "A", "P1", [1]), lead("B", "B", "P1", [1]), lead("C", "C", "P1", [1])], rules)
    assert found == {"A": ("LOCAL-C",), "B": ("LOCAL-C",), "C": ("LOCAL-A",)}


def test_triage_counts_less_than_a_lead_and_data_quality_nothing(tmp_path: Path) -> None:
    rules = library(tmp_path, A="lead", B="lead", C="lead", D="triage", E="quality", F="lead")
    pairs = [lead("A", "A", "P1"), lead("B", "B", "P1"), lead("C", "C", "P2"), lead("D", "D", "P2")]
    quality = [lead("E", "E", "P3"), lead("F", "F", "P3")]
    parts = {clue.rule[-1]: clue.parts.corroboration for clue in ranked(pairs + quality, COUNTS, rules) if clue.parts}
    assert parts["A"] > parts["C"] > 0
    assert (parts["E"], parts["F"]) == (0, 0)


def test_clues_of_rules_that_did_not_run_now_corroborate_and_are_not_scored_anew(tmp_path: Path) -> None:
    rules = library(tmp_path, A="lead", B="lead")
    one, other = lead("A", "A", "P1"), lead("B", "B", "P1")
    together = {clue.id: clue for clue in ranked([one, other], COUNTS, rules)}
    assert ranked([one], COUNTS, rules, [other]) == [together[one.id]]
    assert together[other.id].score != other.score


def test_severity_comes_before_the_score_and_any_order_in_gives_one_order_out(tmp_path: Path) -> None:
    rules = library(tmp_path, A="lead", B="lead")
    rich, grave = lead("A", "A", "P1", amount_fen=10**9), lead("B", "B", "P2", severity="high")
    twin = lead("A", "B", "P3", amount_fen=10**9)
    expected = [grave.id, rich.id, twin.id]
    for clues in ([rich, grave, twin], [twin, rich, grave]):
        assert [clue.id for clue in ranked(clues, COUNTS, rules)] == expected


def test_the_rank_is_told_in_one_line(tmp_path: Path) -> None:
    rules = library(tmp_path, A="lead", B="lead")
    (clue, _) = ranked([lead("A", "A", "P1", amount_fen=360_000), lead("B", "B", "P1")], COUNTS, rules)
    assert ranking_line(clue) == (
        "0.70 = 程度 中 0.24 + 身份 L1 0.20 + 金额 3,600.00 元 0.09 + "
        "另有 1 项规则指向同一对象（LOCAL-B） 0.07 + 少见 0.10"
    )
    assert clue.score == 0.70
    assert ranking_line(lead("A", "A", "P1")) == ""


def test_shipped_rules_restate_only_rules_that_there_are() -> None:
    shipped = read_library()
    named = {name for file in shipped for name in file.rule.restates}
    assert named
    assert all(name in shipped for name in named)
