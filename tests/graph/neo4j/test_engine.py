"""What a team relies on: the server has the workspace's graph, only changes are sent, nobody's data are overwritten."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cluegraph.errors import GraphBusy, GraphOfOthers, QueryRefused, QueryTimedOut
from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.graph.engine import END, START, GraphFiles, Limits
from cluegraph.graph.neo4j.engine import Neo4jEngine
from cluegraph.graph.project import project
from cluegraph.graph.reference import Reference
from server.process import Server
from tests.graph.conftest import made_records
from tests.graph.neo4j.graphs import (
    KIN,
    PAID,
    big_graph,
    clear,
    content,
    digest,
    engine_on,
    graph_files,
    log_size,
    paid,
    payments,
    people,
)
from tests.servers import connected

pytestmark = pytest.mark.keeps_graph
ID = "33029919700101{:04d}"
Make = Callable[..., Neo4jEngine]


@pytest.fixture(autouse=True)
def _cleared(neo4j_server: Server) -> None:
    clear(neo4j_server)


@pytest.fixture
def engine(neo4j_server: Server, tmp_path: Path) -> Iterator[Neo4jEngine]:
    with closing(engine_on(neo4j_server, tmp_path / "sent")) as made:
        yield made


def subsidies(count: int, fen: int = 3000, village: str = "上坪村") -> pl.LazyFrame:
    common = {"programme": "低保", "village": village, "township": "柳溪镇", "year": 2023, "amount_fen": fen}
    return made_records("subsidy", [{**common, "name": f"张{at}", "id_no": ID.format(at)} for at in range(count)])


def transfers() -> pl.LazyFrame:
    """Three alike between the same two accounts, and one back without a purpose."""
    one = {"from_account": "6217", "to_account": "6228", "amount_fen": 500, "purpose": "往来"}
    return made_records(
        "transfer", [one, one, one, {**one, "from_account": "6228", "to_account": "6217", "purpose": None}]
    )


RECORDS: dict[str, dict[str, pl.LazyFrame]] = {
    "subsidies": {"subsidy": subsidies(5)},
    "parallel transfers": {"transfer": transfers()},
    "kin and cadres": {
        "cadre": made_records("cadre", [{"name": "李四", "id_no": ID.format(9), "post": "会计", "village": "上坪村"}]),
        "kin": made_records(
            "kin", [{"name": "李四", "id_no": ID.format(9), "relative_name": "李五", "relation": "父子"}]
        ),
    },
    "nothing": {},
}


@pytest.mark.parametrize("records", RECORDS.values(), ids=RECORDS)
def test_the_graph_is_the_embedded_engines(
    engine: Neo4jEngine, tmp_path: Path, records: dict[str, pl.LazyFrame]
) -> None:
    (tmp_path / "files").mkdir()
    files = project(records, Reference(), tmp_path / "files", "data")
    with closing(EmbeddedEngine(tmp_path / "graph.lbdb")) as embedded:
        embedded.rebuild(files)
        engine.rebuild(files)
        assert content(engine) == content(embedded)
    assert engine.data() == "data"


CHANGES: dict[str, tuple[dict[str, pl.LazyFrame], dict[str, pl.LazyFrame]]] = {
    "a property changed": ({"subsidy": subsidies(4)}, {"subsidy": subsidies(4, fen=1)}),
    "a property gone": (
        {"subsidy": subsidies(3)},
        {"subsidy": subsidies(3).with_columns(programme=pl.lit(None, pl.String))},
    ),
    "rows gone": ({"subsidy": subsidies(4)}, {"subsidy": subsidies(1)}),
    "a file taken out": ({"subsidy": subsidies(2), "transfer": transfers()}, {"subsidy": subsidies(2)}),
    "a file added": ({"subsidy": subsidies(2)}, {"subsidy": subsidies(2), "transfer": transfers()}),
    "two of three alike gone": ({"transfer": transfers()}, {"transfer": transfers().filter(pl.col("row") > 2)}),
    "everything gone": ({"subsidy": subsidies(2)}, {}),
    "another village": ({"subsidy": subsidies(2)}, {"subsidy": subsidies(2, village="下坪村")}),
}


@pytest.mark.parametrize(("before", "after"), CHANGES.values(), ids=CHANGES)
def test_a_change_makes_the_graph_that_a_fresh_load_makes(
    engine: Neo4jEngine, tmp_path: Path, before: dict[str, pl.LazyFrame], after: dict[str, pl.LazyFrame]
) -> None:
    files = []
    for name, records in (("before", before), ("after", after)):
        (tmp_path / name).mkdir()
        files.append(project(records, Reference(), tmp_path / name, name))
    with closing(EmbeddedEngine(tmp_path / "graph.lbdb")) as embedded:
        embedded.rebuild(files[1])
        for each in files:
            engine.rebuild(each)
        assert content(engine) == content(embedded)
    assert engine.data() == "after"


def test_an_unchanged_graph_is_not_written_again(engine: Neo4jEngine, neo4j_server: Server, tmp_path: Path) -> None:
    files = graph_files(tmp_path / "a", "one", {"Person": people(20)})
    engine.rebuild(files)
    before = log_size(neo4j_server)
    engine.rebuild(files)
    assert engine.data() == "one"
    assert log_size(neo4j_server) == before


def test_only_the_difference_is_sent(neo4j_server: Server, tmp_path: Path) -> None:
    told: list[Any] = []
    nodes = {"Person": people(300), "Payment": payments(600)}
    first = graph_files(tmp_path / "a", "one", nodes, {PAID: paid(600, 300)})
    changed = [*payments(599), {"key": "付599", "kind": "subsidy", "amount_fen": 1, "remark": "改"}]
    other = paid(600, 300)
    other[0][END] = "人299"
    second = graph_files(tmp_path / "b", "two", {**nodes, "Payment": changed}, {PAID: other})

    def progress(written: int, total: int | None) -> None:
        told.append((written, total))

    with closing(engine_on(neo4j_server, tmp_path / "sent", progress=progress)) as engine:
        engine.rebuild(first)
        assert told[-1] == (1500, 1500)
        told.clear()
        engine.rebuild(second)
    # A changed payment; a relationship taken away, the same made anew with its other end.
    assert told[-1] == (3, None)


def test_without_the_files_of_the_last_load_the_graph_is_made_anew(neo4j_server: Server, tmp_path: Path) -> None:
    files = big_graph(tmp_path / "a", "one", 50)
    with closing(engine_on(neo4j_server, tmp_path / "sent")) as engine:
        engine.rebuild(files)
        expected = content(engine)
    second = big_graph(tmp_path / "b", "two", 40)
    with closing(engine_on(neo4j_server, tmp_path / "another machine")) as engine:
        engine.rebuild(second)
        assert len(content(engine)["Person"]) == 40
        engine.rebuild(files)
        assert content(engine) == expected


def test_a_graph_that_was_changed_by_hand_is_noticed_and_made_anew(
    engine: Neo4jEngine, neo4j_server: Server, tmp_path: Path
) -> None:
    files = big_graph(tmp_path / "a", "one", 20)
    engine.rebuild(files)
    expected = content(engine)
    for change in (
        "MATCH (p:Person {key: '人3'}) DETACH DELETE p",
        "MATCH (:Payment)-[r:PAID_TO]->() WITH r LIMIT 2 DELETE r",
        "CREATE (:Person {key: '外人'})",
    ):
        with connected(neo4j_server) as driver:
            driver.execute_query(change)
        assert engine.data() is None
        engine.rebuild(files)
        assert engine.data() == "one"
        assert content(engine) == expected


def test_anothers_graph_is_refused_and_replaced_only_on_demand(neo4j_server: Server, tmp_path: Path) -> None:
    ours, theirs = big_graph(tmp_path / "a", "ours", 5), big_graph(tmp_path / "b", "theirs", 7)
    with closing(engine_on(neo4j_server, tmp_path / "theirs", "乙区")) as engine:
        engine.rebuild(theirs)
        before = content(engine)
    with closing(engine_on(neo4j_server, tmp_path / "ours")) as engine:
        with pytest.raises(GraphOfOthers, match=r"另一个工作区.*cluegraph copy"):
            engine.rebuild(ours)
        assert content(engine) == before
    with closing(engine_on(neo4j_server, tmp_path / "ours", take_over=True)) as engine:
        engine.rebuild(ours)
        assert engine.data() == "ours"
        assert len(content(engine)["Person"]) == 5


@pytest.mark.parametrize("take_over", [False, True])
def test_data_that_are_not_cluegraphs_are_never_touched(neo4j_server: Server, tmp_path: Path, take_over: bool) -> None:
    with connected(neo4j_server) as driver:
        driver.execute_query("CREATE (:Film {title: '别的数据'})-[:BY]->(:Person {name: '导演'})")
    before = digest(neo4j_server)
    files = big_graph(tmp_path / "a", "one", 5)
    engine = engine_on(neo4j_server, tmp_path / "sent", take_over=take_over)
    with closing(engine), pytest.raises(GraphOfOthers, match="已有别的数据（2 个节点），不会覆盖"):
        engine.rebuild(files)
    assert digest(neo4j_server) == before


def test_nodes_that_somebody_keeps_in_our_database_are_not_swept_away(
    engine: Neo4jEngine, neo4j_server: Server, tmp_path: Path
) -> None:
    files = big_graph(tmp_path / "a", "one", 5)
    engine.rebuild(files)
    with connected(neo4j_server) as driver:
        driver.execute_query("CREATE (:Film {title: '别的数据'})")
    with pytest.raises(GraphOfOthers, match="别的数据（1 个节点）"):
        engine.rebuild(files)
    with connected(neo4j_server) as driver:
        assert driver.execute_query("MATCH (f:Film) RETURN count(f) AS n").records[0]["n"] == 1


def _mark(server: Server, seconds: int, token: str = "anderswo") -> None:
    """As if somebody else's load had given its last sign of life so long ago."""
    with connected(server) as driver:
        driver.execute_query(
            "MERGE (m:_Meta {key: 'graph'}) SET m.loading = 'theirs', m.owner = '乙区', m.token = $token, "
            "m.beat = timestamp() - $ago REMOVE m.data",
            token=token,
            ago=seconds * 1000,
        )


