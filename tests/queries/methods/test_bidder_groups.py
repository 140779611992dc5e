"""Bidders that are tied by way of a third are one finding, those of another tender or without a tie are not."""

from __future__ import annotations

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.bidder_groups import apply


def tie(tender: str, *bidders: str, what: str = "IP") -> Row:
    return {"tender": tender, "bidders": [*bidders], "what": what, "what_en": what.lower()}


def groups(*rows: Row) -> list[tuple[object, object, object]]:
    return [(row["tender"], row["first"], row["bidders"]) for row in apply(rows, {})]


def test_ties_by_way_of_a_third_are_one_group_named_after_its_first() -> None:
    found = groups(tie("T1", "C", "B"), tie("T1", "A", "B"))
    assert found == [("T1", "A", ["C", "B"]), ("T1", "A", ["A", "B"])]


def test_two_pairs_of_one_tender_that_share_nothing_are_two_findings() -> None:
    assert {first for _, first, _ in groups(tie("T1", "A", "B"), tie("T1", "C", "D"))} == {"A", "C"}


def test_the_same_bidders_in_another_tender_are_another_finding() -> None:
    assert groups(tie("T2", "A", "B"), tie("T1", "B", "C")) == [("T1", "B", ["B", "C"]), ("T2", "A", ["A", "B"])]


def test_every_row_of_a_group_says_all_that_ties_it() -> None:
    found = apply([tie("T1", "A", "B", what="MAC"), tie("T1", "B", "C"), tie("T1", "D", "E", what="电话")], {})
    assert [row["what"] for row in found] == ["IP、MAC", "IP、MAC", "电话"]
    assert [row["what_en"] for row in found] == ["ip, mac", "ip, mac", "电话"]
