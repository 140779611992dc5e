"""Near numbers are put together, far ones are not, and a finding keeps its identity while its group grows."""

from __future__ import annotations

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.near_numbers import apply

RIGHT = "330299197001010018"
TYPED = "330299197001010081"
SHORT = "33029919700101001"
FAR = "330299198506120035"


def pair(first: str, second: str, doubts: str = "") -> Row:
    refs: Row = {"records": [f"r-{first}"], "paid": [], "also_named": [], "also_paid": [f"r-{second}"]}
    return {
        "sort": "numbers",
        "first": first,
        "one": first,
        "second": second,
        "other": second,
        "doubts": doubts,
        **refs,
    }


def test_two_swapped_digits_are_near_and_another_birthday_is_not() -> None:
    found = apply([pair(RIGHT, TYPED), pair(RIGHT, FAR)], {"distance": 2})
    assert [row["persons"] for row in found] == [[RIGHT, TYPED]]
    assert found[0]["records"] == [f"r-{RIGHT}", f"r-{TYPED}"]


def test_the_distance_is_the_parameter() -> None:
    assert apply([pair(RIGHT, TYPED)], {"distance": 1}) == []


def test_numbers_that_are_near_by_way_of_a_third_are_one_finding_with_the_same_first() -> None:
    alone = apply([pair(SHORT, RIGHT)], {"distance": 2})
    grown = apply([pair(SHORT, RIGHT), pair(RIGHT, TYPED)], {"distance": 2})
    assert [row["persons"] for row in grown] == [sorted([SHORT, RIGHT, TYPED])]
    assert alone[0]["first"] == grown[0]["first"]


def test_a_group_is_doubtful_where_all_its_pairs_are() -> None:
    for pairs in ([(SHORT, RIGHT, "x"), (RIGHT, TYPED, "")], [(RIGHT, TYPED, ""), (SHORT, RIGHT, "x")]):
        assert [row["doubts"] for row in apply([pair(*one) for one in pairs], {"distance": 2})] == [""]
    assert apply([pair(SHORT, RIGHT, "x"), pair(RIGHT, TYPED, "x")], {"distance": 2})[0]["doubts"] == "x"


def test_one_number_with_several_names_stays_as_it_is() -> None:
    named: Row = {"sort": "names", "first": RIGHT, "one": RIGHT, "second": "", "other": "", "records": ["r1", "r2"]}
    assert apply([named], {"distance": 2}) == [{**named, "persons": [RIGHT]}]
