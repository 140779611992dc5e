"""The vocabulary: complete, consistent, strict; and what is made from it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cluegraph.errors import ModelError
from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.graph.model import MODEL_FOLDER, model, read_model
from cluegraph.graph.pages import PAGE, vocabulary_page
from cluegraph.graph.schema import ladybug_schema, neo4j_constraints

ROOT = Path(__file__).parents[2]
LABELS = [
    "Person",
    "Household",
    "Account",
    "Village",
    "Township",
    "Unit",
    "Company",
    "Programme",
    "Payment",
    "PublishedEntry",
    "Contract",
    "Tender",
    "Identifier",
    "Vehicle",
    "Property",
    "Plot",
    "Funding",
    "Budget",
    "Tip",
    "SourceFile",
    "SheetTotal",
]
PATTERNS = """
Payment PAID_TO Person|Company; Payment INTO Account; Payment UNDER Programme; Payment LISTED_BY Village|Unit
Payment COLLECTED_BY Person; Payment HANDLED_BY Person; Payment APPROVED_BY Person; Payment FOR Contract
Person IN_HOUSEHOLD Household; Person KIN Person; Person LIVES_IN Village; Person HOLDS_POST Unit|Village
Person EMPLOYED_BY Unit; Person INSURED_BY Unit|Company; Person|Company SHAREHOLDER_OF Company
Person LEGAL_REP_OF Company; Person EXECUTIVE_OF Company; Person OWNS Vehicle|Property|Plot
Person MAYBE_SAME_AS Person; Person KIN_WITHIN Person; Account HELD_BY Person|Company|Unit|Village
Account TRANSFERRED Account; Village IN_TOWNSHIP Township; Contract BOUGHT_BY Unit|Village; Contract AWARDED_TO Company
Contract UNDER_TENDER Tender; Tender CALLED_BY Unit|Village; Company BID_FOR Tender; Company USES Identifier
Company LOCATED_IN Village; Programme EXCLUDES Programme; PublishedEntry NAMES Person; PublishedEntry UNDER Programme
PublishedEntry LISTED_BY Village; Funding UNDER Programme; Funding RECEIVED_BY Village|Unit; Budget OF Unit
Tip ABOUT Village|Unit|Person; SheetTotal STATED_IN SourceFile
"""
RECORDS = {"Payment", "PublishedEntry", "Contract", "Tender", "Funding", "Budget", "Tip", "SheetTotal"}
DERIVED = {"KIN_WITHIN", "MAYBE_SAME_AS", "LOCATED_IN", "EXCLUDES"}


def test_every_node_and_relationship_of_the_contract_is_there() -> None:
    assert set(LABELS) == set(model().nodes)
    for pattern in PATTERNS.replace("\n", ";").split(";"):
        if pattern.strip():
            starts, kind, ends = pattern.split()
            wanted = {(start, end) for start in starts.split("|") for end in ends.split("|")}
            assert wanted <= set(model().relationships[kind].ends), pattern


def test_records_and_relationships_carry_their_row() -> None:
    assert {node.label for node in model().nodes.values() if node.record} == RECORDS
    for label in RECORDS:
        assert {"source", "path", "sheet", "row", "ref"} <= set(model().nodes[label].properties)
    for kind in model().relationships.values():
        assert kind.derived == (kind.type in DERIVED)
        assert kind.derived or {"source", "path", "sheet", "row"} <= set(kind.properties)


def test_every_date_has_whole_numbers_beside_it_and_no_money_is_a_decimal() -> None:
    for kind in [*model().nodes.values(), *model().relationships.values()]:
        for name, value in kind.properties.items():
            if name.endswith("_on") or name in ("date", "from", "to"):
                stem = name.removesuffix("_on").removesuffix("date")
                assert {f"{stem}_day_no".lstrip("_"), "day_no"} & set(kind.properties), (kind, name)
            if name.endswith("_fen"):
                assert value.type == "integer"


def test_numbers_of_people_and_accounts_are_personal() -> None:
    nodes = model().nodes
    assert nodes["Person"].personal >= {"key", "id_no", "natural_key"}
    assert nodes["Account"].personal == {"key"}
    assert "id_text" in nodes["PublishedEntry"].personal


def test_the_page_of_the_vocabulary_is_current() -> None:
    page = (ROOT / "docs" / PAGE).read_text(encoding="utf-8")
    assert page == vocabulary_page(model()), "run: make docs"


def test_the_engine_accepts_the_schema(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "graph.lbdb")
    for label, node in model().nodes.items():
        assert engine.check(f"MATCH (n:{label}) RETURN {', '.join(f'n.{name}' for name in node.properties)}")
    for kind in model().relationships.values():
        for start, end in kind.ends:
            names = ", ".join(["a.key", *(f"r.{name}" for name in kind.properties)])
            assert engine.check(f"MATCH (a:{start})-[r:{kind.type}]->(b:{end}) RETURN {names}")


def test_keys_are_unique_in_every_engine() -> None:
    made = [statement for statement in ladybug_schema(model()) if statement.startswith("CREATE NODE")]
    assert all("PRIMARY KEY(`key`)" in statement for statement in made)
    assert len(neo4j_constraints(model())) == len(LABELS)
    assert neo4j_constraints(model())[0].endswith("REQUIRE n.`key` IS UNIQUE")


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("Tip.yml", "shape: star", "shape: blob", 9),
        ("Tip.yml", "record: true", "recorded: true", None),
        ("Tip.yml", "display: text", "display: nothing", 8),
        ("Tip.yml", "personal: []", "personal: [nothing]", 11),
        ("Tip.yml", "label: Tip", "label: Budget", None),
        ("KIN.yml", "[Person, Person]", "[Person, Nobody]", 6),
        ("KIN.yml", "[Person, Person]", "[Person]", 6),
        ("KIN.yml", "type: string", "type: text", None),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_line(
    tmp_path: Path, file: str, old: str, new: str, line: int | None
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODEL_FOLDER, folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ModelError) as refused:
        read_model(folder)
    assert refused.value.where.file == file
    if line is not None:
        assert refused.value.where.line == line
