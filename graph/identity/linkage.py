"""Splink as it is used here: settings and frequencies in, weighed pairs out; nothing of it shows elsewhere."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any, Protocol

import polars as pl

from cluegraph.graph.identity.model import LinkModel


class Backend(Protocol):
    """Where the pairs are worked out: DuckDB, or Spark for what outgrows one machine (both are Splink's own)."""

    def register(self, table: Any, *, dataset_display_name: str | None = None) -> Any: ...


def linked(
    records: pl.DataFrame,
    model: LinkModel,
    frequencies: Mapping[str, pl.DataFrame],
    least: float,
    backend: Backend | None = None,
) -> pl.DataFrame:
    """The pairs whose probability is at least `least`.

    `records` has the column `record` (a number) and what the model compares. Gives `record_l`, `record_r`, `weight`
    (bits), `probability`, and for each comparison its outcome `gamma_<name>` and its bits `mw_<name>`, the
    value's frequency counted in.
    """
    with _quiet():
        if backend is not None:
            return _pairs(records, model, frequencies, least, backend)
        with _duckdb() as made:
            return _pairs(records, model, frequencies, least, made)


@contextmanager
def _duckdb() -> Iterator[Backend]:
    import duckdb
    from splink import DuckDBAPI

    with closing(duckdb.connect()) as connection:
        yield DuckDBAPI(connection)


def _pairs(
    records: pl.DataFrame, model: LinkModel, frequencies: Mapping[str, pl.DataFrame], least: float, backend: Backend
) -> pl.DataFrame:
    from splink import Linker

    linker = Linker(backend.register(_handed(records, backend)), model.settings(), log_level=None)
    for column in model.frequencies():
        if column in frequencies:
            table = backend.register(_handed(frequencies[column], backend))
            linker.table_management.register_term_frequency_lookup(table, column)
    if model.trained:
        _train(linker, model)
    found = linker.inference.predict(threshold_match_probability=least, warning_mode="never")
    return _tidied(_polars(found, backend), model)


def _train(linker: Any, model: LinkModel) -> None:
    """Expectation maximisation, for data that bring no fixed m and u."""
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in model.trained:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)


def _handed(frame: pl.DataFrame, backend: Backend) -> Any:
    """As the backend takes it: Arrow, or a Spark frame (Spark 4 and later read Arrow)."""
    session = getattr(backend, "spark", None)
    table = frame.cast({pl.UInt32: pl.Int64}).to_arrow(compat_level=pl.CompatLevel.oldest())
    return table if session is None else session.createDataFrame(table)


def _polars(found: Any, backend: Backend) -> pl.DataFrame:
    if getattr(backend, "spark", None) is not None:
        return pl.DataFrame(found.as_spark_dataframe().toArrow())
    frame: pl.DataFrame = found.as_duckdbpyrelation().pl()
    return frame


def _tidied(pairs: pl.DataFrame, model: LinkModel) -> pl.DataFrame:
    """Rows in a fixed order, with the bits of the frequency in those of the comparison."""
    bits = []
    for comparison in model.comparisons:
        adjusted = f"mw_tf_adj_{comparison.name}"
        weight = pl.col(f"mw_{comparison.name}")
        bits.append(weight + pl.col(adjusted) if adjusted in pairs.columns else weight)
    gammas = [f"gamma_{comparison.name}" for comparison in model.comparisons]
    chosen = pairs.select(
        "record_l", "record_r", *gammas, *bits, weight="match_weight", probability="match_probability"
    )
    return chosen.sort("record_l", "record_r")


@contextmanager
def _quiet() -> Iterator[None]:
    """Splink tells of its steps and of levels that it has no need to train."""
    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="splink")
            yield
    finally:
        logger.setLevel(before)
