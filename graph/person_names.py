"""The one spelling of a person's name, so that blanks and kinds of interpunct neither join nor part people."""

from __future__ import annotations

import polars as pl

from cluegraph.graph.companies import plain_name


def plain_person(column: str) -> pl.Expr:
    """A person's name without blanks and with one kind of interpunct."""
    return plain_name(column).str.replace_all("[•・‧∙⋅.．]", "·")
