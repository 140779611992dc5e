"""How many nodes of each label and relationships of each type a graph has."""

from __future__ import annotations

from collections.abc import Mapping

from cluegraph.graph.engine import Engine, Limits
from cluegraph.graph.model import model

_LIMITS = Limits(seconds=600.0, rows=1)


def census(engine: Engine) -> dict[str, int]:
    """Label or type → how many there are, for the whole vocabulary. Raises `EngineError`."""
    labels = {label: f"MATCH (n:`{label}`) RETURN count(n)" for label in model().nodes}
    types = {kind: f"MATCH (a)-[r:`{kind}`]->(b) RETURN count(r)" for kind in model().relationships}
    return {name: _counted(engine, query) for name, query in {**labels, **types}.items()}


def differences(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Where two graphs differ: name → how many in the one, how many in the other."""
    return {name: (one.get(name, 0), other.get(name, 0)) for name in one if one.get(name, 0) != other.get(name, 0)}


def _counted(engine: Engine, query: str) -> int:
    value = engine.query(query, limits=_LIMITS).rows[0][0]
    return value if isinstance(value, int) else 0
