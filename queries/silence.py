"""What the decisions that stand mean for clues today: which stay silent, why, and which speak again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cluegraph.i18n import Text
from cluegraph.queries.clue import Clue
from cluegraph.queries.decisions import Decision, Scope
from cluegraph.queries.fingerprint import Change, State, change, state_of
from cluegraph.queries.period import Period, period_from
from cluegraph.queries.rule import Rule
from cluegraph.queries.run import Run
from cluegraph.queries.store import RunStore
from cluegraph.queries.wording import money_change, rule_since, severity_change

SILENT = frozenset({"explained", "suppressed"})


@dataclass(frozen=True)
class _Explained:
    """An explanation with the state that the clue had."""

    decision: Decision
    state: State


class Silences:
    """The decisions that stand, as of one day.

    A clue is explained while its data are those for which the reason was given. It is suppressed while a scope holds
    that takes in its rule, all of the villages that it concerns, and all of its rows that are of a month or year.
    """

    def __init__(self, standing: Iterable[Decision], today: date) -> None:
        self._by_clue: Mapping[str, list[_Explained]] = defaultdict(list)
        self._by_rule: Mapping[str | None, list[_Explained]] = defaultdict(list)
        self._scopes: list[Decision] = []
        self._expired: list[Decision] = []
        for entry in standing:
            if entry.kind == "suppressed":
                (self._expired if is_over(entry.scope, today) else self._scopes).append(entry)
            elif entry.clue is not None and entry.state is not None:
                self._by_clue[entry.clue].append(_Explained(entry, entry.state))
                self._by_rule[entry.rule].append(_Explained(entry, entry.state))

    def silencing(self, clue: Clue) -> Decision | None:
        """The decision by which a clue is silent today: its explanation, else the first scope; None if it speaks."""
        explained = self._by_clue.get(clue.id, ())
        state = state_of(clue) if explained else None
        same = [each.decision for each in explained if each.state == state]
        return next(iter((*same[-1:], *(entry for entry in self._scopes if takes_in(entry.scope, clue)))), None)

    def silent(self, clue: Clue) -> bool:
        """Whether a clue is silent today."""
        return self.silencing(clue) is not None

    def told(self, clue: Clue) -> Clue:
        """The clue with the status that it has today, and a note of what was decided about it, now or before."""
        decision = self.silencing(clue)
        if decision is not None:
            return replace(clue, status=decision.kind, notes=(*clue.notes, _silent(decision)))
        return replace(clue, notes=(*clue.notes, *self._spoken_again(clue)))

    def applied(self, run: Run) -> Run:
        """The run with its silent clues set apart and counted by rule, and with what was decided on others before."""
        told = [self.told(clue) for clue in run.clues]
        silent = tuple(clue for clue in told if clue.status in SILENT)
        counts = Counter(clue.rule for clue in silent)
        before = {clue.id: len(clue.notes) for clue in run.clues}
        again = {clue.id: clue.notes[before[clue.id] :] for clue in told if clue.status not in SILENT}
        return replace(
            run,
            results=tuple(replace(result, silenced=counts[result.id]) for result in run.results),
            clues=tuple(clue for clue in told if clue.status not in SILENT),
            silenced=silent,
            again={name: notes for name, notes in again.items() if notes},
        )

    def _spoken_again(self, clue: Clue) -> list[Text]:
        """Why a clue that was silent is not any more."""
        notes = []
        if explained := self._by_clue.get(clue.id):
            notes.append(_changed(explained[-1].decision, change(explained[-1].state, state_of(clue))))
        elif older := self._of_older_revision(clue):
            notes.append(_revised(older, clue))
        over = [entry for entry in self._expired if takes_in(entry.scope, clue)]
        return [*notes, *(_over(entry) for entry in over[-1:])]

    def _of_older_revision(self, clue: Clue) -> Decision | None:
        """The explanation of what seems the same finding under an older revision: the same rows, or the same subjects
        with a row in common."""
        of_rule = self._by_rule.get(clue.rule, ())
        candidates = [each for each in of_rule if (each.decision.revision or 0) < clue.revision]
        state = state_of(clue) if candidates else None
        found = None
        for each in candidates:
            if state is not None and (
                each.state.rows == state.rows
                or (each.state.subjects == state.subjects and set(each.state.rows) & set(state.rows))
            ):
                found = each.decision
        return found


def keep_and_tell(store: RunStore, silences: Silences, found: Run) -> Run:
    """Keeps a run as it was found, with the status that each clue has today, and gives it as it is to be told."""
    told = silences.applied(found)
    store.keep(found, {clue.id: clue.status for clue in told.silenced})
    return told


def what_became(clue: Clue, rule: Rule) -> list[Text]:
    """Of a told clue: who made it silent; of its rule: a newer revision, or its end."""
    said = rule_since(clue, rule)
    return [*(clue.notes[-1:] if clue.status in SILENT else ()), *([said] if said else ())]


def is_over(scope: Scope, today: date) -> bool:
    """Whether the scope's last day is past."""
    return scope.until is not None and scope.until < today


