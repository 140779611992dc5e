"""Compares what the rules found with the answer sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cluegraph.demo.truth import Case, Joined, Truth
from cluegraph.queries.case_leads import CaseLead
from cluegraph.queries.clue import Clue


@dataclass(frozen=True)
class Score:
    """How one rule did: the cases it missed, the lookalikes it raised, the clues that were expected to follow from
    other cases (`echoes`), and those that nobody planted (`beyond`)."""

    rule: str
    planted: int
    lookalikes: int
    missed: tuple[Case, ...]
    raised: tuple[Case, ...]
    echoes: tuple[Clue, ...]
    beyond: tuple[Clue, ...]

    @property
    def found(self) -> int:
        return self.planted - len(self.missed)


@dataclass(frozen=True)
class CaseScore:
    """How the case leads did: what was planted as one and did not come out as one, and the cases that nobody planted
    as one."""

    planted: int
    missed: tuple[Joined, ...]
    beyond: tuple[CaseLead, ...]

    @property
    def found(self) -> int:
        return self.planted - len(self.missed)


def speaks_of(clue: Clue, case: Case) -> bool:
    """Whether the clue is of the case's rule and names all of its subjects."""
    return clue.rule == case.rule and set(case.subjects) <= {subject.key for subject in clue.subjects}


def compare(truth: Truth, clues: Sequence[Clue]) -> list[Score]:
    """One score for each rule of the answer sheet and each rule that raised something."""
    rules = sorted({*truth.rules(), *(clue.rule for clue in clues)})
    return [_score(rule, truth, [clue for clue in clues if clue.rule == rule]) for rule in rules]


def compare_cases(truth: Truth, cases: Sequence[CaseLead]) -> CaseScore:
    """The case leads against what was planted as one."""
    return CaseScore(
        len(truth.joined),
        tuple(joined for joined in truth.joined if not any(_is(case, joined) for case in cases)),
        tuple(case for case in cases if not any(_is(case, joined) for joined in truth.joined)),
    )


def _is(lead: CaseLead, joined: Joined) -> bool:
    """Whether each case has its clue in the lead, and each clue of the lead its case."""
    return all(any(speaks_of(clue, case) for clue in lead.clues) for case in joined.cases) and all(
        any(speaks_of(clue, case) for case in joined.cases) for clue in lead.clues
    )


def _score(rule: str, truth: Truth, clues: Sequence[Clue]) -> Score:
    planted, lawful, echoes = truth.of(rule, "planted"), truth.of(rule, "lookalike"), truth.of(rule, "echo")
    extra = [clue for clue in clues if not any(speaks_of(clue, case) for case in (*planted, *lawful))]
    expected = [clue for clue in extra if any(speaks_of(clue, case) for case in echoes)]
    return Score(
        rule,
        len(planted),
        len(lawful),
        tuple(case for case in planted if not any(speaks_of(clue, case) for clue in clues)),
        tuple(case for case in lawful if any(speaks_of(clue, case) for clue in clues)),
        tuple(expected),
        tuple(clue for clue in extra if clue not in expected),
    )
