"""How well and how fast identities are resolved: python -m bench.identity [RECORDS]."""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import dataclass

import polars as pl

from bench.population import Population, population
from cluegraph.graph.identity.gather import mentions_of
from cluegraph.graph.identity.mentions import mention_of, persons
from cluegraph.graph.identity.resolution import Resolution, resolve
from cluegraph.graph.project import keyed_rows
from cluegraph.graph.reference import Reference


@dataclass(frozen=True)
class Quality:
    """`precision` of merges, `recall` over rows that something besides name and village ties to a whole number, and
    `bare` merges of rows that have nothing else (there must be none). `open`: rows without a whole number."""

    precision: float
    recall: float
    bare: int
    merged: int
    open: int


def quality(made: Population, resolution: Resolution) -> Quality:
    """Measures over the pairs of a row without a whole number and the number that it was merged into."""
    pairs = rows_and_mentions(made).join(resolution.merges, on="mention", how="left")
    into = pl.col("to").str.contains(r"^[0-9]{17}[0-9X]$").fill_null(False)
    pairs = made.truth.join(pairs, on="ref", how="left").with_columns(into=into)
    merged = pairs.filter("into")
    right = merged.filter(pl.col("to") == pl.col("person")).height
    tied = pairs.filter("evidence")
    found = tied.filter(pl.col("into") & (pl.col("to") == pl.col("person"))).height
    bare = merged.filter("bare").height
    return Quality(right / max(merged.height, 1), found / max(tied.height, 1), bare, merged.height, pairs.height)


def rows_and_mentions(made: Population) -> pl.DataFrame:
    """`ref` and `mention` of the payee of each list row."""
    for projection, rows in keyed_rows(made.frames, Reference()):
        if projection.kind == "subsidy":
            person = dict(persons(projection))["payee"]
            return rows.select("ref", mention=mention_of(rows.schema, "subsidy", "payee", person))
    raise ValueError("no lists")


def main(rows: int) -> None:
    made = population(rows * 3 // 10, rows)
    started = time.perf_counter()
    mentions = mentions_of(made.frames, Reference())
    gathered = time.perf_counter() - started
    outcome = resolve(mentions)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{rows:,} records, {mentions.height:,} mentions: gathered {gathered:.1f} s, all {seconds:.1f} s, {peak:.0f} MB"
    )
    print(f"{outcome.pairs.height:,} pairs, {outcome.merges.height:,} merged, {outcome.links.height:,} links")
    print(outcome.pairs.group_by("status").len().sort("status"))
    print(quality(made, outcome))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
