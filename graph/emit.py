"""From the prepared rows of one kind to nodes and relationships."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from cluegraph.graph.engine import END, START
from cluegraph.graph.entities import Entity, Link, PersonOf, Projection, SomebodyOf
from cluegraph.graph.keys import Context, label_of
from cluegraph.graph.model import PROVENANCE, Model
from cluegraph.graph.person_names import plain_person
from cluegraph.graph.projection import pairs_of
from cluegraph.graph.sink import NodePart, Part, RelationshipPart
from cluegraph.graph.values import holds, property_value

ROW = (*PROVENANCE, "ref")
"""The columns that say which row something came from."""
HOLDERS = "_holders"
"""Where the names of account holders gather until the accounts are put together."""


def parts(frame: pl.DataFrame, projection: Projection, vocabulary: Model, context: Context) -> Iterator[Part]:
    """The nodes and relationships of all rows, as queries to be worked out."""
    rows, schema = frame.lazy(), frame.schema
    for name, entity in projection.entities.items():
        yield from _nodes(rows, schema, name, entity, vocabulary)
        if entity.village or entity.party:
            yield from _townships(rows, name, label_of(name, entity))
        if entity.names:
            holders = rows.select(key=f"@{name}", holder=pl.col(entity.names).cast(pl.String))
            yield NodePart(HOLDERS, holders.drop_nulls())
        person = entity.person or entity.somebody
        if person:
            yield from _doubtful_names(rows, name, person, label_of(name, entity), context)
        company = entity.company or entity.somebody
        if company and company.uscc:
            yield from _wrong_codes(rows, name, company.uscc, label_of(name, entity))
    for link in projection.relationships:
        yield from _links(rows, schema, link, projection, vocabulary)


def _nodes(rows: pl.LazyFrame, schema: pl.Schema, name: str, entity: Entity, vocabulary: Model) -> Iterator[NodePart]:
    """The nodes of an entity, a part a label."""
    if entity.head:
        return
    for label in entity.labels():
        kind = vocabulary.nodes[label]
        columns = {"key": pl.col(f"@{name}"), **_own_properties(name, entity, label, schema)}
        for column, value in entity.properties.items():
            columns[column] = property_value(value, kind.properties[column].type, schema)
        if kind.record:
            columns |= {column: pl.col(column) for column in ROW}
        here = rows if len(entity.labels()) == 1 else rows.filter(label_of(name, entity) == label)
        nodes = here.select(expression.alias(column) for column, expression in columns.items())
        yield NodePart(label, nodes, own=entity.node is not None and entity.node.key == "ref")


def _own_properties(name: str, entity: Entity, label: str, schema: pl.Schema) -> dict[str, pl.Expr]:
    """The properties that an entity's key is made of."""
    person = entity.person or entity.somebody
    if person and label == "Person":
        stated = _person_properties(person)
        return _merged_properties(name, stated) if f"@{name}:rung" in schema else stated
    if entity.household:
        number = pl.col(entity.household.number).cast(pl.String)
        place = f"@{entity.household.village}"
        return {"natural_key": number, "village_name": pl.col(f"{place}:name"), "township": pl.col(f"{place}:township")}
    if entity.identifier:
        return {"kind": pl.lit(entity.identifier.kind), "value": pl.col(entity.identifier.value).cast(pl.String)}
    made = {"Company": ("name", "uscc"), "Village": ("name", "township"), "Unit": ("name",)}.get(label, ())
    return {column: pl.col(f"@{name}:{column}") for column in made}


def _person_properties(person: PersonOf | SomebodyOf) -> dict[str, pl.Expr]:
    nothing = pl.lit(None, pl.String)
    return {
        "name": pl.col(person.name).cast(pl.String),
        "id_no": pl.col(person.id_no).cast(pl.String) if person.id_no else nothing,
        "id_state": pl.col(f"{person.id_no}_state").cast(pl.String) if person.id_no else nothing,
        "place": pl.col(f"@{person.place}:name") if person.place else nothing,
    }


