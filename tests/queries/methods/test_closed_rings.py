"""Rings of transfers: found once, in time and amount, whatever else moves."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from time import perf_counter

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.closed_rings import apply

LIMITS = {"most": 6, "days": 30, "percent": 5}


def transfer(number: int, sender: str, receiver: str, fen: int, day: int, source: str = "bank") -> Row:
    return {
        "sort": "transfer", "sender": sender, "receiver": receiver, "fen": fen, "day": day, "ref": f"t{number}",
        "source": source, "purpose": "",
    }  # fmt: skip


def test_a_ring_begins_at_its_earliest_transfer_and_is_named_by_its_smallest_account() -> None:
    rows = [transfer(1, "c", "a", 970, 3), transfer(2, "b", "c", 980, 2), transfer(3, "a", "b", 1000, 1)]
    (ring,) = apply(rows, LIMITS)
    assert (ring["ring"], ring["amount"], ring["records"]) == ("a→b→c", 1000, ["t1", "t2", "t3"])


def test_the_two_directions_of_the_same_accounts_are_two_rings() -> None:
    there = [transfer(n, *ends, 1000, n) for n, ends in enumerate(pairwise("abca"), 1)]
    back = [transfer(n + 10, *ends, 1000, n + 100) for n, ends in enumerate(pairwise("acba"), 1)]
    assert [ring["ring"] for ring in apply([*there, *back], LIMITS)] == ["a→b→c", "a→c→b"]


def test_what_both_banks_state_is_one_transfer_and_both_rows_are_cited() -> None:
    rows = [transfer(n, *ends, 1000, n) for n, ends in enumerate(pairwise("abca"), 1)]
    (ring,) = apply([*rows, transfer(9, "a", "b", 1000, 1, "other bank")], LIMITS)
    assert ring["records"] == ["t1", "t2", "t3", "t9"]


def test_a_county_full_of_transfers_is_searched_in_seconds() -> None:
    chance = Random(7)
    accounts = [f"{number:04}" for number in range(1000)]
    ends = [chance.sample(accounts, 2) for _ in range(20_000)]
    rows = [
        transfer(number, sender, receiver, chance.randrange(100, 10_000) * 100, chance.randrange(365))
        for number, (sender, receiver) in enumerate(ends)
    ]
    planted = [transfer(-n, one, other, 5_000_000, n) for n, (one, other) in enumerate(pairwise("abcdefa"), 1)]
    started = perf_counter()
    assert "a→b→c→d→e→f" in [ring["ring"] for ring in apply([*rows, *planted], LIMITS)]
    assert perf_counter() - started < 30
