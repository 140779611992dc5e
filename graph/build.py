"""Records → graph in an engine, in one call."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from cluegraph.graph.engine import Engine, GraphFiles
from cluegraph.graph.identity.people import People
from cluegraph.graph.project import project
from cluegraph.graph.reference import Reference

_PREFIX = "graph-parts-"


def build_graph(
    frames: Mapping[str, pl.LazyFrame],
    reference: Reference,
    engine: Engine,
    data: str,
    scratch: Path | None = None,
    people: People | None = None,
) -> None:
    """Projects the records (kind → rows) and replaces the engine's graph by the result.

    `data` is what `engine.data()` says afterwards; `scratch` is as in `projected_graph`, `people` as in
    `project`. Raises `EngineError`,
    `ModelError`.
    """
    with projected_graph(frames, reference, data, scratch, people) as files:
        engine.rebuild(files)


@contextmanager
def projected_graph(
    frames: Mapping[str, pl.LazyFrame],
    reference: Reference,
    data: str,
    scratch: Path | None = None,
    people: People | None = None,
) -> Iterator[GraphFiles]:
    """The projected records as files, which hold personal data: they live in a folder of their own inside `scratch` and
    are gone at the end.

    What an earlier call left there when it was killed is taken away first, so only one may use a `scratch` at a time.
    Without it they live in the system's temporary folder.
    """
    if scratch is not None:
        for leftover in scratch.glob(f"{_PREFIX}*"):
            shutil.rmtree(leftover, ignore_errors=True)
    with TemporaryDirectory(prefix=_PREFIX, dir=scratch, ignore_cleanup_errors=True) as folder:
        yield project(frames, reference, Path(folder), data, people)
