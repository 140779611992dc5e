"""The server or the one who loads is killed (SIGKILL) at random moments: the next load completes the same graph."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cluegraph.errors import EngineError
from cluegraph.graph.engine import GraphFiles
from cluegraph.graph.neo4j.kept import Kept
from server.process import Server
from tests.graph.neo4j.graphs import OWNER, big_graph, clear, content, digest, engine_on
from tests.servers import on_release, own_server

pytestmark = [on_release("5.26"), pytest.mark.slow]
KILLS, PERSONS = 10, 4_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as patch, own_server("5.26", tmp_path_factory.mktemp("kills") / "home") as made:
        # It is started a dozen times, and runs too short for thorough compiling.
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
        yield made


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, GraphFiles]:
    """Two graphs of some 30,000 elements that differ in most payments, in people and in kin; and a small one."""
    folder = tmp_path_factory.mktemp("graphs")
    return {
        "one": big_graph(folder / "one", "one", PERSONS),
        "two": big_graph(folder / "two", "two", PERSONS - 500, fen=7),
        "small": big_graph(folder / "small", "small", 100),
    }


@pytest.fixture(scope="module")
def undisturbed(server: Server, graphs: dict[str, GraphFiles], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What each graph looks like when nothing happens: its digest, and its whole content."""
    found = {}
    for name, files in graphs.items():
        clear(server)
        with closing(engine_on(server, tmp_path_factory.mktemp("calm") / name)) as engine:
            engine.rebuild(files)
            found[name] = (digest(server), content(engine))
    clear(server)
    return found


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cluegraph.graph.neo4j.plan.ROWS", 500)
    monkeypatch.setattr("cluegraph.graph.neo4j.connection.RETRY_SECONDS", 1.0)


def _restarted(server: Server) -> None:
    if not server.running():
        server.start(300)


def test_ten_kills_of_the_server_leave_a_graph_that_the_next_load_completes(
    server: Server, graphs: dict[str, GraphFiles], undisturbed: Any, tmp_path: Path
) -> None:
    """Fresh loads and loads of differences by turns; a kill may also hit the emptying and the very end."""
    chance, interrupted = random.Random(4), 0
    clear(server)
    for turn in range(KILLS):
        target = ("one", "two")[turn % 2]
        kept = tmp_path / ("kept" if turn % 4 < 2 else f"kept {turn}")
        reached, moment = threading.Event(), chance.uniform(0.0, 0.9)

        def progress(written: int, _total: int | None, moment: float = moment, reached: Any = reached) -> None:
            if written >= moment * 8 * PERSONS:
                reached.set()

        delay = chance.uniform(0.0, 0.3)

        def kill(reached: Any = reached, delay: float = delay) -> None:
            reached.wait(60)
            time.sleep(delay)
            server.kill()

        killer = threading.Thread(target=kill)
        with closing(engine_on(server, kept, progress=progress)) as engine:
            killer.start()
            try:
                engine.rebuild(graphs[target])
            except EngineError as problem:
                interrupted += 1
                assert "接着做" in str(problem)
            reached.set()
            killer.join()
        _restarted(server)
        with closing(engine_on(server, kept)) as engine:
            engine.rebuild(graphs[target])
            assert engine.data() == target
            assert digest(server) == undisturbed[target][0], f"kill {turn}"
            if turn >= KILLS - 2:
                assert content(engine) == undisturbed[target][1]
    assert interrupted >= KILLS // 2, "most kills fell into a load"


@pytest.mark.parametrize("rounds", [["one", "two", "one"], ["two", "small", "two"]], ids=["changes", "growing"])
def test_kills_of_the_one_who_loads_are_made_good_by_the_next_load(
    server: Server, graphs: dict[str, GraphFiles], undisturbed: Any, tmp_path: Path, rounds: list[str]
) -> None:
    clear(server)
    for files in graphs.values():
        Kept(tmp_path / "files").put(files)
    assert _killed_loads(server, tmp_path, rounds=rounds, kills=3, seed=len(rounds[1]), within=0.6) >= 4
    with closing(engine_on(server, tmp_path / "kept")) as engine:
        assert engine.data() == rounds[-1]
        assert digest(server) == undisturbed[rounds[-1]][0]
        assert content(engine) == undisturbed[rounds[-1]][1]


def test_kills_while_the_graph_is_emptied_are_made_good(
    server: Server, graphs: dict[str, GraphFiles], undisturbed: Any, tmp_path: Path
) -> None:
    """Another machine of the same workspace knows nothing of what was sent: everything goes and is made anew."""
    clear(server)
    with closing(engine_on(server, tmp_path / "elsewhere")) as engine:
        engine.rebuild(graphs["one"])
    Kept(tmp_path / "files").put(graphs["small"])
    assert _killed_loads(server, tmp_path, rounds=["small"], kills=3, seed=9, within=0.3) >= 1
    assert digest(server) == undisturbed["small"][0]


def _killed_loads(server: Server, folder: Path, **job: Any) -> int:
    """How many loads were killed."""
    job |= {"address": server.routed, "owner": OWNER, "kept": str(folder / "kept")}
    job |= {"files": str(folder / "files"), "began": str(folder / "began"), "killed": str(folder / "killed")}
    (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
    script = Path(__file__).with_name("killed_loads.py")
    done = subprocess.run(
        [sys.executable, str(script), str(folder / "job.json")],
        capture_output=True,
        text=True,
        env={**os.environ, "NEO4J_PASSWORD_FILE": str(server.password_file)},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return len((folder / "killed").read_text(encoding="utf-8").splitlines())


def test_a_kill_and_a_restart_in_the_middle_are_outlived_by_the_load_itself(
    server: Server, graphs: dict[str, GraphFiles], undisturbed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The driver tries again while the server comes back; nothing is written twice."""
    monkeypatch.setattr("cluegraph.graph.neo4j.connection.RETRY_SECONDS", 120.0)
    clear(server)
    hit = threading.Event()

    def restart() -> None:
        hit.wait(60)
        server.kill()
        server.start(300)

    restarter = threading.Thread(target=restart)
    restarter.start()
    engine = engine_on(server, tmp_path / "kept", progress=lambda written, _: hit.set() if written > 10_000 else None)
    with closing(engine):
        engine.rebuild(graphs["one"])
        restarter.join()
        assert engine.data() == "one"
        assert digest(server) == undisturbed["one"][0]


def test_a_killed_command_goes_on_when_it_is_called_again(server: Server, tmp_path: Path) -> None:
    """`cluegraph load` itself, killed while it writes to the server."""
    clear(server)
    (tmp_path / "数据").mkdir()
    rows = "".join(f"张{at},33029919700101{at:04d},{at}.00\n" for at in range(6_000))
    (tmp_path / "数据" / "低保.csv").write_text(
        "柳溪镇上坪村2023年3月农村低保发放表,,\n姓名,身份证号,金额\n" + rows, encoding="utf-8"
    )
    command = [sys.executable, "-m", "cluegraph", "--workspace", str(tmp_path / "workspace")]
    command += ["--engine", server.routed, "load", str(tmp_path / "数据")]
    environment = {**os.environ, "NEO4J_PASSWORD_FILE": str(server.password_file)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as loading:
        while not digest(server) and loading.poll() is None:
            time.sleep(0.02)
        loading.kill()
    assert loading.returncode == -9
    for _ in range(2):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 3), done.stderr
        found = {str(line[0]): line[1] for line in digest(server)}
        assert found["['Payment']"] == found["PAID_TO"] == 6_000
