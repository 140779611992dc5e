"""Records → graph: reads the frames of all kinds and writes the graph's nodes and relationships as Parquet files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from cluegraph.graph.companies import Companies
from cluegraph.graph.computed import compute
from cluegraph.graph.derive import kin_within, located_in
from cluegraph.graph.emit import ROW, names_of_ids, parts
from cluegraph.graph.engine import END, START, GraphFiles
from cluegraph.graph.entities import Projection
from cluegraph.graph.finish import finish_accounts, finish_companies, finish_people
from cluegraph.graph.identity.people import People
from cluegraph.graph.keys import Context, with_keys
from cluegraph.graph.limits import Limits
from cluegraph.graph.model import model
from cluegraph.graph.places import VILLAGE_LIKE, Places
from cluegraph.graph.programmes import Programmes
from cluegraph.graph.projection import projections
from cluegraph.graph.reference import Reference
from cluegraph.graph.sink import Sink

Frames = Mapping[str, pl.LazyFrame]


def project(frames: Frames, reference: Reference, folder: Path, data: str, people: People | None = None) -> GraphFiles:
    """Projects the records (`frames`: kind → its rows with provenance, columns may be missing) into `folder`.

    `data` names the state of the data; it is handed through to the engine. `people`: who is merged and who is perhaps
    the same; without it everybody stays as loaded. Deterministic: the same rows in any order make the same graph.
    """
    narrow = _all_narrow(frames)
    context = _context(narrow, reference)
    context.people = people
    sink = Sink(folder, model())
    for projection, frame in narrow:
        _project_kind(projection, frame, sink, context)
    _finish(sink, context)
    if people:
        _write_links(sink, people)
    return sink.finish(data)


def keyed_rows(
    frames: Frames, reference: Reference, extra: Sequence[str] = ()
) -> Iterator[tuple[Projection, pl.DataFrame]]:
    """The rows of each kind as loaded, with the keys of what they speak of; `extra` columns beside the projection's."""
    narrow = _all_narrow(frames, extra)
    context = _context(narrow, reference)
    for projection, frame in narrow:
        rows = frame.collect()
        if rows.height:
            yield projection, with_keys(rows, projection, context)


def _all_narrow(frames: Frames, extra: Sequence[str] = ()) -> list[tuple[Projection, pl.LazyFrame]]:
    known = [(projection, frames[projection.kind]) for projection in projections() if projection.kind in frames]
    return [(projection, _narrow(frame, projection, extra)) for projection, frame in known]


def _narrow(frame: pl.LazyFrame, projection: Projection, extra: Sequence[str]) -> pl.LazyFrame:
    """The columns that the projection looks at; those that the frame lacks are null."""
    schema = frame.collect_schema()
    wanted = sorted(projection.columns() | set(ROW) | {name for name in extra if name in schema})
    present = [
        pl.col(name).cast(pl.Categorical) if name in _REPEATED else pl.col(name) for name in wanted if name in schema
    ]
    missing = [pl.lit(None, pl.String).alias(name) for name in wanted if name not in schema]
    return frame.select(*present, *missing)


_REPEATED = frozenset(("source", "path", "sheet"))


def _context(known: list[tuple[Projection, pl.LazyFrame]], reference: Reference) -> Context:
    """Judges names over all the data."""
    places = [query for projection, frame in known for query in _stated_places(projection, frame)]
    companies = [query for projection, frame in known for query in _stated_companies(projection, frame)]
    people = [query for projection, frame in known for query in _stated_names(projection, frame)]
    collected = pl.collect_all([*places, *companies, *people])
    names = pl.concat([pl.DataFrame(schema=_NAMES), *collected[len(places) + len(companies) :]]).unique()
    renamed = names.filter(pl.col("id_no").is_duplicated()).get_column("id_no").unique()
    return Context(
        Places(collected[: len(places)]),
        Companies(collected[len(places) : len(places) + len(companies)]),
        Programmes(reference.programmes),
        Limits(reference.limits),
        renamed,
    )


_NAMES = {"id_no": pl.String, "name": pl.String}


def _text(name: str | None) -> pl.Expr:
    return pl.col(name).cast(pl.String) if name else pl.lit(None, pl.String)


