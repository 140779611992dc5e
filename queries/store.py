"""What earlier runs found: workspace/runs.sqlite keeps runs, how each rule went, and every clue ever seen.

One run is one transaction, so a crash leaves the runs before it; readers do not wait for a writer.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cluegraph.errors import ClueNotFound, UsageError
from cluegraph.i18n import Text
from cluegraph.queries.clue import Clue
from cluegraph.queries.fingerprint import State, state_from, state_of
from cluegraph.queries.keep import clue_from, clue_text
from cluegraph.queries.run import RuleResult, Run
from cluegraph.queries.run_tables import opened

_CURRENT = (
    "last_run = (SELECT max(run) FROM results WHERE results.rule = clues.rule AND results.status IN ('ran', 'off'))"
)
_ORDER = "ORDER BY CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, score DESC, rule, clues.id"
_RESULT = "rule, status, needs, findings, checked, unchecked, cut, seconds, zh, en, silenced, revision, params"
_MOST_NAMED = 5


@dataclass(frozen=True)
class KeptRun:
    """A run as it is remembered, without its clues."""

    id: str
    at: str
    engine: str
    data: str
    results: tuple[RuleResult, ...] = field(default=())


@dataclass(frozen=True)
class Sighting:
    """A clue as one run saw it: its data then, and whether it was listed (`status`). `clue` is as it was seen last."""

    clue: Clue
    state: State
    status: str


class RunStore:
    """The runs of one workspace; opens the file for each call. All raise `WorkspaceError`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, run: Run, silenced: Mapping[str, str] | None = None) -> None:
        """Writes a run, whole or not at all; `silenced` gives the status of the clues that are not listed, by id.

        A clue that was seen before keeps its own status.
        """
        silent = silenced or {}
        counts = Counter(clue.rule for clue in run.clues if clue.id in silent)
        with opened(self._path) as connection, connection:
            number = connection.execute(
                "INSERT INTO runs (id, at, engine, data) VALUES (?, ?, ?, ?)", (run.id, run.at, run.engine, run.data)
            ).lastrowid
            connection.executemany(
                f"INSERT INTO results (run, {_RESULT}) VALUES (?{', ?' * 13})",
                [(number, *_result_row(result, counts[result.id])) for result in run.results],
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
            _keep_sightings(connection, number, run.clues, silent)

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
        latest = self.last_runs(1)
        return self._run(latest[0]) if latest else None

    def last_runs(self, most: int = _MOST_NAMED) -> list[KeptRun]:
        """The last few runs, the newest first, without their results."""
        rows = self._read("SELECT id, at, engine, data FROM runs ORDER BY number DESC LIMIT ?", (most,))
        return [KeptRun(*row) for row in rows]

    def run(self, name: str) -> KeptRun:
        """The run of this id, or the `last` one. Raises `UsageError`, which names the last few."""
        rows = self._read("SELECT id, at, engine, data FROM runs WHERE id = ?", (name,))
        found = self.last_runs(1) if name.lower() == "last" else [KeptRun(*row) for row in rows]
        if not found:
            raise self._no_such_run(name)
        run = self._run(found[0])
        if any(result.revision is None for result in run.results):
            raise UsageError(
                Text(
                    f"运行 {run.id} 是旧版本记下的，没有记每条线索当时的数据",
                    f"the run {run.id} was kept by an older version, without the data of each clue",
                ),
                Text(
                    "请先运行一次 cluegraph check，以后就可以与它比较。",
                    "run cluegraph check once; later runs can be compared with it.",
                ),
            )
        return run

    def sightings(self, run: KeptRun) -> dict[str, Sighting]:
        """The clues that a run had, by id, with their data at that time."""
        rows = self._read(
            "SELECT clues.body, clues.status, states.state, sightings.status FROM sightings "
            "JOIN runs ON runs.number = sightings.run JOIN clues ON clues.id = sightings.clue "
            f"JOIN states ON states.number = sightings.state WHERE runs.id = ? {_ORDER}",
            (run.id,),
        )
        found = [Sighting(clue_from(body, kept), state_from(state), status) for body, kept, state, status in rows]
        return {sighting.clue.id: sighting for sighting in found}

    def _run(self, run: KeptRun) -> KeptRun:
        """The run with its results."""
        rows = self._read(
            f"SELECT {_RESULT} FROM results JOIN runs ON runs.number = results.run WHERE runs.id = ? ORDER BY rule",
            (run.id,),
        )
        return KeptRun(run.id, run.at, run.engine, run.data, tuple(_result(values) for values in rows))

    def _no_such_run(self, name: str) -> UsageError:
        known = self.last_runs()
        if not known:
            return UsageError(
                Text("还没有更早的运行可以比较", "there is no earlier run to compare with"),
                Text("请先运行一次 cluegraph check。", "run cluegraph check once before."),
            )
        zh, en = "、".join(_named(run) for run in known), ", ".join(_named(run) for run in known)
        return UsageError(
            Text(f"没有运行 {name}", f"there is no run {name}"),
            Text(f"请写 last，或最近几次之一：{zh}。", f"write last, or one of the last few: {en}."),
        )

    def results_on(self, data: str) -> dict[str, RuleResult]:
        """How each rule went when it was last run on this state of the loaded data, by the ids of the rules."""
        last = "SELECT rule, max(run) AS run FROM results JOIN runs ON number = run WHERE data = ? GROUP BY rule"
        rows = self._read(f"SELECT {_RESULT} FROM results JOIN ({last}) USING (rule, run)", (data,))
        return {result.id: result for result in map(_result, rows)}

    def _read(self, text: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        if not self._path.exists():
            return []
        with opened(self._path) as connection:
            return connection.execute(text, values).fetchall()


def _named(run: KeptRun) -> str:
    return f"{run.id}（{run.at[:16].replace('T', ' ')}）"


def _keep_sightings(
    connection: sqlite3.Connection, number: int | None, clues: Sequence[Clue], silent: Mapping[str, str]
) -> None:
    """What each clue rested on in this run; data that were the same in an earlier run are not written again."""
    states = {clue.id: state_of(clue) for clue in clues}
    connection.executemany(
        "INSERT OR IGNORE INTO states (clue, fingerprint, state) VALUES (?, ?, ?)",
        [(clue, state.fingerprint, state.to_text()) for clue, state in states.items()],
    )
    connection.executemany(
        "INSERT INTO sightings SELECT ?, clue, number, ? FROM states WHERE clue = ? AND fingerprint = ?",
        [(number, silent.get(clue.id, clue.status), clue.id, states[clue.id].fingerprint) for clue in clues],
    )


def _result_row(result: RuleResult, silenced: int) -> Sequence[object]:
    zh, en = result.message or (None, None)
    return (
        result.id, result.status, json.dumps(result.needs), result.findings, result.checked, result.unchecked,
        result.cut, result.seconds, zh, en, silenced, result.revision, json.dumps(dict(result.params)),
    )  # fmt: skip


def _result(values: Sequence[Any]) -> RuleResult:
    rule, status, needs, findings, checked, unchecked, cut, seconds, zh, en, silenced, revision, params = values
    message = None if zh is None else Text(zh, en)
    return RuleResult(
        rule, status, tuple(json.loads(needs)), findings, checked, unchecked, bool(cut), seconds, message,
        silenced, revision, json.loads(params or "{}"),
    )  # fmt: skip
