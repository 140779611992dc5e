"""The subjects of findings, looked up in the graph in batches: natural key, name, township, how sure a person is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from cluegraph.graph.engine import Engine, Limits, Value
from cluegraph.graph.model import model
from cluegraph.queries.findings import Finding
from cluegraph.queries.rule import Rule

BATCH = 20_000
_LOOK_UP = Limits(seconds=120.0, rows=BATCH)

Node = Mapping[str, Value]


@dataclass(frozen=True)
class Nodes:
    """Nodes by label and key, with all their properties."""

    found: Mapping[tuple[str, str], Node]

    def node(self, label: str, key: str) -> Node:
        """The node's properties; only its key where the graph has no such node."""
        return self.found.get((label, key), {"key": key})

    def natural_key(self, label: str, key: str) -> str:
        """The key that people know the node by (ID number, account, USCC, village name, …)."""
        return self._property(label, key, model().nodes[label].natural_key)

    def name(self, label: str, key: str) -> str:
        """What the node is called."""
        return self._property(label, key, model().nodes[label].display)

    def _property(self, label: str, key: str, name: str) -> str:
        value = self.node(label, key).get(name)
        return key if value is None or value == "" else str(value)


def look_up(engine: Engine, rule: Rule, found: Iterable[Finding]) -> Nodes:
    """All subjects of the findings, one query for each label and 20,000 keys."""
    wanted: dict[str, set[str]] = {}
    for finding in found:
        for column, keys in finding.subjects.items():
            wanted.setdefault(rule.subjects[column].label, set()).update(keys)
    nodes: dict[tuple[str, str], Node] = {}
    for label in sorted(wanted):
        ordered = sorted(wanted[label])
        for start in range(0, len(ordered), BATCH):
            nodes |= _batch(engine, label, ordered[start : start + BATCH])
    return Nodes(nodes)


def _batch(engine: Engine, label: str, keys: list[str]) -> dict[tuple[str, str], Node]:
    # The label is one of the vocabulary's, checked by the engine when the rule was verified.
    answer = engine.query(f"UNWIND $keys AS k MATCH (n:{label}) WHERE n.key = k RETURN n", {"keys": keys}, _LOOK_UP)
    nodes: dict[tuple[str, str], Node] = {}
    for (node,) in answer.rows:
        if isinstance(node, dict):
            nodes[label, str(node["key"])] = node
    return nodes


def merged_rungs(person: Node, refs: Collection[str]) -> list[str]:
    """The rungs on which rows of evidence were merged into the person, by likelihood or by a reviewer's judgement; of
    all rows merged where there is no evidence by row."""
    rows = str(person.get("merged_rows") or "").split()
    merged = [row.rpartition(":") for row in rows]
    return [rung for ref, _, rung in merged if ref in refs or not refs]


def rung_of_person(person: Node) -> str:
    """L1: valid ID and one name; L2: valid ID, several names; L3: masked ID, name and place; L5: name and place."""
    if person.get("id_valid") is True:
        names = person.get("name_count")
        return "L2" if isinstance(names, int) and names > 1 else "L1"
    return "L3" if person.get("id_state") == "masked" else "L5"
