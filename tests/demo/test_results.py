"""The demo clears away its own earlier results and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluegraph.demo.results import Results
from cluegraph.errors import UsageError


def test_a_folder_with_data_of_the_user_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "数据").mkdir()
    (tmp_path / "数据" / "自己的.csv").write_text("姓名", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        Results(tmp_path).begin()
    assert "--output" in refused.value.sentence("zh")
    assert (tmp_path / "数据" / "自己的.csv").exists()


def test_an_earlier_demo_is_cleared_away(tmp_path: Path) -> None:
    results = Results(tmp_path / "demo")
    results.begin()
    results.network("SUB-01-ABC").write_text("", encoding="utf-8")
    results.begin()
    assert not list(results.networks.iterdir())


def test_other_files_beside_the_results_stay(tmp_path: Path) -> None:
    (tmp_path / "笔记.txt").write_text("x", encoding="utf-8")
    Results(tmp_path).begin()
    assert (tmp_path / "笔记.txt").read_text(encoding="utf-8") == "x"
