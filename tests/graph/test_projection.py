"""The projection files: strict, and in step with the vocabulary and the kinds of record."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cluegraph.errors import ModelError
from cluegraph.graph.model import model
from cluegraph.graph.projection import PROJECTION_FOLDER, projections, read_projections

KINDS = [
    "allowance",
    "bid",
    "budget",
    "cadre",
    "company",
    "contract",
    "death",
    "funds_in",
    "household",
    "insurance",
    "kin",
    "land",
    "payment",
    "payroll",
    "property",
    "public_payroll",
    "published",
    "sheet_total",
    "stake",
    "subsidy",
    "tender",
    "tip",
    "transfer",
    "vehicle",
]


def test_every_kind_of_record_has_its_projection() -> None:
    assert sorted(projection.kind for projection in projections()) == KINDS


def test_registers_speak_before_lists() -> None:
    order = [projection.kind for projection in projections()]
    assert order.index("household") < order.index("subsidy")
    assert order.index("company") < order.index("contract") < order.index("payment")


def test_every_relationship_of_the_vocabulary_comes_from_some_kind() -> None:
    written = {link.type for projection in projections() for link in projection.relationships}
    by_the_way = {"IN_TOWNSHIP", "NAMED", "CODED"}
    assert written | by_the_way == {kind.type for kind in model().relationships.values() if not kind.derived}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("type: HOLDS_POST", "type: HOLDS_POTS", "HOLDS_POTS"),
        ("type: HOLDS_POST", "type: KIN_WITHIN", "KIN_WITHIN"),
        ("type: HOLDS_POST", "type: KIN", "KIN"),
        ("to: place", "to: nowhere", "nowhere"),
        ("place: place", "place: nowhere", "nowhere"),
        ("post: post", "job: post", "job"),
        ("{day_no: from}", "{day: from}", "day"),
        ("{day_no: from}", "{day_no: from, value: 1}", "from_day_no"),
        ("party: {", "parties: {", "parties"),
        ("order: 30", "order: first", "order"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "cadre.yml"
    text = (PROJECTION_FOLDER / "cadre.yml").read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ModelError, match=message) as refused:
        read_projections(tmp_path)
    assert refused.value.where.file == "cadre.yml"
    assert refused.value.where.line is not None


def test_a_second_projection_of_a_kind_is_refused(tmp_path: Path) -> None:
    for name in ("cadre.yml", "other.yml"):
        shutil.copy(PROJECTION_FOLDER / "cadre.yml", tmp_path / name)
    with pytest.raises(ModelError, match="cadre"):
        read_projections(tmp_path)
