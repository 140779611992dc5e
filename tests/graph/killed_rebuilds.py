"""Run by test_rebuild.py: rebuilds a graph over and over in a child that is killed at a random moment, twenty times,
and looks after each kill whether the graph is whole. Argument: a JSON file with the graphs' files and their counts.

The children are forked from this process while it has one thread only, so that no second is lost on starting Python.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.graph.engine import GraphFiles
from cluegraph.graph.rebuild import replace_graph

KILLS = 20


def graph_files(description: dict[str, Any]) -> GraphFiles:
    nodes = {label: tuple(map(Path, paths)) for label, paths in description["nodes"].items()}
    relationships = {
        tuple(ends.split("-")): tuple(map(Path, paths)) for ends, paths in description["relationships"].items()
    }
    return GraphFiles(nodes, relationships, description["data"])  # type: ignore[arg-type]


def rebuild_for_ever(path: Path, graphs: list[dict[str, Any]]) -> None:
    while True:
        for description in graphs:
            replace_graph(path, graph_files(description))


def is_whole(path: Path, graphs: list[dict[str, Any]]) -> bool:
    """Whether the graph is one of the two, with all of its payments and relationships."""
    engine = EmbeddedEngine(path)
    expected = {description["data"]: description["payments"] for description in graphs}
    (payments,) = engine.query("MATCH (x:Payment) RETURN count(x)").rows
    (paid,) = engine.query("MATCH (x:Payment)-[r:PAID_TO]->(p:Person) RETURN count(r)").rows
    return payments == paid == [expected[str(engine.data())]]


def in_child(work: Any, *arguments: Any) -> int:
    """Forks; the child does the work and ends with 0 where it is true."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 0 if work(*arguments) else 1
        finally:
            os._exit(code)
    return child


def main(job: dict[str, Any]) -> int:
    path, graphs, chance = Path(job["path"]), job["graphs"], random.Random(job["seed"])
    for _ in range(KILLS):
        child = in_child(rebuild_for_ever, path, graphs)
        time.sleep(chance.uniform(0.02, 0.5))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        looker = in_child(is_whole, path, graphs)
        if os.waitpid(looker, 0)[1] != 0:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
