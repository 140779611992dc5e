"""Everybody whom the records mention: one row for each person, account and phone that stand together.

A person with a valid number is one mention, whatever the rows say. Everybody else is a mention for each account and
phone that stand beside the name: two people of one name in a village share a key, but not a mention.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from cluegraph.graph.entities import Entity, PersonOf, Projection, SomebodyOf
from cluegraph.graph.identifiers import spelling
from cluegraph.graph.identity.digits import patterns, segments
from cluegraph.graph.identity.names import with_names
from cluegraph.graph.person_names import plain_person

EXTRA = ("household_head", "relation_to_head")
"""Columns of records that only the resolution looks at."""
COLUMNS = {
    "mention": pl.String,
    "key": pl.String,
    "name": pl.String,
    "written": pl.String,
    "state": pl.String,
    "place": pl.String,
    "village": pl.String,
    "unit": pl.String,
    "account": pl.String,
    "phone": pl.String,
    "head": pl.String,
}
_ACCOUNTS = {"payment": ("payee", "payee_account")}
"""Kinds whose account stands in another column than `account`, and the name that it belongs to."""


def persons(projection: Projection) -> Iterator[tuple[str, PersonOf | SomebodyOf]]:
    """The entities of a kind that are people."""
    for name, entity in projection.entities.items():
        person = _person(entity)
        if person:
            yield name, person


def _person(entity: Entity) -> PersonOf | SomebodyOf | None:
    return entity.person or entity.somebody


def mention_of(frame_schema: pl.Schema, kind: str, name: str, person: PersonOf | SomebodyOf) -> pl.Expr:
    """Which mention the entity `name` of a row is; its key stands in `@name`."""
    key = pl.col(f"@{name}")
    parts = [key, *((pl.lit(sign) + value).fill_null("") for sign, value in _tied(frame_schema, kind, person))]
    return pl.when(_valid(person)).then(key).otherwise(pl.concat_str(parts))


def _valid(person: PersonOf | SomebodyOf) -> pl.Expr:
    return (pl.col(f"{person.id_no}_state") == "valid").fill_null(False) if person.id_no else pl.lit(False)


def _tied(schema: pl.Schema, kind: str, person: PersonOf | SomebodyOf) -> list[tuple[str, pl.Expr]]:
    return [("|", _account(schema, kind, person)), ("|电话", _phone(schema, person))]


def _account(schema: pl.Schema, kind: str, person: PersonOf | SomebodyOf) -> pl.Expr:
    """The account that the row pays the person into; null where the row says that it is somebody else's."""
    owner, column = _ACCOUNTS.get(kind, ("name", "account"))
    if person.name != owner or column not in schema:
        return pl.lit(None, pl.String)
    account = pl.col(column).cast(pl.String)
    if "account_name" not in schema:
        return account
    own = (plain_person("account_name") == plain_person(person.name)) | pl.col("account_name").is_null()
    return pl.when(own).then(account)


def _phone(schema: pl.Schema, person: PersonOf | SomebodyOf) -> pl.Expr:
    if person.name != "name" or "phone" not in schema:
        return pl.lit(None, pl.String)
    return spelling("phone", pl.col("phone").cast(pl.String))


def mentions_in(frame: pl.DataFrame, projection: Projection) -> Iterator[pl.DataFrame]:
    """The distinct mentions of the rows of a kind, whose keys have been worked out."""
    for name, person in persons(projection):
        chosen = frame.filter(pl.col(f"@{name}:label") == "Person") if person_may_be_company(person) else frame
        if chosen.is_empty():
            continue
        yield (
            chosen.with_columns(_heads(chosen.schema, person).alias("_head"))
            .select(_columns(chosen.schema, projection, name, person))
            .filter(pl.col("key").is_not_null() & pl.col("name").is_not_null())
            .unique(maintain_order=True)
        )


def person_may_be_company(person: PersonOf | SomebodyOf) -> bool:
    return isinstance(person, SomebodyOf)


