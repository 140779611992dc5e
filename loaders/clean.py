"""From the rows of a block, as written, to the typed columns of its kind.

columns of the sheet → clean_columns, clean_periods, clean_places → one frame with every field of the kind
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from cluegraph.loaders import clean_columns
from cluegraph.loaders.clean_columns import TIME_TYPES, columns_of
from cluegraph.loaders.clean_periods import clean_times, is_list
from cluegraph.loaders.clean_places import FROM_CONTEXT, clean_places
from cluegraph.loaders.kinds import Kind
from cluegraph.loaders.table import Column, Stated


@dataclass(frozen=True)
class Cleaned:
    """The rows of a block, typed.

    `frame` has 'row' and every column of `schema(kind)`. `blank` says by field where a cell says nothing; `reasons`
    gives by field the reason code of each cell that cannot be read. Fields without refused cells are not in `reasons`.
    """

    frame: pl.DataFrame
    blank: Mapping[str, pl.Series]
    reasons: Mapping[str, pl.Series]


def schema(kind: Kind) -> dict[str, pl.DataType]:
    """The typed columns of a kind's records, without provenance: fields, `_state` and `_from` columns."""
    columns: dict[str, pl.DataType] = {}
    for field in kind.fields.values():
        columns |= columns_of(field)
    if is_list(kind.fields):
        columns |= {"year": pl.Int64(), "period": pl.String(), "period_from": pl.String()}
    if "village" in kind.fields:
        columns |= {"township": pl.String()}
    return columns | {f"{name}_from": pl.String() for name in FROM_CONTEXT if name in columns}


def clean(kind: Kind, columns: Sequence[Column], rows: pl.DataFrame, context: Mapping[str, Stated]) -> Cleaned:
    """Cleans one block. `rows` has Int64 'row' and a String column for each of `columns`, named by its position."""
    mapped = {column.field: column for column in reversed(columns) if column.field and column.field in kind.fields}
    values: dict[str, pl.Series] = {}
    blank: dict[str, pl.Series] = {}
    reasons: dict[str, pl.Series] = {}
    for name, column in mapped.items():
        field = kind.fields[name]
        if field.type in TIME_TYPES:
            continue
        done = clean_columns.clean_column(field, rows[str(column.position)], column.header, column.factor)
        values |= done.values
        blank[name] = done.blank
        if done.reason is not None:
            reasons[name] = done.reason
    written = {
        name: (column.header, rows[str(column.position)])
        for name, column in mapped.items()
        if kind.fields[name].type in TIME_TYPES
    }
    times = clean_times(kind.fields, written, context, rows.height)
    values |= {name: times.values[name] for name in times.values.columns}
    own = {name: values[name] for name in FROM_CONTEXT if name in values}
    values |= clean_places(own, context, rows.height)
    values |= _stated_texts(kind, values, context, rows.height)
    return Cleaned(_complete(kind, rows["row"], values), blank | times.blank, reasons | times.reasons)


def _stated_texts(
    kind: Kind, values: Mapping[str, pl.Series], stated: Mapping[str, Stated], height: int
) -> dict[str, pl.Series]:
    """Other fields that the sheet or a mapping states once (buyer, register, …), where no column gives them."""
    result: dict[str, pl.Series] = {}
    for name, statement in stated.items():
        field = kind.fields.get(name)
        if (
            field is None
            or field.type in TIME_TYPES
            or name in FROM_CONTEXT
            or any(column in values for column in columns_of(field))
        ):
            continue
        text = pl.Series([statement.value], dtype=pl.String)
        done = clean_columns.clean_column(field, text, "", 1)
        result |= {column: series.new_from_index(0, height) for column, series in done.values.items()}
    return result


def _complete(kind: Kind, row: pl.Series, values: Mapping[str, pl.Series]) -> pl.DataFrame:
    wanted = schema(kind)
    return (
        row.alias("row")
        .to_frame()
        .with_columns(
            (pl.lit(values[name]).cast(dtype) if name in values else pl.lit(None, dtype=dtype)).alias(name)
            for name, dtype in wanted.items()
        )
    )
