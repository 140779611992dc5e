"""The rule's picture of one clue: the query that shows the finding, on the clue's own values."""

from __future__ import annotations

from cluegraph.graph.engine import Engine, Limits, Result
from cluegraph.queries.clue import Clue
from cluegraph.queries.rule import Rule
from cluegraph.queries.tokens import listed, parameters


def picture_of(clue: Clue, rule: Rule, engine: Engine, last_day_no: int | None, limits: Limits) -> Result:
    """The rows of the rule's picture; none where the rule has no picture. Raises `EngineError`.

    A column has one key in the rows of one clue and several in those of another; what stands behind IN is a list.
    """
    if not rule.picture:
        return Result([], [])
    known: dict[str, object] = {**clue.values, **clue.parameters, "last_day_no": last_day_no}
    given = {name: known.get(name) for name in parameters(rule.picture)}
    return engine.query(rule.picture, given | {name: _list(given[name]) for name in listed(rule.picture)}, limits)


def _list(value: object) -> list[object]:
    """An empty list has no type for the engine; no key is the empty text."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if item is not None] or [""]
