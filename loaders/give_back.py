"""The workbook of rows in quarantine: one sheet a file, to give back to the office that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from cluegraph.errors import Where, WorkspaceError, reason_of
from cluegraph.i18n import Text
from cluegraph.loaders.catalog import QuarantineEntry

_HEADERS = (
    Text("工作表", "Sheet"),
    Text("行号", "Row"),
    Text("问题栏", "Column"),
    Text("原内容", "As written"),
    Text("如何改正", "How to mend it"),
)
_ASKED = Text(
    "以下各行未能载入，请改正后把整份文件重新报送。",
    "These rows could not be loaded: mend them and send the whole file again.",
)
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_WIDTHS = (12, 8, 14, 22, 48)


def write_give_back(entries: Iterable[QuarantineEntry], path: Path) -> int:
    """Writes the workbook; gives the number of rows. Every cell is text. Raises `WorkspaceError`."""
    written = 0
    names: set[str] = set()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with xlsxwriter.Workbook(str(path), _AS_TEXT) as book:
            for file, rows in groupby(entries, key=lambda entry: entry.path):
                written += _fill(book, _sheet_name(file, names), file, list(rows))
            if not names:
                book.add_worksheet(str(Text("没有隔离的行", "nothing in quarantine")))
    except (OSError, XlsxWriterException) as problem:
        reason = reason_of(problem)
        raise WorkspaceError(
            Text(f"无法写入（{reason.zh}）", f"it cannot be written ({reason.en})"),
            Text("请关闭已打开的同名文件，或换一个位置。", "close the file if it is open, or name another place."),
            Where(file=str(path)),
        ) from None
    return written


def _fill(book: xlsxwriter.Workbook, name: str, file: str, rows: list[QuarantineEntry]) -> int:
    """One sheet: the file, what is asked, then the rows; a new header line wherever the columns change."""
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@", "quote_prefix": True, "text_wrap": True, "valign": "top"})
    marked = book.add_format({"num_format": "@", "quote_prefix": True, "text_wrap": True, "bg_color": "#FFF2CC"})
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, str(Text("来源文件：", "File: ")) + file, bold)
    sheet.write_string(1, 0, str(_ASKED), bold)
    line, header = 2, None
    for row in rows:
        if list(row.entry.cells) != header:
            header = list(row.entry.cells)
            line = _line(sheet, line + 1, [*map(str, _HEADERS), *header], bold)
        entry = row.entry
        told = [row.sheet, str(entry.row), entry.header or entry.field, entry.value, str(entry.message)]
        line = _line(sheet, line, [*told, *entry.cells.values()], text)
        if entry.header in header:
            sheet.write_string(line - 1, len(told) + header.index(entry.header), entry.value, marked)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    return len(rows)


def _line(sheet: Any, line: int, cells: Iterable[str], style: object) -> int:
    for column, cell in enumerate(cells):
        sheet.write_string(line, column, cell, style)
    return line + 1


def _sheet_name(file: str, names: set[str]) -> str:
    """The file's name as a sheet may be named, told apart from those before."""
    plain = _FORBIDDEN.sub("_", Path(file).stem)[:_LONGEST_NAME] or "_"
    name, again = plain, 1
    while name.lower() in names:
        again += 1
        name = f"{plain[: _LONGEST_NAME - len(str(again)) - 1]}~{again}"
    names.add(name.lower())
    return name
