"""From records to a graph in one call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from cluegraph.graph.build import build_graph
from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.graph.reference import Reference

Records = Callable[..., pl.LazyFrame]
ROW = {"name": "张三", "programme": "低保", "village": "上坪村", "year": 2023, "amount_fen": 1}


def test_the_projected_files_are_gone_afterwards_with_those_of_a_killed_build(records: Records, tmp_path: Path) -> None:
    killed = tmp_path / "graph-parts-killed"
    killed.mkdir()
    (killed / "Person-1.parquet").write_bytes(b"personal data")
    engine = EmbeddedEngine(tmp_path / "graph.lbdb")
    build_graph({"subsidy": records("subsidy", [ROW])}, Reference(), engine, "first", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["graph.lbdb"]


def test_a_graph_holds_only_what_it_was_built_from_last(records: Records, tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "graph.lbdb")
    for name in ("张三", "李四"):
        build_graph({"subsidy": records("subsidy", [{**ROW, "name": name}])}, Reference(), engine, name)
    assert engine.query("MATCH (p:Person) RETURN p.name").rows == [["李四"]]
    assert engine.data() == "李四"
    engine.close()


def test_kinds_that_nobody_knows_are_left_out(records: Records, tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "graph.lbdb")
    build_graph({"weather": records("weather", [{"name": "雨"}])}, Reference(), engine, "none")
    assert engine.query("MATCH (p:Person) RETURN count(p)").rows == [[0]]
    engine.close()
