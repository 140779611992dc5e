"""What is new, gone and changed since another run; what cannot be compared is never called gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cluegraph.errors import UsageError
from cluegraph.queries.decisions import Decisions, Scope
from cluegraph.queries.run import Run
from cluegraph.queries.silence import Silences, keep_and_tell
from cluegraph.queries.since import Changes, changes
from cluegraph.queries.store import RunStore

from .clues import clue, run

ONE, OTHER = clue(), clue("SUB-01-BBBBBBBBBB")


def revised(made: Run, revision: int = 1, **params: object) -> Run:
    return replace(made, results=tuple(replace(each, revision=revision, params=params) for each in made.results))


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "runs.sqlite")


def compared(store: RunStore, before: Run, now: Run, silences: Silences | None = None) -> Changes:
    store.keep(before)
    earlier = store.run("last")
    told = keep_and_tell(store, silences or Silences([], date(2025, 1, 1)), now)
    return changes(earlier, store.sightings(earlier), told)


def ids(found: Changes) -> tuple[list[str], list[str], list[str]]:
    return (
        [one.id for one in found.new],
        [gone.sighting.clue.id for gone in found.gone],
        [changed.clue.id for changed in found.changed],
    )


def test_the_same_clues_on_the_same_data_are_no_change(store: RunStore) -> None:
    found = compared(store, revised(run(1, [ONE])), revised(run(2, [ONE])))
    assert ids(found) == ([], [], [])
    assert found.to_json()["not_comparable"] == []


def test_new_gone_and_changed(store: RunStore) -> None:
    third = clue("SUB-01-CCCCCCCCCC")
    grown = replace(
        ONE, amount_fen=90_000, severity="medium", records=(*ONE.records, replace(ONE.records[0], cells={"金额": "3"}))
    )
    found = compared(store, revised(run(1, [ONE, OTHER])), revised(run(2, [grown, third])))
    assert ids(found) == ([third.id], [OTHER.id], [ONE.id])
    shown = found.to_json()
    assert shown["changed"] == [
        {
            "id": ONE.id,
            "amount": {"from": "600.00", "to": "900.00"},
            "severity": {"from": "high", "to": "medium"},
            "rows": {"added": 1, "removed": 0},
            "subjects": {"added": 0, "removed": 0},
        }
    ]
    (gone,) = shown["gone"]
    assert (gone["title"], gone["amount"], gone["because"]) == ("张三", "600.00", "data")


@pytest.mark.parametrize("status", ["needs_data", "failed", "off"])
def test_a_rule_that_did_not_run_through_is_not_compared(store: RunStore, status: str) -> None:
    found = compared(store, revised(run(1, [ONE])), revised(run(2, [], {"SUB-01": status})))
    assert ids(found) == ([], [], [])
    assert [apart.rule for apart in found.apart] == ["SUB-01"]


def test_a_rule_that_was_not_asked_for_is_not_compared(store: RunStore) -> None:
    second = clue("SUB-02-BBBBBBBBBB")
    found = compared(store, revised(run(1, [ONE])), revised(run(2, [second])))
    assert ids(found) == ([], [], [])
    assert [(apart.rule, apart.why.zh) for apart in found.apart] == [
        ("SUB-01", "这次没有运行"),
        ("SUB-02", "当时没有运行"),
    ]


def test_clues_of_an_old_revision_are_gone_by_the_revision_and_not_cleared(store: RunStore) -> None:
    now = replace(clue("SUB-01-DDDDDDDDDD"), revision=2)
    found = compared(store, revised(run(1, [ONE])), revised(run(2, [now]), 2))
    assert ids(found) == ([now.id], [ONE.id], [])
    assert [gone.because for gone in found.gone] == ["revision"]
    assert found.to_json()["otherwise"] == [{"rule": "SUB-01", "what": "revision", "from": "1", "to": "2"}]


def test_clues_that_go_with_another_parameter_are_not_cleared(store: RunStore) -> None:
    found = compared(store, revised(run(1, [ONE]), k=2), revised(run(2, [], {"SUB-01": "ran"}), k=3))
    assert [gone.because for gone in found.gone] == ["parameters"]
    assert found.to_json()["otherwise"] == [{"rule": "SUB-01", "what": "parameters", "from": "k=2", "to": "k=3"}]


def test_a_clue_that_was_explained_meanwhile_is_neither_gone_nor_new(store: RunStore, tmp_path: Path) -> None:
    decisions = Decisions(tmp_path / "decisions.sqlite")
    decisions.suppress(Scope(rule="SUB-01"), "统一清理", "李复核", datetime(2025, 1, 1, tzinfo=UTC))
    silences = Silences(decisions.standing(), date(2025, 1, 1))
    found = compared(store, revised(run(1, [ONE])), revised(run(2, [ONE, OTHER])), silences)
    assert ids(found) == ([], [], [])
    assert [one.id for one in found.silenced] == [ONE.id, OTHER.id]
    later = changes(store.run("last"), store.sightings(store.run("last")), revised(run(3, [ONE])))
    assert [one.id for one in later.resumed] == [ONE.id]


def test_a_wrong_run_is_one_sentence_that_names_the_last_ones(store: RunStore) -> None:
    with pytest.raises(UsageError, match="还没有更早的运行"):
        store.run("last")
    store.keep(revised(run(1, [ONE])))
    store.keep(revised(run(2, [ONE])))
    with pytest.raises(UsageError, match="20250102T080000000000（2025-01-02 08:00）、20250101T080000000000"):
        store.run("20240101")
    assert store.run("20250101T080000000000").at.startswith("2025-01-01")
