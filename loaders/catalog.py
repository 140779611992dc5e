"""The catalog of what is loaded: one SQLite file, one transaction a source, the commit point of every load.

sources ─< sheets (each names its Parquet part) ─< quarantine, totals        runs: what each load reported
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from cluegraph.errors import Where, WorkspaceError
from cluegraph.i18n import Text
from cluegraph.loaders.quarantine import Quarantined
from cluegraph.loaders.sheet_total import CitedTotal, SheetTotal

Decision = Literal["accepted", "ignored"]
SheetStatus = Literal["loaded", "refused", "overlapping", "ignored"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sources (
    path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, recipe TEXT NOT NULL, decision TEXT, loaded_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sheets (
    path TEXT NOT NULL REFERENCES sources(path) ON DELETE CASCADE, number INTEGER NOT NULL, name TEXT NOT NULL,
    kind TEXT, status TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, rows INTEGER NOT NULL, loaded INTEGER NOT NULL,
    quarantined INTEGER NOT NULL, skipped INTEGER NOT NULL, amount INTEGER, stated_total INTEGER, part TEXT,
    fields TEXT NOT NULL, last_day INTEGER, PRIMARY KEY (path, number));
CREATE TABLE IF NOT EXISTS quarantine (
    path TEXT NOT NULL, number INTEGER NOT NULL, row INTEGER NOT NULL, field TEXT NOT NULL, header TEXT NOT NULL,
    value TEXT NOT NULL, reason TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, cells TEXT NOT NULL,
    PRIMARY KEY (path, number, row), FOREIGN KEY (path, number) REFERENCES sheets(path, number) ON DELETE CASCADE);
CREATE TABLE IF NOT EXISTS runs (id INTEGER PRIMARY KEY, at TEXT NOT NULL, report TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS totals (
    path TEXT NOT NULL, number INTEGER NOT NULL, stated INTEGER, in_words INTEGER, figures_row INTEGER,
    figures_cells TEXT, words_row INTEGER, words_cells TEXT, loaded INTEGER NOT NULL, quarantined INTEGER NOT NULL,
    quarantined_fen INTEGER NOT NULL, unread INTEGER NOT NULL, several INTEGER NOT NULL, hidden INTEGER NOT NULL,
    PRIMARY KEY (path, number), FOREIGN KEY (path, number) REFERENCES sheets(path, number) ON DELETE CASCADE);
PRAGMA user_version = 2;
"""
_VERSION = 2
"""Version 1 had no `totals`; its sheets have some when they are loaded again."""
_BUSY_SECONDS = 30.0
DECIDED: dict[Decision, Text] = {
    "accepted": Text("已确认计入", "it counts from now on"),
    "ignored": Text("已确认不计入", "it is left out from now on"),
}


@dataclass(frozen=True)
class Source:
    """A file whose content is loaded. `recipe` says with what mapping and encoding it was read ('' for none)."""

    path: str
    sha256: str
    recipe: str
    decision: Decision | None
    loaded_at: str


@dataclass(frozen=True)
class SheetEntry:
    """One sheet of a source, with its figures; amounts are fen. `part` is below the records folder."""

    path: str
    number: int
    name: str
    kind: str | None
    status: SheetStatus
    message: Text
    rows: int
    loaded: int
    quarantined: int
    skipped: int
    amount: int | None
    stated_total: int | None
    part: str | None
    fields: frozenset[str]
    last_day: int | None

    @property
    def counted(self) -> bool:
        return self.status == "loaded" and self.part is not None


@dataclass(frozen=True)
class QuarantineEntry:
    """One row in quarantine, with the file and sheet that it stands in."""

    path: str
    sheet: str
    number: int
    kind: str
    entry: Quarantined


