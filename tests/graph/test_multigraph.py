"""Results as networkx graphs: what is in them, typed, each once, whatever the order of the rows."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

from cluegraph.graph.engine import Result, Value
from cluegraph.graph.model import model
from cluegraph.graph.multigraph import multigraph

Build = Callable[..., Any]
SUBSIDIES = [
    {
        "name": "张三",
        "id_no": "330299197001010018",
        "programme": "临时救助",
        "amount": amount,
        "village": village,
        "year": 2023,
    }
    for amount, village in ((300, "上坪村"), (200, "下坪村"))
]
PAID = "MATCH (x:Payment)-[r:PAID_TO]->(p:Person) RETURN x, r, p"


def _node(label: str, key: str, **properties: Value) -> dict[str, Value]:
    return {"_label": label, "key": key, **properties}


def _kin(start: str, end: str, **properties: Value) -> dict[str, Value]:
    return {"_type": "KIN", "_start": f"Person:{start}", "_end": f"Person:{end}", **properties}


def _result(*rows: list[Value], cut: bool = False) -> Result:
    return Result(["x"] * max((len(row) for row in rows), default=0), list(rows), cut)


A, B = _node("Person", "a", name="甲"), _node("Person", "b", name="乙")


def test_a_query_of_an_engine_becomes_a_graph_with_typed_attributes(build: Build) -> None:
    graph = multigraph(build({"subsidy": SUBSIDIES}).engine.query(PAID))
    person = graph.nodes["Person:330299197001010018"]
    assert (person["label"], person["name"], person["id_valid"]) == ("Person", "张三", True)
    assert type(person["name_count"]) is int
    assert "died_on" not in person
    assert graph.in_degree("Person:330299197001010018") == 2
    assert {(data["type"], type(data["row"])) for _, _, data in graph.edges(data=True)} == {("PAID_TO", int)}
    assert graph.graph == {"cut": False, "without_ends": 0}


def test_numbers_and_flags_have_the_type_of_the_vocabulary_whatever_the_engine_gives() -> None:
    given: dict[str, Value] = {"days": 3, "amount_fen": 30050, "workday": 1, "period": 2023, "quantity": None}
    attributes = multigraph(_result([_node("Payment", "p", **given)])).nodes["Payment:p"]
    expected: Mapping[str, object] = {"days": 3.0, "amount_fen": 30050, "workday": True, "period": "2023"}
    assert {name: (attributes[name], type(attributes[name])) for name in expected} == {
        name: (value, type(value)) for name, value in expected.items()
    }
    assert "quantity" not in attributes


def test_nodes_and_relationships_inside_lists_maps_and_paths_are_found() -> None:
    graph = multigraph(_result([[{"who": A}], {"nodes": [B], "relationships": [_kin("a", "b", ref="r1")]}]))
    assert list(graph.edges(keys=True)) == [("Person:a", "Person:b", "KIN r1")]


def test_a_relationship_in_several_rows_is_there_once_and_parallel_ones_stay() -> None:
    first, second = _kin("a", "b", ref="r1", relation="兄弟"), _kin("a", "b", ref="r2", relation="兄弟")
    graph = multigraph(_result([A, first, B], [A, first, B], [A, second, B]))
    assert graph.number_of_edges("Person:a", "Person:b") == 2


def test_two_statements_of_one_row_stay_two_relationships() -> None:
    graph = multigraph(_result([A, B, _kin("a", "b", ref="r", relation="父"), _kin("a", "b", ref="r", relation="子")]))
    assert sorted(data["relation"] for *_, data in graph.edges(data=True)) == ["子", "父"]


def test_a_relationship_without_its_nodes_is_left_out_and_counted(build: Build) -> None:
    graph = multigraph(build({"subsidy": SUBSIDIES}).engine.query("MATCH ()-[r:PAID_TO]->(p:Person) RETURN r, p"))
    assert graph.number_of_edges() == 0
    assert list(graph.nodes) == ["Person:330299197001010018"]
    assert graph.graph["without_ends"] == 2


def test_a_cut_result_says_so() -> None:
    assert multigraph(_result([A]), _result([B], cut=True)).graph["cut"] is True


def test_several_results_are_one_graph() -> None:
    graph = multigraph(_result([A]), _result([A, _kin("a", "b", ref="r"), B]))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (2, 1)


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows: list[list[Value]] = [
        [_node("Person", str(n)), _kin(str(n), str(n * 7 % 20), ref=f"r{n}"), _node("Person", str(n * 7 % 20))]
        for n in range(20)
    ]
    first = multigraph(_result(*rows))
    random.Random(3).shuffle(rows)
    again = multigraph(_result(*rows))
    assert list(first.nodes(data=True)) == list(again.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(again.edges(keys=True, data=True))


def test_no_property_of_the_vocabulary_is_hidden_by_our_own_attributes() -> None:
    assert [kind.label for kind in model().nodes.values() if "label" in kind.properties] == []
    assert [kind.type for kind in model().relationships.values() if "type" in kind.properties] == []


def test_a_result_without_rows_is_an_empty_graph() -> None:
    assert len(multigraph(Result([], []))) == 0
