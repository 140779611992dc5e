"""What was given and is not in the graph: rows in quarantine, sheets that were refused, repeat others or are left out,
files that could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import polars as pl

from cluegraph.i18n import Text
from cluegraph.loaders.catalog import Catalog, SheetEntry
from cluegraph.workspace import Workspace

Why = Literal["quarantine", "refused_sheet", "overlapping", "ignored", "refused_file"]


@dataclass(frozen=True)
class HeldBack:
    """Rows of one sheet (or a whole file) that no rule has seen, and why.

    `kind` is None where it was not recognised, `rows` None where they were not counted. `villages` are the villages,
    as written, of the rows of that sheet that could be read.
    """

    file: str
    sheet: str
    kind: str | None
    rows: int | None
    why: Why
    message: Text
    villages: frozenset[str] = frozenset()

    def concerns(self, village: str) -> bool:
        """Whether the sheet speaks of the village, as far as its rows, its name and its path say."""
        return village in self.villages or village in self.file or village in self.sheet


def held_back(workspace: Workspace) -> tuple[HeldBack, ...]:
    """All of it, in the order of files and sheets."""
    catalog = Catalog(workspace.catalog)
    sheets = [each for sheet in catalog.sheets() for each in _of_sheet(workspace, sheet)]
    files = [HeldBack(file, "", None, None, "refused_file", _UNREAD) for file in catalog.refused_files()]
    return tuple(sorted([*sheets, *files], key=lambda each: (each.file, each.sheet, each.why)))


_UNREAD = Text(
    "文件没有能载入的内容，原因见当时 cluegraph load 的输出",
    "nothing of the file could be loaded; cluegraph load said why",
)
_QUARANTINE = Text(
    "必填项空缺，或数字、日期、号码读不懂；用 cluegraph status --quarantine 文件.xlsx 退回改正",
    "a required cell is blank or cannot be read; give them back with cluegraph status --quarantine FILE.xlsx",
)
_OVERLAPPING = Text(
    "与已载入的表大部分相同，等待确认：cluegraph load --accept 文件 或 --ignore 文件",
    "most of it repeats what is loaded; decide with cluegraph load --accept FILE or --ignore FILE",
)


def _of_sheet(workspace: Workspace, sheet: SheetEntry) -> Iterator[HeldBack]:
    if sheet.quarantined:
        villages = _villages(workspace, sheet)
        yield HeldBack(sheet.path, sheet.name, sheet.kind, sheet.quarantined, "quarantine", _QUARANTINE, villages)
    if sheet.status == "refused":
        yield HeldBack(sheet.path, sheet.name, sheet.kind, sheet.rows, "refused_sheet", sheet.message)
    elif sheet.status == "overlapping":
        villages = _villages(workspace, sheet)
        yield HeldBack(sheet.path, sheet.name, sheet.kind, sheet.loaded, "overlapping", _OVERLAPPING, villages)
    elif sheet.status == "ignored" and sheet.part is not None:
        villages = _villages(workspace, sheet)
        yield HeldBack(sheet.path, sheet.name, sheet.kind, sheet.loaded, "ignored", sheet.message, villages)


def _villages(workspace: Workspace, sheet: SheetEntry) -> frozenset[str]:
    if sheet.part is None:
        return frozenset()
    part = pl.scan_parquet(workspace.records / sheet.part, glob=False)
    if "village" not in part.collect_schema().names():
        return frozenset()
    return frozenset(part.select(pl.col("village").unique()).collect()["village"].drop_nulls())
