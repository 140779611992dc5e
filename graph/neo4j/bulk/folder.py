"""The folder of an export: whose it is, and whether it is whole.

A file of its own says which files an export writes and whether it came to its end; the importer's arguments are
written last. So what a killed export leaves behind cannot be imported by the command that is printed, and the next
export knows it for its own.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cluegraph.errors import UsageError, Where, WorkspaceError, reason_of
from cluegraph.i18n import Text

MARKER = "cluegraph-export.json"
_MAKER = "cluegraph export --neo4j-import"
REPORTS = ("import.report", "report.json.log")
"""What the importer leaves in the folder from which it is run; it quotes rows."""


def refuse_other_content(folder: Path) -> None:
    """Raises `UsageError` where the folder holds anything but an earlier export; touches nothing."""
    with _in_sentences(folder):
        if not os.path.lexists(folder):
            return
        if not folder.is_dir():
            raise _refused(folder, Text("这不是文件夹", "this is no folder"))
        if any(folder.iterdir()) and _marker(folder) is None:
            raise _refused(folder, Text("文件夹里已有别的内容", "the folder already holds other things"))


def is_complete(folder: Path) -> bool:
    """Whether the folder holds an export that came to its end."""
    return bool((_marker(folder) or {}).get("complete"))


@contextlib.contextmanager
def claimed(folder: Path, files: Iterable[str]) -> Iterator[None]:
    """The folder for one export that writes `files`: made, or emptied of an earlier export, and marked as complete at
    the end. Where the body fails, nothing of it is left.

    Raises `UsageError` for a folder with other content, `WorkspaceError` where it cannot be written.
    """
    names = tuple(files)
    refuse_other_content(folder)
    with _in_sentences(folder):
        made = _prepare(folder)
        try:
            _mark(folder, names, complete=False)
            yield
            _mark(folder, names, complete=True)
        except BaseException:
            _remove(folder, names)
            if made:
                with contextlib.suppress(OSError):
                    folder.rmdir()
            raise


def write_private(path: Path, text: str) -> None:
    """Writes a new text file that only its owner can read. Raises `OSError`."""
    make_private(path)
    path.write_text(text, encoding="utf-8", newline="\n")


def make_private(path: Path) -> None:
    """Makes an empty file that only its owner can read; never follows a link that lies there. Raises `OSError`."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _prepare(folder: Path) -> bool:
    """Whether the folder had to be made."""
    earlier = _marker(folder)
    if earlier is not None:
        _remove(folder, earlier["files"])
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return made


def _remove(folder: Path, files: Iterable[str]) -> None:
    """Takes an export away, what makes it look whole first and what makes it ours last."""
    for name in (*reversed(tuple(files)), *REPORTS, _fresh_name(), MARKER):
        (folder / name).unlink(missing_ok=True)


def _mark(folder: Path, files: Iterable[str], *, complete: bool) -> None:
    fresh = folder / _fresh_name()
    fresh.unlink(missing_ok=True)
    write_private(fresh, json.dumps({"made_by": _MAKER, "complete": complete, "files": list(files)}, indent=1) + "\n")
    fresh.replace(folder / MARKER)


def _fresh_name() -> str:
    return f"{MARKER}.new"


def _marker(folder: Path) -> Mapping[str, Any] | None:
    """What an earlier export wrote about itself."""
    try:
        found = json.loads((folder / MARKER).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    ours = isinstance(found, dict) and found.get("made_by") == _MAKER and isinstance(found.get("files"), list)
    return found if ours and all(isinstance(name, str) and _PLAIN.fullmatch(name) for name in found["files"]) else None


_PLAIN = re.compile(r"\w[\w.-]*", re.ASCII)
"""Names that cannot lead out of the folder."""


@contextlib.contextmanager
def _in_sentences(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        reason = reason_of(_numbered(problem))
        raise WorkspaceError(
            Text(f"导出文件无法写入（{reason.zh}）", f"the export cannot be written ({reason.en})"),
            Text(
                "请检查磁盘空间和权限，或换一个文件夹，然后重新导出；没写完的导出不能导入。",
                "check disk space and rights, or name another folder, and export again; an unfinished export cannot be "
                "imported.",
            ),
            Where(file=str(folder)),
        ) from None


def _numbered(problem: OSError) -> OSError:
    """Polars says the system's number of an error in its text alone."""
    said = re.search(r"\(os error (\d+)\)", str(problem))
    return OSError(int(said[1]), os.strerror(int(said[1]))) if said and problem.errno is None else problem


def _refused(folder: Path, what: Text) -> UsageError:
    return UsageError(
        what,
        Text(
            "请指定一个新的或空的文件夹；只有以前由本命令导出的文件夹可以覆盖。",
            "name a new or an empty folder; only a folder that this command wrote before is replaced.",
        ),
        Where(file=str(folder)),
    )
