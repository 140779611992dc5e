"""Holds the clues of a run against the answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from cluegraph.queries.clue import Clue
from tests.county.world import Case


@dataclass(frozen=True)
class Score:
    """How one rule did. A clue answers one planted case at most, so that a lump of several finds only one of them;
    a case may be answered by several clues. `false` are clues that answer no planted and no implied case, and those of
    a doubtful case that are not of low severity."""

    rule: str
    planted: int
    lawful: int
    missed: tuple[Case, ...]
    raised: tuple[Case, ...]
    right: int
    false: tuple[Clue, ...]

    @property
    def found(self) -> int:
        return self.planted - len(self.missed)

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """Of the clues, those that answer a planted case; implied ones count for neither side."""
        return self.right / (self.right + len(self.false)) if self.right or self.false else 1.0


def compare(cases: Iterable[Case], clues: Iterable[Clue], rules: Iterable[str]) -> list[Score]:
    """A score for each of the rules."""
    by_rule: dict[str, list[Case]] = defaultdict(list)
    raised: dict[str, list[Clue]] = defaultdict(list)
    for case in cases:
        by_rule[case.rule].append(case)
    for clue in clues:
        raised[clue.rule].append(clue)
    return [_score(rule, by_rule[rule], raised[rule]) for rule in sorted(rules)]


def _score(rule: str, cases: Sequence[Case], clues: Sequence[Clue]) -> Score:
    planted = [case for case in cases if case.expected == "planted"]
    found: set[int] = set()
    right, false, touched = 0, [], set()
    for clue in clues:
        keys = {subject.key for subject in clue.subjects}
        answers = [i for i, case in enumerate(planted) if case.keys <= keys]
        if answers:
            right += 1
            found.add(next((i for i in answers if i not in found), answers[0]))
        elif not any(case.keys <= keys for case in cases if _is_neither(case, clue)):
            false.append(clue)
            touched.update(case for case in cases if case.expected == "lawful" and case.keys <= keys)
    missed = tuple(case for i, case in enumerate(planted) if i not in found)
    alike = sum(case.expected == "lawful" for case in cases)
    return Score(rule, len(planted), alike, missed, tuple(touched), right, tuple(false))


def _is_neither(case: Case, clue: Clue) -> bool:
    return case.expected == "implied" or (case.expected == "doubtful" and clue.severity == "low")


def macro(scores: Sequence[Score]) -> tuple[float, float]:
    """The mean recall and precision of the rules, each rule weighing the same."""
    return mean(score.recall for score in scores), mean(score.precision for score in scores)


def shown(scores: Sequence[Score]) -> str:
    """A line a rule, and the means."""
    lines = ["rule     planted found lawful raised false  recall precision"]
    lines += [
        f"{s.rule:8} {s.planted:7} {s.found:5} {s.lawful:6} {len(s.raised):6} {len(s.false):5}"
        f"  {s.recall:6.3f} {s.precision:9.3f}"
        for s in scores
    ]
    recall, precision = macro(scores)
    total = sum(s.planted for s in scores), sum(s.found for s in scores), sum(s.lawful for s in scores)
    return "\n".join(
        [*lines, f"{'all':8} {total[0]:7} {total[1]:5} {total[2]:6} {'':6} {'':5}  {recall:6.3f} {precision:9.3f}"]
    )
