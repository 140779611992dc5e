"""Recording what people decide about clues: what they wrote is checked, then signed, dated and kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime

from cluegraph.errors import UsageError
from cluegraph.graphs import current_engine
from cluegraph.i18n import Text
from cluegraph.queries.case_leads import is_case_id
from cluegraph.queries.clue import Clue
from cluegraph.queries.decisions import Decision, Decisions, Scope
from cluegraph.queries.fingerprint import state_of
from cluegraph.queries.kept_cases import kept_case
from cluegraph.queries.library import read_library
from cluegraph.queries.period import period_from
from cluegraph.queries.prose import says_nothing
from cluegraph.queries.silence import Silences, is_over, takes_in
from cluegraph.queries.store import RunStore
from cluegraph.viz.start import find_start
from cluegraph.workspace import Workspace

OPEN_END = ("open", "长期")


@dataclass(frozen=True)
class Signed:
    """Why something is decided, by whom and when."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Asked:
    """A scope as somebody wrote it; '' where nothing was written."""

    rule: str = ""
    village: str = ""
    period: str = ""
    until: str = ""


def silences_of(workspace: Workspace, today: date) -> Silences:
    """The decisions of a workspace that stand, as of a day."""
    return Silences(Decisions(workspace.decisions).standing(), today)


def signed(reason: str, by: str, at: datetime) -> Signed:
    """Raises `UsageError` where reason or name is missing or says nothing."""
    reason, by = " ".join(reason.split()), " ".join(by.split())
    if says_nothing(reason):
        raise UsageError(
            Text(f"没有写明理由（“{reason}”）", f"no reason is given (“{reason}”)"),
            Text("请加 --reason 理由，如 --reason 迁户并村。", "add --reason TEXT."),
        )
    if says_nothing(by):
        raise UsageError(
            Text("没有写明由谁决定", "who decides is not said"), Text("请加 --by 姓名。", "add --by NAME.")
        )
    return Signed(reason, by, at)


def explain(workspace: Workspace, clues: Sequence[str], why: Signed) -> list[Decision]:
    """Records a lawful reason for each clue, as it was last seen.

    Raises `ClueNotFound` before anything is written, `UsageError` where one is explained already on the same data or
    a case is named, whose clues it lists.
    """
    store, decisions = RunStore(workspace.runs), Decisions(workspace.decisions)
    named = list(dict.fromkeys(name.upper() for name in clues))
    _refuse_cases(workspace, store, named, why.at.date())
    found = [store.get_clue(name) for name in named]
    if not found:
        raise UsageError(
            Text("没有写明是哪条线索", "which clue is meant is not said"),
            Text(
                "请写线索编号，如 cluegraph silence clue SUB-01-XXXXXXXXXX --reason 理由 --by 姓名。",
                "name it: cluegraph silence clue SUB-01-XXXXXXXXXX --reason TEXT --by NAME.",
            ),
        )
    standing = decisions.standing()
    for clue in found:
        _refuse_twice(clue, standing)
    return [decisions.explain(clue, why.reason, why.by, why.at) for clue in found]


def _refuse_cases(workspace: Workspace, store: RunStore, names: Sequence[str], today: date) -> None:
    """A reason holds for one clue on its data; a case has many. Raises `ClueNotFound` where there is no such case."""
    for name in filter(is_case_id, names):
        case = kept_case(store, read_library(workspace.rules), name, silences_of(workspace, today))
        ids = [clue.id for clue in case.clues]
        raise UsageError(
            Text(
                f"{name} 是并案线索，要逐条说明，它有：{'、'.join(ids)}",
                f"{name} is a case, which is explained clue by clue; it has: {', '.join(ids)}",
            ),
            Text(
                f"请写线索编号，如 cluegraph silence clue {ids[0]} --reason 理由 --by 姓名。",
                f"name its clues: cluegraph silence clue {ids[0]} --reason TEXT --by NAME.",
            ),
        )


def _refuse_twice(clue: Clue, standing: Sequence[Decision]) -> None:
    for entry in standing:
        if entry.clue == clue.id and entry.state == state_of(clue):
            raise UsageError(
                Text(
                    f"线索 {clue.id} 已由{entry.by}于 {entry.day} 说明（第 {entry.number} 号）",
                    f"the clue {clue.id} was explained by {entry.by} on {entry.day} (number {entry.number})",
                ),
                Text(
                    f"要改写理由，请先 cluegraph silence undo {entry.number}。",
                    f"to give another reason, first cluegraph silence undo {entry.number}.",
                ),
            )


