"""What the real importer and server make of an export: every node and relationship as it was projected."""

from __future__ import annotations

import contextlib
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from neo4j import Driver, GraphDatabase

from cluegraph.graph.engine import END, START, GraphFiles
from cluegraph.graph.model import model
from cluegraph.graph.neo4j.address import parse_address
from cluegraph.graph.neo4j.bulk.export import export_graph
from cluegraph.graph.neo4j.engine import Neo4jEngine
from cluegraph.graph.neo4j.kept import Kept
from cluegraph.graph.neo4j.login import Login
from cluegraph.graph.sink import NodePart, Sink
from server.admin import run_admin
from server.process import Server
from server.releases import Release
from tests.servers import every_release, release_here

OWNER = "工作区甲"
HOSTILE = (
    *(
        "张三",
        "",
        " ",
        " 前后有空格 ",
        "\t",
        '"',
        '""',
        '"引号"',
        '半个"',
        '"半个',
        "\\",
        '\\"',
        "结尾\\",
        "'",
        "'单引号'",
    ),
    *(
        "甲,乙",
        "甲;乙",
        "甲|乙",
        "第一行\n第二行",
        "第一行\r\n第二行",
        "甲\r乙",
        "\n",
        "\r",
        "\r\n",
        '"\n"',
        ",\n,",
        "\0",
        "甲\0乙",
    ),
    *(
        "𠮷野家",
        "𡃁\U0002ceb0",
        "\U0001f9fe",
        "e\u0301",
        "\ufeff开头",
        "\uffff",
        "甲\uffff乙",
        "\ufffe",
        "\u2028",
        "\x85",
        "\x0b\x0c",
    ),
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "null",
        "NULL",
        "None",
        "true",
        "0123",
        "123",
        "1e5",
        "NaN",
        "{a:1}",
        "[1;2]",
        "$x",
    ),
    *("key:ID(Person)", ":START_ID", "-- ", "#", "//", "%", "中" * 2000),
)
LONG = "长" * 1_600_000
"""More bytes than the importer reads at once by itself."""
Row = dict[str, object]


def graph(
    folder: Path,
    nodes: dict[str, list[Row]],
    relationships: dict[tuple[str, str, str], list[Row]],
    data: str = "ab" * 32,
) -> GraphFiles:
    """The rows as the projection writes them."""
    folder.mkdir(parents=True)
    sink = Sink(folder, model())
    for label, rows in nodes.items():
        sink.add([NodePart(label, pl.LazyFrame(rows, infer_schema_length=None), own=True)], len(rows))
    for ends, rows in relationships.items():
        sink.write_relationships(ends, pl.DataFrame(rows, infer_schema_length=None))
    return sink.finish(data)


