"""What Cypher is not for, on the graphs that `multigraph` makes: groups, cores, centrality, circles.

Every function gives an answer that says what its numbers mean (`print(answer)`), and the same answer for any order of
the rows and on every run. Relationships from a node to itself count nowhere. None of these numbers accuses anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import networkx as nx
import rustworkx as rx

from cluegraph.errors import UsageError
from cluegraph.i18n import Text

LONGEST_CYCLE = 12
_SEED = 20_240_101
_ONE_THREAD = 1 << 62
_DIGITS = 12


@dataclass(frozen=True)
class Groups:
    """Nodes in groups, the largest first (of equal ones, that with the smallest name first), sorted inside."""

    meaning: Text
    groups: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        sizes, count = "、".join(str(len(group)) for group in self.groups[:10]), len(self.groups)
        said = Text(f"共 {count} 组，最大的各有节点：{sizes}", f"{count} groups; nodes in the largest: {sizes}")
        return f"{self.meaning}\n{said}"


@dataclass(frozen=True)
class Scores:
    """A number for each node, the highest first (of equal ones, the smallest name first)."""

    meaning: Text
    scores: Mapping[str, float]

    def top(self, most: int = 10) -> list[tuple[str, float]]:
        """The nodes with the highest numbers."""
        return list(islice(self.scores.items(), most))

    def __str__(self) -> str:
        lines = (f"{score:>12.6g}  {node}" for node, score in self.top())
        return "\n".join((str(self.meaning), *lines))


@dataclass(frozen=True)
class Cycles:
    """Circles of nodes, each once, beginning with its smallest name; the shortest first. `cut`: there are more."""

    meaning: Text
    cycles: tuple[tuple[str, ...], ...]
    cut: bool

    def __str__(self) -> str:
        more = Text("（还有更多）", " (there are more)") if self.cut else ""
        lines = (" → ".join((*cycle, cycle[0])) for cycle in self.cycles[:10])
        return "\n".join((f"{self.meaning}{more}", *lines))


def communities(graph: nx.MultiDiGraph, resolution: float = 1.0) -> Groups:
    """Louvain: groups with many relationships inside and few between them; directions do not count, parallel
    relationships weigh more. A higher `resolution` makes smaller groups.

    V. Blondel et al., Fast unfolding of communities in large networks, 2008.
    """
    plain, names = _plain(graph)
    found = nx.community.louvain_communities(plain, weight="weight", resolution=resolution, seed=_SEED)
    return Groups(
        Text(
            "社区（Louvain）：组内往来密、组间往来疏；不分方向，多条关系权重更大。同组只说明来往多。",
            "Communities (Louvain): dense inside, sparse between; directions aside, parallel relationships weigh more. "
            "To be in one group only says that there are many links.",
        ),
        _groups(found, names),
    )


def components(graph: nx.MultiDiGraph) -> Groups:
    """The parts between which there is no way, directions aside (weakly connected components)."""
    plain, names = _plain(graph)
    return Groups(
        Text(
            "连通分量：组与组之间没有任何路径，不分方向。",
            "Connected components: no way leads from one to another, directions aside.",
        ),
        _groups(nx.connected_components(plain), names),
    )


def core_numbers(graph: nx.MultiDiGraph) -> Scores:
    """The largest k for which a node is in a part where everybody has k different neighbours or more.

    V. Batagelj, M. Zaveršnik, An O(m) algorithm for cores decomposition of networks, 2003.
    """
    plain, names = _plain(graph)
    return Scores(
        Text(
            "核数（k-core）：节点所在的部分里，每个节点至少与 k 个不同节点相连；不分方向。",
            "Core numbers: in its part of the graph every node has at least k different neighbours; directions aside.",
        ),
        _ranked(nx.core_number(plain), names),
    )


def degrees(graph: nx.MultiDiGraph) -> Scores:
    """How many relationships a node has, in and out, parallel ones each."""
    plain, names = _plain(graph)
    return Scores(
        Text(
            "度：节点的关系条数（进出都算，平行的各算一条）。", "Degree: relationships in and out, parallel ones each."
        ),
        _ranked(dict(plain.degree(weight="weight")), names),
    )


def betweenness(graph: nx.MultiDiGraph) -> Scores:
    """The share of the shortest ways between other nodes that lead through a node, 0 to 1, directions aside.

    U. Brandes, A faster algorithm for betweenness centrality, 2001. Time grows with nodes × relationships.
    """
    plain, names = _plain(graph)
    return Scores(
        Text(
            "中介中心性：其他节点之间的最短路径有多大比例经过它（0 到 1），不分方向。数值高的是连接不同部分的节点。",
            "Betweenness: the share of shortest ways between others that lead through it (0 to 1), directions aside. "
            "High values join parts of the graph.",
        ),
        _ranked(rx.graph_betweenness_centrality(_undirected(plain), parallel_threshold=_ONE_THREAD), names),
    )


def pagerank(graph: nx.MultiDiGraph, damping: float = 0.85) -> Scores:
    """Where one ends up who follows relationships in their direction; all numbers together are 1.

    L. Page et al., The PageRank citation ranking, 1998.
    """
    plain, names = _plain(graph, directed=True)
    found = rx.pagerank(_directed(plain), alpha=damping, weight_fn=float, tol=1e-12, max_iter=1000) if names else {}
    return Scores(
        Text(
            "PageRank：沿关系的方向走，停留在该节点的概率，合计为 1。数值高的是许多关系汇向的节点。",
            "PageRank: the chance to be at a node when one follows relationships in their direction; the sum is 1. "
            "Many relationships lead to high values.",
        ),
        _ranked(found, names),
    )


def cycles(graph: nx.MultiDiGraph, longest: int = 6, *, directed: bool = True, most: int = 1000) -> Cycles:
    """The simple cycles of 2 (undirected: 3) to `longest` different nodes, each once however many parallel
    relationships it has; at most `most` of them, those with the smallest names.

    Raises `UsageError` for a length that is not from 2 to 12.
    """
    if not 2 <= longest <= LONGEST_CYCLE:
        raise UsageError(
            Text(f"环的长度只能是 2 到 {LONGEST_CYCLE}", f"the length of a cycle is from 2 to {LONGEST_CYCLE}"),
            Text("请改一个数。", "give another number."),
        )
    plain, names = _plain(graph, directed=directed)
    found = list(islice(_cycles(plain, longest), most + 1))
    return Cycles(
        Text(
            f"环：沿关系走回原点，经过 {longest} 个以内的不同节点。",
            f"Cycles: ways along relationships back to where they begin, over at most {longest} different nodes.",
        ),
        tuple(
            tuple(names[node] for node in cycle)
            for cycle in sorted(found[:most], key=lambda cycle: (len(cycle), cycle))
        ),
        cut=len(found) > most,
    )


def _cycles(plain: nx.Graph, longest: int) -> Iterator[tuple[int, ...]]:
    """From every node over greater ones, where the way back is short enough; undirected cycles in one direction."""
    both = not plain.is_directed()
    onward = {node: sorted(plain.adj[node]) for node in plain}
    before = onward if both else {node: sorted(plain.pred[node]) for node in plain}

    def walk(path: tuple[int, ...], back: Mapping[int, int]) -> Iterator[tuple[int, ...]]:
        for node in onward[path[-1]]:
            if node == path[0]:
                if not both or (len(path) > 2 and path[1] < path[-1]):
                    yield path
            elif len(path) + back.get(node, longest) <= longest and node not in path:
                yield from walk((*path, node), back)

    for first in plain:
        yield from walk((first,), _steps_back(before, first, longest - 1))


def _steps_back(before: Mapping[int, Sequence[int]], first: int, most: int) -> dict[int, int]:
    """How many steps lead from each node to `first`, over nodes that are greater than it."""
    steps, level = {first: 0}, [first]
    for step in range(1, most + 1):
        level = [node for reached in level for node in before[reached] if node > first and node not in steps]
        steps.update(dict.fromkeys(level, step))
        level = list(dict.fromkeys(level))
    return steps


def _plain(graph: nx.MultiDiGraph, *, directed: bool = False) -> tuple[nx.Graph, list[str]]:
    """The nodes as numbers in the order of their names, parallel relationships as one with a weight.

    Numbers, since the order of a set of texts is another one in every process.
    """
    names = sorted(graph.nodes)
    numbers = {name: number for number, name in enumerate(names)}
    pairs = sorted((numbers[start], numbers[end]) for start, end in graph.edges() if start != end)
    plain = nx.DiGraph() if directed else nx.Graph()
    plain.add_nodes_from(range(len(names)))
    for start, end in pairs:
        weight = plain.edges[start, end]["weight"] + 1.0 if plain.has_edge(start, end) else 1.0
        plain.add_edge(start, end, weight=weight)
    return plain, names


def _undirected(plain: nx.Graph) -> rx.PyGraph[int, float]:
    made: rx.PyGraph[int, float] = rx.PyGraph(multigraph=False)
    made.add_nodes_from(range(len(plain)))
    made.add_edges_from(list(plain.edges(data="weight")))
    return made


def _directed(plain: nx.DiGraph) -> rx.PyDiGraph[int, float]:
    made: rx.PyDiGraph[int, float] = rx.PyDiGraph(multigraph=False)
    made.add_nodes_from(range(len(plain)))
    made.add_edges_from(list(plain.edges(data="weight")))
    return made


def _groups(found: Iterable[Iterable[int]], names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    named = [tuple(names[node] for node in sorted(group)) for group in found]
    return tuple(sorted(named, key=lambda group: (-len(group), group)))


def _ranked(found: Mapping[int, float], names: Sequence[str]) -> dict[str, float]:
    """Rounded, so that a last bit does not decide which of two equal nodes comes first."""
    rounded = {node: round(score, _DIGITS) for node, score in found.items()}
    return {names[node]: rounded[node] for node in sorted(rounded, key=lambda node: (-rounded[node], node))}
