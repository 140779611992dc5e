"""The answer sheet: what was planted, what only looks alike, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from cluegraph.i18n import Text

Expected = Literal["planted", "lookalike", "echo"]


@dataclass(frozen=True)
class Case:
    """One case of the answer sheet.

    `subjects` are natural keys (ID, account, credit code, village, unit, contract or household number): a clue of the
    rule that names all of them is this case. A `lookalike` is lawful and must not be raised. An `echo` follows from
    another planted case: lawful to raise, and not counted among the planted. `story` is the published case it retells.
    """

    rule: str
    expected: Expected
    subjects: tuple[str, ...]
    why: Text
    story: str = ""

    @property
    def planted(self) -> bool:
        return self.expected == "planted"


@dataclass(frozen=True)
class Joined:
    """Cases of several rules, planted or following, that are one matter: their clues, and no other, are to be one case
    lead."""

    cases: tuple[Case, ...]
    why: Text


@dataclass
class Truth:
    """All cases of one county, in the order of planting, and those of them that belong together."""

    cases: list[Case] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)

    def plant(self, rule: str, subjects: tuple[str, ...], zh: str, en: str, story: str = "") -> Case:
        case = Case(rule, "planted", subjects, Text(zh, en), story)
        self.cases.append(case)
        return case

    def join(self, cases: tuple[Case, ...], zh: str, en: str) -> None:
        self.joined.append(Joined(cases, Text(zh, en)))

    def lookalike(self, rule: str, subjects: tuple[str, ...], zh: str, en: str) -> None:
        self.cases.append(Case(rule, "lookalike", subjects, Text(zh, en)))

    def echo(self, rule: str, subjects: tuple[str, ...], zh: str, en: str) -> Case:
        case = Case(rule, "echo", subjects, Text(zh, en))
        self.cases.append(case)
        return case

    def rules(self) -> list[str]:
        """The rules that have cases, in alphabetical order."""
        return sorted({case.rule for case in self.cases})

    def of(self, rule: str, expected: Expected) -> list[Case]:
        return [case for case in self.cases if case.rule == rule and case.expected == expected]
