"""Which clues stay silent, and what those say that speak again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cluegraph.queries.clue import Clue
from cluegraph.queries.decisions import Decisions, Scope
from cluegraph.queries.period import period_from
from cluegraph.queries.silence import Silences, keep_and_tell
from cluegraph.queries.store import RunStore

from .clues import clue, run

AT = datetime(2025, 3, 1, 9, tzinfo=UTC)
TODAY = date(2025, 3, 1)


@pytest.fixture
def decisions(tmp_path: Path) -> Decisions:
    return Decisions(tmp_path / "decisions.sqlite")


def placed(one: Clue, *periods: str, villages: tuple[str, ...] = ("柳溪镇·上坪村",)) -> Clue:
    rows = tuple(replace(one.records[0], row=number, period=period) for number, period in enumerate(periods, 5))
    return replace(one, records=rows or one.records, village_keys=villages)


def status(decisions: Decisions, one: Clue, today: date = TODAY) -> str:
    return Silences(decisions.standing(), today).told(one).status


def notes(decisions: Decisions, one: Clue, today: date = TODAY) -> str:
    return " ".join(note.zh for note in Silences(decisions.standing(), today).told(one).notes)


def test_an_explained_clue_is_silent_and_says_by_whom_when_and_why(decisions: Decisions) -> None:
    decisions.explain(clue(), "迁户并村", "王审核", AT)
    assert status(decisions, clue()) == "explained"
    assert notes(decisions, clue()) == "王审核于 2025-03-01 以“迁户并村”说明（第 1 号）"
    assert status(decisions, clue("SUB-01-BBBBBBBBBB")) == "new"


def test_changed_data_make_it_speak_again_and_say_what_changed(decisions: Decisions) -> None:
    decisions.explain(clue(), "迁户并村", "王审核", AT)
    grown = replace(clue(), amount_fen=90_000)
    assert status(decisions, grown) == "new"
    assert notes(decisions, grown) == (
        "曾于 2025-03-01 由王审核以“迁户并村”说明（第 1 号），数据已变化：金额由 600.00 元变为 900.00 元"
    )
    decisions.explain(grown, "补发已核", "王审核", AT)
    assert status(decisions, grown) == "explained"


def test_a_new_revision_of_the_rule_speaks_again_and_says_so(decisions: Decisions) -> None:
    decisions.explain(clue(), "迁户并村", "王审核", AT)
    revised = replace(clue("SUB-01-BBBBBBBBBB"), revision=2)
    assert status(decisions, revised) == "new"
    assert "规则已是第 2 版，请重新核对" in notes(decisions, revised)
    somebody = replace(revised, subjects=(replace(clue().subjects[0], key="330299198002020028"),), records=())
    assert notes(decisions, somebody) == ""


def test_an_undone_decision_leaves_no_trace_on_the_clue(decisions: Decisions) -> None:
    decisions.explain(clue(), "迁户并村", "王审核", AT)
    decisions.undo(1, "记错了", "李复核", AT)
    assert Silences(decisions.standing(), TODAY).told(clue()) == clue()


@pytest.mark.parametrize(
    ("scope", "one", "silent"),
    [
        (Scope(rule="SUB-01"), clue(), True),
        (Scope(rule="SUB-02"), clue(), False),
        (Scope(village="柳溪镇·上坪村"), placed(clue()), True),
        (Scope(village="柳溪镇·上坪村"), placed(clue(), villages=("柳溪镇·上坪村", "柳溪镇·下坪村")), False),
        (Scope(village="柳溪镇·上坪村"), placed(clue(), villages=("桃源镇·上坪村",)), False),
        (Scope(village="柳溪镇·上坪村"), placed(clue(), villages=()), False),
        (Scope(period=period_from("2023")), placed(clue(), "2023", "2023-05"), True),
        (Scope(period=period_from("2023")), placed(clue(), "2023-05", "2024-01"), False),
        (Scope(period=period_from("2023")), placed(clue(), "2023-05", ""), True),
        (Scope(period=period_from("2023")), placed(clue(), ""), False),
        (Scope(period=period_from("2023-05")), placed(clue(), "2023"), False),
        (Scope("SUB-01", "柳溪镇·上坪村", period_from("2023")), placed(clue(), "2023"), True),
        (Scope("SUB-02", "柳溪镇·上坪村", period_from("2023")), placed(clue(), "2023"), False),
    ],
)
def test_a_scope_takes_in_what_falls_wholly_within_it(
    decisions: Decisions, scope: Scope, one: Clue, silent: bool
) -> None:
    decisions.suppress(scope, "统一清理", "李复核", AT)
    assert status(decisions, one) == ("suppressed" if silent else "new")


def test_a_scope_holds_through_its_last_day_and_says_when_it_ended(decisions: Decisions) -> None:
    decisions.suppress(Scope(rule="SUB-01", until=date(2025, 6, 30)), "统一清理", "李复核", AT)
    assert status(decisions, clue(), date(2025, 6, 30)) == "suppressed"
    assert status(decisions, clue(), date(2025, 7, 1)) == "new"
    assert "已于 2025-06-30 到期" in notes(decisions, clue(), date(2025, 7, 1))


def test_a_run_counts_its_silent_clues_by_rule_and_loses_none(decisions: Decisions, tmp_path: Path) -> None:
    decisions.explain(clue(), "迁户并村", "王审核", AT)
    store = RunStore(tmp_path / "runs.sqlite")
    speaking = clue("SUB-02-BBBBBBBBBB")
    told = keep_and_tell(store, Silences(decisions.standing(), TODAY), run(1, [clue(), speaking]))
    assert told.clues == (speaking,)
    assert [one.id for one in told.silenced] == [clue().id]
    assert [(result.id, result.findings, result.silenced) for result in told.results] == [
        ("SUB-01", 1, 1),
        ("SUB-02", 1, 0),
    ]
    assert store.get_clue(clue().id) == clue()
    latest = store.latest_run()
    assert latest is not None
    assert [result.silenced for result in latest.results] == [1, 0]
    assert {name: seen.status for name, seen in store.sightings(latest).items()} == {
        clue().id: "explained",
        speaking.id: "new",
    }
