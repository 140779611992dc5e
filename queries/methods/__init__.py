"""What Cypher on every engine cannot say: named methods that work on the rows of a rule's query.

A method is a module of this package with `apply(rows, parameters) -> rows` (rows are dicts by column; `parameters` as
the query gets them) and `ADDS`, the columns that it adds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules

from cluegraph.graph.engine import Value

Row = dict[str, Value]


def names() -> list[str]:
    """The methods that a rule may name."""
    return sorted(module.name for module in iter_modules(__path__))


def added(name: str) -> set[str]:
    """The columns that a method adds to the rows."""
    columns: frozenset[str] = import_module(f"{__name__}.{name}").ADDS
    return set(columns)


def apply(name: str, rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """The rows after the method."""
    result: list[Row] = import_module(f"{__name__}.{name}").apply(rows, parameters)
    return result
