"""Clues on chosen parties, and a library of small rules that raised them, for the tests of ranking and cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cluegraph.i18n import Text
from cluegraph.queries.clue import CitedRecord, Clue, ClueSubject
from cluegraph.queries.library import Library
from cluegraph.queries.row_money import Money
from cluegraph.queries.rule import RuleFile, Severity, read_rule

from .sample import written

LABELS = {"A": "Account", "C": "Company", "P": "Person", "V": "Village"}


def library(folder: Path, **rules: str) -> Library:
    """Rules LOCAL-<name>; each text is `lead`, `triage` or `quality`, and after a blank the rules that it restates."""
    return Library([_rule(folder, name, said) for name, said in rules.items()])


def _rule(folder: Path, name: str, said: str) -> RuleFile:
    kind, _, restated = said.partition(" ")
    changes = [("LOCAL-01", f"LOCAL-{name}")]
    if kind == "triage":
        changes.append(("kind: lead", "kind: triage"))
    if kind == "quality":
        changes.append(("family: subsidy", "family: quality"))
    if restated:
        changes.append(("amount: amount_fen", f"amount: amount_fen\nrestates: [LOCAL-{restated}]"))
    return read_rule(written(folder, *changes, name=f"LOCAL-{name}.yml"))


def lead(
    rule: str,
    number: str,
    parties: str,
    rows: Sequence[int] = (),
    amount_fen: int | None = None,
    severity: Severity = "medium",
    shown: str = "",
    paid: str = "subsidy",
) -> Clue:
    """A clue on parties such as `P1 C2 V3` that cites rows, each of which pays 100.00 yuan."""
    subjects = tuple(_subject(name, name in shown.split()) for name in [*parties.split(), *shown.split()])
    records = tuple(
        CitedRecord(f"a/1/{row}", "表.xlsx", "a" * 64, "", row, {}, money=Money(paid, 10_000) if paid else None)
        for row in rows
    )
    identity = f"LOCAL-{rule}-{number:A>10}"
    title = Text("线索", "clue")
    return Clue(identity, f"LOCAL-{rule}", 1, severity, "L1", 0.5, title, subjects, amount_fen, records, {})


def _subject(name: str, shown: bool) -> ClueSubject:
    return ClueSubject("x", LABELS[name[0]], name, name, f"名{name}", Text("人", "one"), shown=shown)
