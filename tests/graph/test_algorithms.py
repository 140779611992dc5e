"""Groups, cores, centrality and cycles: right on graphs small enough to see, and the same for any order of the rows."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import combinations

import networkx as nx
import pytest

from cluegraph.errors import UsageError
from cluegraph.graph.algorithms import (
    betweenness,
    communities,
    components,
    core_numbers,
    cycles,
    degrees,
    pagerank,
)
from cluegraph.i18n import use_language

Edges = Sequence[tuple[str, str]]
LEFT, RIGHT = list(combinations("abcd", 2)), list(combinations("wxyz", 2))
BRIDGED = [*LEFT, *RIGHT, ("d", "w")]


def _graph(edges: Edges, alone: str = "") -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph(edges)
    graph.add_nodes_from(alone)
    return graph


def _tangle(seed: int) -> list[tuple[str, str]]:
    pick = random.Random(seed)
    return [(f"n{pick.randrange(60)}", f"n{pick.randrange(60)}") for _ in range(180)]


def test_two_families_joined_by_one_link_are_two_communities() -> None:
    assert communities(_graph(BRIDGED)).groups == (("a", "b", "c", "d"), ("w", "x", "y", "z"))


def test_a_higher_resolution_makes_smaller_communities() -> None:
    graph = _graph(_tangle(1))
    assert len(communities(graph, resolution=3.0).groups) > len(communities(graph, resolution=0.3).groups)


def test_components_are_what_no_way_joins() -> None:
    assert components(_graph([("b", "a"), ("c", "d"), ("d", "e")], "z")).groups == (("c", "d", "e"), ("a", "b"), ("z",))


def test_core_numbers_count_different_neighbours() -> None:
    graph = _graph([*LEFT, ("a", "b"), ("b", "a"), ("d", "e"), ("a", "a")], "z")
    assert core_numbers(graph).scores == {"a": 3, "b": 3, "c": 3, "d": 3, "e": 1, "z": 0}


def test_degrees_count_every_parallel_relationship() -> None:
    assert degrees(_graph([("a", "b"), ("a", "b"), ("c", "a"), ("a", "a")])).scores == {"a": 3, "b": 2, "c": 1}


def test_who_joins_two_parts_has_the_highest_betweenness() -> None:
    assert [node for node, _ in betweenness(_graph(BRIDGED)).top(2)] == ["d", "w"]


def test_betweenness_agrees_with_networkx() -> None:
    plain = nx.Graph((start, end) for start, end in _tangle(2) if start != end)
    assert betweenness(_graph(_tangle(2))).scores == pytest.approx(nx.betweenness_centrality(plain))


def test_pagerank_is_the_fixed_point_of_its_definition() -> None:
    graph = _graph(_tangle(3))
    found = pagerank(graph).scores
    followed = nx.MultiDiGraph((start, end) for start, end in graph.edges() if start != end)
    followed.add_nodes_from(graph)
    lost = sum(found[node] for node in followed if followed.out_degree(node) == 0)
    for node in followed:
        came = sum(found[start] / followed.out_degree(start) for start, _ in followed.in_edges(node))
        assert found[node] == pytest.approx(0.15 / len(found) + 0.85 * (came + lost / len(found)), abs=1e-9)
    assert sum(found.values()) == pytest.approx(1.0)


def test_where_money_flows_together_has_the_highest_pagerank() -> None:
    assert next(iter(pagerank(_graph([("a", "z"), ("b", "z"), ("c", "z"), ("z", "a")])).scores)) == "z"


def test_a_cycle_is_there_once_beginning_with_its_smallest_name() -> None:
    graph = _graph([("c", "a"), ("a", "b"), ("b", "c"), ("a", "b"), ("d", "c"), ("c", "d"), ("a", "a")])
    assert cycles(graph).cycles == (("c", "d"), ("a", "b", "c"))


def test_without_directions_a_cycle_is_there_once_too() -> None:
    square = [("a", "b"), ("c", "b"), ("c", "d"), ("a", "d"), ("d", "e"), ("a", "b")]
    assert cycles(_graph(square), directed=False).cycles == (("a", "b", "c", "d"),)
    assert cycles(_graph(square)).cycles == ()


@pytest.mark.parametrize("directed", [True, False])
def test_the_cycles_are_those_that_networkx_finds(directed: bool) -> None:
    plain = (nx.DiGraph if directed else nx.Graph)((start, end) for start, end in _tangle(5) if start != end)
    expected = {_from_smallest(cycle, directed) for cycle in nx.simple_cycles(plain, length_bound=5)}
    found = cycles(_graph(_tangle(5)), longest=5, directed=directed, most=100_000).cycles
    assert len(expected) > 20
    assert len(found) == len(expected)
    assert set(found) == expected


def _from_smallest(cycle: Sequence[str], directed: bool) -> tuple[str, ...]:
    at = cycle.index(min(cycle))
    turned = (*cycle[at:], *cycle[:at])
    return turned if directed else min(turned, (turned[0], *reversed(turned[1:])))


def test_cycles_longer_than_asked_are_not_given() -> None:
    ring = [(f"{n}", f"{(n + 1) % 5}") for n in range(5)]
    assert cycles(_graph(ring), longest=4).cycles == ()
    assert len(cycles(_graph(ring), longest=5).cycles) == 1


def test_more_cycles_than_asked_are_cut_and_said_so() -> None:
    everybody = [(start, end) for start in "abcde" for end in "abcde" if start != end]
    few = cycles(_graph(everybody), longest=3, most=7)
    assert (len(few.cycles), few.cut) == (7, True)
    assert "还有更多" in str(few)
    assert cycles(_graph(everybody), longest=3, most=30).cut is False


@pytest.mark.parametrize("longest", [1, 13])
def test_a_length_that_cannot_be_searched_is_refused(longest: int) -> None:
    with pytest.raises(UsageError, match="2 到 12"):
        cycles(_graph([]), longest=longest)


ALL: dict[str, Callable[[nx.MultiDiGraph], object]] = {
    "communities": communities,
    "components": components,
    "core_numbers": core_numbers,
    "degrees": degrees,
    "betweenness": betweenness,
    "pagerank": pagerank,
    "cycles": lambda graph: cycles(graph, longest=4, most=15),
}


@pytest.mark.parametrize("name", ALL)
def test_the_order_of_the_rows_does_not_matter(name: str) -> None:
    edges = _tangle(4)
    first = ALL[name](_graph(edges))
    random.Random(9).shuffle(edges)
    again = ALL[name](_graph(edges))
    assert again == first
    assert str(again) == str(first)


@pytest.mark.parametrize("name", ALL)
def test_a_graph_without_nodes_has_an_empty_answer(name: str) -> None:
    assert str(ALL[name](nx.MultiDiGraph()))


_ONCE_MORE = """
import random, networkx as nx
from cluegraph.graph.algorithms import communities, cycles
pick = random.Random(4)
graph = nx.MultiDiGraph((f"n{pick.randrange(60)}", f"n{pick.randrange(60)}") for _ in range(180))
print(communities(graph).groups, cycles(graph, longest=4, most=15).cycles)
"""


def test_another_process_finds_the_same() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", _ONCE_MORE], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_an_answer_says_what_its_numbers_mean_in_the_users_language() -> None:
    assert "核数" in str(core_numbers(_graph(LEFT)))
    use_language("en")
    assert "Core numbers" in str(core_numbers(_graph(LEFT)))
