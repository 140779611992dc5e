"""The bulk way into Neo4j: what the export costs, and what the real importer takes for it.

`python -m bench.bulk WORKSPACE [--release 5.26|newest]`
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Cost, run
from server.admin import run_admin
from server.releases import RELEASES

HEAP = "1g"


@dataclass(frozen=True)
class Bulk:
    """What both steps cost, and the size of the files between them in MiB."""

    export: Cost
    imported: Cost
    mebibytes: float

    @property
    def seconds(self) -> float:
        return self.export.seconds + self.imported.seconds


def measure(workspace: Path, release: str = "5.26") -> Bulk:
    """Exports a workspace and imports it into an empty database of a release, each as a whole process.

    `release` is a name of `RELEASES`, whose jars must be there already, or their download is measured too.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder, home = Path(scratch) / "export", Path(scratch) / "home"
        command = [sys.executable, "-m", "cluegraph", "--workspace", str(workspace)]
        export = run([*command, "export", "--neo4j-import", str(folder)])
        size = sum(path.stat().st_size for path in folder.glob("*")) / (1 << 20)
        imported = run([sys.executable, "-m", "bench.bulk", str(folder), "--release", release, "--into", str(home)])
    return Bulk(export, imported, size)


def _import(folder: Path, home: Path, release: str) -> int:
    """Runs the importer in the exported folder; its exit code."""
    (home / "conf").mkdir(parents=True)
    with contextlib.chdir(folder):
        return run_admin(
            RELEASES[release], home, ["database", "import", "full", "neo4j", "@import.args"], HEAP
        ).returncode


def _shown(cost: Cost) -> str:
    failed = f"  FAILED with exit code {cost.code}" if cost.code else ""
    return f"{cost.seconds:7.2f} s {cost.mebibytes:7,.0f} MiB{failed}"


def show(workspace: Path, release: str = "5.26") -> None:
    """Prints what both steps cost, with the peak of the memory that they hold."""
    bulk = measure(workspace, release)
    print(f"  export          {_shown(bulk.export)}   ({bulk.mebibytes:,.0f} MiB of files)")
    print(f"  import {release:8} {_shown(bulk.imported)}   (Java heap of {HEAP})")
    print(f"  together        {bulk.seconds:7.2f} s   (aim: 120 s for a million payments)")


def main() -> int:
    """Measures a workspace, or, for the measurement itself, imports one exported folder."""
    parser = argparse.ArgumentParser(prog="python -m bench.bulk")
    parser.add_argument("folder", type=Path, help="the workspace")
    parser.add_argument("--release", choices=sorted(RELEASES), default="5.26")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.into:
        return _import(given.folder, given.into, given.release)
    show(given.folder, given.release)
    return 0


if __name__ == "__main__":
    sys.exit(main())
