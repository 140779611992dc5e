"""From the records of all kinds to the mentions of people in them."""

from __future__ import annotations

import polars as pl

from cluegraph.graph.identity.mentions import EXTRA, completed, mentions_in
from cluegraph.graph.project import Frames, keyed_rows
from cluegraph.graph.reference import Reference


def mentions_of(frames: Frames, reference: Reference) -> pl.DataFrame:
    """All mentions (`mentions.completed`) in the records, keyed as the projection keys them."""
    parts = []
    for projection, rows in keyed_rows(frames, reference, EXTRA):
        parts += list(mentions_in(rows, projection))
    return completed(parts)
