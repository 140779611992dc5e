"""What the written digits of an ID number say: 18 places, `*` where a digit is covered or uncertain."""

from __future__ import annotations

import polars as pl

PLACES = 18
_SIGNS = "[*●○■□×✱✳#]"
_OLD_LENGTH = 15


def patterns(written: pl.Expr, state: pl.Expr) -> pl.Expr:
    """18 characters for a valid or masked number, null for any other.

    Of a masked number with another length the digits at both ends are kept; with 15 places, which may be an old number
    or a careless mask, only the six of the region are.
    """
    text = written.str.to_uppercase().str.replace_all(_SIGNS, "*").str.replace(r"([0-9])X$", "${1}K")
    text = text.str.replace_all("X", "*").str.replace("K$", "X")
    start = text.str.extract(r"^([0-9]*)\*", 1)
    end = text.str.extract(r"\*([0-9]*[0-9X]?)$", 1)
    covered = pl.lit("*" * PLACES).str.slice(0, PLACES - start.str.len_chars() - end.str.len_chars())
    fits = start.str.len_chars() + end.str.len_chars() < PLACES
    stretched = pl.when(fits).then(pl.concat_str([start, covered, end]))
    region = pl.concat_str([start.str.slice(0, 6).str.pad_end(PLACES, "*")])
    length = text.str.len_chars()
    masked = pl.when(length == PLACES).then(text).when(length == _OLD_LENGTH).then(region).otherwise(stretched)
    return pl.when(state == "valid").then(written).when(state == "masked").then(masked)


def as_regular_expression(written: pl.Expr, state: pl.Expr) -> pl.Expr:
    """What a full number must match to be the one of which a masked number shows some digits; null for any other."""
    return patterns(pl.when(state == "masked").then(written), state).str.replace_all("*", ".", literal=True)


def segments(pattern: pl.Expr) -> dict[str, pl.Expr]:
    """Year of birth, month and day, and the last four, each null unless all its digits are written."""

    def part(start: int, shape: str) -> pl.Expr:
        text = pattern.str.slice(start, 4)
        return pl.when(text.str.contains(shape)).then(text)

    digits = r"^[0-9]{4}$"
    return {"birth_year": part(6, digits), "birth_day": part(10, digits), "last4": part(14, r"^[0-9]{3}[0-9X]$")}


def contradict(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    """True where a place is written on both sides and differs; false where one side has no digits."""
    differs = []
    for place in range(PLACES):
        one, other = left.str.slice(place, 1), right.str.slice(place, 1)
        differs.append((one != "*") & (other != "*") & (one != other))
    return pl.any_horizontal(differs).fill_null(False)
