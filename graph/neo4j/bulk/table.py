"""One label or one kind of relationship as CSV, in the form that `neo4j-admin database import` reads.

A header file stands before one or two data files: rows with a line break in a text have a file of their own, since
the importer reads only such files on one thread. Every text is in quotes, so that an empty text is not null, and
blanks, signs and marks at its ends are part of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from cluegraph.graph.engine import END, START
from cluegraph.graph.model import Property, PropertyType
from cluegraph.graph.neo4j.bulk.folder import make_private, write_private

TYPES: Mapping[PropertyType, str] = {
    "string": "string",
    "integer": "long",
    "boolean": "boolean",
    "decimal": "double",
}
_BREAK = r"[\r\n]"


@dataclass(frozen=True)
class Table:
    """What becomes one group of files. `option` is the importer's (`--nodes` or `--relationships`), `group` the label
    or the type, `ends` the labels that `_from` and `_to` speak of."""

    option: str
    group: str
    rows: pl.LazyFrame
    properties: Mapping[str, Property]
    ends: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """The beginning of the names of its files."""
        return "-".join((self.group, *(self.ends or ())))

    @property
    def header_file(self) -> str:
        return f"{self.name}.header.csv"

    @property
    def data_file(self) -> str:
        return f"{self.name}.csv"

    @property
    def broken_lines_file(self) -> str:
        return f"{self.name}.lines.csv"

    @property
    def files(self) -> tuple[str, ...]:
        """All files that it may be written to."""
        return self.header_file, self.data_file, self.broken_lines_file


@dataclass(frozen=True)
class WrittenTable:
    """`rows` is their number, `files` are the names in the importer's order, `broken_lines` those of them whose rows
    hold line breaks, `widest` is more than the bytes of any row."""

    table: Table
    rows: int
    files: tuple[str, ...]
    broken_lines: tuple[str, ...]
    widest: int


def write_table(table: Table, folder: Path) -> WrittenTable:
    """Writes the files of a table, a part of its rows at a time. Raises `OSError`, polars' `ComputeError`."""
    found = _survey(table.rows)
    rows = table.rows.select(found.present)
    _write_header(table, found.present, folder / table.header_file)
    files = [table.header_file]
    if not found.broken:
        files += _write_rows(rows, folder / table.data_file)
        return WrittenTable(table, found.rows, tuple(files), (), found.widest)
    broken = pl.any_horizontal(_text(name).str.contains(_BREAK).fill_null(False) for name in found.broken)
    files += _write_rows(rows.filter(~broken), folder / table.data_file)
    lines = _write_rows(rows.filter(broken), folder / table.broken_lines_file)
    return WrittenTable(table, found.rows, (*files, *lines), tuple(lines), found.widest)


@dataclass(frozen=True)
class _Survey:
    """The columns with any value, those of them with a line break, the number of rows, the bytes of the widest."""

    rows: int
    present: list[str]
    broken: list[str]
    widest: int


def _survey(rows: pl.LazyFrame) -> _Survey:
    schema = rows.collect_schema()
    texts = [name for name, dtype in schema.items() if dtype in (pl.String, pl.Categorical)]
    answers = rows.select(
        pl.len().alias("rows"),
        *(pl.col(name).count().alias(f"present {name}") for name in schema),
        *(_text(name).str.contains(_BREAK).any().alias(f"broken {name}") for name in texts),
        *(_text(name).str.len_bytes().max().alias(f"bytes {name}") for name in texts),
    )
    found = answers.collect(engine="streaming").row(0, named=True)
    return _Survey(
        found["rows"],
        [name for name in schema if found[f"present {name}"]],
        [name for name in texts if found[f"broken {name}"]],
        sum(2 * (found[f"bytes {name}"] or 0) for name in texts) + _NUMBER * len(schema),
    )


_NUMBER = 32
"""More bytes than any number or the marks around a text take."""


def _text(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.String)


def _write_header(table: Table, columns: list[str], path: Path) -> None:
    write_private(path, ",".join(_head(table, name) for name in columns) + "\n")


def _head(table: Table, name: str) -> str:
    if table.ends and name in (START, END):
        return f":START_ID({table.ends[0]})" if name == START else f":END_ID({table.ends[1]})"
    if not table.ends and name == "key":
        return f"key:ID({table.group})"
    return f"{name}:{TYPES[table.properties[name].type]}"


def _write_rows(rows: pl.LazyFrame, path: Path) -> list[str]:
    """Writes the rows as they come; the file's name, or nothing where there are no rows."""
    make_private(path)
    rows.sink_csv(path, include_header=False, quote_style="non_numeric", line_terminator="\n", engine="streaming")
    if path.stat().st_size:
        return [path.name]
    path.unlink()
    return []
