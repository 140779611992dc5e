"""One Neo4j server as a process of this machine, reachable from this machine only.

    server = Server(RELEASES["5.26"], Path("home"))
    server.start()
    ... server.address, server.username, server.password ...
    server.stop()

Its home holds everything: conf/, data/, logs/, import/, plugins/, run/ and the file `password`, made at the first start
and readable by its owner only. Later starts use the same home again.
"""

from __future__ import annotations

import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from cluegraph.errors import EngineError, reason_of
from cluegraph.i18n import Text
from server.admin import java_environment, last_words, machine_options, run_admin
from server.config import HOST, settings_of, write_settings
from server.jars import entry_point, install
from server.java import java_of
from server.releases import Release
from server.state import Running, birth, read_state, write_state

_FOLDERS: Final = ("conf", "data", "logs", "import", "plugins", "run")
_TETHER: Final = Path(__file__).with_name("tether.py")
_ATTEMPTS: Final = 3
_TAKEN: Final = "Address already in use"


class Server:
    """A server of a release, with its home and port (0: a free one, kept for later starts of this object).

    With `tied` it ends with the process that started it, however that ends; without, it stays until it is stopped.
    `heap` is memory as Java writes it ("768m"); `extra_settings` go over those of the safe configuration.
    """

    username: Final = "neo4j"

    def __init__(
        self,
        release: Release,
        home: Path,
        port: int = 0,
        heap: str = "768m",
        extra_settings: Mapping[str, str] | None = None,
        tied: bool = True,
    ) -> None:
        self.release = release
        self.home = home.absolute()
        self.port = port
        self._any_port = port == 0
        self._heap = heap
        self._extra = dict(extra_settings or {})
        self._tied = tied
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """For direct connections."""
        return f"bolt://{HOST}:{self.port}"

    @property
    def routed(self) -> str:
        """For routed connections, as with a cluster."""
        return f"neo4j://{HOST}:{self.port}"

    @property
    def password_file(self) -> Path:
        return self.home / "password"

    @property
    def password(self) -> str:
        """The password. Raises `EngineError` before the first start."""
        try:
            return self.password_file.read_text(encoding="ascii")
        except FileNotFoundError:
            raise EngineError(
                Text(f"{self.home} 里还没有服务器", f"There is no server in {self.home} yet"),
                Text("请先启动它。", "start it first."),
            ) from None

    @property
    def log_file(self) -> Path:
        """What the server prints."""
        return self.home / "logs" / "console.log"

    def running(self) -> bool:
        """Whether a process serves this home."""
        return read_state(self.home) is not None

    def start(self, timeout: float = 120) -> None:
        """Starts and waits until a query answers, at most `timeout` seconds.

        Raises `EngineError`: no Java, no jars, home served already or not writable, port taken, the server ended or did
        not answer.
        """
        try:
            self._start(timeout)
        except OSError as problem:
            why = reason_of(problem)
            raise EngineError(
                Text(
                    f"不能使用 {problem.filename or self.home}：{why.zh}", f"{problem.filename or self.home}: {why.en}"
                ),
                Text("请换一个可写、有空间的文件夹。", "choose a folder that can be written and has room."),
            ) from problem

    def _start(self, timeout: float) -> None:
        if sys.platform != "linux":
            raise EngineError(
                Text("这里只支持在 Linux 上运行", "This runs on Linux only"),
                Text("请改用 docker compose up。", "use docker compose up."),
            )
        serving = read_state(self.home)
        if serving is not None:
            raise EngineError(
                Text(
                    f"{self.home} 的服务器已经在运行，端口 {serving.port}",
                    f"{self.home} is served already, port {serving.port}",
                ),
                Text("直接使用，或先停掉它。", "use that one, or stop it first."),
            )
        java, lib = java_of(self.release), install(self.release)
        self._prepare_home()
        limit = time.monotonic() + timeout
        for attempt in range(_ATTEMPTS):
            self._choose_port()
            self._launch(java, lib)
            try:
                self._wait(limit, timeout)
            except EngineError:
                self.kill()
                # A free port may be taken by another between being chosen and being used.
                if self._any_port and attempt + 1 < _ATTEMPTS and _TAKEN in self._last_lines(50):
                    self.port = 0
                    continue
                raise
            return

    def stop(self, timeout: float = 60) -> None:
        """Ends the server in good order, after `timeout` seconds by force. Nothing happens where none runs."""
        state = read_state(self.home)
        if state is not None:
            state.end(timeout)
        self._reap(timeout)

    def kill(self) -> None:
        """Ends the server at once (SIGKILL), as a power cut would."""
        state = read_state(self.home)
        if state is not None:
            state.end(0)
        self._reap(5)

    def _reap(self, timeout: float) -> None:
        if self._process is None:
            return
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _prepare_home(self) -> None:
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in _FOLDERS:
            (self.home / folder).mkdir(exist_ok=True)
        self._write_configuration()
        if not self.password_file.exists():
            self.password_file.touch(mode=0o600, exist_ok=False)
            self.password_file.write_text(secrets.token_hex(16), encoding="ascii")
        if not (self.home / "data" / "databases" / "system").exists():
            self._set_password()

    def _write_configuration(self) -> None:
        write_settings(self.home / "conf" / "neo4j.conf", settings_of(self.release, self.port, self._heap, self._extra))

    def _set_password(self) -> None:
        done = run_admin(self.release, self.home, ["dbms", "set-initial-password", f"@{self.password_file}"], "256m")
        if done.returncode:
            said = last_words(done.stdout, 3)
            raise EngineError(
                Text(f"没能设置服务器的初始密码：{said}", f"The first password could not be set: {said}"),
                Text(
                    f"请看 {self.home} 是否可写、磁盘是否已满。",
                    f"see whether {self.home} can be written and the disk has room.",
                ),
            )

    def _choose_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, self.port))
            except OSError:
                raise EngineError(
                    Text(f"端口 {self.port} 已被占用", f"Port {self.port} is taken"),
                    Text("请停掉占用它的程序，或换一个端口。", "stop the program that has it, or choose another port."),
                ) from None
            self.port = probe.getsockname()[1]
        self._write_configuration()

    def _launch(self, java: Path, lib: Path) -> None:
        memory = [f"-Xms{self._heap}", f"-Xmx{self._heap}"]
        command = [str(java), *memory, *machine_options(java), "-cp", f"{lib}/*:{self.home}/plugins/*"]
        command += [entry_point(self.release, lib), f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        if self._tied:
            command = [sys.executable, "-I", str(_TETHER), *command]
        with self.log_file.open("wb") as log:
            self._process = subprocess.Popen(
                command,
                cwd=self.home,
                env=java_environment(),
                stdin=subprocess.PIPE if self._tied else subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        pid = self._process.pid
        write_state(self.home, Running(pid, birth(pid), self.port, self.release.version))

    def _wait(self, limit: float, timeout: float) -> None:
        while time.monotonic() < limit:
            if self._process is not None and self._process.poll() is not None:
                raise self._died()
            if self._answers():
                return
            time.sleep(0.2)
        raise EngineError(
            Text(
                f"Neo4j {self.release.version} 启动 {timeout:.0f} 秒还没有应答",
                f"Neo4j {self.release.version} did not answer within {timeout:.0f} s",
            ),
            Text(f"请看 {self.log_file}。", f"see {self.log_file}."),
        )

    def _answers(self) -> bool:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, self.port)):
                return False
        login = (self.username, self.password)
        try:
            with GraphDatabase.driver(
                self.address, auth=login, connection_timeout=5, max_transaction_retry_time=0
            ) as driver:
                driver.execute_query("RETURN 1")
        except AuthError:
            raise EngineError(
                Text(
                    f"{self.password_file} 里的密码登录不了这台服务器",
                    f"The password in {self.password_file} is not the server's",
                ),
                Text("密码改过的话，请把新的写进这个文件。", "where it was changed, write the new one to this file."),
            ) from None
        except (DriverError, Neo4jError):
            return False
        return True

    def _died(self) -> EngineError:
        said = self._last_lines(5)
        return EngineError(
            Text(
                f"Neo4j {self.release.version} 没有启动起来：{said}",
                f"Neo4j {self.release.version} did not start: {said}",
            ),
            Text(f"全部输出在 {self.log_file}。", f"all that it printed is in {self.log_file}."),
        )

    def _last_lines(self, count: int) -> str:
        return last_words(self.log_file.read_text(encoding="utf-8", errors="replace"), count)
