"""One Cypher text on both engines: every rule gives the same clues, denominators and pictures on the embedded engine
and on each Neo4j release; on the sample county, and on all rules' cases thrown together into one graph."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from cluegraph.demo.county import write_county
from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.graph.engine import Engine, Limits
from cluegraph.graph.neo4j.address import parse_address
from cluegraph.graph.neo4j.engine import Neo4jEngine
from cluegraph.graph.neo4j.login import Login
from cluegraph.graphs import current_engine, projected
from cluegraph.loaders.load import load
from cluegraph.loaders.store import Records
from cluegraph.queries.cases import Rows, read_cases
from cluegraph.queries.fixture_graph import fill
from cluegraph.queries.fixtures import FixtureRecords
from cluegraph.queries.library import read_library
from cluegraph.queries.parameters import Given
from cluegraph.queries.picture import picture_of
from cluegraph.queries.run import Clock, Evidence, Run, RunSettings, check
from cluegraph.viz.draw import draw_clue
from cluegraph.workspace import Workspace
from server.process import Server
from tests.servers import empty

pytestmark = pytest.mark.slow
LIBRARY = read_library()
RULES = [file.rule.id for file in LIBRARY]
CLOCK = Clock(now=lambda: datetime(2025, 1, 1, tzinfo=UTC), seconds=lambda: 0.0)
PICTURES_A_RULE = 2


@dataclass(frozen=True)
class Answers:
    """What one engine says: how each rule went, the clues by id, and some clues' pictures."""

    rules: Mapping[str, Mapping[str, Any]]
    clues: Mapping[str, Mapping[str, Any]]
    pictures: Mapping[str, str]


def _answers(engine: Engine, records: Evidence, settings: RunSettings, rules: Sequence[str] = RULES) -> Answers:
    run = check(engine, records, LIBRARY, rules, settings, CLOCK)
    return Answers(
        {result.id: result.to_json() for result in run.results},
        {clue.id: clue.to_json() for clue in run.clues},
        _pictures(run, engine, records),
    )


def _pictures(run: Run, engine: Engine, records: Evidence) -> dict[str, str]:
    """The pages of the first clues of each rule whose picture is not cut: which rows of more are drawn is chance."""
    drawn: dict[str, str] = {}
    for file in LIBRARY:
        most = int(re.findall(r"LIMIT (\d+)", file.rule.picture or "LIMIT 0")[-1])
        for clue in [clue for clue in run.clues if clue.rule == file.rule.id][:PICTURES_A_RULE]:
            if len(picture_of(clue, file.rule, engine, records.last_day_no(), Limits()).rows) < most:
                drawn[clue.id] = draw_clue(clue, file.rule, engine, records)
    return drawn


def _every_case() -> Rows:
    """The rows of all cases of all rules as one county: the same people and villages met again and again."""
    every: dict[str, list[Mapping[str, Any]]] = {}
    for file in LIBRARY:
        for case in read_cases(file.test_path):
            for kind, rows in case.records.items():
                every.setdefault(kind, []).extend(rows)
    return every


def _parameters() -> dict[str, dict[str, Given]]:
    """For a rule without defaults the parameters of its cases."""
    return {file.rule.id: dict(case.parameters) for file in LIBRARY for case in read_cases(file.test_path)}


@dataclass(frozen=True)
class Side:
    """The same graph on both engines."""

    embedded: Answers
    server: Answers


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample county, loaded; made once for all workers of a session."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    data, workspace = base / "county", Workspace(base / "county-workspace")
    with FileLock(_lock(workspace)):
        if not data.exists():
            write_county(data)
            load([data], workspace)
            current_engine(workspace, "embedded").close()
    return workspace


