"""Queries that a user types: what the embedded engine would answer wrongly, without a word, is refused before."""

from __future__ import annotations

from cluegraph.errors import QueryRefused, Where
from cluegraph.queries.traps import answered_wrongly


def refuse_wrong_answers(cypher: str) -> None:
    """Raises `QueryRefused` where the embedded engine is known to lose or mix up rows of such a text."""
    for trap in answered_wrongly(cypher)[:1]:
        raise QueryRefused(trap.what, trap.instead, Where(line=trap.line))
