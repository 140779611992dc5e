"""A load that is killed at any moment leaves the last good state, and the next load goes on."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cluegraph.errors import WorkspaceError
from cluegraph.loaders.catalog import Catalog
from cluegraph.loaders.load import load
from cluegraph.loaders.parts import sweep, write_part
from cluegraph.loaders.store import Records
from cluegraph.workspace import Workspace

KILLS = 20
AT_ONCE = 4
FILES = 12
ROWS = 40
CHILD = """
import sys
from pathlib import Path
from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.load import load
from cluegraph.workspace import Workspace
shipped_kinds()
print("ready", flush=True)
sys.stdin.readline()
load([Path(sys.argv[1])], Workspace(Path(sys.argv[2])))
"""


def write_lists(folder: Path, generation: int) -> None:
    """Every generation has the same files with other people in them."""
    folder.mkdir(exist_ok=True)
    for number in range(FILES):
        head = f"柳溪镇上坪村2023年{number % 12 + 1}月农村低保发放表,,\n姓名,身份证号,金额\n"
        rows = "".join(f"第{generation}代{number}号{row},,{row + 1}.50\n" for row in range(ROWS))
        (folder / f"{number:02d}.csv").write_text(head + rows, encoding="utf-8")


def assert_whole(workspace: Workspace) -> None:
    """Each file is there once, whole and of one generation; nothing that the catalog names is missing."""
    records = Records(workspace).frame("subsidy").select("path", "name").collect()
    for (path,), rows in records.group_by("path"):
        generations = {name.split("代")[0] for name in rows["name"]}
        assert (path, rows.height, len(generations)) == (path, ROWS, 1)


def started(data: Path, workspace: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(data), str(workspace)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def release(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


@pytest.mark.slow
def test_killed_at_twenty_random_moments(tmp_path: Path) -> None:
    chance = random.Random(20240305)
    lanes = [(tmp_path / f"data{lane}", Workspace(tmp_path / f"workspace{lane}")) for lane in range(AT_ONCE)]
    interrupted = 0
    for round_ in range(KILLS // AT_ONCE):
        for data, _ in lanes:
            write_lists(data, round_)
        children = [started(data, workspace.root) for data, workspace in lanes]
        for child, (_, workspace) in zip(children, lanes, strict=True):
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            release(child)
            time.sleep(chance.uniform(0.0, 0.4))
            child.kill()
            interrupted += child.wait() != 0
            child.communicate()
            assert_whole(workspace)
    assert interrupted >= KILLS // 2
    for data, workspace in lanes:
        report = load([data], workspace)
        assert {file.status for file in report.files} <= {"loaded", "replaced", "unchanged"}
        assert_whole(workspace)
        names = Records(workspace).frame("subsidy").select("name").collect()["name"]
        assert len(names) == FILES * ROWS
        assert all(name.startswith(f"第{KILLS // AT_ONCE - 1}代") for name in names)
        load([data], workspace)
        named = {sheet.part for sheet in Catalog(workspace.catalog).sheets()}
        assert {path.relative_to(workspace.records).as_posix() for path in workspace.records.glob("*/*")} == named


def test_what_a_killed_load_left_behind_is_swept(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace")
    write_lists(tmp_path / "data", 0)
    load([tmp_path / "data"], workspace)
    orphan = workspace.records / "subsidy" / "0123456789abcdef-1.parquet"
    half = workspace.records / "subsidy" / "0123456789abcdef-2.parquet.unfinished"
    for path in (orphan, half, workspace.sources / "abc.unfinished"):
        path.write_bytes(b"half")
    load([tmp_path / "data"], workspace)
    assert not orphan.exists()
    assert not half.exists()
    assert not (workspace.sources / "abc.unfinished").exists()
    assert_whole(workspace)


def test_a_part_is_never_written_over(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace")
    workspace.prepare()
    frame = Records(workspace).frame("subsidy").collect()
    first = write_part(workspace, frame, "subsidy", "0" * 64, 1)
    second = write_part(workspace, frame, "subsidy", "0" * 64, 1)
    assert first != second
    sweep(workspace, {second})
    assert [path.name for path in workspace.records.glob("subsidy/*")] == [Path(second).name]


def test_a_disk_that_is_full_is_one_sentence_and_leaves_the_last_good_state(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace")
    write_lists(tmp_path / "data", 0)
    load([tmp_path / "data"], workspace)
    write_lists(tmp_path / "data", 1)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, hard))
    try:
        with pytest.raises(WorkspaceError, match="磁盘已满"):
            load([tmp_path / "data"], workspace)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_whole(workspace)
    assert {file.status for file in load([tmp_path / "data"], workspace).files} == {"replaced"}
    assert_whole(workspace)
