"""What the engine joins at once is seen in the text, and WITH * between the MATCH clauses gives exactly the rows."""

from __future__ import annotations

import random
from collections.abc import Iterator

import ladybug
import pytest

from cluegraph.queries.joined import parts
from cluegraph.queries.tokens import enclosing, tokens

PEOPLE, PLACES = 60, 5
_TABLES = (
    "NODE TABLE P(key STRING PRIMARY KEY, valid BOOLEAN)",
    "NODE TABLE V(key STRING PRIMARY KEY)",
    "REL TABLE K(FROM P TO P, hops INT64)",
    "REL TABLE H(FROM P TO V, hops INT64)",
)


def read(cypher: str) -> list[tuple[int, set[str], set[str]]]:
    found = tokens(cypher)
    return [(len(part.hops), part.several, part.narrowed) for part in parts(found, enclosing(found))]


def test_what_stands_between_two_withs_is_one_part() -> None:
    text = (
        "MATCH (a:A)-[r:R]->(b:B|C) WHERE r.n > 1 MATCH (a)-[:S]->(d:D {key: $k}) WITH a MATCH (a)-[:T]->(e) RETURN a"
    )
    assert read(text) == [(2, {"b"}, {"r", "d"}), (1, set(), set())]


def test_an_optional_match_and_the_inside_of_exists_are_parts_of_their_own() -> None:
    text = (
        "MATCH (a:A)-[r:R]->(b:B) WHERE a.x STARTS WITH 'y' AND EXISTS { MATCH (b)-[s:S]->(c) WHERE s.n = a.n } "
        "OPTIONAL MATCH (b)-[t:T]->(d) WHERE t.n = 1 MATCH (b)-[:U]->(e) RETURN a"
    )
    assert read(text) == [
        (1, set(), {"a"}), (1, set(), {"s", "a"}), (1, set(), {"t"}), (1, set(), set())
    ]  # fmt: skip


@pytest.fixture(scope="module")
def graph() -> Iterator[tuple[ladybug.Connection, int]]:
    """Sixty people with ties and posts at random, and how many rows the query below has by Python's own count."""
    chance = random.Random(3)
    valid = {f"p{number}": chance.random() < 0.9 for number in range(PEOPLE)}
    ties = [(one, other, chance.randint(0, 4)) for one in valid for other in chance.sample(sorted(valid), 12)]
    posts = [(one, f"v{place}") for one in valid for place in chance.sample(range(PLACES), chance.randint(0, 3))]
    held = {one: sum(person == one for person, _ in posts) for one in valid}
    with (
        ladybug.Database(":memory:", buffer_pool_size=64 << 20, max_db_size=1 << 32) as database,
        ladybug.Connection(database) as connection,
    ):
        for kind in _TABLES:
            connection.execute(f"CREATE {kind}")
        people = [{"key": key, "valid": is_valid} for key, is_valid in valid.items()]
        connection.execute("UNWIND $rows AS row CREATE (:P {key: row.key, valid: row.valid})", {"rows": people})
        for place in range(PLACES):
            connection.execute(f"CREATE (:V {{key: 'v{place}'}})")
        _join(connection, "K", "P", ties)
        _join(connection, "H", "V", [(one, place, 0) for one, place in posts])
        yield connection, sum(held[one] for one, other, hops in ties if hops <= 2 and valid[other])


def _join(connection: ladybug.Connection, kind: str, label: str, rows: list[tuple[str, str, int]]) -> None:
    ends = f"MATCH (a:P) WHERE a.key = $one MATCH (b:{label}) WHERE b.key = $other"
    text = f"{ends} CREATE (a)-[:{kind} {{hops: $hops}}]->(b)"
    for one, other, hops in rows:
        connection.execute(text, {"one": one, "other": other, "hops": hops})


def test_a_with_between_the_matches_gives_exactly_the_rows(graph: tuple[ladybug.Connection, int]) -> None:
    connection, rows = graph
    text = "MATCH (o:P)-[h:H]->(v:V) {} MATCH (o)-[w:K]->(q:P) WHERE w.hops <= 2 AND q.valid RETURN count(*)"
    answer = connection.execute(text.format("WITH *"))
    assert not isinstance(answer, list)
    assert answer.get_next() == [rows]
