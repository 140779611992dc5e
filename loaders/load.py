"""The run of a load: each file in turn is read, recognised, cleaned, validated, stored and committed.

    given files → what is new (by path and SHA-256) → sheets → records → parts → one transaction a file → report

A file that cannot be read never stops the run; a workspace that cannot be written does, and leaves what was committed.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from cluegraph.errors import FileRefused, InputError, Where
from cluegraph.i18n import Text
from cluegraph.loaders import decisions
from cluegraph.loaders.catalog import Catalog, QuarantineEntry, SheetEntry, Source
from cluegraph.loaders.kinds import Kinds, shipped_kinds
from cluegraph.loaders.mapping import Mapping, read_mapping
from cluegraph.loaders.parts import keep_original, sweep
from cluegraph.loaders.quarantine import Quarantined
from cluegraph.loaders.read import read_workbook
from cluegraph.loaders.read_text import check_encoding
from cluegraph.loaders.refusals import unreadable
from cluegraph.loaders.report import FileReport, FileStatus, LoadReport, joined
from cluegraph.loaders.sheets import NewSheet, OverlapGuard, entries_of, read_sheets
from cluegraph.loaders.source import Given, fingerprint, given_files, identify, is_nowhere
from cluegraph.workspace import Workspace

Progress = Callable[[int, int, str], None]
"""Told how many files are done, how many there are, and which one is next."""

_BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_BROKEN = (
    pl.exceptions.PolarsError, pl.exceptions.PanicException, ArithmeticError, LookupError, TypeError, ValueError,
    MemoryError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True)
class Clock:
    """The time of day, and seconds that only go forward."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    seconds: Callable[[], float] = time.perf_counter


def load(
    paths: Iterable[Path],
    workspace: Workspace,
    *,
    mapping: Path | None = None,
    encoding: str | None = None,
    accept: Sequence[str] = (),
    ignore: Sequence[str] = (),
    progress: Progress | None = None,
    clock: Clock = Clock(),
) -> LoadReport:
    """Loads files and folders and keeps the user's decisions about overlapping sources (`accept`, `ignore`).

    A path at which nothing stands has its entry and is not kept, for it is no source. Raises `MappingError` for a wrong
    mapping, `UsageError` where no path exists, the encoding does not or a decision names no source, `WorkspaceBusy`
    where another process is writing, `WorkspaceError` where the workspace cannot be written; what is committed stays.
    """
    started = clock.seconds()
    if encoding is not None:
        check_encoding(encoding)
    given = given_files(paths)
    chosen = read_mapping(mapping, shipped_kinds()) if mapping else None
    with workspace.writing():
        run = _Run(workspace, shipped_kinds(), chosen, encoding, clock)
        wanted = decisions.resolve(run.catalog, [each.shown for each in given], accept, ignore)
        files = run.all(given, progress or (lambda _done, _total, _name: None))
        files += decisions.apply(run.catalog, wanted, {file.file for file in files})
        files = decisions.refreshed(run.catalog, files, wanted)
        report = LoadReport(tuple(files), tuple(run.quarantine), clock.seconds() - started)
        nowhere = {each.shown for each in given if not each.found and is_nowhere(each.path)}
        run.catalog.add_run(clock.now().isoformat(timespec="seconds"), report.summary(nowhere))
    return report


def unload(name: str, workspace: Workspace) -> Source:
    """Takes a source out again; gives what it was. Raises `UsageError` where `name` is no source."""
    with workspace.writing():
        catalog = Catalog(workspace.catalog)
        source = decisions.source_named(catalog, name)
        catalog.remove(source.path)
        if all(other.sha256 != source.sha256 for other in catalog.sources()):
            (workspace.sources / source.sha256).unlink(missing_ok=True)
        sweep(workspace, {sheet.part for sheet in catalog.sheets() if sheet.part})
    return source


