"""A sheet before it is written: title rows, header, rows, totals and footers at their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from cluegraph.demo.book import Row, money
from cluegraph.demo.cells import Cell, Show, plain


@dataclass(frozen=True)
class Column:
    """One column: its header (two texts for a two-row header), the row's field ('#' counts rows), how it is shown."""

    header: str | tuple[str, str]
    field: str
    show: Show = plain


@dataclass
class Sheet:
    """A grid of cells with the areas that are merged (first row, first column, last row, last column; from 0)."""

    name: str
    grid: list[list[Cell]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False


@dataclass(frozen=True)
class Style:
    """What stands around the rows."""

    titles: tuple[str, ...] = ()
    leading_blanks: int = 0
    total_of: str = ""  # the field that a 合计 row sums up
    subtotal_by: str = ""  # the field after whose groups a 小计 row stands, its cells merged over the group
    blank_every: int = 0
    footer: str = ""
    hide_every: int = 0  # hides one data row in so many


def table(name: str, columns: Sequence[Column], rows: Sequence[Row], style: Style = Style()) -> Sheet:
    """Lays rows out in a sheet."""
    sheet = Sheet(name)
    width = len(columns)
    sheet.grid.extend([None] * width for _ in range(style.leading_blanks))
    for title in style.titles:
        _merge_row(sheet, [title, *[None] * (width - 1)])
    _header(sheet, columns)
    _body(sheet, columns, rows, style)
    if style.total_of:
        sheet.grid.append(_total(columns, rows, style.total_of, "合计"))
    if style.footer:
        sheet.grid.append([style.footer, *[None] * (width - 1)])
    return sheet


def _merge_row(sheet: Sheet, cells: list[Cell]) -> None:
    row = len(sheet.grid)
    sheet.grid.append(cells)
    if len(cells) > 1:
        sheet.merged.append((row, 0, row, len(cells) - 1))


def _header(sheet: Sheet, columns: Sequence[Column]) -> None:
    if all(isinstance(column.header, str) for column in columns):
        sheet.grid.append([str(column.header) for column in columns])
        return
    row = len(sheet.grid)
    pairs = [column.header if isinstance(column.header, tuple) else (column.header, "") for column in columns]
    sheet.grid.append([top for top, _ in pairs])
    sheet.grid.append([below or None for _, below in pairs])
    start = 0
    for (_, two_rows), group in groupby(pairs, key=lambda pair: (pair[0], pair[1] == "")):
        end = start + len(list(group)) - 1
        if two_rows:
            sheet.merged.append((row, start, row + 1, start))
        elif end > start:
            sheet.merged.append((row, start, row, end))
            sheet.grid[row][start + 1 : end + 1] = [None] * (end - start)
        start = end + 1


def _body(sheet: Sheet, columns: Sequence[Column], rows: Sequence[Row], style: Style) -> None:
    number = 0
    for _, group in groupby(rows, key=lambda row: row.get(style.subtotal_by)):
        members = list(group)
        first = len(sheet.grid)
        for row in members:
            number += 1
            if style.blank_every and number % style.blank_every == 0:
                sheet.grid.append([None] * len(columns))
            if style.hide_every and number % style.hide_every == 0:
                sheet.hidden_rows.add(len(sheet.grid))
            sheet.grid.append([_cell(column, row, number) for column in columns])
        if style.subtotal_by:
            _merge_group(sheet, columns, style.subtotal_by, first, blanks=bool(style.blank_every))
            sheet.grid.append(_total(columns, members, style.total_of, "小计"))


def _cell(column: Column, row: Row, number: int) -> Cell:
    return number if column.field == "#" else column.show(row.get(column.field))


def _merge_group(sheet: Sheet, columns: Sequence[Column], by: str, first: int, *, blanks: bool) -> None:
    """Merges the group's column over its rows, so that only the first cell holds the text."""
    last = len(sheet.grid) - 1
    place = next((i for i, column in enumerate(columns) if column.field == by), None)
    if place is None or last <= first or blanks:
        return
    sheet.merged.append((first, place, last, place))
    for row in range(first + 1, last + 1):
        sheet.grid[row][place] = None


def _total(columns: Sequence[Column], rows: Sequence[Row], of: str, word: str) -> list[Cell]:
    total = sum((money(row[of]) for row in rows if isinstance(row.get(of), int | Decimal)), Decimal(0))
    cells: list[Cell] = [column.show(total) if column.field == of else None for column in columns]
    cells[0] = word
    return cells
