"""Why two are thought to be one, or not: each comparison's part, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import exp2, log2
from typing import Any

import polars as pl

from cluegraph.graph.identity.frequencies import frequencies, people_in, without_shared
from cluegraph.graph.identity.linkage import linked
from cluegraph.graph.identity.model import Comparison, LinkModel, county_model
from cluegraph.i18n import Text

STATUSES = {
    "merged": Text("已归并", "merged"),
    "likely": Text("可能，未到归并线", "likely, below the line for merging"),
    "name_only": Text("只有姓名和村（单位）", "name and place only"),
    "ambiguous": Text("另有人同样相符", "somebody else fits as well"),
    "conflict": Text("与其他归并或判断矛盾", "against other merges or judgements"),
    "invalid_id": Text("所写证号有误，不归并", "the number written is invalid: never merged"),
    "unsure": Text("判断为拿不准", "judged unsure"),
    "different": Text("判断为不同的人", "judged different"),
    "unlikely": Text("可能性很小", "unlikely"),
}


@dataclass(frozen=True)
class Step:
    """One comparison: what stands on both sides, the outcome in words, and its bits (log2 of the likelihood ratio)."""

    title: Text
    one: str
    other: str
    outcome: Text
    bits: float


@dataclass(frozen=True)
class Waterfall:
    """The steps from what is known before any comparison (`start`, bits) to the sum and its probability."""

    people: int
    start: float
    steps: tuple[Step, ...]

    @property
    def weight(self) -> float:
        return self.start + sum(step.bits for step in self.steps)

    @property
    def probability(self) -> float:
        return 1 / (1 + exp2(-self.weight))


def waterfall(mentions: pl.DataFrame, one: str, other: str) -> Waterfall:
    """The steps for two mentions, whether or not they would have been compared; of several rows of a person the pair
    that agrees best."""
    own = without_shared(mentions)
    model = county_model(people_in(mentions))
    asked = replace(model, blocking=["l.mention <> r.mention"])
    two = own.filter(pl.col("mention").is_in([one, other]))
    pairs = linked(two, asked, frequencies(own), 0.0)
    best = pairs.sort("weight", "record_l", "record_r", descending=[True, False, False]).row(0, named=True)
    rows = {row["record"]: row for row in two.iter_rows(named=True)}
    left, right = rows[best["record_l"]], rows[best["record_r"]]
    if left["mention"] != one:
        left, right = right, left
    prior = log2(model.prior / (1 - model.prior))
    return Waterfall(round(1 / model.prior), prior, _steps(model, best, left, right))


def _steps(
    model: LinkModel, pair: Mapping[str, Any], one: Mapping[str, Any], other: Mapping[str, Any]
) -> tuple[Step, ...]:
    return tuple(
        Step(
            comparison.title,
            str(one[comparison.name] or ""),
            str(other[comparison.name] or ""),
            _outcome(comparison, pair[f"gamma_{comparison.name}"]),
            float(pair[f"mw_{comparison.name}"]),
        )
        for comparison in model.comparisons
    )


def _outcome(comparison: Comparison, gamma: int) -> Text:
    """Splink counts the levels from the last, which is 0; -1 is blank."""
    weighed = [level for level in comparison.levels if level.m is not None]
    return weighed[len(weighed) - 1 - gamma].words if gamma >= 0 else Text("一方没有写", "one side does not say")