def hostile_graph(folder: Path) -> GraphFiles:
    """Each hostile text as a key and as a property of nodes and relationships; every type at its limits."""
    chance = random.Random(7)
    count = len(HOSTILE)
    people: list[Row] = [
        {
            "key": text,
            "name": HOSTILE[-place - 1],
            "names": None if place % 3 else text,
            "id_valid": (True, False, None)[place % 3],
        }
        for place, text in enumerate(HOSTILE)
    ]
    numbers = (0, 1, -1, 2**63 - 1, -(2**63), None, 2**53 + 1)
    doubles = (
        0.0,
        -0.0,
        0.1,
        1 / 3,
        1e22,
        5e-324,
        1.7976931348623157e308,
        None,
        *(chance.random() * 10**n for n in range(-9, 17)),
    )
    payments: list[Row] = [
        {
            "key": f"subsidy:{place}",
            "amount_fen": numbers[place % len(numbers)],
            "quantity": doubles[place % len(doubles)],
            "back_pay": (None, True, False)[place % 3],
            "remark": LONG if place == 3 else HOSTILE[place % count],
            "source": "ab" * 32,
            "path": HOSTILE[place // 2 % count],
            "sheet": "",
            "row": place,
        }
        for place in range(2 * count)
    ]
    kin: list[Row] = [
        {START: text, END: HOSTILE[-place - 1], "relation": HOSTILE[place - 2] if place % 4 else None, "row": place}
        for place, text in enumerate(HOSTILE)
    ]
    posts: list[Row] = [
        {
            START: text,
            END: "上坪村",
            "post": HOSTILE[place - 3],
            "from": HOSTILE[place - 5],
            "to": None if place % 2 else "",
        }
        for place, text in enumerate(HOSTILE)
    ]
    paid: list[Row] = [
        {START: row["key"], END: HOSTILE[place % count], "row": place} for place, row in enumerate(payments)
    ]
    return graph(
        folder,
        {"Person": people, "Village": [{"key": "上坪村", "name": "上坪村"}], "Payment": payments},
        {
            ("KIN", "Person", "Person"): [*kin, *kin[:5]],
            ("HOLDS_POST", "Person", "Village"): posts,
            ("PAID_TO", "Payment", "Person"): paid,
        },
    )


def stated(files: GraphFiles) -> tuple[Counter[str], Counter[str]]:
    """All nodes and relationships that the files hold, with their properties."""
    nodes = [(label, present(row)) for label, paths in files.nodes.items() for row in rows_of(paths)]
    relationships = [
        (kind, start, row.pop(START), end, row.pop(END), present(row))
        for (kind, start, end), paths in files.relationships.items()
        for row in rows_of(paths)
    ]
    return Counter(map(repr, nodes)), Counter(map(repr, relationships))


def rows_of(paths: tuple[Path, ...]) -> Iterator[dict[str, Any]]:
    for path in paths:
        yield from pl.read_parquet(path).to_dicts()


def present(row: dict[str, Any]) -> list[tuple[str, Any]]:
    return sorted((name, value) for name, value in row.items() if value is not None)


def found(driver: Driver) -> tuple[Counter[str], Counter[str]]:
    """All that the server holds besides what it says about itself."""
    nodes = driver.execute_query("MATCH (n) WHERE NOT n:_Meta RETURN labels(n) AS labels, properties(n) AS p").records
    relationships = driver.execute_query(
        "MATCH (a)-[r]->(b) "
        "RETURN type(r) AS t, labels(a) AS s, a.key AS a, labels(b) AS e, b.key AS b, properties(r) AS p"
    ).records
    return (
        Counter(repr((*record["labels"], present(record["p"]))) for record in nodes),
        Counter(
            repr((record["t"], *record["s"], record["a"], *record["e"], record["b"], present(record["p"])))
            for record in relationships
        ),
    )


@pytest.fixture(params=every_release())
def release(request: pytest.FixtureRequest) -> Release:
    """Each release that is supported; where servers are demanded, a missing one fails."""
    return release_here(request.param)


def imported(folder: Path, home: Path, release: Release, *options: str) -> None:
    """Runs the printed command in the exported folder."""
    (home / "conf").mkdir(parents=True, exist_ok=True)
    with contextlib.chdir(folder):
        done = run_admin(release, home, ["database", "import", "full", "neo4j", "@import.args", *options])
    assert done.returncode == 0, done.stdout


@contextlib.contextmanager
def served(home: Path, release: Release) -> Iterator[tuple[Server, Driver]]:
    server = Server(release, home, heap="512m")
    server.start()
    try:
        with GraphDatabase.driver(server.address, auth=(server.username, server.password)) as driver:
            yield server, driver
    finally:
        server.stop()


@pytest.fixture(autouse=True)
def _locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the printed command sets it: Java finds folders with Chinese names in a UTF-8 locale only."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.mark.slow
def test_the_imported_graph_is_the_projected_one_and_is_known_as_current(tmp_path: Path, release: Release) -> None:
    files = hostile_graph(tmp_path / "parts")
    export = export_graph(files, tmp_path / "导出 一", OWNER)
    imported(export.folder, tmp_path / "home", release)
    with served(tmp_path / "home", release) as (server, driver):
        nodes, relationships = found(driver)
        assert (nodes, relationships) == stated(files)
        assert (nodes.total(), relationships.total()) == (export.nodes, export.relationships)
        kept = Kept(tmp_path / "sent")
        kept.put(files)
        totals: list[int | None] = []
        engine = Neo4jEngine(
            parse_address(server.address),
            Login(server.username, server.password),
            OWNER,
            tmp_path / "sent",
            progress=lambda _, total: totals.append(total),
        )
        assert engine.data() == files.data
        for statement in (export.folder / "constraints.cypher").read_text(encoding="utf-8").split(";\n")[:-1]:
            driver.execute_query(statement)
        changed = graph(tmp_path / "changed", {"Village": [{"key": "下坪村", "name": "下坪村"}]}, {}, "cd" * 32)
        engine.rebuild(changed)
        assert engine.data() == changed.data
        assert set(totals) == {None}, "only what differs is sent to an imported graph"
        assert found(driver) == stated(changed)
        engine.close()
