"""Clues → entries of a list, each with its rule and the masked picture of its network."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cluegraph.cases.referral.dossier import Entry
from cluegraph.errors import EngineError
from cluegraph.graph.engine import Engine
from cluegraph.queries.clue import Clue
from cluegraph.queries.library import Library
from cluegraph.queries.rule import Rule
from cluegraph.queries.run import Evidence
from cluegraph.viz.draw import picture_of_clue


def entries(
    clues: Sequence[Clue],
    library: Library,
    engine: Engine,
    records: Evidence,
    progress: Callable[[int], None] | None = None,
) -> list[Entry]:
    """One entry a clue. A clue whose picture query the engine cannot answer any more goes without a picture."""
    made = []
    for number, clue in enumerate(clues, 1):
        rule = library.file(clue.rule).rule
        made.append(Entry(clue, rule, _picture(clue, rule, engine, records)))
        if progress is not None:
            progress(number)
    return made


def _picture(clue: Clue, rule: Rule, engine: Engine, records: Evidence) -> bytes | None:
    """Masked always: the list itself names people whole, a picture is what gets copied out of it."""
    try:
        return picture_of_clue(clue, rule, engine, records)
    except EngineError:
        return None
