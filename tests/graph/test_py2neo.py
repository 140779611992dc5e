"""py2neo on real servers: it reads, it never writes, and its classes are the vocabulary."""

from __future__ import annotations

import keyword
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

py2neo = pytest.importorskip("py2neo")

from py2neo import Node, Relationship, bulk  # noqa: E402
from py2neo.ogm import GraphObject, Repository  # noqa: E402

from cluegraph.errors import (  # noqa: E402
    EngineError,
    LoginRefused,
    QueryRefused,
    ServerUnreachable,
    UsageError,
)
from cluegraph.graph.model import model  # noqa: E402
from cluegraph.graph.py2neo import graph_of, guard, models  # noqa: E402
from cluegraph.graph.py2neo.names import TAKEN, property_names, related_names  # noqa: E402
from server.process import Server  # noqa: E402
from tests.servers import connected, empty, on_release, own_server  # noqa: E402

pytestmark = pytest.mark.keeps_graph
MADE = """
CREATE (p:Person {key: '330299197001010018', name: '张三', id_valid: true, name_count: 1})
CREATE (q:Person {key: '李四@上坪村', name: '李四'})
CREATE (c:Company {key: '柳溪农业', name: '柳溪农业合作社'})
CREATE (v:Village {key: '柳溪镇/上坪村', name: '上坪村', township: '柳溪镇'})
CREATE (x:Payment {key: 'x', amount_fen: 30050, days: 1.5, remark: '补发'})
CREATE (y:Payment {key: 'y', amount_fen: 100})
CREATE (x)-[:PAID_TO {path: '甲.xlsx', row: 2}]->(p), (y)-[:PAID_TO {path: '甲.xlsx', row: 3}]->(p),
       (y)-[:PAID_TO {path: '甲.xlsx', row: 3}]->(c),
       (p)-[:HOLDS_POST {post: '会计', ref: 'a'}]->(v), (p)-[:HOLDS_POST {post: '主任', ref: 'b'}]->(v)
"""
COUNTED = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n), count(r), sum(coalesce(n.changed, 0))"


def _environment(server: Server) -> dict[str, str]:
    return {"NEO4J_PASSWORD_FILE": str(server.password_file)}


def _counted(server: Server) -> list[object]:
    with connected(server) as driver:
        return list(driver.execute_query(COUNTED).records[0].values())


def _made(server: Server) -> None:
    empty(server)
    with connected(server) as driver:
        driver.execute_query(MADE)


@pytest.fixture(scope="module")
def server(neo4j_server: Server) -> Server:
    _made(neo4j_server)
    return neo4j_server


@pytest.fixture
def changing(server: Server) -> Iterator[Server]:
    """The server for a test that changes its graph."""
    yield server
    _made(server)


@pytest.fixture
def graph(server: Server) -> Iterator[Any]:
    with graph_of(server.address, _environment(server)) as found:
        yield found


def test_queries_answer_as_py2neo_does(graph: Any) -> None:
    frame = graph.run("MATCH (p:Person {name: $name}) RETURN p.key AS 身份证号", name="张三").to_data_frame()
    assert frame.to_dict("records") == [{"身份证号": "330299197001010018"}]
    assert graph.evaluate("MATCH (x:Payment) RETURN sum(x.amount_fen)") == 30150
    assert graph.query("RETURN '补发' AS 备注").data() == [{"备注": "补发"}]


def test_matchers_find_chinese_values(graph: Any) -> None:
    person = graph.nodes.match("Person", name="张三").first()
    assert dict(person) == {"key": "330299197001010018", "name": "张三", "id_valid": True, "name_count": 1}
    assert [dict(found) for found in graph.match((None, person), "PAID_TO").order_by("_.row")] == [
        {"path": "甲.xlsx", "row": 2},
        {"path": "甲.xlsx", "row": 3},
    ]
    assert (len(graph.nodes), len(graph.relationships), graph.exists(person)) == (6, 5, True)


def test_a_routed_address_and_a_named_database_work_too(server: Server) -> None:
    environment = {**_environment(server), "NEO4J_DATABASE": "neo4j"}
    with graph_of(server.routed, environment) as graph:
        assert graph.name == "neo4j"
        assert len(graph.nodes.match("Person")) == 2


def test_a_transaction_reads_and_pull_brings_what_the_server_has(graph: Any, changing: Server) -> None:
    transaction = graph.begin()
    assert transaction.evaluate("MATCH (v:Village) RETURN v.name") == "上坪村"
    graph.commit(transaction)
    person = graph.nodes.match("Person", name="李四").first()
    with connected(changing) as driver:
        driver.execute_query("MATCH (p:Person {name: '李四'}) SET p.place = '上坪村'")
    graph.pull(person)
    assert person["place"] == "上坪村"


