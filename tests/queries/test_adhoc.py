"""A query of a user's own gets no answer rather than a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluegraph.errors import QueryRefused, RuleError
from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.queries.adhoc import refuse_wrong_answers
from cluegraph.queries.library import verify
from cluegraph.queries.rule import read_rule

from .sample import written

JOINED = """MATCH (o:Person)-[:HOLDS_POST]->(v:Village)
MATCH (o)-[w:KIN_WITHIN]->(q:Person)
WHERE w.hops <= 2 AND q.id_valid
RETURN v.key, q.key"""


def test_hops_that_the_engine_joins_wrongly_are_refused_with_line_and_remedy() -> None:
    with pytest.raises(QueryRefused, match=r"内嵌引擎会丢行.*WITH \*") as refused:
        refuse_wrong_answers(JOINED)
    assert refused.value.where.line is not None


def test_a_value_that_is_returned_twice_beside_a_union_is_refused() -> None:
    text = "MATCH (p:Person) RETURN p.key AS a, p.key AS b UNION MATCH (v:Village) RETURN v.key AS a, v.name AS b"
    with pytest.raises(QueryRefused, match="返回了两次"):
        refuse_wrong_answers(text)


@pytest.mark.parametrize(
    "text",
    [
        JOINED.replace("\nMATCH (o)-", "\nWITH *\nMATCH (o)-"),
        "MATCH (p:Person)-[*1..2]-(q) RETURN labels(q)",
        "MATCH (p:Person {key: 'x' RETURN",
        "",
    ],
    ids=["the remedy", "what only rules may not use", "no Cypher", "nothing"],
)
def test_everything_else_is_left_to_the_engine(text: str) -> None:
    refuse_wrong_answers(text)


def test_a_rule_that_the_engine_refuses_says_what_to_do_and_keeps_the_engines_words(tmp_path: Path) -> None:
    file = read_rule(written(tmp_path, ("p.key AS person, year", "p.kye AS person, year")))
    with pytest.raises(RuleError) as refused:
        verify(file, EmbeddedEngine(tmp_path / "graph"))
    said = refused.value.sentence("zh")
    assert "引擎不接受 cypher：" in said
    assert "p 没有叫 kye 的属性；请对照 docs/图谱词汇.md 改正名称。引擎原话：Binder exception: " in said
