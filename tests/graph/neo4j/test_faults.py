"""When something is wrong: one clear sentence in the user's language, nothing half loaded, and a retry goes on."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cluegraph.cli.main import main
from cluegraph.errors import EngineError, ServerUnreachable
from cluegraph.graph.neo4j import connection
from server.process import Server
from server.state import read_state
from tests.graph.neo4j import wires
from tests.graph.neo4j.graphs import big_graph, clear, digest, engine_on
from tests.servers import TOO_OLD, connected, on_release, own_server, release_here

pytestmark = [on_release("5.26"), pytest.mark.slow]
KEPT_ALIVE = {"server.bolt.connection_keep_alive": "2s"}
"""A line that went dead is noticed after two of these; a minute each is the server's default."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with own_server("5.26", tmp_path_factory.mktemp("faults") / "home", extra_settings=KEPT_ALIVE) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: a workspace and one good list."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "数据").mkdir()
    text = "柳溪镇上坪村2023年3月农村低保发放表,,\n姓名,身份证号,金额\n张三,330299197001010018,300\n合计,,300\n"
    (tmp_path / "数据" / "低保.csv").write_text(text, encoding="utf-8")
    return tmp_path


def command(*words: str, engine: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m cluegraph …`, as a user calls it, with nobody at the keyboard."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "CLUEGRAPH_"))}
    return subprocess.run(
        [sys.executable, "-m", "cluegraph", "--engine", engine, *words],
        env={**outside, "LANG": "zh_CN.UTF-8", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def sentence(done: subprocess.CompletedProcess[str], *secrets: str) -> str:
    """The one sentence with which a command failed; it betrays nothing."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    (said,) = done.stderr.splitlines()
    assert "；" in said
    assert not any(secret and secret in done.stdout + done.stderr for secret in secrets)
    return said


def in_english(capsys: pytest.CaptureFixture[str], engine: str) -> str:
    """The same failure within this process, in English."""
    capsys.readouterr()
    assert main(["--lang", "en", "--engine", engine, "load", "数据"]) == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert not re.search(r"[\u4e00-\u9fff]", said), said
    return said


def nothing_loaded(capsys: pytest.CaptureFixture[str]) -> bool:
    capsys.readouterr()
    assert main(["--engine", "embedded", "status", "--format", "json"]) == 0
    return not json.loads(capsys.readouterr().out)["kinds"]


IN_ITS_PLACE = {
    "nobody": (None, "连不上 Neo4j 服务器", "does not answer"),
    "a socket that never answers": (wires.silent, "连不上 Neo4j 服务器", "does not answer"),
    "a socket that closes": (wires.closing, "连不上 Neo4j 服务器", "does not answer"),
    "a web server": (wires.web, "不是 Neo4j 服务器", "not Neo4j"),
    "a mail server": (wires.mail, "不是 Neo4j 服务器", "not Neo4j"),
    "an old server": (wires.other("Neo4j/4.4.38"), "不是 Neo4j 服务器，或版本太旧", "too old"),
    "another product": (wires.other("Memgraph/3.0"), "不是 Neo4j", "not Neo4j"),
}


@pytest.mark.parametrize(("handler", "zh", "en"), IN_ITS_PLACE.values(), ids=IN_ITS_PLACE)
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_where_no_neo4j_answers_one_is_told_soon_and_nothing_was_begun(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    scheme: str,
    handler: wires.Handler | None,
    zh: str,
    en: str,
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "geheim-und-falsch")
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 2.0)
    with wires.listening(handler or wires.closing) as port:
        engine = f"{scheme}://127.0.0.1:{port if handler else 1}"
        begun = time.monotonic()
        said = sentence(command("load", "数据", engine=engine, NEO4J_PASSWORD="geheim-und-falsch"), "geheim")
        assert time.monotonic() - begun < 60
        assert zh in said
        assert engine in said
        assert en in in_english(capsys, engine)
    assert nothing_loaded(capsys)


def test_a_real_server_that_is_too_old_is_named_and_left_untouched(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with own_server(TOO_OLD.name, tmp_path / "home") as old:
        for engine in (old.address, old.routed):
            done = command("load", "数据", engine=engine, NEO4J_PASSWORD=old.password)
            said = "服务器是 Neo4j/5.10.0，版本太旧或不是 Neo4j；请使用 Neo4j 5.26 LTS 或更新的版本"
            assert said in sentence(done, old.password)
        with connected(old) as driver:
            assert driver.execute_query("MATCH (n) RETURN count(n)").records[0][0] == 0
            assert driver.execute_query("SHOW CONSTRAINTS").records == []
    assert nothing_loaded(capsys)


def test_a_wrong_password_is_said_and_after_many_one_has_to_wait(
    folder: Path, server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with connected(server) as driver:
        driver.execute_query("CREATE USER zhangsan IF NOT EXISTS SET PASSWORD 'lang-genug-1' CHANGE NOT REQUIRED")
    wrong = {"NEO4J_USERNAME": "zhangsan", "NEO4J_PASSWORD": "geheim-und-falsch"}
    said = sentence(command("load", "数据", engine=server.routed, **wrong), "geheim")
    assert "不接受这个用户名或密码" in said
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    for _ in range(4):
        in_english(capsys, server.routed)
    assert "too many wrong passwords" in in_english(capsys, server.routed)
    assert "密码输错次数过多" in sentence(command("load", "数据", engine=server.routed, **wrong), "geheim")
    assert nothing_loaded(capsys)


def test_a_first_password_that_must_be_changed_is_said(folder: Path, server: Server) -> None:
    with connected(server) as driver:
        driver.execute_query("CREATE USER lisi IF NOT EXISTS SET PASSWORD 'lang-genug-1' CHANGE REQUIRED")
    done = command("load", "数据", engine=server.routed, NEO4J_USERNAME="lisi", NEO4J_PASSWORD="lang-genug-1")
    assert "先修改初始密码" in sentence(done, "lang-genug")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "密码文件无法读取（文件或文件夹不存在）"),
        (b"", "密码文件是空的"),
        (b"\r\n", "密码文件是空的"),
        (b"\xff\xfe\x00", "不是文本文件"),
    ],
)
def test_a_password_file_that_does_not_serve_is_said(
    folder: Path, server: Server, content: bytes | None, expected: str
) -> None:
    if content is not None:
        (folder / "密码").write_bytes(content)
    done = command("load", "数据", engine=server.routed, NEO4J_PASSWORD_FILE="密码")
    assert expected in sentence(done)


def test_without_any_password_one_is_told_where_to_put_it(folder: Path, server: Server) -> None:
    assert "没有给出 Neo4j 的密码；请设置环境变量 NEO4J_PASSWORD" in sentence(
        command("load", "数据", engine=server.routed)
    )


def test_a_password_file_with_a_line_end_serves(folder: Path, server: Server) -> None:
    clear(server)
    for ending in ("\n", "\r\n"):
        (folder / "密码").write_bytes(f"\ufeff{server.password}{ending}".encode())
        done = command("load", "数据", engine=server.routed, NEO4J_PASSWORD_FILE="密码")
        assert (done.returncode, done.stderr) == (0, "")


def test_a_database_that_is_not_there_is_said(folder: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    done = command("load", "数据", engine=server.routed, NEO4J_PASSWORD=server.password, NEO4J_DATABASE="nirgends")
    assert "服务器上没有这个数据库；请核对 NEO4J_DATABASE" in sentence(done, server.password)
    assert nothing_loaded(capsys)


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s", "neo4j+ssc"])
def test_encryption_that_the_server_does_not_have_is_said(folder: Path, server: Server, scheme: str) -> None:
    done = command("load", "数据", engine=f"{scheme}://127.0.0.1:{server.port}", NEO4J_PASSWORD=server.password)
    assert "没有启用加密" in sentence(done, server.password)


def test_a_password_in_the_address_is_refused_and_not_repeated(folder: Path, server: Server) -> None:
    done = command("load", "数据", engine=f"neo4j://neo4j:{server.password}@127.0.0.1:{server.port}")
    assert done.returncode == 2
    assert "不能写用户名和密码" in done.stderr
    assert server.password not in done.stdout + done.stderr


@pytest.mark.parametrize("delay", [0.05, 0.2])
def test_a_slow_network_is_only_slow(server: Server, tmp_path: Path, delay: float) -> None:
    clear(server)
    files = big_graph(tmp_path / "a", "one", 30)
    with wires.listening(wires.proxy(server.port, delay)) as port:
        engine = engine_on(server, tmp_path / "sent", address=f"bolt://127.0.0.1:{port}")
        engine.rebuild(files)
        assert engine.data() == "one"
        assert engine.query("MATCH (x:Payment)-[:PAID_TO]->(p:Person) RETURN count(*)").rows == [[90]]
        engine.close()


def test_a_line_that_goes_dead_ends_with_a_sentence_and_the_retry_goes_on(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cluegraph.graph.neo4j.plan.ROWS", 200)
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 3.0)
    monkeypatch.setattr(connection, "RETRY_SECONDS", 3.0)
    clear(server)
    files, dead = big_graph(tmp_path / "a", "one", 300), threading.Event()
    sent: list[int] = []

    def progress(written: int, _total: int | None) -> None:
        sent.append(written)
        if written >= 800:
            dead.set()

    with wires.listening(wires.proxy(server.port, stalls=dead)) as port:
        address = f"bolt://127.0.0.1:{port}"
        begun = time.monotonic()
        engine = engine_on(server, tmp_path / "sent", address=address, progress=progress)
        with closing(engine), pytest.raises(ServerUnreachable, match="从中断处接着做"):
            engine.rebuild(files)
        assert time.monotonic() - begun < 60
    before = sent[-1]
    sent.clear()
    with closing(engine_on(server, tmp_path / "sent", progress=progress)) as engine:
        engine.rebuild(files)
        assert engine.data() == "one"
    assert 0 < sent[-1] <= 2400 - before, "what was written is not written again"


def test_a_server_that_is_killed_ends_with_a_sentence_and_the_retry_goes_on(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cluegraph.graph.neo4j.plan.ROWS", 200)
    monkeypatch.setattr(connection, "RETRY_SECONDS", 2.0)
    clear(server)
    files = big_graph(tmp_path / "a", "one", 300)

    def progress(written: int, _total: int | None) -> None:
        if written >= 800:
            server.kill()

    engine = engine_on(server, tmp_path / "sent", progress=progress)
    with closing(engine), pytest.raises(ServerUnreachable, match="连接中途断开"):
        engine.rebuild(files)
    server.start(300)
    with closing(engine_on(server, tmp_path / "sent")) as engine:
        assert engine.data() is None
        engine.rebuild(files)
        assert engine.data() == "one"


def test_a_full_disk_is_said_and_with_room_again_the_load_goes_on(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server may not make its transaction log any longer: what a full disk does, and needs no rights."""
    monkeypatch.setattr("cluegraph.graph.neo4j.plan.ROWS", 200)
    monkeypatch.setattr(connection, "RETRY_SECONDS", 2.0)
    clear(server)
    files = big_graph(tmp_path / "a", "one", 1_500)
    written = [0]

    def progress(count: int, _total: int | None) -> None:
        if count >= 2_000 and max(written) < 2_000:
            _no_file_over(server, _log_now(server))
        written.append(count)

    engine = engine_on(server, tmp_path / "sent", progress=progress)
    with closing(engine), pytest.raises(EngineError, match=r"磁盘已满.*腾出空间并重启 Neo4j.*从中断处接着做"):
        engine.rebuild(files)
    assert written[-1] < 12_000
    with closing(engine_on(server, tmp_path / "sent")) as engine, pytest.raises(EngineError) as again:
        engine.rebuild(files)
    assert "接着做" in str(again.value)
    server.kill()
    server.start(300)
    with closing(engine_on(server, tmp_path / "sent")) as engine:
        engine.rebuild(files)
        assert engine.data() == "one"
    found = {str(line[0]): line[1] for line in digest(server)}
    assert found == {"['Payment']": 4_500, "['Person']": 1_500, "KIN": 1_500, "PAID_TO": 4_500}


def _log_now(server: Server) -> int:
    """How long the transaction log is that the server writes just now."""
    logs = server.home.glob("data/transactions/neo4j/neostore.transaction.db.*")
    return max(logs, key=lambda path: int(path.name.rpartition(".")[2])).stat().st_size


def _no_file_over(server: Server, size: int) -> None:
    """Forbids the server's processes to make any file longer than so many bytes."""
    state = read_state(server.home)
    assert state is not None
    processes = [state.pid]
    for pid in processes:
        processes += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split())
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_a_read_only_server_answers_and_says_that_it_takes_no_load(
    folder: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    clear(server)
    secret = {"NEO4J_PASSWORD": server.password}
    assert command("load", "数据", engine=server.routed, **secret).returncode == 0
    server.stop()
    closed = Server(
        release_here("5.26"), server.home, heap="512m", extra_settings={"server.databases.default_to_read_only": "true"}
    )
    try:
        closed.start(300)
        done = command("query", "MATCH (p:Person) RETURN p.name", engine=closed.routed, **secret)
        assert (done.returncode, done.stderr) == (0, "")
        assert "张三" in done.stdout
        assert command("check", engine=closed.routed, **secret).returncode == 0
        path = folder / "数据" / "低保.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("张三", "李四"), encoding="utf-8")
        before = digest(closed)
        said = sentence(command("load", "数据", "--format", "json", engine=closed.routed, **secret), server.password)
        assert "服务器是只读的，不能装载" in said
        assert digest(closed) == before
    finally:
        closed.stop()
        server.start(300)
    done = command("load", "数据", engine=server.routed, **secret)
    assert (done.returncode, done.stderr) == (0, "")
    done = command("query", "MATCH (p:Person) RETURN p.name", engine=server.routed, **secret)
    assert "李四" in done.stdout
