"""Which other rules speak of the same people, companies or accounts for reasons of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cluegraph.queries.clue import Clue, Party
from cluegraph.queries.library import Library
from cluegraph.queries.rule import Rule

OF_LEAD, OF_TRIAGE = 1.0, 0.5


def voice(rule: Rule) -> float:
    """How much a rule's word counts for another's clue: a lead 1, triage a half, the quality of the data nothing."""
    if rule.family == "quality":
        return 0.0
    return OF_LEAD if rule.kind == "lead" else OF_TRIAGE


class Corroboration:
    """Clues by their parties. Clues of rules that are no longer in the library have no voice."""

    def __init__(self, clues: Iterable[Clue], library: Library) -> None:
        self._rules = {file.rule.id: file.rule for file in library}
        self._restated = {
            frozenset((rule.id, other)) for rule in self._rules.values() for other in rule.restates if other != rule.id
        }
        self._of_party: dict[Party, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._of_row: dict[str, set[str]] = defaultdict(set)
        for clue in clues:
            if clue.rule in self._rules and voice(self._rules[clue.rule]):
                for party in clue.parties:
                    self._of_party[party][clue.rule].add(clue.id)
                for record in clue.records:
                    self._of_row[record.ref].add(clue.id)

    def of(self, clue: Clue) -> tuple[str, ...]:
        """The other rules with a clue on one of this clue's parties that says something else, in order.

        A rule that restates this one says something else only where it rests on other rows. Of rules that restate each
        other one is named: a lead before triage. Clues on the quality of data neither give nor take.
        """
        rule = self._rules.get(clue.rule)
        if rule is None or not voice(rule):
            return ()
        same_rows = set().union(*(self._of_row.get(record.ref, set()) for record in clue.records))
        others = {other for other, ids in self._others(clue) if not self._restates(clue.rule, other) or ids - same_rows}
        return tuple(sorted(self._named(group) for group in self._groups(sorted(others))))

    def weight(self, rules: Iterable[str]) -> float:
        """The voices of these rules together."""
        return sum(voice(self._rules[name]) for name in rules)

    def _others(self, clue: Clue) -> Iterator[tuple[str, set[str]]]:
        for party in clue.parties:
            for other, ids in self._of_party.get(party, {}).items():
                if other != clue.rule:
                    yield other, ids

    def _restates(self, one: str, other: str) -> bool:
        return frozenset((one, other)) in self._restated

    def _groups(self, rules: Sequence[str]) -> Iterator[set[str]]:
        """Rules that restate each other, directly or through one of these."""
        left = list(rules)
        while left:
            group = {left.pop(0)}
            while near := [name for name in left if any(self._restates(name, member) for member in group)]:
                group.update(near)
                left = [name for name in left if name not in group]
            yield group

    def _named(self, group: set[str]) -> str:
        return min(group, key=lambda name: (-voice(self._rules[name]), name))