def takes_in(scope: Scope, clue: Clue) -> bool:
    """Whether a clue falls wholly within a scope, whatever the day."""
    return (
        scope.rule in (None, clue.rule)
        and (scope.village is None or set(clue.village_keys) == {scope.village})
        and (scope.period is None or _within(scope.period, clue))
    )


def _within(period: Period, clue: Clue) -> bool:
    """All rows that are of a month or year are within it; a clue without any is of no period."""
    spans = [period_from(record.period) for record in clue.records if record.period]
    return bool(spans) and all(span in period for span in spans)


def _silent(entry: Decision) -> Text:
    until = entry.scope.until
    return Text(
        f"{entry.by}于 {entry.day} 以“{entry.reason}”{'说明' if entry.kind == 'explained' else '静默'}"
        f"（第 {entry.number} 号{f'，至 {until} 止' if until else ''}）",
        f"{entry.kind} by {entry.by} on {entry.day}: “{entry.reason}” (number {entry.number}"
        f"{f', until {until}' if until else ''})",
    )


def _changed(entry: Decision, what: Change) -> Text:
    difference = difference_text(what)
    return Text(
        f"曾于 {entry.day} 由{entry.by}以“{entry.reason}”说明（第 {entry.number} 号），数据已变化：{difference.zh}",
        f"explained on {entry.day} by {entry.by}: “{entry.reason}” (number {entry.number}); the data have changed: "
        f"{difference.en}",
    )


def _revised(entry: Decision, clue: Clue) -> Text:
    return Text(
        f"旧版规则（第 {entry.revision} 版）的线索 {entry.clue} 曾于 {entry.day} 由{entry.by}以“{entry.reason}”说明"
        f"（第 {entry.number} 号）；规则已是第 {clue.revision} 版，请重新核对",
        f"the clue {entry.clue} of revision {entry.revision} was explained on {entry.day} by {entry.by}: "
        f"“{entry.reason}” (number {entry.number}); the rule is now of revision {clue.revision}: look again",
    )


def _over(entry: Decision) -> Text:
    return Text(
        f"曾由{entry.by}以“{entry.reason}”静默（第 {entry.number} 号），已于 {entry.scope.until} 到期",
        f"suppressed by {entry.by}: “{entry.reason}” (number {entry.number}), which ended on {entry.scope.until}",
    )


def difference_text(what: Change) -> Text:
    """What changed between two states, in words; only what did."""
    before, now = what.amount_fen
    parts = [money_change(before, now)] if before != now else []
    for added, removed, zh, en in (
        (what.rows_added, what.rows_removed, "证据行", "rows of evidence"),
        (what.subjects_added, what.subjects_removed, "涉及对象", "subjects"),
    ):
        if added or removed:
            parts.append(Text(f"{zh}新增 {added}、减少 {removed}", f"{en}: {added} more, {removed} fewer"))
    if what.severity[0] != what.severity[1]:
        parts.append(severity_change(*what.severity))
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))