@pytest.fixture(scope="module")
def of_county(county: Workspace, neo4j_server: Server) -> Side:
    empty(neo4j_server)
    records = Records(county)
    settings = RunSettings(given={"SUB-08": {"standard": "900.00"}})
    with closing(current_engine(county, "embedded")) as engine:
        embedded = _answers(engine, records, settings)
    with closing(_engine(neo4j_server, county)) as engine:
        with FileLock(_lock(county)), projected(county) as files:  # the other release's worker may do so just now
            engine.rebuild(files)
        return Side(embedded, _answers(engine, records, settings))


def _lock(county: Workspace) -> Path:
    return county.root.with_suffix(".lock")


@pytest.fixture(scope="module")
def sides(of_county: Side, neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Side]:
    """The county, all cases together, and a case of its own for each rule that found nothing in these."""
    every = _of_rows(neo4j_server, tmp_path_factory.mktemp("cases"), _every_case(), _parameters(), RULES)
    found = {"county": of_county, "cases": every}
    silent = [file for file in LIBRARY if not any(_speaks(side.embedded, file.rule.id) for side in found.values())]
    for file in silent:
        hit = next(case for case in read_cases(file.test_path) if case.case == "hit")
        name, folder = file.rule.id, tmp_path_factory.mktemp(file.rule.id)
        found[name] = _of_rows(neo4j_server, folder, hit.records, {name: hit.parameters}, [name])
    return found


def _speaks(answers: Answers, rule: str) -> bool:
    return any(clue["rule"] == rule for clue in answers.clues.values())


def _of_rows(
    server: Server, folder: Path, rows: Rows, parameters: Mapping[str, Mapping[str, Given]], rules: Sequence[str]
) -> Side:
    empty(server)
    answers = []
    for engine in (EmbeddedEngine(folder / "graph.lbdb"), _engine(server, Workspace(folder / "workspace"))):
        with closing(engine):
            fill(engine, rows, {}, folder)
            answers.append(_answers(engine, FixtureRecords(rows), RunSettings(given=parameters), rules))
    return Side(*answers)


def _engine(server: Server, workspace: Workspace) -> Neo4jEngine:
    login = Login(server.username, server.password)
    return Neo4jEngine(parse_address(server.routed), login, workspace.identity(), workspace.sent)


@pytest.mark.keeps_graph
def test_no_rule_fails_on_either_engine(sides: Mapping[str, Side]) -> None:
    for side in sides.values():
        for answers in (side.embedded, side.server):
            failed = {rule: result["message"] for rule, result in answers.rules.items() if result["status"] == "failed"}
            assert failed == {}


@pytest.mark.keeps_graph
def test_every_rule_says_the_same_of_itself_on_the_server(sides: Mapping[str, Side]) -> None:
    """Status, number of findings, and the denominators `checked` and `unchecked`."""
    for side in sides.values():
        assert side.server.rules == side.embedded.rules


@pytest.mark.keeps_graph
def test_the_same_clues_with_the_same_ids_and_contents_come_from_the_server(sides: Mapping[str, Side]) -> None:
    for side in sides.values():
        assert set(side.server.clues) == set(side.embedded.clues)
        assert [clue for clue, found in side.embedded.clues.items() if side.server.clues[clue] != found] == []
    assert len(sides["county"].embedded.clues) > 100


@pytest.mark.keeps_graph
def test_the_pictures_from_the_server_are_the_same_pages(sides: Mapping[str, Side]) -> None:
    """Of the county, and of single cases: among all cases together, a thousand rows of strangers, most are cut."""
    for side in (side for name, side in sides.items() if name != "cases"):
        unlike = [clue for clue, page in side.embedded.pictures.items() if side.server.pictures[clue] != page]
        assert unlike == []
    assert len(sides["county"].embedded.pictures) > 20


@pytest.mark.keeps_graph
def test_every_rule_finds_something_in_one_of_the_graphs(sides: Mapping[str, Side]) -> None:
    """So that the parity of no rule is the parity of two empty answers."""
    found = {clue["rule"] for side in sides.values() for clue in side.embedded.clues.values()}
    assert {file.rule.id for file in LIBRARY} - found == set()
