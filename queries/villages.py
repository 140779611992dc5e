"""Which villages findings concern: those among the subjects and those whose lists hold the cited rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cluegraph.graph.engine import Engine, Limits
from cluegraph.queries.clue import Clue
from cluegraph.queries.findings import Finding
from cluegraph.queries.rule import Rule
from cluegraph.queries.subjects import Nodes

BATCH = 20_000
_LOOK_UP = Limits(seconds=120.0, rows=BATCH * 2)
_LISTS = ("Payment", "PublishedEntry")


def concerns(clue: Clue, village: str) -> bool:
    """Whether a clue is about a village, written `township·village` where several bear its name."""
    township, _, name = village.rpartition("·")
    keys = [key for key in clue.village_keys if key.rpartition("·")[2] == name]
    return name in clue.villages and (not township or not keys or village in keys)


class Village(NamedTuple):
    """A village by its name and the key of its node."""

    name: str
    key: str


def villages_of_rows(engine: Engine, found: Iterable[Finding]) -> dict[str, Village]:
    """The village for each cited row that stands on a village's list."""
    refs = sorted({ref for finding in found for ref in finding.refs})
    villages: dict[str, Village] = {}
    for start in range(0, len(refs), BATCH):
        for label in _LISTS:
            villages |= _batch(engine, label, refs[start : start + BATCH])
    return villages


def _batch(engine: Engine, label: str, refs: list[str]) -> dict[str, Village]:
    text = (
        f"UNWIND $refs AS r MATCH (x:{label}) WHERE x.key = r "
        "MATCH (x)-[:LISTED_BY]->(v:Village) RETURN x.key AS ref, v.name AS village, v.key AS key"
    )
    rows = engine.query(text, {"refs": refs}, _LOOK_UP).rows
    return {str(ref): Village(str(name), str(key)) for ref, name, key in rows}


def villages_of(rule: Rule, finding: Finding, nodes: Nodes, of_rows: Mapping[str, Village]) -> set[Village]:
    """The villages that one finding concerns."""
    columns = [column for column, subject in rule.subjects.items() if subject.label == "Village"]
    keys = {key for column in columns for key in finding.subjects[column]}
    named = {Village(nodes.name("Village", key), key) for key in keys}
    return named | {of_rows[ref] for ref in finding.refs if ref in of_rows}
