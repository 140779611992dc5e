from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest

from cluegraph.viz.condense import bundle_payments
from cluegraph.viz.layout import LINE, RADIUS, box, positions
from cluegraph.viz.model import Edge, Network, Node


def overlapping(network: Network) -> list[tuple[str, str]]:
    """Pairs of nodes whose symbol with caption lies on another's."""
    placed = positions(network)
    frames = {}
    for node in network.nodes:
        x, y = placed[node.id]
        width, height = box(node)
        frames[node.id] = (x - width / 2, y - RADIUS, x + width / 2, y - RADIUS + height)
    return [
        (a, b)
        for a, b in combinations(frames, 2)
        if frames[a][0] < frames[b][2]
        and frames[b][0] < frames[a][2]
        and frames[a][1] < frames[b][3]
        and frames[b][1] < frames[a][3]
    ]


@pytest.mark.parametrize(("payees", "payments"), [(2, 1), (6, 2), (9, 3), (20, 1), (40, 2), (75, 1)])
def test_captions_do_not_overlap(shared_account: Callable[..., Network], payees: int, payments: int) -> None:
    network = bundle_payments(shared_account(payees, payments))
    assert len(network.nodes) >= 5
    assert overlapping(network) == []


def test_the_same_network_is_laid_out_the_same(shared_account: Callable[..., Network]) -> None:
    assert positions(shared_account(9, 2)) == positions(shared_account(9, 2))


def test_a_long_chain_and_a_lonely_node_have_their_places() -> None:
    nodes = tuple(Node(f"Person:{number}", "Person", f"人员{number}") for number in range(12))
    edges = tuple(Edge(nodes[number].id, nodes[number + 1].id, "KIN") for number in range(10))
    network = Network(nodes, edges)
    assert overlapping(network) == []
    assert len(set(positions(network).values())) == 12


def test_nothing_to_draw_is_no_error() -> None:
    assert positions(Network((), ())) == {}


def test_a_caption_of_two_lines_is_higher() -> None:
    assert box(Node("a:1", "a", "一行\n两行"))[1] - box(Node("a:1", "a", "一行"))[1] == LINE
