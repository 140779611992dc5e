"""Every error that cluegraph raises on purpose.

    CluegraphError
    ├── UsageError              the command was called wrongly                      exit 2
    ├── WorkspaceError          the workspace cannot be used                        exit 1
    │   └── WorkspaceBusy       another process is writing to it
    ├── InputError              a file, sheet or mapping was refused                exit 3
    │   ├── FileRefused         the file cannot be opened or is not a table
    │   ├── SheetRefused        no kind, or several kinds, fit the sheet
    │   └── MappingError        the mapping file is wrong
    ├── DataFileError           a shipped or local YAML file is wrong (file, line)  exit 1
    │   ├── ModelError          the graph vocabulary or the projection
    │   └── RuleError           a saved query
    ├── EngineError             the graph engine could not do it                    exit 1
    │   ├── QueryRefused        the Cypher text is not accepted
    │   ├── QueryTimedOut       the time limit was reached
    │   ├── GraphMissing        nothing has been loaded yet
    │   ├── ServerUnreachable   the graph server does not answer, or the connection broke
    │   ├── LoginRefused        the graph server does not accept user and password
    │   ├── GraphBusy           somebody else is loading the server's graph just now
    │   └── GraphOfOthers       the server holds the graph of another workspace, or other data
    ├── NothingFits             no clue fits what was asked for                     exit 1
    └── ClueNotFound            no clue, person, company or village of that key     exit 2

Each says what happened, where (file, sheet, row, rule) and what to do, in Chinese and English.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import ClassVar

from cluegraph.i18n import Language, Text, language

_REASONS = {
    errno.ENOENT: Text("文件或文件夹不存在", "No such file or directory"),
    errno.EACCES: Text("没有权限", "Permission denied"),
    errno.EPERM: Text("不允许这样做", "Operation not permitted"),
    errno.EISDIR: Text("这是一个文件夹", "Is a directory"),
    errno.ENOTDIR: Text("路径中有一段不是文件夹", "Not a directory"),
    errno.EEXIST: Text("已有同名的文件", "File exists"),
    errno.EROFS: Text("磁盘是只读的", "Read-only file system"),
    errno.ENOSPC: Text("磁盘已满", "No space left on device"),
    errno.ENAMETOOLONG: Text("文件名太长", "File name too long"),
    errno.ELOOP: Text("符号链接互相指向", "Too many levels of symbolic links"),
}


def reason_of(problem: Exception) -> Text:
    """Why the operating system would not do it; the writer of workbooks wraps what it said."""
    inner = next((one for one in (problem, *problem.args) if isinstance(one, OSError)), None)
    if inner is None:
        return Text(str(problem), str(problem))
    said = inner.strerror or type(inner).__name__
    return _REASONS.get(inner.errno or 0, Text(said, said))


@dataclass(frozen=True)
class Where:
    """The place an error speaks of; empty parts are not shown. Rows count from 1."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    rule: str = ""
    line: int | None = None

    def in_language(self, chosen: Language) -> str:
        zh = chosen == "zh"
        parts = [
            self.file,
            (f"工作表“{self.sheet}”" if zh else f"sheet “{self.sheet}”") if self.sheet else "",
            (f"第{self.row}行" if zh else f"row {self.row}") if self.row is not None else "",
            (f"规则 {self.rule}" if zh else f"rule {self.rule}") if self.rule else "",
            (f"文件第{self.line}行" if zh else f"line {self.line}") if self.line is not None else "",
        ]
        return ("，" if zh else ", ").join(part for part in parts if part)


class CluegraphError(Exception):
    """The root of the tree: what happened, where, and what to do."""

    exit_code: ClassVar[int] = 1

    def __init__(self, what: Text, todo: Text, where: Where | None = None) -> None:
        self.what = what
        self.todo = todo
        self.where = where or Where()
        super().__init__(what, todo, self.where)

    def sentence(self, chosen: Language | None = None) -> str:
        """One sentence in the user's language: where: what; what to do."""
        chosen = chosen or language()
        where = self.where.in_language(chosen)
        zh = chosen == "zh"
        head = (f"{where}：" if zh else f"{where}: ") if where else ""
        what = self.what.in_language(chosen).rstrip("。.")
        return f"{head}{what}{'；' if zh else '; '}{self.todo.in_language(chosen)}"

    def __str__(self) -> str:
        return self.sentence()


class UsageError(CluegraphError):
    """The command was called wrongly."""

    exit_code = 2


class WorkspaceError(CluegraphError):
    """The workspace cannot be read or written."""


class WorkspaceBusy(WorkspaceError):
    """Another process is writing to the workspace."""


class InputError(CluegraphError):
    """Some input was refused; the rest is loaded."""

    exit_code = 3


class FileRefused(InputError):
    """The file cannot be opened, or is not a table."""


class SheetRefused(InputError):
    """No kind of record fits the sheet, or several fit equally."""


class MappingError(InputError):
    """The mapping file is wrong."""

    exit_code = 2


class DataFileError(CluegraphError):
    """A YAML file of the product or of the workspace is wrong."""


class ModelError(DataFileError):
    """The graph vocabulary or the projection is wrong."""


class RuleError(DataFileError):
    """A saved query is wrong."""


class EngineError(CluegraphError):
    """The graph engine could not do what was asked."""


class QueryRefused(EngineError):
    """The engine does not accept the Cypher text, or it would write."""


class QueryTimedOut(EngineError):
    """The time limit of the query was reached."""


class GraphMissing(EngineError):
    """There is no graph yet."""


class ServerUnreachable(EngineError):
    """The graph server does not answer, or the connection to it broke."""


class LoginRefused(EngineError):
    """The graph server does not accept the user and the password, or there is no password."""


class GraphBusy(EngineError):
    """Somebody else is loading the server's graph just now."""


class GraphOfOthers(EngineError):
    """The server holds the graph of another workspace, or data that are not cluegraph's."""


class NothingFits(CluegraphError):
    """What was asked for exists, and no clue is on it."""


class ClueNotFound(CluegraphError):
    """Nothing of that key is known: like an unknown rule, pair or run it was named wrongly."""

    exit_code = 2