def _person(graph: Any) -> Any:
    return graph.nodes.match("Person", name="张三").first()


def _changed(graph: Any) -> Any:
    person = _person(graph)
    person["changed"] = 1
    return person


def _saved(graph: Any) -> None:
    person = models()["Person"].match(graph, "330299197001010018").first()
    person.place = "下坪村"
    Repository.wrap(graph).save(person)


def _in_transaction(write: Callable[[Any], object]) -> Callable[[Any], object]:
    def within(graph: Any) -> None:
        transaction = graph.begin(readonly=False)
        try:
            write(transaction)
        finally:
            graph.rollback(transaction)

    return within


NEW = Node("Person", key="新")
WAYS: dict[str, Callable[[Any], object]] = {
    "run": lambda graph: graph.run("CREATE (:Person {key: '新'})"),
    "run set": lambda graph: graph.run("MATCH (p:Person) SET p.changed = 1"),
    "evaluate": lambda graph: graph.evaluate("MERGE (p:Person {key: '新'}) RETURN p.key"),
    "query": lambda graph: graph.query("MATCH (p:Person) REMOVE p.name RETURN p"),
    "read": lambda graph: graph.auto(readonly=True).run("MATCH (p:Person) DETACH DELETE p"),
    "auto": lambda graph: graph.auto(readonly=False).run("CREATE (:Person {key: '新'})"),
    "update": lambda graph: graph.update("CREATE (:Person {key: '新'})"),
    "update of a function": lambda graph: graph.update(lambda tx: tx.run("CREATE (:Person {key: '新'})")),
    "create": lambda graph: graph.create(NEW),
    "merge": lambda graph: graph.merge(NEW, "Person", "key"),
    "push": lambda graph: graph.push(_changed(graph)),
    "delete": lambda graph: graph.delete(_person(graph)),
    "delete_all": lambda graph: graph.delete_all(),
    "separate": lambda graph: graph.separate(graph.match(r_type="PAID_TO").first()),
    "create a relationship": lambda graph: graph.create(Relationship(_person(graph), "KIN", NEW)),
    "transaction run": _in_transaction(lambda tx: tx.run("CREATE (:Person {key: '新'})")),
    "transaction update": _in_transaction(lambda tx: tx.update("CREATE (:Person {key: '新'})")),
    "transaction create": _in_transaction(lambda tx: tx.create(NEW)),
    "transaction merge": _in_transaction(lambda tx: tx.merge(NEW, "Person", "key")),
    "transaction push": _in_transaction(lambda tx: tx.push(_changed(tx.graph))),
    "transaction delete": _in_transaction(lambda tx: tx.delete(_person(tx.graph))),
    "transaction separate": _in_transaction(lambda tx: tx.separate(tx.graph.match().first())),
    "bulk create": lambda graph: bulk.create_nodes(graph.auto(), [["新"]], labels={"Person"}, keys=["key"]),
    "bulk merge": lambda graph: bulk.merge_nodes(graph.auto(), [["新"]], ("Person", "key"), keys=["key"]),
    "bulk relate": lambda graph: bulk.create_relationships(
        graph.auto(), [("李四@上坪村", {}, "李四@上坪村")], "KIN", ("Person", "key"), ("Person", "key")
    ),
    "ogm save": _saved,
    "ogm delete": lambda graph: Repository.wrap(graph).delete(models()["Person"].match(graph).first()),
    "ogm add": lambda graph: (
        models()["Village"].match(graph).first().holds_post_from_person.add(models()["Person"].match(graph).first())
    ),
    "call": lambda graph: graph.call("dbms.listConfig"),
    "call by name": lambda graph: graph.call.db.clearQueryCaches(),
    "run call": lambda graph: graph.run("CALL db.labels()"),
    "run load csv": lambda graph: graph.run("LOAD CSV FROM 'file:///x.csv' AS row RETURN row"),
    "schema index": lambda graph: graph.schema.create_index("Person", "name"),
    "schema constraint": lambda graph: graph.schema.create_uniqueness_constraint("Person", "name"),
    "schema labels": lambda graph: graph.schema.node_labels,
    "service": lambda graph: graph.service.default_graph.run("CREATE (:Person {key: '新'})"),
    "service by name": lambda graph: graph.service["neo4j"].run("CREATE (:Person {key: '新'})"),
    "system database": lambda graph: graph.service.system_graph.run("SHOW USERS"),
    "connector": lambda graph: graph.service.connector.auto_run("CREATE (:Person {key: '新'})", readonly=False),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_writes(graph: Any, server: Server, way: str) -> None:
    before = _counted(server)
    with pytest.raises(QueryRefused, match="只能读取") as refused:
        WAYS[way](graph)
    assert "服务器" not in str(refused.value), "it was sent"
    assert _counted(server) == before


def test_a_refused_delete_leaves_the_local_node_as_it_was(graph: Any) -> None:
    person = _person(graph)
    with pytest.raises(QueryRefused):
        graph.delete(person)
    assert person.graph is graph
    assert graph.exists(person)


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (p:Person) \\u0053ET p.changed = 1",
        "MATCH (p:Person) \\uu0053ET p.changed = 1",
        "WITH 'a\\u0027 AS a LOAD CSV FROM \\u0027http://127.0.0.1:9/\\u0027 AS row RETURN row //' AS b RETURN b",
    ],
)
def test_a_clause_hidden_in_escapes_is_refused(graph: Any, text: str) -> None:
    with pytest.raises(QueryRefused, match="转义"):
        graph.run(text)