def _stated_places(projection: Projection, frame: pl.LazyFrame) -> Iterator[pl.LazyFrame]:
    for entity in projection.entities.values():
        if entity.village:
            yield frame.select(village=_text(entity.village.name), township=_text(entity.village.township)).unique()
        if entity.party:
            yield frame.select(village=_text(entity.party.village), township=_text(entity.party.township)).unique()
            unit = _text(entity.party.unit)
            yield (
                frame.filter(unit.str.contains(VILLAGE_LIKE))
                .select(village=unit, township=pl.lit(None, pl.String))
                .unique()
            )


def _stated_companies(projection: Projection, frame: pl.LazyFrame) -> Iterator[pl.LazyFrame]:
    for entity in projection.entities.values():
        if entity.company:
            yield _named_codes(frame, entity.company.name, entity.company.uscc)
        if entity.somebody and entity.somebody.uscc:
            coded = frame.filter(pl.col(f"{entity.somebody.uscc}_state") == "valid")
            yield _named_codes(coded, entity.somebody.name, entity.somebody.uscc)


def _named_codes(frame: pl.LazyFrame, name: str, uscc: str | None) -> pl.LazyFrame:
    code = pl.when(pl.col(f"{uscc}_state") == "valid").then(_text(uscc)) if uscc else pl.lit(None, pl.String)
    return frame.select(name=_text(name), uscc=code).unique()


def _stated_names(projection: Projection, frame: pl.LazyFrame) -> Iterator[pl.LazyFrame]:
    for entity in projection.entities.values():
        person = entity.person or entity.somebody
        if person and person.id_no:
            yield names_of_ids(frame, person.name, person.id_no)


def _project_kind(projection: Projection, frame: pl.LazyFrame, sink: Sink, context: Context) -> None:
    rows = _in_order(frame.collect())
    if rows.is_empty():
        return
    rows = with_keys(rows, projection, context)
    for name in projection.computed:
        rows = compute(rows, name, context)
    sink.add(list(parts(rows, projection, model(), context)), rows.height)


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows by path, sheet and row; columns without any value take no room."""
    counts = zip(frame.columns, frame.null_count().row(0), strict=True)
    empty = [name for name, count in counts if count == frame.height]
    frame = frame.with_columns(pl.lit(None, frame.schema[name]).alias(name) for name in empty)
    place = frame.select(_place_in_order(frame)).to_series()
    return frame if place.is_sorted() else frame.select(pl.all().sort_by(place))


def _place_in_order(frame: pl.DataFrame) -> pl.Expr:
    """A number for each row that grows with path, source, sheet and row."""
    sheet_no = pl.col("ref").str.extract(r"/(\d+)/", 1).cast(pl.Int64)
    part = ("path", "source", "sheet")
    first = frame.lazy().group_by(part).agg(number=sheet_no.first()).collect()
    names = [pl.col(name).cast(pl.String) for name in ("path", "source")]
    ranks = first.sort(*names, "number", pl.col("sheet").cast(pl.String)).with_row_index("_part").drop("number")
    if ranks.height <= 1:
        return pl.col("row")
    joined = frame.select(part).join(ranks, on=part, how="left", nulls_equal=True, maintain_order="left")
    return pl.lit(joined.get_column("_part").cast(pl.Int64) * _MOST_ROWS) + pl.col("row")


_MOST_ROWS = 1 << 32


def _write_links(sink: Sink, people: People) -> None:
    """`MAYBE_SAME_AS` between people who are in the graph."""
    stated = [frame.get_column("key") for frame in sink.statements("Person")]
    known = pl.concat([pl.Series([], dtype=pl.String), *stated]).implode()
    links = people.links.filter(pl.col("start").is_in(known) & pl.col("end").is_in(known))
    ends = links.rename({"start": START, "end": END})
    sink.write_relationships(("MAYBE_SAME_AS", "Person", "Person"), ends)


def _finish(sink: Sink, context: Context) -> None:
    """What can be said only when all rows have been seen."""
    programmes = sorted({key for frame in sink.statements("Programme") for key in frame["key"]})
    sink.replace("Programme", context.programmes.nodes(programmes))
    sink.write_relationships(("EXCLUDES", "Programme", "Programme"), context.programmes.exclusions(programmes))
    kin_within(sink)
    located_in(sink)
    finish_people(sink)
    finish_accounts(sink)
    finish_companies(sink)
