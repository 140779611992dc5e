"""Relationships that no row states: kin within four steps of a cadre, companies in the village of their address."""

from __future__ import annotations

import polars as pl

from cluegraph.graph.engine import END, START
from cluegraph.graph.sink import Sink

FARTHEST_KIN = 4
_BEFORE_VILLAGE = "^|[省市县旗区州镇乡道木办处村场,，。;；:：()/·\\s]"


def kin_within(sink: Sink) -> None:
    """`KIN_WITHIN`: from each person who holds a post to all within four steps of `KIN`, with the fewest steps."""
    kin = sink.relationships("KIN")
    both = pl.concat([kin, kin.select(pl.col(END).alias(START), pl.col(START).alias(END))]).unique()
    cadres = sink.relationships("HOLDS_POST").select(START).unique().sort(START)
    reached = cadres.select(pl.col(START), pl.col(START).alias(END), hops=pl.lit(0, pl.Int64))
    frontier = reached
    for hops in range(1, FARTHEST_KIN + 1):
        steps = frontier.select(START, via=END).join(both, left_on="via", right_on=START, how="inner")
        found = steps.select(START, END).unique().join(reached, on=[START, END], how="anti")
        frontier = found.with_columns(hops=pl.lit(hops, pl.Int64))
        reached = pl.concat([reached, frontier])
    sink.write_relationships(("KIN_WITHIN", "Person", "Person"), reached.sort(START, "hops", END))


def located_in(sink: Sink) -> None:
    """`LOCATED_IN`: companies whose registered address names a known village; the longest name that fits, and where
    several townships have it only with the township in the address."""
    companies = [frame for frame in sink.statements("Company") if "address" in frame.columns]
    villages = pl.concat(
        [pl.DataFrame(schema=_VILLAGE), *(frame.select(*_VILLAGE) for frame in sink.statements("Village"))]
    )
    villages = villages.unique().drop_nulls("name")
    if not companies or villages.is_empty():
        return
    addresses = (
        pl.concat([frame.select("key", "address") for frame in companies]).drop_nulls().unique(maintain_order=True)
    )
    names = sorted(set(villages["name"]), key=lambda name: (-len(name), name))
    found = addresses.with_columns(name=pl.col("address").str.extract_many(names, leftmost=True)).explode("name")
    placed = found.drop_nulls("name").filter(_stands_free()).join(villages.rename({"key": END}), on="name", how="inner")
    townships = villages.group_by("name").agg(townships=pl.len())
    sure = placed.join(townships, on="name").filter(
        (pl.col("townships") == 1) | pl.col("address").str.contains(pl.col("township"), literal=True).fill_null(False)
    )
    rows = sure.select(pl.col("key").alias(START), END, basis=pl.lit("address")).unique().sort(START, END)
    sink.write_relationships(("LOCATED_IN", "Company", "Village"), rows)


_VILLAGE = {"key": pl.String, "name": pl.String, "township": pl.String}


def _stands_free() -> pl.Expr:
    """The village's name stands at the beginning or after a higher place, so 新上坪村 is not 上坪村."""
    pattern = pl.concat_str([pl.lit(f"(?:{_BEFORE_VILLAGE})"), pl.col("name").str.escape_regex()])
    return pl.col("address").str.contains(pattern)
