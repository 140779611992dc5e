"""Reading of amounts and other decimals, exactly: integers of the smallest unit, never floats.

Accepted: 1234.5  1,234.50  ￥1,234.50  1234元  1.2万元  (300.00)  -300  ３００  3亩  100元/亩  叁佰元整. Digits
beyond the field's places are rounded half up, as a spreadsheet shows them. Anything else is not a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

import polars as pl

from cluegraph.loaders.chinese_numbers import chinese_number
from cluegraph.loaders.clean_text import PLACEHOLDERS, without_placeholders
from cluegraph.loaders.identifiers import compact, compact_text

_LARGEST = 10**17
_FAST = r"^-?[0-9]{1,9}(?:\.[0-9]{1,4})?$"
_ORNATE = r"^¥?-?[0-9]{1,3}(?:[0-9]*|(?:,[0-9]{3})+)(?:\.[0-9]{1,4})?元?$"
_PLAIN = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|[0-9]{1,4}(?:,[0-9]{4})+(?:\.[0-9]*)?")
_MONEY_SUFFIX = re.compile(r"(亿|万|千|百)?(?:元|圆|块)?(?:整|正)?$")
_UNIT = re.compile(
    r"(?:元|圆|万元)?/?(?:亩|公顷|平方米|m2|㎡|头|只|羽|匹|间|户|人|次|天|日|个?工日?|个?月|年|个|份|股|间房|套|棵|株|台|公斤|kg|吨|小时)"
    r"(?:/(?:天|日|月|年|人|亩|次))?$"
)
_SCALES = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2}


def fen(text: pl.Series, factor: int = 1) -> tuple[pl.Series, pl.Series]:
    """Amounts as integer fen, and True where something is written that is not an amount.

    `factor` is that of the column (10000 where the header says 万元); a unit in the cell itself goes before it.
    """
    return _read(text, lambda cell: _amount(cell, factor), places=2, factor=factor)


def decimals(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Quantities as Decimal(18, 4), and True where something is written that is not a number."""
    scaled, bad = _read(text, _quantity, places=4, factor=1)
    return _as_decimal(scaled), bad


