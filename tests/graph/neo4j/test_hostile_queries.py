"""What a malicious or careless text could do: it is refused before anything is sent, and what gets past the check is
stopped by READ mode and by the recommended configuration."""

from __future__ import annotations

import ast
import re
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from neo4j import Session

import cluegraph.graph.neo4j
from cluegraph.errors import EngineError, QueryRefused
from cluegraph.graph.cypher import DEEPEST, LONGEST, OPERATIONS
from cluegraph.graph.engine import Limits
from cluegraph.graph.neo4j.address import parse_address
from cluegraph.graph.neo4j.connection import Connection
from cluegraph.graph.neo4j.engine import Neo4jEngine
from cluegraph.graph.neo4j.login import Login
from server.process import Server
from tests.graph.neo4j.graphs import digest, engine_on
from tests.servers import connected

pytestmark = pytest.mark.keeps_graph
SECRET = "县纪委机密"
ESCAPED = (
    r"MATCH (n) \u0043REATE (:Evil)",
    r"MATCH (n) \uu0043REATE (:Evil)",
    r"MATCH (n) \U0043REATE (:Evil)",
    r"MATCH (n) D\u0045TACH D\u0045LETE n",
    r"WITH 'a\u0027 AS a CREATE (:Evil) //' AS b RETURN b",
    r"RETURN 1 AS x \u002f\u002f" + "\n CREATE (:Evil)",
    r"RETURN 1 \u003b CREATE (:Evil)",
    "WITH 1 AS `a\\u0060 CREATE (:Evil) //` RETURN 1",
)
HIDDEN = (
    "MATCH (n) CREATE (:Evil)",
    "MATCH (n) cReAtE (:Evil)",
    "MATCH (n)/**/CREATE/**/(:Evil)",
    "MATCH (n) // nothing\nCREATE (:Evil)",
    "RETURN 1 AS one // nothing \r CREATE (:Evil)",
    "UNWIND [1] AS x //\rCREATE (:Evil)",
    "UNWIND [1] AS x // /*\nCREATE (:Evil) // */",
    "UNWIND [1] AS x /* ' */ CREATE (:Evil) /* ' */",
    "WITH '//' AS x CREATE (:Evil)",
    "WITH '\\'' AS x CREATE (:Evil {a: '\\''})",
    'WITH "\\\\" AS x CREATE (:Evil) //"',
    "WITH 1 AS `a``b` CREATE (:Evil)",
    "WITH 1 AS as CREATE (:Evil)",
    "MATCH (as) WITH as CREATE (:Evil)",
    "MATCH (return) WITH return, 1 AS as DETACH DELETE return",
    "MATCH (as) WITH DISTINCT as SET as.changed = 1",
    "MATCH (n) WITH n.name AS as MERGE (:Evil)",
    "MATCH (n) INSERT (:Evil)",
    "MATCH (n) MERGE (:Evil)",
    "MATCH (n) SET n.changed = 1",
    "MATCH (n) SET n:Evil",
    "MATCH (n) SET (n).changed = 1",
    "MATCH (n) REMOVE n.name",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) NODETACH DELETE n",
    "MATCH (n) FOREACH (x IN [1] | CREATE (:Evil))",
    "OPTIONAL MATCH (n) FOREACH (x IN [1] | SET n.changed = 1)",
    "MATCH (n) CALL { CREATE (:Evil) }",
    "MATCH (n) CALL (n) { SET n.changed = 1 }",
    "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1 ROWS",
    "UNWIND [1] AS x CALL { WITH x CREATE (:Evil) } IN CONCURRENT TRANSACTIONS",
    "RETURN EXISTS { CREATE (:Evil) RETURN 1 }",
    "RETURN COLLECT { MERGE (e:Evil) RETURN e }",
    "RETURN COUNT { CALL db.labels() YIELD label RETURN label }",
    "RETURN 1 UNION MATCH (n) DELETE n RETURN 1",
    "RETURN 1 AS x NEXT CREATE (:Evil)",
    "RETURN 1; CREATE (:Evil)",
    "RETURN 1;; MATCH (n) DETACH DELETE n;",
)
COMMANDS = (
    "CREATE (:Evil)",
    "CYPHER 25 CREATE (:Evil)",
    "CYPHER 25 INSERT (:Evil)",
    "CYPHER runtime=slotted CREATE (:Evil)",
    "EXPLAIN CREATE (:Evil)",
    "PROFILE CREATE (:Evil)",
    "PROFILE MATCH (n) RETURN n",
    "CREATE INDEX evil FOR (n:Evil) ON (n.name)",
    "DROP CONSTRAINT Person_key",
    "SHOW USERS",
    "SHOW SETTINGS",
    "SHOW TRANSACTIONS",
    "TERMINATE TRANSACTION 'neo4j-transaction-1'",
    "CREATE USER evil SET PASSWORD 'abcdefgh1' CHANGE NOT REQUIRED",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'abcdefgh1'",
    "DROP USER neo4j",
    "GRANT ROLE admin TO neo4j",
    "CREATE DATABASE evil",
    "STOP DATABASE neo4j",
    "USE system SHOW USERS",
    "USE system CREATE USER evil SET PASSWORD 'abcdefgh1'",
    "FOREACH (x IN [1] | CREATE (:Evil))",
    "CALL { CREATE (:Evil) }",
    "CALL db.labels()",
    "CALL dbms.listConfig()",
    "CALL dbms.queryJmx('*:*')",
    "CALL db.createLabel('Evil')",
    "CALL db.createProperty('evil')",
    "CALL db.clearQueryCaches()",
    "CALL dbms.killConnection('bolt-1')",
    "CALL tx.setMetaData({evil: 1})",
    "MATCH (n) CALL dbms.listConfig() YIELD name RETURN name",
    "CALL apoc.cypher.doIt('CRE' + 'ATE (:Evil)', {})",
    "CALL apoc.load.json('http://127.0.0.1/')",
    "CALL gds.graph.drop('x')",
    "RETURN apoc.cypher.runFirstColumnSingle('CRE' + 'ATE (:Evil)', {})",
    "RETURN `apoc`.`cypher`.runFirstColumnMany ('MATCH (n) RETURN n', {})",
    "RETURN apoc /**/ . /**/ version()",
    "RETURN apoc.date.format(1)",
    "RETURN gds.version()",
    "RETURN graph.names()",
    ":auto CREATE (:Evil)",
    "$query",
    "BEGIN CREATE (:Evil) COMMIT",
)
LOADING = (
    "LOAD CSV FROM '{file}' AS row RETURN row",
    "LOAD CSV FROM '{http}' AS row RETURN row",
    "load/**/csv WITH HEADERS from '{http}' AS row RETURN row",
    "MATCH (n) LOAD CSV FROM '{http}' AS row RETURN row",
    "WITH '{http}' AS as LOAD CSV FROM as AS row RETURN row",
    "UNWIND ['{file}', 'secret.csv'] AS place LOAD CSV FROM place AS row RETURN row",
)
TANGLED = (
    "RETURN " + "(" * 2000 + "1" + ")" * 2000,
    "RETURN " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1),
    "RETURN " + "{a: " * (DEEPEST + 1) + "1" + "}" * (DEEPEST + 1),
    "RETURN " + "NOT " * (OPERATIONS + 1) + "true",
    "RETURN " + "1+" * 20_000 + "1",
    "RETURN " + "true OR " * (OPERATIONS + 1) + "true",
    "RETURN '" + "甲" * LONGEST + "'",
    "MATCH (a)" + "-->()" * OPERATIONS + " RETURN a",
)
UNSENT = (*ESCAPED, *HIDDEN, *COMMANDS, *LOADING, *TANGLED)


