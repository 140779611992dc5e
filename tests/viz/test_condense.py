from __future__ import annotations

from collections.abc import Callable

from cluegraph.viz.condense import bundle_payments, capped
from cluegraph.viz.model import Edge, Network, Node
from cluegraph.viz.vocabulary import Kinds

Make = Callable[..., Network]


def test_few_payments_stay_single_nodes(shared_account: Make) -> None:
    network = shared_account(4, 2)
    assert bundle_payments(network) is network
    nine = shared_account(3, 3)
    assert bundle_payments(nine) is not nine


def test_many_payments_become_edges_with_count_money_and_all_rows(shared_account: Make) -> None:
    network = shared_account(5, 3)
    bundled = bundle_payments(network)
    assert not [node for node in bundled.nodes if node.label == "Payment"]
    into = [edge for edge in bundled.edges if edge.type == "INTO"]
    assert len(into) == 5
    assert {(edge.count, edge.amount_fen, len(edge.rows)) for edge in into} == {(3, 90000, 3)}
    assert into[0].caption == "3 笔 900.00 元"
    assert {row.place for row in bundled.rows()} == {row.place for row in network.rows()}
    assert "15 笔" in bundled.notes[0].zh


def test_money_is_written_once_a_payment(shared_account: Make) -> None:
    """The account is what the picture is about, so its edges say the money; the others are thin."""
    bundled = bundle_payments(shared_account(9, 2))
    assert {edge.type for edge in bundled.edges if edge.count > 1 and not edge.minor} == {"INTO"}


def test_the_cap_keeps_what_the_picture_is_about_and_says_what_is_left_out(kinds: Kinds) -> None:
    focus = Node("Village:上坪村", "Village", "上坪村", focus=True)
    others = tuple(Node(f"Person:{number}", "Person", str(number)) for number in range(50))
    edges = tuple(Edge(node.id, focus.id, "LIVES_IN") for node in others)
    small = capped(Network((*others, focus), edges), kinds, most=20)
    assert len(small.nodes) == 20
    assert focus in small.nodes
    assert len(small.edges) == 19
    assert small.notes[0].zh == "图上最多画 20 个点，另有 31 个没有画出：人员 31。"
    assert "person 31" in small.notes[0].en


def test_a_network_below_the_cap_is_left_alone(shared_account: Make, kinds: Kinds) -> None:
    network = shared_account(3, 1)
    assert capped(network, kinds) is network


def test_payments_that_join_nothing_are_left_as_they_are(kinds: Kinds) -> None:
    village = Node("Village:上坪村", "Village", "上坪村", focus=True)
    payments = tuple(Node(f"Payment:{number}", "Payment", str(number)) for number in range(20))
    network = Network((village, *payments), tuple(Edge(each.id, village.id, "LISTED_BY") for each in payments))
    assert bundle_payments(network) is network
