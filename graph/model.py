"""The vocabulary of the graph, read from `model/*.yml` (one file a node or relationship kind).

Everything that must agree with it is made from it: the engines' schemas and constraints, the legend of a picture,
the page docs/图谱词汇.md, and the columns of the projected files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from cluegraph.errors import ModelError, Where
from cluegraph.i18n import Text
from cluegraph.yamlfile import Strict, load_tree, read_yaml, yaml_files

MODEL_FOLDER = Path(__file__).parent / "model"

PropertyType = Literal["string", "integer", "boolean", "decimal"]
Shape = Literal["dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon", "box", "ellipse"]


class Bilingual(Strict):
    """A text in both languages."""

    zh: str
    en: str

    def text(self) -> Text:
        return Text(self.zh, self.en)


class Property(Strict):
    """One property: its type in every engine and its name for the user."""

    type: PropertyType
    title: Bilingual


class NodeFile(Strict):
    """A file of `model/` that describes a node kind."""

    label: str
    title: Bilingual
    description: Bilingual
    record: bool
    natural_key: str
    display: str
    shape: Shape
    colour: str
    personal: list[str]
    properties: dict[str, Property]


class RelationshipFile(Strict):
    """A file of `model/` that describes a relationship kind."""

    type: str
    title: Bilingual
    description: Bilingual
    ends: list[list[str]]
    derived: bool
    ref: bool = True
    properties: dict[str, Property]


@dataclass(frozen=True)
class NodeKind:
    """A label. `properties` begins with `key` and holds the provenance of record nodes too."""

    label: str
    title: Text
    description: Text
    record: bool
    natural_key: str
    display: str
    shape: Shape
    colour: str
    personal: frozenset[str]
    properties: Mapping[str, Property]


@dataclass(frozen=True)
class RelationshipKind:
    """A relationship type and the pairs of labels that it joins; `properties` holds the provenance too."""

    type: str
    title: Text
    description: Text
    ends: tuple[tuple[str, str], ...]
    derived: bool
    properties: Mapping[str, Property]


@dataclass(frozen=True)
class Model:
    """The whole vocabulary."""

    nodes: Mapping[str, NodeKind]
    relationships: Mapping[str, RelationshipKind]


def _property(kind: PropertyType, zh: str, en: str) -> Property:
    return Property(type=kind, title=Bilingual(zh=zh, en=en))


PROVENANCE: Mapping[str, Property] = {
    "source": _property("string", "来源文件的 SHA-256", "SHA-256 of the source file"),
    "path": _property("string", "来源文件", "Source file"),
    "sheet": _property("string", "工作表", "Sheet"),
    "row": _property("integer", "行号", "Row"),
}
REF: Mapping[str, Property] = {"ref": _property("string", "记录编号", "Record reference")}
_ROW: Mapping[str, Property] = {**PROVENANCE, **REF}


def read_model(folder: Path = MODEL_FOLDER) -> Model:
    """Reads and checks the vocabulary. Raises `ModelError` with file and line."""
    nodes: dict[str, NodeKind] = {}
    relationships: dict[str, RelationshipKind] = {}
    files: dict[str, Path] = {}
    for path in yaml_files(folder):
        tree = load_tree(path, ModelError, path.name)
        if isinstance(tree, dict) and "type" in tree:
            relationship = _relationship(read_yaml(path, RelationshipFile, ModelError), path)
            _once(relationship.type, files, path)
            relationships[relationship.type] = relationship
        else:
            node = _node(read_yaml(path, NodeFile, ModelError), path)
            _once(node.label, files, path)
            nodes[node.label] = node
    for relationship in relationships.values():
        _check_ends(relationship, nodes, files[relationship.type])
    return Model(nodes, relationships)


@cache
def model() -> Model:
    """The shipped vocabulary, read once."""
    return read_model()


def _node(file: NodeFile, path: Path) -> NodeKind:
    properties = {**file.properties, **(_ROW if file.record else {})}
    if "key" not in file.properties:
        raise _wrong(path, "properties", f"节点 {file.label} 没有 key", f"node {file.label} has no key")
    for place, name in [
        ("natural_key", file.natural_key),
        ("display", file.display),
        *_named("personal", file.personal),
    ]:
        if name not in properties:
            raise _wrong(path, place, f"“{name}”不是它的属性", f'"{name}" is none of its properties')
    return NodeKind(
        file.label,
        file.title.text(),
        file.description.text(),
        file.record,
        file.natural_key,
        file.display,
        file.shape,
        file.colour,
        frozenset(file.personal),
        properties,
    )


def _named(place: str, names: list[str]) -> list[tuple[str, str]]:
    return [(place, name) for name in names]


def _relationship(file: RelationshipFile, path: Path) -> RelationshipKind:
    if not file.ends or any(len(pair) != 2 for pair in file.ends):
        raise _wrong(path, "ends", "ends 应为成对的标签", "ends must be pairs of labels")
    provenance = {} if file.derived else {**PROVENANCE, **(REF if file.ref else {})}
    return RelationshipKind(
        file.type,
        file.title.text(),
        file.description.text(),
        tuple((pair[0], pair[1]) for pair in file.ends),
        file.derived,
        {**file.properties, **provenance},
    )


def _once(name: str, files: dict[str, Path], path: Path) -> None:
    if name in files:
        raise _wrong(path, "", f"“{name}”在 {files[name].name} 中已有", f'"{name}" is already in {files[name].name}')
    files[name] = path


def _check_ends(relationship: RelationshipKind, nodes: Mapping[str, NodeKind], path: Path) -> None:
    for pair in relationship.ends:
        for label in pair:
            if label not in nodes:
                raise _wrong(path, "ends", f"没有节点“{label}”", f'there is no node "{label}"')


def _wrong(path: Path, place: str, zh: str, en: str) -> ModelError:
    tree = load_tree(path, ModelError, path.name)
    line = (
        tree.lc.key(place)[0] + 1 if place and hasattr(tree, "lc") and place in getattr(tree, "keys", list)() else None
    )
    return ModelError(
        Text(zh, en),
        Text("请按其他词汇文件的格式改正。", "correct it after the other files."),
        Where(file=path.name, line=line),
    )
