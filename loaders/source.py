"""Which files the user gave, and what each of them really is.

given_files → Given (path, shown) → fingerprint (SHA-256) → identify → SourceFile
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cluegraph.errors import UsageError
from cluegraph.i18n import Text
from cluegraph.loaders.refusals import refused, unreadable
from cluegraph.loaders.sniff import format_of
from cluegraph.loaders.table import SourceFile

_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_BLOCK = 1 << 20
_NOWHERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})


@dataclass(frozen=True)
class Given:
    """A file that was given, or `found` in a folder that was given; `shown` is its path below that folder."""

    path: Path
    shown: str
    found: bool = False


def given_files(paths: Iterable[Path]) -> list[Given]:
    """Every file of `paths`, folders walked, in the order of their names; each file once.

    Temporary files (~$…), dot-files and files of the operating system are left out of folders. What does not exist or
    is no regular file stays in the list, so that it gets its entry: `fingerprint` refuses it. Symbolic links inside a
    folder are not followed. Two files that would be shown alike are shown with the names of their folders. Raises
    `UsageError` where none of the paths exists.
    """
    paths = list(paths)
    if paths and all(map(is_nowhere, paths)):
        zh, en = "”“".join(map(str, paths)), '", "'.join(map(str, paths))
        raise UsageError(
            Text(f"没有“{zh}”这样的文件或文件夹", f'there is no file or folder "{en}"'),
            Text("请检查路径有没有写错。", "check the spelling of the path."),
        )
    found: dict[Path, Given] = {}
    for path in paths:
        for given in _walk(path):
            found.setdefault(given.path.absolute(), given)
    return _told_apart(list(found.values()))


def is_nowhere(path: Path) -> bool:
    """Whether nothing stands at the path, so that it was mistyped; what may not be looked at is somewhere."""
    try:
        path.stat()
    except OSError as problem:
        return problem.errno in _NOWHERE
    return False


def _walk(path: Path) -> Iterator[Given]:
    if not path.is_dir():
        yield Given(path, _readable(path.name or str(path)))
        return
    for entry in _entries(path):
        relative = entry.relative_to(path)
        yield Given(entry, _readable(relative.as_posix()), found=True)


def _readable(name: str) -> str:
    """The name as text. Archives packed on Chinese Windows leave names in GB18030, which Python shows as surrogates."""
    if name.isascii():
        return name
    return "/".join(_decoded(os.fsencode(part)) for part in name.split("/"))


def _decoded(name: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", "backslashreplace")


def _entries(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if _is_ignored(entry.name):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _entries(entry)
        else:
            yield entry


def _is_ignored(name: str) -> bool:
    return name.startswith((".", "~$", ".~")) or name.lower() in _SYSTEM_FILES


def _told_apart(found: list[Given]) -> list[Given]:
    """Puts parent folders before names that occur twice, so that no source hides another."""
    times = Counter(given.shown for given in found)
    result: list[Given] = []
    for given in found:
        shown = given.shown
        if times[shown] > 1:
            base = given.path.absolute()
            above = base.parts[: len(base.parts) - len(Path(shown).parts)]
            shown = "/".join((*map(_readable, _shortest_tail(above, base, shown, found)), shown))
        result.append(replace(given, shown=shown))
    return result


def _shortest_tail(above: tuple[str, ...], base: Path, shown: str, found: list[Given]) -> tuple[str, ...]:
    """As few of the folders above as tell this file from all others that are shown alike."""
    others = [other.path.absolute() for other in found if other.shown == shown]
    for length in range(1, len(above)):
        tail = (*above[-length:], *Path(shown).parts)
        if sum(other.parts[-len(tail) :] == tail for other in others if other != base) == 0:
            return above[-length:]
    return above[1:]


def fingerprint(given: Given) -> str:
    """The SHA-256 of the content, in hex. Raises `FileRefused` for what is no readable regular file."""
    try:
        _check_regular(given, (given.path.lstat() if given.found else given.path.stat()).st_mode)
        digest = hashlib.sha256()
        with given.path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    except OSError as problem:
        raise unreadable(given.shown, problem) from None
    return digest.hexdigest()


def _check_regular(given: Given, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        what = Text("文件夹无法打开", "the folder cannot be opened")
        todo = Text("请检查是否有读取权限。", "check that it may be read.")
    elif stat.S_ISLNK(mode):
        what = Text("是符号链接，不跟随", "it is a symbolic link, which is not followed")
        todo = Text("请直接指定链接所指的文件。", "give the file that it points to.")
    else:
        what = Text("不是普通文件", "it is no regular file")
        todo = Text("请指定电子表格文件。", "give a spreadsheet file.")
    raise refused(given.shown, what, todo)


def identify(given: Given, sha256: str) -> SourceFile:
    """The file with the format that its content shows. Raises `FileRefused` when that is no table."""
    try:
        return SourceFile(given.path, given.shown, sha256, format_of(given.path, given.shown))
    except OSError as problem:
        raise unreadable(given.shown, problem) from None
