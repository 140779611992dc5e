"""Which process serves a home: written at the start, read by `status` and `stop`, which are other processes."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

_ENDED: Final = frozenset("ZX")


@dataclass(frozen=True)
class Running:
    """The process that serves a home. `born` tells it from a later one of the same number."""

    pid: int
    born: str
    port: int
    version: str

    def alive(self) -> bool:
        """Whether it, or a process that it started in its group, still runs."""
        leader = birth(self.pid)
        return leader == self.born if leader else _has_members(self.pid)

    def end(self, timeout: float) -> None:
        """Asks it to end, and after `timeout` seconds kills its whole group."""
        if timeout > 0 and self.alive():
            self._signal(os.kill, signal.SIGTERM)
        limit = time.monotonic() + timeout
        while self.alive() and time.monotonic() < limit:
            time.sleep(0.1)
        while self.alive():
            self._signal(os.killpg, signal.SIGKILL)
            time.sleep(0.05)

    def _signal(self, send: Callable[[int, int], None], number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            send(self.pid, number)


def birth(pid: int) -> str:
    """When the process began, as the kernel counts it; empty where there is none, or it has ended."""
    fields = _fields(Path(f"/proc/{pid}/stat"))
    return fields[19] if fields else ""


def _has_members(group: int) -> bool:
    return any(fields[2] == str(group) for file in Path("/proc").glob("[0-9]*/stat") if (fields := _fields(file)))


def _fields(file: Path) -> list[str]:
    """What the kernel says of a process, from its state on (proc_pid_stat(5), field 3); empty where it has ended.

    A process whose first thread has ended holds its files and ports until the last one has.
    """
    try:
        fields = file.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []
    return [] if fields[0] in _ENDED and int(fields[17]) <= 1 else fields


def write_state(home: Path, state: Running) -> None:
    (home / "run" / "server.json").write_text(json.dumps(asdict(state)), encoding="utf-8")


def read_state(home: Path) -> Running | None:
    """The living process that serves this home, if any."""
    try:
        state = Running(**json.loads((home / "run" / "server.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return state if state.alive() else None
