"""What a clue rests on, in a form that can be compared later, whatever file, order of rows or engine it came from.

A clue's data are the contents of its cited rows, its amount, its severity, and the subjects that are its reason. File,
sheet and row number are not among them, nor blank cells and serial numbers: sorting or copying a list changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cluegraph.queries.clue import Clue, ClueSubject

_SERIAL = re.compile(r"序号?|顺序号?|行号|项次|no\.?|#", re.IGNORECASE)
_LENGTH = 16


@dataclass(frozen=True)
class State:
    """The data of a clue at one time: severity, amount (fen), and a digest of each cited row and of each subject.

    Digests are in order; two rows that say the same are there twice.
    """

    severity: str
    amount_fen: int | None
    rows: tuple[str, ...]
    subjects: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all of it."""
        return hashlib.sha256(self.to_text().encode()).hexdigest()

    def to_text(self) -> str:
        """The state as one line for keeping."""
        return json.dumps([self.severity, self.amount_fen, self.rows, self.subjects], separators=(",", ":"))


@dataclass(frozen=True)
class Change:
    """How two states of a clue differ: amounts in fen, how many rows and subjects came and went."""

    severity: tuple[str, str]
    amount_fen: tuple[int | None, int | None]
    rows_added: int
    rows_removed: int
    subjects_added: int
    subjects_removed: int

    @property
    def is_one(self) -> bool:
        """False where the states are the same."""
        counts = (self.rows_added, self.rows_removed, self.subjects_added, self.subjects_removed)
        return any(counts) or self.severity[0] != self.severity[1] or self.amount_fen[0] != self.amount_fen[1]


def state_of(clue: Clue) -> State:
    """The state of a clue."""
    rows = sorted(_of_row(record.cells) for record in clue.records)
    subjects = sorted(_of_subject(subject) for subject in clue.subjects if not subject.shown)
    return State(clue.severity, clue.amount_fen, tuple(rows), tuple(subjects))


def state_from(text: str) -> State:
    """A state from its line."""
    severity, amount_fen, rows, subjects = json.loads(text)
    return State(severity, amount_fen, tuple(rows), tuple(subjects))


def change(before: State, now: State) -> Change:
    """What came, went and changed between two states of one clue."""
    return Change(
        severity=(before.severity, now.severity),
        amount_fen=(before.amount_fen, now.amount_fen),
        rows_added=_more(now.rows, before.rows),
        rows_removed=_more(before.rows, now.rows),
        subjects_added=_more(now.subjects, before.subjects),
        subjects_removed=_more(before.subjects, now.subjects),
    )


def _more(some: Sequence[str], others: Sequence[str]) -> int:
    return sum((Counter(some) - Counter(others)).values())


def _of_row(cells: Mapping[str, str]) -> str:
    written = {_spelled(header): _spelled(text) for header, text in cells.items()}
    return _digest(sorted((header, text) for header, text in written.items() if text and not _SERIAL.fullmatch(header)))


def _of_subject(subject: ClueSubject) -> str:
    return _digest([subject.column, subject.label, subject.key])


def _spelled(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:_LENGTH]
