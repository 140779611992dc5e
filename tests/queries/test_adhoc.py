"""A query of a user's own gets no answer rather than a wrong one."""

from __future__ import annotations

import pytest

from cluegraph.errors import QueryRefused
from cluegraph.queries.adhoc import refuse_wrong_answers

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
