"""The embedded engine and a Neo4j server beside each other, in one run: loading, each rule, neighbourhoods.

`python -m bench.engines WORKSPACE [--release 5.26|newest]`
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.graph.engine import Engine, GraphFiles, Limits
from cluegraph.graph.neo4j.address import parse_address
from cluegraph.graph.neo4j.engine import Neo4jEngine
from cluegraph.graph.neo4j.login import Login
from cluegraph.graph.neo4j.plan import totals
from cluegraph.graphs import projected
from cluegraph.loaders.store import Records
from cluegraph.queries.library import read_library
from cluegraph.queries.run import RunSettings, check
from cluegraph.workspace import Workspace
from server.process import Server
from server.releases import RELEASES

NEIGHBOURHOODS = 200
HEAP = "2g"
_AROUND = "MATCH (a:Person {key: $key}) MATCH (a)-[r]-(b) RETURN a, r, b"
_LIMITS = Limits(seconds=600.0, rows=100_000)


@dataclass(frozen=True)
class Speed:
    """What one engine took, in seconds; `rules` by id, `around` one neighbourhood each."""

    name: str
    load: float
    again: float
    rules: dict[str, float]
    around: list[float]


def measure(engine: Engine, files: GraphFiles, records: Records, keys: list[str]) -> Speed:
    """Loads, loads again (nothing has changed), runs all rules that have their data, asks for neighbourhoods.

    The rules run once before they are timed: a server reads its plans and its pages at the first time.
    """
    load = _seconds(lambda: engine.rebuild(files))
    again = _seconds(lambda: engine.rebuild(files))
    library = read_library()
    check(engine, records, library, None, RunSettings(limits=_LIMITS))
    run = check(engine, records, library, None, RunSettings(limits=_LIMITS))
    around = [_seconds(lambda key=key: engine.query(_AROUND, {"key": key}, _LIMITS)) for key in keys]
    rules = {result.id: result.seconds for result in run.results if result.status == "ran"}
    return Speed(engine.name, load, again, rules, around)


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _people(engine: Engine) -> list[str]:
    """People spread over the whole graph."""
    found = engine.query("MATCH (p:Person) RETURN p.key ORDER BY p.key", limits=Limits(600.0, 10_000_000)).rows
    step = max(1, len(found) // NEIGHBOURHOODS)
    return [str(row[0]) for row in found[::step]][:NEIGHBOURHOODS]


def show(root: Path, release: str = "5.26") -> None:
    """Prints both engines' figures for a workspace."""
    workspace = Workspace(root)
    records = Records(workspace)
    with tempfile.TemporaryDirectory() as scratch, projected(workspace) as files:
        nodes, relationships = totals(files)
        print(f"  {nodes:,} nodes and {relationships:,} relationships")
        with closing(EmbeddedEngine(Path(scratch) / "graph.lbdb")) as engine:
            engine.rebuild(files)
            keys = _people(engine)
            embedded = measure(engine, files, records, keys)
        server = Server(RELEASES[release], Path(scratch) / "home", heap=HEAP)
        server.start()
        try:
            with closing(_neo4j(server, Path(scratch) / "sent")) as engine:
                neo4j = measure(engine, files, records, keys)
        finally:
            server.stop()
    _print(embedded, neo4j, nodes + relationships)


def _neo4j(server: Server, kept: Path) -> Neo4jEngine:
    return Neo4jEngine(parse_address(server.routed), Login(server.username, server.password), "bench", kept)


def _print(embedded: Speed, neo4j: Speed, elements: int) -> None:
    print(f"  {'':28} {embedded.name:>28} {neo4j.name:>48}")
    pace = f"({elements / neo4j.load:,.0f} elements/s; aim: 20,000)"
    print(f"  {'load':28} {embedded.load:26.2f} s {neo4j.load:46.2f} s   {pace}")
    print(f"  {'load, nothing changed':28} {embedded.again:26.2f} s {neo4j.again:46.2f} s")
    for rule, seconds in embedded.rules.items():
        print(f"  {rule:28} {seconds:26.2f} s {neo4j.rules.get(rule, float('nan')):46.2f} s")
    print(f"  {'all rules':28} {sum(embedded.rules.values()):26.2f} s {sum(neo4j.rules.values()):46.2f} s")
    for name, part in (("p50", 0.50), ("p95", 0.95)):
        one, other = (_quantile(speed.around, part) * 1000 for speed in (embedded, neo4j))
        print(f"  {f'neighbourhood {name} of {len(embedded.around)}':28} {one:25.1f} ms {other:45.1f} ms")


def _quantile(values: list[float], part: float) -> float:
    return statistics.quantiles(values, n=100)[round(part * 100) - 1]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.engines")
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--release", choices=sorted(RELEASES), default="5.26")
    given = parser.parse_args()
    show(given.workspace, given.release)
