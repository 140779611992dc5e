"""A load is cut into the same batches whenever it is cut, small enough each, in an order that leaves no end missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluegraph.graph.engine import END, START, GraphFiles
from cluegraph.graph.neo4j import plan
from cluegraph.graph.neo4j.plan import Batch, batches, totals
from tests.graph.neo4j.graphs import KIN, PAID, big_graph, graph_files, people


@pytest.fixture
def two(tmp_path: Path) -> tuple[GraphFiles, GraphFiles]:
    return big_graph(tmp_path / "one", "one", 30), big_graph(tmp_path / "two", "two", 20, fen=5)


def written(made: list[Batch]) -> list[tuple[int, str, bool, list[tuple[object, ...]]]]:
    return [(batch.number, batch.cypher, batch.barrier, batch.rows.rows()) for batch in made]


@pytest.mark.parametrize("changed", [False, True])
def test_the_same_graphs_make_the_same_batches(
    two: tuple[GraphFiles, GraphFiles], changed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "ROWS", 7)
    old, new = two
    made = [written(list(batches(new, old if changed else None))) for _ in range(3)]
    assert made[0] == made[1] == made[2]
    assert [number for number, *_ in made[0]] == list(range(len(made[0])))


def test_a_batch_is_small_in_rows_and_in_cells(
    two: tuple[GraphFiles, GraphFiles], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "ROWS", 7)
    monkeypatch.setattr(plan, "CELLS", 12)
    for batch in batches(two[0], None):
        assert batch.rows.height <= 7
        assert batch.rows.height * batch.rows.width <= 12 or batch.rows.height == 1


def test_every_element_is_in_one_batch_and_nodes_come_before_relationships(two: tuple[GraphFiles, GraphFiles]) -> None:
    made = list(batches(two[0], None))
    assert sum(batch.rows.height for batch in made) == sum(totals(two[0])) == 30 * 8
    kinds = ["CREATE" in batch.cypher for batch in made]
    assert kinds == sorted(kinds)
    assert [batch.barrier for batch in made].count(True) == 2
    assert made[kinds.index(True)].barrier


def test_an_equal_graph_needs_no_batch(two: tuple[GraphFiles, GraphFiles], tmp_path: Path) -> None:
    assert list(batches(two[0], two[0])) == []
    assert list(batches(big_graph(tmp_path / "again", "again", 30), two[0])) == []


def test_a_difference_takes_away_before_it_makes(two: tuple[GraphFiles, GraphFiles]) -> None:
    old, new = two
    steps = [batch.cypher for batch in batches(new, old)]
    order = [next(word for word in ("DETACH", "DELETE r", "MERGE", "CREATE") if word in step) for step in steps]
    first = {word: order.index(word) for word in dict.fromkeys(order)}
    assert sorted(first, key=lambda word: first[word]) == ["DELETE r", "DETACH", "MERGE", "CREATE"]
    assert order == sorted(order, key=lambda word: first[word])


def test_values_are_parameters_and_never_text(tmp_path: Path) -> None:
    hostile = "'}) DETACH DELETE n //`"
    rows = [{"key": hostile, "name": hostile}]
    kin = [{START: hostile, END: hostile, "relation": hostile}]
    files = graph_files(tmp_path, "one", {"Person": rows}, {KIN: kin})
    for batch in batches(files, None):
        assert hostile not in batch.cypher
        assert hostile in batch.rows.row(0)


def test_totals_count_nodes_and_relationships(two: tuple[GraphFiles, GraphFiles], tmp_path: Path) -> None:
    assert totals(two[0]) == (30 + 90, 90 + 30)
    assert totals(graph_files(tmp_path / "p", "p", {"Person": people(4)})) == (4, 0)
    assert totals(GraphFiles({}, {}, "nothing")) == (0, 0)


def test_columns_that_say_nothing_are_left_out_of_a_fresh_load(tmp_path: Path) -> None:
    (batch,) = batches(graph_files(tmp_path, "one", {"Person": people(2)}), None)
    assert batch.rows.columns == ["key", "name"]
    assert PAID[0] not in batch.cypher