def _merged_properties(name: str, stated: dict[str, pl.Expr]) -> dict[str, pl.Expr]:
    """Rows that were merged into a person say nothing of the name and the number, but that they were merged."""
    rung = pl.col(f"@{name}:rung")
    own = {column: pl.when(rung.is_null()).then(value) for column, value in stated.items()}
    return {**own, "merged": rung, "merged_rows": pl.when(rung.is_not_null()).then(pl.format("{}:{}", "ref", rung))}


def _townships(rows: pl.LazyFrame, name: str, label: pl.Expr) -> Iterator[Part]:
    """The townships of villages, with the first row that names the village."""
    township = pl.col(f"@{name}:township")
    seen = rows.filter((label == "Village") & township.is_not_null())
    yield NodePart("Township", seen.select(key=township, name=township))
    ends = seen.select(pl.col(f"@{name}").alias(START), township.alias(END), *ROW)
    yield RelationshipPart(("IN_TOWNSHIP", "Village", "Township"), ends, same=())


def _doubtful_names(
    rows: pl.LazyFrame, name: str, person: PersonOf | SomebodyOf, label: pl.Expr, context: Context
) -> Iterator[Part]:
    """Where the names of people stand whose number is invalid or bears several names."""
    if person.id_no is None:
        return
    state = pl.col(f"{person.id_no}_state")
    renamed = (state == "valid") & pl.col(person.id_no).is_in(context.renamed.implode())
    doubtful = ((state == "invalid") | renamed) if len(context.renamed) else state == "invalid"
    written = pl.col(person.name).cast(pl.String)
    named = rows.filter(doubtful & (label == "Person") & written.is_not_null()).select(
        pl.col(f"@{name}").alias(START), pl.col("source").cast(pl.String).alias(END), written.alias("name"), *ROW
    )
    yield NodePart("SourceFile", named.select(key=END, path=pl.col("path").cast(pl.String)))
    yield RelationshipPart(("NAMED", "Person", "SourceFile"), named)


def _wrong_codes(rows: pl.LazyFrame, name: str, uscc: str, label: pl.Expr) -> Iterator[Part]:
    """Where credit codes stand that fail their check."""
    wrong = rows.filter((pl.col(f"{uscc}_state") == "invalid") & (label == "Company")).select(
        pl.col(f"@{name}").alias(START),
        pl.col("source").cast(pl.String).alias(END),
        pl.col(uscc).cast(pl.String).alias("uscc"),
        *ROW,
    )
    yield NodePart("SourceFile", wrong.select(key=END, path=pl.col("path").cast(pl.String)))
    yield RelationshipPart(("CODED", "Company", "SourceFile"), wrong)


def _links(
    rows: pl.LazyFrame, schema: pl.Schema, link: Link, projection: Projection, vocabulary: Model
) -> Iterator[RelationshipPart]:
    """The relationships of one kind, a part a pair of labels."""
    kind = vocabulary.relationships[link.type]
    entities = [(name, projection.entities[name]) for name in (link.start, link.end)]
    properties = [
        property_value(value, kind.properties[name].type, schema).alias(name) for name, value in link.properties.items()
    ]
    chosen = rows.filter(holds(link.when)) if link.when else rows
    start = entities[0][1]
    own = link.each_row or (start.node is not None and start.node.key == "ref")
    provenance = [name for name in ROW if name in kind.properties]
    for labels in pairs_of(link, projection, kind):
        here = chosen
        for (name, entity), label in zip(entities, labels, strict=True):
            if len(entity.labels()) > 1:
                here = here.filter(label_of(name, entity) == label)
        selected = here.select(
            pl.col(f"@{link.start}").alias(START), pl.col(f"@{link.end}").alias(END), *properties, *provenance
        )
        yield RelationshipPart((link.type, *labels), selected, same=None if own else tuple(link.properties))


def names_of_ids(frame: pl.LazyFrame, name: str, id_no: str) -> pl.LazyFrame:
    """The distinct names of each valid ID number, blanks and interpuncts aside."""
    valid = frame.filter(pl.col(f"{id_no}_state") == "valid").select(id_no=pl.col(id_no), name=pl.col(name)).unique()
    return valid.select("id_no", name=plain_person("name")).drop_nulls().unique()
