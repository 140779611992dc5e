"""What earlier runs found: workspace/runs.sqlite keeps runs, how each rule went, and every clue ever seen.

One run is one transaction, so a crash leaves the runs before it; readers do not wait for a writer.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cluegraph.errors import ClueNotFound, Where, WorkspaceError
from cluegraph.i18n import Text
from cluegraph.queries.clue import Clue
from cluegraph.queries.keep import clue_from, clue_text
from cluegraph.queries.run import RuleResult, Run

_TABLES = """
CREATE TABLE IF NOT EXISTS runs (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, engine TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS results (
    run INTEGER NOT NULL REFERENCES runs (number), rule TEXT NOT NULL, status TEXT NOT NULL, needs TEXT NOT NULL,
    findings INTEGER NOT NULL, checked INTEGER NOT NULL, unchecked INTEGER NOT NULL, cut INTEGER NOT NULL,
    seconds REAL NOT NULL, zh TEXT, en TEXT, PRIMARY KEY (run, rule)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS results_by_rule ON results (rule, status, run);
CREATE TABLE IF NOT EXISTS clues (
    id TEXT PRIMARY KEY, rule TEXT NOT NULL, severity TEXT NOT NULL, score REAL NOT NULL, status TEXT NOT NULL,
    first_run INTEGER NOT NULL, last_run INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS clues_by_rule ON clues (rule, last_run);
CREATE TABLE IF NOT EXISTS clue_villages (
    clue TEXT NOT NULL REFERENCES clues (id), village TEXT NOT NULL, PRIMARY KEY (clue, village)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS clues_by_village ON clue_villages (village);
"""
_CURRENT = (
    "last_run = (SELECT max(run) FROM results WHERE results.rule = clues.rule AND results.status IN ('ran', 'off'))"
)
_ORDER = "ORDER BY CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, score DESC, rule, id"
_WAIT_SECONDS = 30.0


@dataclass(frozen=True)
class KeptRun:
    """A run as it is remembered, without its clues."""

    id: str
    at: str
    engine: str
    data: str
    results: tuple[RuleResult, ...]


class RunStore:
    """The runs of one workspace; opens the file for each call."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, run: Run) -> None:
        """Writes a run, whole or not at all. A clue that was seen before keeps its status. Raises `WorkspaceError`."""
        with self._open() as connection, connection:
            number = connection.execute(
                "INSERT INTO runs (id, at, engine, data) VALUES (?, ?, ?, ?)", (run.id, run.at, run.engine, run.data)
            ).lastrowid
            connection.executemany(
                "INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(number, *_result_row(result)) for result in run.results],
            )
            connection.executemany(
                "INSERT INTO clues VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET severity = "
                "excluded.severity, score = excluded.score, last_run = excluded.last_run, body = excluded.body",
                [(c.id, c.rule, c.severity, c.score, c.status, number, number, clue_text(c)) for c in run.clues],
            )
            connection.executemany("DELETE FROM clue_villages WHERE clue = ?", [(c.id,) for c in run.clues])
            connection.executemany(
                "INSERT INTO clue_villages VALUES (?, ?)",
                [(c.id, village) for c in run.clues for village in c.villages],
            )

    def get_clue(self, clue: str) -> Clue:
        """The clue of this id as it was last seen. Raises `ClueNotFound`."""
        rows = self._read("SELECT body, status FROM clues WHERE id = ?", (clue.upper(),))
        if not rows:
            raise ClueNotFound(
                Text(f"没有线索 {clue}", f"there is no clue {clue}"),
                Text("用 cluegraph check 列出线索。", "list the clues with cluegraph check."),
            )
        return clue_from(*rows[0])

    def clues(
        self, *, rule: str | None = None, village: str | None = None, status: str | None = None, seen: bool = False
    ) -> list[Clue]:
        """Clues by rule, village and status, gravest first: of each rule's last complete run, or all ever `seen`."""
        where, values = ["1 = 1"] if seen else [_CURRENT], []
        if rule is not None:
            where.append("rule = ?")
            values.append(rule.upper())
        if village is not None:
            where.append("id IN (SELECT clue FROM clue_villages WHERE village = ?)")
            values.append(village)
        if status is not None:
            where.append("status = ?")
            values.append(status)
        rows = self._read(f"SELECT body, status FROM clues WHERE {' AND '.join(where)} {_ORDER}", values)
        return [clue_from(body, kept) for body, kept in rows]

    def holding(self, data: str, but: Collection[str] = ()) -> list[Clue]:
        """The clues, gravest first, of rules other than `but` whose last complete run was on this data."""
        of_data = "last_run IN (SELECT number FROM runs WHERE data = ?)"
        rows = self._read(f"SELECT rule, body, status FROM clues WHERE {_CURRENT} AND {of_data} {_ORDER}", (data,))
        return [clue_from(body, status) for rule, body, status in rows if rule not in but]

    def first_runs(self) -> dict[str, int]:
        """The number of the run that first raised each clue, by clue id."""
        return dict(self._read("SELECT id, first_run FROM clues"))

    def latest_run(self) -> KeptRun | None:
        """The last run, None before the first."""
        rows = self._read("SELECT number, id, at, engine, data FROM runs ORDER BY number DESC LIMIT 1")
        if not rows:
            return None
        number, run, at, engine, data = rows[0]
        results = self._read("SELECT * FROM results WHERE run = ? ORDER BY rule", (number,))
        return KeptRun(run, at, engine, data, tuple(_result(values) for values in results))

    def _read(self, text: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        if not self._path.exists():
            return []
        with self._open() as connection:
            return connection.execute(text, values).fetchall()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(_TABLES)
                yield connection
        except sqlite3.Error as problem:
            raise WorkspaceError(
                Text(f"线索库无法使用（{problem}）", f"the store of clues cannot be used ({problem})"),
                Text(
                    "请检查工作区是否可写、磁盘是否已满。",
                    "check that the workspace can be written and the disk is not full.",
                ),
                Where(file=str(self._path)),
            ) from None


def _result_row(result: RuleResult) -> Sequence[object]:
    zh, en = result.message or (None, None)
    return (
        result.id, result.status, json.dumps(result.needs), result.findings, result.checked, result.unchecked,
        result.cut, result.seconds, zh, en,
    )  # fmt: skip


def _result(values: Sequence[Any]) -> RuleResult:
    _, rule, status, needs, findings, checked, unchecked, cut, seconds, zh, en = values
    message = None if zh is None else Text(zh, en)
    return RuleResult(rule, status, tuple(json.loads(needs)), findings, checked, unchecked, bool(cut), seconds, message)
