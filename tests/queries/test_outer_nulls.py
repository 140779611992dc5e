"""Conditions that a null from outside may meet are seen in the text, and on just these the engine loses rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import ladybug
import pytest

from cluegraph.queries.outer_nulls import lost_to_nulls
from cluegraph.queries.tokens import enclosing, tokens

LOSING = {
    "e.name = p.name OR e.id = p.id": {"p.id", "p.name"},
    "e.name = p.name AND (p.id IS NULL OR e.id = p.id)": {"p.id"},
    "coalesce(p.id, '1') = e.id": {"p.id"},
    "p.id IS NULL": {"p.id"},
    "CASE WHEN p.id = '1' THEN 1 ELSE 0 END = 0": {"p.id"},
    "NOT (e.name = p.name AND e.id = p.id)": {"p.id", "p.name"},
    "e.name IN [p.id, p.name]": {"p.id", "p.name"},
    "none(x IN ['1', '2'] WHERE x = p.id)": {"p.id"},
    "e.id = '1' OR e.name = p.name AND e.id = p.id OR e.name = p.name": {"p.id", "p.name"},
    "NOT EXISTS { MATCH (e)-[:L]->(w:V) WHERE w.key = p.id }": {"p.id"},
}
SAFE = (
    "e.name = p.name",
    "e.id = p.id",
    "NOT e.id = p.id",
    "e.id = p.id AND e.name = p.name",
    "e.id = p.id AND (p.id IS NULL OR e.name = '1')",
    "e.id = p.id OR e.name = p.id",
    "e.name = p.name AND (e.id IS NULL OR e.id = '1')",
    "coalesce(e.id, '1') = p.id",
    "p.id IS NOT NULL AND e.name = p.name",
    "p.id IS NOT NULL AND ('、' + p.id + '、') CONTAINS ('、' + e.id + '、')",
    "p.key <> e.key OR e.id = '1'",
    "e.name STARTS WITH p.name AND EXISTS { MATCH (e)-[:L]->(w:V) WHERE w.key IS NULL OR w.key = 'v1' }",
)


def values(cypher: str) -> set[str]:
    found = tokens(cypher)
    return {value for _, value in lost_to_nulls(found, enclosing(found))}


@pytest.fixture(scope="module")
def graph() -> Iterator[ladybug.Connection]:
    """People and entries with every pair of a name and a number or none, the entries at two places."""
    with (
        ladybug.Database(":memory:", buffer_pool_size=64 << 20, max_db_size=1 << 32) as database,
        ladybug.Connection(database) as connection,
    ):
        for label in ("P", "E"):
            connection.execute(f"CREATE NODE TABLE {label}(key STRING PRIMARY KEY, name STRING, id STRING)")
        connection.execute("CREATE NODE TABLE V(key STRING PRIMARY KEY)")
        connection.execute("CREATE REL TABLE L(FROM E TO V)")
        for number, (name, no) in enumerate(product(("1", "2", "3"), ("1", "2", None))):
            kept = "" if no is None else f", id: '{no}'"
            for label in ("P", "E"):
                connection.execute(f"CREATE (:{label} {{key: '{number}', name: '{name}'{kept}}})")
        for place in ("v1", "v2"):
            connection.execute("CREATE (:V {key: $place})", {"place": place})
            connection.execute("MATCH (e:E), (v:V {key: $place}) CREATE (e)-[:L]->(v)", {"place": place})
        yield connection


def pairs(graph: ladybug.Connection, cypher: str) -> set[tuple[str, str]]:
    result = graph.execute(cypher)
    assert isinstance(result, ladybug.QueryResult)
    return {(row[0], row[1]) for row in result.get_all() if isinstance(row, list) and row[1] is not None}


def optional(where: str) -> str:
    return f"MATCH (p:P) OPTIONAL MATCH (e:E)-[:L]->(v:V) WHERE {where} RETURN p.key, e.key"


def plain(where: str) -> str:
    """What a plain MATCH finds, which no null makes wrong."""
    return f"MATCH (p:P) WITH p MATCH (e:E)-[:L]->(v:V) WHERE {where} RETURN p.key, e.key"


@pytest.mark.parametrize("where", LOSING)
def test_what_a_null_may_meet_is_named(where: str) -> None:
    assert values(optional(where)) == LOSING[where]


@pytest.mark.parametrize("where", [where for where in LOSING if "EXISTS" not in where])
def test_the_engine_does_lose_rows_there(where: str, graph: ladybug.Connection) -> None:
    """When it no longer does, the refusal can go."""
    assert pairs(graph, optional(where)) < pairs(graph, plain(where))


@pytest.mark.parametrize("where", SAFE)
def test_what_is_not_named_gives_all_rows(where: str, graph: ladybug.Connection) -> None:
    assert values(optional(where)) == set()
    found = pairs(graph, optional(where))
    assert found == pairs(graph, plain(where))
    assert found


def test_a_value_made_before_gives_all_rows(graph: ladybug.Connection) -> None:
    text = (
        "MATCH (p:P) WITH p, coalesce(p.id, '') AS number OPTIONAL MATCH (e:E)-[:L]->(v:V) "
        "WHERE e.name = p.name AND (number = '' OR e.id = number) RETURN p.key, e.key"
    )
    assert values(text) == set()
    assert pairs(graph, text) == pairs(graph, plain("e.name = p.name AND (p.id IS NULL OR e.id = p.id)"))


def test_a_bare_value_from_outside_and_the_insides_of_exists_and_count_are_seen() -> None:
    outside = "MATCH (p:P) WITH p, p.id AS number "
    assert values(outside + "OPTIONAL MATCH (e:E) WHERE e.name = p.name OR e.id = number RETURN e") == {
        "p.name",
        "number",
    }
    assert values("MATCH (p:P) WHERE EXISTS { MATCH (e:E) WHERE p.id IS NULL OR e.id = p.id } RETURN p") == {"p.id"}
    assert values("MATCH (p:P) RETURN COUNT { MATCH (e:E) WHERE coalesce(p.id, '') = e.id }") == {"p.id"}


def test_a_plain_match_may_ask_what_it_likes() -> None:
    assert values(plain("e.name = p.name OR e.id = p.id")) == set()
