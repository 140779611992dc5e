"""The folder in which everything that cluegraph keeps has its place.

workspace/  cluegraph.toml   sources/<sha256>   records/catalog.sqlite + <kind>/<part>.parquet
            graph.lbdb       runs.sqlite        rules/   programmes.yml   thresholds.yml   mappings/   out/
            sent/<graph>     id                 (with a graph server: what was sent to it last, and whose graph it is)
            judgements.sqlite   identities/   identities.off   (who is the same: what people decided, what came of it,
                                                                and that the resolution is switched off)
            decisions.sqlite    (which clues people explained or suppressed)
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from cluegraph.errors import Where, WorkspaceBusy, WorkspaceError, reason_of
from cluegraph.i18n import Text


@dataclass(frozen=True)
class Workspace:
    """One workspace; only paths, nothing is opened."""

    root: Path

    @property
    def sources(self) -> Path:
        return self.root / "sources"

    @property
    def records(self) -> Path:
        return self.root / "records"

    @property
    def catalog(self) -> Path:
        return self.records / "catalog.sqlite"

    @property
    def graph(self) -> Path:
        return self.root / "graph.lbdb"

    @property
    def sent(self) -> Path:
        return self.root / "sent"

    @property
    def judgements(self) -> Path:
        return self.root / "judgements.sqlite"

    @property
    def identities(self) -> Path:
        return self.root / "identities"

    @property
    def identities_off(self) -> Path:
        return self.root / "identities.off"

    @property
    def runs(self) -> Path:
        return self.root / "runs.sqlite"

    @property
    def decisions(self) -> Path:
        return self.root / "decisions.sqlite"

    @property
    def rules(self) -> Path:
        return self.root / "rules"

    @property
    def programmes(self) -> Path:
        return self.root / "programmes.yml"

    @property
    def thresholds(self) -> Path:
        return self.root / "thresholds.yml"

    @property
    def mappings(self) -> Path:
        return self.root / "mappings"

    @property
    def out(self) -> Path:
        return self.root / "out"

    def prepare(self) -> None:
        """Makes the folders, readable by the owner alone. Raises `WorkspaceError`."""
        try:
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            for folder in (self.sources, self.records, self.rules, self.mappings, self.out):
                folder.mkdir(exist_ok=True)
        except OSError as problem:
            raise WorkspaceError(
                Text(
                    f"无法建立工作区（{reason_of(problem).zh}）",
                    f"the workspace cannot be made ({reason_of(problem).en})",
                ),
                Text(
                    "请用 --workspace 指定一个可以写入的文件夹。", "name a folder that can be written with --workspace."
                ),
                Where(file=str(self.root)),
            ) from None

    def identity(self) -> str:
        """The workspace's own id, made when it is first asked for; a copy of the folder has the same.

        Raises `WorkspaceError`.
        """
        self.prepare()
        path = self.root / "id"
        try:
            if not path.exists():
                fresh = path.with_name(f"id.{uuid4().hex}")
                fresh.write_text(uuid4().hex, encoding="ascii")
                with suppress(FileExistsError):
                    os.link(fresh, path)
                fresh.unlink()
            return path.read_text(encoding="ascii").strip()
        except OSError as problem:
            raise WorkspaceError(
                Text(f"无法读写（{reason_of(problem).zh}）", f"cannot be read or written ({reason_of(problem).en})"),
                Text("请检查磁盘空间和权限。", "check disk space and rights."),
                Where(file=str(path)),
            ) from None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the one right to write. Raises `WorkspaceBusy` at once when another process holds it."""
        self.prepare()
        lock = FileLock(self.root / ".lock", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise WorkspaceBusy(
                Text("另一个 cluegraph 正在写入这个工作区", "another cluegraph is writing to this workspace"),
                Text("请等它结束后再试。", "wait until it has ended, then try again."),
                Where(file=str(self.root)),
            ) from None
        try:
            yield
        finally:
            lock.release()


def private_umask() -> None:
    """New files are for their owner alone: they hold personal data."""
    os.umask(0o077)