class Counting(Connection):
    """A connection that counts how often something is about to be sent."""

    sent = 0

    def _session(self, mode: str) -> Session:
        self.sent += 1
        return super()._session(mode)


@pytest.fixture
def engine(neo4j_server: Server, tmp_path: Path) -> Iterator[Neo4jEngine]:
    with closing(engine_on(neo4j_server, tmp_path / "sent")) as made:
        yield made


@dataclass
class Web:
    """A web server that should never be called."""

    address: str = ""
    calls: list[str] = field(default_factory=list)


@pytest.fixture
def web() -> Iterator[Web]:
    found = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.calls.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found.address = f"http://127.0.0.1:{server.server_address[1]}/secret.csv"
        yield found
        server.shutdown()


@pytest.mark.parametrize("cypher", UNSENT, ids=lambda text: re.sub(r"\W+", "-", text[:60]))
def test_it_is_refused_before_anything_is_sent(cypher: str, tmp_path: Path) -> None:
    engine = Neo4jEngine(parse_address("bolt://127.0.0.1:1"), Login("neo4j", "geheim"), "甲区", tmp_path)
    counting = engine._connection = Counting(engine._connection.address, Login("neo4j", "geheim"))
    for ask in (engine.query, engine.check):
        with pytest.raises(QueryRefused) as refused:
            ask(cypher, {"query": "CREATE (:Evil)"})
        assert refused.value.what.zh != refused.value.what.en
        assert len(refused.value.sentence("zh")) < 200
    assert counting.sent == 0


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (n) RETURN count(n) AS load",
        "MATCH (n) WITH count(n) AS set RETURN 2 AS create, 1 AS merge ORDER BY 1",
        "MATCH (n) WHERE n.remark CONTAINS 'CREATE (' RETURN n.call, n.use",
        "RETURN date('2024-01-01') AS day, duration.between(date('2024-01-01'), date('2024-02-01')) AS long",
        "RETURN 'C:\\\\数据' AS path /* CREATE */ // DELETE",
        "MATCH (n:Person)\r\nRETURN n.name // ends with Windows' line end\r\nLIMIT 1",
        "MATCH (p:Person) WHERE p.name IN $names AND NOT p.died_day_no IS NULL RETURN "
        + ", ".join(f"p.key AS k{at}" for at in range(200)),
    ],
)
def test_what_only_looks_hostile_is_answered(engine: Neo4jEngine, cypher: str) -> None:
    assert engine.query(cypher, {"names": ["CREATE (:Evil)"]}).columns


