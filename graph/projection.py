"""How records become nodes and relationships, read from `projection/*.yml` (one file a kind of record).

A file names *entities* (what a row speaks of, each with the columns that its key is made of) and the *relationships*
between them. What it names must be in the vocabulary: the reader refuses everything else with file and line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from cluegraph.errors import ModelError, Where
from cluegraph.graph.entities import Entity, Link, Projection
from cluegraph.graph.model import Model, RelationshipKind, model
from cluegraph.i18n import Text
from cluegraph.yamlfile import line_of, load_tree, read_yaml, yaml_files

PROJECTION_FOLDER = Path(__file__).parent / "projection"


def read_projections(folder: Path = PROJECTION_FOLDER, vocabulary: Model | None = None) -> tuple[Projection, ...]:
    """Reads and checks the projections, in their order. Raises `ModelError` with file and line."""
    found: dict[str, Projection] = {}
    for path in yaml_files(folder):
        projection = read_yaml(path, Projection, ModelError)
        for location, text in _faults(projection, vocabulary or model()):
            raise _wrong(path, location, text)
        if projection.kind in found:
            raise _wrong(
                path, ("kind",), Text(f"“{projection.kind}”已有投影", f'"{projection.kind}" has a projection already')
            )
        found[projection.kind] = projection
    return tuple(sorted(found.values(), key=lambda projection: (projection.order, projection.kind)))


@cache
def projections() -> tuple[Projection, ...]:
    """The shipped projections, read once."""
    return read_projections()


Fault = tuple[tuple[int | str, ...], Text]


def _faults(projection: Projection, vocabulary: Model) -> Iterator[Fault]:
    for name, entity in projection.entities.items():
        yield from _entity_faults(name, entity, projection, vocabulary)
    for number, link in enumerate(projection.relationships):
        yield from _link_faults(("relationships", number), link, projection, vocabulary)


def _entity_faults(name: str, entity: Entity, projection: Projection, vocabulary: Model) -> Iterator[Fault]:
    place = ("entities", name)
    for label in entity.labels():
        if label not in vocabulary.nodes:
            yield place, Text(f"词汇中没有节点“{label}”", f'the vocabulary has no node "{label}"')
            continue
        for unknown in set(entity.properties) - set(vocabulary.nodes[label].properties):
            yield (
                (*place, "properties", unknown),
                Text(f"{label} 没有属性“{unknown}”", f'{label} has no property "{unknown}"'),
            )
    for other in _other_entities(entity):
        if other not in projection.entities:
            yield place, Text(f"没有实体“{other}”", f'there is no entity "{other}"')


def _other_entities(entity: Entity) -> Sequence[str]:
    way = entity.person or entity.somebody
    if way and way.place:
        return [way.place]
    if entity.head:
        return [entity.head.household, entity.head.member]
    if entity.household:
        return [entity.household.village]
    return [entity.contract.buyer] if entity.contract else []


def _link_faults(
    place: tuple[int | str, ...], link: Link, projection: Projection, vocabulary: Model
) -> Iterator[Fault]:
    kind = vocabulary.relationships.get(link.type)
    if kind is None or kind.derived:
        yield (
            place,
            Text(f"词汇中没有可写的关系“{link.type}”", f'the vocabulary has no relationship "{link.type}" to write'),
        )
        return
    for unknown in set(link.properties) - set(kind.properties):
        yield place, Text(f"{link.type} 没有属性“{unknown}”", f'{link.type} has no property "{unknown}"')
    for end in (link.start, link.end):
        if end not in projection.entities:
            yield place, Text(f"没有实体“{end}”", f'there is no entity "{end}"')
            return
    if not pairs_of(link, projection, kind):
        yield place, Text(f"{link.type} 不连接这两种节点", f"{link.type} does not join these two kinds of node")


def pairs_of(link: Link, projection: Projection, kind: RelationshipKind) -> list[tuple[str, str]]:
    """The pairs of labels between which the relationship can run in this projection."""
    starts = projection.entities[link.start].labels()
    ends = projection.entities[link.end].labels()
    return [(start, end) for start in starts for end in ends if (start, end) in kind.ends]


def _wrong(path: Path, location: tuple[int | str, ...], text: Text) -> ModelError:
    line = line_of(load_tree(path, ModelError, path.name), location)
    todo = Text("请对照 model 文件夹中的词汇改正。", "correct it after the vocabulary in the model folder.")
    return ModelError(text, todo, Where(file=path.name, line=line))
