"""Who hangs together through edges, and which of these clusters cannot be one person."""

from __future__ import annotations

import polars as pl

from cluegraph.graph.identity.digits import PLACES


def components(edges: pl.DataFrame) -> pl.DataFrame:
    """`mention` and `cluster` (a number) of everybody who stands at an edge (`one`, `other`)."""
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if edges.is_empty():
        return pl.DataFrame(schema={"mention": pl.String, "cluster": pl.Int64})
    ends = pl.concat([edges.get_column("one"), edges.get_column("other")])
    names = ends.unique().sort()
    places = names.to_frame("mention").with_row_index("place")
    numbered = edges.select("one", "other")
    for side in ("one", "other"):
        numbered = numbered.join(
            places.rename({"mention": side, "place": f"{side}_place"}), on=side, how="left", maintain_order="left"
        )
    start, end = (numbered.get_column(f"{side}_place").to_numpy() for side in ("one", "other"))
    graph = coo_array((np.ones(len(start), dtype=np.int8), (start, end)), shape=(len(names), len(names)))
    _, labels = connected_components(graph, directed=False)
    return pl.DataFrame({"mention": names, "cluster": labels.astype(np.int64)})


def conflicted(members: pl.DataFrame, different: pl.DataFrame) -> pl.Series:
    """The clusters that hold two valid numbers, digits that contradict each other, or two judged different.

    `members`: `mention`, `cluster`, `key`, `valid`, `digits`; `different`: `one`, `other`.
    """
    numbers = pl.col("key").filter("valid").n_unique() > 1
    places = [pl.col("digits").str.slice(place, 1) for place in range(PLACES)]
    contradictory = pl.any_horizontal((place.filter(place != "*").drop_nulls().n_unique() > 1) for place in places)
    by_number = members.group_by("cluster").agg((numbers | contradictory).alias("bad")).filter("bad")
    of = members.select("mention", "cluster")
    judged = different.join(of, left_on="one", right_on="mention").join(
        of, left_on="other", right_on="mention", suffix="_other"
    )
    apart = judged.filter(pl.col("cluster") == pl.col("cluster_other"))
    return pl.concat([by_number.get_column("cluster"), apart.get_column("cluster")]).unique()
