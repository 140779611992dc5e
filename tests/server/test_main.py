"""`python -m server`, as `make neo4j` calls it: starts what stays, says how to use it, stops it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from neo4j import GraphDatabase

from server.process import Server
from server.releases import RELEASES
from server.state import read_state
from tests.servers import on_release, release_here

ROOT = Path(__file__).parents[2]


def run(*arguments: str, lang: str = "zh_CN.UTF-8") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "server", *arguments]
    environment = {**os.environ, "LANG": lang}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_where_nothing_runs_it_says_so_and_stopping_is_no_error(tmp_path: Path) -> None:
    status = run("status", "--home", str(tmp_path))
    assert (status.returncode, status.stdout) == (1, "没有在运行。\n")
    assert run("stop", "--home", str(tmp_path), lang="en_GB.UTF-8").stdout == "Stopped.\n"


@on_release("5.26")
def test_a_started_server_stays_and_the_printed_lines_lead_to_it(tmp_path: Path) -> None:
    release_here("5.26")
    home = tmp_path / "服务器 home"
    try:
        started = run("start", "--home", str(home), "--port", "0", "--heap", "256m")
        assert started.returncode == 0, started.stderr
        told = dict(line.removeprefix("export ").split("=", 1) for line in started.stdout.splitlines()[2:])
        password = Path(told["NEO4J_PASSWORD_FILE"].strip("'")).read_text(encoding="ascii")
        login = (told["NEO4J_USERNAME"], password)
        with GraphDatabase.driver(told["CLUEGRAPH_ENGINE"], auth=login) as driver:
            assert driver.execute_query("RETURN 1 AS one").records[0]["one"] == 1
        assert password not in started.stdout + started.stderr
        again = run("start", "--home", str(home))
        assert again.stdout == started.stdout
        assert run("status", "--home", str(home)).stdout == started.stdout
    finally:
        stopped = run("stop", "--home", str(home))
    assert stopped.returncode == 0
    assert read_state(home) is None
    assert "Stopped." in (home / "logs" / "neo4j.log").read_text(encoding="utf-8")


@on_release("5.26")
def test_a_failed_start_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    release_here("5.26")
    blocker = Server(RELEASES["5.26"], tmp_path)
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "neo4j.conf").mkdir()
    done = run("start", "--home", str(blocker.home), "--port", "0")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "neo4j.conf：这是一个文件夹" in done.stderr
