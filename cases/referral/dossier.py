"""What a check list or referral file is made of, before it becomes a document, a workbook or JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cluegraph.i18n import Text
from cluegraph.queries.case_leads import CaseLead
from cluegraph.queries.clue import Clue
from cluegraph.queries.coverage import Coverage
from cluegraph.queries.rule import Basis, Rule, RuleKind
from cluegraph.queries.wording import kind_of

Purpose = Literal["check", "transfer"]

TITLES: dict[Purpose, Text] = {
    "check": Text("疑点核查清单", "Check list of clues"),
    "transfer": Text("问题线索移交清单", "Referral of clues"),
}
STATES: dict[Purpose, Text] = {"check": Text("未核实", "not verified"), "transfer": Text("待核实", "to be verified")}
MARK = Text("内部资料  注意保存", "Internal: keep safe")
DISCLAIMER = Text(
    "本清单所列为疑点线索，待核实，不作为认定结论。",
    "What is listed here are leads to be verified; a lead, not a finding.",
)


@dataclass(frozen=True)
class Entry:
    """One clue with its rule and the picture of its network (PNG), where one could be drawn."""

    clue: Clue
    rule: Rule
    picture: bytes | None = None

    @property
    def kind(self) -> RuleKind:
        """Lead, or triage: for attention only."""
        return kind_of(self.clue, self.rule)


@dataclass(frozen=True)
class Review:
    """Who looked at the clues and why they are passed on."""

    by: str
    reason: str


@dataclass(frozen=True)
class Dossier:
    """The clues of one list, leads before what is for attention only; `review` makes it a referral, without it it is a
    check list that nobody has reviewed. `coverage` says what was not checked. The leads of each of `cases` stand
    together, before all others. `left_out` clues fit too and are not listed: they are explained or suppressed."""

    entries: Sequence[Entry]
    made_on: date
    to: str = ""
    review: Review | None = None
    coverage: Coverage | None = None
    cases: Sequence[CaseLead] = ()
    left_out: int = 0

    def __post_init__(self) -> None:
        places = {clue.id: place for place, case in reversed(list(enumerate(self.cases))) for clue in case.clues}
        ordered = sorted(self.entries, key=lambda entry: (entry.kind, places.get(entry.clue.id, len(self.cases))))
        object.__setattr__(self, "entries", tuple(ordered))

    def case_of(self, clue: Clue) -> CaseLead | None:
        """The first case that holds the clue."""
        return next((case for case in self.cases if clue.id in {one.id for one in case.clues}), None)

    def number_of(self, clue: Clue) -> int | None:
        """The clue's number on the list, from 1; None where it is not on it."""
        ids = [entry.clue.id for entry in self.entries]
        return ids.index(clue.id) + 1 if clue.id in ids else None

    @property
    def for_attention(self) -> int:
        """How many of the clues are for attention only."""
        return sum(entry.kind == "triage" for entry in self.entries)

    @property
    def purpose(self) -> Purpose:
        return "check" if self.review is None else "transfer"

    @property
    def title(self) -> Text:
        return TITLES[self.purpose]

    @property
    def state(self) -> Text:
        return STATES[self.purpose]

    @property
    def total_fen(self) -> int:
        """The clues' amounts added up; clues may speak of the same money."""
        return sum(entry.clue.amount_fen or 0 for entry in self.entries)

    @property
    def rules(self) -> list[tuple[Rule, int]]:
        """The rules concerned and how many clues each has, in the order of their ids."""
        counts = Counter(entry.rule.id for entry in self.entries)
        rules = {entry.rule.id: entry.rule for entry in self.entries}
        return [(rules[name], counts[name]) for name in sorted(rules)]

    @property
    def files(self) -> dict[str, str]:
        """The source files that are cited, with the SHA-256 of each."""
        return {record.file: record.sha256 for entry in self.entries for record in entry.clue.records}


def clause(basis: Basis) -> str:
    """A clause that may be concerned, and whether somebody has read it."""
    read = f"，{basis.read_on:%Y-%m-%d}" if basis.read_on else ""
    state = (
        Text(f"已核对原文{read}", f"read{read.replace('，', ', ')}")
        if basis.verified
        else Text("待核对", "not yet read")
    )
    return f"《{basis.law}》{basis.article}（{state}）"
