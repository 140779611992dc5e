"""From the prepared rows of one kind to nodes and relationships."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from cluegraph.graph.companies import plain_name
from cluegraph.graph.engine import END, START
from cluegraph.graph.keys import Context, label_of
from cluegraph.graph.model import PROVENANCE, Model
from cluegraph.graph.projection import Entity, Link, Projection, pairs_of
from cluegraph.graph.sink import Sink
from cluegraph.graph.values import holds, property_value

ROW = (*PROVENANCE, "ref")
"""The columns that say which row something came from."""


def emit(frame: pl.DataFrame, projection: Projection, vocabulary: Model, sink: Sink, context: Context) -> None:
    """Hands the nodes and relationships of all rows to the sink."""
    for name, entity in projection.entities.items():
        for label, nodes in _nodes(frame, name, entity, vocabulary):
            own = entity.node is not None and entity.node.key == "ref"
            (sink.write_nodes if own else sink.state)(label, nodes)
        if entity.village or entity.party:
            _townships(frame, name, label_of(name, entity), sink)
        if entity.person or entity.somebody:
            _names(frame, name, entity, sink, context)
        if entity.names:
            holders = frame.select(key=f"@{name}", holder=pl.col(entity.names).cast(pl.String))
            sink.state("_holders", holders.drop_nulls())
    for link in projection.relationships:
        _link(frame, link, projection, vocabulary, sink)


def _nodes(frame: pl.DataFrame, name: str, entity: Entity, vocabulary: Model) -> Iterable[tuple[str, pl.DataFrame]]:
    """The nodes of an entity, a frame a label."""
    if entity.head:
        return
    for label in entity.labels():
        kind = vocabulary.nodes[label]
        columns = {"key": pl.col(f"@{name}"), **_own_properties(name, entity, label)}
        for column, value in entity.properties.items():
            columns[column] = property_value(value, kind.properties[column].type, frame.schema)
        if kind.record:
            columns |= {column: pl.col(column) for column in ROW}
        here = frame if len(entity.labels()) == 1 else frame.filter(label_of(name, entity) == label)
        yield label, here.select(expression.alias(column) for column, expression in columns.items())


def _own_properties(name: str, entity: Entity, label: str) -> dict[str, pl.Expr]:
    """The properties that an entity's key is made of."""
    person = entity.person or entity.somebody
    if person and label == "Person":
        state = pl.col(f"{person.id_no}_state").cast(pl.String) if person.id_no else pl.lit(None, pl.String)
        written = pl.col(person.id_no).cast(pl.String) if person.id_no else pl.lit(None, pl.String)
        place = pl.col(f"@{person.place}:name") if person.place else pl.lit(None, pl.String)
        return {"name": pl.col(person.name).cast(pl.String), "id_no": written, "id_state": state, "place": place}
    if label == "Company":
        return {"name": pl.col(f"@{name}:name"), "uscc": pl.col(f"@{name}:uscc")}
    if label == "Village":
        return {"name": pl.col(f"@{name}:name"), "township": pl.col(f"@{name}:township")}
    if label == "Unit":
        return {"name": pl.col(f"@{name}:name")}
    if entity.household:
        number = pl.col(entity.household.number).cast(pl.String)
        place = f"@{entity.household.village}"
        return {"natural_key": number, "village_name": pl.col(f"{place}:name"), "township": pl.col(f"{place}:township")}
    if entity.identifier:
        value = pl.col(entity.identifier.value).cast(pl.String)
        return {"kind": pl.when(value.is_not_null()).then(pl.lit(entity.identifier.kind)), "value": value}
    return {}


def _townships(frame: pl.DataFrame, name: str, label: pl.Expr, sink: Sink) -> None:
    """The townships of villages, with the first row that names the village."""
    seen = frame.filter(label == "Village").unique(f"@{name}", keep="first", maintain_order=True)
    rows = seen.select(pl.col(f"@{name}").alias(START), pl.col(f"@{name}:township").alias(END), *ROW).drop_nulls(END)
    sink.state("Township", rows.select(key=END, name=END))
    sink.state_relationships(("IN_TOWNSHIP", "Village", "Township"), rows, ())


def _names(frame: pl.DataFrame, name: str, entity: Entity, sink: Sink, context: Context) -> None:
    """Where the names of people stand whose number is invalid or bears several names."""
    person = entity.person or entity.somebody
    if person is None or person.id_no is None:
        return
    state, key = pl.col(f"{person.id_no}_state"), pl.col(f"@{name}")
    doubtful = state == "invalid"
    if len(context.renamed):
        doubtful = doubtful | ((state == "valid") & pl.col(person.id_no).is_in(context.renamed.implode()))
    is_person = label_of(name, entity) == "Person"
    written = pl.col(person.name).cast(pl.String)
    rows = frame.filter(doubtful & is_person & written.is_not_null()).select(
        key.alias(START), pl.col("source").cast(pl.String).alias(END), written.alias("name"), *ROW
    )
    sink.state("SourceFile", rows.select(key=END, path=pl.col("path").cast(pl.String)))
    sink.write_relationships(("NAMED", "Person", "SourceFile"), rows)


def _link(frame: pl.DataFrame, link: Link, projection: Projection, vocabulary: Model, sink: Sink) -> None:
    kind = vocabulary.relationships[link.type]
    start, end = projection.entities[link.start], projection.entities[link.end]
    properties = {
        name: property_value(value, kind.properties[name].type, frame.schema) for name, value in link.properties.items()
    }
    rows = frame.filter(holds(link.when)) if link.when else frame
    own_row = link.each_row or (start.node is not None and start.node.key == "ref")
    for labels in pairs_of(link, projection, kind):
        chosen = rows
        for name, entity, label in ((link.start, start, labels[0]), (link.end, end, labels[1])):
            if len(entity.labels()) > 1:
                chosen = chosen.filter(label_of(name, entity) == label)
        selected = chosen.select(
            pl.col(f"@{link.start}").alias(START),
            pl.col(f"@{link.end}").alias(END),
            *(expression.alias(name) for name, expression in properties.items()),
            *ROW,
        )
        if own_row:
            sink.write_relationships((link.type, *labels), selected)
        else:
            sink.state_relationships((link.type, *labels), selected, properties)


def names_of_ids(frame: pl.LazyFrame, name: str, id_no: str) -> pl.LazyFrame:
    """The distinct names of each valid ID number, blanks and interpuncts aside."""
    valid = frame.filter(pl.col(f"{id_no}_state") == "valid").select(id_no=pl.col(id_no), name=pl.col(name)).unique()
    return valid.select("id_no", name=plain_person("name")).drop_nulls().unique()


def plain_person(column: str) -> pl.Expr:
    """A person's name without blanks and with one kind of interpunct."""
    return plain_name(column).str.replace_all("[•・‧∙⋅.．]", "·")
