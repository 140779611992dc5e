"""Files of the workspace that must never be half there: written aside, made durable, then put in place."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import polars as pl

from cluegraph.errors import Where, WorkspaceError
from cluegraph.i18n import Text
from cluegraph.workspace import Workspace

_UNFINISHED = ".unfinished"
_COMPRESSION = 1


def write_part(workspace: Workspace, frame: pl.DataFrame, kind: str, sha256: str, number: int) -> str:
    """Writes the records of one sheet; gives the part's name below the records folder. Raises `WorkspaceError`.

    A part that is already there is never written over: a catalog may name it.
    """
    folder = workspace.records / kind
    stem = f"{sha256[:16]}-{number}"
    name, again = f"{stem}.parquet", 1
    with _writing(workspace):
        folder.mkdir(parents=True, exist_ok=True)
        while (folder / name).exists():
            again += 1
            name = f"{stem}.{again}.parquet"
        _write(
            folder / name,
            lambda stream: frame.write_parquet(stream, compression="zstd", compression_level=_COMPRESSION),
        )
    return f"{kind}/{name}"


def keep_original(workspace: Workspace, file: Path, sha256: str) -> None:
    """Copies the original under its SHA-256, once. Raises `WorkspaceError`."""
    kept = workspace.sources / sha256
    if kept.exists():
        return
    with _writing(workspace), file.open("rb") as original:
        _write(kept, lambda stream: shutil.copyfileobj(original, stream, 1 << 20))


def sweep(workspace: Workspace, named: set[str]) -> None:
    """Removes what a load that was killed left behind: unfinished files, and parts that the catalog does not name."""
    for path in [*workspace.sources.glob(f"*{_UNFINISHED}"), *workspace.records.glob(f"*/*{_UNFINISHED}")]:
        path.unlink(missing_ok=True)
    for path in workspace.records.glob("*/*.parquet"):
        if path.relative_to(workspace.records).as_posix() not in named:
            path.unlink(missing_ok=True)


def _write(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    unfinished = path.with_name(path.name + _UNFINISHED)
    try:
        with unfinished.open("wb") as stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Makes the new name itself durable, where the system can (Windows cannot, and need not)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _writing(workspace: Workspace) -> Iterator[None]:
    try:
        yield
    except (OSError, pl.exceptions.ComputeError) as problem:
        raise _cannot_write(workspace, problem) from None


def _cannot_write(workspace: Workspace, problem: Exception) -> WorkspaceError:
    number = problem.errno if isinstance(problem, OSError) else None
    full = number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or "No space left" in str(problem)
    reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return WorkspaceError(
        Text("磁盘已满", "the disk is full")
        if full
        else Text(f"无法写入（{reason}）", f"it cannot be written ({reason})"),
        Text(
            "此前载入的数据没有损坏；请腾出磁盘空间或检查权限后重新加载，已完成的文件不会重复载入。",
            "what was loaded before is unharmed; free some space or check the permissions and load again: files that "
            "are complete are not loaded twice.",
        ),
        Where(file=str(workspace.root)),
    )
