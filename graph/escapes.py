"""Escapes that a Neo4j server reads before it reads the query, so that a check of the text would not see them."""

from __future__ import annotations

from cluegraph.errors import QueryRefused
from cluegraph.i18n import Text


def refuse_escapes(cypher: str) -> None:
    """Raises `QueryRefused` for a text with \\u: to the server `\\u0027` ends a text and `\\u0053ET` is a clause."""
    if "\\u" in cypher.lower():
        raise QueryRefused(
            Text("查询里不能用 \\u 转义", "a query must not hold \\u escapes"),
            Text("请直接写出这个字，或用参数传入。", "write the character itself, or give it as a parameter."),
        )
