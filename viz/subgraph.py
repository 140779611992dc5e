"""Which part of the graph a picture shows: a clue's own, or the surroundings of a person, company or village."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cluegraph.errors import UsageError
from cluegraph.graph.engine import Engine, Limits, Result, Value
from cluegraph.i18n import Text
from cluegraph.queries.clue import Clue, ClueSubject
from cluegraph.queries.picture import picture_of
from cluegraph.queries.rule import Rule
from cluegraph.queries.run import Evidence
from cluegraph.viz.condense import CARRIERS
from cluegraph.viz.evidence import cited, row_of
from cluegraph.viz.gather import gather
from cluegraph.viz.model import Network, Node
from cluegraph.viz.vocabulary import Kinds, Vocabulary

LIMITS = Limits(seconds=60.0, rows=20_000)
MOST_HOPS = 4
_THROUGH_NOT = frozenset({"Programme", "Township", "SourceFile", "Village", "Unit"})
_NOT_DRAWN = frozenset({"KIN_WITHIN", "IN_TOWNSHIP", "DEATH_RECORDED_IN", "REGISTERED_IN", "NAMED", "EXCLUDES"})
_CUT = Text(
    f"查询结果超过 {LIMITS.rows} 行，图上只有其中一部分。",
    f"More than {LIMITS.rows} rows came back; part of them is drawn.",
)


@dataclass(frozen=True)
class Start:
    """Where a neighbourhood begins."""

    label: str
    key: str
    name: str


def clue_network(clue: Clue, rule: Rule, engine: Engine, records: Evidence, vocabulary: Kinds) -> Network:
    """The rule's picture query on this clue's values; where it has none or shows no cited row, the cited rows.

    Every subject of the clue is in the picture, with its role, and every cited row is in its evidence.
    """
    return clues_network([(clue, rule)], engine, records, vocabulary)


def clues_network(clues: Sequence[tuple[Clue, Rule]], engine: Engine, records: Evidence, vocabulary: Kinds) -> Network:
    """The networks of several clues as one: each with its rule."""
    results = [result for clue, rule in clues for result in clue_results(clue, rule, engine, records, vocabulary)]
    subjects = [subject for clue, _ in clues for subject in clue.subjects]
    focus = {f"{subject.label}:{subject.node}" for subject in subjects if not subject.shown}
    network = gather(results, vocabulary, focus)
    network = replace(network, nodes=tuple(_with_role(node, _roles(subjects)) for node in network.nodes))
    rows = tuple({record.ref: row_of(record) for clue, _ in clues for record in clue.records}.values())
    return cited(_noted(replace(network, cited=rows), results), records)


def _roles(subjects: Sequence[ClueSubject]) -> dict[str, str]:
    """Why each node is there; several reasons are joined."""
    roles: dict[str, list[str]] = {}
    for subject in subjects:
        roles.setdefault(f"{subject.label}:{subject.node}", []).append(str(subject.role))
    return {node: "、".join(dict.fromkeys(said)) for node, said in roles.items()}


def clue_results(clue: Clue, rule: Rule, engine: Engine, records: Evidence, vocabulary: Kinds) -> list[Result]:
    """What the engine says of a clue: the rule's picture, its subjects, and the cited rows that are not in these."""
    results = [picture_of(clue, rule, engine, records.last_day_no(), LIMITS), *_subjects(clue, engine)]
    shown = {row.place for row in gather(results, vocabulary).rows()}
    if shown.isdisjoint(row_of(record).place for record in clue.records):
        results += _cited_rows(clue, engine, vocabulary)
    return results


def _with_role(node: Node, roles: Mapping[str, str]) -> Node:
    return replace(node, role=roles[node.id]) if node.id in roles else node


def _noted(network: Network, results: Sequence[Result]) -> Network:
    return replace(network, notes=(*network.notes, _CUT)) if any(result.cut for result in results) else network


def _subjects(clue: Clue, engine: Engine) -> list[Result]:
    keys: dict[str, list[str]] = {}
    for subject in clue.subjects:
        keys.setdefault(subject.label, []).append(subject.node)
    return [engine.query(_nodes(label), {"keys": found}, LIMITS) for label, found in keys.items()]


def _nodes(label: str) -> str:
    return f"UNWIND $keys AS wanted MATCH (n:{label} {{key: wanted}}) RETURN n"


def _cited_rows(clue: Clue, engine: Engine, vocabulary: Kinds) -> list[Result]:
    refs = sorted({record.ref for record in clue.records})
    labels = [kind.label for kind in vocabulary.nodes.values() if kind.record]
    text = "UNWIND $keys AS wanted MATCH (x:{}) WHERE x.ref = wanted MATCH (x)-[r]->(n) RETURN x, r, n"
    return [engine.query(text.format(label), {"keys": refs}, LIMITS) for label in labels if refs]


def neighbourhood(start: Start, hops: int, engine: Engine, records: Evidence, vocabulary: Vocabulary) -> Network:
    """Everything within `hops` steps (1 to 4) of the start.

    Programmes, villages, units and townships are drawn and not walked through: thousands hang on each. A payment is
    never the last step: whom and what it joins belongs to it. Raises `UsageError` for other numbers of hops.
    """
    if not 1 <= hops <= MOST_HOPS:
        raise UsageError(
            Text(f"--hops 只能是 1 到 {MOST_HOPS}", f"--hops is from 1 to {MOST_HOPS}"),
            Text("请改一个数。", "give another number."),
        )
    results: list[Result] = [engine.query(_nodes(start.label), {"keys": [start.key]}, LIMITS)]
    seen = {f"{start.label}:{start.key}"}
    frontier = {start.label: [start.key]}
    for _ in range(hops):
        found = [_around(label, keys, engine) for label, keys in sorted(frontier.items()) if keys]
        results += found
        frontier = _next(found, seen)
    results += [_around(label, keys, engine) for label, keys in sorted(frontier.items()) if label in CARRIERS]
    network = gather(results, vocabulary, {f"{start.label}:{start.key}"})
    return cited(_noted(network, results), records)


def _around(label: str, keys: Sequence[str], engine: Engine) -> Result:
    text = f"UNWIND $keys AS wanted MATCH (a:{label} {{key: wanted}}) MATCH (a)-[r]-(b) RETURN a, r, b"
    result = engine.query(text, {"keys": sorted(keys)}, LIMITS)
    kept = [row for row in result.rows if _word(row[1], "_type") not in _NOT_DRAWN]
    return Result(result.columns, kept, result.cut)


def _next(results: Sequence[Result], seen: set[str]) -> dict[str, list[str]]:
    frontier: dict[str, list[str]] = {}
    for result in results:
        for _, _, node in result.rows:
            label, key = _word(node, "_label"), _word(node, "key")
            name = f"{label}:{key}"
            if name not in seen:
                seen.add(name)
                if label not in _THROUGH_NOT:
                    frontier.setdefault(label, []).append(key)
    return frontier


def _word(item: Value, field: str) -> str:
    return str(item.get(field, "")) if isinstance(item, dict) else ""
