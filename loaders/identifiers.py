"""Citizen ID numbers (GB 11643), unified social credit codes (GB 32100), bank cards (Luhn), over Polars columns.

Every function takes text as written in cells. The region code of an ID is not checked: codes are withdrawn and reused,
and a person keeps the one of birth. The forms for one text go through the columns' functions: one rule each.
"""

from __future__ import annotations

import unicodedata

import polars as pl

from cluegraph.graph.cards import card_states

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_USCC = r"^[0-9A-HJ-NPQRTUWXY]{18}$"
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

MASKED = r"^[0-9]*(?:[*●○■□×✱✳#]+|[Xx]{2,})[0-9*●○■□×✱✳#Xx]*$"
"""An ID number of which some digits are covered: stars, dots or a run of X."""

LOST_DIGITS = r"^[0-9](?:\.[0-9]+[eE]\+?|[eE]\+)[0-9]{1,2}$"
"""A long number that a spreadsheet turned into scientific notation: 3.30299E+17."""

_QUOTES = "'‘’`\"“”"
_INVISIBLE = r"[\s\p{Cc}\p{Cf}]"
_PLAIN = r"^[0-9A-Za-z]*$"


def compact(text: pl.Series) -> pl.Series:
    """NFKC, without blanks, invisible characters and the quotes by which Excel marks text."""
    if text.str.contains(_PLAIN).all():
        return text
    return text.str.normalize("NFKC").str.replace_all(_INVISIBLE, "").str.strip_chars(_QUOTES)


def compact_text(text: str) -> str:
    """`compact` of one text."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(c for c in normal if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf")).strip(_QUOTES)


def lost_digits(text: pl.Series) -> pl.Series:
    """True where a long number stands in scientific notation; its last digits cannot be had back."""
    return compact(text).str.contains(LOST_DIGITS).fill_null(False)


def id_numbers(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The normal forms and their states.

    The normal form is 18 digits with an upper-case X where the number is valid (15 digits are the 18 of a birth in the
    1900s), else as written without blanks. States: 'valid', 'masked', 'invalid'; null where nothing is written.
    """
    written = compact(text).alias("written")
    frame = written.to_frame().with_columns(upper=_eighteen(written.str.to_uppercase()))
    frame = frame.with_columns(valid=_valid_eighteen(frame["upper"]))
    states = frame.select(
        pl.when(pl.col("written").is_null() | (pl.col("written") == ""))
        .then(None)
        .when("valid")
        .then(pl.lit("valid"))
        .when(pl.col("written").str.contains(MASKED))
        .then(pl.lit("masked"))
        .otherwise(pl.lit("invalid"))
        .alias("state")
    )
    normal = frame.select(pl.when("valid").then("upper").otherwise("written").alias("normal"))
    return normal["normal"], states["state"]


def id_check_digits(seventeen: pl.Series) -> pl.Series:
    """The check characters (MOD 11-2) for the first 17 digits; null where they are not 17 digits."""
    number = _digits(seventeen, 17)
    total = number.to_frame("n").select(
        pl.sum_horizontal(pl.col("n") // 10 ** (16 - place) % 10 * weight for place, weight in enumerate(_ID_WEIGHTS))
    )
    remainder = pl.select(pl.when(number.is_not_null()).then(total.to_series() % 11)).to_series()
    return remainder.replace_strict(dict(enumerate(_ID_CHECKS)), return_dtype=pl.String)


def usccs(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Codes in upper case without blanks and hyphens, and their states.

    'valid' is the alphabet and the check character of GB 32100, else 'invalid'; null where nothing is written.
    """
    code = compact(text).str.replace_all("-", "", literal=True).str.to_uppercase()
    distinct = code.unique()
    states = distinct.to_frame("code").select(_uscc_state(pl.col("code"))).to_series()
    return code, code.replace_strict(distinct, states, return_dtype=pl.String)


def accounts(text: pl.Series) -> pl.Series:
    """Digits (or letters) of accounts without blanks and hyphens; null unless there are 6 to 32 of them."""
    plain = compact(text)
    if not plain.str.contains(r"^[0-9]*$").all():
        plain = plain.str.replace_all(r"[-‐‑–—−]", "").str.to_uppercase()
    return _kept(plain, plain.str.contains(r"^[0-9A-Z]{6,32}$") & plain.str.contains(r"[0-9]{4}"))


def normal_id(written: str) -> str:
    """The normal form of one ID number."""
    return str(id_numbers(pl.Series([written]))[0].item())


def state_of_id(written: str) -> str | None:
    """The state of one ID number."""
    state: str | None = id_numbers(pl.Series([written]))[1].item()
    return state


def state_of_uscc(written: str) -> str | None:
    """The state of one unified social credit code."""
    state: str | None = usccs(pl.Series([written]))[1].item()
    return state


def state_of_card(written: str) -> str | None:
    """The state of one card number; null for anything that is not a card."""
    state: str | None = card_states(accounts(pl.Series([written])))[0]
    return state


def _eighteen(upper: pl.Series) -> pl.Series:
    short = _kept(upper, upper.str.contains(r"^[0-9]{15}$"))
    if short.is_null().all():
        return upper
    seventeen = short.str.slice(0, 6) + "19" + short.str.slice(6, 9)
    longer = seventeen + id_check_digits(seventeen)
    return pl.select(pl.coalesce(longer, upper)).to_series()


def _valid_eighteen(upper: pl.Series) -> pl.Series:
    shaped = _kept(upper, upper.str.contains(r"^[1-9][0-9]{16}[0-9X]$"))
    check = id_check_digits(shaped.str.slice(0, 17)) == shaped.str.slice(17, 1)
    return (check & _real_dates(shaped.str.slice(6, 8))).fill_null(False)


def _real_dates(eight: pl.Series) -> pl.Series:
    ymd = pl.col("ymd")
    parts = _digits(eight, 8).to_frame("ymd").select(year=ymd // 10_000, month=ymd // 100 % 100, day=ymd % 100)
    year, month, day = pl.col("year"), pl.col("month"), pl.col("day")
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    lengths = dict(enumerate(_MONTH_LENGTHS, start=1))
    length = month.replace_strict(lengths, default=0, return_dtype=pl.Int64) + ((month == 2) & leap).cast(pl.Int64)
    return parts.select(ok=year.is_between(1800, 2100) & (day >= 1) & (day <= length)).to_series()


def _uscc_state(code: pl.Expr) -> pl.Expr:
    values = {letter: value for value, letter in enumerate(_USCC_ALPHABET)}
    shaped = pl.when(code.str.contains(_USCC)).then(code)
    total = pl.sum_horizontal(
        shaped.str.slice(place, 1).replace_strict(values, default=None, return_dtype=pl.Int64) * weight
        for place, weight in enumerate(_USCC_WEIGHTS)
    )
    check = ((31 - total % 31) % 31).replace_strict(dict(enumerate(_USCC_ALPHABET)), return_dtype=pl.String)
    right = (shaped.is_not_null() & (check == code.str.slice(17, 1))).fill_null(False)
    judged = pl.when(right).then(pl.lit("valid")).otherwise(pl.lit("invalid"))
    return pl.when(code.is_not_null() & (code != "")).then(judged)


def _digits(text: pl.Series, length: int) -> pl.Series:
    return _kept(text, text.str.contains(f"^[0-9]{{{length}}}$")).cast(pl.Int64)


def _kept(text: pl.Series, condition: pl.Series) -> pl.Series:
    """The text where the condition holds, else null."""
    return pl.select(pl.when(condition).then(text).alias("kept")).to_series()
