"""How common a value is among people: what takes the place of u where two rows agree on it."""

from __future__ import annotations

import polars as pl

from cluegraph.graph.identity.model import POPULATION

MOST_NAMES = 5
"""An account or a phone that stands beside more names than this is not a person's own and says nothing."""
_VILLAGE = 1500
_RAREST_NAME = 1 / 2000
_NAMES_KNOWN = 50_000
_PLACE = pl.coalesce("village", "unit")
_PEOPLE = pl.max_horizontal(
    pl.col("mention").filter("valid").n_unique(), pl.struct("sound", place=_PLACE).filter(~pl.col("valid")).n_unique()
)
"""People of a group: those with a number and those without are mostly the same, so they are not added up."""


def without_shared(mentions: pl.DataFrame) -> pl.DataFrame:
    """The mentions without the accounts and phones that many names share (a collective's account, an official's phone).
    `account` and `phone` are null there."""
    for column in ("account", "phone"):
        shared = _bearers(mentions, column).filter(pl.col("count") > MOST_NAMES).get_column(column)
        mentions = mentions.with_columns(
            pl.when(~pl.col(column).is_in(shared.implode())).then(pl.col(column)).alias(column)
        )
    return mentions


def people_in(mentions: pl.DataFrame) -> int:
    """How many people are loaded at least: numbers, or names in their places, whichever are more."""
    return int(mentions.select(_PEOPLE).item())


def frequencies(mentions: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """For `name`, `village`, `unit`, `account` and `phone`: each value and its frequency `tf_<column>`.

    A name is taken to be no rarer than 1 in 2,000, since in villages of one clan surnames and generation names repeat;
    a village or unit to have no fewer than 1,500 people; an account to be one name's at least, a phone three's.
    """
    people = people_in(mentions)
    county = max(people, POPULATION)
    names = mentions.group_by("name").agg(count=_PEOPLE)
    smoothed = (pl.col("count") + _NAMES_KNOWN * _RAREST_NAME) / (people + _NAMES_KNOWN)
    tables = {"name": names.select("name", tf_name=pl.max_horizontal(smoothed, _RAREST_NAME))}
    for column in ("village", "unit"):
        bearers = mentions.drop_nulls(column).group_by(column).agg(count=_PEOPLE)
        share = pl.max_horizontal("count", _VILLAGE) / county
        tables[column] = bearers.select(column, share.alias(f"tf_{column}"))
    for column, least in (("account", 1), ("phone", 3)):
        share = pl.max_horizontal("count", least) / county
        tables[column] = _bearers(mentions, column).select(column, share.alias(f"tf_{column}"))
    return tables


def _bearers(mentions: pl.DataFrame, column: str) -> pl.DataFrame:
    """How many names, as they sound, stand beside each value."""
    return mentions.drop_nulls(column).group_by(column).agg(pl.col("sound").n_unique().alias("count"))
