"""What a saved query may not contain, by the tables of engine differences."""

from __future__ import annotations

import pytest

from cluegraph.queries.traps import traps

REFUSED = {
    "one value twice beside a union": (
        "MATCH (a:Person) RETURN a.key AS k, a.key AS l UNION ALL MATCH (b:Unit) RETURN b.key AS k, b.name AS l"
    ),
    "variable length": "MATCH (a:Person)-[:KIN*1..2]->(b:Person) RETURN b.key AS b",
    "write": "MATCH (a:Person) SET a.name = '' RETURN a.key AS k",
    "create": "CREATE (a:Person {key: 'x'})",
    "detach delete": "MATCH (a:Person) DETACH DELETE a",
    "call": "CALL { MATCH (a:Person) RETURN a } RETURN a.key AS k",
    "foreach": "FOREACH (x IN [1] | CREATE (a:Person))",
    "load csv": "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "labels": "MATCH (a:Person) RETURN labels(a) AS l",
    "keys": "MATCH (a:Person) RETURN keys(a) AS l",
    "substring": "MATCH (a:Person) RETURN substring(a.key, 0, 6) AS region",
    "type": "MATCH (a:Person)-[r:KIN]->(b:Person) RETURN type(r) AS t",
    "shortest path": "MATCH p = shortestPath((a:Person)-[:KIN]->(b:Person)) RETURN p",
    "reduce": "MATCH (a:Person) RETURN reduce(s = 0, x IN collect(a.name) | s + 1) AS n",
    "list comprehension": "MATCH (a:Person) RETURN [x IN collect(a.name) WHERE x <> ''] AS names",
    "pattern comprehension": "MATCH (a:Person) RETURN [(a)-[:KIN]->(b:Person) | b.key] AS kin",
    "map projection": "MATCH (a:Person) RETURN a {.name} AS a1",
    "list index": "MATCH (a:Person) WITH collect(a.key) AS ks RETURN ks[0] AS k",
    "index on a call": "MATCH (a:Person) RETURN collect(a.key)[0] AS k",
    "one type twice": "MATCH (a:Person)-[:IN_HOUSEHOLD]->(h:Household)<-[:IN_HOUSEHOLD]-(b:Person) RETURN a.key AS a1",
    "one type twice across a comma": "MATCH (x:Payment)-[:PAID_TO]->(p), (y:Payment)-[:PAID_TO]->(p) RETURN p.key AS k",
    "one type twice in an alternative": "MATCH (a:Person)-[:LEGAL_REP_OF|KIN]->(b)-[:KIN]->(c) RETURN a.key AS k",
    "five hops": "MATCH (a)-[:A]->(b)-[:B]->(c)-[:C]->(d)-[:D]->(e)-[:E]->(f) RETURN a.key AS k",
    "label in where": "MATCH (a) WHERE a:Person RETURN a.key AS k",
    "inline where": "MATCH (a:Person WHERE a.id_valid) RETURN a.key AS k",
    "order in with": "MATCH (a:Person) WITH a ORDER BY a.key RETURN collect(a.key) AS ks",
    "distinct in union all": "MATCH (a:Person) RETURN DISTINCT a.key AS k UNION ALL MATCH (b:Person) RETURN b.key AS k",
    "null in union": "MATCH (a:Person) RETURN null AS k UNION MATCH (b:Person) RETURN b.key AS k",
    "a condition on a hop and its far node, and another hop": (
        "MATCH (o:Person)-[h:HOLDS_POST]->(v:Village) MATCH (o)-[w:KIN_WITHIN]->(q:Person) "
        "WHERE w.hops <= 2 AND q.id_valid RETURN q.key AS k"
    ),
    "the same in one chain": (
        "MATCH (v:Village)<-[:HOLDS_POST]-(o:Person)-[w:KIN_WITHIN]->(q:Person {id_valid: true}) WHERE w.hops <= 2 "
        "RETURN q.key AS k"
    ),
    "three hops from a narrowed node, one to several labels": (
        "MATCH (p:Person)-[:INSURED_BY]->(e:Unit|Company) WHERE p.id_valid MATCH (x:Payment)-[:PAID_TO]->(p) "
        "MATCH (x)-[:LISTED_BY]->(w:Unit) RETURN x.key AS k"
    ),
    "parameter in any": "MATCH (a:Person) WITH collect(a.name) AS l WHERE any(n IN l WHERE n = $name) RETURN l",
}

