"""What people decided: same, different or unsure, by whom, when and why. Kept apart from the data; nothing is deleted.

A judgement names two mentions by what the rows say (name, place, digits, account, phone), never by file and row, so it
holds after every reload that says the same. Undoing one is an entry of its own.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from base64 import b32encode
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from cluegraph.errors import Where, WorkspaceError
from cluegraph.i18n import Text

Verdict = Literal["same", "different", "unsure"]
Action = Literal["same", "different", "unsure", "undo"]
VERDICTS: tuple[Verdict, ...] = ("same", "different", "unsure")
_TABLE = """
CREATE TABLE IF NOT EXISTS judgements (
    number INTEGER PRIMARY KEY, pair TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL, action TEXT NOT NULL,
    by TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL);
"""
_TOWNSHIP = re.compile(r"@[^·@#|]*·")
_LENGTH = 8
_WAIT_SECONDS = 30.0


@dataclass(frozen=True)
class Judgement:
    """One entry: what `by` decided of the pair (or that it is undone), when and why."""

    number: int
    pair: str
    one: str
    other: str
    action: Action
    by: str
    at: str
    reason: str


def pair_id(one: str, other: str) -> str:
    """The short name of two mentions, the same whichever stands first, over reloads and machines."""
    text = "\n".join(sorted((one, other)))
    return "P-" + b32encode(hashlib.sha256(text.encode()).digest()).decode()[:_LENGTH]


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


class Judgements:
    """The judgements of one workspace; opens the file for each call."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def record(self, one: str, other: str, action: Action, by: str, reason: str) -> Judgement:
        """Adds an entry; it takes the place of what was decided of the pair before. Raises `WorkspaceError`."""
        first, second = sorted((one, other))
        entry = (pair_id(one, other), first, second, action, by, _now(), reason)
        with self._open() as connection, connection:
            added = connection.execute(
                "INSERT INTO judgements (pair, one, other, action, by, at, reason) VALUES (?, ?, ?, ?, ?, ?, ?)", entry
            )
            return Judgement(int(added.lastrowid or 0), *entry)

    def history(self) -> list[Judgement]:
        """Every entry ever made, the oldest first."""
        if not self._path.exists():
            return []
        with self._open() as connection:
            rows = connection.execute("SELECT * FROM judgements ORDER BY number").fetchall()
        return [Judgement(*row) for row in rows]

    def standing(self) -> list[Judgement]:
        """What holds now: the last entry of each pair, unless it undoes."""
        last = {entry.pair: entry for entry in self.history()}
        return [entry for entry in last.values() if entry.action != "undo"]

    def state(self) -> str:
        """Names the state of what holds now; the same on every machine that holds the same."""
        held = sorted(f"{entry.one}\t{entry.other}\t{entry.action}" for entry in self.standing())
        return hashlib.sha256("\n".join(held).encode()).hexdigest() if held else ""

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as connection:
                connection.execute("PRAGMA synchronous = FULL")
                connection.executescript(_TABLE)
                yield connection
        except sqlite3.Error as problem:
            raise WorkspaceError(
                Text(f"同一人判断的记录无法读写（{problem}）", f"the judgements cannot be read or written ({problem})"),
                Text("请检查磁盘空间和权限。", "check disk space and rights."),
                Where(file=str(self._path)),
            ) from None


def matched(standing: Collection[Judgement], mentions: Collection[str]) -> tuple[list[Judgement], list[Judgement]]:
    """The judgements in the spelling of the mentions that are loaded, and those whose mentions are not loaded.

    Whether a village's township is known depends on all that is loaded: where the exact mention is not there, the only
    one that differs by the township alone is meant.
    """
    known = set(mentions)
    loose: Mapping[str, list[str]] = defaultdict(list)
    if any(not {entry.one, entry.other} <= known for entry in standing):
        for mention in known:
            loose[_without_township(mention)].append(mention)
    found, lost = [], []
    for entry in standing:
        one, other = _found(entry.one, known, loose), _found(entry.other, known, loose)
        if one is None or other is None:
            lost.append(entry)
        else:
            found.append(
                Judgement(entry.number, entry.pair, one, other, entry.action, entry.by, entry.at, entry.reason)
            )
    return found, lost


def _found(mention: str, known: Collection[str], loose: Mapping[str, list[str]]) -> str | None:
    if mention in known:
        return mention
    near = loose.get(_without_township(mention), [])
    return near[0] if len(near) == 1 else None


def _without_township(mention: str) -> str:
    return _TOWNSHIP.sub("@", mention, count=1)