def test_while_another_loads_one_waits_and_afterwards_one_may_take_over(neo4j_server: Server, tmp_path: Path) -> None:
    files = big_graph(tmp_path / "a", "one", 5)
    with closing(engine_on(neo4j_server, tmp_path / "sent", take_over=True)) as engine:
        _mark(neo4j_server, 10)
        assert engine.data() is None
        with pytest.raises(GraphBusy, match="另一位用户正在"):
            engine.rebuild(files)
        _mark(neo4j_server, 90)
        engine.rebuild(files)
        assert engine.data() == "one"


def test_a_load_that_was_taken_over_stops_and_leaves_nothing_in_the_others_graph(
    neo4j_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cluegraph.graph.neo4j.plan.ROWS", 50)
    ours, theirs = big_graph(tmp_path / "a", "ours", 200), big_graph(tmp_path / "b", "theirs", 30)
    with closing(engine_on(neo4j_server, tmp_path / "theirs", "乙区", take_over=True)) as other:

        def progress(written: int, _total: int | None) -> None:
            """In the middle of ours: silent for long (a laptop that slept), the other takes over and loads."""
            if written >= 300 and other.data() is None:
                with connected(neo4j_server) as driver:
                    driver.execute_query("MATCH (m:_Meta) SET m.beat = m.beat - 90000")
                other.rebuild(theirs)

        engine = engine_on(neo4j_server, tmp_path / "ours", progress=progress)
        with closing(engine), pytest.raises(GraphBusy):
            engine.rebuild(ours)
        assert other.data() == "theirs"
        found = content(other)
    assert {name: len(lines) for name, lines in found.items()} == {
        "Person": 30,
        "Payment": 90,
        "PAID_TO-Payment-Person": 90,
        "KIN-Person-Person": 30,
    }


def test_what_was_written_is_read_at_once_through_a_routed_address(neo4j_server: Server, tmp_path: Path) -> None:
    with closing(engine_on(neo4j_server, tmp_path / "sent")) as engine:
        for turn in range(1, 6):
            engine.rebuild(graph_files(tmp_path / str(turn), f"data {turn}", {"Person": people(turn)}))
            assert engine.query("MATCH (p:Person) RETURN count(p)").rows == [[turn]]


def test_constraints_stand_on_every_label(engine: Neo4jEngine, neo4j_server: Server, tmp_path: Path) -> None:
    engine.rebuild(graph_files(tmp_path / "a", "one", {"Person": people(1)}))
    with connected(neo4j_server) as driver:
        found = driver.execute_query("SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type").records
    assert {label for record in found for label in record["labelsOrTypes"]} >= {"Person", "Payment", "_Meta", "_Batch"}
    assert all(record["properties"] == ["key"] for record in found)


def test_a_query_ends_at_its_row_cap_and_says_so(engine: Neo4jEngine) -> None:
    answer = engine.query("UNWIND range(1, 100) AS x RETURN x", limits=Limits(rows=10))
    assert (len(answer.rows), answer.cut) == (10, True)
    exactly = engine.query("UNWIND range(1, 10) AS x RETURN x", limits=Limits(rows=10))
    assert (len(exactly.rows), exactly.cut) == (10, False)


def test_a_query_ends_at_its_time_limit(engine: Neo4jEngine) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryTimedOut, match="时间限制"):
        engine.query("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)", limits=Limits(1.0))
    assert time.monotonic() - begun < 20


