"""The case leads of what earlier runs found on the data that the last run saw."""

from __future__ import annotations

from cluegraph.errors import ClueNotFound
from cluegraph.i18n import Text
from cluegraph.queries.case_leads import CaseLead, case_leads, case_of
from cluegraph.queries.library import Library
from cluegraph.queries.silence import Silences
from cluegraph.queries.store import RunStore


def kept_cases(store: RunStore, library: Library, silences: Silences) -> list[CaseLead]:
    """The cases of the clues that speak today, gravest first; none before the first run."""
    latest = store.latest_run()
    if latest is None:
        return []
    speaking = [clue for clue in store.holding(latest.data) if not silences.silent(clue)]
    return case_leads(speaking, library, store.first_runs())


def kept_case(store: RunStore, library: Library, name: str, silences: Silences) -> CaseLead:
    """The case of this id, or that which holds it now. Raises `ClueNotFound`."""
    found = case_of(kept_cases(store, library, silences), name)
    if found is None:
        raise ClueNotFound(
            Text(f"没有并案线索 {name}", f"there is no case {name}"),
            Text("用 cluegraph check 列出并案线索。", "list the cases with cluegraph check."),
        )
    return found
