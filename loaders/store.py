"""The records of a workspace, as everything above reads them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import polars as pl
from polars import selectors

from cluegraph.loaders.catalog import Catalog, SheetEntry, Source
from cluegraph.loaders.clean import schema
from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.row_periods import row_period
from cluegraph.loaders.sheet_total import SheetTotal
from cluegraph.workspace import Workspace

PROVENANCE: dict[str, pl.DataType] = {
    "source": pl.String(),
    "path": pl.String(),
    "sheet": pl.String(),
    "row": pl.Int64(),
    "ref": pl.String(),
}
"""The columns that say where a record stands: SHA-256 and path of the file, sheet, spreadsheet row, and `ref`."""

_CELL = "cell."

TOTALS: dict[str, pl.DataType] = {
    "key": pl.String(),
    "name": pl.String(),
    "stated_fen": pl.Int64(),
    "words_fen": pl.Int64(),
    "loaded_fen": pl.Int64(),
    "quarantined": pl.Int64(),
    "quarantined_fen": pl.Int64(),
    "unread": pl.Int64(),
    "several": pl.Boolean(),
    "hidden": pl.Boolean(),
    "words_ref": pl.String(),
}
"""The columns of `Records.totals` beside `PROVENANCE`."""


@dataclass(frozen=True)
class CitedRow:
    """One row of a source as it stands there: its original cells by header, and the month or year that it is of."""

    file: str
    sha256: str
    sheet: str
    row: int
    cells: dict[str, str]
    period: str = ""


class Records:
    """What is loaded and counted, read from one state of the catalog. Opens nothing for writing."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._catalog = Catalog(workspace.catalog)

    def frame(self, kind: str) -> pl.LazyFrame:
        """All counted records of a kind: its typed columns and `PROVENANCE`. Not in any order."""
        columns = columns_of_records(kind)
        parts = [self._workspace.records / sheet.part for sheet in self._counted if sheet.kind == kind and sheet.part]
        if not parts:
            return pl.LazyFrame(schema=columns)
        return pl.concat([pl.scan_parquet(part, glob=False).select(list(columns)) for part in parts])

    def totals(self) -> pl.LazyFrame:
        """What each counted sheet itself says it adds up to: `TOTALS` and `PROVENANCE` (of the row that says so)."""
        rows = [
            self._total(sheet, total)
            for sheet in self._counted
            if (total := self._totals.get((sheet.path, sheet.number))) is not None
        ]
        return pl.LazyFrame(rows, schema=TOTALS | PROVENANCE)

    def kinds(self) -> dict[str, frozenset[str]]:
        """The kinds that are loaded, each with the fields that at least one counted sheet has."""
        fields: dict[str, frozenset[str]] = defaultdict(frozenset)
        for sheet in self._counted:
            fields[sheet.kind or ""] |= sheet.fields
        return dict(fields)

    def cells(self, refs: Iterable[str]) -> dict[str, CitedRow]:
        """The rows behind `refs`, as they stand in their files; refs that are not loaded are left out."""
        rows: dict[tuple[str, int], set[int]] = defaultdict(set)
        for ref in refs:
            start, number, row = ref.rsplit("/", 2)
            rows[start, int(number)].add(int(row))
        found: dict[str, CitedRow] = {}
        for sheet in self._sheets:
            wanted = rows.get((self._hashes[sheet.path][:16], sheet.number))
            if wanted and sheet.part:
                found |= self._cited(sheet, wanted) | self._cited_totals(sheet, wanted)
        return found

    def data(self) -> str:
        """SHA-256 of all that is loaded and of what the user decided; the same on every machine, in whatever order."""
        sources = sorted(
            f"{source.path}\t{source.sha256}\t{source.recipe}\t{source.decision or ''}" for source in self._sources
        )
        sheets = sorted(f"{sheet.path}\t{sheet.number}\t{sheet.kind}\t{sheet.status}" for sheet in self._sheets)
        totals = [f"{path}\t{number}\ttotal" for path, number in sorted(self._totals)]
        return hashlib.sha256("\n".join([*sources, *sheets, *totals]).encode()).hexdigest()

    def last_day_no(self) -> int | None:
        """The last day that the loaded records speak of, in days since 1970-01-01."""
        return max((sheet.last_day for sheet in self._counted if sheet.last_day is not None), default=None)

    @cached_property
    def _sources(self) -> list[Source]:
        return self._catalog.sources()

    @cached_property
    def _sheets(self) -> list[SheetEntry]:
        return self._catalog.sheets()

    @cached_property
    def _totals(self) -> dict[tuple[str, int], SheetTotal]:
        return self._catalog.totals()

    @cached_property
    def _counted(self) -> list[SheetEntry]:
        return [sheet for sheet in self._sheets if sheet.counted]

    @cached_property
    def _hashes(self) -> dict[str, str]:
        return {source.path: source.sha256 for source in self._sources}

    def _ref(self, sheet: SheetEntry, row: int) -> str:
        return f"{self._hashes[sheet.path][:16]}/{sheet.number}/{row}"

    def _total(self, sheet: SheetEntry, total: SheetTotal) -> dict[str, object]:
        rows = [each.row for each in (total.figures, total.words) if each is not None]
        return {
            "key": f"{sheet.path}#{sheet.name}",
            "name": f"{sheet.path}《{sheet.name}》" if sheet.name else sheet.path,
            "stated_fen": total.stated,
            "words_fen": total.in_words,
            "loaded_fen": total.loaded,
            "quarantined": total.quarantined,
            "quarantined_fen": total.quarantined_fen,
            "unread": total.unread,
            "several": total.several,
            "hidden": total.hidden,
            "words_ref": self._ref(sheet, total.words.row) if total.words else None,
            "source": self._hashes[sheet.path],
            "path": sheet.path,
            "sheet": sheet.name,
            "row": rows[0],
            "ref": self._ref(sheet, rows[0]),
        }

    def _cited_totals(self, sheet: SheetEntry, rows: set[int]) -> dict[str, CitedRow]:
        total = self._totals.get((sheet.path, sheet.number))
        cited = [each for each in (total.figures, total.words) if each and each.row in rows] if total else []
        sha256 = self._hashes[sheet.path]
        return {
            self._ref(sheet, each.row): CitedRow(sheet.path, sha256, sheet.name, each.row, each.cells) for each in cited
        }

    def _cited(self, sheet: SheetEntry, rows: set[int]) -> dict[str, CitedRow]:
        part = pl.scan_parquet(self._workspace.records / str(sheet.part), glob=False)
        asked = part.filter(pl.col("row").is_in(sorted(rows)))
        period = row_period(sheet.kind or "")
        cells = asked.select("ref", "row", period, selectors.starts_with(_CELL)).collect()
        sha256 = self._hashes[sheet.path]
        return {
            row.pop("ref"): CitedRow(
                sheet.path,
                sha256,
                sheet.name,
                row.pop("row"),
                period=row.pop("period_of_row"),
                cells={header.removeprefix(_CELL): text or "" for header, text in row.items()},
            )
            for row in cells.iter_rows(named=True)
        }


def columns_of_records(kind: str) -> dict[str, pl.DataType]:
    """The columns of a kind's records: its typed columns, then `PROVENANCE`."""
    return schema(shipped_kinds()[kind]) | PROVENANCE


def with_provenance(frame: pl.DataFrame, sha256: str, path: str, sheet: str, number: int) -> pl.DataFrame:
    """Adds `PROVENANCE` to the rows of one sheet (which have 'row')."""
    return frame.with_columns(
        pl.lit(sha256).alias("source"),
        pl.lit(path).alias("path"),
        pl.lit(sheet).alias("sheet"),
        pl.format(f"{sha256[:16]}/{number}/{{}}", "row").alias("ref"),
    )
