"""What the graph makes of a resolution: one person, his own name and number, and links that nothing else rests on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from cluegraph.graph.build import build_graph
from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.graph.identity.gather import mentions_of
from cluegraph.graph.identity.people import People
from cluegraph.graph.identity.resolution import resolve
from cluegraph.graph.reference import Reference

ZHANG, MASKED = "330299197001010018", "330299********0018"


def resolved(
    records: Callable[..., pl.LazyFrame], folder: Path, kinds: dict[str, list[dict[str, Any]]]
) -> EmbeddedEngine:
    frames = {kind: records(kind, rows) for kind, rows in kinds.items()}
    found = resolve(mentions_of(frames, Reference()))
    engine = EmbeddedEngine(folder / "graph.lbdb")
    build_graph(frames, Reference(), engine, "data", people=People(found.merges, found.links))
    return engine


def test_merged_rows_lead_to_the_person_with_the_number(records: Any, tmp_path: Path) -> None:
    village = {"village": "上坪村", "township": "柳溪镇"}
    paid = {"programme": "高龄津贴", "year": 2023, "amount_fen": 100, **village}
    kinds: dict[str, list[dict[str, Any]]] = {
        "cadre": [{"name": "陈国华", "id_no": MASKED, "post": "村主任", "from": None, "to": None, **village}],
        "subsidy": [{"name": "陳國華", "id_no": ZHANG, **paid}, {"name": "陈国华", "id_no": None, **paid}],
    }
    engine = resolved(records, tmp_path, kinds)
    try:
        posts = engine.query("MATCH (p:Person)-[:HOLDS_POST]->(v:Village) RETURN p.key, p.merged, p.merged_rows").rows
        assert posts == [[ZHANG, "L3", "cadre:1:L3"]]
        (person,) = engine.query(
            "MATCH (p:Person) WHERE p.key = $key RETURN p.name, p.id_no, p.name_count", {"key": ZHANG}
        ).rows
        assert person == ["陳國華", ZHANG, 1]
        maybe = engine.query("MATCH (p:Person)-[r:MAYBE_SAME_AS]->(q:Person) RETURN p.key, q.key, r.score").rows
        ((start, end, score),) = maybe
        assert (start, end) == ("陈国华@柳溪镇·上坪村", ZHANG)
        assert 0.2 <= float(str(score)) < 0.995
    finally:
        engine.close()
