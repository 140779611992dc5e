"""The store of runs and clues."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from cluegraph.errors import ClueNotFound, UsageError, WorkspaceError
from cluegraph.queries.keep import clue_from, clue_text
from cluegraph.queries.store import RunStore

from .clues import clue, run


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "runs.sqlite")


def test_a_clue_comes_back_as_it_was_kept(store: RunStore) -> None:
    store.keep(run(1, [clue()]))
    assert store.get_clue("SUB-01-AAAAAAAAAA") == clue()
    assert store.get_clue("sub-01-aaaaaaaaaa") == clue()


def test_an_unknown_clue_is_said_in_one_sentence(store: RunStore) -> None:
    with pytest.raises(ClueNotFound, match="SUB-01-ZZZ"):
        store.get_clue("SUB-01-ZZZ")


def test_before_the_first_run_there_is_nothing_and_nothing_is_made(store: RunStore, tmp_path: Path) -> None:
    assert store.latest_run() is None
    assert store.clues() == []
    assert list(tmp_path.iterdir()) == []


def test_the_latest_run_says_how_each_rule_went(store: RunStore) -> None:
    store.keep(run(1, [clue()]))
    store.keep(run(2, [], {"SUB-01": "needs_data"}))
    latest = store.latest_run()
    assert latest is not None
    assert latest.id == "20250102T080000000000"
    assert [(result.id, result.status) for result in latest.results] == [("SUB-01", "needs_data")]


def test_clues_are_chosen_by_rule_village_and_status_gravest_first(store: RunStore) -> None:
    grave, mild = clue(), clue("SUB-02-BBBBBBBBBB", "medium", "下坪村")
    other = clue("SUB-02-CCCCCCCCCC", "medium", "上坪村", 0.95)
    store.keep(run(1, [mild, grave, other]))
    assert [one.id for one in store.clues()] == [grave.id, other.id, mild.id]
    assert [one.id for one in store.clues(rule="sub-02")] == [other.id, mild.id]
    assert [one.id for one in store.clues(village="上坪村")] == [grave.id, other.id]
    assert store.clues(status="reviewed") == []


def test_a_clue_that_its_rule_no_longer_raises_is_kept_but_not_listed(store: RunStore) -> None:
    store.keep(run(1, [clue()]))
    store.keep(run(2, [], {"SUB-01": "ran"}))
    assert store.clues() == []
    assert [one.id for one in store.clues(seen=True)] == ["SUB-01-AAAAAAAAAA"]
    assert store.get_clue("SUB-01-AAAAAAAAAA")


def test_a_run_of_other_rules_or_a_failed_one_leaves_the_clues_listed(store: RunStore) -> None:
    store.keep(run(1, [clue()]))
    store.keep(run(2, [clue("SUB-02-BBBBBBBBBB")]))
    store.keep(run(3, [], {"SUB-01": "failed"}))
    assert {one.rule for one in store.clues()} == {"SUB-01", "SUB-02"}


def test_what_holds_on_the_same_data_is_told_apart_from_what_was_found_on_other_data(store: RunStore) -> None:
    store.keep(run(1, [clue()]))
    store.keep(replace(run(2, [clue("SUB-02-BBBBBBBBBB")]), data="e" * 64))
    assert [one.id for one in store.holding("d" * 64)] == ["SUB-01-AAAAAAAAAA"]
    assert [one.id for one in store.holding("e" * 64)] == ["SUB-02-BBBBBBBBBB"]
    assert store.holding("d" * 64, but={"SUB-01"}) == []


def test_a_clue_remembers_the_run_that_first_raised_it(store: RunStore) -> None:
    store.keep(run(1, [clue()]))
    store.keep(run(2, [clue(), clue("SUB-02-BBBBBBBBBB")]))
    assert store.first_runs() == {"SUB-01-AAAAAAAAAA": 1, "SUB-02-BBBBBBBBBB": 2}


def test_a_clue_kept_before_scores_had_parts_is_still_read(store: RunStore) -> None:
    body = json.loads(clue_text(clue()))
    del body["parts"]
    for subject in body["subjects"]:
        del subject["links"]
    for record in body["records"]:
        del record["money"]
    assert clue_from(json.dumps(body), "new") == clue()


def test_a_later_run_renews_what_a_clue_says(store: RunStore) -> None:
    store.keep(run(1, [clue(village="上坪村")]))
    store.keep(run(2, [clue(village="下坪村", score=0.5)]))
    assert store.get_clue("SUB-01-AAAAAAAAAA").score == 0.5
    assert store.clues(village="上坪村") == []


def test_a_run_is_kept_whole_or_not_at_all(store: RunStore) -> None:
    store.keep(run(1, [clue()]))
    with pytest.raises(WorkspaceError):
        store.keep(run(1, [clue("SUB-02-BBBBBBBBBB")]))
    assert [one.id for one in store.clues(seen=True)] == ["SUB-01-AAAAAAAAAA"]


def test_a_broken_file_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "runs.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(WorkspaceError):
        RunStore(tmp_path / "runs.sqlite").clues()


KEEP_ON = """
import sys
from pathlib import Path
from clues import clue, run
from cluegraph.queries.store import RunStore
many = [clue(f"SUB-01-{number:010d}") for number in range(500)]
print("begun", flush=True)
for number in range(1, 10):
    RunStore(Path(sys.argv[1])).keep(run(number, many))
