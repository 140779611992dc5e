"""The examples of the page about notebooks run, on a workspace whose graph is on a server."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from cluegraph.api import County
from server.process import Server

PAGE = Path(__file__).parents[2] / "docs" / "服务器.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8").partition("## 五、")[2], flags=re.S)
ADDRESS = "neo4j://127.0.0.1:7687"
PAID = pd.DataFrame(
    {
        "乡镇": ["柳溪镇", "柳溪镇"],
        "行政村": ["上坪村", "下坪村"],
        "姓名": ["张三", "张三"],
        "身份证号码": ["330299197001010018"] * 2,
        "补贴项目": ["临时救助"] * 2,
        "年度": [2023] * 2,
        "补贴金额": ["300.50", "300.50"],
    }
)


def test_the_examples_run(
    tmp_path: Path, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("py2neo")
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(neo4j_server.password_file))
    monkeypatch.chdir(tmp_path)
    County("workspace", engine=neo4j_server.routed).load_frame(PAID, "民政局名单")
    assert len(EXAMPLES) == 2
    for example in EXAMPLES:
        assert ADDRESS in example
        names: dict[str, object] = {}
        exec(compile(example.replace(ADDRESS, neo4j_server.routed), PAGE.name, "exec"), names)
        assert names["person" if "py2neo" in example else "network"]
    said = capsys.readouterr().out
    assert "社区（Louvain）" in said
    assert "环：" in said
