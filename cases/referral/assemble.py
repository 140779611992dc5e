"""Clues → entries of a list, each with its rule and the picture of its network."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cluegraph.cases.referral.dossier import Entry
from cluegraph.errors import EngineError
from cluegraph.queries.clue import Clue
from cluegraph.queries.library import Library
from cluegraph.queries.rule import Rule

Draw = Callable[[Clue, Rule], bytes]
"""Draws a clue's network as a PNG, masked: the list names people whole, its picture is what gets copied out of it."""


def entries(
    clues: Sequence[Clue], library: Library, draw: Draw, progress: Callable[[int], None] | None = None
) -> list[Entry]:
    """One entry a clue. A clue whose picture query the engine cannot answer any more goes without a picture."""
    made = []
    for number, clue in enumerate(clues, 1):
        rule = library.file(clue.rule).rule
        made.append(Entry(clue, rule, _picture(clue, rule, draw)))
        if progress is not None:
            progress(number)
    return made


def _picture(clue: Clue, rule: Rule, draw: Draw) -> bytes | None:
    try:
        return draw(clue, rule)
    except EngineError:
        return None
