"""Running rules over a small graph: what comes out, and that nothing passes for clean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cluegraph.errors import UsageError
from cluegraph.graph.engine import Engine, Limits
from cluegraph.queries.fixture_graph import graph_of
from cluegraph.queries.fixtures import FixtureRecords
from cluegraph.queries.library import Library
from cluegraph.queries.rule import read_rule
from cluegraph.queries.run import Clock, Run, RunSettings, check

from .sample import written

PLACE = {"village": "上坪村", "township": "柳溪镇", "programme": "耕地地力保护补贴"}
ZHANG = {"name": "张三", "id_no": "330299197001010018"}
ROWS: dict[str, list[dict[str, Any]]] = {
    "subsidy": [
        {**PLACE, **ZHANG, "year": 2023, "amount": "600.00"},
        {**PLACE, **ZHANG, "year": 2023, "amount": "900.50", "village": "下坪村"},
        {**PLACE, "name": "李四", "id_no": "3302**********0029", "year": 2023, "amount": "5000.00"},
        {**PLACE, **ZHANG, "year": 2024, "amount": "2000.00", "remark": "补发上年", "programme": "吉祥补贴"},
    ],
    "household": [{"household_no": "1", "relation_to_head": "户主", **ZHANG, "village": "上坪村"}],
}
CLOCK = Clock(now=lambda: datetime(2025, 1, 1, 8, tzinfo=UTC), seconds=lambda: 0.0)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with graph_of(ROWS, {}, tmp_path_factory.mktemp("graph")) as engine:
        yield engine


def run(engine: Engine, folder: Path, *changes: tuple[str, str], **more: Any) -> Run:
    file = read_rule(written(folder, *changes), local=True)
    records = FixtureRecords(more.pop("rows", ROWS))
    return check(engine, records, Library([file]), None, RunSettings(**more), CLOCK)


def test_a_finding_becomes_a_clue_with_everything_that_it_rests_on(engine: Engine, tmp_path: Path) -> None:
    found = run(engine, tmp_path)
    (result,) = found.results
    assert (result.status, result.findings, result.checked, result.unchecked, result.cut) == ("ran", 2, 3, 1, False)
    clue = next(clue for clue in found.clues if clue.values["year"] == 2023)
    assert clue.to_json() == {
        "id": clue.id,
        "rule": "LOCAL-01",
        "revision": 1,
        "kind": "lead",
        "severity": "high",
        "rung": "L1",
        "score": 0.68,
        "score_parts": {"severity": 1.0, "rung": 1.0, "money": 0.529, "corroboration": 0.0, "rarity": 0.0},
        "corroborated_by": [],
        "title": "张三2023年合计1500.50元（上坪村、下坪村）",
        "subjects": [
            {
                "label": "Person",
                "key": "330299197001010018",
                "name": "张三",
                "role": "payee",
                "role_zh": "领取人",
            },
            {
                "label": "Village",
                "key": "上坪村",
                "name": "上坪村",
                "role": "village",
                "role_zh": "发放村",
                "township": "柳溪镇",
            },
            {
                "label": "Village",
                "key": "下坪村",
                "name": "下坪村",
                "role": "village",
                "role_zh": "发放村",
                "township": "柳溪镇",
            },
        ],
        "amount": "1500.50",
        "records": [
            {
                "file": "subsidy.fixture",
                "sha256": "0" * 64,
                "sheet": "",
                "row": row,
                "cells": {name: str(value) for name, value in ROWS["subsidy"][row - 1].items()},
            }
            for row in (1, 2)
        ],
        "params": {"least": "1000.00"},
        "status": "new",
        "doubts": [],
        "notes": [],
        "innocent": ["承包地面积确实很大"],
        "check_next": ["核对土地承包合同"],
    }


def test_a_clue_keeps_its_id_while_its_amount_grows(engine: Engine, tmp_path: Path) -> None:
    ids = [clue.id for clue in run(engine, tmp_path).clues]
    assert [clue.id for clue in run(engine, tmp_path, given={"local-01": {"least": "0.01"}}).clues] == ids
    assert all(len(name) == len("LOCAL-01-") + 10 for name in ids)
    assert [clue.id for clue in run(engine, tmp_path, ("revision: 1", "revision: 2")).clues] != ids


def test_a_doubt_lowers_the_severity_and_is_said(engine: Engine, tmp_path: Path) -> None:
    clue = next(clue for clue in run(engine, tmp_path).clues if clue.values["year"] == 2024)
    assert clue.severity == "medium"
    assert clue.doubts[0].zh == "含补发的行"
    assert clue.codes == ("arrears",)


def test_a_register_that_would_have_helped_lowers_the_severity_by_a_step(engine: Engine, tmp_path: Path) -> None:
    found = run(engine, tmp_path, rows={"subsidy": ROWS["subsidy"]})
    assert {clue.severity for clue in found.clues} == {"medium", "low"}
    assert {note.zh for clue in found.clues for note in clue.notes} == {"户籍未加载"}


def test_the_gravest_clue_comes_first(engine: Engine, tmp_path: Path) -> None:
    assert [clue.severity for clue in run(engine, tmp_path).clues] == ["high", "medium"]


def test_a_programme_that_nobody_configured_is_said(engine: Engine, tmp_path: Path) -> None:
    changes = [
        ("  villages: {label: Village,", "  programmes: {label: Programme,"),
        ("MATCH (x)-[:LISTED_BY]->(v:Village)", "MATCH (x)-[:UNDER]->(v:Programme)"),
        ("AS villages,", "AS programmes,"),
        ("amount_fen, villages, records", "amount_fen, programmes, records"),
        ("{villages}", "{programmes}"),
    ]
    notes = [note.zh for clue in run(engine, tmp_path, *changes).clues for note in clue.notes]
    assert notes == ["项目“吉祥补贴”未在配置中，按每人一份、无限制处理"]


@pytest.mark.parametrize(
    ("needs", "lacking"),
    [
        ("{all: [subsidy, death]}", ["death"]),
        ("{all: [subsidy], any: [[public_payroll, payroll]]}", ["public_payroll", "payroll"]),
        ("{all: [subsidy], columns: {subsidy: [account]}}", ["subsidy.account"]),
        ("{all: [subsidy], columns: {subsidy: ['date|month']}}", ["subsidy.date|month"]),
    ],
)
def test_missing_data_never_passes_for_clean(engine: Engine, tmp_path: Path, needs: str, lacking: list[str]) -> None:
    (result,) = run(engine, tmp_path, ("{all: [subsidy], helps: [household]}", needs)).results
    assert result.status == "needs_data"
    assert list(result.needs) == lacking
    assert result.message is not None


@pytest.mark.parametrize(
    "needs",
    [
        "{all: [subsidy], any: [[death, household]]}",
        "{all: [subsidy], columns: {subsidy: ['date|year', remark]}}",
        "{all: [subsidy], columns: {death: [register]}}",
    ],
)
def test_what_is_loaded_is_enough(engine: Engine, tmp_path: Path, needs: str) -> None:
    (result,) = run(engine, tmp_path, ("{all: [subsidy], helps: [household]}", needs)).results
    assert result.status == "ran"


def test_a_parameter_without_a_default_has_to_be_set_first(engine: Engine, tmp_path: Path) -> None:
    required = ('default: "1000.00", ', "")
    (result,) = run(engine, tmp_path, required).results
    assert (result.status, result.needs) == ("needs_data", ("LOCAL-01.least",))
    assert run(engine, tmp_path, required, given={"LOCAL-01": {"least": "2000"}}).results[0].findings == 1


def test_a_wrong_parameter_stops_the_run_before_it_begins(engine: Engine, tmp_path: Path) -> None:
    for given in ({"LOCAL-01": {"least": "much"}}, {"LOCAL-01": {"most": "1"}}, {"LOCAL-02": {"least": "1"}}):
        with pytest.raises(UsageError):
            run(engine, tmp_path, given=given)


def test_a_row_limit_is_a_failure_and_never_a_silent_shortening(engine: Engine, tmp_path: Path) -> None:
    found = run(engine, tmp_path, limits=Limits(rows=1))
    (result,) = found.results
    assert (result.status, result.cut, result.findings) == ("failed", True, 0)
    assert found.clues == ()


def test_a_time_limit_is_a_failure_too(engine: Engine, tmp_path: Path) -> None:
    slow = (
        "WHERE x.kind = 'subsidy' AND p.id_valid",
        "UNWIND range(1, 20000) AS n UNWIND range(1, 20000) AS m\n  WITH x, p, n, m WHERE n <> m",
    )
    (result,) = run(engine, tmp_path, slow, limits=Limits(seconds=0.2)).results
    assert (result.status, result.cut) == ("failed", True)


def test_one_rule_that_fails_stops_no_other(engine: Engine, tmp_path: Path) -> None:
    good = read_rule(written(tmp_path))
    bad = [
        read_rule(written(tmp_path / f"{number}", ("LOCAL-01", f"LOCAL-1{number}"), change), local=True)
        for number, change in enumerate(
            [
                ("MATCH (x)-[:LISTED_BY]->(v:Village)", "MATCH (x)-[:LISTED_BY]->(v:Hamlet)"),
                ("p.key AS person, year,", "p.key AS human, year,"),
                ("AS checked", "AS seen"),
                ("amount_fen, villages, records,", "'much' AS amount_fen, villages, records,"),
                ("{villages}", "{hamlets}"),
            ]
        )
    ]
    found = check(engine, FixtureRecords(ROWS), Library([good, *bad]), None, RunSettings(), CLOCK)
    assert [result.status for result in found.results] == ["ran", *["failed"] * len(bad)]
    assert len(found.clues) == 2
    assert all(result.message is not None and "LOCAL-1" in result.message.en for result in found.failed())


def test_a_refused_query_is_told_with_file_and_line(engine: Engine, tmp_path: Path) -> None:
    (result,) = run(engine, tmp_path, ("p.key AS person, year,", "p.key AS human, year,")).results
    assert result.message is not None
    assert "LOCAL-01.yml" in result.message.en
    assert "person" in result.message.en
    assert "line" in result.message.en


def test_retired_and_switched_off_rules_say_so(engine: Engine, tmp_path: Path) -> None:
    assert run(engine, tmp_path, ("status: test", "status: retired")).results[0].status == "off"
    assert run(engine, tmp_path, off=frozenset({"LOCAL-01"})).results[0].status == "off"
    assert run(engine, tmp_path, ("status: test", "status: test\noff: true")).results[0].status == "off"


def test_a_rule_that_is_off_by_itself_runs_when_it_is_named(engine: Engine, tmp_path: Path) -> None:
    file = read_rule(written(tmp_path, ("status: test", "status: test\noff: true")))
    found = check(engine, FixtureRecords(ROWS), Library([file]), ["local-01"], RunSettings(), CLOCK)
    assert found.results[0].status == "ran"


def test_a_run_says_when_and_on_what_it_ran(engine: Engine, tmp_path: Path) -> None:
    told = run(engine, tmp_path).to_json()["run"]
    assert told["at"] == "2025-01-01T08:00:00+00:00"
    assert told["engine"].startswith("embedded")
    assert told["data"] == "fixture"