@pytest.mark.parametrize("way", [way for way in WAYS if "transaction" in way or way in ("run", "run set", "auto")])
def test_what_gets_past_the_check_is_refused_by_the_server(
    graph: Any, server: Server, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_reading", lambda cypher: cypher)
    before = _counted(server)
    with pytest.raises(QueryRefused):
        WAYS[way](graph)
    with pytest.raises(QueryRefused, match=r"服务器不接受.*read access mode"):
        graph.run("CREATE (:Person {key: '新'})")
    transaction = graph.begin(readonly=False)
    with pytest.raises(QueryRefused, match=r"服务器不接受.*read access mode"):
        transaction.run("CREATE (:Person {key: '新'})")
    graph.rollback(transaction)
    assert _counted(server) == before


def test_the_classes_read_properties_as_the_vocabulary_types_them(graph: Any) -> None:
    person = models()["Person"].match(graph, "330299197001010018").first()
    assert (person.name, person.id_valid, person.name_count, person.died_on) == ("张三", True, 1, None)
    payment = models()["Payment"].match(graph, "x").first()
    assert (payment.amount_fen, payment.days, payment.remark) == (30050, 1.5, "补发")
    assert [found.name for found in models()["Village"].match(graph).where(name="上坪村")] == ["上坪村"]


def test_related_objects_are_of_their_own_label(graph: Any) -> None:
    payment = models()["Payment"].match(graph, "y").first()
    assert [type(found).__name__ for found in payment.paid_to_person] == ["Person"]
    assert [found.name for found in payment.paid_to_company] == ["柳溪农业合作社"]
    (person,) = payment.paid_to_person
    assert [found.key for found in person.paid_to_from_payment] == ["x", "y"]
    assert payment in person.paid_to_from_payment


def test_parallel_relationships_are_one_object_and_two_triples(graph: Any) -> None:
    person = models()["Person"].match(graph, "330299197001010018").first()
    assert ([found.name for found in person.holds_post_village], len(person.holds_post_village)) == (["上坪村"], 1)
    assert [said["post"] for _, (_, said), _ in person.holds_post_village.triples()] == ["会计", "主任"]


def test_pulling_an_object_reads_its_related_objects_again(graph: Any, changing: Server) -> None:
    person = models()["Person"].match(graph, "李四@上坪村").first()
    assert list(person.lives_in_village) == []
    with connected(changing) as driver:
        driver.execute_query("MATCH (p:Person {name: '李四'}) MATCH (v:Village) CREATE (p)-[:LIVES_IN]->(v)")
    graph.pull(person)
    assert [found.name for found in person.lives_in_village] == ["上坪村"]


def test_every_label_has_a_class_whose_attributes_are_read(graph: Any, changing: Server) -> None:
    with connected(changing) as driver:
        for label in model().nodes:
            driver.execute_query(f"MERGE (n:`{label}` {{key: '一'}})")  # type: ignore[arg-type]
    assert set(models()) == set(model().nodes)
    for label, made in models().items():
        found = made.match(graph, "一").first()
        assert (made.__primarylabel__, made.__primarykey__, found.__primaryvalue__) == (label, "key", "一")
        for name in property_names(model().nodes[label]):
            assert getattr(found, name) == ("一" if name == "key" else None)
        for name in related_names(model(), label):
            assert list(getattr(found, name)) == []


def test_every_pair_of_ends_has_an_attribute_at_both_ends() -> None:
    pairs = [(kind.type, *pair) for kind in model().relationships.values() for pair in kind.ends]
    out = [found for label in models() for found in related_names(model(), label).values() if found.outgoing]
    into = [found for label in models() for found in related_names(model(), label).values() if not found.outgoing]
    assert sorted((found.type, found.label, found.far_label) for found in out) == sorted(pairs)
    assert sorted((found.type, found.far_label, found.label) for found in into) == sorted(pairs)


def test_the_names_are_free_and_say_what_they_are() -> None:
    public = {name for name in dir(GraphObject) if not name.startswith("_")}
    assert public == TAKEN
    for label, made in models().items():
        names = [*property_names(model().nodes[label]), *related_names(model(), label)]
        assert len(set(names)) == len(names)
        assert not [name for name in names if keyword.iskeyword(name) or name in public or not name.isidentifier()]
        assert all(f"{name}: " in made.__doc__ for name in names)
    assert "approved_by" in property_names(model().nodes["Payment"])
    assert "approved_by_person" in related_names(model(), "Payment")


def test_a_wrong_password_is_said_to_be_one(neo4j_server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(LoginRefused, match="用户名或密码") as refused:
        graph_of(neo4j_server.address, {"NEO4J_PASSWORD": "falsch-geheim"})
    assert "falsch-geheim" not in str(refused.value) + caplog.text


def test_the_password_is_shown_nowhere(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with graph_of(server.address, _environment(server)) as graph:
        graph.run("MATCH (n) RETURN count(n)")
        shown = f"{graph!r} {graph.service!r} {graph.service.connector!r} {caplog.text}"
    assert server.password not in shown
    assert "py2neo" in caplog.text


def test_a_server_that_is_not_there_is_said_to_be_away() -> None:
    with pytest.raises(ServerUnreachable):
        graph_of("bolt://127.0.0.1:1", {"NEO4J_PASSWORD": "x"})


def test_http_is_refused() -> None:
    with pytest.raises(UsageError, match="neo4j://"):
        graph_of("http://127.0.0.1:7474", {"NEO4J_PASSWORD": "x"})


def test_a_graph_that_was_closed_says_so_and_still_writes_nothing(graph: Any) -> None:
    graph.close()
    with pytest.raises(EngineError, match="已经关闭"):
        graph.run("RETURN 1")
    with pytest.raises(QueryRefused):
        graph.run("CREATE (n)")


def test_queries_that_fail_leave_no_connection_behind(graph: Any) -> None:
    for _ in range(5):
        with pytest.raises(QueryRefused, match="服务器不接受"):
            graph.run("MATCH (n) RETURN m")
    assert sum(graph.service.connector.in_use.values()) == 0


@on_release("5.26")
@pytest.mark.slow
def test_a_server_that_goes_and_comes_back_is_used_again(tmp_path: Path) -> None:
    with own_server("5.26", tmp_path / "home") as server, ExitStack() as opened:
        addresses = (server.address, server.routed)
        graphs = [opened.enter_context(graph_of(address, _environment(server))) for address in addresses]
        server.kill()
        for graph in graphs * 2:
            with pytest.raises(ServerUnreachable):
                graph.run("RETURN 1")
        server.start()
        assert [graph.evaluate("RETURN 1") for graph in graphs] == [1, 1]
        server.stop()
        server.start()
        assert [graph.evaluate("RETURN 1") for graph in graphs] == [1, 1]


_WITHOUT = """
import pkgutil, sys
sys.modules["py2neo"] = None
import cluegraph.api, cluegraph.cli.main, cluegraph.graph.py2neo
for package in ("cluegraph", "cluegraph.graph", "cluegraph.queries", "cluegraph.viz", "cluegraph.cases"):
    for module in pkgutil.iter_modules(__import__(package, fromlist=["x"]).__path__, f"{package}."):
        if not module.name.endswith("__main__"):
            __import__(module.name)
from cluegraph.errors import UsageError
for wanted in (lambda: cluegraph.graph.py2neo.graph_of("bolt://127.0.0.1:1", {"NEO4J_PASSWORD": "x"}),
               cluegraph.graph.py2neo.models):
    try:
        wanted()
    except UsageError as problem:
        print(problem.sentence("zh"))
"""


def test_without_py2neo_all_else_works_and_a_sentence_says_what_to_install() -> None:
    done = subprocess.run([sys.executable, "-c", _WITHOUT], capture_output=True, text=True, check=True)
    assert done.stdout.count('没有安装 py2neo；请运行 pip install "cluegraph[py2neo]"。') == 2


def test_nothing_else_imports_py2neo() -> None:
    text = "import sys, cluegraph.api, cluegraph.cli.main, cluegraph.graph.py2neo; print('py2neo' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
