"""Writes sheets as .xlsx (two libraries), .xls, .csv and .tsv, the same bytes for the same sheets."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import xlsxwriter
import xlwt

from cluegraph.demo.cells import Cell
from cluegraph.demo.sheets import Sheet

_MADE = datetime(2024, 1, 15, 9, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")

Writer = Callable[[Path, Sequence[Sheet]], None]


def write_xlsxwriter(path: Path, sheets: Sequence[Sheet]) -> None:
    """An .xlsx by XlsxWriter; IDs and accounts are texts."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"created": _MADE, "author": "澄源县"})
    day_format, middle = book.add_format({"num_format": "yyyy/m/d"}), book.add_format({"align": "center", "bold": True})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for first_row, first, last_row, last in sheet.merged:
            page.merge_range(first_row, first, last_row, last, "", middle)
        for row, cells in enumerate(sheet.grid):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day_format)
                elif isinstance(cell, str):
                    page.write_string(row, column, cell)
                elif cell is not None:
                    page.write_number(row, column, float(cell))
        for row in sorted(sheet.hidden_rows):
            page.set_row(row, None, None, {"hidden": True})
        for column in sorted(sheet.hidden_columns):
            page.set_column(column, column, None, None, {"hidden": True})
        if sheet.hidden:
            page.hide()
    book.close()


def write_openpyxl(path: Path, sheets: Sequence[Sheet]) -> None:
    """An .xlsx by openpyxl, with the times taken out of the archive."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = _MADE
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for cells in sheet.grid:
            page.append([float(cell) if isinstance(cell, Decimal) else cell for cell in cells])
        for first_row, first, last_row, last in sheet.merged:
            page.merge_cells(None, first_row + 1, first + 1, last_row + 1, last + 1)
        for row in sheet.hidden_rows:
            page.row_dimensions[row + 1].hidden = True
        for column in sheet.hidden_columns:
            page.column_dimensions[openpyxl.utils.get_column_letter(column + 1)].hidden = True
        page.sheet_state = "hidden" if sheet.hidden else "visible"
    buffer = io.BytesIO()
    book.save(buffer)
    path.write_bytes(_without_times(buffer.getvalue()))


def _without_times(archive: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = _MODIFIED.sub(rb"\g<1>2024-01-15T09:00:00Z\g<2>", old.read(name))
            new.writestr(zipfile.ZipInfo(name, (2024, 1, 15, 9, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def write_xls(path: Path, sheets: Sequence[Sheet]) -> None:
    """An .xls of Excel 97."""
    book = xlwt.Workbook(encoding="utf-8")
    day_style = xlwt.easyxf(num_format_str="yyyy/m/d")
    for sheet in sheets:
        page = book.add_sheet(sheet.name, cell_overwrite_ok=True)
        for first_row, first, last_row, last in sheet.merged:
            page.write_merge(first_row, last_row, first, last, "")
        for row, cells in enumerate(sheet.grid):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write(row, column, cell, day_style)
                elif cell is not None:
                    page.write(row, column, float(cell) if isinstance(cell, Decimal) else cell)
        for row in sheet.hidden_rows:
            page.row(row).hidden = True
        for column in sheet.hidden_columns:
            page.col(column).hidden = True
        page.visibility = 1 if sheet.hidden else 0
    book.save(str(path))


def write_text(encoding: str, delimiter: str = ",") -> Writer:
    """A writer of .csv or .tsv in that encoding; such a file has one sheet."""

    def write(path: Path, sheets: Sequence[Sheet]) -> None:
        (sheet,) = sheets
        buffer = io.StringIO()
        csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerows(
            ["" if cell is None else _as_written(cell) for cell in row] for row in sheet.grid
        )
        path.write_bytes(buffer.getvalue().encode(encoding))

    return write


def _as_written(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


UTF8_CSV = write_text("utf-8")
UTF8_BOM_CSV = write_text("utf-8-sig")
GB_CSV = write_text("gb18030")
UTF16_CSV = write_text("utf-16")
UTF8_TSV = write_text("utf-8", "\t")
UTF16_TSV = write_text("utf-16", "\t")
