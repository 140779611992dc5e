"""Records → graph in an engine, in one call."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from cluegraph.graph.engine import Engine
from cluegraph.graph.project import project
from cluegraph.graph.reference import Reference


def build_graph(
    frames: Mapping[str, pl.LazyFrame], reference: Reference, engine: Engine, data: str, scratch: Path | None = None
) -> None:
    """Projects the records (kind → rows) and replaces the engine's graph by the result.

    `data` is what `engine.data()` says afterwards. The projected files live in a temporary folder inside `scratch`
    (default: the system's) and are gone at the end. Raises `EngineError`, `ModelError`.
    """
    with TemporaryDirectory(prefix="cluegraph-", dir=scratch, ignore_cleanup_errors=True) as folder:
        engine.rebuild(project(frames, reference, Path(folder), data))
