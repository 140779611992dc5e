"""A small graph from the rows of one case, by the same cleaning and projection as loaded files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from cluegraph.graph.build import build_graph
from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.graph.engine import Engine
from cluegraph.graph.reference import Reference
from cluegraph.loaders.frames import records_from_rows
from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.queries.cases import Rows
from cluegraph.queries.settings_data import read_reference


@contextmanager
def graph_of(rows: Rows, settings: Mapping[str, Any], folder: Path) -> Iterator[Engine]:
    """The embedded engine over the rows, made in `folder`; `settings` as in a county's two files."""
    with closing(EmbeddedEngine(folder / "graph.lbdb")) as engine:
        fill(engine, rows, settings, folder)
        yield engine


def fill(engine: Engine, rows: Rows, settings: Mapping[str, Any], folder: Path) -> None:
    """Makes the graph of the rows on any engine; `folder` is for its work."""
    kinds = shipped_kinds()
    frames = {kind: records_from_rows(kind, of_kind, kinds).lazy() for kind, of_kind in rows.items()}
    build_graph(frames, _reference(settings, folder), engine, "fixture", folder)


def _reference(settings: Mapping[str, Any], folder: Path) -> Reference:
    """The case's settings go through the same strict reader as a county's."""
    for name, part in (("programmes.yml", "programmes"), ("thresholds.yml", "limits")):
        if part in settings:
            with (folder / name).open("w", encoding="utf-8") as file:
                YAML(typ="safe").dump({part: settings[part]}, file)
    return read_reference(folder / "programmes.yml", folder / "thresholds.yml")
