"""Writing a whole graph beside the old one and putting it in its place.

Nothing of the old graph is touched before the new one is complete on the disk, so that an end at any moment leaves
the last good graph (docs/decisions/0001-rebuild-and-swap.md).
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import ladybug

from cluegraph.errors import EngineError, Where, reason_of
from cluegraph.graph.engine import GraphFiles
from cluegraph.graph.model import model
from cluegraph.graph.schema import ladybug_renames, ladybug_schema
from cluegraph.i18n import Text

MEGABYTE = 1 << 20
_LEAST_POOL, _POOL_A_BYTE = 256 * MEGABYTE, 6
_LITTLE = 4 * MEGABYTE
_UNPACKED = 4
"""How many times larger the graph is than its packed files."""
LARGEST_DATABASE = 1 << 40
"""Address space that an opened database reserves; the engine's own default is too much for many at once."""


def replace_graph(path: Path, files: GraphFiles) -> None:
    """Writes the files' graph to `<path>.new` and renames it to `path`. Raises `EngineError`."""
    fresh = path.with_name(path.name + ".new")
    for leftover in (fresh, *fresh.parent.glob(fresh.name + ".*")):
        leftover.unlink(missing_ok=True)
    try:
        fresh.write_bytes(_empty_graph())
        _fill(fresh, files)
        _to_disk(fresh)
        fresh.replace(path)
        _to_disk(path.parent)
    except OSError as problem:
        raise EngineError(
            Text(f"图谱无法写入（{reason_of(problem).zh}）", f"the graph cannot be written ({reason_of(problem).en})"),
            Text(
                "请检查磁盘空间、权限，并关闭正在使用它的程序；原图谱未受影响。",
                "check disk space and rights, close what uses it; the old graph is untouched.",
            ),
            Where(file=str(path)),
        ) from None
    except RuntimeError as problem:
        raise EngineError(
            Text(f"图引擎未能写入图谱（{problem}）", f"the engine could not write the graph ({problem})"),
            Text("请重试；原图谱未受影响。", "try again; the old graph is untouched."),
            Where(file=str(path)),
        ) from None


def pool_size(data_bytes: int) -> int:
    """The engine's buffer pool in bytes for so much data on the disk: modest for little, 512 MB and more for a million
    payments; at most half of the machine's memory."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else 8192 * MEGABYTE
    return max(min(_LEAST_POOL + _POOL_A_BYTE * data_bytes, memory // 2), _LEAST_POOL)


@cache
def _empty_graph() -> bytes:
    """The file of a graph that has all tables and nothing in them, made once a process."""
    with TemporaryDirectory(prefix="cluegraph-") as folder:
        path = Path(folder) / "empty"
        with (
            ladybug.Database(path, buffer_pool_size=64 * MEGABYTE, max_db_size=LARGEST_DATABASE) as database,
            ladybug.Connection(database) as connection,
        ):
            for statement in ladybug_schema(model()):
                connection.execute(statement)
            connection.execute("CHECKPOINT")
        return path.read_bytes()


def _fill(path: Path, files: GraphFiles) -> None:
    """Loads the files. Little is loaded in one transaction by one thread: there each commit and each hand-over between
    threads costs more than the loading; of much, one commit at the end would cost more."""
    parts = [*files.nodes.values(), *files.relationships.values()]
    size = sum(part.stat().st_size for paths in parts for part in paths)
    little = size <= _LITTLE
    with (
        ladybug.Database(
            path,
            buffer_pool_size=pool_size(_UNPACKED * size),
            max_db_size=LARGEST_DATABASE,
            max_num_threads=1 if little else 0,
            auto_checkpoint=not little,
        ) as database,
        ladybug.Connection(database) as connection,
    ):
        if little:
            connection.execute("BEGIN TRANSACTION")
        _copy(connection, files)
        if little:
            connection.execute("COMMIT")
        connection.execute("CHECKPOINT")


def _copy(connection: ladybug.Connection, files: GraphFiles) -> None:
    for label, paths in files.nodes.items():
        connection.execute(f"COPY `{label}` FROM {_listed(paths)}")
    for (kind, start, end), paths in files.relationships.items():
        pair = f" (from='{start}', to='{end}')" if len(model().relationships[kind].ends) > 1 else ""
        connection.execute(f"COPY `{kind}` FROM {_listed(paths)}{pair}")
    for statement in ladybug_renames(model()):
        connection.execute(statement)
    connection.execute("CREATE (:`_Meta` {`key`: 'data', `value`: $data})", {"data": files.data})


def _listed(paths: tuple[Path, ...]) -> str:
    """The files as a list of Cypher texts."""
    quoted = (str(path).replace("\\", "\\\\").replace("'", "\\'") for path in paths)
    return "[" + ", ".join(f"'{path}'" for path in quoted) + "]"


def _to_disk(path: Path) -> None:
    """Waits until a file or folder has reached the disk."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