ACCEPTED = {
    "keywords in strings and comments": "MATCH (a:Person) // SET it\nWHERE a.name = 'CREATE [x IN y]' RETURN a.key",
    "properties called like keywords": "MATCH (x:Payment) WHERE x.set = 1 AND x.type = 'a' RETURN x.keys AS `SET`",
    "two match clauses": (
        "MATCH (a:Person)-[:IN_HOUSEHOLD]->(h:Household) MATCH (h)<-[:IN_HOUSEHOLD]-(b:Person) "
        "WHERE a.key < b.key RETURN a.key AS k"
    ),
    "exists with the same type inside": (
        "MATCH (x:Payment)-[:PAID_TO]->(p:Person) "
        "WHERE NOT EXISTS { MATCH (y:Payment)-[:PAID_TO]->(p) WHERE y.year = 1 }"
        " RETURN p.key AS k"
    ),
    "counting": "MATCH (a:Person) RETURN count(*) AS n, count(DISTINCT a.name) AS m",
    "multiplication": "MATCH (x:Payment) WHERE x.amount_fen * 100 > $t * (1 + 2) RETURN x.key AS k",
    "lists in IN and UNWIND": "UNWIND ['a', 'b'] AS k MATCH (x:Payment) WHERE x.kind IN ['subsidy'] RETURN x.key AS r",
    "a slice": "MATCH (x:Payment) WITH collect(x.ref) AS refs RETURN refs[0..5] AS first",
    "any with where": "MATCH (a:Person) WITH $name AS n, collect(a.name) AS l WHERE any(x IN l WHERE x = n) RETURN n",
    "with order and limit": "MATCH (a:Person) WITH a ORDER BY a.key LIMIT 5 RETURN a.key AS k",
    "order at the end": "MATCH (a:Person) WITH a, a.name AS n WHERE n STARTS WITH '王' RETURN n ORDER BY n",
    "union all": "MATCH (a:Person) WITH DISTINCT a.key AS k RETURN k UNION ALL MATCH (b:Unit) RETURN b.key AS k",
    "a value and an expression of it beside a union": (
        "MATCH (a:Person) RETURN a.key AS k, a.key + '' AS l UNION ALL MATCH (b:Unit) RETURN b.key AS k, b.name AS l"
    ),
    "one text twice beside a union": (
        "MATCH (a:Person) RETURN a.key AS k, '' AS l, '' AS m UNION MATCH (b:Unit) RETURN b.key AS k, '' AS l, '' AS m"
    ),
    "a collected map": "MATCH (x:Payment) RETURN collect({ref: x.ref, type: 'a'}) AS rows",
    "relationship properties": "MATCH (x:Payment)-[:INTO {ref: 'a'}]->(a:Account) RETURN a.key AS k",
    "hops with conditions, a WITH between": (
        "MATCH (o:Person)-[h:HOLDS_POST]->(v:Village) WITH * MATCH (o)-[w:KIN_WITHIN]->(q:Person) "
        "WHERE w.hops <= 2 AND q.id_valid RETURN q.key AS k"
    ),
    "a condition on the hop alone": (
        "MATCH (o:Person)-[h:HOLDS_POST]->(v:Village) MATCH (o)-[w:KIN_WITHIN]->(q:Person) WHERE w.hops <= 2 "
        "RETURN q.key AS k"
    ),
    "three hops without a condition": (
        "MATCH (p:Person)-[:INSURED_BY]->(e:Unit|Company) MATCH (x:Payment)-[:PAID_TO]->(p) "
        "MATCH (x)-[:LISTED_BY]->(w:Unit) RETURN x.key AS k"
    ),
    "conditions in an optional part of its own": (
        "MATCH (o:Person)-[h:HOLDS_POST]->(v:Village) OPTIONAL MATCH (o)-[w:KIN_WITHIN]->(q:Person) "
        "WHERE w.hops <= 2 AND q.id_valid RETURN q.key AS k"
    ),
    "four hops": "MATCH (a)-[:A]->(b)-[:B]->(c)-[:C]->(d)-[:D]->(e) RETURN a.key AS k",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_construct_on_which_engines_differ_is_seen(name: str) -> None:
    assert traps(REFUSED[name])


@pytest.mark.parametrize("name", ACCEPTED)
def test_an_allowed_construct_is_left_alone(name: str) -> None:
    assert traps(ACCEPTED[name]) == []


def test_the_line_of_the_construct_is_told() -> None:
    text = "MATCH (a:Person)\nWHERE a.id_valid\nRETURN labels(a) AS l"
    (trap,) = traps(text)
    assert trap.line == 3
    assert "labels" in trap.what.en