class Catalog:
    """The catalog of one workspace. Reading needs no lock; writing is for the holder of the workspace's lock."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def sources(self) -> list[Source]:
        """All sources in the order of their paths."""
        return [
            Source(*row)
            for row in self._rows("SELECT path, sha256, recipe, decision, loaded_at FROM sources ORDER BY path")
        ]

    def sheets(self) -> list[SheetEntry]:
        """All sheets of all sources, in the order of paths and numbers."""
        columns = (
            "path, number, name, kind, status, zh, en, rows, loaded, quarantined, skipped, amount, stated_total, part, "
            "fields, last_day"
        )
        return [_sheet(row) for row in self._rows(f"SELECT {columns} FROM sheets ORDER BY path, number")]

    def quarantine(self) -> list[QuarantineEntry]:
        """All rows in quarantine, in the order of paths, sheets and rows."""
        found = self._rows(
            "SELECT path, name, number, kind, row, field, header, value, reason, q.zh, q.en, cells "
            "FROM quarantine q JOIN sheets USING (path, number) ORDER BY path, number, row"
        )
        return [
            QuarantineEntry(
                path,
                name,
                number,
                kind,
                Quarantined(row, field, header, value, reason, Text(zh, en), json.loads(cells)),
            )
            for path, name, number, kind, row, field, header, value, reason, zh, en, cells in found
        ]

    def totals(self) -> dict[tuple[str, int], SheetTotal]:
        """What the sheets (path and number) say that they add up to."""
        if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'totals'"):
            return {}
        columns = (
            "path, number, stated, in_words, figures_row, figures_cells, words_row, words_cells, loaded, quarantined, "
            "quarantined_fen, unread, several, hidden"
        )
        return {(row[0], row[1]): _total(row[2:]) for row in self._rows(f"SELECT {columns} FROM totals")}

    def last_run(self) -> tuple[str, dict[str, object]] | None:
        """When the last load was, and its report."""
        found = self._rows("SELECT at, report FROM runs ORDER BY id DESC LIMIT 1")
        return (found[0][0], json.loads(found[0][1])) if found else None

    def refused_files(self) -> list[str]:
        """The files that the last load that was given them could not read, and of which nothing is loaded."""
        last: dict[str, str] = {}
        for (report,) in self._rows("SELECT report FROM runs ORDER BY id"):
            last |= {file["file"]: file["status"] for file in json.loads(report)["files"]}
        known = {source.path for source in self.sources()}
        return sorted(file for file, status in last.items() if status == "refused" and file not in known)

    def put(
        self,
        source: Source,
        sheets: list[SheetEntry],
        quarantine: dict[int, tuple[Quarantined, ...]],
        totals: dict[int, SheetTotal],
        instead_of: set[str],
    ) -> None:
        """Commits a source: it takes the place of what was loaded under its path and of the sources `instead_of`."""
        with self._transaction() as connection:
            connection.executemany(
                "DELETE FROM sources WHERE path = ?", [(path,) for path in {source.path, *instead_of}]
            )
            connection.execute(
                "INSERT INTO sources VALUES (?, ?, ?, ?, ?)",
                (source.path, source.sha256, source.recipe, source.decision, source.loaded_at),
            )
            connection.executemany(f"INSERT INTO sheets VALUES ({', '.join('?' * 16)})", map(_sheet_row, sheets))
            for number, rows in quarantine.items():
                connection.executemany(
                    f"INSERT INTO quarantine VALUES ({', '.join('?' * 10)})",
                    (_quarantine_row(source.path, number, row) for row in rows),
                )
            connection.executemany(
                f"INSERT INTO totals VALUES ({', '.join('?' * 14)})",
                ((source.path, number, *_total_row(total)) for number, total in totals.items()),
            )

    def remove(self, path: str) -> None:
        """Takes a source out with its sheets and its rows in quarantine."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM sources WHERE path = ?", (path,))

    def decide(self, path: str, decision: Decision) -> None:
        """Keeps what the user decided about the overlapping sheets of a source; they say so from then on."""
        status = "loaded" if decision == "accepted" else "ignored"
        said, before = DECIDED[decision], [text.zh for text in DECIDED.values()]
        stale = "path = ? AND part IS NOT NULL AND (status <> 'loaded' OR zh IN (?, ?))"
        with self._transaction() as connection:
            connection.execute("UPDATE sources SET decision = ? WHERE path = ?", (decision, path))
            connection.execute(f"UPDATE sheets SET zh = ?, en = ? WHERE {stale}", (said.zh, said.en, path, *before))
            connection.execute("UPDATE sheets SET status = ? WHERE path = ? AND part IS NOT NULL", (status, path))

    def add_run(self, at: str, report: dict[str, object]) -> None:
        """Keeps the report of a load."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO runs (at, report) VALUES (?, ?)", (at, json.dumps(report, ensure_ascii=False))
            )

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        if not self._file.exists():
            return []
        with self._open() as connection:
            return connection.execute(query).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._open() as connection, connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] < _VERSION:
                connection.executescript(_SCHEMA)
            connection.execute("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=_BUSY_SECONDS)) as connection:
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA foreign_keys = ON")
                if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                    connection.executescript(_SCHEMA)
                yield connection
        except (sqlite3.Error, OSError) as problem:
            raise _unusable(self._file, problem) from None


def _unusable(file: Path, problem: Exception) -> WorkspaceError:
    full = isinstance(problem, sqlite3.OperationalError) and "full" in str(problem)
    what = (
        Text("磁盘已满", "the disk is full")
        if full
        else Text(f"目录库无法使用（{problem}）", f"the catalog cannot be used ({problem})")
    )
    return WorkspaceError(
        what,
        Text(
            "已载入的数据没有损坏；请检查磁盘空间和权限后重新运行。",
            "what is loaded is unharmed; check the free space and the permissions, then run it again.",
        ),
        Where(file=str(file)),
    )


def _sheet(row: tuple[Any, ...]) -> SheetEntry:
    path, number, name, kind, status, zh, en, rows, loaded, quarantined, skipped, amount, stated, part, fields, day = (
        row
    )
    given = frozenset(json.loads(fields))
    message = Text(zh, en)
    return SheetEntry(
        path, number, name, kind, status, message, rows, loaded, quarantined, skipped, amount, stated, part, given, day
    )


def _sheet_row(sheet: SheetEntry) -> tuple[object, ...]:
    return (
        sheet.path, sheet.number, sheet.name, sheet.kind, sheet.status, sheet.message.zh, sheet.message.en, sheet.rows,
        sheet.loaded, sheet.quarantined, sheet.skipped, sheet.amount, sheet.stated_total, sheet.part,
        json.dumps(sorted(sheet.fields)), sheet.last_day,
    )  # fmt: skip


def _quarantine_row(path: str, number: int, row: Quarantined) -> tuple[object, ...]:
    cells = json.dumps(row.cells, ensure_ascii=False)
    return (path, number, row.row, row.field, row.header, row.value, row.reason, row.message.zh, row.message.en, cells)


def _total_row(total: SheetTotal) -> tuple[object, ...]:
    cited = [(each.row, json.dumps(each.cells, ensure_ascii=False)) if each else (None, None)
             for each in (total.figures, total.words)]  # fmt: skip
    return (
        total.stated, total.in_words, *cited[0], *cited[1], total.loaded, total.quarantined, total.quarantined_fen,
        total.unread, total.several, total.hidden,
    )  # fmt: skip


def _total(row: tuple[Any, ...]) -> SheetTotal:
    stated, in_words, figures_row, figures, words_row, words, loaded, quarantined, held, unread, several, hidden = row
    return SheetTotal(
        stated,
        in_words,
        CitedTotal(figures_row, json.loads(figures)) if figures_row is not None else None,
        CitedTotal(words_row, json.loads(words)) if words_row is not None else None,
        loaded,
        quarantined,
        held,
        unread,
        bool(several),
        bool(hidden),
    )
