"""The funnel: narrow for many rows, wide for few, and wider for all where everybody differs."""

from __future__ import annotations

from cluegraph.queries.methods import Row
from cluegraph.queries.methods.funnel import apply

LIMITS = {"sigmas": 3, "rows": 20, "flagged": 3, "groups": 5}


def village(name: str, rows: int, flagged: int) -> list[Row]:
    group: Row = {"by": "village", "place": name, "label": "village", "handler": ""}
    counted: Row = {**group, "sort": "rows", "fen": rows, "ref": ""}
    return [counted, *({**group, "sort": "flag", "fen": 0, "ref": f"{name}{number}"} for number in range(flagged))]


def county(*villages: tuple[int, int]) -> list[Row]:
    return [row for number, (rows, flagged) in enumerate(villages) for row in village(f"v{number}", rows, flagged)]


QUIET = [(200, 4)] * 9


def test_one_village_far_above_the_others() -> None:
    (found,) = apply(county(*QUIET, (200, 40)), LIMITS)
    assert (found["village"], found["flagged"], found["all_rows"]) == ("v9", 40, 200)
    assert (found["per_hundred"], found["others"]) == (20.0, 2.0)
    assert len(found["records"] if isinstance(found["records"], list) else []) == 40


def test_the_same_share_of_few_rows_is_chance() -> None:
    assert apply(county(*QUIET, (20, 2)), {**LIMITS, "flagged": 1}) == []


def test_where_everybody_differs_nobody_stands_out() -> None:
    wild = [(200, flagged) for flagged in (1, 60, 5, 50, 2, 70, 8, 55, 3, 66)]
    assert apply(county(*wild), LIMITS) == []


def test_one_outlier_among_the_fewest_groups_is_seen() -> None:
    assert [found["village"] for found in apply(county((200, 60), *[(200, 4)] * 4), LIMITS)] == ["v0"]


def test_a_row_with_several_signs_counts_once() -> None:
    rows = county(*QUIET, (200, 40))
    assert apply([*rows, *rows[-40:]], LIMITS) == apply(rows, LIMITS)


def test_nothing_is_compared_with_nothing() -> None:
    assert apply(county((200, 40)), LIMITS) == []
    assert apply([], LIMITS) == []
