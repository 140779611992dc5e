"""What was checked and what was not: the loaded records, the rules, and how far "no clue" can be relied on.

RecordCoverage (loaders) + how each rule went → Coverage → remarks in words (coverage_words) → page, JSON, documents
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from cluegraph.errors import ClueNotFound, NothingFits
from cluegraph.i18n import Text
from cluegraph.loaders.coverage import RecordCoverage, record_coverage
from cluegraph.loaders.store import Records
from cluegraph.queries.clue import Clue
from cluegraph.queries.library import Library
from cluegraph.queries.rule_coverage import Lacking, RuleState, lacking, rule_states
from cluegraph.queries.run import RuleResult, Run
from cluegraph.queries.settings_data import county_settings, reference_of
from cluegraph.queries.silence import SILENT, Silences
from cluegraph.queries.store import RunStore
from cluegraph.queries.villages import concerns
from cluegraph.workspace import Workspace

Outcome = Literal["nothing_loaded", "nothing_run", "partly", "whole"]


@dataclass(frozen=True)
class Coverage:
    """All of it, for the whole workspace or for the villages named `village`.

    `clues` are those of the rules that ran, with the status that they have today.
    """

    records: RecordCoverage
    rules: tuple[RuleState, ...]
    lacking: tuple[Lacking, ...]
    village: str | None = None
    clues: tuple[Clue, ...] = ()

    @property
    def listed(self) -> int:
        """How many clues are listed: those that are neither explained nor suppressed."""
        return len(self.clues) - self.silent

    @property
    def silent(self) -> int:
        """How many clues are explained or suppressed."""
        return sum(clue.status in SILENT for clue in self.clues)

    @property
    def ran(self) -> list[RuleState]:
        """The rules that ran and had something to look at."""
        return [state for state in self.rules if state.state == "ran" and not state.looked_at_nothing]

    @property
    def not_run(self) -> list[RuleState]:
        """The rules that should have run and did not, or had nothing to look at."""
        return [state for state in self.rules if state.wanted and (state.state != "ran" or state.looked_at_nothing)]

    @property
    def outcome(self) -> Outcome:
        """How far "no clue" can be relied on; `whole` only where no gap is known."""
        if not self.records.loaded:
            return "nothing_loaded"
        if not self.ran:
            return "nothing_run"
        return "partly" if self.has_gaps else "whole"

    @property
    def has_gaps(self) -> bool:
        """Something is known that was not checked: there is a remark on it."""
        records = self.records
        of_lists = (records.without_list, records.absent_programmes, records.missing_months, records.unplaced)
        of_rows = (records.unidentified, records.held_back)
        judged_little = [state for state in self.rules if state.looked_at_little]
        return any(map(bool, (self.not_run, self.lacking, judged_little, *of_lists, *of_rows)))

    def knows(self, village: str) -> bool:
        """Whether some loaded record names the village."""
        return bool(self.records.for_village(village).villages)

    def for_village(self, name: str) -> Coverage:
        """What concerns one village. Raises `ClueNotFound` where no loaded record names it."""
        records = self.records.for_village(name)
        if not records.villages:
            raise unknown_village(name)
        return replace(self, records=records, village=name, clues=tuple(c for c in self.clues if concerns(c, name)))

    def to_json(self) -> dict[str, Any]:
        """As one JSON object, with every list complete."""
        return {
            "outcome": self.outcome,
            "village": self.village,
            "clues": self.listed,
            "silenced": self.silent,
            "rules_run": len(self.ran),
            "rules_not_run": [state.to_json() for state in self.not_run],
            "rules_off": [state.rule.id for state in self.rules if not state.wanted],
            "rules_with_much_unchecked": [state.to_json() for state in self.rules if state.looked_at_little],
            "not_loaded": [each.to_json() for each in self.lacking],
            **self.records.to_json(),
        }


def unknown_village(name: str) -> ClueNotFound:
    """To be raised where no loaded record names the village."""
    return ClueNotFound(
        Text(f"已载入的数据里没有“{name}”这个村", f'no loaded record names the village "{name}"'),
        Text("请核对村名，或先载入有这个村的表。", "check the name, or load a list that has it."),
    )


def not_looked(state: RuleState) -> NothingFits | None:
    """To be raised where a rule is asked for clues that it had nothing to find in; None where it really looked."""
    rule = state.rule.id
    if state.looked_at_nothing:
        why = Text("运行了，但没有一行能够判断", "it ran and could judge not one row")
    elif state.state == "ran":
        return None
    else:
        why = state.why
    what = Text(f"规则 {rule} 未检查（{why.zh}），不等于没有问题", f"{rule} was not checked ({why.en}): not clean")
    if state.state == "not_run":
        return NothingFits(what, Text(f"请运行 cluegraph check {rule}。", f"run cluegraph check {rule}."))
    return NothingFits(
        what, Text(f"看它需要什么：cluegraph rules {rule}。", f"see what it needs: cluegraph rules {rule}.")
    )


def coverage_of(workspace: Workspace, library: Library, silences: Silences) -> Coverage:
    """What the workspace holds and how its rules went, by the kept runs on the data as they are.

    Raises `DataFileError` for wrong local settings, `WorkspaceError`.
    """
    store = RunStore(workspace.runs)
    results = store.results_on(Records(workspace).data())
    return _coverage(workspace, library, results, map(silences.told, store.clues()))


def coverage_of_run(workspace: Workspace, library: Library, run: Run) -> Coverage:
    """The same by one run, as it is told: its silent clues set apart. Raises as `coverage_of`."""
    return _coverage(workspace, library, {one.id: one for one in run.results}, (*run.clues, *run.silenced))


def _coverage(
    workspace: Workspace, library: Library, results: Mapping[str, RuleResult], clues: Iterable[Clue]
) -> Coverage:
    county, loaded = county_settings(workspace), Records(workspace).kinds()
    states = rule_states(library, results, loaded, county.parameters, frozenset(rule.upper() for rule in county.off))
    ran = {state.rule.id for state in states if state.state == "ran"}
    found = tuple(clue for clue in clues if clue.rule in ran)
    records = record_coverage(workspace, reference_of(workspace))
    return Coverage(records, states, lacking(states, loaded), clues=found)
