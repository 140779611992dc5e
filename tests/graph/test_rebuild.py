"""Replacing the graph: the old one or the new one, never something between."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cluegraph.errors import EngineError
from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.graph.engine import GraphFiles
from cluegraph.graph.project import project
from cluegraph.graph.rebuild import MEGABYTE, pool_size
from cluegraph.graph.reference import Reference

Records = Callable[..., pl.LazyFrame]


def files_of(records: Records, folder: Path, data: str, payments: int) -> GraphFiles:
    common = {"programme": "低保", "village": "上坪村", "year": 2023, "amount_fen": 1}
    rows = [{**common, "name": "张三", "id_no": f"3302991970010100{at:02d}"} for at in range(payments)]
    folder.mkdir()
    return project({"subsidy": records("subsidy", rows)}, Reference(), folder, data)


def described(files: GraphFiles, payments: int) -> dict[str, Any]:
    return {
        "data": files.data,
        "payments": payments,
        "nodes": {label: [str(path) for path in paths] for label, paths in files.nodes.items()},
        "relationships": {"-".join(ends): [str(path) for path in paths] for ends, paths in files.relationships.items()},
    }


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork")
def test_twenty_kills_at_random_moments_leave_a_whole_graph_and_the_next_load_goes_on(
    records: Records, tmp_path: Path
) -> None:
    first, second = files_of(records, tmp_path / "a", "first", 3), files_of(records, tmp_path / "b", "second", 5)
    path = tmp_path / "graph.lbdb"
    engine = EmbeddedEngine(path)
    engine.rebuild(first)
    job = {"path": str(path), "graphs": [described(second, 5), described(first, 3)], "seed": 20}
    (tmp_path / "job.json").write_text(json.dumps(job), encoding="utf-8")
    script = Path(__file__).with_name("killed_rebuilds.py")
    done = subprocess.run([sys.executable, str(script), str(tmp_path / "job.json")], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    engine.rebuild(second)
    assert engine.data() == "second"
    engine.close()
    assert sorted(left.name for left in tmp_path.glob("graph.lbdb*")) == ["graph.lbdb"]


def test_a_reader_sees_the_new_graph_at_its_next_query(records: Records, tmp_path: Path) -> None:
    writer, reader = (EmbeddedEngine(tmp_path / "graph.lbdb") for _ in range(2))
    writer.rebuild(files_of(records, tmp_path / "a", "first", 3))
    assert reader.query("MATCH (p:Payment) RETURN count(p)").rows == [[3]]
    writer.rebuild(files_of(records, tmp_path / "b", "second", 5))
    assert reader.query("MATCH (p:Payment) RETURN count(p)").rows == [[5]]
    assert reader.data() == "second"
    reader.close()


def test_files_that_cannot_be_loaded_leave_the_old_graph(records: Records, tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "graph.lbdb")
    engine.rebuild(files_of(records, tmp_path / "a", "first", 3))
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"no parquet")
    with pytest.raises(EngineError, match="原图谱未受影响"):
        engine.rebuild(GraphFiles({"Person": (broken,)}, {}, "second"))
    assert engine.data() == "first"
    engine.close()


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="图谱无法写入"):
        EmbeddedEngine(tmp_path / "missing" / "graph.lbdb").rebuild(GraphFiles({}, {}, "data"))


def test_a_path_with_quotes_and_chinese_is_loaded(records: Records, tmp_path: Path) -> None:
    folder = tmp_path / '王\'s "数据"'
    folder.mkdir()
    engine = EmbeddedEngine(folder / "graph.lbdb")
    engine.rebuild(files_of(records, folder / "a", "first", 3))
    assert engine.data() == "first"
    engine.close()


def test_the_buffer_pool_grows_with_the_data_and_stays_modest() -> None:
    assert pool_size(0) == 256 * MEGABYTE
    assert pool_size(300 * MEGABYTE) >= 512 * MEGABYTE
    assert pool_size(1 << 60) < 1 << 50
