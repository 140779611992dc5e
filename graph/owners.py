"""Holders of accounts as a bank writes them: which names are a village, a unit or a company, and which a person's."""

from __future__ import annotations

import polars as pl

from cluegraph.graph.companies import UNIT_LIKE, Companies
from cluegraph.graph.places import Places

_MORE_UNITS = r"(?:处|队|会|社|厅|科|股|部|组|署|库|基地|集体|村\(居\))$"
_SHORTEST_UNIT = 4
_LONGEST_PERSON = 4


def owners(names: pl.DataFrame, places: Places, companies: Companies) -> pl.DataFrame:
    """`name` as a bank writes it → `key`, `label` (Village, Unit, Company; null: a person or nobody), `name`,
    `township` and `uscc` in the same order."""
    written = names["name"].str.replace_all(r"\s+", "").str.replace_all("（", "(").str.replace_all("）", ")")
    nothing = pl.Series([None] * len(written), dtype=pl.String)
    party = places.parties(pl.DataFrame({"unit": written, "village": nothing, "township": nothing}))
    company = companies.keys(pl.DataFrame({"name": written, "uscc": nothing}))
    is_village = (party["label"] == "Village") & (~_short(written) | party["name"].is_in(list(places.names)))
    is_company = companies.is_company(written)
    is_unit = (
        (written.str.len_chars() >= _SHORTEST_UNIT)
        & (written.str.contains(UNIT_LIKE) | (written.str.contains(_MORE_UNITS) & ~_short(written)))
    ).fill_null(False)
    label = (
        pl.when(is_village).then(pl.lit("Village"))
        .when(is_company).then(pl.lit("Company"))
        .when(is_unit).then(pl.lit("Unit"))
    )  # fmt: skip
    key = pl.when(is_company & ~is_village).then(company["key"]).otherwise(party["key"])
    return pl.select(
        key=pl.when(label.is_not_null()).then(key),
        label=label,
        name=pl.when(is_village).then(party["name"]).otherwise(company["name"]),
        township=pl.when(is_village).then(party["township"]),
        uscc=pl.when(is_company & ~is_village).then(company["uscc"]),
    )


def _short(written: pl.Series) -> pl.Series:
    """As short as a person's name: 何其会 is a person, 云溪县供销社 a unit."""
    return written.str.len_chars() <= _LONGEST_PERSON
