"""What the projection needs to know: who is written as another person, and who is perhaps the same."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from cluegraph.graph.entities import PersonOf, SomebodyOf
from cluegraph.graph.identity.mentions import mention_of


@dataclass(frozen=True)
class People:
    """`merges`: `mention`, `key`, `to`, `rung`; `links`: `start`, `end`, `score`; see `resolution.Resolution`."""

    merges: pl.DataFrame
    links: pl.DataFrame

    def rekeyed(self, frame: pl.DataFrame, kind: str, name: str, person: PersonOf | SomebodyOf) -> pl.DataFrame:
        """The frame with the final key in `@name`, and in `@name:rung` how sure it is (null: as loaded)."""
        table = self.merges.select("mention", _to="to", _rung="rung")
        mention = mention_of(frame.schema, kind, name, person)
        joined = frame.with_columns(mention.alias("_mention")).join(
            table, left_on="_mention", right_on="mention", how="left", maintain_order="left"
        )
        return joined.with_columns(
            pl.coalesce("_to", f"@{name}").alias(f"@{name}"), pl.col("_rung").alias(f"@{name}:rung")
        ).drop("_mention", "_to", "_rung")
