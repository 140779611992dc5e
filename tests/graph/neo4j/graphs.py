"""Small made-up graphs as projected files, engines on a server, and what a graph holds, to be compared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from cluegraph.graph.engine import END, START, Engine, GraphFiles
from cluegraph.graph.model import model
from cluegraph.graph.neo4j.address import parse_address
from cluegraph.graph.neo4j.engine import Neo4jEngine
from cluegraph.graph.neo4j.login import Login
from cluegraph.graph.sink import NodePart, RelationshipPart, Sink
from server.process import Server
from tests.servers import connected

OWNER = "甲区"
PAID, KIN = ("PAID_TO", "Payment", "Person"), ("KIN", "Person", "Person")
Rows = Sequence[dict[str, Any]]


def engine_on(server: Server, kept: Path, owner: str = OWNER, *, address: str = "", **more: Any) -> Neo4jEngine:
    """An engine of a workspace (`owner`, `kept`) on the server, routed unless another address is given."""
    login = Login(server.username, server.password)
    return Neo4jEngine(parse_address(address or server.routed), login, owner, kept, **more)


def graph_files(
    folder: Path, data: str, nodes: Mapping[str, Rows], relationships: Mapping[tuple[str, str, str], Rows] | None = None
) -> GraphFiles:
    """A graph in the vocabulary's layout; rows are dicts of the properties, relationships with `_from` and `_to`."""
    folder.mkdir(parents=True, exist_ok=True)
    sink = Sink(folder, model())
    for label, rows in nodes.items():
        sink.add([NodePart(label, pl.LazyFrame(rows, infer_schema_length=None), own=True)], len(rows))
    for ends, rows in (relationships or {}).items():
        sink.add([RelationshipPart(ends, pl.LazyFrame(rows, infer_schema_length=None), same=None)], len(rows))
    return sink.finish(data)


def people(count: int, **properties: Any) -> list[dict[str, Any]]:
    return [{"key": f"人{at}", "name": f"张{at}", **properties} for at in range(count)]


def payments(count: int, fen: int = 100) -> list[dict[str, Any]]:
    return [{"key": f"付{at}", "kind": "subsidy", "amount_fen": fen + at, "remark": None} for at in range(count)]


def paid(count: int, among: int) -> list[dict[str, Any]]:
    """Payment i to person i modulo `among`."""
    return [{START: f"付{at}", END: f"人{at % among}", "row": at + 1} for at in range(count)]


def big_graph(folder: Path, data: str, persons: int, each: int = 3, fen: int = 100) -> GraphFiles:
    """`persons` people, `each` payments to each of them and a kin: `persons` × (2 + 2 × `each`) elements."""
    kin = [{START: f"人{at}", END: f"人{(at + 1) % persons}", "relation": "父子", "row": at} for at in range(persons)]
    total = persons * each
    return graph_files(
        folder,
        data,
        {"Person": people(persons), "Payment": payments(total, fen)},
        {PAID: paid(total, persons), KIN: kin},
    )


def content(engine: Engine) -> dict[str, list[str]]:
    """Every node and relationship with all of its properties, as sorted JSON lines, by label and by type with ends."""
    found: dict[str, list[str]] = {}
    for label in model().nodes:
        rows = engine.query(f"MATCH (n:`{label}`) RETURN n").rows
        found[label] = sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    for kind in model().relationships.values():
        for start, end in kind.ends:
            rows = engine.query(f"MATCH (a:`{start}`)-[r:`{kind.type}`]->(b:`{end}`) RETURN a.key, b.key, r").rows
            lines = sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
            found[f"{kind.type}-{start}-{end}"] = lines
    return {name: lines for name, lines in found.items() if lines}


def digest(server: Server) -> list[list[Any]]:
    """Counts and sums of the whole graph on the server, past cluegraph: by label, by type, and of what is its own."""
    with connected(server) as driver:
        asked = (
            "MATCH (n) WHERE NOT n:_Meta RETURN labels(n) AS what, count(n) AS found, count(DISTINCT n.key) AS keys, "
            "sum(size(keys(n))) AS properties, sum(coalesce(n.amount_fen, 0)) AS fen ORDER BY what",
            "MATCH (a)-[r]->(b) RETURN type(r) AS what, count(r) AS found, count(DISTINCT a.key + ' ' + b.key) AS keys,"
            " sum(size(keys(r))) AS properties, sum(coalesce(r.row, 0)) AS fen ORDER BY what",
        )
        return [list(record.values()) for query in asked for record in driver.execute_query(query).records]


def log_size(server: Server) -> int:
    """Bytes of the server's transaction log: every transaction that writes anything makes it grow."""
    return sum(path.stat().st_size for path in server.home.glob("data/transactions/neo4j/neostore.transaction.db.*"))


def clear(server: Server) -> None:
    """Takes the data away and leaves the constraints, which take long to make."""
    with connected(server) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 20000 ROWS").consume()
