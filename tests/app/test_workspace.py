from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cluegraph.errors import WorkspaceBusy, WorkspaceError
from cluegraph.workspace import Workspace


def test_a_new_workspace_is_for_its_owner_alone(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w")
    workspace.prepare()
    assert stat.S_IMODE(workspace.root.stat().st_mode) == 0o700


def test_a_second_process_gets_a_sentence_while_the_first_one_writes(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    program = (
        "import sys; from pathlib import Path; from cluegraph.workspace import Workspace\n"
        "with Workspace(Path(sys.argv[1])).writing():\n"
        "    print('writing', flush=True); sys.stdin.readline()"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with first:
        assert first.stdout is not None
        assert first.stdout.readline() == "writing\n"
        with pytest.raises(WorkspaceBusy, match="另一个 cluegraph 正在写入"), workspace.writing():
            pass
        first.communicate("done\n")
    with workspace.writing():
        assert workspace.records.is_dir()


def test_a_path_that_is_a_file_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkspaceError, match="--workspace"):
        Workspace(tmp_path / "file").prepare()
