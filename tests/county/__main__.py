"""Prints how every rule does on the unseen county: `python -m tests.county [SEED …]`."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.county.county import make_county, make_villages
from tests.county.score import shown
from tests.county.trial import MASKED, exact_scores, masked_scores, tried


def main(seeds: list[int]) -> None:
    """Both variants for each seed."""
    for seed in seeds:
        with TemporaryDirectory() as folder:
            trial = tried(make_county(seed), Path(folder))
            print(f"seed {seed}, whole ID numbers, {trial.rows} rows\n{shown(exact_scores(trial))}\n")
        with TemporaryDirectory() as folder:
            trial = tried(make_villages(seed), Path(folder), masked=True)
            head = f"seed {seed}, masked ID numbers, {trial.rows} rows, {len(MASKED)} rules"
            print(f"{head}\n{shown(masked_scores(trial))}\n")


if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]] or [11, 29])
