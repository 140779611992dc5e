"""Rows of a query → findings: one for each identity, duplicates united."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cluegraph.errors import RuleError, Where
from cluegraph.graph.engine import Value
from cluegraph.i18n import Text
from cluegraph.queries.clue import RUNGS
from cluegraph.queries.methods import Row
from cluegraph.queries.rule import SEVERITIES, Rule, RuleKind, Severity


@dataclass
class Finding:
    """What the rows of one identity say together; `subjects` are node keys by column, `refs` the rows of evidence."""

    identity: tuple[Value, ...]
    values: dict[str, Value]
    subjects: dict[str, list[str]] = field(default_factory=dict)
    refs: list[str] = field(default_factory=list)
    amount_fen: int | None = None
    severity: Severity = "low"
    rung: str | None = None
    doubts: list[str] = field(default_factory=list)
    kind: RuleKind = "lead"


def findings(rule: Rule, rows: Iterable[Row]) -> list[Finding]:
    """The findings in the order of their identities. Rows of one identity are united: subjects and records are put
    together, the largest amount, the highest severity and the weakest rung count; a doubt only if all rows have it, and
    triage only if all rows are.

    Raises `RuleError` where a column does not hold what the rule says of it.
    """
    by_identity: dict[str, list[Finding]] = {}
    for row in rows:
        one = _finding(rule, row)
        by_identity.setdefault(_text(one.identity), []).append(one)
    return [_united(by_identity[key]) for key in sorted(by_identity)]


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str, sort_keys=True)


def _united(same: list[Finding]) -> Finding:
    """One finding of all; engines give rows in any order, so they are put into one first."""
    known, *others = sorted(same, key=lambda one: _text(one.values)) if len(same) > 1 else same
    for more in others:
        _unite(known, more)
    return known


def _finding(rule: Rule, row: Row) -> Finding:
    return Finding(
        identity=tuple(_ordered(row.get(name)) for name in rule.identity),
        values={name: _ordered(value) for name, value in row.items()},
        subjects={name: _keys(rule, name, row.get(name)) for name in rule.subjects},
        refs=sorted({ref for name in rule.records for ref in _keys(rule, name, row.get(name))}),
        amount_fen=_amount(rule, row),
        severity=_severity(rule, row.get("severity")),
        rung=_rung(rule, row.get("rung")),
        doubts=_doubts(rule, row.get("doubts")),
        kind=_kind(rule, row.get("kind")),
    )


def _ordered(value: Value) -> Value:
    """Lists in one order, so that an identity does not depend on the engine's."""
    return sorted(value, key=_text) if isinstance(value, list) else value


def _keys(rule: Rule, column: str, value: Value) -> list[str]:
    items = value if isinstance(value, list) else [value]
    keys = [item for item in items if item is not None and item != ""]
    for key in keys:
        if not isinstance(key, str):
            raise _wrong(rule, column, Text("应是键（文字）或键的列表", "a key (text) or a list of keys is expected"))
    return sorted({key for key in keys if isinstance(key, str)})


def _amount(rule: Rule, row: Row) -> int | None:
    value = row.get(rule.amount) if rule.amount else None
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, int):
        raise _wrong(rule, rule.amount or "", Text("应是整数（分）", "an integer of fen is expected"))
    return value


def _severity(rule: Rule, value: Value) -> Severity:
    """The returned severity, never above the rule's own."""
    if value in (None, ""):
        return rule.severity
    for severity in SEVERITIES:
        if value == severity:
            return lower(severity, rule.severity)
    raise _wrong(rule, "severity", Text("应是 high、medium 或 low", "high, medium or low is expected"))


def _kind(rule: Rule, value: Value) -> RuleKind:
    """The returned kind; a rule that is triage as a whole gives no leads."""
    if value in (None, "", "lead"):
        return rule.kind
    if value == "triage":
        return "triage"
    raise _wrong(rule, "kind", Text("应是 lead 或 triage", "lead or triage is expected"))


def lower(one: Severity, other: Severity) -> Severity:
    """The lower of two severities."""
    return max(one, other, key=SEVERITIES.index)


def _rung(rule: Rule, value: Value) -> str | None:
    if value in (None, ""):
        return None
    if value not in RUNGS:
        raise _wrong(rule, "rung", Text("应是 L1 至 L5", "L1 to L5 is expected"))
    return str(value)


def _doubts(rule: Rule, value: Value) -> list[str]:
    codes = _keys(rule, "doubts", value)
    for code in codes:
        if code not in rule.doubts:
            raise _wrong(rule, "doubts", Text(f"{code} 没有在 doubts 里说明", f"{code} is not declared under doubts"))
    return codes


def _wrong(rule: Rule, column: str, what: Text) -> RuleError:
    return RuleError(
        Text(f"列 {column} 的内容不对：{what.zh}", f"the column {column} holds something else: {what.en}"),
        Text("请改正查询。", "correct the query."),
        Where(rule=rule.id),
    )


def _unite(known: Finding, more: Finding) -> None:
    for name, keys in more.subjects.items():
        known.subjects[name] = _union(known.subjects[name], keys)
        if isinstance(known.values.get(name), list) or len(known.subjects[name]) > 1:
            united: list[Value] = [*known.subjects[name]]
            known.values[name] = united
    known.refs = _union(known.refs, more.refs)
    amounts = [amount for amount in (known.amount_fen, more.amount_fen) if amount is not None]
    known.amount_fen = max(amounts, default=None)
    known.severity = min(known.severity, more.severity, key=SEVERITIES.index)
    known.rung = max((known.rung, more.rung), key=lambda rung: -1 if rung is None else RUNGS.index(rung))
    known.kind = "lead" if "lead" in (known.kind, more.kind) else "triage"
    known.doubts = [code for code in known.doubts if code in more.doubts]


def _union(some: Sequence[str], more: Sequence[str]) -> list[str]:
    return sorted({*some, *more})
