"""What was sent is kept whole or not at all, and the files of a graph are those of their own data."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from cluegraph.graph.neo4j.kept import Kept
from tests.graph.neo4j.graphs import KIN, big_graph


def test_files_are_found_again_with_the_same_rows_when_their_source_is_gone(tmp_path: Path) -> None:
    files = big_graph(tmp_path / "projected", "a" * 64, 3)
    expected = pl.read_parquet(files.nodes["Person"][0])
    kept = Kept(tmp_path / "sent")
    there = kept.put(files)
    for path in (tmp_path / "projected").iterdir():
        path.unlink()
    found = kept.get("a" * 64)
    assert found == there
    assert found is not None
    assert pl.read_parquet(found.nodes["Person"][0]).equals(expected)
    assert set(found.relationships) == set(files.relationships)


def test_other_data_are_not_found(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "sent")
    kept.put(big_graph(tmp_path / "projected", "a" * 64, 3))
    assert kept.get("b" * 64) is None
    assert kept.get("a" * 32 + "b" * 32) is None, "only the beginning is the same"
    assert kept.get("") is None


@pytest.mark.parametrize("harm", ["no manifest", "cut manifest", "file gone"])
def test_what_is_not_whole_is_not_there_and_can_be_kept_anew(tmp_path: Path, harm: str) -> None:
    files = big_graph(tmp_path / "projected", "a" * 64, 3)
    kept = Kept(tmp_path / "sent")
    folder = kept.put(files).relationships[KIN][0].parent
    if harm == "no manifest":
        (folder / "manifest.json").unlink()
    elif harm == "cut manifest":
        (folder / "manifest.json").write_text('{"data": "aa', encoding="utf-8")
    else:
        next(folder.glob("*.parquet")).unlink()
    assert kept.get("a" * 64) is None
    kept.put(files)
    assert kept.get("a" * 64) is not None


def test_only_the_named_graph_stays(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "sent")
    for data in ("a" * 64, "b" * 64):
        kept.put(big_graph(tmp_path / data, data, 3))
    kept.forget_all_but("b" * 64)
    assert kept.get("a" * 64) is None
    assert kept.get("b" * 64) is not None
    assert len(list((tmp_path / "sent").iterdir())) == 1
