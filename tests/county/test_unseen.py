"""The rules on a county that they have not seen: what is planted is found, what only looks alike is left alone.

The county is made from the contract, the semantics and the catalogue's lawful causes, apart from the rules' queries.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.county.county import make_county, make_villages
from tests.county.score import Score, macro, shown
from tests.county.trial import Trial, exact_scores, masked_scores, tried

SEEDS = (11, 29)

_PARAMS = [pytest.param(seed, marks=pytest.mark.xdist_group(f"county {seed}")) for seed in SEEDS]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=_PARAMS)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return tried(make_county(request.param), tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module", params=_PARAMS)
def masked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return tried(make_villages(request.param), tmp_path_factory.mktemp("masked"), masked=True)


def _shortfalls(scores: list[Score], least: float) -> list[str]:
    return [f"{s.rule} {s.recall:.3f} {s.precision:.3f}" for s in scores if min(s.recall, s.precision) < least]


def test_every_row_is_loaded_and_every_rule_runs(whole: Trial) -> None:
    totals = whole.report.to_json()["totals"]
    assert totals["loaded"] == whole.rows >= 30_000
    assert totals["quarantined"] == 0
    assert [result.id for result in whole.run.results if result.status != "ran"] == []


def test_rules_find_what_is_planted_and_leave_lookalikes_alone(whole: Trial) -> None:
    scores = exact_scores(whole)
    print("\n" + shown(scores))
    recall, precision = macro(scores)
    assert recall >= 0.99
    assert precision >= 0.98
    assert _shortfalls(scores, 0.9) == []


def test_each_rule_has_as_many_lookalikes_as_planted_cases(whole: Trial) -> None:
    scores = exact_scores(whole)
    assert {s.rule for s in scores} == {result.id for result in whole.run.results}
    assert [s.rule for s in scores if s.planted == 0 or s.lawful < s.planted] == []


def test_people_with_masked_numbers_are_joined_or_left_alone(masked: Trial) -> None:
    scores = masked_scores(masked)
    print("\n" + shown(scores))
    recall, precision = macro(scores)
    assert recall >= 0.90
    assert precision >= 0.80


def test_clues_on_masked_numbers_say_so(masked: Trial) -> None:
    strong = [clue for clue in masked.run.clues if clue.rule == "SUB-05" and clue.rung in ("L1", "L2")]
    assert strong == []


@pytest.mark.parametrize("seed", SEEDS[:1])
def test_names_alone_raise_nothing_about_anybody(seed: int, tmp_path: Path) -> None:
    trial = tried(make_villages(seed), tmp_path, names_only=True)
    assert any(result.checked or result.unchecked for result in trial.run.results)
    about = [
        (clue.rule, s.key) for clue in trial.run.clues for s in clue.subjects if s.label == "Person" and not s.shown
    ]
    assert about == []
