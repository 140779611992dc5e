"""A small graph from the rows of one case, by the same cleaning and projection as loaded files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import polars as pl
from ruamel.yaml import YAML

from cluegraph.graph.build import build_graph
from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.graph.engine import Engine
from cluegraph.graph.reference import Reference
from cluegraph.loaders.clean_money import amount_in
from cluegraph.loaders.frames import records_from_rows
from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.store import PROVENANCE, TOTALS
from cluegraph.queries.cases import Rows
from cluegraph.queries.settings_data import read_reference

SHEET_TOTAL = "sheet_total"
"""Beside the kinds of record, a case may give what sheets say that they add up to: `stated`, `words`, `loaded` and
`quarantined_amount` in yuan, `quarantined`, `unread`, `several`, `hidden`, and the `path` and `sheet`."""


@contextmanager
def graph_of(rows: Rows, settings: Mapping[str, Any], folder: Path) -> Iterator[Engine]:
    """The embedded engine over the rows, made in `folder`; `settings` as in a county's two files."""
    with closing(EmbeddedEngine(folder / "graph.lbdb")) as engine:
        fill(engine, rows, settings, folder)
        yield engine


def fill(engine: Engine, rows: Rows, settings: Mapping[str, Any], folder: Path) -> None:
    """Makes the graph of the rows on any engine; `folder` is for its work."""
    kinds = shipped_kinds()
    frames = {
        kind: records_from_rows(kind, of_kind, kinds).lazy() for kind, of_kind in rows.items() if kind != SHEET_TOTAL
    }
    frames[SHEET_TOTAL] = _totals(rows.get(SHEET_TOTAL, ()))
    build_graph(frames, _reference(settings, folder), engine, "fixture", folder)


def _totals(rows: Iterable[Mapping[str, Any]]) -> pl.LazyFrame:
    made = [
        {
            "key": f"{row['path']}#{row['sheet']}",
            "name": f"{row['path']}《{row['sheet']}》",
            "stated_fen": amount_in(row.get("stated", "")),
            "words_fen": amount_in(row.get("words", "")),
            "loaded_fen": amount_in(row["loaded"]),
            "quarantined": int(row.get("quarantined", 0)),
            "quarantined_fen": amount_in(row.get("quarantined_amount", "0")),
            "unread": int(row.get("unread", 0)),
            "several": bool(row.get("several", False)),
            "hidden": bool(row.get("hidden", False)),
            "words_ref": None,
            "source": "0" * 64,
            "path": row["path"],
            "sheet": row["sheet"],
            "row": number,
            "ref": f"{SHEET_TOTAL}:{number}",
        }
        for number, row in enumerate(rows, start=1)
    ]
    return pl.LazyFrame(made, schema=TOTALS | PROVENANCE)


def _reference(settings: Mapping[str, Any], folder: Path) -> Reference:
    """The case's settings go through the same strict reader as a county's."""
    for name, part in (("programmes.yml", "programmes"), ("thresholds.yml", "limits")):
        if part in settings:
            with (folder / name).open("w", encoding="utf-8") as file:
                YAML(typ="safe").dump({part: settings[part]}, file)
    return read_reference(folder / "programmes.yml", folder / "thresholds.yml")
