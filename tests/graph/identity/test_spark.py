"""The same settings on Spark, for a province that outgrows one machine: the same outcome as on DuckDB.

Local Spark, two threads, on this machine's Java.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from bench.population import population
from cluegraph.graph.identity.gather import mentions_of
from cluegraph.graph.identity.resolution import resolve
from cluegraph.graph.reference import Reference
from tests.servers import demanded

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None and not demanded(), reason="there is no Java"),
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture
def spark(tmp_path: Path) -> Iterator[Any]:
    from pyspark.sql import SparkSession
    from splink import SparkAPI

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "1g")
        .config("spark.sql.warehouse.dir", str(tmp_path / "warehouse"))
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield SparkAPI(spark_session=session, register_udfs_automatically=False, break_lineage_method="persist")
    session.stop()


def test_spark_and_duckdb_agree(spark: Any) -> None:
    made = population(people=900, rows=2_000)
    mentions = mentions_of(made.frames, Reference())
    here, there = resolve(mentions), resolve(mentions, backend=spark)
    assert here.merges.height > 100
    assert there.merges.equals(here.merges)
    assert there.links.equals(here.links)
    together = here.pairs.join(there.pairs, on="pair", suffix="_there")
    assert together.height == here.pairs.height == there.pairs.height
    assert together.select((pl.col("weight") - pl.col("weight_there")).abs().max()).item() < 1e-9
