"""The command export, as a user calls it, to the server that is asked in the end."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

from cluegraph.cli.main import main
from server.admin import run_admin
from server.process import Server
from server.releases import RELEASES

TITLE, HEADERS = "柳溪镇上坪村2023年3月农村低保发放表,,\n", "姓名,身份证号,金额\n"
ROWS = "张三,330299197001010018,300\n李四,330299196505050027,200\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A workspace with one list of two people."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "低保.csv").write_text(TITLE + HEADERS + ROWS, encoding="utf-8")
    assert main(["load", "低保.csv"]) == 0
    capsys.readouterr()
    return tmp_path / "workspace"


def test_an_export_says_what_it_wrote_and_how_it_is_imported(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--neo4j-import", "导出 一"]) == 0
    said = capsys.readouterr()
    folder = workspace.parent / "导出 一"
    assert said.err == ""
    assert f"在 {folder}" in said.out
    for words in (
        "个人信息",
        "停止服务器",
        "--overwrite-destination=true",
        "Linux",
        "Windows",
        "Docker",
        "@import.args",
    ):
        assert words in said.out
    assert f"'{folder}'" in said.out, "a folder with a blank is quoted for the shell"
    written = (folder / "README.txt").read_text(encoding="utf-8")
    assert said.out.strip() in written
    assert "personal data" in written
    options = (folder / "import.args").read_text(encoding="utf-8").splitlines()
    named = {path for option in options if ".csv" in option for path in option.rpartition("=")[2].split(",")}
    assert named
    assert all((folder / path).is_file() for path in named)


def test_english_is_english(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--neo4j-import", "out", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "These files hold personal data" in said
    assert said.isascii()


def test_without_data_there_is_nothing_to_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "--neo4j-import", "out"]) == 1
    assert capsys.readouterr().err == "还没有装载任何数据；请先运行 cluegraph load 文件夹。\n"
    assert not (tmp_path / "out").exists()


def test_a_folder_with_other_things_is_wrong_usage(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--neo4j-import", "."]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["export"]) == 2


def test_two_exports_are_the_same(workspace: Path) -> None:
    for name in ("one", "two"):
        assert main(["export", "--neo4j-import", name]) == 0
    one, two = ({path.name: path.read_bytes() for path in Path(name).glob("*[!t]")} for name in ("one", "two"))
    assert one == two


@pytest.mark.slow
@pytest.mark.xdist_group("neo4j-5.26")
def test_a_server_that_was_used_before_takes_the_export_and_is_not_loaded_again(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    release, home = RELEASES["5.26"], workspace.parent / "server"
    server = Server(release, home, heap="512m")
    server.start()
    server.stop()
    assert main(["export", "--neo4j-import", "out"]) == 0
    command = ["database", "import", "full", "neo4j", "@import.args"]
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    with contextlib.chdir("out"):
        refused = run_admin(release, home, command)
        assert refused.returncode
        assert "--overwrite-destination" in refused.stdout
        done = run_admin(release, home, [*command, "--overwrite-destination=true"])
        assert done.returncode == 0, done.stdout
    server.start()
    try:
        monkeypatch.setenv("NEO4J_PASSWORD", server.password)
        capsys.readouterr()
        asked = "MATCH (p:Person) RETURN count(p) AS people"
        assert main(["query", asked, "--engine", server.address, "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["rows"] == [{"people": 2}]
        asked = "MATCH (m:_Meta) RETURN m.token AS loaded"
        assert main(["query", asked, "--engine", server.address, "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["rows"] == [{"loaded": None}]
    finally:
        server.stop()
