"""What the projection needs to know: who is written as another person, and who is perhaps the same."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from cluegraph.graph.entities import PersonOf, SomebodyOf
from cluegraph.graph.identity.mentions import mention_of

_MERGES = {"mention": pl.String, "key": pl.String, "to": pl.String, "rung": pl.String}
_LINKS = {"start": pl.String, "end": pl.String, "score": pl.Float64}


def _no_merges() -> pl.DataFrame:
    return pl.DataFrame(schema=_MERGES)


@dataclass(frozen=True)
class People:
    """`merges`: `mention`, `key`, `to`, `rung`; `links`: `start`, `end`, `score`; see `resolution.Resolution`."""

    merges: pl.DataFrame
    links: pl.DataFrame

    def nothing(self) -> bool:
        """True where nobody is merged and nobody linked."""
        return self.merges.is_empty() and self.links.is_empty()

    def rekeyed(self, frame: pl.DataFrame, kind: str, name: str, person: PersonOf | SomebodyOf) -> pl.DataFrame:
        """The frame with the final key in `@name`, and in `@name:rung` how sure it is (null: as loaded)."""
        table = self.merges.select("mention", "to", "rung")
        mention = mention_of(frame.schema, kind, name, person)
        joined = frame.with_columns(mention.alias("_mention")).join(
            table, left_on="_mention", right_on="mention", how="left", maintain_order="left"
        )
        return joined.with_columns(
            pl.coalesce("to", f"@{name}").alias(f"@{name}"), pl.col("rung").alias(f"@{name}:rung")
        ).drop("_mention", "to", "rung")
