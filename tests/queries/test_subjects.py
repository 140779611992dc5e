"""How sure it is who a subject is."""

from __future__ import annotations

from cluegraph.queries.subjects import merged_rungs, rung_of_person

PERSON = {
    "key": "330299197001010018",
    "id_valid": True,
    "name_count": 1,
    "merged": "L4",
    "merged_rows": "a/1/2:L3 a/1/3:L4",
}


def test_only_evidence_that_was_merged_weakens_a_clue() -> None:
    assert merged_rungs(PERSON, ["b/1/9"]) == []
    assert merged_rungs(PERSON, ["b/1/9", "a/1/2"]) == ["L3"]
    assert rung_of_person(PERSON) == "L1"


def test_without_evidence_by_row_every_merge_counts() -> None:
    assert merged_rungs(PERSON, []) == ["L3", "L4"]
    assert merged_rungs({"key": "x"}, []) == []
