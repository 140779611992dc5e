"""The embedded engine: Ladybug, one file in the workspace, opened for reading only."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import ladybug

from cluegraph.errors import EngineError, GraphMissing, QueryTimedOut, Where
from cluegraph.graph.cypher import for_ladybug, needed, parameters_of, refuse_writing
from cluegraph.graph.engine import GraphFiles, Limits, Result, Step
from cluegraph.graph.model import model
from cluegraph.graph.paths import shortest_paths
from cluegraph.graph.rebuild import LARGEST_DATABASE, MEGABYTE, pool_size, replace_graph
from cluegraph.graph.refusals import refused
from cluegraph.graph.results import plain_rows
from cluegraph.graph.schema import ladybug_renames, ladybug_schema
from cluegraph.i18n import Text

Stamp = tuple[int, int, int]


class EmbeddedEngine:
    """The graph in one file. Reading may go on in several threads and processes while another writes a new graph."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: tuple[Stamp, ladybug.Database] | None = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return f"embedded (ladybug {ladybug.__version__})"

    @property
    def path(self) -> Path:
        """The graph's file."""
        return self._path

    def rebuild(self, files: GraphFiles) -> None:
        self.close()
        replace_graph(self._path, files)

    def data(self) -> str | None:
        try:
            rows = self._run("MATCH (m:`_Meta`) WHERE m.key = 'data' RETURN m.value", {}, Limits()).rows
        except GraphMissing:
            return None
        return str(rows[0][0]) if rows else None

    def query(self, cypher: str, parameters: Mapping[str, object] | None = None, limits: Limits = Limits()) -> Result:
        refuse_writing(cypher)
        return self._run(cypher, needed(cypher, parameters or {}), limits)

    def check(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Sequence[str]:
        """Runs the query on an empty graph of the vocabulary, so that a check needs no loaded data."""
        refuse_writing(cypher)
        given = dict.fromkeys(parameters_of(cypher)) if parameters is None else needed(cypher, parameters)
        with _connection(_empty_database()) as connection:
            return list(_execute(connection, cypher, given).get_column_names())

    def paths(self, start: str, end: str, types: Sequence[str], longest: int) -> list[list[Step]]:
        return shortest_paths(self.query, start, end, types, longest)

    def close(self) -> None:
        with self._lock:
            if self._opened:
                self._opened[1].close()
                self._opened = None

    def _run(self, cypher: str, parameters: Mapping[str, object], limits: Limits) -> Result:
        with _connection(self._database()) as connection:
            connection.set_query_timeout(max(1, int(limits.seconds * 1000)))
            answer = _execute(connection, cypher, parameters)
            rows = answer.get_n(limits.rows)
            return Result(list(answer.get_column_names()), plain_rows(rows), cut=bool(answer.has_next()))

    def _database(self) -> ladybug.Database:
        """The graph as it is now: a graph that was replaced since is opened anew."""
        with self._lock:
            stamp = self._stamp()
            if self._opened is None or self._opened[0] != stamp:
                self._opened = (stamp, self._open())
            return self._opened[1]

    def _stamp(self) -> Stamp:
        try:
            status = self._path.stat()
        except FileNotFoundError:
            raise GraphMissing(
                Text("还没有装载任何数据", "nothing has been loaded yet"),
                Text("请先运行 cluegraph load 文件夹。", "run cluegraph load FOLDER first."),
            ) from None
        return status.st_ino, status.st_mtime_ns, status.st_size

    def _open(self) -> ladybug.Database:
        size = pool_size(self._path.stat().st_size)
        try:
            return ladybug.Database(self._path, read_only=True, buffer_pool_size=size, max_db_size=LARGEST_DATABASE)
        except RuntimeError as problem:
            raise EngineError(
                Text(f"图谱文件无法打开（{problem}）", f"the graph cannot be opened ({problem})"),
                Text(
                    "请删除该文件后运行 cluegraph check，图谱会由记录重建。",
                    "delete it and run cluegraph check: it is rebuilt from the records.",
                ),
                Where(file=str(self._path)),
            ) from None


@contextlib.contextmanager
def _connection(database: ladybug.Database) -> Iterator[ladybug.Connection]:
    """One connection a query: a connection keeps its memory."""
    connection = ladybug.Connection(database)
    try:
        yield connection
    finally:
        connection.close()


def _execute(connection: ladybug.Connection, cypher: str, parameters: Mapping[str, object]) -> Any:
    try:
        return connection.execute(for_ladybug(cypher, parameters), dict(parameters))
    except RuntimeError as problem:
        message = " ".join(str(problem).split())
        if message.startswith("Interrupted"):
            raise QueryTimedOut(
                Text("查询超过了时间限制", "the query reached its time limit"),
                Text("请缩小范围，或放宽时间限制。", "narrow it, or raise the limit."),
            ) from None
        if message.startswith("Buffer manager"):
            raise EngineError(
                Text("内存不足，查询没有完成", "the query ran out of memory"),
                Text("请缩小查询范围，或关闭其他程序后再试。", "narrow it, or close other programs and try again."),
            ) from None
        raise refused(message) from None


@cache
def _empty_database() -> ladybug.Database:
    """A graph in memory with all tables and nothing in them."""
    database = ladybug.Database(":memory:", buffer_pool_size=512 * MEGABYTE, max_db_size=LARGEST_DATABASE)
    with _connection(database) as connection:
        for statement in (*ladybug_schema(model()), *ladybug_renames(model())):
            connection.execute(statement)
    return database
