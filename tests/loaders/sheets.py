"""Sheets for tests: as read, without a file, and as files of every format."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import polars as pl
import xlsxwriter
import xlwt

from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.mapping import Mapping
from cluegraph.loaders.read import read_workbook
from cluegraph.loaders.recognise import recognise
from cluegraph.loaders.source import fingerprint, given_files, identify
from cluegraph.loaders.table import Sheet, SourceFile, Table, Workbook

Rows = Sequence[Sequence[object]]


def sheet_of(rows: Rows, name: str = "") -> Sheet:
    """A sheet with these cells; None is blank."""
    width = max(len(row) for row in rows)
    texts = [[None if cell is None else str(cell) for cell in (*row, *[None] * (width - len(row)))] for row in rows]
    schema = {str(position): pl.String for position in range(width)}
    cells = pl.DataFrame(texts, schema=schema, orient="row")
    return Sheet(name, 1, cells, hidden=False, hidden_rows=frozenset(), hidden_columns=frozenset())


def table_of(rows: Rows, name: str = "", shown: str = "表.xlsx", mapping: Mapping | None = None) -> Table:
    """What is recognised in these cells, in a file of this path."""
    file = SourceFile(Path("/given") / shown, shown, "0" * 64, "xlsx")
    return recognise(file, sheet_of(rows, name), shipped_kinds(), mapping)


def fields_of(table: Table) -> dict[str, str | None]:
    """Field by header."""
    return {column.header: column.field for column in table.columns}


def read(path: Path, encoding: str | None = None) -> Workbook:
    """The workbook of one file."""
    given = given_files([path])[0]
    return read_workbook(identify(given, fingerprint(given)), encoding)


def write(path: Path, rows: Rows, sheet: str = "Sheet1") -> None:
    """Writes rows in the format that the path's name ends in (`.x.xlsx` by xlsxwriter)."""
    if path.name.endswith(".x.xlsx"):
        _by_xlsxwriter(path, rows, sheet)
    elif path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        assert book.active is not None
        book.active.title = sheet
        for row in rows:
            book.active.append(list(row))
        book.save(path)
    elif path.suffix == ".xls":
        old = xlwt.Workbook(encoding="utf-8")
        page = old.add_sheet(sheet)
        for number, row in enumerate(rows):
            for position, cell in enumerate(row):
                if cell is not None:
                    page.write(number, position, cell)
        old.save(str(path))
    else:
        path.write_bytes(text_of(rows, "\t" if path.suffix == ".tsv" else ",").encode("utf-8"))


def _by_xlsxwriter(path: Path, rows: Rows, sheet: str) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            for position, cell in enumerate(row):
                if cell is not None:
                    page.write(number, position, cell)


def text_of(rows: Rows, delimiter: str = ",") -> str:
    """The rows as csv text."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
