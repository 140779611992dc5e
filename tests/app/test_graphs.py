from __future__ import annotations

from pathlib import Path

import pytest

from cluegraph.errors import UsageError
from cluegraph.graphs import current_engine
from cluegraph.loaders.load import load
from cluegraph.workspace import Workspace

LIST = (
    "乡镇,行政村,姓名,身份证号码,补贴项目,年度,补贴金额\n柳溪镇,上坪村,张三,330299197001010018,临时救助,2023,300.00\n"
)


def _loaded(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "w")
    (tmp_path / "名单.csv").write_text(LIST, encoding="utf-8")
    load([tmp_path / "名单.csv"], workspace)
    return workspace


def _programmes(workspace: Workspace) -> list[list[object]]:
    engine = current_engine(workspace, "embedded")
    try:
        return [*engine.query("MATCH (g:Programme) RETURN g.key, g.configured, g.monthly").rows]  # type: ignore[list-item]
    finally:
        engine.close()


def test_a_graph_that_is_out_of_date_is_made_anew_before_it_is_asked(tmp_path: Path) -> None:
    """As after a crash between the loading of the records and the making of the graph."""
    workspace = _loaded(tmp_path)
    assert not workspace.graph.exists()
    assert _programmes(workspace) == [["临时救助", True, False]]


def test_changed_settings_of_the_county_change_the_graph(tmp_path: Path) -> None:
    workspace = _loaded(tmp_path)
    _programmes(workspace)
    workspace.programmes.write_text(
        "programmes:\n  - {name: 临时救助, title: Temporary relief, unit: person, monthly: true}\n", encoding="utf-8"
    )
    assert _programmes(workspace) == [["临时救助", True, True]]


def test_a_graph_that_is_up_to_date_is_left_as_it_is(tmp_path: Path) -> None:
    workspace = _loaded(tmp_path)
    _programmes(workspace)
    before = workspace.graph.stat().st_ino
    _programmes(workspace)
    assert workspace.graph.stat().st_ino == before


def test_a_workspace_with_nothing_in_it_has_an_empty_graph(tmp_path: Path) -> None:
    assert _programmes(Workspace(tmp_path / "w")) == []


def test_an_engine_that_this_version_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--engine embedded"):
        current_engine(Workspace(tmp_path), "oracle://server")
