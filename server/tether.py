"""Runs a command for as long as the process that started this one lives.

The starter holds the other end of standard input. When it closes that, or dies however it dies, the command is asked to
end and, after a while, made to; and should this process be killed, the kernel kills the command. Needs no other module.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading

_PATIENCE = 20.0
_PR_SET_PDEATHSIG = 1


def main() -> None:
    command = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent)
    signal.signal(signal.SIGTERM, lambda _number, _frame: command.terminate())
    threading.Thread(target=_end_with_starter, args=(command,), daemon=True).start()
    code = command.wait()
    # Not sys.exit: the other thread still waits for the starter.
    os._exit(code if code >= 0 else 128 - code)


def _end_with_starter(command: subprocess.Popen[bytes]) -> None:
    while os.read(0, 1):
        pass
    command.terminate()
    threading.Timer(_PATIENCE, command.kill).start()


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main()
