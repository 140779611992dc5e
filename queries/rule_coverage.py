"""Which rules looked at what: how each one last went on the data as they are now, and what would let the others run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cluegraph.i18n import Text
from cluegraph.queries.library import Library
from cluegraph.queries.needs import Loaded, absent_alternatives, helps_missing, missing, missing_text
from cluegraph.queries.parameters import Given, values_of
from cluegraph.queries.rule import Rule
from cluegraph.queries.run import RuleResult

State = Literal["ran", "needs_data", "failed", "off", "not_run"]
LARGE_SHARE = 0.2
"""From this share of rows that it could not judge on, a rule's silence says little."""

NOTHING = Text("", "")
_NOT_RUN = Text("还没有在现在的数据上运行", "it has not been run on the data as they are now")
_OFF = Text("没有启用（点名才运行，或本地设置停用）", "switched off (it runs when named, or the local settings say so)")
_RETIRED = Text("已停用，不再运行", "retired: it runs no more")


@dataclass(frozen=True)
class RuleState:
    """How one rule stands. `checked` and `unchecked` count records; `why` says why it did not run (else empty).

    `unseen` are the kinds or columns of which it needs any, that are not there: it looks at the others alone.
    """

    rule: Rule
    state: State
    needs: tuple[str, ...] = ()
    findings: int = 0
    checked: int = 0
    unchecked: int = 0
    why: Text = NOTHING
    unseen: tuple[str, ...] = ()

    @property
    def unchecked_share(self) -> float:
        """The share of the records that it could not judge, 0 to 1."""
        total = self.checked + self.unchecked
        return self.unchecked / total if total else 0.0

    @property
    def looked_at_nothing(self) -> bool:
        """It ran and there was not one record that it could judge: no clue of it means nothing."""
        return self.state == "ran" and self.checked == 0

    @property
    def looked_at_little(self) -> bool:
        """It ran and could not judge a large share of the records."""
        return self.state == "ran" and self.checked > 0 and self.unchecked_share >= LARGE_SHARE

    @property
    def wanted(self) -> bool:
        """A rule that somebody could expect to have run."""
        return self.state != "off"

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "id": self.rule.id,
            "title": str(self.rule.title.text),
            "kind": self.rule.kind,
            "state": self.state,
            "needs": list(self.needs),
            "findings": self.findings,
            "checked": self.checked,
            "unchecked": self.unchecked,
            "unchecked_share": round(self.unchecked_share, 4),
            "why": str(self.why),
            "not_looked_at": list(self.unseen),
        }


@dataclass(frozen=True)
class Lacking:
    """A kind of record (or `kind.field`, or a parameter `RULE.name`) that is not there.

    `runs`: the rules that it would let run by itself; `with_others`: those that need more besides; `in_part`: those
    that look at other kinds alone without it; `surer`: those that run and would judge better with it. It is not
    `wanted` where only the quality of its own rows would be looked at.
    """

    what: str
    runs: tuple[str, ...]
    with_others: tuple[str, ...]
    surer: tuple[str, ...]
    in_part: tuple[str, ...] = ()
    wanted: bool = True

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "missing": self.what,
            "lets_run": list(self.runs),
            "with_others": list(self.with_others),
            "not_looked_at_by": list(self.in_part),
            "makes_surer": list(self.surer),
        }


def rule_states(
    library: Library,
    results: Mapping[str, RuleResult],
    loaded: Loaded,
    given: Mapping[str, Mapping[str, Given]],
    off: frozenset[str] = frozenset(),
) -> tuple[RuleState, ...]:
    """How each rule stands, in the order of their ids. `results` are those on the data as they are now."""
    parameters = {name.upper(): values for name, values in given.items()}
    return tuple(_state(file.rule, results, loaded, parameters.get(file.rule.id, {}), off) for file in library)


