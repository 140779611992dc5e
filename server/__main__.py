"""`python -m server install|start|status|stop`: a Neo4j server for this machine, without containers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cluegraph.errors import CluegraphError
from cluegraph.i18n import Text, language_of_environment, use_language
from server.jars import install
from server.process import Server
from server.releases import RELEASES
from server.state import read_state


def main() -> int:
    """Does what the command line says; the exit code."""
    use_language(language_of_environment())
    parser = argparse.ArgumentParser(prog="python -m server", description=__doc__)
    parser.add_argument("command", choices=("install", "start", "status", "stop"))
    parser.add_argument("--version", choices=tuple(RELEASES), default="5.26")
    parser.add_argument("--home", type=Path, help="default: ./neo4j-home/VERSION")
    parser.add_argument("--port", type=int, default=7687)
    parser.add_argument("--heap", default="2g", help="memory for the server, as Java writes it")
    given = parser.parse_args()
    release = RELEASES[given.version]
    home = given.home or Path("neo4j-home", release.name)
    server = Server(release, home, given.port, given.heap, tied=False)
    try:
        if given.command == "install":
            print(install(release))
        elif given.command == "start":
            _start(server)
        elif given.command == "stop":
            server.stop()
            print(Text("已停止。", "Stopped."))
        else:
            return _status(server)
    except CluegraphError as problem:
        print(problem.sentence(), file=sys.stderr)
        return problem.exit_code
    return 0


def _start(server: Server) -> None:
    serving = read_state(server.home)
    if serving is None:
        print(
            Text(
                "正在启动 Neo4j（首次要先下载约 150 MB）…",
                "Starting Neo4j (the first time it is downloaded, about 150 MB) …",
            ),
            file=sys.stderr,
        )
        server.start()
    else:
        server.port = serving.port
    _tell(server)


def _status(server: Server) -> int:
    serving = read_state(server.home)
    if serving is None:
        print(Text("没有在运行。", "Not running."))
        return 1
    server.port = serving.port
    _tell(server)
    return 0


def _tell(server: Server) -> None:
    print(
        Text(
            f"Neo4j {server.release.version} 正在运行：{server.routed}\n"
            f"密码在 {server.password_file}（只有本人能读）。在终端里执行这几行，cluegraph 就使用它：",
            f"Neo4j {server.release.version} is running: {server.routed}\n"
            f"Its password is in {server.password_file}, which only you can read. With these lines cluegraph uses it:",
        )
    )
    print(f"export CLUEGRAPH_ENGINE={server.routed}")
    print(f"export NEO4J_USERNAME={server.username}")
    print(f"export NEO4J_PASSWORD_FILE='{server.password_file}'")


if __name__ == "__main__":
    sys.exit(main())
