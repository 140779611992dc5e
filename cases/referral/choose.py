"""Which clues go on a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cluegraph.errors import CluegraphError, NothingFits, UsageError
from cluegraph.i18n import Text
from cluegraph.queries.case_leads import CaseLead
from cluegraph.queries.clue import Clue
from cluegraph.queries.silence import SILENT, Silences
from cluegraph.queries.store import RunStore
from cluegraph.queries.villages import concerns


@dataclass(frozen=True)
class Choice:
    """Clues by id; or all that fit the rule, the village and the status, as far as these are given."""

    ids: tuple[str, ...] = ()
    rule: str | None = None
    village: str | None = None
    status: str | None = None


@dataclass(frozen=True)
class Chosen:
    """The clues that go on the list, with today's status; `left_out` fit too and are explained or suppressed."""

    clues: list[Clue]
    left_out: int = 0


def chosen_clues(
    store: RunStore,
    choice: Choice,
    silences: Silences,
    *,
    may_be_none: bool = False,
    unchecked: CluegraphError | None = None,
) -> Chosen:
    """The clues, each once, in the order given or gravest first. Silent ones are taken by id or by their status alone.

    Raises `UsageError` where nothing or too much is asked for, `ClueNotFound` for an unknown id, `NothingFits` where no
    clue does (`unchecked` where that is given, as nobody looked), unless nothing is left out and it `may_be_none`.
    """
    filtered = any(part is not None for part in (choice.rule, choice.village, choice.status))
    if filtered == bool(choice.ids):
        raise UsageError(
            Text(
                "请写线索编号，或用 --rule、--village、--status 挑选",
                "name clues, or choose by --rule, --village, --status",
            ),
            Text(
                "例如 cluegraph refer --rule SUB-01 -o 清单.docx。", "e.g. cluegraph refer --rule SUB-01 -o list.docx."
            ),
        )
    if choice.ids:
        named = dict.fromkeys(name.upper() for name in choice.ids)
        return Chosen([silences.told(store.get_clue(name)) for name in named])
    told = [silences.told(clue) for clue in _fitting(store, choice)]
    if choice.status is not None:
        found = Chosen([clue for clue in told if clue.status == choice.status])
    else:
        speaking = [clue for clue in told if clue.status not in SILENT]
        found = Chosen(speaking, len(told) - len(speaking))
    if not found.clues and (found.left_out or not may_be_none):
        raise _nothing(found.left_out, unchecked)
    return found


def cases_among(cases: Iterable[CaseLead], clues: Iterable[Clue], *, whole: bool) -> tuple[CaseLead, ...]:
    """The cases with a lead among the clues; with `whole` those alone that have all of their clues among them."""
    ids = {clue.id for clue in clues}
    need = all if whole else any
    return tuple(case for case in cases if need(clue.id in ids for clue in (case.clues if whole else case.leads)))


def _fitting(store: RunStore, choice: Choice) -> list[Clue]:
    """The clues of the rule and the village, whatever their status."""
    if choice.village is None:
        return store.clues(rule=choice.rule)
    name = choice.village.rpartition("·")[2]
    return [clue for clue in store.clues(rule=choice.rule, village=name) if concerns(clue, choice.village)]


def _nothing(left_out: int, unchecked: CluegraphError | None) -> CluegraphError:
    if left_out:
        return NothingFits(
            Text(
                f"符合条件的 {left_out} 条线索都已说明或静默",
                f"all {left_out} clues that fit are explained or suppressed",
            ),
            Text(
                "要列出它们，请写线索编号，或用 --status explained、--status suppressed。",
                "to list them, name them, or give --status explained or --status suppressed.",
            ),
        )
    if unchecked is not None:
        return unchecked
    return NothingFits(
        Text("没有符合条件的线索", "no clue fits"),
        Text(
            "先运行 cluegraph check，或放宽 --rule、--village、--status。",
            "run cluegraph check first, or ask for less.",
        ),
    )
