"""From a file to its sheets: every cell as text, at its true row."""

from __future__ import annotations

from cluegraph.loaders.read_book import read_book
from cluegraph.loaders.read_text import read_text
from cluegraph.loaders.refusals import unreadable
from cluegraph.loaders.table import SourceFile, Workbook


def read_workbook(file: SourceFile, encoding: str | None = None) -> Workbook:
    """All sheets of `file`; `encoding` overrides what a text file seems to be in. Raises `FileRefused`."""
    try:
        sheets = (read_text(file, encoding),) if file.format in ("csv", "tsv") else read_book(file)
    except OSError as problem:
        raise unreadable(file.shown, problem) from None
    return Workbook(file, sheets)
