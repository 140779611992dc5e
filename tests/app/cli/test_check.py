"""`cluegraph check`, `rules` and `query` on a small workspace, from the command line to the exit code."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from cluegraph.cli.main import main
from cluegraph.queries.store import RunStore

LIST = """\
柳溪镇2023年老党员补贴发放表
序号,姓名,身份证号,村,补贴金额,备注
1,张三,330299197001010018,上坪村,300.00,
2,李四,,上坪村,200.00,=1+1
3,张三,330299197001010018,下坪村,300.00,
合计,,,,800.00,
"""
Command = Callable[..., tuple[int, str, str]]

BROKEN_RULE = """\
id: LOCAL-01
title: {zh: 每一笔, en: Every payment}
author: 王五
"""


@pytest.fixture
def cluegraph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command on a workspace in which one list is loaded; gives exit code, output and messages."""
    data = tmp_path / "数据"
    data.mkdir()
    (data / "老党员补贴.csv").write_text(LIST, encoding="utf-8")
    workspace = str(tmp_path / "workspace")

    def run(*words: str) -> tuple[int, str, str]:
        code = main([*words, "--workspace", workspace, "--lang", "zh"])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    assert run("load", str(data))[0] == 0
    return run


def checked(cluegraph: Command, *words: str) -> dict[str, Any]:
    code, out, _ = cluegraph("check", *words, "--format", "json")
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


def test_the_json_is_one_object_with_run_rules_and_clues(cluegraph: Command) -> None:
    found = checked(cluegraph, "SUB-01", "SUB-05")
    assert set(found["run"]) == {"id", "at", "engine", "data"}
    assert [(rule["id"], rule["status"], rule["needs"]) for rule in found["rules"]] == [
        ("SUB-01", "ran", []),
        ("SUB-05", "needs_data", ["death"]),
    ]
    assert (found["rules"][0]["checked"], found["rules"][0]["unchecked"]) == (2, 1)
    (clue,) = found["clues"]
    assert clue["amount"] == "600.00"
    assert [(record["file"], record["sheet"], record["row"]) for record in clue["records"]] == [
        ("老党员补贴.csv", "", 3),
        ("老党员补贴.csv", "", 5),
    ]
    assert clue["records"][0]["cells"]["姓名"] == "张三"
    villages = [subject for subject in clue["subjects"] if subject["label"] == "Village"]
    assert [(village["key"], village["township"]) for village in villages] == [
        ("上坪村", "柳溪镇"),
        ("下坪村", "柳溪镇"),
    ]


def test_a_very_long_name_does_not_widen_the_list(cluegraph: Command, tmp_path: Path) -> None:
    name = "张" + "长" * 499
    (tmp_path / "数据" / "老党员补贴.csv").write_text(LIST.replace("张三", name), encoding="utf-8")
    assert cluegraph("load", str(tmp_path / "数据"))[0] == 0
    (clue,) = checked(cluegraph, "SUB-01")["clues"]
    assert name in clue["title"]
    _, out, _ = cluegraph("check", "SUB-01")
    (line,) = [line for line in out.splitlines() if line.startswith(clue["id"])]
    assert "张长长" in line
    assert "…" in line
    assert clue["title"][-8:] in line
    assert max(map(cell_len, out.splitlines())) < 250
    target = tmp_path / "图.html"
    assert cluegraph("draw", clue["id"], "-o", str(target))[0] == 0
    page = target.read_text(encoding="utf-8")
    titles = re.findall(r"<(?:title|h1)>(.*?)</(?:title|h1)>", page)
    assert len(titles) == 2
    for title in titles:
        assert title.startswith(clue["title"][:8])
        assert len(title) < 60
    assert name in page


def test_a_clue_keeps_its_id_over_runs_and_stands_in_the_store(cluegraph: Command, tmp_path: Path) -> None:
    first, second = checked(cluegraph, "SUB-01"), checked(cluegraph)
    identity = first["clues"][0]["id"]
    assert identity in [clue["id"] for clue in second["clues"]]
    store = RunStore(tmp_path / "workspace" / "runs.sqlite")
    assert store.get_clue(identity).amount == "600.00"
    assert identity in [clue.id for clue in store.clues(village="下坪村")]


def test_the_table_says_what_was_not_checked_and_that_a_clue_is_no_verdict(cluegraph: Command) -> None:
    code, out, _ = cluegraph("check", "SUB-01", "SUB-05")
    assert code == 0
    assert "缺少：死亡人员" in out
    assert "待核实，不是结论" in out
    assert "330299197001010018" not in out


def test_csv_holds_one_row_a_clue(cluegraph: Command) -> None:
    _, out, _ = cluegraph("check", "SUB-01", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["rule"], row["amount"], row["status"]) == ("SUB-01", "600.00", "new")
    assert (row["score_severity"], row["score_corroboration"], row["cases"]) == ("1.0", "0.0", "")


