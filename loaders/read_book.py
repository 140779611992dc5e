"""Reads spreadsheets by calamine, with empty areas kept, so that row numbers are those that a spreadsheet shows."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

import polars as pl
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from cluegraph.i18n import Text
from cluegraph.loaders.layout import Layout, most_cells
from cluegraph.loaders.layout_xls import xls_layouts
from cluegraph.loaders.layout_xlsx import xlsx_layouts
from cluegraph.loaders.refusals import damaged, encrypted, refused, too_large
from cluegraph.loaders.table import Sheet, SourceFile

Cell: TypeAlias = "int | float | str | bool | time | date | datetime | timedelta"
_LOST_DIGITS = 1e15
_MOST_SHEETS = 1000


def read_book(file: SourceFile) -> tuple[Sheet, ...]:
    """The sheets of a spreadsheet, charts left out. Raises `FileRefused`."""
    layouts = _layouts(file)
    for name, layout in layouts.items():
        if layout.area > most_cells():
            what = Text(f"用到的区域有 {layout.area} 个单元格", f"its used area has {layout.area} cells")
            raise too_large(file.shown, what, name)
    with _calamine(file), CalamineWorkbook.from_path(file.path) as book:
        if len(book.sheet_names) > _MOST_SHEETS:
            count = len(book.sheet_names)
            raise too_large(file.shown, Text(f"{count} 个工作表", f"{count} sheets"))
        sheets = [
            _sheet(book.get_sheet_by_index(index), index + 1, about.visible != SheetVisibleEnum.Visible, layouts)
            for index, about in enumerate(book.sheets_metadata)
            if about.typ == SheetTypeEnum.WorkSheet
        ]
    if not sheets:
        raise refused(file.shown, Text("没有工作表", "it has no sheet"), Text("请检查原件。", "check the original."))
    return tuple(sheets)


def _layouts(file: SourceFile) -> dict[str, Layout]:
    """What calamine does not tell: hidden rows and columns, and how far the sheet reaches, before it is laid out."""
    if file.format == "xls":
        return xls_layouts(file.path)
    if file.format != "xlsx":
        return {}
    try:
        return xlsx_layouts(file.path)
    except (zipfile.BadZipFile, KeyError):
        raise damaged(file.shown) from None


@contextmanager
def _calamine(file: SourceFile) -> Iterator[None]:
    """Turns calamine's errors into refusals; a panic of the Rust code below it arrives as a BaseException."""
    try:
        yield
    except PasswordError:
        raise encrypted(file.shown) from None
    except CalamineError:
        raise damaged(file.shown) from None
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        raise damaged(file.shown) from None


def _sheet(source: CalamineSheet, number: int, hidden: bool, layouts: dict[str, Layout]) -> Sheet:
    layout = layouts.get(source.name, Layout())
    rows = source.to_python(skip_empty_area=False) if source.end is not None else []
    columns = [list(column) for column in zip(*rows, strict=True)]
    del rows
    _fill_merged(columns, source.merged_cell_ranges or ())
    cells = pl.DataFrame({str(position): _text_column(column) for position, column in enumerate(columns)})
    return Sheet(
        name=source.name,
        number=number,
        cells=trimmed(cells),
        hidden=hidden,
        hidden_rows=frozenset(row for row in layout.hidden_rows if row <= cells.height),
        hidden_columns=frozenset(column for column in layout.hidden_columns if column < cells.width),
        unvalued=layout.unvalued,
    )


def _fill_merged(columns: list[list[Cell]], areas: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Puts the text of a merged area into every cell of it that lies inside the sheet's used area."""
    for (top, left), (bottom, right) in areas:
        if left >= len(columns) or top >= len(columns[left]):
            continue
        value = columns[left][top]
        if value == "":
            continue
        for column in columns[left : right + 1]:
            for row in range(top, min(bottom + 1, len(column))):
                if column[row] == "":
                    column[row] = value


def _text_column(values: Sequence[Cell]) -> pl.Series:
    try:
        texts = pl.Series(values, dtype=pl.String, strict=True)
    except (TypeError, pl.exceptions.PolarsError):
        texts = pl.Series([cell_text(value) for value in values], dtype=pl.String)
    return texts.set(texts.str.strip_chars() == "", None)


def cell_text(value: Cell) -> str:
    """The text of a cell, as `Sheet.cells` promises it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def _number_text(value: int | float) -> str:
    if abs(value) >= _LOST_DIGITS:
        return f"{value:.14E}"
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.15g}"


def trimmed(cells: pl.DataFrame) -> pl.DataFrame:
    """Without the blank rows and columns after the last that has anything in it."""
    if not cells.width:
        return cells
    kept = [name for name in cells.columns if cells[name].null_count() < cells.height]
    if not kept:
        return pl.DataFrame()
    filled = cells.select(pl.any_horizontal(pl.col(kept).is_not_null())).to_series().arg_true()
    return cells.select(cells.columns[: int(kept[-1]) + 1]).head(int(filled[-1]) + 1)
