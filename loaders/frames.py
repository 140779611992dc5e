"""Records from rows that are already in memory: rule fixtures, and a pandas DataFrame of the user's own."""

from __future__ import annotations

import csv
import datetime as dt
import math
import numbers
import tempfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from cluegraph.errors import MappingError, Where
from cluegraph.i18n import Text
from cluegraph.loaders.clean import clean
from cluegraph.loaders.kinds import Kind, Kinds, shipped_kinds
from cluegraph.loaders.quarantine import quarantined
from cluegraph.loaders.table import Column
from cluegraph.loaders.validate import validate

if TYPE_CHECKING:
    import pandas as pd

_WHOLE_FLOATS = 1e15


def records_from_rows(kind: str, rows: Sequence[Mapping[str, object]], kinds: Kinds | None = None) -> pl.DataFrame:
    """Rows in the contract's fields, cleaned and validated like a sheet's; row i (from 1) has the ref `kind:i`.

    Raises `MappingError` for a field that the kind does not have and for a row that a load would put in quarantine.
    """
    of_kind = (kinds or shipped_kinds())[kind]
    fields = list(dict.fromkeys(name for row in rows for name in row))
    _check_fields(of_kind, fields)
    columns = [Column(name, name, position) for position, name in enumerate(fields)]
    cells = pl.DataFrame(
        [[index, *(text_of(row.get(name)) for name in fields)] for index, row in enumerate(rows, start=1)],
        schema={"row": pl.Int64} | {str(column.position): pl.String for column in columns},
        orient="row",
    )
    verdict = validate(of_kind, clean(of_kind, columns, cells, {}))
    for bad in quarantined(of_kind, columns, cells.join(verdict.failed, on="row", maintain_order="left")):
        raise MappingError(bad.message, _MEND, Where(file=kind, row=bad.row))
    return verdict.good.with_columns(
        pl.lit("0" * 64).alias("source"),
        pl.lit("fixture").alias("path"),
        pl.lit("").alias("sheet"),
        pl.format(f"{kind}:{{}}", "row").alias("ref"),
    )


def write_frame(frame: pd.DataFrame, path: Path) -> None:
    """Writes a DataFrame as the UTF-8 CSV that a load reads: its columns are the headers, missing values are blank."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([str(name) for name in frame.columns])
        for row in frame.itertuples(index=False, name=None):
            writer.writerow([text_of(value) or "" for value in row])


def frame_as_file(frame: pd.DataFrame, name: str) -> tuple[tempfile.TemporaryDirectory[str], Path]:
    """A temporary folder with the DataFrame as `name`.csv in it."""
    folder = tempfile.TemporaryDirectory()
    path = Path(folder.name) / f"{name}.csv"
    write_frame(frame, path)
    return folder, path


def text_of(value: Any) -> str | None:
    """A value as a spreadsheet would show it; None for a missing one."""
    if value is None or value != value:
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S" if value.time() != dt.time() else "%Y-%m-%d")
    if isinstance(value, Decimal | numbers.Integral | str | dt.date):
        return str(value)
    if isinstance(value, numbers.Real):
        number = float(value)
        return (
            str(int(number))
            if math.isfinite(number) and number.is_integer() and abs(number) < _WHOLE_FLOATS
            else f"{number:.15G}"
        )
    return str(value)


_MEND = Text("请改正这一行。", "correct this row.")


def _check_fields(kind: Kind, fields: Sequence[str]) -> None:
    for name in fields:
        if name not in kind.fields:
            known = "、".join(kind.fields)
            raise MappingError(
                Text(f"“{kind.title.zh}”没有字段“{name}”", f'"{kind.title.en}" has no field "{name}"'),
                Text(f"可用的字段：{known}。", f"its fields are: {known.replace('、', ', ')}."),
                Where(file=kind.name),
            )
