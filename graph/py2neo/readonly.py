"""py2neo's graph, transaction and service, as far as they read."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn, Self

from py2neo import Graph, GraphService, ServiceProfile, Transaction
from py2neo.cypher.proc import ProcedureLibrary
from py2neo.database import Schema
from py2neo.errors import (
    ConnectionBroken,
    ConnectionLimit,
    ConnectionUnavailable,
    Neo4jError,
    ProtocolError,
    ServiceUnavailable,
)
from py2neo.wiring import WireError

from cluegraph.errors import EngineError, QueryRefused, QueryTimedOut, Where
from cluegraph.graph.neo4j.address import Address
from cluegraph.graph.neo4j.connection import Connection
from cluegraph.graph.neo4j.login import Login
from cluegraph.graph.neo4j.problems import error_of
from cluegraph.graph.py2neo.guard import ReadingConnector, refused
from cluegraph.i18n import Text

_NO_CONNECTION = (
    ConnectionUnavailable,
    ConnectionBroken,
    ConnectionLimit,
    ServiceUnavailable,
    ProtocolError,
    WireError,
)


def opened(address: Address, login: Login) -> ReadOnlyGraph:
    """The graph of a server that answers. What is wrong is asked of the official driver, since py2neo calls a wrong
    password a closed connection. Raises `LoginRefused`, `ServerUnreachable`, `EngineError`."""
    connection = Connection(address, login)
    try:
        version = connection.version
    finally:
        connection.close()
    service = ReadOnlyService(address, login)
    try:
        service.connector.pull(service.connector.auto_run("RETURN 1", graph_name=login.database))
    except _NO_CONNECTION:
        raise _py2neo_cannot(version, address) from None
    return service[login.database]


class ReadOnlyService(GraphService):
    """The server as py2neo knows it; all its graphs only read."""

    def __init__(self, address: Address, login: Login) -> None:
        host = f"[{address.host}]" if ":" in address.host else address.host
        profile = ServiceProfile(
            scheme=address.scheme,
            address=f"{host}:{address.port}",
            user=login.username,
            password=login.password,
            routing=address.scheme.startswith("neo4j"),
        )
        self.where = address
        self._connector = ReadingConnector(profile)
        self.close = weakref.finalize(self, self._connector.close)

    def __getitem__(self, graph_name: str | None) -> ReadOnlyGraph:
        return ReadOnlyGraph(self, graph_name)


def _refusing(way: str) -> Callable[..., NoReturn]:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise refused(way)

    return refuse


class ReadOnlyGraph(Graph):
    """A `py2neo.Graph` that reads: queries, matchers, `pull`, OGM. Everything that writes raises `QueryRefused`.

    Every transaction is in READ mode, whatever `readonly` says. `with` it, or `close()` it after use.
    """

    def __init__(self, service: ReadOnlyService, name: str | None = None) -> None:
        self.service = service
        self.__name__ = name
        self.schema = Schema(self)
        self._procedures = ProcedureLibrary(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes all connections to the server."""
        self.service.close()

    def auto(self, *_: bool, **__: bool) -> ReadOnlyTransaction:
        return ReadOnlyTransaction(self, autocommit=True)

    def begin(self, *_: bool, **__: bool) -> ReadOnlyTransaction:
        return ReadOnlyTransaction(self)

    def commit(self, tx: ReadOnlyTransaction) -> None:
        with in_sentences(self.service.where):
            super().commit(tx)

    create, delete, delete_all = _refusing("create"), _refusing("delete"), _refusing("delete_all")
    merge, push, separate = _refusing("merge"), _refusing("push"), _refusing("separate")


class ReadOnlyTransaction(Transaction):
    """A `py2neo.Transaction` in READ mode. The writing methods are refused before py2neo changes the local nodes."""

    def __init__(self, graph: ReadOnlyGraph, autocommit: bool = False) -> None:
        self._where = graph.service.where
        with in_sentences(self._where):
            super().__init__(graph, autocommit=autocommit, readonly=True)

    def run(self, cypher: str, parameters: Mapping[str, object] | None = None, **kwparameters: object) -> Any:
        with in_sentences(self._where):
            try:
                return super().run(cypher, parameters, **kwparameters)
            except (ConnectionUnavailable, ConnectionBroken):
                if self._ref:
                    raise
                # A connection that lay idle may have been cut; what only reads can be asked again.
                self._closed = False
                return super().run(cypher, parameters, **kwparameters)

    create, delete, merge = _refusing("create"), _refusing("delete"), _refusing("merge")
    push, separate = _refusing("push"), _refusing("separate")


@contextmanager
def in_sentences(address: Address) -> Iterator[None]:
    """Turns py2neo's exceptions into `EngineError` and its kin."""
    try:
        yield
    except Neo4jError as problem:
        raise _said(problem, address) from None
    except _NO_CONNECTION:
        raise error_of(ConnectionError(), address) from None


def _said(problem: Neo4jError, address: Address) -> EngineError:
    message = " ".join(str(problem.message).split())[:400]
    if "TransactionTimedOut" in problem.code:
        return QueryTimedOut(
            Text("查询超过了服务器的时间限制", "the query reached the server's time limit"),
            Text("请缩小范围。", "narrow it."),
        )
    if problem.code.startswith("Neo.ClientError.Statement"):
        return QueryRefused(
            Text(f"服务器不接受这条查询：{message}", f"the server does not accept this query: {message}"),
            Text("这里只能读取；请对照 docs/图谱词汇.md。", "only reading is possible here; see docs/图谱词汇.md."),
        )
    return EngineError(
        Text(f"Neo4j 服务器没有完成：{message}", f"the Neo4j server did not do it: {message}"),
        Text("请再试一次；仍不行时请查看服务器的日志。", "try again; if it stays so, see the server's log."),
        Where(file=address.text),
    )


def _py2neo_cannot(version: str, address: Address) -> EngineError:
    return EngineError(
        Text(
            f"服务器（{version}）可以连上，但 py2neo 已停止维护，用它连不上",
            f"the server ({version}) answers, but not to py2neo, which is not maintained any more",
        ),
        Text(
            "请改用 County.query 或 County.network；加密连接请检查证书。",
            "use County.query or County.network; with encryption, check the certificate.",
        ),
        Where(file=address.text),
    )