def test_past_the_check_read_mode_and_the_configuration_keep_it_harmless(
    engine: Neo4jEngine, neo4j_server: Server, web: Web, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(SECRET, encoding="utf-8")
    (neo4j_server.home / "import" / "secret.csv").write_text(SECRET, encoding="utf-8")
    with connected(neo4j_server) as driver:
        driver.execute_query("MERGE (:Person {key: '张三', name: '张三'})")
    before = (digest(neo4j_server), _schema(neo4j_server))
    for text in (*ESCAPED, *HIDDEN, *COMMANDS, *LOADING):
        cypher = text.replace("{file}", secret.as_uri()).replace("{http}", web.address)
        try:
            answer = engine._connection.read(cypher, {"query": "CREATE (:Evil)"}, Limits(seconds=5, rows=100))
        except EngineError as problem:
            assert SECRET not in str(problem), cypher
        else:
            assert SECRET not in str(answer.rows), cypher
    assert web.calls == []
    assert (digest(neo4j_server), _schema(neo4j_server)) == before


def _schema(server: Server) -> list[Any]:
    """Users, constraints, indexes, databases: what a command could change."""
    asked = (
        "SHOW USERS YIELD user",
        "SHOW CONSTRAINTS YIELD name",
        "SHOW INDEXES YIELD name",
        "SHOW DATABASES YIELD name, currentStatus",
        "SHOW PROCEDURES YIELD name WHERE name STARTS WITH 'apoc' RETURN name",
    )
    with connected(server) as driver:
        return [
            sorted(map(str, (record.values() for record in driver.execute_query(query).records))) for query in asked
        ]


def test_loading_from_the_network_would_work_without_the_configuration_and_does_not_with_it(
    engine: Neo4jEngine, web: Web
) -> None:
    """The block list is what closes it: READ mode alone does not."""
    with pytest.raises(EngineError, match=r"blocked|not permitted|block") as refused:
        engine._connection.read(f"LOAD CSV FROM '{web.address}' AS row RETURN row", {}, Limits(seconds=5))
    assert web.calls == []
    assert SECRET not in str(refused.value)


ALLOWED = {"label", "kind", "start", "end", "name", "variable", "place", "where", "one", "other", "known", "types"}


def test_no_cypher_is_put_together_from_anything_but_the_vocabularys_names() -> None:
    """Every f-string of the engine that looks like Cypher fills in only names of the vocabulary or numbers of
    columns, never a value, a parameter or a user's text (a whole query that was checked goes behind EXPLAIN)."""
    cypher = re.compile(r"\b(MATCH|MERGE|CREATE|UNWIND|SET|DELETE|RETURN|EXPLAIN)\b")
    seen = 0
    for path in Path(cluegraph.graph.neo4j.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and cypher.search(ast.unparse(node)):
                filled = {ast.unparse(part.value) for part in node.values if isinstance(part, ast.FormattedValue)}
                seen += 1
                loose = {text for text in filled if text not in ALLOWED and not _made_of_names(text)}
                assert not loose, f"{path.name}:{node.lineno}: {loose}"
    assert seen >= 8


def _made_of_names(text: str) -> bool:
    """Pieces that are themselves put together here, from names alone; and what was checked before it is explained."""
    return text.startswith(("_set(", "_pair(", "', '.join(named)")) or text in ("_DIALECT", "cypher")


def test_labels_that_would_break_out_of_their_quotes_are_no_vocabulary() -> None:
    from cluegraph.graph.model import model

    names = [*model().nodes, *model().relationships]
    names += [name for node in model().nodes.values() for name in node.properties]
    names += [name for kind in model().relationships.values() for name in kind.properties]
    assert names
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) for name in names)