def lacking(states: tuple[RuleState, ...], loaded: Loaded) -> tuple[Lacking, ...]:
    """What is not there and which rules it concerns; what lets most rules run goes first."""
    rules = [state for state in states if state.wanted]
    named = dict.fromkeys(part for state in rules for part in (*state.needs, *state.unseen))
    named |= dict.fromkeys(
        part for state in rules if not state.needs for part in helps_missing(state.rule.needs, loaded)
    )
    found = [_lacking(part, rules, loaded) for part in named]
    return tuple(sorted(found, key=_how_much))


def _how_much(one: Lacking) -> tuple[int, int, bool, int, int, str]:
    """Sorts what concerns most rules first; what only lists of their own quality lack goes last."""
    return (-len(one.runs), -len(one.with_others), not one.wanted, -len(one.in_part), -len(one.surer), one.what)


def _state(
    rule: Rule, results: Mapping[str, RuleResult], loaded: Loaded, given: Mapping[str, Given], off: frozenset[str]
) -> RuleState:
    result = results.get(rule.id)
    if rule.status == "retired":
        return RuleState(rule, "off", why=_RETIRED)
    unseen = tuple(absent_alternatives(rule.needs, loaded))
    if result is not None and result.status in ("ran", "failed"):
        counts = (result.findings, result.checked, result.unchecked)
        return RuleState(rule, result.status, (), *counts, result.message or NOTHING, unseen)
    if rule.id in off or (rule.off and result is None) or (result is not None and result.status == "off"):
        return RuleState(rule, "off", why=_OFF)
    needs, why = _missing(rule, loaded, given)
    if needs:
        return RuleState(rule, "needs_data", needs, why=why, unseen=unseen)
    return RuleState(rule, "not_run", why=_NOT_RUN, unseen=unseen)


def _missing(rule: Rule, loaded: Loaded, given: Mapping[str, Given]) -> tuple[tuple[str, ...], Text]:
    """The kinds, columns and parameters that the rule lacks, and the same in words."""
    values = values_of(rule.id, rule.parameters, given)
    unset = [name for name in rule.parameters if name not in values]
    kinds = missing_text(rule.needs, loaded)
    titles = [rule.parameters[name].title.text for name in unset]
    told = [*([kinds] if kinds.zh else []), *(Text(f"参数“{t.zh}”未设置", f'"{t.en}" is not set') for t in titles)]
    why = Text("缺少：" + "；".join(t.zh for t in told), "missing: " + "; ".join(t.en for t in told))
    return (*missing(rule.needs, loaded), *(f"{rule.id}.{name}" for name in unset)), why


def _lacking(part: str, rules: list[RuleState], loaded: Loaded) -> Lacking:
    runs: list[str] = []
    others: list[str] = []
    for state in rules:
        if part in state.needs:
            (runs if _suffices(part, state, loaded) else others).append(state.rule.id)
    surer = tuple(_surer(part, rules, loaded))
    partial = [state.rule for state in rules if part in state.unseen]
    wanted = bool(runs or others or surer) or any(rule.family != "quality" for rule in partial)
    return Lacking(part, tuple(runs), tuple(others), surer, tuple(rule.id for rule in partial), wanted)


def _surer(part: str, rules: list[RuleState], loaded: Loaded) -> Iterator[str]:
    for state in rules:
        if not state.needs and part in helps_missing(state.rule.needs, loaded):
            yield state.rule.id


def _suffices(part: str, state: RuleState, loaded: Loaded) -> bool:
    """Whether the rule lacks nothing else: a kind comes with all the columns that the rule uses."""
    kind, _, field = part.partition(".")
    columns = {name for column in state.rule.needs.columns.get(kind, ()) for name in column.split("|")}
    richer = {**loaded, kind: loaded.get(kind, frozenset()) | (columns if not field else set(field.split("|")))}
    unset = [need for need in state.needs if need.startswith(f"{state.rule.id}.") and need != part]
    return not missing(state.rule.needs, richer) and not unset
