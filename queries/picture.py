"""The rule's picture of one clue: the query that shows the finding, on the clue's own values."""

from __future__ import annotations

from cluegraph.graph.engine import Engine, Limits, Result
from cluegraph.queries.clue import Clue
from cluegraph.queries.rule import Rule
from cluegraph.queries.tokens import parameters


def picture_of(clue: Clue, rule: Rule, engine: Engine, last_day_no: int | None, limits: Limits) -> Result:
    """The rows of the rule's picture; none where the rule has no picture. Raises `EngineError`."""
    if not rule.picture:
        return Result([], [])
    known: dict[str, object] = {**clue.values, **clue.parameters, "last_day_no": last_day_no}
    return engine.query(rule.picture, {name: known.get(name) for name in parameters(rule.picture)}, limits)
