"""The gaps themselves, found in the rows as `coverage_rows.counted` counts them."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from cluegraph.loaders import series
from cluegraph.loaders.coverage_items import (
    AbsentProgramme,
    LoadedKind,
    MissingMonths,
    Place,
    Unidentified,
    Unplaced,
    WithoutList,
)

EXPECTED = ("subsidy", "allowance", "published", "household", "land", "cadre")
"""The lists and registers that a village is expected to have where other villages have them."""
FEWEST_VILLAGES = 3
"""In a township of fewer villages nothing is said of what most of them have."""
MASKED = frozenset({"published"})
"""Kinds whose ID numbers are covered on purpose."""
_SIBLINGS = {"subsidy": "township", "published": "township", "payroll": None}
"""The series whose ends are compared with others' of the same programme, and within what."""


def loaded(rows: pl.DataFrame) -> Iterator[LoadedKind]:
    """What there is of each kind."""
    villages = pl.when(pl.col("label") == "Village").then(pl.col("key")).drop_nulls().n_unique()
    made = rows.group_by("kind").agg(
        pl.col("rows").sum(), villages.alias("villages"), pl.col("period").min().alias("first"), pl.col("period").max()
    )
    for kind in made.sort("kind").iter_rows():
        yield LoadedKind(*kind)


def loaded_of_villages(rows: pl.DataFrame) -> dict[Place, tuple[LoadedKind, ...]]:
    """The same for each village."""
    made: dict[Place, tuple[LoadedKind, ...]] = {}
    of_village = rows.filter(pl.col("label") == "Village")
    for (township, name), own in of_village.group_by("township", "name"):
        made[Place(township and str(township), str(name))] = tuple(loaded(own))
    return made


def villages_of(rows: pl.DataFrame) -> pl.DataFrame:
    """`key`, `township`, `name` of every village, and the `kinds` that name it."""
    of_village = rows.filter(pl.col("label") == "Village").group_by("key", "township", "name")
    return of_village.agg(kinds=pl.col("kind").unique().sort()).sort("township", "name", nulls_last=True)


def namesakes(known: pl.DataFrame) -> pl.DataFrame:
    """`key` and `name` of villages without a township whose name several townships have, and these `townships`."""
    several = known.drop_nulls("township").group_by("name").agg(townships=pl.col("township").sort())
    return known.filter(pl.col("township").is_null()).select("key", "name").join(several, on="name")


def unplaced(rows: pl.DataFrame, known: pl.DataFrame) -> Iterator[Unplaced]:
    alike = namesakes(known)
    counts = rows.join(alike, on="key").group_by("kind", "name", "townships").agg(pl.col("rows").sum())
    for kind, village, townships, count in counts.sort("kind", "name").iter_rows():
        yield Unplaced(kind, village, tuple(townships), count)


def without_list(rows: pl.DataFrame, known: pl.DataFrame) -> Iterator[WithoutList]:
    known = known.join(namesakes(known), on="key", how="anti")
    for kind in EXPECTED:
        having = rows.filter((pl.col("kind") == kind) & (pl.col("label") == "Village"))["key"].unique()
        if having.is_empty():
            continue
        for _, township, name, kinds in known.filter(~pl.col("key").is_in(having.implode())).iter_rows():
            yield WithoutList(kind, Place(township, name), tuple(kinds))


def absent_programmes(rows: pl.DataFrame, events: list[str]) -> Iterator[AbsentProgramme]:
    """Programmes for an event (a crop that was cleared, a gift at a feast) are never expected anywhere."""
    paid = rows.filter((pl.col("kind") == "subsidy") & (pl.col("label") == "Village")).drop_nulls("year")
    places = paid.select("township", "name").unique()
    in_year = paid.select("township", "name", "year").unique()
    yield from _absent(places, in_year.with_columns(programme=pl.lit(None, pl.String)))
    steady = paid.filter(~pl.col("programme").is_in(events)).select("township", "name", "year", "programme").unique()
    for (year,), of_year in steady.group_by("year", maintain_order=True):
        yield from _absent(in_year.filter(pl.col("year") == year).select("township", "name"), of_year)


