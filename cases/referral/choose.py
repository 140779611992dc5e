"""Which clues go on a list."""

from __future__ import annotations

from dataclasses import dataclass

from cluegraph.errors import ClueNotFound, UsageError
from cluegraph.i18n import Text
from cluegraph.queries.clue import Clue
from cluegraph.queries.store import RunStore


@dataclass(frozen=True)
class Choice:
    """Clues by id; or all that fit the rule, the village and the status, as far as these are given."""

    ids: tuple[str, ...] = ()
    rule: str | None = None
    village: str | None = None
    status: str | None = None


def chosen_clues(store: RunStore, choice: Choice, *, may_be_none: bool = False) -> list[Clue]:
    """The clues, each once, in the order given or gravest first.

    Raises `UsageError` where nothing or too much is asked for, `ClueNotFound` where nothing fits,
    unless it `may_be_none`.
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
        return [store.get_clue(name) for name in dict.fromkeys(name.upper() for name in choice.ids)]
    found = store.clues(rule=choice.rule, village=choice.village, status=choice.status)
    if not found and not may_be_none:
        raise ClueNotFound(
            Text("没有符合条件的线索", "no clue fits"),
            Text(
                "先运行 cluegraph check，或放宽 --rule、--village、--status。",
                "run cluegraph check first, or ask for less.",
            ),
        )
    return found