def suppress(workspace: Workspace, engine: str, asked: Asked, why: Signed) -> Decision:
    """Records a scope. Raises `UsageError`, `ClueNotFound` (no such village), `EngineError`."""
    if not (asked.rule or asked.village or asked.period):
        raise UsageError(
            Text("没有写明静默什么", "what is to be suppressed is not said"),
            Text("请至少写 --rule、--village、--period 之一。", "give at least one of --rule, --village and --period."),
        )
    scope = Scope(
        rule=read_library(workspace.rules).file(asked.rule).rule.id if asked.rule else None,
        period=period_from(asked.period) if asked.period else None,
        until=_until(asked.until, why.at.date()),
        village=_village(workspace, engine, asked.village) if asked.village else None,
    )
    return Decisions(workspace.decisions).suppress(scope, why.reason, why.by, why.at)


def _village(workspace: Workspace, engine: str, named: str) -> str:
    with closing(current_engine(workspace, engine)) as opened:
        return find_start("Village", named, opened).key


def _until(written: str, today: date) -> date | None:
    """The last day, None for an open end that somebody asked for."""
    if written.strip().lower() in OPEN_END:
        return None
    try:
        until = date.fromisoformat(written.strip())
    except ValueError:
        what = (
            Text(f"日期“{written}”的写法不对", f'the date "{written}" is written wrongly')
            if written
            else Text("没有写明静默到哪一天", "until when is not said")
        )
        raise UsageError(
            what,
            Text(
                "请写 --until 2027-06-30（当天也算）；确实没有期限的写 --until open。",
                "write --until 2027-06-30 (that day counts), or --until open where there is really no end.",
            ),
        ) from None
    if until < today:
        raise UsageError(
            Text(f"日期 {until} 已经过去", f"the date {until} is past"),
            Text(f"请写今天（{today}）或以后的日期。", f"write today ({today}) or a later date."),
        )
    return until


def undo(workspace: Workspace, numbers: Sequence[str], why: Signed) -> Decision:
    """Takes one entry back, named by its number. Raises `UsageError`."""
    if len(numbers) != 1 or not numbers[0].isdecimal():
        raise UsageError(
            Text("没有写明撤销第几号", "which number is to be undone is not said"),
            Text(
                "请写 cluegraph silence undo 编号；编号见 cluegraph silence list。",
                "write cluegraph silence undo NUMBER; cluegraph silence list shows the numbers.",
            ),
        )
    return Decisions(workspace.decisions).undo(int(numbers[0]), why.reason, why.by, why.at)


@dataclass(frozen=True)
class Listed:
    """A decision with what has become of it; `clues` are silent by it today.

    `state` is in_force, expired, undone, changed (the clue's data) or gone (the clue, in the last run of its rule).
    """

    decision: Decision
    state: str
    undone: Decision | None
    clues: int


def listed(workspace: Workspace, today: date) -> list[Listed]:
    """Every decision but the undoings, the oldest first."""
    history = Decisions(workspace.decisions).history()
    undone = {entry.undoes: entry for entry in history if entry.undoes is not None}
    current = {clue.id: clue for clue in RunStore(workspace.runs).clues()}
    return [
        _listed(entry, undone.get(entry.number), current, today)
        for entry in history
        if entry.kind != "undo"
    ]  # fmt: skip


def _listed(entry: Decision, undone: Decision | None, current: dict[str, Clue], today: date) -> Listed:
    if undone is not None:
        return Listed(entry, "undone", undone, 0)
    if entry.kind == "suppressed":
        if is_over(entry.scope, today):
            return Listed(entry, "expired", None, 0)
        return Listed(entry, "in_force", None, sum(takes_in(entry.scope, clue) for clue in current.values()))
    clue = current.get(entry.clue or "")
    if clue is None:
        return Listed(entry, "gone", None, 0)
    same = state_of(clue) == entry.state
    return Listed(entry, "in_force" if same else "changed", None, int(same))