def test_a_parameter_is_set_and_shown(cluegraph: Command) -> None:
    found = checked(cluegraph, "SUB-01", "--set", "SUB-01.k=3")
    assert found["clues"] == []
    assert checked(cluegraph, "SUB-01", "--set", "sub-01.k=2")["clues"][0]["params"] == {"k": 2}


@pytest.mark.parametrize(
    "words",
    [
        ("SUB-99",),
        ("--set", "SUB-01.k=1"),
        ("--set", "SUB-01.k=many"),
        ("--set", "SUB-01.z=1"),
        ("--set", "k=3"),
        ("--format", "xml"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(cluegraph: Command, words: tuple[str, ...]) -> None:
    code, out, err = cluegraph("check", *words)
    assert code == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1


def test_a_wrong_rule_of_ones_own_is_refused_with_file_and_line(cluegraph: Command, tmp_path: Path) -> None:
    rules = tmp_path / "workspace" / "rules"
    rules.mkdir(exist_ok=True)
    (rules / "LOCAL-01.yml").write_text(BROKEN_RULE, encoding="utf-8")
    for command in ("check", "rules"):
        code, _, err = cluegraph(command)
        assert code == 1
        assert "LOCAL-01.yml" in err
        assert "行" in err


def test_a_county_s_settings_hold_for_every_run(cluegraph: Command, tmp_path: Path) -> None:
    settings = tmp_path / "workspace" / "thresholds.yml"
    settings.write_text("parameters:\n  SUB-01: {k: 3}\noff: [SUB-02]\n", encoding="utf-8")
    found = checked(cluegraph, "SUB-01", "SUB-02")
    assert [rule["status"] for rule in found["rules"]] == ["ran", "off"]
    assert found["clues"] == []


def test_rules_are_listed_with_whether_they_can_run(cluegraph: Command) -> None:
    code, out, _ = cluegraph("rules")
    assert code == 0
    lines = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    assert lines["SUB-01"].endswith("可以")
    assert "死亡人员" in lines["SUB-05"]
    listed = json.loads(cluegraph("rules", "--format", "json")[1])["rules"]
    assert {"id", "title", "severity", "innocent", "check_next", "parameters", "missing"} <= set(listed[0])


def test_one_rule_is_explained(cluegraph: Command) -> None:
    code, out, _ = cluegraph("rules", "sub-01")
    assert code == 0
    for part in ("查什么", "为什么值得问", "可能涉及条款", "可能的正当原因", "下一步核查", "参数"):
        assert part in out
    assert json.loads(cluegraph("rules", "SUB-01", "--format", "json")[1])["id"] == "SUB-01"
    assert cluegraph("rules", "SUB-99")[0] == 2


def test_a_query_answers_in_every_format(cluegraph: Command) -> None:
    text = (
        "MATCH (x:Payment)-[:PAID_TO]->(p:Person) "
        "RETURN p.name AS 姓名, x.remark AS 备注, x.amount_fen AS 分 ORDER BY 分, 姓名"
    )
    code, out, _ = cluegraph("query", text)
    assert code == 0
    assert "共 3 行" in out
    answer = json.loads(cluegraph("query", text, "--format", "json")[1])
    assert answer["columns"] == ["姓名", "备注", "分"]
    assert answer["rows"][0] == {"姓名": "李四", "备注": "=1+1", "分": 20_000}
    rows = list(csv.reader(io.StringIO(cluegraph("query", text, "--format", "csv")[1])))
    assert rows[1] == ["李四", "'=1+1", "20000"]


def test_a_query_takes_typed_parameters_and_an_id_stays_text(cluegraph: Command) -> None:
    text = "MATCH (x:Payment)-[:PAID_TO]->(p:Person) WHERE p.id_no = $id AND x.year = $year RETURN count(*) AS n"
    words = ("--param", "id=330299197001010018", "--param", "year=2023", "--format", "json")
    assert json.loads(cluegraph("query", text, *words)[1])["rows"] == [{"n": 2}]


def test_a_query_that_is_cut_says_so(cluegraph: Command) -> None:
    code, out, err = cluegraph("query", "MATCH (x:Payment) RETURN x.key AS k", "--rows", "2", "--format", "csv")
    assert code == 0
    assert len(out.splitlines()) == 3
    assert "2" in err


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (p:Person) DELETE p",
        "MATCH (p:Person) SET p.name = ''",
        "MATCH (p:Person RETURN p",
        "MATCH (p:Nobody) RETURN p",
        "MATCH (p:Person) WHERE p.key = $who RETURN p",
    ],
)
def test_a_query_that_writes_or_is_wrong_is_one_sentence(cluegraph: Command, text: str) -> None:
    code, out, err = cluegraph("query", text)
    assert code == 1
    assert out == ""
    assert len(err.strip().splitlines()) == 1
