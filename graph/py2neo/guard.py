"""The one gate to the server: texts that only read, in READ mode."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from py2neo.client import Connector
from py2neo.errors import ConnectionBroken, ConnectionLimit, ConnectionUnavailable, ServiceUnavailable

from cluegraph.errors import EngineError, QueryRefused
from cluegraph.graph.cypher import refuse_writing
from cluegraph.i18n import Text

_DIALECT = "CYPHER 5 "
"""py2neo asks for `id(n)`, which newer versions of Cypher do not have."""


class ReadingConnector(Connector):
    """Whatever part of py2neo speaks to the server (graph, transaction, matcher, OGM, bulk, call), it comes by here.

    Raises `QueryRefused` for a text that does more than read, before anything is sent.
    """

    def auto_run(
        self,
        cypher: str,
        parameters: Mapping[str, object] | None = None,
        graph_name: str | None = None,
        **_: bool,
    ) -> Any:
        return super().auto_run(_reading(cypher), parameters, graph_name=graph_name, readonly=True)

    def begin(self, graph_name: str | None, **_: bool) -> Any:
        return super().begin(graph_name, readonly=True)

    def run(self, tx: Any, cypher: str, parameters: Mapping[str, object] | None = None) -> Any:
        return super().run(tx, _reading(cypher), parameters)

    def prune(self, profile: Any) -> None:
        """Also closes the sockets of broken connections, which py2neo leaves to Python."""
        pool = self._pools.get(profile)
        lost = [each for each in (*pool._in_use_list, *pool._free_list) if each.broken] if pool else []
        super().prune(profile)
        for each in lost:
            each._wire.close()

    def _acquire(self, graph_name: str | None = None, *_: bool) -> Any:
        """A connection to a server that may be read from; py2neo's own search goes on for ever where none answers."""
        with _old_habits():
            for _attempt in range(2):
                # Where no server of a cluster answered, py2neo forgets all of them, the given one too.
                self._add_pools(*self._initial_routers)
                connection = self._connected(graph_name)
                if connection is not None:
                    return connection
                self.invalidate_routing_table(graph_name)
        raise ServiceUnavailable("No servers available")

    def _connected(self, graph_name: str | None) -> Any:
        readers, writers = self._get_profiles(graph_name, readonly=True)
        wanted = readers or writers
        pools = [pool for profile, pool in list(self._pools.items()) if profile in wanted]
        for pool in sorted(pools, key=lambda pool: pool.in_use):
            try:
                connection = pool.acquire()
            except (ConnectionUnavailable, ConnectionBroken):
                self.prune(pool.profile)
            except ConnectionLimit:
                raise _closed() from None
            else:
                connection.tag = "R"
                return connection
        return None


@contextmanager
def _old_habits() -> Iterator[None]:
    """py2neo asks ssl for TLS by an old name, and leaves it to Python to close a socket that did not connect."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ssl.PROTOCOL_TLS is deprecated", DeprecationWarning)
        warnings.filterwarnings("ignore", "unclosed <socket", ResourceWarning)
        yield


def refused(way: str) -> QueryRefused:
    """What a writing method of py2neo answers with."""
    return QueryRefused(
        Text(f"这里的 py2neo 只能读取，不接受 {way}", f"py2neo only reads here; {way} is not accepted"),
        Text(
            "数据请用 cluegraph load 装载，查询请用 run、nodes、match。",
            "load data with cluegraph load; ask with run, nodes, match.",
        ),
    )


def _reading(cypher: str) -> str:
    refuse_writing(cypher)
    return _DIALECT + cypher


def _closed() -> EngineError:
    return EngineError(
        Text("这个 py2neo 图已经关闭", "this py2neo graph was closed"),
        Text("请用 graph_of 重新取得。", "get another one from graph_of."),
    )
