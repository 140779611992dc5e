"""py2neo.ogm classes made from the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NoReturn

from py2neo.ogm import GraphObject, Property, RelatedFrom, RelatedObjects, RelatedTo

from cluegraph.graph.model import NodeKind, model
from cluegraph.graph.py2neo.guard import refused
from cluegraph.graph.py2neo.names import Related, property_names, related_names


@cache
def classes() -> Mapping[str, Any]:
    """Label → class."""
    return {kind.label: _class(kind) for kind in model().nodes.values()}


def _class(kind: NodeKind) -> Any:
    properties = property_names(kind)
    related = related_names(model(), kind.label)
    attributes: dict[str, object] = {
        "__primarylabel__": kind.label,
        "__primarykey__": "key",
        "__module__": __name__,
        "__doc__": _described(kind, properties, related),
    }
    for attribute, name in properties.items():
        attributes[attribute] = KeptProperty(name)
    for attribute, relationship in related.items():
        attributes[attribute] = RelatedOut(relationship) if relationship.outgoing else RelatedIn(relationship)
    return type(GraphObject)(kind.label, (GraphObject,), attributes)


def _described(kind: NodeKind, properties: Mapping[str, str], related: Mapping[str, Related]) -> str:
    lines = [f"{kind.title.zh} {kind.title.en}", ""]
    for attribute, name in properties.items():
        title = kind.properties[name].title
        lines.append(f"{attribute}: {title.zh} {title.en}")
    for attribute, relationship in related.items():
        way = f"-[:{relationship.type}]->" if relationship.outgoing else f"<-[:{relationship.type}]-"
        lines.append(f"{attribute}: ({relationship.label}){way}({relationship.far_label})")
    return "\n".join(lines)


class KeptProperty(Property):
    """A property that can also be looked up on its class."""

    def __get__(self, instance: Any, owner: type) -> Any:
        return self if instance is None else super().__get__(instance, owner)


class _OfOneLabel:
    """py2neo keeps related objects by relationship type alone, and would show a company that was paid as a person."""

    related: Related
    direction: int

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        known = instance.__ogm__._related
        if self.related not in known:
            known[self.related] = ReadObjects(instance, self.related, self.direction)
        return known[self.related]


class RelatedOut(_OfOneLabel, RelatedTo):
    """The nodes of one label at the ends of the relationships of one type."""

    def __init__(self, related: Related) -> None:
        RelatedTo.__init__(self, related.far_label, related.type)
        self.related = related


class RelatedIn(_OfOneLabel, RelatedFrom):
    """The nodes of one label that the relationships of one type come from."""

    def __init__(self, related: Related) -> None:
        RelatedFrom.__init__(self, related.far_label, related.type)
        self.related = related


class ReadObjects(RelatedObjects):
    """The objects that are related in one way, read once: iterating gives each once, `triples()` every relationship."""

    def __init__(self, subject: Any, related: Related, direction: int) -> None:
        super().__init__(subject, subject.__node__, direction, related.type, classes()[related.far_label])
        self._related = related
        self._read: list[tuple[Any, dict[str, Any]]] | None = None

    def __iter__(self) -> Iterator[Any]:
        found: dict[Any, Any] = {}
        for each, _ in self._related_objects:
            found.setdefault(each.__node__, each)
        return iter(found.values())

    def __len__(self) -> int:
        return len(list(iter(self)))

    @property
    def _related_objects(self) -> list[tuple[Any, dict[str, Any]]]:
        if self._read is None:
            self._read = self._asked() if self.node.graph else []
        return self._read

    def _asked(self) -> list[tuple[Any, dict[str, Any]]]:
        there, here = ("->", "-") if self._related.outgoing else ("-", "<-")
        text = (
            f"MATCH (a:`{self._related.label}`) WHERE a.`key` = $key "
            f"MATCH (a){here}[r:`{self._related.type}`]{there}(b:`{self._related.far_label}`) "
            "RETURN b, r ORDER BY b.`key`, r.`ref`"
        )
        rows = self.node.graph.run(text, key=self.node["key"])
        return [(self.related_class.wrap(node), dict(relationship)) for node, relationship in rows]

    def __repr__(self) -> str:
        return repr(list(self))

    def __db_pull__(self, *_: object) -> None:
        self._read = None

    def add(self, *_: object, **__: object) -> NoReturn:
        raise refused("add")

    def remove(self, *_: object, **__: object) -> NoReturn:
        raise refused("remove")

    def clear(self) -> NoReturn:
        raise refused("clear")

    def update(self, *_: object, **__: object) -> NoReturn:
        raise refused("update")
