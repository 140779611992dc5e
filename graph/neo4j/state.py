"""What a server says of its graph: whose it is, from which data it was made, whether it is whole or being loaded.

One node `(:_Meta {key: 'graph'})` says it. While a load goes on it has `loading` instead of `data`, and every batch
that was written left a node `(:_Batch)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from neo4j import ManagedTransaction

from cluegraph import __version__
from cluegraph.errors import EngineError, GraphBusy, GraphOfOthers, Where
from cluegraph.graph.neo4j.connection import Connection
from cluegraph.i18n import Text

FRESH_MILLISECONDS = 60_000
"""A load that gave no sign for so long has ended."""


@dataclass(frozen=True)
class State:
    """The server's graph as it is now; `nodes` and `relationships` are as recorded when it was whole, `found_…` as
    counted now."""

    there: bool
    data: str
    owner: str
    loading: str
    base: str
    """The data that the graph held when the load began and is changed from; empty: it is filled from nothing."""
    token: str
    silent: int
    """Milliseconds since the load gave a sign of life."""
    nodes: int
    relationships: int
    found_nodes: int
    found_relationships: int
    indexed: bool
    """Whether the constraints were made; a bulk import cannot make them."""

    @property
    def whole(self) -> bool:
        """Whether it is complete and nobody has added or taken away anything since."""
        counts = (self.nodes, self.relationships) == (self.found_nodes, self.found_relationships)
        return bool(self.data) and not self.loading and counts

    @property
    def empty(self) -> bool:
        return not self.there and not self.found_nodes

    @property
    def busy(self) -> bool:
        return bool(self.loading) and self.silent < FRESH_MILLISECONDS


def read_state(connection: Connection) -> State:
    """The state as the leader knows it. Raises `EngineError`."""
    about, nodes, own, relationships = connection.newest(
        "MATCH (m:_Meta {key: 'graph'}) RETURN properties(m) AS said, timestamp() AS now",
        "MATCH (n) RETURN count(n) AS found",
        "MATCH (n:_Meta|_Batch) RETURN count(n) AS found",
        "MATCH ()-[r]->() RETURN count(r) AS found",
    )
    said: dict[str, Any] = about[0]["said"] if about else {}
    return State(
        there=bool(about),
        data=said.get("data", ""),
        owner=said.get("owner", ""),
        loading=said.get("loading", ""),
        base=said.get("base", ""),
        token=said.get("token", ""),
        silent=about[0]["now"] - said.get("beat", 0) if about else 0,
        nodes=said.get("nodes", 0),
        relationships=said.get("relationships", 0),
        found_nodes=nodes[0]["found"] - own[0]["found"],
        found_relationships=relationships[0]["found"],
        indexed=said.get("indexed", False),
    )


def begin(
    connection: Connection, before: State, *, loading: str, base: str, owner: str, token: str, resumed: bool
) -> None:
    """Marks the graph as being loaded; unless `resumed`, the marks of an earlier load's batches go. Raises `GraphBusy`
    where somebody else was quicker.

    The first SET locks the node, so that what is then read of it is the newest; a token that is ours already is that of
    an attempt whose answer was lost.
    """

    def work(transaction: ManagedTransaction) -> bool:
        answer = transaction.run(
            "MERGE (m:_Meta {key: 'graph'}) SET m.beat = timestamp() "
            "WITH m WHERE coalesce(m.token, '') IN [$seen, $token] "
            "SET m.loading = $loading, m.base = $base, m.owner = $owner, m.token = $token, m.beat = timestamp() "
            "REMOVE m.data, m.nodes, m.relationships RETURN m.key",
            seen=before.token,
            loading=loading,
            base=base,
            owner=owner,
            token=token,
        )
        begun = answer.single() is not None
        if begun and not resumed:
            transaction.run("MATCH (b:_Batch) DELETE b").consume()
        return begun

    if not connection.write(work):
        raise busy(connection)


def beat(connection: Connection, token: str) -> None:
    """A sign of life. Raises `GraphBusy` where somebody else has taken over."""
    connection.write(lambda transaction: hold(connection, transaction, token))


def hold(connection: Connection, transaction: ManagedTransaction, token: str) -> None:
    """A sign of life that also keeps others from taking over until the transaction has ended.

    As the last step of a transaction it makes sure that nothing of it is written into the graph of another. Raises
    `GraphBusy` where somebody else has taken over already.
    """
    answer = transaction.run(
        "MATCH (m:_Meta {key: 'graph'}) SET m.beat = timestamp() WITH m WHERE m.token = $token RETURN m.key",
        token=token,
    )
    if answer.single() is None:
        raise busy(connection)


def finish(connection: Connection, token: str, data: str, nodes: int, relationships: int) -> None:
    """Marks the graph as whole, after its counts were compared. Raises `EngineError` where they are not as they should
    be; the next load then makes the graph anew."""
    found = read_state(connection)
    complete = (found.found_nodes, found.found_relationships) == (nodes, relationships)

    def work(transaction: ManagedTransaction) -> bool:
        answer = transaction.run(
            "MATCH (m:_Meta {key: 'graph', token: $token}) "
            "SET m.data = CASE WHEN $complete THEN $data ELSE NULL END, m.nodes = $nodes, "
            "m.relationships = $relationships, m.version = $version, m.indexed = true REMOVE m.loading, m.base, m.beat "
            "WITH m OPTIONAL MATCH (b:_Batch) DETACH DELETE b RETURN DISTINCT m.key",
            token=token,
            data=data,
            complete=complete,
            nodes=nodes,
            relationships=relationships,
            version=__version__,
        )
        return answer.single() is not None

    if not connection.write(work):
        raise busy(connection)
    if not complete:
        raise _uneven(connection, found, nodes, relationships)


def busy(connection: Connection) -> GraphBusy:
    """Somebody else is loading the same graph."""
    return GraphBusy(
        Text("另一位用户正在往这台服务器装载图谱", "somebody else is loading this server's graph"),
        Text("请等装载结束（一般几分钟）后再试。", "wait until it has ended (minutes as a rule), then try again."),
        Where(file=connection.address.text),
    )


def of_others(connection: Connection, state: State) -> GraphOfOthers:
    """The server holds something that this workspace did not put there."""
    if state.there:
        return GraphOfOthers(
            Text("服务器上的图谱是另一个工作区装载的", "the server's graph was loaded from another workspace"),
            Text(
                "请使用那个工作区；如确要换成本工作区的数据，请运行 cluegraph copy --from embedded --to "
                f"{connection.address.text}。",
                "use that workspace; if it is to be replaced by this one, run cluegraph copy --from embedded --to "
                f"{connection.address.text}.",
            ),
            Where(file=connection.address.text),
        )
    return _not_empty(connection, state.found_nodes)


def _not_empty(connection: Connection, nodes: int) -> GraphOfOthers:
    return GraphOfOthers(
        Text(
            f"服务器的数据库里已有别的数据（{nodes} 个节点），不会覆盖",
            f"the server's database holds other data ({nodes} nodes) and is left alone",
        ),
        Text(
            "请给 cluegraph 一个空的数据库，或先由管理员清空它。",
            "give cluegraph an empty database, or let its administrator empty it.",
        ),
        Where(file=connection.address.text),
    )


def refuse_foreign(connection: Connection, labels: Iterable[str]) -> None:
    """Before everything is taken away: raises `GraphOfOthers` where a node has none of our labels."""
    known = "|".join(f"`{label}`" for label in ("_Meta", "_Batch", *labels))
    (found,) = connection.newest(f"MATCH (n) WHERE NOT n:{known} RETURN count(n) AS foreign")
    foreign = found[0]["foreign"]
    if foreign:
        raise _not_empty(connection, foreign)


def _uneven(connection: Connection, found: State, nodes: int, relationships: int) -> EngineError:
    return EngineError(
        Text(
            f"装载后数量不符：应有 {nodes} 个节点、{relationships} 条关系，实有 {found.found_nodes} 和 "
            f"{found.found_relationships}",
            f"the counts differ after loading: {nodes} nodes and {relationships} relationships should be there, "
            f"{found.found_nodes} and {found.found_relationships} are",
        ),
        Text(
            "可能有人同时改动了服务器上的数据；请再运行一次，图谱会整个重建。",
            "somebody may have changed the server's data meanwhile; run it again, the graph is made anew.",
        ),
        Where(file=connection.address.text),
    )
