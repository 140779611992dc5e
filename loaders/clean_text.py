"""Cleaning of text columns: one spelling for what people see as the same, and null for what stands for nothing."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

PLACEHOLDERS = (
    "",
    "无", "暂无", "空", "空白", "/", "//", "///", "\\", "-", "--", "---", "—", "——", "–", "_", "__", "、", "。", ".",
    "N/A", "n/a", "#N/A", "NULL", "null", "None", "none", "NaN", "nan", "(空)", "(无)", "(空白)",
)  # fmt: skip
"""What offices write in a cell that has nothing to say, after NFKC and without blanks."""

_CLEAN = r"^[\p{Han}A-Za-z0-9]+$"
_INVISIBLE = r"[\p{Cf}\p{Co}\x{FFFD}]"
_CONTROL = r"[\p{Cc}\p{Zl}\p{Zp}]+"
_HAN = r"\p{Han}"
_DOTS = r"[·•・‧∙⋅･．.。]"


def values(text: pl.Series) -> pl.Series:
    """Text as people read it: NFKC, no control characters, single blanks; placeholders become null."""
    return mended(text, _text)


def names(text: pl.Series) -> pl.Series:
    """Names of people, places and bodies: as `values`, without blanks inside Chinese names, and '·' for every dot."""
    return mended(text, _name)


def mended(text: pl.Series, mend: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """`mend` over the distinct texts that are not plain already; lists repeat themselves, so this is quick."""
    odd = text.is_not_null() & (~text.str.contains(_CLEAN) | text.is_in(list(PLACEHOLDERS)))
    if not odd.any():
        return text
    distinct = text.filter(odd).unique()
    return text.replace_strict(distinct, mend(distinct), default=text, return_dtype=pl.String)


def over_distinct(text: pl.Series, compute: Callable[[pl.Series], pl.DataFrame]) -> pl.DataFrame:
    """The rows of `compute(distinct texts)` for every row of `text`; a null text gives nulls."""
    distinct = text.drop_nulls().unique()
    table = compute(distinct).with_columns(distinct.alias("text"))
    return text.alias("text").to_frame().join(table, on="text", how="left", maintain_order="left").drop("text")


def is_blank(text: pl.Series) -> pl.Series:
    """True where a cell says nothing: null, blanks or a placeholder."""
    return mended(text, _text).is_null()


def without_placeholders(compact: pl.Series) -> pl.Series:
    """Null for placeholders in text that has no blanks any more."""
    keep = ~compact.is_in(list(PLACEHOLDERS))
    return pl.select(pl.when(keep).then(compact).alias("kept")).to_series()


def _text(text: pl.Series) -> pl.Series:
    normal = text.str.normalize("NFKC").str.replace_all(_INVISIBLE, "").str.replace_all(_CONTROL, " ")
    single = normal.str.replace_all(r"\s+", " ").str.strip_chars()
    bare = single.str.replace_all(" ", "", literal=True)
    return pl.select(pl.when(~bare.is_in(list(PLACEHOLDERS))).then(single).alias("value")).to_series()


def _name(text: pl.Series) -> pl.Series:
    spaced = _text(text).str.strip_chars("'‘’`\"“”,，;；")
    chinese = spaced.str.contains(_HAN)
    closed = spaced.str.replace_all(" ", "", literal=True)
    dotted = closed
    for _ in range(2):
        dotted = dotted.str.replace_all(rf"({_HAN}){_DOTS}({_HAN})", "${1}·${2}")
    return pl.select(pl.when(chinese).then(dotted).otherwise(spaced).alias("value")).to_series()
