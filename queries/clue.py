"""A clue: one finding of one rule, with subjects, money, evidence and how sure it is. A lead, never a verdict."""

from __future__ import annotations

import hashlib
import json
from base64 import b32encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cluegraph.graph.engine import Value
from cluegraph.i18n import Text
from cluegraph.queries.row_money import Money
from cluegraph.queries.rule import RuleKind, Severity
from cluegraph.queries.score import ScoreParts

RUNGS = ("L1", "L2", "L3", "L4", "L5")
ID_LENGTH = 10

Party = tuple[str, str]
"""Label and node key of a person, company or account."""
_PARTIES = frozenset({"Person", "Company", "Account"})


@dataclass(frozen=True)
class ClueSubject:
    """A node that the clue is about.

    `node` is its key in the graph, `key` the natural key that is shown (ID number, account, USCC, village name, …);
    `column` is the rule's column; `shown` means that it is shown beside the finding and is no reason for it; `links`
    is False where it is a reason and connects nobody, such as an employer.
    """

    column: str
    label: str
    node: str
    key: str
    name: str
    role: Text
    township: str | None = None
    shown: bool = False
    links: bool = True


@dataclass(frozen=True)
class CitedRecord:
    """One row of evidence as it stands in the file; `row` as a spreadsheet shows it, `sheet` '' for csv.

    `period` is the month ('YYYY-MM') or year ('YYYY') that it is of, '' for a row of a register. `money` is what it
    pays; None where it is no payment.
    """

    ref: str
    file: str
    sha256: str
    sheet: str
    row: int
    cells: Mapping[str, str]
    period: str = ""
    money: Money | None = None


@dataclass(frozen=True)
class Clue:
    """One finding. `amount_fen` is None where the rule has no money; `score` is 0 and `parts` None until it is ranked.

    `codes` are the rule's doubts that hold here, `doubts` what they say. `values` holds the columns of the finding by
    name (node keys, scalars): what a rule's picture query takes as its parameters, besides the rule's own, which stand
    in `parameters` as the query gets them. `villages` are the names of the villages that it concerns,
    `village_keys` the keys of their nodes (which tell two villages of one name apart). `kind` is the rule's, or triage
    where the finding alone is: such a clue is for attention only.
    """

    id: str
    rule: str
    revision: int
    severity: Severity
    rung: str | None
    score: float
    title: Text
    subjects: tuple[ClueSubject, ...]
    amount_fen: int | None
    records: tuple[CitedRecord, ...]
    params: Mapping[str, object]
    codes: tuple[str, ...] = ()
    doubts: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    innocent: tuple[Text, ...] = ()
    check_next: tuple[Text, ...] = ()
    status: str = "new"
    values: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, object] = field(default_factory=dict)
    villages: tuple[str, ...] = ()
    kind: RuleKind = "lead"
    village_keys: tuple[str, ...] = ()
    parts: ScoreParts | None = None

    @property
    def parties(self) -> tuple[Party, ...]:
        """The people, companies and accounts that are reasons for the clue; what is only shown is none."""
        reasons = (one for one in self.subjects if one.links and not one.shown)
        return tuple(sorted({(one.label, one.node) for one in reasons if one.label in _PARTIES}))

    @property
    def amount(self) -> str | None:
        """Yuan with two places."""
        return None if self.amount_fen is None else yuan(self.amount_fen)

    def to_json(self) -> dict[str, Any]:
        """The contract's object; texts in the language of this run."""
        return {
            "id": self.id,
            "rule": self.rule,
            "revision": self.revision,
            "kind": self.kind,
            "severity": self.severity,
            "rung": self.rung,
            "score": self.score,
            "score_parts": self.parts.to_json() if self.parts else None,
            "corroborated_by": list(self.parts.corroborated_by) if self.parts else [],
            "title": str(self.title),
            "subjects": [_subject_json(subject) for subject in self.subjects],
            "amount": self.amount,
            "records": [_record_json(record) for record in self.records],
            "params": dict(self.params),
            "status": self.status,
            "doubts": [str(text) for text in self.doubts],
            "notes": [str(text) for text in self.notes],
            "innocent": [str(text) for text in self.innocent],
            "check_next": [str(text) for text in self.check_next],
        }


def _subject_json(subject: ClueSubject) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "label": subject.label,
        "key": subject.key,
        "name": subject.name,
        "role": subject.role.en,
        "role_zh": subject.role.zh,
    }
    if subject.label == "Village":
        shown["township"] = subject.township
    if subject.shown:
        shown["shown"] = True
    return shown


def _record_json(record: CitedRecord) -> dict[str, Any]:
    return {
        "file": record.file,
        "sha256": record.sha256,
        "sheet": record.sheet,
        "row": record.row,
        "cells": dict(record.cells),
    }


def yuan(fen: int) -> str:
    """An amount in fen as yuan text with two places."""
    return f"{Decimal(fen) / 100:.2f}"


def clue_id(rule: str, revision: int, identity: Sequence[Value]) -> str:
    """The id of the finding: the same over reloads, runs and engines while rule, revision and identity are the same."""
    text = json.dumps([rule, revision, list(identity)], ensure_ascii=False, separators=(",", ":"))
    digest = b32encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"{rule}-{digest[:ID_LENGTH]}"


def weakest(rungs: Sequence[str]) -> str | None:
    """The weakest of several rungs, None of none."""
    return max(rungs, key=RUNGS.index, default=None)
