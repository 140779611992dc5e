"""The rule's picture of one clue: the query that shows the finding, on the clue's own values."""

from __future__ import annotations

from cluegraph.graph.engine import Engine, Limits, Result
from cluegraph.queries.clue import Clue
from cluegraph.queries.rule import CITED, Rule
from cluegraph.queries.tokens import listed, parameters


def picture_of(clue: Clue, rule: Rule, engine: Engine, last_day_no: int | None, limits: Limits) -> Result:
    """The rows of the rule's picture; none where the rule has no picture. Raises `EngineError`.

    A column has one key in the rows of one clue and several in those of another; what stands behind IN is a list.
    `$cited` holds the refs of the rows that the clue cites.
    """
    if not rule.picture:
        return Result([], [])
    built_in = {"last_day_no": last_day_no, CITED: [record.ref for record in clue.records]}
    known: dict[str, object] = {**clue.values, **clue.parameters, **built_in}
    given = {name: known.get(name) for name in parameters(rule.picture)}
    return engine.query(rule.picture, given | {name: _list(given[name]) for name in listed(rule.picture)}, limits)


def _list(value: object) -> list[object]:
    """An empty list has no type for the engine; no key is the empty text."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if item is not None] or [""]
