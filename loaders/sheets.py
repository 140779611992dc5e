"""The sheets of one file on their way into the catalog: recognised, cleaned, compared with other lists, written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from cluegraph.errors import SheetRefused
from cluegraph.i18n import Text
from cluegraph.loaders import overlap
from cluegraph.loaders.catalog import Catalog, SheetEntry, SheetStatus, Source
from cluegraph.loaders.kinds import Kinds
from cluegraph.loaders.mapping import Mapping
from cluegraph.loaders.parts import write_part
from cluegraph.loaders.recognise import recognise
from cluegraph.loaders.records import SheetRecords, records_of
from cluegraph.loaders.report import joined
from cluegraph.loaders.store import with_provenance
from cluegraph.loaders.table import Workbook
from cluegraph.workspace import Workspace

_EMPTY = Text("空表", "an empty sheet")


@dataclass(frozen=True)
class NewSheet:
    """One sheet as read: its records, or why there are none (`message`; status 'refused' or 'ignored')."""

    name: str
    number: int
    records: SheetRecords | None
    status: SheetStatus
    message: Text


def read_sheets(workbook: Workbook, kinds: Kinds, mapping: Mapping | None) -> Iterator[NewSheet]:
    """Reads every sheet; one that is refused does not stop the others."""
    for sheet in workbook.sheets:
        if sheet.cells.is_empty():
            yield NewSheet(sheet.name, sheet.number, None, "ignored", _EMPTY)
            continue
        try:
            table = recognise(workbook.file, sheet, kinds, mapping)
        except SheetRefused as refused:
            yield NewSheet(sheet.name, sheet.number, None, "refused", _sentence(refused))
            continue
        records = records_of(table, kinds[table.kind])
        yield NewSheet(sheet.name, sheet.number, records, "loaded", joined(records.notes))


def _sentence(refused: SheetRefused) -> Text:
    return Text(*(f"{refused.what.in_language(lang)}；{refused.todo.in_language(lang)}" for lang in ("zh", "en")))


class OverlapGuard:
    """Compares new sheets with what is counted, kind by kind; reads what is counted only when it has to."""

    def __init__(self, workspace: Workspace, catalog: Catalog) -> None:
        self._workspace, self._catalog = workspace, catalog
        self._indexes: dict[str, overlap.Index] = {}
        self._left_out: set[str] = set()

    def leave_out(self, paths: set[str]) -> None:
        """These sources count for nothing until they are settled: this load reads them again."""
        self._left_out |= paths
        self._indexes.clear()

    def settled(self, path: str, *, kept: bool) -> None:
        """The source is read; `kept`: what was loaded of it before stays, and counts again."""
        if kept and path in self._left_out:
            self._indexes.clear()
        self._left_out.discard(path)

    def repeats(self, kind: str, frame: pl.DataFrame) -> bool:
        """True when the records repeat what is counted; otherwise they count from now on."""
        if not overlap.is_compared(kind):
            return False
        keys = overlap.keys_of(kind, frame)
        index = self._index(kind)
        if index.covers(keys):
            return True
        index.add(keys)
        return False

    def _index(self, kind: str) -> overlap.Index:
        if kind not in self._indexes:
            parts = [
                self._workspace.records / sheet.part
                for sheet in self._catalog.sheets()
                if sheet.counted and sheet.part and sheet.kind == kind and sheet.path not in self._left_out
            ]
            columns = overlap.needed_columns(kind)
            self._indexes[kind] = overlap.index_of(kind, (pl.read_parquet(part, columns=columns) for part in parts))
        return self._indexes[kind]


def entries_of(
    workspace: Workspace, source: Source, sheets: Sequence[NewSheet], guard: OverlapGuard
) -> list[SheetEntry]:
    """Writes the parts of a file's sheets; gives their entries for the catalog, in workbook order."""
    small_first = sorted(sheets, key=lambda sheet: (sheet.records.loaded if sheet.records else 0, sheet.number))
    entries = [_entry(workspace, source, sheet, guard) for sheet in small_first]
    return sorted(entries, key=lambda entry: entry.number)


def _entry(workspace: Workspace, source: Source, sheet: NewSheet, guard: OverlapGuard) -> SheetEntry:
    records = sheet.records
    if records is None:
        return SheetEntry(
            source.path, sheet.number, sheet.name, None, sheet.status, sheet.message,
            0, 0, 0, 0, None, None, None, frozenset(), None,
        )  # fmt: skip
    repeats = guard.repeats(records.kind, records.frame)
    frame = with_provenance(records.frame, source.sha256, source.path, sheet.name, sheet.number)
    return SheetEntry(
        path=source.path,
        number=sheet.number,
        name=sheet.name,
        kind=records.kind,
        status="overlapping" if repeats else "loaded",
        message=joined([*([_repeats(source.path)] if repeats else []), sheet.message]),
        rows=records.rows,
        loaded=records.loaded,
        quarantined=len(records.quarantine),
        skipped=records.skipped,
        amount=records.amount,
        stated_total=records.stated_total,
        part=write_part(workspace, frame, records.kind, source.sha256, sheet.number),
        fields=records.fields,
        last_day=records.last_day,
    )


def _repeats(path: str) -> Text:
    share = round(overlap.SHARE * 100)
    return Text(
        f"{share}% 以上的行与其他来源重复（可能是汇总表），暂不参与比对；"
        f"确认要计入请运行 cluegraph load --accept '{path}'，确认重复请运行 cluegraph load --ignore '{path}'",
        f"{share}% of its rows or more stand in other sources too (perhaps a summary); it is kept out of the rules "
        f"until you decide: cluegraph load --accept '{path}' counts it, cluegraph load --ignore '{path}' leaves it out",
    )
