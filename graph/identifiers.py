"""The one spelling of a thing that two parties may share, so that formats (AA-BB, aa:bb) neither join nor part them."""

from __future__ import annotations

import polars as pl

_NOTHING = r"^(?:未知|不详|未填.*|未提供|未采集|未获取.*|未读取.*|无法.*|没有|待定|待补.*|同上|略|\*+|\?+|0+|F{6,})$"
_NO_ADDRESS = r"^(?:0\.0\.0\.0|127\.|::1$|localhost)"
_PREFIX_OF_COUNTRY = r"^(?:\+|00)?86[- ]?(1[0-9]{10})$"


def spelling(kind: str, value: pl.Expr) -> pl.Expr:
    """The text by which two of a kind (`phone`, `address`, `email`, `ip`, `mac`, `ca`, `contact`) are the same; null
    for what says nothing (未知, 00:00:00:00:00:00, 127.0.0.1)."""
    plain = value.str.normalize("NFKC").str.replace_all(r"\s+", "")
    if kind in ("mac", "ca"):
        plain = plain.str.to_uppercase().str.replace_all(r"[-:.]", "")
    elif kind == "email":
        plain = plain.str.to_lowercase()
    elif kind == "phone":
        plain = plain.str.replace(_PREFIX_OF_COUNTRY, "${1}").str.replace_all(r"[-()]", "")
    nothing = plain.str.contains(_NOTHING)
    if kind == "ip":
        nothing = nothing | plain.str.contains(_NO_ADDRESS)
    return pl.when(~nothing & (plain != "")).then(plain)
