"""The folder of an export: nobody else's files are touched, nobody else can read it, no half of it looks whole."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from cluegraph.errors import UsageError, WorkspaceError
from cluegraph.graph.engine import GraphFiles
from cluegraph.graph.model import model
from cluegraph.graph.neo4j.bulk.export import export_graph
from cluegraph.graph.neo4j.bulk.folder import MARKER, is_complete
from cluegraph.graph.sink import NodePart, Sink

_CHILD = """
import os, resource, signal, sys
from pathlib import Path
from cluegraph.errors import WorkspaceError
from cluegraph.graph.engine import GraphFiles
from cluegraph.graph.neo4j.bulk.export import export_graph
from cluegraph.workspace import private_umask

files = GraphFiles({"Person": (Path(sys.argv[1]),)}, {}, "data")
"""
_FULL = """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    export_graph(files, Path(sys.argv[2]), "me")
except WorkspaceError as error:
    print(error.sentence("zh"))
"""
_KILLED = """
write = Path.replace
def killed(self, target):
    done = write(self, target)
    os.kill(os.getpid(), signal.SIGKILL)
Path.replace = killed
export_graph(files, Path(sys.argv[2]), "me")
"""


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., GraphFiles]:
    """A graph of so many people."""

    def of(people: int, label: str = "Person") -> GraphFiles:
        folder = tmp_path / f"parts-{people}-{label}"
        folder.mkdir()
        sink = Sink(folder, model())
        sink.add([NodePart(label, pl.LazyFrame({"key": [f"k{n}" for n in range(people)]}), own=True)], people)
        return sink.finish("data")

    return of


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_an_export_is_for_its_owner_alone_whatever_the_umask(tmp_path: Path, files: Callable[..., GraphFiles]) -> None:
    folder = tmp_path / "县" / "导出"
    before = os.umask(0)
    try:
        export_graph(files(3), folder, "me")
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert is_complete(folder)


def test_a_later_export_replaces_the_earlier_one_with_all_its_files(
    tmp_path: Path, files: Callable[..., GraphFiles]
) -> None:
    folder = tmp_path / "out"
    export_graph(files(3), folder, "me")
    (folder / "import.report").write_text("quotes rows", encoding="utf-8")
    (folder / "备忘.txt").write_text("mine", encoding="utf-8")
    export = export_graph(files(2, "Village"), folder, "me")
    assert (export.nodes, export.relationships) == (2, 0)
    assert "Person.csv" not in _names(folder)
    assert "import.report" not in _names(folder)
    assert {"Village.csv", "备忘.txt", "import.args"} <= _names(folder)


def test_other_content_is_refused_and_left_alone(tmp_path: Path, files: Callable[..., GraphFiles]) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "Person.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        export_graph(files(1), folder, "me")
    assert "新的或空的文件夹" in refused.value.sentence("zh")
    assert (folder / "Person.csv").read_text(encoding="utf-8") == "mine"
    with pytest.raises(UsageError):
        export_graph(files(2), folder / "Person.csv", "me")
    (folder / MARKER).write_text('{"made_by": "somebody", "files": ["Person.csv"]}', encoding="utf-8")
    with pytest.raises(UsageError):
        export_graph(files(4), folder, "me")
    assert _names(folder) == {"Person.csv", MARKER}


def test_a_link_is_not_followed(tmp_path: Path, files: Callable[..., GraphFiles]) -> None:
    folder, outside = tmp_path / "out", tmp_path / "outside"
    export_graph(files(1), folder, "me")
    outside.write_text("mine", encoding="utf-8")
    (folder / "Village.csv").symlink_to(outside)
    with pytest.raises(WorkspaceError):
        export_graph(files(2, "Village"), folder, "me")
    assert outside.read_text(encoding="utf-8") == "mine"


def test_the_list_of_files_cannot_lead_out_of_the_folder(tmp_path: Path, files: Callable[..., GraphFiles]) -> None:
    folder, outside, graph = tmp_path / "out", tmp_path / "outside", files(1)
    export_graph(graph, folder, "me")
    outside.write_text("mine", encoding="utf-8")
    said = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    for name in ("../outside", str(outside), "..", "a/../../outside", 7):
        (folder / MARKER).write_text(json.dumps({**said, "files": [name]}), encoding="utf-8")
        with pytest.raises(UsageError):
            export_graph(graph, folder, "me")
    assert outside.exists()


def _run(code: str, part: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _CHILD + code, str(part), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.mark.parametrize("there", [False, True], ids=["new", "earlier"])
def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, files: Callable[..., GraphFiles], there: bool
) -> None:
    folder = tmp_path / "out"
    (part,) = files(100_000).nodes["Person"]
    if there:
        folder.mkdir()
    done = _run(_FULL, part, folder)
    assert done.stdout.startswith(f"{folder}：导出文件无法写入（"), done.stderr
    assert done.stdout.count("\n") == 1
    assert "请检查磁盘空间和权限" in done.stdout
    assert folder.exists() == there
    assert not there or _names(folder) == set()


def test_a_killed_export_is_not_whole_and_the_next_one_replaces_it(
    tmp_path: Path, files: Callable[..., GraphFiles]
) -> None:
    folder = tmp_path / "out"
    graph = files(10)
    assert _run(_KILLED, graph.nodes["Person"][0], folder).returncode == -9
    assert not is_complete(folder)
    assert "import.args" not in _names(folder)
    export_graph(graph, folder, "me")
    assert is_complete(folder)


def test_an_interrupted_export_leaves_nothing(tmp_path: Path, files: Callable[..., GraphFiles]) -> None:
    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_graph(files(1), tmp_path / "out", "me", interrupt)
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path, files: Callable[..., GraphFiles]) -> None:
    (tmp_path / "文件").write_text("mine", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="路径中有一段不是文件夹"):
        export_graph(files(1), tmp_path / "文件" / "out", "me")
