"""PRO-04: a funnel plot of rows with a sign of trouble, by village and by handler (Spiegelhalter, Statist. Med. 2005).

Each group's share is set against the share of all others, with control limits that narrow as a group has more rows;
where groups differ by more than chance anyway, the limits are widened by the winsorised overdispersion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.stats import binom, norm
from scipy.stats.mstats import winsorize

from cluegraph.graph.engine import Value
from cluegraph.queries.movements import whole

ADDS = frozenset({"unit", "village", "handler", "flagged", "all_rows", "per_hundred", "others", "sigmas", "records"})
_WINSORISED = 0.1
_ROUNDING = 1e-9

Row = dict[str, Value]
Group = tuple[str, str, str, str]


@dataclass(frozen=True)
class _Counted:
    """How many rows a group has and how many of them bear a sign."""

    rows: int
    flagged: int


@dataclass(frozen=True)
class _Limits:
    sigmas: float
    rows: int
    flagged: int
    groups: int


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """One row for each group beyond the upper limit.

    Rows of the query: 'rows' (`fen` rows of the group) and 'flag' (`ref` bears a sign); a group is `by` ('village' or
    'handler'), `place`, `label` and `handler`. Groups of one sort are compared. `parameters`: `sigmas`, `rows` and
    `flagged` (fewest of a group), `groups` (fewest to compare).
    """
    counts: dict[Group, int] = defaultdict(int)
    flags: dict[Group, set[str]] = defaultdict(set)
    for row in rows:
        group = (str(row["by"]), str(row["place"]), str(row["label"]), str(row["handler"]))
        if row["sort"] == "rows":
            counts[group] += whole(row["fen"])
        else:
            flags[group].add(str(row["ref"]))
    limits = _Limits(
        float(str(parameters["sigmas"])), *(int(str(parameters[name])) for name in ("rows", "flagged", "groups"))
    )
    found = []
    for by in sorted({group[0] for group in counts}):
        compared = {
            group: _Counted(number, len(flags[group]))
            for group, number in counts.items()
            if group[0] == by and number >= limits.rows
        }
        found += [_row(group, flags[group], *said) for group, said in _beyond(compared, limits)]
    return found


def _beyond(groups: Mapping[Group, _Counted], limits: _Limits) -> Iterator[tuple[Group, tuple[_Counted, float, float]]]:
    """The groups beyond the limit, with their count, the share of the others and how many sigmas they are off."""
    if len(groups) < limits.groups:
        return
    together = _Counted(sum(one.rows for one in groups.values()), sum(one.flagged for one in groups.values()))
    shares = {group: _others(one, together) for group, one in groups.items()}
    scores = {group: _score(one, shares[group]) for group, one in groups.items()}
    ordered = sorted(groups)
    wider = max(1.0, _overdispersion([scores[group] for group in ordered]))
    for group in ordered:
        one, score = groups[group], scores[group] / sqrt(wider)
        rare = float(binom.sf(one.flagged - 1, one.rows, shares[group])) < float(norm.sf(limits.sigmas))
        if one.flagged >= limits.flagged and score >= limits.sigmas and rare:
            yield group, (one, shares[group], score)


def _overdispersion(scores: Sequence[float]) -> float:
    """The mean square of the scores, the outer tenth (at least one) on either side drawn in."""
    part = max(_WINSORISED, 1 / len(scores)) + _ROUNDING
    drawn_in = winsorize(np.array(scores), limits=(part, part))
    return float(np.mean(np.square(np.asarray(drawn_in))))


def _others(one: _Counted, together: _Counted) -> float:
    """The share of flagged rows in all other groups; half a row where they have none."""
    rows = max(together.rows - one.rows, 1)
    return min(max(together.flagged - one.flagged, 0.5) / rows, 1 - _ROUNDING)


def _score(one: _Counted, share: float) -> float:
    return (one.flagged / one.rows - share) / sqrt(share * (1 - share) / one.rows)


def _row(group: Group, refs: set[str], one: _Counted, others: float, score: float) -> Row:
    by, place, label, handler = group
    return {
        "by": by,
        "place": place,
        "unit": place if label == "unit" else "",
        "village": place if label == "village" else "",
        "handler": handler,
        "flagged": one.flagged,
        "all_rows": one.rows,
        "per_hundred": round(100 * one.flagged / one.rows, 1),
        "others": round(100 * others, 1),
        "sigmas": round(score, 1),
        "records": [*sorted(refs)],
    }
