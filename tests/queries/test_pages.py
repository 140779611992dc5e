"""The pages of the rules are made from the rules' files and are up to date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cluegraph.queries.library import read_library
from cluegraph.queries.pages import explained, page, pages, write
from cluegraph.queries.rule import Rule, read_rule

from .sample import written

DOCS = Path(__file__).parents[2] / "docs"


def test_the_pages_in_docs_are_those_of_the_shipped_rules() -> None:
    made = pages(read_library())
    kept = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "rules").glob("*.md")}
    assert set(kept) == set(made)
    assert [name for name in made if kept[name] != made[name]] == [], "run make docs"


def test_a_page_holds_all_that_the_file_says(tmp_path: Path) -> None:
    text = page(read_rule(written(tmp_path)))
    clause = "《社会救助暂行办法》第六十八条"
    for said in (
        clause,
        "同一账户收到多笔补贴",
        "承包地面积确实很大",
        "核对土地承包合同",
        "LOCAL-01.least",
        "含补发的行",
        "MATCH (x:Payment)",
    ):
        assert said in text


def test_a_clause_that_nobody_read_is_marked_as_such(tmp_path: Path) -> None:
    unread = explained(read_rule(written(tmp_path)), "zh")
    assert "可能涉及条款" in unread
    assert "《社会救助暂行办法》第六十八条（可能涉及，待核对条款）" in unread
    read = ("verified: false", "verified: true, read_on: 2025-01-05")
    assert "（2025-01-05 核对原文）" in explained(read_rule(written(tmp_path, read)), "zh")


def test_one_language_is_explained_at_a_time(tmp_path: Path) -> None:
    english = explained(read_rule(written(tmp_path)), "en")
    assert "What to check next" in english
    assert not re.search(r"[一-鿿]", english.replace("《社会救助暂行办法》第六十八条", ""))


def test_writing_takes_away_only_pages_that_it_made(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    (tmp_path / "guide.md").write_text("mine", encoding="utf-8")
    write(tmp_path)
    made = sorted(path.name for path in folder.iterdir())
    (folder / "OLD-01.md").write_text((folder / made[0]).read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "notes.md").write_text("mine", encoding="utf-8")
    write(tmp_path)
    assert sorted(path.name for path in folder.iterdir()) == sorted([*made, "notes.md"])
    assert (tmp_path / "guide.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("field", sorted(Rule.model_fields))
def test_the_guide_explains_every_field_of_a_rule(field: str) -> None:
    assert f"`{field}`" in (DOCS / "规则.md").read_text(encoding="utf-8")
