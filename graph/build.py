"""Records → graph in an engine, in one call."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from cluegraph.graph.engine import Engine
from cluegraph.graph.project import project
from cluegraph.graph.reference import Reference

_PREFIX = "graph-parts-"


def build_graph(
    frames: Mapping[str, pl.LazyFrame], reference: Reference, engine: Engine, data: str, scratch: Path | None = None
) -> None:
    """Projects the records (kind → rows) and replaces the engine's graph by the result.

    `data` is what `engine.data()` says afterwards. The projected files, which hold personal data, live in a folder of
    their own inside `scratch` and are gone at the end; what an earlier build left there when it was killed is taken
    away first, so only one build may use a `scratch` at a time. Without it they live in the system's temporary folder.
    Raises `EngineError`, `ModelError`.
    """
    if scratch is not None:
        for leftover in scratch.glob(f"{_PREFIX}*"):
            shutil.rmtree(leftover, ignore_errors=True)
    with TemporaryDirectory(prefix=_PREFIX, dir=scratch, ignore_cleanup_errors=True) as folder:
        engine.rebuild(project(frames, reference, Path(folder), data))
