"""Real Neo4j servers for the tests: one of each release a session, none left behind.

A test that takes the fixture `neo4j_server` runs once on each release, on an empty graph; `@pytest.mark.keeps_graph`
leaves the graph alone, for tests that share what a fixture of theirs loaded (which then begins with `empty(server)`).
A test that stops, kills or fills a server makes its own with `own_server`, in its `tmp_path`, and says
`@on_release("5.26")`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from filelock import FileLock, Timeout
from neo4j import Driver, GraphDatabase

from cluegraph.errors import EngineError
from server.jars import install
from server.java import java_of
from server.process import Server
from server.releases import RELEASES, Release

DEMANDED: Final = "CLUEGRAPH_DEMAND_SERVERS"
# Two servers on two busy cores take a minute to start.
_PATIENCE: Final = 300.0
_SMALL: Final = {"server.memory.pagecache.size": "128m"}
TOO_OLD: Final = Release(
    "too old", "5.10.0", java=17, java_most=21, settings={"server.config.strict_validation.enabled": "false"}
)
"""A server from before what cluegraph supports; it does not know every setting of the safe configuration."""
_HERE: Final = {**RELEASES, TOO_OLD.name: TOO_OLD}


def demanded() -> bool:
    """Whether a test that lacks what it runs on fails here instead of being skipped."""
    return os.environ.get(DEMANDED) == "1"


def on_release(name: str) -> pytest.MarkDecorator:
    """Puts a test beside the others of a release, so that no two workers run servers of one release at a time."""
    return pytest.mark.xdist_group(f"neo4j-{name}")


def every_release() -> list[object]:
    """The releases as parameters of a fixture or a test."""
    return [pytest.param(name, marks=on_release(name)) for name in RELEASES]


def release_here(name: str) -> Release:
    """A release that runs on this machine; else the test is skipped with the reason, or fails where it is demanded."""
    release = _HERE[name]
    try:
        java_of(release)
        install(release)
    except EngineError as problem:
        reason = f"Neo4j {release.version}: {problem.sentence()}"
        if demanded():
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return release


@contextmanager
def own_server(
    name: str, home: Path, *, heap: str = "512m", extra_settings: Mapping[str, str] | None = None, started: bool = True
) -> Iterator[Server]:
    """A server for one test, gone after it, with its files."""
    server = Server(release_here(name), home, heap=heap, extra_settings={**_SMALL, **(extra_settings or {})})
    try:
        if started:
            server.start(_PATIENCE)
        yield server
    finally:
        server.kill()
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def shared_server(name: str, base: Path) -> Iterator[Server]:
    """The server of a release for a whole session; `base` is a folder that all workers of the session see."""
    lock = FileLock(base / f"neo4j-{name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        pytest.fail(f"another worker runs Neo4j {name} already: run pytest with --dist loadgroup", pytrace=False)
    with lock, own_server(name, base / f"neo4j-{name}", heap="768m") as server:
        yield server


def empty(server: Server) -> None:
    """Takes every node, constraint and index out of the server's graph; starts it again where a test left it dead."""
    if not server.running():
        server.start(_PATIENCE)
    with connected(server) as driver:
        with driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 20000 ROWS").consume()
        for kind in ("CONSTRAINT", "INDEX"):
            listed = f"SHOW {kind} YIELD name, type WHERE type <> 'LOOKUP' RETURN name"
            for (name,) in driver.execute_query(listed).records:
                driver.execute_query(f"DROP {kind} `{name}` IF EXISTS")


@contextmanager
def connected(server: Server) -> Iterator[Driver]:
    """A driver of the server, for looking at its graph past cluegraph."""
    with GraphDatabase.driver(server.address, auth=(server.username, server.password)) as driver:
        yield driver
