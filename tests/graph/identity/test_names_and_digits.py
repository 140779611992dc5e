"""How names are made comparable, and what the digits of a covered number say."""

from __future__ import annotations

import polars as pl
import pytest

from cluegraph.graph.identity.digits import contradict, patterns, segments
from cluegraph.graph.identity.names import FOLDED, with_names


def judged(*names: str) -> list[tuple[str | None, str | None, str | None]]:
    return with_names(pl.DataFrame({"name": names})).rows()


def test_blanks_and_variant_characters_are_folded_and_sounds_are_pinyin_without_tones() -> None:
    assert judged("张 伟", "張偉", "章伟") == [
        ("张伟", "张伟", "zhang wei"),
        ("張偉", "张伟", "zhang wei"),
        ("章伟", "章伟", "zhang wei"),
    ]


def test_names_of_other_peoples_keep_their_interpunct_in_one_spelling() -> None:
    first, second = judged("买买提·吐尔逊", "买买提•吐尔逊")
    assert first == second


@pytest.mark.parametrize("covered", ["张*", "张某", "张某某", "李○○", "王×明"])
def test_a_covered_name_is_no_name(covered: str) -> None:
    assert judged(covered) == [(None, None, None)]


def test_no_variant_leads_to_another_variant_and_different_surnames_stay_different() -> None:
    assert not set(FOLDED) & set(FOLDED.values())
    assert not {"樊", "殷", "凡", "尹", "章", "张"} & set(FOLDED)


def pattern(written: str, state: str = "masked") -> str | None:
    frame = pl.DataFrame({"written": [written], "state": [state]})
    value: str | None = frame.select(patterns(pl.col("written"), pl.col("state"))).item()
    return value


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("330299********0018", "330299********0018"),
        ("330299XXXXXXXX001X", "330299********001X"),
        ("330299xxxxxxxx001x", "330299********001X"),
        ("33029919700101XXXX", "33029919700101****"),
        ("330299****0018", "330299********0018"),
        ("3302**18", "3302************18"),
        ("330299******001", "330299************"),
        ("●●●●●●19700101●●●●", "******19700101****"),
    ],
)
def test_a_covered_number_says_what_its_digits_say(written: str, seen: str) -> None:
    assert pattern(written) == seen


def test_an_invalid_number_says_nothing() -> None:
    assert pattern("33029919700101001", "invalid") is None


def test_parts_of_a_number_count_only_whole() -> None:
    frame = pl.DataFrame({"d": ["330299197001010018", "3302991970****0018", "330299197*****00**", None]})
    parts = frame.select(**segments(pl.col("d")))
    assert parts.rows() == [
        ("1970", "0101", "0018"),
        ("1970", None, "0018"),
        (None, None, None),
        (None, None, None),
    ]


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ("330299********0018", "330299197001010018", False),
        ("330299********0019", "330299197001010018", True),
        ("3302991971**********"[:18], "330299197001010018", True),
        ("330299********0018", "33029919700101****", False),
        ("330299********0018", "330299********0026", True),
        (None, "330299197001010018", False),
    ],
)
def test_digits_contradict_where_both_are_written_and_differ(one: str | None, other: str, against: bool) -> None:
    frame = pl.DataFrame({"one": [one], "other": [other]}, schema={"one": pl.String, "other": pl.String})
    assert frame.select(contradict(pl.col("one"), pl.col("other"))).item() is against
