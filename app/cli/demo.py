"""`cluegraph demo`: a made-up county from spreadsheets to check lists, and how much of what was planted was found."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from cluegraph.cli.context import current
from cluegraph.cli.demo_report import report
from cluegraph.demo.run import run_demo
from cluegraph.i18n import Text


def run(
    output: Annotated[
        Path, typer.Option("--output", metavar="DIR", help=str(Text("结果放在哪里", "where the results go")))
    ] = Path("demo"),
) -> int:
    """Makes, loads, checks, draws, writes and prints; 0 although some of the county's files are refused on purpose."""
    started = time.perf_counter()
    try:
        outcome = run_demo(output, _progress, current().engine)
    finally:
        _clear()
    typer.echo(report(outcome, time.perf_counter() - started))
    return 0


def _progress(step: Text) -> None:
    """One line that is written over, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{step} …")
        sys.stderr.flush()


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
