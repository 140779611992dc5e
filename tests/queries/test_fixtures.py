"""The runner of the cases beside the rules: what does not come out as a case says is named."""

from __future__ import annotations

import pytest

from cluegraph.queries.cases import Case
from cluegraph.queries.fixtures import problems
from cluegraph.queries.library import read_library

ROWS = {"name": "张建国", "programme": "老党员补贴", "village": "上坪村", "year": 2023, "amount": "300.00"}


@pytest.mark.parametrize(("said", "found"), [(None, []), (1, []), (0, ["expect: unchecked is 1, not 0"])])
def test_the_rows_that_could_not_be_judged_are_compared_where_the_case_says_how_many(
    said: int | None, found: list[str]
) -> None:
    (file,) = read_library().chosen(["SUB-01"])
    numbered = {**ROWS, "id_no": "330299197001010018"}
    case = Case(name="一行没有号码", case="miss", records={"subsidy": [numbered, ROWS]}, expect_unchecked=said)
    assert problems(file, case) == found
