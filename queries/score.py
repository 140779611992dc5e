"""The parts of a clue's score and their weights: how far up the list a clue stands. No part is a probability.

Every part is 0 to 1. The weights and the bounds are the product's own choice and are shown with every run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import log, log10

from cluegraph.queries.rule import Severity

WEIGHTS: Mapping[str, float] = {
    "severity": 0.40,
    "rung": 0.20,
    "money": 0.15,
    "corroboration": 0.15,
    "rarity": 0.10,
}
RARE, COMMONPLACE = 0.001, 0.30
"""The share of what was looked at up to which a pattern counts as rare in full, and from which it is no longer rare."""

_OF_SEVERITY: dict[str, float] = {"high": 1.0, "medium": 0.6, "low": 0.3}
_OF_RUNG: dict[str | None, float] = {None: 1.0, "L1": 1.0, "L2": 0.8, "L3": 0.5, "L4": 0.3, "L5": 0.1}
_MILLION_YUAN_DIGITS = 6
_DIGITS = 3


@dataclass(frozen=True)
class ScoreParts:
    """What a score is made of, each 0 to 1, and the rules that speak of the same parties for other reasons."""

    severity: float
    rung: float
    money: float
    corroboration: float
    rarity: float
    corroborated_by: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The weighted sum, two places."""
        return round(sum(WEIGHTS[name] * part for name, part in self.to_json().items()), 2)

    def hundredths(self) -> dict[str, int]:
        """What each part adds to the score, in hundredths that add up to it: the largest remainders are rounded up."""
        exact = {name: 100 * WEIGHTS[name] * part for name, part in self.to_json().items()}
        whole = {name: int(value) for name, value in exact.items()}
        left = round(100 * self.score) - sum(whole.values())
        for name in sorted(exact, key=lambda one: whole[one] - exact[one])[:left]:
            whole[name] += 1
        return whole

    def to_json(self) -> dict[str, float]:
        """The parts by name, without the rules."""
        return {name: value for name, value in asdict(self).items() if name in WEIGHTS}


def severity_part(severity: Severity) -> float:
    """1 for high, 0.6 for medium, 0.3 for low."""
    return _OF_SEVERITY[severity]


def rung_part(rung: str | None) -> float:
    """1 for L1 or where no person is concerned, 0.8 for L2, 0.5 for L3, 0.3 for L4, 0.1 for L5."""
    return _OF_RUNG.get(rung, 0.1)


def money_part(amount_fen: int | None) -> float:
    """The logarithm of the yuan, in full from 1,000,000 yuan on; 0 without money."""
    return round(min(1.0, log10(1 + max(0, amount_fen or 0) / 100) / _MILLION_YUAN_DIGITS), _DIGITS)


def corroboration_part(voices: float) -> float:
    """0 without another rule's voice, half of what is left to 1 for each: 0.5, 0.75, 0.875 …"""
    return round(1 - float(0.5**voices), _DIGITS)


def rarity_part(findings: int, checked: int) -> float:
    """1 where at most one in a thousand of what a rule looked at shows the pattern, 0 from three in ten on.

    Between these the logarithm of the share counts. The share is (findings + 1) / (checked + 2), Laplace's rule of
    succession: of a handful of records, nothing can be said to be rare.
    """
    share = (max(0, findings) + 1) / (max(0, checked) + 2)
    part = log(COMMONPLACE / share) / log(COMMONPLACE / RARE)
    return round(min(1.0, max(0.0, part)), _DIGITS)
