"""`python -m bench.reading FILE`: reads every sheet of one file, as a load does first, and nothing more."""

from __future__ import annotations

import sys
from pathlib import Path

from cluegraph.loaders.read import read_workbook
from cluegraph.loaders.source import fingerprint, given_files, identify

if __name__ == "__main__":
    for given in given_files([Path(sys.argv[1])]):
        for sheet in read_workbook(identify(given, fingerprint(given))).sheets:
            print(sheet.name, sheet.cells.height)
