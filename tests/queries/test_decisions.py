"""The record of what was explained and suppressed: signed, dated, only added to."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cluegraph.errors import UsageError, WorkspaceError
from cluegraph.queries.decisions import Decisions, Scope
from cluegraph.queries.fingerprint import state_of
from cluegraph.queries.period import period_from

from .clues import clue

AT = datetime(2025, 3, 1, 9, tzinfo=UTC)
SCOPE = Scope("SUB-01", "柳溪镇·上坪村", period_from("2023"), date(2025, 6, 30))


@pytest.fixture
def decisions(tmp_path: Path) -> Decisions:
    return Decisions(tmp_path / "decisions.sqlite")


def test_before_the_first_one_there_is_nothing_and_nothing_is_made(decisions: Decisions, tmp_path: Path) -> None:
    assert decisions.history() == []
    assert list(tmp_path.iterdir()) == []


def test_an_explanation_keeps_who_when_why_and_the_data_it_was_given_for(decisions: Decisions) -> None:
    made = decisions.explain(clue(), "迁户并村", "王审核", AT)
    assert decisions.standing() == [made]
    assert (made.number, made.kind, made.by, made.at) == (1, "explained", "王审核", "2025-03-01T09:00:00+00:00")
    assert (made.clue, made.rule, made.revision, made.state) == ("SUB-01-AAAAAAAAAA", "SUB-01", 1, state_of(clue()))


def test_a_scope_comes_back_as_it_was_kept(decisions: Decisions) -> None:
    decisions.suppress(SCOPE, "统一清理", "李复核", AT)
    decisions.suppress(Scope(village="上坪村"), "另案核查", "李复核", AT)
    assert [entry.scope for entry in decisions.standing()] == [SCOPE, Scope(village="上坪村")]


def test_undoing_is_an_entry_of_its_own(decisions: Decisions) -> None:
    made = decisions.explain(clue(), "迁户并村", "王审核", AT)
    undone = decisions.undo(made.number, "记错了", "李复核", AT)
    assert decisions.standing() == []
    assert decisions.history() == [made, undone]
    assert (undone.undoes, undone.by, undone.reason) == (1, "李复核", "记错了")


@pytest.mark.parametrize(("number", "said"), [(7, "没有第 7 号"), (1, "已经撤销过"), (2, "本身是一次撤销")])
def test_what_cannot_be_undone_is_said(decisions: Decisions, number: int, said: str) -> None:
    decisions.explain(clue(), "迁户并村", "王审核", AT)
    decisions.undo(1, "记错了", "李复核", AT)
    with pytest.raises(UsageError, match=said):
        decisions.undo(number, "记错了", "李复核", AT)


@pytest.mark.parametrize("text", ["UPDATE decisions SET reason = 'x'", "DELETE FROM decisions"])
def test_the_file_itself_refuses_changes(decisions: Decisions, tmp_path: Path, text: str) -> None:
    decisions.explain(clue(), "迁户并村", "王审核", AT)
    with sqlite3.connect(tmp_path / "decisions.sqlite") as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(text)
    connection.close()


def test_a_broken_file_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "decisions.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(WorkspaceError, match="说明与静默"):
        Decisions(tmp_path / "decisions.sqlite").standing()


DECIDE_ON = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from clues import clue
from cluegraph.queries.decisions import Decisions
decisions = Decisions(Path(sys.argv[1]))
for number in range(20):
    decisions.explain(clue(f"SUB-01-{number:010d}"), "迁户并村", sys.argv[2], datetime(2025, 3, 1, tzinfo=UTC))
"""


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decisions.sqlite"
    environment = {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    writers = [
        subprocess.Popen([sys.executable, "-c", DECIDE_ON, str(path), name], env=environment) for name in ("王", "李")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    history = Decisions(path).history()
    assert [entry.number for entry in history] == list(range(1, 41))
    assert sorted(entry.by for entry in history) == ["李"] * 20 + ["王"] * 20
