"""What the engines' schemas look like, made from the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping

from cluegraph.graph.model import Model, Property, PropertyType

_LADYBUG: Mapping[PropertyType, str] = {"string": "STRING", "integer": "INT64", "boolean": "BOOL", "decimal": "DOUBLE"}
LOADING_NAMES: Mapping[str, str] = {"from": "from_", "to": "to_"}
"""Ladybug's COPY calls the two ends `from` and `to`: properties of these names are renamed once they are loaded."""


def ladybug_schema(model: Model) -> list[str]:
    """The statements that make the tables; relationship properties stand under their `LOADING_NAMES`."""
    statements = [
        f"CREATE NODE TABLE `{node.label}`({_columns(node.properties)}, PRIMARY KEY(`key`))"
        for node in model.nodes.values()
    ]
    for kind in model.relationships.values():
        pairs = ", ".join(f"FROM `{start}` TO `{end}`" for start, end in kind.ends)
        columns = _columns({LOADING_NAMES.get(name, name): value for name, value in kind.properties.items()})
        statements.append(f"CREATE REL TABLE `{kind.type}`({pairs}{', ' + columns if columns else ''})")
    return [*statements, "CREATE NODE TABLE `_Meta`(`key` STRING, `value` STRING, PRIMARY KEY(`key`))"]


def ladybug_renames(model: Model) -> list[str]:
    """The statements that give loaded properties their own names."""
    return [
        f"ALTER TABLE `{kind.type}` RENAME `{loading}` TO `{name}`"
        for kind in model.relationships.values()
        for name, loading in LOADING_NAMES.items()
        if name in kind.properties
    ]


def neo4j_constraints(model: Model) -> list[str]:
    """One uniqueness constraint on `key` a label, which also makes the index that loading needs."""
    return [key_constraint(label) for label in model.nodes]


def key_constraint(label: str) -> str:
    """The statement that makes `key` unique among the nodes of a label."""
    return f"CREATE CONSTRAINT `{label}_key` IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.`key` IS UNIQUE"


def _columns(properties: Mapping[str, Property]) -> str:
    return ", ".join(f"`{name}` {_LADYBUG[value.type]}" for name, value in properties.items())
