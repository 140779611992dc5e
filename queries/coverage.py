"""What was checked and what was not: the loaded records, the rules, and how far "no clue" can be relied on.

RecordCoverage (loaders) + how each rule went → Coverage → remarks in words (coverage_words) → page, JSON, documents
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from cluegraph.errors import ClueNotFound
from cluegraph.i18n import Text
from cluegraph.loaders.coverage import RecordCoverage, record_coverage
from cluegraph.loaders.store import Records
from cluegraph.queries.library import Library
from cluegraph.queries.rule_coverage import Lacking, RuleState, lacking, rule_states
from cluegraph.queries.run import RuleResult
from cluegraph.queries.settings_data import county_settings, reference_of
from cluegraph.queries.store import RunStore
from cluegraph.workspace import Workspace

Outcome = Literal["nothing_loaded", "nothing_run", "partly", "whole"]


@dataclass(frozen=True)
class Coverage:
    """All of it, for the whole workspace or for the villages named `village`."""

    records: RecordCoverage
    rules: tuple[RuleState, ...]
    lacking: tuple[Lacking, ...]
    village: str | None = None

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
            raise ClueNotFound(
                Text(f"已载入的数据里没有“{name}”这个村", f'no loaded record names the village "{name}"'),
                Text("请核对村名，或先载入有这个村的表。", "check the name, or load a list that has it."),
            )
        return replace(self, records=records, village=name)

    def to_json(self) -> dict[str, Any]:
        """As one JSON object, with every list complete."""
        return {
            "outcome": self.outcome,
            "village": self.village,
            "rules_run": len(self.ran),
            "rules_not_run": [state.to_json() for state in self.not_run],
            "rules_off": [state.rule.id for state in self.rules if not state.wanted],
            "rules_with_much_unchecked": [state.to_json() for state in self.rules if state.looked_at_little],
            "not_loaded": [each.to_json() for each in self.lacking],
            **self.records.to_json(),
        }


def coverage_of(workspace: Workspace, library: Library, results: Mapping[str, RuleResult] | None = None) -> Coverage:
    """What the workspace holds and how its rules went: by `results`, else by the kept runs on the data as they are.

    Raises `DataFileError` for wrong local settings, `WorkspaceError`.
    """
    records = Records(workspace)
    known = RunStore(workspace.runs).results_on(records.data()) if results is None else results
    county, loaded = county_settings(workspace), records.kinds()
    states = rule_states(library, known, loaded, county.parameters, frozenset(rule.upper() for rule in county.off))
    return Coverage(record_coverage(workspace, reference_of(workspace)), states, lacking(states, loaded))
