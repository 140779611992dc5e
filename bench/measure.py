"""Runs a command as a whole process; its seconds and its peak memory, as the operating system counts them."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    """Wall-clock seconds, peak resident memory in MiB, and the exit code."""

    seconds: float
    mebibytes: float
    code: int


def run(command: Sequence[str], environment: dict[str, str] | None = None) -> Cost:
    """Runs `command` to its end; its output is thrown away."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **(environment or {})}
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(time.perf_counter() - begin, usage.ru_maxrss / 1024, process.returncode)