def _recipe(shown: str, mapping: Mapping | None, encoding: str | None) -> str:
    """Tells whether a file would be read as it was read before: '' for reading it as it is."""
    rules = (
        [rule for rule in mapping.rules if rule.model_copy(update={"sheets": "*"}).covers(shown, "")] if mapping else []
    )
    of_text = encoding or "" if not shown.lower().endswith(_BOOKS) else ""
    if not rules and not of_text:
        return ""
    return hashlib.sha256(repr((rules, of_text)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class _File:
    """A file that was given, its SHA-256 ('' where it is refused at once) and its size in bytes."""

    given: Given
    sha256: str
    size: int
    refused: InputError | None = None

    @property
    def shown(self) -> str:
        return self.given.shown


class _Run:
    """One load under the workspace's lock."""

    def __init__(
        self,
        workspace: Workspace,
        kinds: Kinds,
        mapping: Mapping | None,
        encoding: str | None,
        clock: Clock,
    ) -> None:
        self.catalog = Catalog(workspace.catalog)
        self.quarantine: list[QuarantineEntry] = []
        self._workspace, self._kinds, self._mapping = workspace, kinds, mapping
        self._encoding, self._clock = encoding, clock
        self._sources = {source.path: source for source in self.catalog.sources()}
        self._changing: set[str] = set()
        sweep(workspace, {sheet.part for sheet in self.catalog.sheets() if sheet.part})
        self._guard = OverlapGuard(workspace, self.catalog)

    def all(self, given: Sequence[Given], progress: Progress) -> list[FileReport]:
        """Loads every file, small ones first, so that a summary meets its details; reports in the order given."""
        files = [_fingerprinted(each) for each in given]
        known = {file.shown: source for file in files if (source := self._sources.get(file.shown))}
        self._changing = {
            file.shown for file in files if file.shown in known and file.sha256 != known[file.shown].sha256
        }
        self._guard.leave_out(
            {file.shown for file in files if file.shown in known and not self._is_loaded(file, known[file.shown])}
        )
        reports: dict[str, FileReport] = {}
        for done, file in enumerate(sorted(files, key=lambda file: (file.size, file.shown))):
            progress(done, len(given), file.shown)
            reports[file.shown] = self._one(file)
            self._changing.discard(file.shown)
            self._guard.settled(file.shown, kept=reports[file.shown].status == "refused")
        progress(len(given), len(given), "")
        return [reports[each.shown] for each in given]

    def _is_loaded(self, file: _File, known: Source) -> bool:
        return (known.sha256, known.recipe) == (file.sha256, self._recipe(file))

    def _recipe(self, file: _File) -> str:
        return _recipe(file.shown, self._mapping, self._encoding)

    def _one(self, file: _File) -> FileReport:
        known = self._sources.get(file.shown)
        if known and self._is_loaded(file, known):
            return FileReport(file.shown, file.sha256, "unchanged", Text("", ""))
        if holder := self._holder(file.shown, file.sha256):
            return self._already(file, holder, known)
        try:
            if file.refused:
                raise file.refused
            return self._read(file, known)
        except InputError as refused:
            return self._refused(file, refused)
        except _BROKEN as problem:
            return self._refused(file, _unexpected(problem))

    def _holder(self, path: str, sha256: str) -> str | None:
        """Another path under which this content is loaded and stays."""
        return next(
            (s.path for s in self._sources.values() if s.sha256 == sha256 and s.path not in {path, *self._changing}),
            None,
        )

    def _already(self, file: _File, holder: str, known: Source | None) -> FileReport:
        message = Text(
            f"内容与“{holder}”相同，已载入，不重复计算", f'the same content is loaded as "{holder}"; not counted twice'
        )
        if known is None:
            return FileReport(file.shown, file.sha256, "unchanged", message)
        self.catalog.remove(known.path)
        del self._sources[known.path]
        return FileReport(file.shown, file.sha256, "replaced", message)

    def _read(self, file: _File, known: Source | None) -> FileReport:
        workbook = read_workbook(identify(file.given, file.sha256), self._encoding)
        sheets = list(read_sheets(workbook, self._kinds, self._mapping))
        if not any(sheet.records for sheet in sheets):
            return self._without_records(file, sheets, known)
        keep_original(self._workspace, file.given.path, file.sha256)
        source = Source(
            file.shown, file.sha256, self._recipe(file), None, self._clock.now().isoformat(timespec="seconds")
        )
        rivals = {s.path for s in self._sources.values() if s.sha256 == file.sha256 and s.path != file.shown}
        entries = entries_of(self._workspace, source, sheets, self._guard)
        rows = {sheet.number: sheet.records.quarantine for sheet in sheets if sheet.records}
        totals = {sheet.number: sheet.records.total for sheet in sheets if sheet.records and sheet.records.total}
        self.catalog.put(source, entries, rows, totals, rivals)
        self._sources = {path: s for path, s in self._sources.items() if path not in rivals} | {file.shown: source}
        self._note_quarantine(file.shown, entries, rows)
        return FileReport(file.shown, file.sha256, _status(entries, known), _about(entries, known), tuple(entries))

    def _without_records(self, file: _File, sheets: Sequence[NewSheet], known: Source | None) -> FileReport:
        """No sheet could be loaded; what was loaded under this path before stays."""
        source = Source(file.shown, file.sha256, self._recipe(file), None, "")
        entries = entries_of(self._workspace, source, sheets, self._guard)
        empty = all(entry.status == "ignored" for entry in entries)
        why = (
            Text("文件里没有内容", "the file is empty")
            if empty
            else Text("没有能载入的表", "none of its sheets could be loaded")
        )
        return FileReport(file.shown, file.sha256, "refused", joined([why, _kept(known)]), tuple(entries))

    def _refused(self, file: _File, refused: InputError) -> FileReport:
        what, todo = refused.what, refused.todo
        message = Text(f"{what.zh}；{todo.zh}", f"{what.en}; {todo.en}")
        return FileReport(file.shown, file.sha256, "refused", joined([message, _kept(self._sources.get(file.shown))]))

    def _note_quarantine(
        self, path: str, entries: Sequence[SheetEntry], rows: dict[int, tuple[Quarantined, ...]]
    ) -> None:
        for entry in entries:
            self.quarantine += [
                QuarantineEntry(path, entry.name, entry.number, entry.kind or "", row)
                for row in rows.get(entry.number, ())
            ]


def _fingerprinted(given: Given) -> _File:
    try:
        return _File(given, fingerprint(given), given.path.stat().st_size)
    except InputError as refused:
        return _File(given, "", 0, refused)
    except OSError as problem:
        return _File(given, "", 0, unreadable(given.shown, problem))


def _status(entries: Sequence[SheetEntry], known: Source | None) -> FileStatus:
    if any(entry.status in ("refused", "overlapping") or entry.quarantined for entry in entries):
        return "partly"
    return "replaced" if known else "loaded"


def _about(entries: Sequence[SheetEntry], known: Source | None) -> Text:
    """One line on the file: what needs the user's eye."""
    refused = sum(entry.status == "refused" for entry in entries)
    quarantined = sum(entry.quarantined for entry in entries)
    overlapping = sum(entry.status == "overlapping" for entry in entries)
    return joined(
        [
            Text("代替了以前载入的内容", "it takes the place of what was loaded before") if known else Text("", ""),
            Text(f"{refused} 张表未载入", f"{refused} sheets not loaded") if refused else Text("", ""),
            Text(f"{quarantined} 行被隔离", f"{quarantined} rows in quarantine") if quarantined else Text("", ""),
            Text(f"{overlapping} 张表与其他来源重复", f"{overlapping} sheets repeat other sources")
            if overlapping
            else Text("", ""),
        ]
    )


def _kept(known: Source | None) -> Text:
    return Text("以前载入的内容保留不变", "what was loaded from it before stays") if known else Text("", "")


def _unexpected(problem: BaseException) -> FileRefused:
    kind = type(problem).__name__
    return FileRefused(
        Text(f"读取时出现意外问题（{kind}）", f"something unexpected happened while reading it ({kind})"),
        Text(
            "请用 Excel 或 WPS 另存为 .xlsx 后再试；仍不行请联系维护人员。",
            "save it as .xlsx again and retry; if that does not help, ask the maintainers.",
        ),
        Where(),
    )
