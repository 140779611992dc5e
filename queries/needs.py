"""Whether the loaded data are enough for a rule, and which kinds or columns are missing."""

from __future__ import annotations

from collections.abc import Mapping

from cluegraph.queries.rule import Needs

Loaded = Mapping[str, frozenset[str]]
"""Loaded kinds, each with the fields that at least one counted sheet has."""


def missing(needs: Needs, loaded: Loaded) -> list[str]:
    """The kinds that the rule cannot do without, `kind.field` where only a column is missing; empty when it can run."""
    lacking = [part for kind in needs.all for part in _lacking(kind, needs, loaded)]
    for group in needs.any:
        parts = [_lacking(kind, needs, loaded) for kind in group]
        if all(parts):
            lacking += [part for lacks in parts for part in lacks]
    return list(dict.fromkeys(lacking))


def helps_missing(needs: Needs, loaded: Loaded) -> list[str]:
    """The kinds that would have made the rule surer and are not loaded (or not with the columns it uses)."""
    return [kind for kind in needs.helps if _lacking(kind, needs, loaded)]


def _lacking(kind: str, needs: Needs, loaded: Loaded) -> list[str]:
    if kind not in loaded:
        return [kind]
    return [
        f"{kind}.{column}"
        for column in needs.columns.get(kind, [])
        if not any(name in loaded[kind] for name in column.split("|"))
    ]
