"""One line of progress that is written over, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cluegraph.i18n import Text


class Line:
    """The line; nothing is shown in a pipe."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()

    def __call__(self, step: Text) -> None:
        """Shows a step in the place of the one before."""
        self._write(f"\r\x1b[K{step}")

    def clear(self) -> None:
        """Shows nothing, so that something else can be printed."""
        self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        if self._terminal:
            sys.stderr.write(text)
            sys.stderr.flush()


@contextmanager
def progress_line() -> Iterator[Line]:
    """The line for a piece of work; it is cleared at the end."""
    line = Line()
    try:
        yield line
    finally:
        line.clear()


def told(line: Line) -> Callable[[int, int | None], None]:
    """What shows how far the loading of a server is: nodes and relationships written, and of how many."""

    def show(written: int, total: int | None) -> None:
        of = f"/{total}" if total is not None else ""
        line(Text(f"正在写入服务器 {written}{of} 个节点和关系", f"writing to the server: {written}{of} elements"))

    return show
