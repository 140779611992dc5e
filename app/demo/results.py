"""Where the demo puts what it makes, and how it keeps its hands off what it has not made."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from cluegraph.errors import UsageError, Where, WorkspaceError, reason_of
from cluegraph.i18n import Text
from cluegraph.workspace import Workspace

_MARK = ".cluegraph-demo"


@dataclass(frozen=True)
class Results:
    """The places below the folder that was named."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "数据"

    @property
    def workspace(self) -> Workspace:
        return Workspace(self.folder / "workspace")

    @property
    def networks(self) -> Path:
        return self.folder / "网络图"

    @property
    def index(self) -> Path:
        return self.folder / "线索总览.html"

    @property
    def document(self) -> Path:
        return self.folder / "疑点核查清单.docx"

    @property
    def workbook(self) -> Path:
        return self.folder / "疑点核查清单（全部）.xlsx"

    def network(self, clue: str) -> Path:
        """The page of one clue."""
        return self.networks / f"{clue}.html"

    def begin(self) -> None:
        """Clears away an earlier demo. Raises `UsageError` where the folder holds files that no demo has made."""
        parts = (self.data, self.networks, self.workspace.root)
        if not (self.folder / _MARK).exists() and any(part.exists() for part in parts):
            raise UsageError(
                Text("这个文件夹里已有不是示例生成的内容", "the folder holds what no demo has made"),
                Text("请用 --output 指定一个新文件夹。", "name a new folder with --output."),
                Where(file=str(self.folder)),
            )
        try:
            for part in parts:
                if part.exists():
                    shutil.rmtree(part)
            self.networks.mkdir(parents=True)
            (self.folder / _MARK).write_text("", encoding="utf-8")
        except OSError as problem:
            raise WorkspaceError(
                Text(
                    f"文件夹无法写入（{reason_of(problem).zh}）",
                    f"the folder cannot be written ({reason_of(problem).en})",
                ),
                Text("请用 --output 指定一个可以写入的文件夹。", "name a folder that can be written with --output."),
                Where(file=str(self.folder)),
            ) from None
