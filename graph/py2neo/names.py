"""How the vocabulary's properties and relationships are called on py2neo's classes."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from dataclasses import dataclass

from cluegraph.graph.model import Model, NodeKind

TAKEN = frozenset(("match", "wrap"))
"""What every py2neo.ogm.GraphObject has already."""


@dataclass(frozen=True)
class Related:
    """A relationship type seen from one label: the label at its other end, and whether it goes out."""

    type: str
    label: str
    far_label: str
    outgoing: bool


def property_names(kind: NodeKind) -> Mapping[str, str]:
    """Attribute → property of a label: the property's own name, with `_` behind it where that is taken."""
    return {_free(name): name for name in kind.properties}


def related_names(model: Model, label: str) -> Mapping[str, Related]:
    """Attribute → relationship of a label: `paid_to_person` out to people, `paid_to_from_payment` in from payments."""
    properties = property_names(model.nodes[label])
    found: dict[str, Related] = {}
    for kind in model.relationships.values():
        for start, end in kind.ends:
            if start == label:
                found[_name(kind.type, "", end, properties)] = Related(kind.type, label, end, outgoing=True)
            if end == label:
                found[_name(kind.type, "from_", start, properties)] = Related(kind.type, label, start, outgoing=False)
    return found


def _name(type_: str, direction: str, label: str, properties: Mapping[str, str]) -> str:
    name = _free(f"{type_.lower()}_{direction}{_snake(label)}")
    return f"{name}_" if name in properties else name


def _snake(label: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", label).lower()


def _free(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) or name in TAKEN else name
