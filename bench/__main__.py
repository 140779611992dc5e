"""`python -m bench [--rows N]`: prints what loading and checking a county costs, beside plain SQL, in one run."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from bench import bulk, engines
from bench.data import Volume, write_county, write_workbook
from bench.measure import Cost, run

CLUEGRAPH = [sys.executable, "-m", "cluegraph"]


def main() -> None:
    """Makes the files, measures every step once and prints a line each."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--rows", type=int, default=1_000_000, help="subsidy rows; payroll has a fifth of them")
    rows = parser.parse_args().rows
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        print("help", _shown(run([*CLUEGRAPH, "--help"]), "0.5 s"))
        _workbook(root)
        for size in (rows // 5, rows):
            _county(root / str(size), Volume(size, size // 5))


def _workbook(root: Path) -> None:
    folder = root / "xlsx"
    folder.mkdir()
    write_workbook(folder / "补贴.xlsx")
    cost = run([sys.executable, "-m", "bench.reading", str(folder / "补贴.xlsx")])
    print(".xlsx of 100,000 rows, read", _shown(cost, "3 s"))


def _county(root: Path, volume: Volume) -> None:
    data, workspace, database = root / "data", root / "workspace", str(root / "peer.duckdb")
    write_county(data, volume)
    print(f"{volume.subsidy:,} subsidy and {volume.payroll:,} payroll rows, with registers:")
    load = run([*CLUEGRAPH, "--workspace", str(workspace), "load", str(data)])
    peer_load = run([sys.executable, "-m", "bench.peer", "load", str(data), database])
    check = run([*CLUEGRAPH, "--workspace", str(workspace), "check", "--format", "json"])
    peer_check = run([sys.executable, "-m", "bench.peer", "check", str(data), database])
    _pair("load", load, peer_load, "30 s, 2,500 MiB for a million")
    _pair("check", check, peer_check, "30 s for a million")
    bulk.show(workspace)
    engines.show(workspace)


def _pair(step: str, ours: Cost, peer: Cost, aim: str) -> None:
    ratio = ours.seconds / peer.seconds
    print(f"  {step:6} cluegraph {_shown(ours, aim)}")
    print(f"  {'':6} DuckDB SQL {_shown(peer)}   ratio {ratio:.1f}")


def _shown(cost: Cost, aim: str = "") -> str:
    failed = "" if cost.code in (0, 3) else f"  FAILED with exit code {cost.code}"
    return f"{cost.seconds:6.2f} s {cost.mebibytes:7,.0f} MiB{f'   (aim: {aim})' if aim else ''}{failed}"


if __name__ == "__main__":
    main()