"""


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.05, 0.1])
def test_a_process_killed_while_it_writes_leaves_whole_runs(tmp_path: Path, seconds: float) -> None:
    path = tmp_path / "runs.sqlite"
    command = [sys.executable, "-c", KEEP_ON, str(path)]
    environment = {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"begun\n"
        time.sleep(seconds)
        child.kill()
    assert len(RunStore(path).clues(seen=True)) in {0, 500}


OLD_FILE = """
CREATE TABLE runs (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, engine TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE results (
    run INTEGER NOT NULL REFERENCES runs (number), rule TEXT NOT NULL, status TEXT NOT NULL, needs TEXT NOT NULL,
    findings INTEGER NOT NULL, checked INTEGER NOT NULL, unchecked INTEGER NOT NULL, cut INTEGER NOT NULL,
    seconds REAL NOT NULL, zh TEXT, en TEXT, PRIMARY KEY (run, rule)) WITHOUT ROWID;
CREATE TABLE clues (
    id TEXT PRIMARY KEY, rule TEXT NOT NULL, severity TEXT NOT NULL, score REAL NOT NULL, status TEXT NOT NULL,
    first_run INTEGER NOT NULL, last_run INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE clue_villages (
    clue TEXT NOT NULL REFERENCES clues (id), village TEXT NOT NULL, PRIMARY KEY (clue, village)) WITHOUT ROWID;
INSERT INTO runs VALUES (1, '20240101T080000000000', '2024-01-01T08:00:00+08:00', 'embedded', 'd');
INSERT INTO results VALUES (1, 'SUB-01', 'ran', '[]', 1, 10, 2, 0, 0.5, NULL, NULL);
INSERT INTO clue_villages VALUES ('SUB-01-AAAAAAAAAA', '上坪村');
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The file of an earlier version, with one run and one clue, whose body lacks what came later."""
    path = tmp_path / "old.sqlite"
    body = clue_text(clue()).replace(',"village_keys":[]', "").replace(',"period":""', "")
    assert "village_keys" not in body
    assert "period" not in body
    with sqlite3.connect(path) as connection:
        connection.executescript(OLD_FILE)
        connection.execute(
            "INSERT INTO clues VALUES (?, 'SUB-01', 'high', 0.9, 'new', 1, 1, ?)", ("SUB-01-AAAAAAAAAA", body)
        )
    connection.close()
    return path


def test_the_file_of_an_earlier_version_is_read_and_goes_on(old: Path) -> None:
    store = RunStore(old)
    assert store.get_clue("SUB-01-AAAAAAAAAA") == clue()
    assert [one.id for one in store.clues(village="上坪村")] == ["SUB-01-AAAAAAAAAA"]
    latest = store.latest_run()
    assert latest is not None
    assert [(result.checked, result.silenced, result.revision) for result in latest.results] == [(10, 0, None)]
    store.keep(run(2, [clue("SUB-01-BBBBBBBBBB")]))
    assert [one.id for one in store.clues()] == ["SUB-01-BBBBBBBBBB"]
    assert len(store.clues(seen=True)) == 2


def test_a_run_of_an_earlier_version_cannot_be_compared_and_says_so(old: Path) -> None:
    with pytest.raises(UsageError, match="旧版本记下的"):
        RunStore(old).run("last")


def test_two_processes_bring_an_old_file_up_to_date_at_once(old: Path) -> None:
    program = "import sys; from pathlib import Path; from cluegraph.queries.store import RunStore\n"
    program += "print(len(RunStore(Path(sys.argv[1])).clues(seen=True)))"
    command = [sys.executable, "-c", program, str(old)]
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) for _ in range(2)]
    assert [child.communicate()[0] for child in both] == [b"1\n", b"1\n"]


def test_a_run_remembers_the_data_of_its_clues_though_later_runs_change_them(store: RunStore) -> None:
    store.keep(run(1, [clue()]))
    store.keep(run(2, [replace(clue(), amount_fen=90_000)]))
    first, second = (store.sightings(kept)[clue().id].state for kept in reversed(store.last_runs()))
    assert (first.amount_fen, second.amount_fen) == (60_000, 90_000)


def test_a_clue_of_an_older_revision_stays_as_it_was(store: RunStore) -> None:
    newer = replace(clue("SUB-01-BBBBBBBBBB"), revision=2)
    store.keep(run(1, [clue()]))
    store.keep(run(2, [newer]))
    assert [(one.id, one.revision) for one in store.clues()] == [(newer.id, 2)]
    assert store.get_clue(clue().id).revision == 1