def integers(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Whole numbers (ranks, head counts), and True where something is written that is not one."""
    scaled, bad = _read(text, _ordinal, places=4, factor=1)
    whole = scaled % 10_000 == 0
    numbers = pl.select(pl.when(whole).then(scaled // 10_000).alias("value")).to_series()
    return numbers, bad | (~whole).fill_null(False)


def percents(text: pl.Series, header: str) -> tuple[pl.Series, pl.Series]:
    """Shares as percent (0 to 100), and True where something is written that is not a number.

    A cell with a % sign is percent. For the others the column decides: where the header has a % sign or any of them is
    above 1 they are percent, else they are fractions of one (a cell formatted as percent holds 0.3 for 30%).
    """
    plain = compact(text)
    signed = plain.str.ends_with("%").fill_null(False)
    numbers, bad = decimals(plain.str.strip_suffix("%"))
    bare_above_one = ((numbers > 1) & ~signed).any()
    if "%" in header or "％" in header or bare_above_one:
        return numbers, bad
    hundredfold = (numbers * 100).cast(pl.Decimal(18, 4), strict=False)
    return pl.select(pl.when(signed).then(numbers).otherwise(hundredfold).alias("value")).to_series(), bad


def amount_in(text: str, factor: int = 1) -> int | None:
    """The amount in fen that one text states, or None; `factor` 10000 where its column is in 万元."""
    plain = compact_text(text)
    return None if plain in PLACEHOLDERS else _scaled(_amount(plain, factor), places=2)


def yuan(amount_fen: int) -> str:
    """An amount as the product writes it: '1234.50'."""
    sign, whole = "-" if amount_fen < 0 else "", abs(amount_fen)
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def _read(
    text: pl.Series, slow: Callable[[str], Decimal | None], *, places: int, factor: int
) -> tuple[pl.Series, pl.Series]:
    """Integers of 10^-places, by one cast where the text is plain digits and by `slow` over the distinct rest."""
    plain = without_placeholders(compact(text))
    plain = _without_ornament(plain) if factor == 1 else plain
    fast = plain.str.contains(_FAST)
    quick = pl.select(pl.when(fast).then(plain).alias("value")).to_series().cast(pl.Decimal(20, 4)).to_physical()
    units = _rounded(quick.cast(pl.Int64) * factor, 10 ** (4 - places))
    rest = plain.filter(~fast).unique()
    if rest.is_empty():
        return units, pl.Series("bad", [False]).new_from_index(0, len(text))
    known = {cell: number for cell in rest if (number := _scaled(slow(cell), places)) is not None}
    slowly = plain.replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.Int64)
    both = pl.select(pl.coalesce(units, slowly).alias("value")).to_series()
    return both, plain.is_not_null() & both.is_null()


def _without_ornament(plain: pl.Series) -> pl.Series:
    """Thousands separators, ￥ and 元 off, where what is left is plain digits."""
    ornate = plain.str.contains(_ORNATE)
    if not ornate.any():
        return plain
    return pl.select(pl.when(ornate).then(plain.str.replace_all("[,¥元]", "")).otherwise(plain).alias("p")).to_series()


def _rounded(units: pl.Series, divisor: int) -> pl.Series:
    """Division rounding half away from zero."""
    if divisor == 1:
        return units
    frame = units.to_frame("u")
    u = pl.col("u")
    return frame.select((u.abs() + divisor // 2) // divisor * pl.when(u < 0).then(-1).otherwise(1)).to_series()


def _scaled(number: Decimal | None, places: int) -> int | None:
    if number is None:
        return None
    with localcontext(prec=60):
        units = int((number * 10**places).quantize(Decimal(1), ROUND_HALF_UP))
    return units if abs(units) <= _LARGEST else None


def _as_decimal(scaled: pl.Series) -> pl.Series:
    """Decimal(18, 4) from integers of a ten-thousandth."""
    return (scaled.cast(pl.Decimal(38, 4)) * Decimal("0.0001")).cast(pl.Decimal(18, 4))


def _amount(cell: str, factor: int) -> Decimal | None:
    """One amount in yuan."""
    body, sign = _signed(cell.replace("人民币", "").replace("RMB", "").strip("¥$:"))
    body = body.strip("¥$")
    suffix = _MONEY_SUFFIX.search(body)
    unit = suffix.group(0) if suffix else ""
    number = _number(body.removesuffix(unit)) if unit else None
    if number is not None and suffix is not None:
        return sign * number * _SCALES.get(suffix.group(1) or "", 1)
    number = _number(body)
    if number is not None:
        return sign * number * factor
    worded = chinese_number(body)
    return None if worded is None else sign * worded


def _quantity(cell: str) -> Decimal | None:
    """One quantity, whatever unit stands behind it."""
    body, sign = _signed(cell.strip("¥"))
    number = _number(body)
    for candidate in () if number is not None else (_UNIT.sub("", body), re.sub(r"元$", "", body)):
        number = number if number is not None else _number(candidate)
        number = number if number is not None else chinese_number(candidate)
    return None if number is None else sign * number


def _ordinal(cell: str) -> Decimal | None:
    """One rank or count: 3, 第3名, 第三."""
    return _quantity(re.sub(r"^第|名$|位$", "", cell))


def _signed(body: str) -> tuple[str, int]:
    """Minus as '-', as a full-width or typographic dash, or as brackets around the number."""
    for dash in "−–—﹣":
        body = body.replace(dash, "-")
    inner = re.fullmatch(r"-?\((.+)\)(元|万元)?", body)
    if inner:
        return inner.group(1).lstrip("-") + (inner.group(2) or ""), -1
    match = re.fullmatch(r"[¥$]?-[¥$]?(.+)", body)
    return (match.group(1), -1) if match else (body.removeprefix("+"), 1)


def _number(body: str) -> Decimal | None:
    if _GROUPED.fullmatch(body):
        body = body.replace(",", "")
    if not _PLAIN.fullmatch(body):
        return None
    try:
        return Decimal(body)
    except InvalidOperation:
        return None
