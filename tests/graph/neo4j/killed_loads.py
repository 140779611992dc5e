"""Run by test_kills.py: loads a server in a child that is killed (SIGKILL) at a random moment, over and over, and lets
the next load end what was begun. Argument: a JSON file that says where; the file `killed` gets a line for each kill.

The children are forked from this process while it has one thread only, so that no second is lost on starting Python.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from cluegraph.graph.engine import GraphFiles
from cluegraph.graph.neo4j import engine as engine_module
from cluegraph.graph.neo4j import plan as plan_module
from cluegraph.graph.neo4j import send as send_module
from cluegraph.graph.neo4j.address import parse_address
from cluegraph.graph.neo4j.engine import Neo4jEngine
from cluegraph.graph.neo4j.kept import Kept
from cluegraph.graph.neo4j.login import login_from
from cluegraph.graph.neo4j.send import Load


def files_of(folder: str, data: str) -> GraphFiles:
    found = Kept(Path(folder)).get(data)
    assert found is not None
    return found


def rebuild(job: dict[str, Any], data: str) -> None:
    """One load, in small steps; a file shows when it begins to empty the graph or to write."""
    began, wipe = Path(job["began"]), send_module.wipe

    def noticed(load: Load) -> None:
        began.touch()
        wipe(load)

    vars(engine_module)["wipe"] = noticed
    send_module._WIPED_AT_ONCE = plan_module.ROWS = 500
    address = parse_address(job["address"])
    engine = Neo4jEngine(address, login_from(), job["owner"], Path(job["kept"]), progress=lambda *_: began.touch())
    with closing(engine):
        engine.rebuild(files_of(job["files"], data))


def in_child(job: dict[str, Any], data: str) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            rebuild(job, data)
            code = 0
        finally:
            os._exit(code)
    return child


def main(job: dict[str, Any]) -> int:
    """Each round: a load of the one or the other graph is killed some times, then one comes through."""
    chance, began = random.Random(job["seed"]), Path(job["began"])
    for data in job["rounds"]:
        for _ in range(job["kills"]):
            began.unlink(missing_ok=True)
            child = in_child(job, data)
            limit = time.monotonic() + (60 if chance.random() < 0.8 else 0)
            while not began.exists() and not _ended(child) and time.monotonic() < limit:
                time.sleep(0.005)
            time.sleep(chance.uniform(0.0, job["within"]))
            os.kill(child, signal.SIGKILL)
            if os.WIFSIGNALED(os.waitpid(child, 0)[1]):
                with Path(job["killed"]).open("a", encoding="utf-8") as killed:
                    killed.write(f"{data}\n")
        if os.waitpid(in_child(job, data), 0)[1] != 0:
            return 1
    return 0


def _ended(child: int) -> bool:
    """Without taking leave of it: it can still be killed and waited for."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


if __name__ == "__main__":
    sys.exit(main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
