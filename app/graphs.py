"""The graph of a workspace: opened for reading, and made anew when the records or the settings have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from cluegraph import __version__
from cluegraph.errors import UsageError
from cluegraph.graph.build import build_graph, projected_graph
from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.graph.engine import Engine, GraphFiles, Progress, silent
from cluegraph.graph.reference import Reference
from cluegraph.i18n import Text
from cluegraph.identities import digest_of_people, frames_of, people_of, resolve_if_stale
from cluegraph.loaders.store import Records
from cluegraph.queries.settings_data import reference_of
from cluegraph.workspace import Workspace

EMBEDDED = "embedded"


def current_engine(workspace: Workspace, name: str, progress: Progress = silent) -> Engine:
    """The engine with a graph that holds what is loaded now; makes the graph anew where it is out of date.

    Raises `UsageError` for an engine that there is not, `WorkspaceBusy` where the graph has to be made and another
    process is writing; `GraphOfOthers` where a server holds the graph of another workspace, `EngineError`.
    """
    engine = engine_of(workspace, name, progress=progress)
    with _closed_on_error(engine):
        refresh(workspace, engine)
    return engine


def checking_engine(workspace: Workspace, name: str, progress: Progress = silent) -> Engine:
    """As `current_engine`, after people with covered or no IDs have been resolved. Loading never merges anybody."""
    resolve_if_stale(workspace)
    return current_engine(workspace, name, progress)


def loading_engine(workspace: Workspace, name: str, progress: Progress = silent) -> Engine:
    """The engine for a load that is about to begin; on a server it will take the place of another workspace's graph.

    A server is asked for a sign of life, so that nothing is begun that cannot be ended. Raises as `current_engine`.
    """
    engine = engine_of(workspace, name, take_over=True, progress=progress)
    if name != EMBEDDED:
        with _closed_on_error(engine):
            engine.data()
    return engine


def refresh(workspace: Workspace, engine: Engine) -> None:
    """Makes the graph anew if it does not hold what is loaded now. Raises `WorkspaceBusy`, `EngineError`."""
    if engine.data() != expected_data(workspace):
        with workspace.writing():
            _refresh(workspace, engine)


def engine_of(workspace: Workspace, name: str, *, take_over: bool = False, progress: Progress = silent) -> Engine:
    """The engine that a name means, whatever graph it holds. Raises `UsageError`, `LoginRefused`."""
    if name == EMBEDDED:
        return EmbeddedEngine(workspace.graph)
    from cluegraph.graph.neo4j.address import is_address, parse_address

    if not is_address(name):
        raise UsageError(
            Text(f"没有“{name}”这种引擎", f'there is no engine "{name}"'),
            Text(
                "请用 --engine embedded 或 --engine neo4j://主机:7687。", "use --engine embedded or neo4j://host:7687."
            ),
        )
    address = parse_address(name)
    from cluegraph.graph.neo4j.engine import Neo4jEngine
    from cluegraph.graph.neo4j.login import login_from

    return Neo4jEngine(
        address, login_from(), workspace.identity(), workspace.sent, take_over=take_over, progress=progress
    )


@contextmanager
def projected(workspace: Workspace) -> Iterator[GraphFiles]:
    """The graph of what is loaded now as files, which are gone afterwards. Holds the right to write."""
    with workspace.writing():
        records, settings = Records(workspace), reference_of(workspace)
        people = people_of(workspace, records, settings)
        with projected_graph(frames_of(records), settings, expected_data(workspace), workspace.root, people) as files:
            yield files


def expected_data(workspace: Workspace) -> str:
    """What `engine.data()` says of a graph that holds what is loaded now."""
    return _expected(workspace, Records(workspace), reference_of(workspace))


@contextmanager
def _closed_on_error(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.close()
        raise


def _refresh(workspace: Workspace, engine: Engine) -> None:
    """Another process may have made the graph before this one had the right to write."""
    records, settings = Records(workspace), reference_of(workspace)
    expected = _expected(workspace, records, settings)
    if engine.data() != expected:
        people = people_of(workspace, records, settings)
        build_graph(frames_of(records), settings, engine, expected, workspace.root, people)


def _expected(workspace: Workspace, records: Records, settings: Reference) -> str:
    """SHA-256 of all that the graph is made from: the loaded data, the settings, this version of the projection, and
    who is merged or linked."""
    parts = [records.data(), repr(settings), __version__]
    if digest := digest_of_people(workspace, records, settings):
        parts.append(digest)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
