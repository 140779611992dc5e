"""Ranking: after all rules ran, each clue gets the parts of its score, and clues on the same parties become cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from cluegraph.queries.clue import Clue
from cluegraph.queries.corroboration import Corroboration
from cluegraph.queries.library import Library
from cluegraph.queries.rule import SEVERITIES
from cluegraph.queries.score import (
    ScoreParts,
    corroboration_part,
    money_part,
    rarity_part,
    rung_part,
    severity_part,
)

Counts = Mapping[str, tuple[int, int]]
"""Findings and records checked, by rule."""


def speaking(_clue: Clue) -> bool:
    """Nothing is silent."""
    return False


def ranked(
    clues: Iterable[Clue],
    counts: Counts,
    library: Library,
    others: Sequence[Clue] = (),
    silent: Callable[[Clue], bool] = speaking,
) -> list[Clue]:
    """The clues with their scores, gravest first: by severity, then score, rule and id.

    `others` are clues of rules that did not run now and still hold: they corroborate and are not scored anew. A
    `silent` clue corroborates nothing.
    """
    listed = list(clues)
    around = Corroboration((clue for clue in (*listed, *others) if not silent(clue)), library)
    scored = [_scored(clue, counts, around) for clue in listed]
    return sorted(scored, key=lambda one: (SEVERITIES.index(one.severity), -one.score, one.rule, one.id))


def _scored(clue: Clue, counts: Counts, around: Corroboration) -> Clue:
    rules = around.of(clue)
    parts = ScoreParts(
        severity=severity_part(clue.severity),
        rung=rung_part(clue.rung),
        money=money_part(clue.amount_fen),
        corroboration=corroboration_part(around.weight(rules)),
        rarity=rarity_part(*counts[clue.rule]),
        corroborated_by=rules,
    )
    return replace(clue, score=parts.score, parts=parts)