def test_parameters_are_data(engine: Neo4jEngine) -> None:
    hostile = "'}) DETACH DELETE n //`\\u0027 $other"
    assert engine.query("RETURN $text AS text, $list AS list", {"text": hostile, "list": [1, None, "a"]}).rows == [
        [hostile, [1, None, "a"]]
    ]
    with pytest.raises(QueryRefused, match=r"缺少参数 \$text"):
        engine.query("RETURN $text")
    assert list(engine.check("MATCH (n:Person) WHERE n.key = $key RETURN n.name AS name, n.key")) == ["name", "n.key"]
    with pytest.raises(QueryRefused, match="不接受这条查询"):
        engine.check("MATCH (n:Person RETURN n")


def test_the_password_is_nowhere(
    neo4j_server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    said = []
    with closing(engine_on(neo4j_server, tmp_path / "sent")) as engine:
        engine.rebuild(graph_files(tmp_path / "a", "one", {"Person": people(1)}))
        said += [repr(engine), engine.name, repr(vars(engine)), repr(vars(engine._connection))]
        with pytest.raises(QueryRefused) as refused:
            engine.query("RETURN nonsense(")
        said += [repr(refused.value), str(refused.value)]
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert neo4j_server.password not in "".join(said) + caplog.text + "".join(capsys.readouterr())
    assert not any(neo4j_server.password.encode() in each for each in written)


def test_both_ways_to_the_server_give_the_same_graph(neo4j_server: Server, tmp_path: Path) -> None:
    files = big_graph(tmp_path / "a", "one", 10)
    with closing(engine_on(neo4j_server, tmp_path / "sent")) as routed:
        routed.rebuild(files)
        with closing(engine_on(neo4j_server, tmp_path / "sent", address=neo4j_server.address)) as direct:
            assert direct.data() == "one"
            assert content(direct) == content(routed)


def test_the_ends_and_properties_of_vocabulary_names_that_are_words_of_cypher_are_written(
    engine: Neo4jEngine, tmp_path: Path
) -> None:
    """`from` and `to` are properties of HOLDS_POST."""
    ends = ("HOLDS_POST", "Person", "Village")
    rows = [{START: "人0", END: "上坪村", "post": "会计", "from": "2021-01", "to": None}]
    nodes = {"Person": people(1), "Village": [{"key": "上坪村", "name": "上坪村"}]}
    engine.rebuild(graph_files(tmp_path / "a", "one", nodes, {ends: rows}))
    asked = "MATCH ()-[r:HOLDS_POST]->() RETURN r.`from`, r.`to`, r.post"
    assert engine.query(asked).rows == [["2021-01", None, "会计"]]


def test_a_person_may_be_kin_of_itself_and_twice_of_another(engine: Neo4jEngine, tmp_path: Path) -> None:
    rows = [{START: "人0", END: end, "relation": "兄弟"} for end in ("人0", "人1", "人1")]
    files: list[GraphFiles] = [
        graph_files(tmp_path / name, name, {"Person": people(2)}, {KIN: kept})
        for name, kept in (("three", rows), ("two", rows[:2]), ("again", rows))
    ]
    for each, expected in zip(files, (3, 2, 3), strict=True):
        engine.rebuild(each)
        assert engine.query("MATCH (:Person)-[r:KIN]->(:Person) RETURN count(r)").rows == [[expected]]
