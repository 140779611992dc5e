"""One connection to a Neo4j server: routed, with bookmarks, reading in READ mode with a time limit and a row cap."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, ManagedTransaction, Session, unit_of_work
from neo4j.exceptions import ClientError, ServiceUnavailable, SessionExpired

from cluegraph import __version__
from cluegraph.errors import EngineError, Where
from cluegraph.graph.engine import Limits, Result
from cluegraph.graph.neo4j.address import Address
from cluegraph.graph.neo4j.login import Login
from cluegraph.graph.neo4j.problems import in_sentences, is_read_only
from cluegraph.graph.neo4j.values import plain_rows
from cluegraph.i18n import Text

OLDEST = (5, 26)
CONNECT_SECONDS, RETRY_SECONDS = 15.0, 30.0
_DIALECT = "CYPHER 5 "
"""Said with every query, so that a server whose default is another version reads it as all engines do."""
Answer = TypeVar("Answer")

logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Connection:
    """A driver with its bookmarks: what was written is seen by all that is read afterwards, also in a cluster."""

    def __init__(self, address: Address, login: Login) -> None:
        self.address = address
        self._login = login
        self._bookmarks = GraphDatabase.bookmark_manager()

    @cached_property
    def version(self) -> str:
        """The server's version, `5.26.30`."""
        with in_sentences(self.address):
            agent = self._driver.get_server_info().agent
        return agent.partition("/")[2]

    def read(self, cypher: str, parameters: Mapping[str, object], limits: Limits) -> Result:
        """Runs a query in READ mode; it ends at the time limit and after one row more than the cap."""

        @unit_of_work(timeout=max(limits.seconds, 0.001))
        def work(transaction: ManagedTransaction) -> Result:
            answer = transaction.run(_DIALECT + cypher, dict(parameters))
            found = [record.values() for record in islice(answer, limits.rows + 1)]
            return Result(list(answer.keys()), plain_rows(found[: limits.rows]), cut=len(found) > limits.rows)

        with in_sentences(self.address), self._session(READ_ACCESS) as session:
            return session.execute_read(work)

    def columns(self, cypher: str, parameters: Mapping[str, object]) -> list[str]:
        """The columns of a query that is prepared and not run."""
        with in_sentences(self.address), self._session(READ_ACCESS) as session:
            return session.execute_read(lambda tx: list(tx.run(f"{_DIALECT}EXPLAIN {cypher}", dict(parameters)).keys()))

    def newest(self, *queries: str) -> list[list[dict[str, Any]]]:
        """The answers to queries of our own about what was written last, asked of the leader; where there is none,
        of any member."""

        def work(transaction: ManagedTransaction) -> list[list[dict[str, Any]]]:
            return [transaction.run(query).data() for query in queries]

        with in_sentences(self.address):
            # Outside of `try`: where nobody answers at all, one is not asked a second time.
            writing = self._session(WRITE_ACCESS)
            try:
                with writing as session:
                    return session.execute_write(work)
            except (ClientError, SessionExpired, ServiceUnavailable) as problem:
                if isinstance(problem, ClientError) and not is_read_only(problem):
                    raise
                with self._session(READ_ACCESS) as session:
                    return session.execute_read(work)

    def write(self, work: Callable[[ManagedTransaction], Answer]) -> Answer:
        """Runs one writing transaction; transient errors are tried again for half a minute."""
        with in_sentences(self.address), self._session(WRITE_ACCESS) as session:
            return session.execute_write(work)

    def define(self, statements: Sequence[str]) -> None:
        """Runs statements that make constraints and indexes, one transaction each, and waits for the indexes."""
        for statement in (*statements, "CALL db.awaitIndexes(300)"):
            self.run(statement)

    def run(self, statement: str, **parameters: Any) -> None:
        """Runs one writing statement whose answer does not matter, in a transaction of its own."""

        def work(transaction: ManagedTransaction) -> None:
            transaction.run(statement, **parameters).consume()

        self.write(work)

    def close(self) -> None:
        """Closes all connections."""
        if "_driver" in self.__dict__:
            self._driver.close()
            del self.__dict__["_driver"]

    @cached_property
    def _driver(self) -> Driver:
        driver = GraphDatabase.driver(
            self.address.text,
            auth=(self._login.username, self._login.password),
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=CONNECT_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
            user_agent=f"cluegraph/{__version__}",
        )
        try:
            driver.verify_connectivity()
            _check_version(driver.get_server_info().agent, self.address)
        except BaseException:
            driver.close()
            raise
        return driver

    def _session(self, mode: str) -> Session:
        return self._driver.session(
            default_access_mode=mode, database=self._login.database, bookmark_manager=self._bookmarks
        )


def _check_version(agent: str, address: Address) -> None:
    found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if found and (int(found[1]), int(found[2])) >= OLDEST:
        return
    raise EngineError(
        Text(f"服务器是 {agent}，版本太旧或不是 Neo4j", f"the server is {agent}: too old, or not Neo4j"),
        Text("请使用 Neo4j 5.26 LTS 或更新的版本。", "use Neo4j 5.26 LTS or newer."),
        Where(file=address.text),
    )