def _absent(places: pl.DataFrame, paid: pl.DataFrame) -> Iterator[AbsentProgramme]:
    """Of `places` (township, name), those without a year and programme of `paid` that most of their township have."""
    of_township = places.group_by("township").agg(villages=pl.len())
    counts = paid.group_by("township", "year", "programme").agg(paid=pl.len())
    usual = counts.join(of_township, on="township", nulls_equal=True).filter(
        (pl.col("villages") >= FEWEST_VILLAGES)
        & (pl.col("paid") * 2 > pl.col("villages"))
        & (pl.col("paid") < pl.col("villages"))
    )
    expected = places.join(usual, on="township", nulls_equal=True)
    lacking = expected.join(paid, on=["township", "name", "year", "programme"], how="anti", nulls_equal=True)
    ordered = lacking.sort("year", "programme", "township", "name", nulls_last=True)
    for row in ordered.iter_rows(named=True):
        place = Place(row["township"], row["name"])
        yield AbsentProgramme(place, row["year"], row["programme"], row["paid"], row["villages"])


def missing_months(rows: pl.DataFrame, known: pl.DataFrame, not_monthly: frozenset[str]) -> Iterator[MissingMonths]:
    """Of programmes that are paid by the month, or that nobody configured. What a namesake without township has may be
    this village's, so it is not called missing."""
    by_month = rows.filter(
        (pl.col("period").str.len_chars() == 7) & ~pl.col("programme").is_in(list(not_monthly)).fill_null(False)
    )
    of_place = by_month.group_by(_SERIES).agg(pl.col("period").unique())
    alike = of_place.join(namesakes(known).select("name"), on="name", how="semi").filter(pl.col("township").is_null())
    there = {(kind, programme, name): _numbers(periods) for kind, programme, _, name, _, periods in alike.iter_rows()}
    ordered = of_place.join(alike, on=_SERIES, how="anti", nulls_equal=True).sort(_SERIES, nulls_last=True)
    for (kind, _), together in ordered.group_by("kind", "programme", maintain_order=True):
        step = series.rhythm(_numbers(periods) for periods in together["period"])
        within = _SIBLINGS.get(str(kind))
        groups = together.partition_by(within, maintain_order=True) if within else [together]
        for group in groups:
            yield from _of_siblings(group, step, there, compared=kind in _SIBLINGS)


_SERIES = ["kind", "programme", "township", "name", "label"]
_Months = dict[tuple[str, str | None, str | None], set[int]]


def _of_siblings(group: pl.DataFrame, step: int, there: _Months, *, compared: bool) -> Iterator[MissingMonths]:
    months = [_numbers(periods) for periods in group["period"]]
    ends = series.missing_at_ends(months) if compared else [[] for _ in months]
    for row, own, at_ends in zip(group.iter_rows(named=True), months, ends, strict=True):
        of_namesake = there.get((row["kind"], row["programme"], row["name"]), set())
        between = [month for month in series.missing_between(own, step) if month not in of_namesake]
        at_ends = [month for month in at_ends if month not in of_namesake]
        if between or at_ends:
            place = Place(row["township"], row["name"], row["label"] == "Village")
            texts = (tuple(map(series.month_text, found)) for found in (between, at_ends))
            yield MissingMonths(row["kind"], place, row["programme"], *texts)


def _numbers(periods: pl.Series) -> set[int]:
    return {series.month_number(period) for period in periods}


def unidentified(rows: pl.DataFrame) -> Iterator[Unidentified]:
    """Each kind as a whole, then each of its places; only where some row has no valid ID number."""
    judged = rows.drop_nulls("without_id").filter(~pl.col("kind").is_in(list(MASKED)))
    sums = (pl.col("rows").sum(), pl.col("without_id").sum())
    for kind, count, without in judged.group_by("kind").agg(sums).sort("kind").iter_rows():
        if without:
            yield Unidentified(kind, None, count, without)
    placed = judged.drop_nulls("key").group_by("kind", "township", "name", "label").agg(sums)
    for row in placed.filter(pl.col("without_id") > 0).sort("kind", "township", "name", nulls_last=True).iter_rows():
        kind, township, name, label, count, without = row
        yield Unidentified(kind, Place(township, name, label == "Village"), count, without)
