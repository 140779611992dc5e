"""Loads a made county as a user does, and checks it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cluegraph.graphs import checking_engine
from cluegraph.loaders.load import load
from cluegraph.loaders.report import LoadReport
from cluegraph.loaders.store import Records
from cluegraph.queries.library import read_library
from cluegraph.queries.run import Run, RunSettings, check
from cluegraph.queries.settings_data import county_settings
from cluegraph.workspace import Workspace
from tests.county.plants.subsidy_registers import STANDARD
from tests.county.score import Score, compare
from tests.county.world import World
from tests.county.write import write_county

# Rules whose people, on masked lists, only the resolution of identities can join. Left out are those that salaries
# alone decide (PAY-01 to PAY-03: salaries have whole numbers) and those that a covered number cannot speak of at all:
# who is in no register (SUB-11), and wrong numbers (DQ-01, and PRO-04 that counts them).
MASKED = (
    "SUB-01", "SUB-02", "SUB-03", "SUB-04", "SUB-05", "SUB-06", "SUB-07", "SUB-08", "SUB-09", "SUB-10", "SUB-12",
    "SUB-13", "SUB-14", "SUB-15", "SUB-16", "PAY-05", "PAY-06", "PAY-07", "PAY-08", "PAY-09",
)  # fmt: skip


@dataclass(frozen=True)
class Trial:
    """What was loaded and what was found."""

    world: World
    report: LoadReport
    run: Run

    @property
    def rows(self) -> int:
        """Rows that were made."""
        return sum(map(len, self.world.rows.values()))


def exact_scores(trial: Trial) -> list[Score]:
    """The scores of all rules that have planted cases or raised something."""
    planted = {case.rule for case in trial.world.cases if case.expected == "planted"}
    return compare(trial.world.cases, trial.run.clues, planted | {clue.rule for clue in trial.run.clues})


def masked_scores(trial: Trial) -> list[Score]:
    """The scores of the rules whose people have to be resolved first."""
    return compare(trial.world.cases, trial.run.clues, MASKED)


def tried(world: World, folder: Path, *, masked: bool = False, names_only: bool = False) -> Trial:
    """Writes the county below the folder, loads it and runs all rules, each by name, so that those run too that are off
    by default."""
    data, workspace = folder / "数据", Workspace(folder / "workspace")
    write_county(world, data, masked=masked, names_only=names_only)
    workspace.prepare()
    workspace.thresholds.write_text(f'parameters:\n  SUB-08: {{standard: "{STANDARD}.00"}}\n', encoding="utf-8")
    report = load([data], workspace)
    county = county_settings(workspace)
    with closing(checking_engine(workspace, "embedded")) as engine:
        settings = RunSettings(given=county.parameters, off=frozenset(county.off))
        library = read_library(workspace.rules)
        run = check(engine, Records(workspace), library, [file.rule.id for file in library], settings)
    return Trial(world, report, run)