def _columns(schema: pl.Schema, projection: Projection, name: str, person: PersonOf | SomebodyOf) -> list[pl.Expr]:
    nothing = pl.lit(None, pl.String)
    place = pl.col(f"@{person.place}") if person.place else nothing
    label = _place_label(projection, person)
    village = pl.when(label == "Village").then(place) if label is not None else nothing
    unit = pl.when(label == "Unit").then(place) if label is not None else nothing
    shown = pl.col(f"@{person.place}:name") if person.place and label is not None else nothing
    columns = {
        "mention": mention_of(schema, projection.kind, name, person),
        "key": pl.col(f"@{name}"),
        "name": pl.col(person.name).cast(pl.String),
        "written": pl.col(person.id_no).cast(pl.String) if person.id_no else nothing,
        "state": pl.col(f"{person.id_no}_state").cast(pl.String) if person.id_no else nothing,
        "place": shown,
        "village": village,
        "unit": unit,
        "account": _account(schema, projection.kind, person),
        "phone": _phone(schema, person),
        "head": pl.col("_head"),
    }
    return [expression.alias(column) for column, expression in columns.items()]


def _place_label(projection: Projection, person: PersonOf | SomebodyOf) -> pl.Expr | None:
    """Whether the place is a village or a unit; None where it is neither (a company)."""
    if not person.place:
        return None
    entity = projection.entities[person.place]
    if entity.village:
        return pl.lit("Village")
    return pl.col(f"@{person.place}:label") if entity.party else None


def _heads(schema: pl.Schema, person: PersonOf | SomebodyOf) -> pl.Expr:
    """The head of the household as the row names it, or as the register has it; null where it is the person."""
    if person.name != "name":
        return pl.lit(None, pl.String)
    head = pl.lit(None, pl.String)
    if "household_head" in schema:
        head = plain_person("household_head")
    elif "@household" in schema and "relation_to_head" in schema:
        relation = pl.col("relation_to_head").cast(pl.String)
        head = pl.col("name").cast(pl.String).filter(relation.is_in(_HEADS)).first().over("@household")
    return pl.when(head != plain_person(person.name)).then(head)


_HEADS = ["户主", "本人", "户主本人", "本人或户主", "戶主"]


def completed(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """All mentions with what is worked out from them, one row each; of a valid number one row for each place and
    account, with what all its rows agree on filled in."""
    every = pl.concat([pl.DataFrame(schema=COLUMNS), *(part.cast(dict.fromkeys(COLUMNS, pl.String)) for part in parts)])
    every = every.with_columns(
        pl.when(~pl.col("account").str.contains(r"^[0-9A-Z]*[0-9]{6}[0-9A-Z]*$"))
        .then(None)
        .otherwise("account")
        .alias("account")
    )
    digits = patterns(pl.col("written"), pl.col("state"))
    every = with_names(every).filter(pl.col("sound").is_not_null())
    every = every.with_columns(digits=digits, valid=pl.col("state").eq_missing("valid"))
    every = every.with_columns(**segments(pl.col("digits")))
    return _filled(_one_each(every)).with_row_index("record")


def _one_each(every: pl.DataFrame) -> pl.DataFrame:
    """The rows of one mention put together; of people with a valid number one for each of their places, accounts and
    phones."""
    one = ["mention", "name", "account", "phone", "village", "unit"]
    rest = [name for name in every.columns if name not in one]
    grouped = every.group_by(one, maintain_order=True).agg(pl.col(rest).drop_nulls().sort().first())
    return grouped.sort(*one, nulls_last=True)


def _filled(every: pl.DataFrame) -> pl.DataFrame:
    """People with a valid number have everywhere the village, account, phone and head that are the only ones known."""
    names = ["village", "unit", "account", "phone", "head"]
    only = (
        every.filter("valid")
        .group_by("mention")
        .agg(
            pl.when(pl.col(name).drop_nulls().n_unique() == 1).then(pl.col(name).drop_nulls().first()).alias(f"_{name}")
            for name in names
        )
    )
    joined = every.join(only, on="mention", how="left", maintain_order="left")
    filled = joined.with_columns(pl.coalesce(name, f"_{name}") for name in names)
    return filled.drop(f"_{name}" for name in names).unique(maintain_order=True)
