"""Shared nodes: what all the rows say about each person, account and company, put together."""

from __future__ import annotations

import polars as pl

from cluegraph.graph.cards import card_states
from cluegraph.graph.emit import HOLDERS
from cluegraph.graph.identity.digits import as_regular_expression
from cluegraph.graph.person_names import plain_person
from cluegraph.graph.sink import Sink, merged


def finish_people(sink: Sink) -> None:
    """Puts one complete node in the place of all that was stated of each person."""
    statements = sink.statements("Person")
    if not statements:
        return
    every = [frame.drop(*_DEATH, *_MERGE, strict=False) for frame in statements]
    people = merged([frame.unique("key", maintain_order=True) for frame in every])
    people = _with_names(people, statements)
    people = _with_deaths(people, statements)
    people = _with_merges(people, statements)
    sink.replace("Person", _with_identity(people))


def finish_accounts(sink: Sink) -> None:
    """Gives accounts the names of the holders that lists state, joined with 、 in the order of the names, and says of
    bank cards whether their check digit is right."""
    holders, accounts = sink.statements(HOLDERS), sink.statements("Account")
    sink.replace(HOLDERS, pl.DataFrame())
    if not accounts:
        return
    together = merged(accounts)
    together = together.with_columns(card_state=card_states(together.get_column("key")))
    if holders:
        names = _joined(pl.concat(holders).select("key", name="holder"))
        together = together.join(names.select("key", holder_names="names"), on="key", how="left")
    sink.replace("Account", together)


def finish_companies(sink: Sink) -> None:
    """Adds the natural key (the credit code, else the name) and whether the company is active (null: not known)."""
    statements = sink.statements("Company")
    if statements:
        companies = merged([pl.DataFrame(schema={"key": pl.String, "status": pl.String}), *statements])
        alive = pl.col("status").str.contains_any(_ALIVE) & ~pl.col("status").str.contains_any(_NOT_ALIVE)
        natural_key = pl.coalesce("uscc", "name")
        sink.replace("Company", companies.with_columns(natural_key=natural_key, active=alive))


_ALIVE = ["存续", "在业", "开业", "在营", "营业", "正常"]
_NOT_ALIVE = ["不", "非", "停业", "吊销", "注销"]


_DEATH = ("died_on", "died_day_no", "died_month_no")
_MERGE = ("merged", "merged_rows")


def _with_names(people: pl.DataFrame, statements: list[pl.DataFrame]) -> pl.DataFrame:
    """Adds `names` and `name_count`."""
    spelled = pl.concat([frame.select("key", "name") for frame in statements]).drop_nulls().unique()
    names = _joined(_dotted(spelled.select("key", name=plain_person("name"))))
    return people.join(names, on="key", how="left", maintain_order="left").with_columns(
        pl.col("name_count").fill_null(0)
    )


def _dotted(spelled: pl.DataFrame) -> pl.DataFrame:
    """Without the names that leave out the interpunct of another name of the same key: 阿依古丽 beside 阿依·古丽."""
    bare = spelled.filter(pl.col("name").str.contains("·")).with_columns(pl.col("name").str.replace_all("·", ""))
    return spelled.join(bare, on=["key", "name"], how="anti")


def _joined(spelled: pl.DataFrame) -> pl.DataFrame:
    """`key` and `name` → `key`, `names` (joined with 、) and `name_count`."""
    pairs = spelled.unique()
    repeated = pairs.get_column("key").is_duplicated()
    single = pairs.filter(~repeated).select("key", names="name", name_count=pl.lit(1, pl.Int64))
    groups = pairs.filter(repeated).sort("key", "name").group_by("key", maintain_order=True)
    several = groups.agg(names=pl.col("name").str.join("、"), name_count=pl.len().cast(pl.Int64))
    return pl.concat([single, several])


def _with_deaths(people: pl.DataFrame, statements: list[pl.DataFrame]) -> pl.DataFrame:
    """Adds the earliest date of death of all registers."""
    recorded = [frame.select("key", *_DEATH) for frame in statements if "died_on" in frame.columns]
    if not recorded:
        return people
    earliest = pl.concat(recorded).drop_nulls("died_day_no").group_by("key").agg(pl.all().min())
    return people.join(earliest, on="key", how="left", maintain_order="left")


def _with_merges(people: pl.DataFrame, statements: list[pl.DataFrame]) -> pl.DataFrame:
    """Adds the weakest rung of the rows that were merged into each person, and these rows, each with its rung."""
    stated = [frame.select("key", *_MERGE) for frame in statements if "merged" in frame.columns]
    if not stated:
        return people
    rows = pl.concat(stated).drop_nulls().unique().sort("key", "merged_rows")
    gathered = rows.group_by("key").agg(pl.col("merged").max(), pl.col("merged_rows").str.join(" "))
    return people.join(gathered, on="key", how="left", maintain_order="left")


def _with_identity(people: pl.DataFrame) -> pl.DataFrame:
    """Adds what the ID number says, and the natural key: the number as written, else 姓名@村."""
    valid = (pl.col("id_state") == "valid").fill_null(False)
    number = pl.when(valid & (pl.col("id_no").str.len_chars() == 18)).then(pl.col("id_no"))
    odd = number.str.slice(16, 1).cast(pl.Int64, strict=False) % 2 == 1
    at_place = pl.coalesce(pl.concat_str(["name", pl.lit("@"), "place"]), "name")
    return people.with_columns(
        id_valid=valid,
        id_pattern=as_regular_expression(pl.col("id_no"), pl.col("id_state")),
        natural_key=pl.coalesce("id_no", at_place),
        birth_ymd=number.str.slice(6, 8).cast(pl.Int64, strict=False),
        sex=pl.when(odd).then(pl.lit("男")).when(~odd).then(pl.lit("女")),
    )
