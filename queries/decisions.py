"""What people decided about clues: explained by a lawful reason, or suppressed by rule, village or period.

Kept in workspace/decisions.sqlite, apart from the data. Every entry is signed, dated and gives its reason; nothing is
ever changed or deleted (the file refuses it). Undoing one is an entry of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from cluegraph.errors import UsageError, Where, WorkspaceError
from cluegraph.i18n import Text
from cluegraph.queries.clue import Clue
from cluegraph.queries.fingerprint import State, state_from, state_of
from cluegraph.queries.period import Period, period_from

Kind = Literal["explained", "suppressed", "undo"]
_SCHEMA = """
CREATE TABLE IF NOT EXISTS decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
    reason TEXT NOT NULL, clue TEXT, revision INTEGER, state TEXT, rule TEXT, village TEXT, period TEXT, until TEXT,
    undoes INTEGER UNIQUE REFERENCES decisions (number));
CREATE TRIGGER IF NOT EXISTS never_changed BEFORE UPDATE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER IF NOT EXISTS never_deleted BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
"""
_COLUMNS = "number, kind, by, at, reason, clue, revision, state, rule, village, period, until, undoes"
_WAIT_SECONDS = 30.0


@dataclass(frozen=True)
class Scope:
    """What is suppressed: clues of this rule, about this village alone, within this period; None is any.

    `village` is the key of the village's node (`township·village`). `until` is the last day, None an open end.
    """

    rule: str | None = None
    village: str | None = None
    period: Period | None = None
    until: date | None = None


@dataclass(frozen=True)
class Decision:
    """One entry: what `by` decided, when and why.

    `explained` has clue, rule, revision and the clue's state at that time; `suppressed` has the scope (whose rule is
    also in `rule`); `undo` has the number of the entry that it takes back.
    """

    number: int
    kind: Kind
    by: str
    at: str
    reason: str
    clue: str | None = None
    revision: int | None = None
    state: State | None = None
    rule: str | None = None
    scope: Scope = Scope()
    undoes: int | None = None

    @property
    def day(self) -> str:
        """The date on which it was decided, ISO."""
        return self.at[:10]


class Decisions:
    """The decisions of one workspace; opens the file for each call. All raise `WorkspaceError`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def explain(self, clue: Clue, reason: str, by: str, at: datetime) -> Decision:
        """Records a lawful reason for a clue as it is now."""
        return self._add(
            {
                "kind": "explained", "by": by, "at": _second(at), "reason": reason, "clue": clue.id,
                "revision": clue.revision, "state": state_of(clue).to_text(), "rule": clue.rule,
            }
        )  # fmt: skip

    def suppress(self, scope: Scope, reason: str, by: str, at: datetime) -> Decision:
        """Records that the clues of a scope stay silent."""
        return self._add(
            {
                "kind": "suppressed", "by": by, "at": _second(at), "reason": reason, "rule": scope.rule,
                "village": scope.village, "period": None if scope.period is None else str(scope.period),
                "until": None if scope.until is None else scope.until.isoformat(),
            }
        )  # fmt: skip

    def undo(self, number: int, reason: str, by: str, at: datetime) -> Decision:
        """Takes an entry back. Raises `UsageError` where there is none, it is itself an undoing, or it is undone."""
        known = {entry.number: entry for entry in self.history()}
        if number not in known:
            raise _nothing_to_undo(
                Text(f"没有第 {number} 号说明或静默", f"there is no decision number {number}"),
            )
        if known[number].kind == "undo":
            raise _nothing_to_undo(Text(f"第 {number} 号本身是一次撤销", f"number {number} is itself an undoing"))
        try:
            return self._add({"kind": "undo", "by": by, "at": _second(at), "reason": reason, "undoes": number})
        except sqlite3.IntegrityError:
            raise _nothing_to_undo(Text(f"第 {number} 号已经撤销过", f"number {number} is undone already")) from None

    def history(self) -> list[Decision]:
        """Every entry ever made, the oldest first."""
        if not self._path.exists():
            return []
        with self._open() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM decisions ORDER BY number").fetchall()
        return [_decision(*row) for row in rows]

    def standing(self) -> list[Decision]:
        """What holds now, whether or not its last day is past."""
        history = self.history()
        undone = {entry.undoes for entry in history}
        return [entry for entry in history if entry.kind != "undo" and entry.number not in undone]

    def _add(self, values: Mapping[str, object]) -> Decision:
        with self._open() as connection, connection:
            columns, places = ", ".join(values), ", ".join("?" * len(values))
            cursor = connection.execute(f"INSERT INTO decisions ({columns}) VALUES ({places})", [*values.values()])
            row = connection.execute(f"SELECT {_COLUMNS} FROM decisions WHERE number = ?", (cursor.lastrowid,))
            return _decision(*row.fetchone())

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as connection:
                connection.execute("PRAGMA synchronous = FULL")
                connection.executescript(_SCHEMA)
                yield connection
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as problem:
            raise WorkspaceError(
                Text(
                    f"说明与静默的记录无法读写（{problem}）",
                    f"the decisions about clues cannot be read or written ({problem})",
                ),
                Text("请检查磁盘空间和权限。", "check disk space and rights."),
                Where(file=str(self._path)),
            ) from None


def _second(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _decision(
    number: int, kind: Kind, by: str, at: str, reason: str, clue: str | None, revision: int | None, state: str | None,
    rule: str | None, village: str | None, period: str | None, until: str | None, undoes: int | None,
) -> Decision:  # fmt: skip
    scope = Scope()
    if kind == "suppressed":
        span = None if period is None else period_from(period)
        scope = Scope(rule, village, span, None if until is None else date.fromisoformat(until))
    kept: dict[str, Any] = {"clue": clue, "revision": revision, "rule": rule, "undoes": undoes}
    return Decision(
        number, kind, by, at, reason, state=None if state is None else state_from(state), scope=scope, **kept
    )


def _nothing_to_undo(what: Text) -> UsageError:
    return UsageError(
        what,
        Text("用 cluegraph silence list 查看各号。", "see the numbers with cluegraph silence list."),
    )
