"""The graph of a workspace: opened for reading, and made anew when the records or the settings have changed."""

from __future__ import annotations

import hashlib

from cluegraph import __version__
from cluegraph.errors import EngineError
from cluegraph.graph.build import build_graph
from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.graph.engine import Engine
from cluegraph.graph.reference import Reference
from cluegraph.i18n import Text
from cluegraph.loaders.store import Records
from cluegraph.queries.settings_data import reference_of
from cluegraph.workspace import Workspace


def current_engine(workspace: Workspace, name: str) -> Engine:
    """The engine with a graph that holds what is loaded now; makes the graph anew where it is out of date.

    Raises `EngineError` for an engine that this version does not have, `WorkspaceBusy` where the graph has to be made
    and another process is writing.
    """
    engine = _engine(workspace, name)
    if _out_of_date(workspace, engine):
        refresh(workspace, name)
    return engine


def refresh(workspace: Workspace, name: str) -> None:
    """Makes the graph anew from the records, if it does not hold them already. Raises `WorkspaceBusy`."""
    with workspace.writing():
        engine = _engine(workspace, name)
        if _out_of_date(workspace, engine):
            _build(workspace, engine)


def _build(workspace: Workspace, engine: Engine) -> None:
    records = Records(workspace)
    settings = reference_of(workspace)
    frames = {kind: records.frame(kind) for kind in records.kinds()}
    build_graph(frames, settings, engine, _expected(records, settings), workspace.root)


def _out_of_date(workspace: Workspace, engine: Engine) -> bool:
    return engine.data() != _expected(Records(workspace), reference_of(workspace))


def _expected(records: Records, settings: Reference) -> str:
    """SHA-256 of all that the graph is made from: the loaded data, the settings, and this version of the projection."""
    parts = (records.data(), repr(settings), __version__)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _engine(workspace: Workspace, name: str) -> Engine:
    if name == "embedded":
        return EmbeddedEngine(workspace.graph)
    raise EngineError(
        Text(f"这个版本没有“{name}”引擎", f'this version has no engine "{name}"'),
        Text("请用 --engine embedded，或不写 --engine。", "use --engine embedded, or leave --engine out."),
    )
