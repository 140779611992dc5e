"""A server that is started is safe, answers, keeps its data, and never outlives the one who started it."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import ClientError

from cluegraph.errors import EngineError
from server.process import Server
from server.releases import RELEASES
from server.state import read_state
from tests.servers import connected, every_release, on_release, own_server, release_here

ROOT = Path(__file__).parents[2]


def test_both_addresses_answer_and_the_release_is_the_one_asked_for(neo4j_server: Server) -> None:
    query = "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' RETURN versions, edition"
    for address in (neo4j_server.address, neo4j_server.routed):
        with GraphDatabase.driver(address, auth=(neo4j_server.username, neo4j_server.password)) as driver:
            (record,) = driver.execute_query(query).records
        assert record["versions"] == [neo4j_server.release.version]
        assert record["edition"] == "community"


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1"])
def test_a_routed_connection_stays_on_the_name_that_was_asked_for(neo4j_server: Server, address: str) -> None:
    url = f"neo4j://{address}:{neo4j_server.port}"
    with GraphDatabase.driver(url, auth=(neo4j_server.username, neo4j_server.password)) as driver:
        assert driver.execute_query("RETURN 1 AS one").records[0]["one"] == 1


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_begins_with_an_empty_graph(neo4j_server: Server, turn: int) -> None:
    with connected(neo4j_server) as driver:
        assert driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0
        assert driver.execute_query("SHOW CONSTRAINTS").records == []
        driver.execute_query("CREATE CONSTRAINT person_key FOR (p:Person) REQUIRE p.key IS UNIQUE")
        driver.execute_query("CREATE FULLTEXT INDEX names FOR (p:Person) ON EACH [p.name]")
        driver.execute_query("CREATE (:Person {key: 'a'})-[:KIN]->(:Person {key: 'b'})")


def test_only_this_machine_can_reach_it(neo4j_server: Server) -> None:
    state = read_state(neo4j_server.home)
    assert state is not None
    listening = _listening_ports(state.pid)
    assert listening == {("0100007F", neo4j_server.port)}


def test_the_password_is_random_and_its_file_is_its_owners_alone(neo4j_server: Server) -> None:
    assert len(neo4j_server.password) == 32
    assert stat.S_IMODE(neo4j_server.password_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(neo4j_server.home.stat().st_mode) == 0o700
    commands = [file.read_bytes() for file in Path("/proc").glob("[0-9]*/cmdline") if file.exists()]
    assert any(str(neo4j_server.home).encode() in command for command in commands)
    assert not any(neo4j_server.password.encode() in command for command in commands)


@pytest.mark.parametrize(
    "query",
    [
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "LOAD CSV FROM 'http://127.0.0.1:{port}/' AS line RETURN line",
        "LOAD CSV FROM 'http://[::1]:{port}/' AS line RETURN line",
        "LOAD CSV FROM 'https://192.0.2.1/' AS line RETURN line",
        "LOAD CSV FROM 'ftp://127.0.0.1:{port}/' AS line RETURN line",
        "LOAD CSV FROM 's3://bucket/file' AS line RETURN line",
    ],
)
def test_a_query_reads_no_file_and_reaches_no_address(neo4j_server: Server, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap, connected(neo4j_server) as driver:
        trap.settimeout(0.2)
        with pytest.raises(ClientError, match=r"blocked|allow_csv_import_from_file_urls|unknown protocol"):
            driver.execute_query(query.replace("{port}", str(trap.getsockname()[1])))
        with pytest.raises(TimeoutError):
            trap.accept()


def test_what_a_query_says_is_in_no_log(neo4j_server: Server) -> None:
    with connected(neo4j_server) as driver:
        driver.execute_query("CREATE (:Person {key: $key, name: '虚构甲'})", key="330299197001010018")
        with pytest.raises(ClientError):
            driver.execute_query("RETURN toInteger($key) / 0 AS 虚构甲", key="330299197001010018")
    for log in (neo4j_server.home / "logs").iterdir():
        text = log.read_text(encoding="utf-8", errors="replace")
        assert "330299197001010018" not in text
        assert "虚构甲" not in text


@on_release("5.26")
def test_what_was_written_survives_a_kill(tmp_path: Path) -> None:
    with own_server("5.26", tmp_path / "home") as server:
        address, password = server.address, server.password
        with connected(server) as driver:
            driver.execute_query("CREATE (:Kept)")
        server.kill()
        assert not server.running()
        server.start(300)
        assert (server.address, server.password) == (address, password)
        with connected(server) as driver:
            assert _count(driver) == 1


@on_release("5.26")
def test_a_server_ends_with_the_process_that_started_it_even_if_that_is_killed(tmp_path: Path) -> None:
    release_here("5.26")
    home = tmp_path / "home"
    script = (
        "import sys, time; from pathlib import Path; from server.process import Server; "
        "from server.releases import RELEASES; "
        "Server(RELEASES['5.26'], Path(sys.argv[1]), heap='256m').start(300); print('up', flush=True); time.sleep(600)"
    )
    starter = subprocess.Popen([sys.executable, "-c", script, str(home)], cwd=ROOT, stdout=subprocess.PIPE)
    assert starter.stdout is not None
    with starter, starter.stdout as said:
        assert said.readline() == b"up\n"
        state = read_state(home)
        assert state is not None
        os.kill(starter.pid, signal.SIGKILL)
    limit = time.monotonic() + 30
    while state.alive() and time.monotonic() < limit:
        time.sleep(0.1)
    assert not state.alive()


def test_a_taken_port_and_a_served_home_are_said(neo4j_server: Server, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=f"端口 {neo4j_server.port} 已被占用"):
        Server(neo4j_server.release, tmp_path / "other", neo4j_server.port).start()
    with pytest.raises(EngineError, match=f"已经在运行，端口 {neo4j_server.port}"):
        Server(neo4j_server.release, neo4j_server.home).start()


@pytest.mark.parametrize("name", every_release())
def test_a_server_that_dies_at_its_start_says_its_last_words(tmp_path: Path, name: str) -> None:
    extra = {"no.such.setting": "1"}
    with own_server(name, tmp_path / "home", extra_settings=extra, started=False) as server:
        with pytest.raises(EngineError, match=r"no\.such\.setting"):
            server.start()
        assert not server.running()


def test_before_the_first_start_there_is_no_password(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="还没有服务器"):
        _ = Server(RELEASES["5.26"], tmp_path).password


def _count(driver: Driver) -> int:
    return int(driver.execute_query("MATCH (n:Kept) RETURN count(n) AS n").records[0]["n"])


def _listening_ports(group: int) -> set[tuple[str, int]]:
    """The addresses (as the kernel writes them) and ports on which the processes of a group listen."""
    members = [
        file.parent
        for file in Path("/proc").glob("[0-9]*/stat")
        if file.exists() and file.read_text(errors="replace").rpartition(")")[2].split()[2] == str(group)
    ]
    sockets = {str(link.readlink()) for member in members for link in (member / "fd").iterdir() if link.is_symlink()}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path("/proc/net", table).read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            host, _, port = fields[1].partition(":")
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets:
                plain = host if len(host) == 8 else host[-8:] if host.startswith("0" * 16 + "FFFF0000") else host
                found.add((plain, int(port, 16)))
    return found
