"""The embedded engine's manners: what it refuses, what it ends, how it answers."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cluegraph.errors import EngineError, GraphMissing, QueryRefused, QueryTimedOut
from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.graph.engine import Limits

Build = Callable[..., Any]
ZHANG = "330299197001010018"
WRITING = [
    "CREATE (:Person {key: 'x'})",
    "MATCH (n:Person) SET n.name = 'x'",
    "MATCH (n:Person) DETACH DELETE n",
    "MERGE (n:Person {key: 'x'})",
    "DROP TABLE Person",
    "COPY (MATCH (n:Person) RETURN n.key) TO 'leak.csv'",
    "LOAD FROM 'secret.csv' RETURN *",
    "CALL show_tables() RETURN *",
    "INSTALL json",
    "ATTACH 'other.db' AS other (dbtype kuzu)",
    "EXPORT DATABASE 'folder'",
    "BEGIN TRANSACTION",
    "MATCH (n:Person) RETURN n.key; MATCH (n:Person) RETURN n.key",
    "",
    "  // nothing",
]


@pytest.fixture
def graph(build: Build) -> Any:
    rows = [
        {
            "name": f"某{at}",
            "id_no": f"3302991970010100{at:02d}",
            "programme": "低保",
            "village": "上坪村",
            "year": 2023,
            "amount_fen": at,
            "date": date(2023, 1, 1),
        }
        for at in range(10, 20)
    ]
    return build({"subsidy": rows})


@pytest.mark.parametrize("cypher", WRITING)
def test_whatever_is_not_one_reading_query_is_refused(graph: Any, cypher: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        graph.engine.query(cypher)
    assert refused.value.what.zh and refused.value.todo.en
    with pytest.raises(QueryRefused):
        graph.engine.check(cypher)


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (use:Unit) RETURN count(use.name) AS load;",
        "MATCH (x:Payment) WHERE x.remark = 'CREATE; DROP' RETURN count(x)",
        "// MERGE\nMATCH (x:Payment) /* DELETE */ RETURN count(x)",
        "UNWIND [1, 2] AS x RETURN sum(x)",
        "RETURN 1 AS `create`",
    ],
)
def test_words_that_only_look_like_writing_are_accepted(graph: Any, cypher: str) -> None:
    assert len(graph.engine.query(cypher).rows) == 1


def test_a_wrong_query_is_refused_in_a_sentence_that_names_the_fault(graph: Any) -> None:
    with pytest.raises(QueryRefused, match="Persn"):
        graph.engine.query("MATCH (n:Persn) RETURN n")
    with pytest.raises(QueryRefused, match="图引擎不接受这条查询"):
        graph.engine.query("MATCH (n:Person RETURN n")


@pytest.mark.parametrize(
    ("cypher", "what", "todo"),
    [
        ("MATCH (n:Persn) RETURN n", "图谱里没有叫 Persn 的节点或关系", "请对照 docs/图谱词汇.md 改正名称。"),
        ("MATCH (:Person)-[:OWN]->(n) RETURN n", "图谱里没有叫 OWN 的节点或关系", "请对照 docs/图谱词汇.md 改正名称。"),
        ("MATCH (n:Person) RETURN n.nme", "n 没有叫 nme 的属性", "请对照 docs/图谱词汇.md 改正名称。"),
        ("MATCH (n:Person) RETURN m.name", "没有写明 m 是什么", "请先在 MATCH、WITH 或 UNWIND 里写出它。"),
        ("RETURN foo(1)", "没有叫 FOO 的函数", "请换一个函数，或去掉它。"),
        ("MATCH (n:Person)\nRETURN n,", "第 2 行有一处语法不对", "请检查那里的括号、引号、逗号和关键字；"),
    ],
)
def test_a_refusal_says_what_to_do_before_the_engines_own_words(graph: Any, cypher: str, what: str, todo: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        graph.engine.query(cypher)
    said = refused.value.sentence("zh")
    assert said.startswith(f"图引擎不接受这条查询：{what}；{todo}")
    assert re.search(r"引擎原话：\w+ exception: ", said)


def test_a_missing_parameter_is_refused_and_one_too_many_is_not(graph: Any) -> None:
    with pytest.raises(QueryRefused, match=r"\$least"):
        graph.engine.query("MATCH (x:Payment) WHERE x.amount_fen >= $least RETURN count(x)")
    counted = graph.engine.query(
        "MATCH (x:Payment) WHERE x.amount_fen >= $least RETURN count(x)", {"least": 15, "other": 1}
    )
    assert counted.rows == [[5]]


def test_small_whole_parameters_do_not_overflow(graph: Any) -> None:
    assert graph.engine.query("RETURN $a * $b AS product", {"a": 100, "b": 100}).rows == [[10000]]


def test_parameters_of_every_kind_arrive(graph: Any) -> None:
    given = {"text": "a'b\\\"$x", "number": 1.5, "list": ["a", "b"], "yes": True, "nothing": None, "big": 2**40}
    answer = graph.engine.query(
        "RETURN $text AS a, $number AS b, $list AS c, $yes AS d, $nothing AS e, $big AS f", given
    )
    assert answer.rows == [["a'b\\\"$x", 1.5, ["a", "b"], True, None, 2**40]]


def test_a_limit_can_be_a_parameter(graph: Any) -> None:
    assert len(graph.engine.query("MATCH (x:Payment) RETURN x.key LIMIT $rows", {"rows": 3}).rows) == 3


def test_the_row_limit_cuts_and_says_so(graph: Any) -> None:
    asked = "MATCH (x:Payment) RETURN x.key"
    cut = graph.engine.query(asked, limits=Limits(rows=9))
    assert (len(cut.rows), cut.cut) == (9, True)
    whole = graph.engine.query(asked, limits=Limits(rows=10))
    assert (len(whole.rows), whole.cut) == (10, False)


def test_the_time_limit_ends_a_query(graph: Any) -> None:
    endless = "UNWIND range(1, 200000) AS a UNWIND range(1, 200000) AS b RETURN sum(a * b) AS s"
    with pytest.raises(QueryTimedOut):
        graph.engine.query(endless, limits=Limits(seconds=0.3))
    assert graph.engine.query("RETURN 1 AS one").rows == [[1]]


def test_sums_are_int_and_averages_float(graph: Any) -> None:
    answer = graph.engine.query(
        "MATCH (x:Payment) RETURN sum(x.amount_fen) AS s, avg(x.amount_fen) AS a, count(x) AS c"
    )
    assert answer.records() == [{"s": 145, "a": 14.5, "c": 10}]
    assert [type(value) for value in answer.rows[0]] == [int, float, int]


def test_dates_are_iso_text_and_maps_and_lists_are_plain(graph: Any) -> None:
    answer = graph.engine.query("RETURN date('2023-01-05') AS d, [1, 2] AS l, {a: 1, b: 'x'} AS m, null AS n")
    assert answer.rows == [["2023-01-05", [1, 2], {"a": 1, "b": "x"}, None]]


def test_nodes_and_relationships_come_without_internal_ids_and_with_their_ends(graph: Any) -> None:
    ((payment, paid, person),) = graph.rows(
        "MATCH (x:Payment)-[r:PAID_TO]->(p:Person) WHERE x.key = 'subsidy:1' RETURN x, r, p"
    )
    assert payment["_label"] == "Payment" and person["_label"] == "Person"
    assert paid["_type"] == "PAID_TO"
    assert (paid["_start"], paid["_end"]) == ("Payment:subsidy:1", "Person:330299197001010010")
    assert not {name for value in (payment, paid, person) for name in value if name in ("_ID", "_id", "_SRC", "_DST")}
    assert None not in payment.values()


def test_a_path_is_its_nodes_and_relationships(graph: Any) -> None:
    ((path,),) = graph.rows("MATCH p = (x:Payment)-[:PAID_TO]->(:Person) WHERE x.key = 'subsidy:1' RETURN p")
    assert [node["_label"] for node in path["nodes"]] == ["Payment", "Person"]
    assert [step["_type"] for step in path["relationships"]] == ["PAID_TO"]


def test_a_relationship_type_that_is_a_keyword_can_be_written_plainly(graph: Any) -> None:
    assert graph.rows("MATCH (x:Payment)-[:FOR]->(c:Contract) RETURN c.key") == []
    assert graph.rows("MATCH (x:Payment)-[:PAID_TO|FOR]->(c) RETURN count(c)") == [[10]]
    assert graph.rows("MATCH (x:Payment)-[:`FOR`]->(c:Contract) RETURN c.key") == []


def test_checking_needs_no_graph_and_gives_the_columns(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "graph.lbdb")
    columns = engine.check(
        "MATCH (p:Person)-[r:HOLDS_POST]->(u:Unit) WHERE r.to_day_no > $day RETURN p.key AS person, r.from AS since"
    )
    assert columns == ["person", "since"]
    with pytest.raises(QueryRefused, match="nonsense"):
        engine.check("MATCH (p:Person) RETURN p.nonsense")
    with pytest.raises(GraphMissing, match="cluegraph load"):
        engine.query("MATCH (p:Person) RETURN p.key")
    assert engine.data() is None


def test_a_damaged_graph_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbdb"
    path.write_bytes(b"not a graph" * 1000)
    with pytest.raises(EngineError, match="重建"):
        EmbeddedEngine(path).query("MATCH (p:Person) RETURN p.key")


def test_several_threads_may_read_at_once(graph: Any) -> None:
    answers: list[object] = []

    def ask() -> None:
        answers.append(graph.engine.query("MATCH (x:Payment) RETURN sum(x.amount_fen)").rows)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [[[145]]] * 8


def test_the_engine_names_itself(graph: Any) -> None:
    assert graph.engine.name.startswith("embedded (ladybug 0.")
