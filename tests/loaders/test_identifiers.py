"""ID numbers, credit codes and cards are judged as the national standards say, over whole columns."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric, uscc

from cluegraph.loaders.identifiers import (
    accounts,
    card_states,
    id_numbers,
    lost_digits,
    normal_id,
    state_of_card,
    state_of_id,
    state_of_uscc,
    usccs,
)

BIRTHS = st.dates(dt.date(1905, 1, 1), dt.date(2024, 12, 31))
SERIALS = st.integers(0, 999)


def id_of(birth: dt.date, serial: int) -> str:
    body = f"330299{birth:%Y%m%d}{serial:03d}"
    return body + ric.calc_check_digit(body + "0")


@settings(deadline=None)
@given(BIRTHS, SERIALS)
def test_every_well_formed_number_is_valid_and_stays_as_it_is(birth: dt.date, serial: int) -> None:
    number = id_of(birth, serial)
    assert (normal_id(number), state_of_id(number)) == (number, "valid")


@settings(deadline=None)
@given(BIRTHS, SERIALS, st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_never_valid(birth: dt.date, serial: int, place: int, shift: int) -> None:
    number = id_of(birth, serial)
    old = number[place]
    wrong = number[:place] + (str((int(old) + shift) % 10) if old != "X" else str(shift)) + number[place + 1 :]
    assert state_of_id(wrong) == "invalid"


@settings(deadline=None)
@given(st.dates(dt.date(1905, 1, 1), dt.date(1999, 12, 31)), SERIALS)
def test_fifteen_digits_are_the_same_person_as_their_eighteen(birth: dt.date, serial: int) -> None:
    long = id_of(birth, serial)
    short = long[:6] + long[8:17]
    assert (normal_id(short), state_of_id(short)) == (long, "valid")


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("33029919700101001８", "330299197001010018"),
        (" 330299 1970 0101 0018 ", "330299197001010018"),
        ("'330299197001010018", "330299197001010018"),
        ("330299197001010018\u200b", "330299197001010018"),
        ("33029919700101000x", "33029919700101000X"),
    ],
)
def test_spelling_does_not_matter(written: str, normal: str) -> None:
    assert (normal_id(written), state_of_id(written)) == (normal, "valid")


@pytest.mark.parametrize(
    "written",
    [
        "330299********0018",
        "330299＊＊＊＊＊＊＊＊0018",
        "330299●●●●●●●●0018",
        "330299XXXXXXXX001X",
        "330299xxxxxxxx0018",
        "3302991970****0018",
        "330***********001X",
        "33029919700101****",
        "330299××××××××0018",
    ],
)
def test_covered_numbers_are_masked_not_wrong(written: str) -> None:
    assert state_of_id(written) == "masked"


@pytest.mark.parametrize(
    "written",
    [
        "330299197002300018",
        "330299197013010018",
        "33029919700101001",
        "3302991970010100181",
        "330299700231001",
        "不详",
        "护照E12345678",
        "33029919700101001x",
        "330299189913010018",
    ],
)
def test_impossible_numbers_are_invalid_and_stay_as_written(written: str) -> None:
    assert (normal_id(written), state_of_id(written)) == (written, "invalid")


def test_nothing_written_has_no_state() -> None:
    numbers, states = id_numbers(pl.Series([None, "", "330299197001010018"], dtype=pl.String))
    assert states.to_list() == [None, None, "valid"]
    assert numbers[2] == "330299197001010018"


def test_the_region_is_not_checked() -> None:
    body = "99999919700101001"
    assert state_of_id(body + ric.calc_check_digit(body + "0")) == "valid"


@settings(deadline=None)
@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17))
def test_credit_codes_agree_with_the_published_check_digit(body: str) -> None:
    right = uscc.calc_check_digit(body)
    wrong = "0" if right != "0" else "1"
    assert state_of_uscc(body + right) == "valid"
    assert state_of_uscc(body + wrong) == "invalid"


def test_credit_codes_in_lower_case_and_with_blanks_are_the_same() -> None:
    codes, states = usccs(pl.Series(["9111 0000 6000 3734 1l", "9111000060003734I1", None]))
    assert codes[0] == "91110000600037341L"
    assert states.to_list() == ["valid", "invalid", None]


@settings(deadline=None)
@given(st.sampled_from(["62", "4", "5"]), st.text("0123456789", min_size=14, max_size=14))
def test_cards_are_judged_by_luhn(start: str, rest: str) -> None:
    body = (start + rest)[:15]
    right = luhn.calc_check_digit(body)
    assert state_of_card(body + right) == "valid"
    assert state_of_card(body + str((int(right) + 1) % 10)) == "invalid"


@pytest.mark.parametrize("written", ["101012345678901234", "6217001234", "33010100123456789012", "农信社折"])
def test_passbooks_and_words_are_not_judged(written: str) -> None:
    assert state_of_card(written) is None


def test_accounts_lose_blanks_and_hyphens_and_masked_ones_are_none() -> None:
    written = pl.Series(
        ["6217 0012-3456 7890", "６２１７００１２３４５６７８９０", "6217****7890", "12345", "现金", None]
    )
    assert accounts(written).to_list() == ["6217001234567890", "6217001234567890", None, None, None, None]
    assert card_states(accounts(written))[2] is None


@pytest.mark.parametrize("written", ["3.30299E+17", "3.30299197001010E+17", "6.21700123456789e+18", "3E+17"])
def test_scientific_notation_has_lost_its_digits(written: str) -> None:
    assert lost_digits(pl.Series([written])).item()


@pytest.mark.parametrize("written", ["330299197001010018", "621700123456789", "12E5", "E12345", "1.5", ""])
def test_other_texts_have_lost_none(written: str) -> None:
    assert not lost_digits(pl.Series([written])).item()
