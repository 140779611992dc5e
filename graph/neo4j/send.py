"""Writing batches to a server: two at a time, each exactly once, however often it is cut off."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from neo4j import ManagedTransaction

from cluegraph.graph.neo4j.connection import Connection
from cluegraph.graph.neo4j.plan import Batch
from cluegraph.graph.neo4j.state import beat, busy, hold

SENDERS, IN_FLIGHT = 2, 4
_BEAT_SECONDS = 5.0
_WIPED_AT_ONCE = 20_000
_GUARD = (
    "MATCH (m:_Meta {key: 'graph', token: $token}) MERGE (b:_Batch {key: $batch}) ON CREATE SET b.attempt = $attempt "
    "RETURN b.attempt = $attempt AS mine"
)
_WIPE = (
    "MATCH ()-[r]->() WITH r LIMIT $most DELETE r RETURN count(*) AS gone",
    "MATCH (n) WHERE NOT n:_Meta AND NOT n:_Batch WITH n LIMIT $most DETACH DELETE n RETURN count(*) AS gone",
)


@dataclass(frozen=True)
class Load:
    """One load: its connection, the data it loads, its token, and where progress is told (elements written)."""

    connection: Connection
    data: str
    token: str
    progress: Callable[[int], None]

    def name(self, batch: int | str) -> str:
        """The key of a batch's node on the server."""
        return f"{self.data[:16]}:{batch}"


def written(load: Load) -> set[str]:
    """The batches of this load that are on the server."""
    (rows,) = load.connection.newest("MATCH (b:_Batch) RETURN b.key AS name")
    return {str(row["name"]) for row in rows}


def wipe(load: Load) -> None:
    """Empties the graph: relationships first, since a place with a million of them is too much for one transaction."""
    for statement in _WIPE:
        while load.connection.write(partial(_wiped, load=load, statement=statement)):
            pass
    load.connection.write(lambda tx: _emptied(tx, load))


def _wiped(transaction: ManagedTransaction, load: Load, statement: str) -> int:
    gone = int(transaction.run(statement, most=_WIPED_AT_ONCE).single(strict=True)["gone"])
    hold(load.connection, transaction, load.token)
    return gone


def _emptied(transaction: ManagedTransaction, load: Load) -> None:
    transaction.run("MERGE (:_Batch {key: $name})", name=load.name("empty")).consume()
    hold(load.connection, transaction, load.token)


def send(load: Load, batches: Iterable[Batch], done: set[str]) -> None:
    """Writes all batches that are not done. Raises `GraphBusy` where somebody else took over, `EngineError`."""
    with ThreadPoolExecutor(SENDERS) as pool:
        waiting = _Waiting(load)
        try:
            for batch in batches:
                waiting.until(0 if batch.barrier else IN_FLIGHT)
                if load.name(batch.number) not in done:
                    waiting.add(pool.submit(_write, load, batch))
            waiting.until(0)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


class _Waiting:
    """The batches on their way, with a sign of life to the server from time to time."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._futures: set[Future[int]] = set()
        self._beaten = time.monotonic()
        self._written = 0

    def add(self, future: Future[int]) -> None:
        self._futures.add(future)

    def until(self, most: int) -> None:
        """Waits until no more than `most` are on their way. Raises what went wrong with one."""
        while len(self._futures) > most:
            ready, self._futures = wait(self._futures, timeout=_BEAT_SECONDS, return_when=FIRST_COMPLETED)
            self._written += sum(future.result() for future in ready)
            self._load.progress(self._written)
            if time.monotonic() - self._beaten > _BEAT_SECONDS:
                beat(self._load.connection, self._load.token)
                self._beaten = time.monotonic()


def _write(load: Load, batch: Batch) -> int:
    rows = batch.rows.rows()
    load.connection.write(lambda tx: _guarded(tx, load, batch, rows))
    return len(rows)


def _guarded(transaction: ManagedTransaction, load: Load, batch: Batch, rows: list[tuple[object, ...]]) -> None:
    """Writes the batch unless it is there: mark and rows are one transaction. A mark of an earlier attempt, whose
    answer was lost, says that it is there."""
    answer = transaction.run(_GUARD, token=load.token, batch=load.name(batch.number), attempt=uuid4().hex).single()
    if answer is None:
        raise busy(load.connection)
    if answer["mine"]:
        transaction.run(batch.cypher, rows=rows).consume()
        hold(load.connection, transaction, load.token)
