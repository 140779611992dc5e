"""Money is followed step by step, no further than the first person of the paying office, and not through crowds."""

from __future__ import annotations

from itertools import permutations

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.returning_money import apply

LIMITS = {"steps": 3, "days": 3, "percent": 10, "high": 80, "busy": 20}


def row(sort: str, sender: str, receiver: str, fen: int = 0, day: int = 0, ref: str = "", **more: str | int) -> Row:
    empty: Row = {"place": "", "label": "", "until": 0, "source": "bank", "purpose": ""}
    return {**empty, "sort": sort, "sender": sender, "receiver": receiver, "fen": fen, "day": day, "ref": ref, **more}


def county() -> list[Row]:
    """局 pays 甲公司 1,000 on day 10; 甲公司 has the account 'firm', 张 holds a post and has the account 'own'."""
    return [
        row("public", "", "甲公司", 1000, 10, "v1", place="局"),
        row("company", "firm", "甲公司"),
        row("person", "own", "张"),
        row("tie", "张", "张", 0, -999999, "post", place="局", label="unit", until=999999),
    ]


def test_the_way_and_its_rows_are_kept() -> None:
    (found,) = apply(
        [*county(), row("transfer", "firm", "mid", 900, 11, "t1"), row("transfer", "mid", "own", 850, 14, "t2")], LIMITS
    )
    assert (found["recipient"], found["unit"], found["amount"], found["percent_back"]) == ("张", "局", 850, 85)
    assert found["severity"] == "high"
    assert found["records"] == ["post", "t1", "t2", "v1"]
    assert found["accounts"] == ["firm", "mid", "own"]


def test_the_narrowest_step_says_how_much_came_back() -> None:
    (found,) = apply(
        [*county(), row("transfer", "firm", "mid", 100, 11, "t1"), row("transfer", "mid", "own", 850, 12, "t2")], LIMITS
    )
    assert (found["percent_back"], found["severity"]) == (10, "medium")


def test_nothing_goes_on_through_an_account_that_everybody_uses() -> None:
    crowd = [row("transfer", "mid", f"other{number}", 1, 300, f"c{number}") for number in range(20)]
    steps = [row("transfer", "firm", "mid", 900, 11, "t1"), row("transfer", "mid", "own", 900, 12, "t2")]
    assert apply([*county(), *steps, *crowd], LIMITS) == []
    assert len(apply([*county(), *steps], LIMITS)) == 1


def test_a_company_that_pays_everybody_is_doubtful() -> None:
    crowd = [row("transfer", "firm", f"other{number}", 1, 300, f"c{number}") for number in range(20)]
    (found,) = apply([*county(), row("transfer", "firm", "own", 900, 11, "t1"), *crowd], LIMITS)
    assert found["doubts"] == ["platform"]


def test_the_supplier_s_other_accounts_are_the_supplier_s() -> None:
    rows = [*county(), row("company", "second", "甲公司"), row("transfer", "second", "own", 500, 12, "t1")]
    assert [found["amount"] for found in apply(rows, LIMITS)] == [500]


def test_kin_s_kin_is_cited_by_the_rows_between() -> None:
    rows = [
        *county(), row("person", "aunt", "姑"), row("kin", "张", "父", ref="k1"), row("kin", "父", "姑", ref="k2"),
        row("tie", "张", "姑", 2, -999999, "post", place="局", label="unit", until=999999),
        row("transfer", "firm", "aunt", 300, 10, "t1"),
    ]  # fmt: skip
    (found,) = apply(rows, LIMITS)
    assert (found["recipient"], found["cadres"]) == ("姑", ["张"])
    assert found["records"] == ["k1", "k2", "post", "t1", "v1"]


def test_of_two_ways_to_a_relative_always_the_same_is_cited() -> None:
    """Engines give rows in any order: a pair that two rows state, and two ways of one length."""
    kin = [
        row("kin", one, other, ref=ref)
        for one, other, ref in (
            ("张", "父", "k1"), ("父", "张", "k2"), ("父", "姑", "k3"), ("张", "母", "k4"), ("姑", "母", "k5")
        )
    ]  # fmt: skip
    rows = [
        *county(), row("person", "aunt", "姑"), row("transfer", "firm", "aunt", 300, 10, "t1"),
        row("tie", "张", "姑", 2, -999999, "post", place="局", label="unit", until=999999),
    ]  # fmt: skip
    cited = [apply([*rows, *order], LIMITS)[0]["records"] for order in permutations(kin)]
    assert all(records == cited[0] for records in cited)
    assert cited[0] in (["k1", "k3", "post", "t1", "v1"], ["k4", "k5", "post", "t1", "v1"])
