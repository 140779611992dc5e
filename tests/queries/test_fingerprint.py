"""What counts as a clue's data, and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluegraph.queries.clue import CitedRecord, Clue
from cluegraph.queries.fingerprint import change, state_from, state_of

from .clues import clue

CELLS = {"序号": "1", "姓名": "张三", "金额": "300.00"}


def with_rows(*rows: dict[str, str], file: str = "补贴.xlsx") -> Clue:
    records = tuple(
        CitedRecord(f"a/1/{number}", file, "a" * 64, "上坪村", number, cells) for number, cells in enumerate(rows, 5)
    )
    return replace(clue(), records=records)


def fingerprint(one: Clue) -> str:
    return state_of(one).fingerprint


def test_file_order_of_rows_serial_numbers_and_blank_cells_are_no_data() -> None:
    other = CELLS | {"姓名": "李四"}
    before = with_rows(CELLS, other)
    after = with_rows(
        other | {"序号": "1"}, {"金额": " 300.00", "姓名": "张三", "序号": "2", "备注": ""}, file="新.csv"
    )
    assert fingerprint(before) == fingerprint(after)


@pytest.mark.parametrize(
    "changed",
    [
        with_rows(CELLS | {"金额": "301.00"}),
        with_rows(CELLS | {"备注": "补发"}),
        with_rows(CELLS, CELLS),
        replace(with_rows(CELLS), amount_fen=60_001),
        replace(with_rows(CELLS), amount_fen=None),
        replace(with_rows(CELLS), severity="medium"),
        replace(with_rows(CELLS), subjects=clue().subjects[:1]),
    ],
)
def test_a_cell_a_row_the_amount_the_severity_and_a_subject_are_data(changed: Clue) -> None:
    assert fingerprint(changed) != fingerprint(with_rows(CELLS))
    assert change(state_of(with_rows(CELLS)), state_of(changed)).is_one


def test_what_is_only_shown_beside_a_clue_is_no_data() -> None:
    holder = replace(clue().subjects[0], column="holder", key="330299198002020028", shown=True)
    assert fingerprint(replace(clue(), subjects=(*clue().subjects, holder))) == fingerprint(clue())
    assert fingerprint(replace(clue(), title=clue().title, score=0.1, status="referred")) == fingerprint(clue())


def test_a_change_counts_rows_that_came_and_went() -> None:
    before, now = with_rows(CELLS, CELLS), with_rows(CELLS, CELLS | {"金额": "1.00"}, CELLS | {"金额": "2.00"})
    found = change(state_of(before), state_of(now))
    assert (found.rows_added, found.rows_removed) == (2, 1)


def test_a_state_comes_back_as_it_was_kept() -> None:
    state = state_of(clue())
    assert state_from(state.to_text()) == state
    assert not change(state, state).is_one
