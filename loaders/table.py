"""What reading hands to cleaning: files, sheets as they stand, and sheets in which a kind of record was recognised.

SourceFile → Workbook of Sheets (cells as text) → Table (kind, columns → fields) of Blocks (rows with their context)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from cluegraph.i18n import Text

Format = Literal["xlsx", "xls", "xlsb", "ods", "csv", "tsv"]
Origin = Literal["title", "sheet", "path", "mapping"]


@dataclass(frozen=True)
class SourceFile:
    """One file as the user gave it.

    `shown` is its path below the folder that was given, with '/' as the separator; `format` is what the content says,
    whatever the name ends in (an .xlsm is 'xlsx').
    """

    path: Path
    shown: str
    sha256: str
    format: Format


@dataclass(frozen=True)
class Sheet:
    """One sheet as it stands in the file.

    `name` is '' for csv and tsv; `number` counts from 1 in workbook order, hidden sheets too.

    `cells` has one row for each spreadsheet row from row 1 on, leading blank rows included, up to the last row that has
    anything in it, and String columns '0', '1', …; null is a blank cell. Numbers stand as digits: integral floats below
    1e15 without a point, other floats by '%.15g', floats of 1e15 and more in scientific notation
    ('3.30299197001010E+17': their last digits are lost). Dates are ISO 'YYYY-MM-DD', with ' HH:MM:SS' where there is a
    time. The text of a merged area stands in every cell of the area.

    `hidden_rows` holds spreadsheet rows (from 1), `hidden_columns` positions (from 0), `unvalued` both of each formula
    whose result the file does not store, so that its cell is blank.
    """

    name: str
    number: int
    cells: pl.DataFrame
    hidden: bool
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    unvalued: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Workbook:
    """All sheets of one file, in workbook order."""

    file: SourceFile
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Column:
    """One column of a table: the field it fills (None: kept as an original cell only).

    `header` is as written, two header rows joined by '/'; `position` counts from 0 in the sheet; `factor` turns the
    cell's number into yuan (10000 where the header or the title says 万元).
    """

    field: str | None
    header: str
    position: int
    factor: int = 1


@dataclass(frozen=True)
class Stated:
    """What the sheet says once for all of its rows, and where it says so."""

    value: str
    origin: Origin


@dataclass(frozen=True)
class Block:
    """One table in a sheet: a header and the rows below it, down to the next header that has a title of its own.

    `rows` has an Int64 column 'row' (as a spreadsheet shows it) and a String column for each `Column`, named by its
    position; every spreadsheet row below the header stands there, blank, total, footer and repeated header rows too.
    `context` gives fields of the kind that no column gives.
    """

    header_rows: tuple[int, ...]
    context: Mapping[str, Stated]
    rows: pl.DataFrame


@dataclass(frozen=True)
class Table:
    """A sheet in which one kind of record was recognised. `notes` are for the report (hidden rows, 单位：万元, …)."""

    kind: str
    sheet: Sheet
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    title_rows: tuple[int, ...]
    notes: tuple[Text, ...]
