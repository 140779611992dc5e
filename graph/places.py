"""Villages, townships and units: which names mean the same place, judged over all the data.

Two villages of one name in two townships stay two. A row that names no township means the one township that is known
for the name, if exactly one is; otherwise a village of its own, without township. The committee and the economic
cooperative of a village are the village.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

_TOWN = "镇|乡|街道|苏木"
_COMMITTEE = r"(?:村民委员会|村民委|村委会|村委|居民委员会|居委会)$"
_COOPERATIVE = r"(?:股份)?(?:经济)(?:联合社|合作社|合作总社|合作联社|股份合作社|联合总社)$|股份合作社$|股份社$"
_BRANCH = (
    r"(?:党支部委员会|党支部|党总支|支部委员会|党委|支委会|两委|“两委”|\"两委\"|村务监督委员会|务监督委员会|监委会)$"
)
_SUFFIX = f"{_COMMITTEE}|{_COOPERATIVE}|{_BRANCH}"
VILLAGE_LIKE = f"{_COMMITTEE}|(?:村|社区)$"
"""A unit's name that is a village's without doubt."""
_SPLIT = rf"^(.*?(?:{_TOWN}))(.+)$"
_ABOVE = rf"^.*[省市县旗区州](.{{1,8}}(?:{_TOWN}))$"


class Places:
    """The places that all the data know: `pairs` has one row a village (name, township)."""

    def __init__(self, stated: Iterable[pl.DataFrame]) -> None:
        """`stated` holds frames with text columns `village` and `township`, as written."""
        written = pl.concat([_EMPTY, *(frame.select("village", "township").unique() for frame in stated)])
        plain = written.select(name="village", township="township").drop_nulls("name")
        self._towns = frozenset(_township(written)["township"].drop_nulls())
        self._towns |= frozenset(_split(plain, self._towns)["township"].drop_nulls())
        split = _split(plain, self._towns)
        self.names = frozenset(split["name"])
        self.pairs = split.drop_nulls().unique().sort("name", "township")
        by_name = self.pairs.group_by("name").agg(pl.col("township").first(), pl.len())
        self._only = by_name.filter(pl.col("len") == 1).drop("len")

    def villages(self, written: pl.DataFrame) -> pl.DataFrame:
        """`name` and `township` as written → the columns `key`, `label`, `name`, `township` in the same order."""
        split = _split(written, self._towns)
        resolved = split.join(self._only, on="name", how="left", suffix="_only", maintain_order="left").with_columns(
            township=pl.coalesce("township", "township_only")
        )
        named = pl.concat_str(["township", "name"], separator="·")
        return resolved.select(
            key=pl.coalesce(named, "name"),
            label=pl.when(pl.col("name").is_not_null()).then(pl.lit("Village")),
            name="name",
            township="township",
        )

    def parties(self, written: pl.DataFrame) -> pl.DataFrame:
        """`unit`, `village`, `township` as written → `key`, `label` (Village or Unit), `name`, `township`."""
        is_village = self._is_village(written["unit"])
        villages = self.villages(
            written.select(
                name=pl.coalesce("village", pl.when(is_village).then(pl.col("unit"))),
                township="township",
            )
        )
        unit = written["unit"]
        return villages.with_columns(
            key=pl.coalesce("key", pl.lit(unit)),
            label=pl.coalesce("label", pl.when(pl.lit(unit).is_not_null()).then(pl.lit("Unit"))),
            name=pl.coalesce("name", pl.lit(unit)),
        )

    def _is_village(self, written: pl.Series) -> pl.Series:
        """Whether a unit's name is a village's or its committee's."""
        base = written.str.replace(_SUFFIX, "")
        plain = _split(
            pl.DataFrame({"name": base, "township": pl.Series([None] * len(base), dtype=pl.String)}), self._towns
        )
        is_known = plain["name"].is_in(list(self.names)) | (plain["name"] + "村").is_in(list(self.names))
        body = written.str.contains(_SUFFIX) & (base.str.contains("(?:村|社区)$") | is_known)
        return (written.str.contains(VILLAGE_LIKE) | body).fill_null(False)


_EMPTY = pl.DataFrame(schema={"village": pl.String, "township": pl.String})


def _split(written: pl.DataFrame, towns: frozenset[str]) -> pl.DataFrame:
    """Names without the committee and with the township taken apart; a township beside it goes first.

    What looks like a township is one only if the data know it or no other is given: 龙镇头村 is not 头村 of 龙镇.
    """
    committee = pl.col("name").str.contains(_COMMITTEE)
    residents = pl.col("name").str.contains("居民?委")
    base = pl.col("name").str.replace(_SUFFIX, "")
    bare = ~base.str.contains("(?:村|社区|居)$")
    whole = (
        pl.when(committee & bare & residents)
        .then(base + "社区")
        .when(pl.col("name").str.contains(_SUFFIX) & bare)
        .then(base + "村")
        .otherwise(base)
    )
    frame = _township(written.select(name=whole, township="township"))
    parts = frame.with_columns(
        town=pl.col("name").str.extract(_SPLIT, 1).str.replace(_ABOVE, "$1"), rest=pl.col("name").str.extract(_SPLIT, 2)
    )
    stands_alone = pl.col("township").is_null() & (pl.col("town").str.len_chars() >= 3)
    splits = ((pl.col("rest").str.len_chars() >= 2) & (pl.col("town").is_in(list(towns)) | stands_alone)).fill_null(
        False
    )
    return parts.select(
        name=pl.when(splits).then("rest").otherwise("name"),
        township=pl.coalesce("township", pl.when(splits).then("town")),
    )


def _township(frame: pl.DataFrame) -> pl.DataFrame:
    """Townships without what stands above them and without the office ("云溪县柳溪镇人民政府" → "柳溪镇")."""
    office = pl.col("township").str.replace("(?:人民政府|政府|办事处)$", "")
    return frame.with_columns(township=office.str.replace(_ABOVE, "$1"))
