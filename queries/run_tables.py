"""The tables of workspace/runs.sqlite, and how a file that an earlier version wrote is brought up to them.

runs ─< results (one a rule)      runs ─< sightings >─ states (what a clue's data were)      clues ─< clue_villages
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from cluegraph.errors import Where, WorkspaceError
from cluegraph.i18n import Text

_VERSION = 2
_TABLES = (
    """CREATE TABLE IF NOT EXISTS runs (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, engine TEXT NOT NULL, data TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS results (
    run INTEGER NOT NULL REFERENCES runs (number), rule TEXT NOT NULL, status TEXT NOT NULL, needs TEXT NOT NULL,
    findings INTEGER NOT NULL, checked INTEGER NOT NULL, unchecked INTEGER NOT NULL, cut INTEGER NOT NULL,
    seconds REAL NOT NULL, zh TEXT, en TEXT, PRIMARY KEY (run, rule)) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS results_by_rule ON results (rule, status, run)",
    """CREATE TABLE IF NOT EXISTS clues (
    id TEXT PRIMARY KEY, rule TEXT NOT NULL, severity TEXT NOT NULL, score REAL NOT NULL, status TEXT NOT NULL,
    first_run INTEGER NOT NULL, last_run INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS clues_by_rule ON clues (rule, last_run)",
    """CREATE TABLE IF NOT EXISTS clue_villages (
    clue TEXT NOT NULL REFERENCES clues (id), village TEXT NOT NULL, PRIMARY KEY (clue, village)) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS clues_by_village ON clue_villages (village)",
    """CREATE TABLE IF NOT EXISTS states (
    number INTEGER PRIMARY KEY, clue TEXT NOT NULL REFERENCES clues (id), fingerprint TEXT NOT NULL,
    state TEXT NOT NULL, UNIQUE (clue, fingerprint))""",
    """CREATE TABLE IF NOT EXISTS sightings (
    run INTEGER NOT NULL REFERENCES runs (number), clue TEXT NOT NULL REFERENCES clues (id),
    state INTEGER NOT NULL REFERENCES states (number), status TEXT NOT NULL, PRIMARY KEY (run, clue)) WITHOUT ROWID""",
)
_ADDED_TO_RESULTS = {"silenced": "INTEGER NOT NULL DEFAULT 0", "revision": "INTEGER", "params": "TEXT"}
_WAIT_SECONDS = 30.0


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file with all tables, made or brought up to date where need be. Raises `WorkspaceError`."""
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            if _version(connection) < _VERSION:
                _bring_up_to_date(connection)
            yield connection
    except sqlite3.Error as problem:
        raise WorkspaceError(
            Text(f"线索库无法使用（{problem}）", f"the store of clues cannot be used ({problem})"),
            Text(
                "请检查工作区是否可写、磁盘是否已满。",
                "check that the workspace can be written and the disk is not full.",
            ),
            Where(file=str(path)),
        ) from None


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """One transaction; a second process waits for it and then has nothing left to do."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        for table in _TABLES:
            connection.execute(table)
        known = {row[1] for row in connection.execute("PRAGMA table_info(results)")}
        for name, kind in _ADDED_TO_RESULTS.items():
            if name not in known:
                connection.execute(f"ALTER TABLE results ADD COLUMN {name} {kind}")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
