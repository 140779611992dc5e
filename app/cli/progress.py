"""One line of progress that is written over, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cluegraph.i18n import Text


@contextmanager
def progress_line() -> Iterator[Callable[[Text], None]]:
    """A function that shows a step; the line is cleared at the end. Nothing is shown in a pipe."""
    terminal = sys.stderr.isatty()

    def show(step: Text) -> None:
        if terminal:
            sys.stderr.write(f"\r\x1b[K{step}")
            sys.stderr.flush()

    try:
        yield show
    finally:
        if terminal:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
