"""Which column fills which field of a kind: the best header wins; no column fills two fields, no field takes two."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import polars as pl

from cluegraph.loaders.kinds import Field, Kind, Kinds
from cluegraph.loaders.words import header_key, header_keys, shortened_keys

_Offer = tuple[int, int, int, int, str]
_JOIN = "/"
_STRONG, _PARENTED, _WEAK, _WEAK_PARENTED = range(4)
_SHARE = {_STRONG: 1.0, _PARENTED: 0.9, _WEAK: 0.6, _WEAK_PARENTED: 0.4}
_TELLING_OTHERS = 3
_DECISION = 2.0
_NEUTRAL = re.compile(r"(?:信息|情况|资料|内容|明细|数据|基础|基本|其他|相关)")


@dataclass(frozen=True)
class Heading:
    """A column's header: its parts from the top row down, blank parts left out, each of them once."""

    position: int
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        return _JOIN.join(self.parts)


@dataclass(frozen=True)
class Claim:
    """A field that a header may fill; a lower `quality`, then a lower `rank`, is better."""

    field: str
    quality: int
    rank: int


@dataclass
class Fit:
    """How a kind fits a header: its columns by field, and what speaks for and against it.

    `score` comes from headers, `said` from words of titles; it is `sure` where a header that tells this kind from
    others is among its columns.
    """

    kind: Kind
    columns: dict[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    score: float = 0.0
    said: float = 0.0
    sure: bool = False

    @property
    def total(self) -> float:
        return self.score + self.said


class Lexicon:
    """All known headers, looked up in one step whatever their kind."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds
        self._claims: dict[str, dict[str, list[Claim]]] = {}
        for kind in kinds.values():
            if not kind.like:
                for known in kind.fields.values():
                    self._add(kind.name, known.name, known.headers, _STRONG)
                    self._add(kind.name, known.name, known.weak, _WEAK)
        self._spellings = pl.Series(list(self._claims), dtype=pl.String)

    def _add(self, kind: str, name: str, headers: Sequence[str], quality: int) -> None:
        for rank, header in enumerate(headers):
            self._claims.setdefault(header, {}).setdefault(kind, []).append(Claim(name, quality, rank))

    def knows(self, text: str) -> bool:
        """Whether a single cell is a header of any kind."""
        return any(key in self._claims for key in header_keys(text))

    def spellings(self) -> pl.Series:
        """Every known header in its one spelling."""
        return self._spellings

    def claims(self, heading: Heading) -> dict[str, list[Claim]]:
        """By kind, the fields that this header may fill, each with its best claim.

        Tried: the parts joined, run together, the last two run together, the last part alone (less sure where the part
        above it is no neutral word like 基本信息). Where a kind knows the header whole, nothing is taken off it: in
        年月, 月 is no unit of 年.
        """
        result: dict[str, dict[str, Claim]] = {}
        for text, parented in _readings(heading.parts):
            shortened, whole = shortened_keys(text), set[str]()
            for order, key in enumerate(header_keys(text)):
                for kind, claims in self._claims.get(key, {}).items():
                    if key not in shortened:
                        whole.add(kind)
                    elif kind in whole:
                        continue
                    known = result.setdefault(kind, {})
                    for claim in claims:
                        better = Claim(claim.field, claim.quality + parented, claim.rank * 10 + order)
                        if claim.field not in known:
                            known[claim.field] = better
        return {kind: list(claims.values()) for kind, claims in result.items()}


def _readings(parts: tuple[str, ...]) -> list[tuple[str, int]]:
    if len(parts) == 1:
        return [(parts[0], 0)]
    readings = [(_JOIN.join(parts), 0), ("".join(parts), 0)]
    if len(parts) > 2:
        readings.append(("".join(parts[-2:]), 0))
    above = header_key("".join(parts[:-1]))
    readings.append((parts[-1], 0 if _NEUTRAL.search(above) else 1))
    return readings


@cache
def lexicon_of(kinds: Kinds) -> Lexicon:
    """The lexicon of these kinds, made once."""
    return Lexicon(kinds)


def fits(headings: Sequence[Heading], lexicon: Lexicon, sure: Callable[[int], bool] | None = None) -> list[Fit]:
    """Each kind's fit to a header, kinds that nothing speaks for left out. `sure` says of a position whether its cells
    read as periods; where they do not, a weak header fills no field that is `parsed`."""
    claims = {heading.position: lexicon.claims(heading) for heading in headings}
    keys = {key for heading in headings for text, _ in _readings(heading.parts) for key in header_keys(text)}
    found: list[Fit] = []
    for kind in lexicon.kinds.values():
        if kind.like:
            continue
        own = {position: by_kind[kind.name] for position, by_kind in claims.items() if kind.name in by_kind}
        if own:
            found.append(_fit(kind, own, keys, sure))
    return found


def _fit(kind: Kind, claims: Mapping[int, list[Claim]], keys: set[str], sure: Callable[[int], bool] | None) -> Fit:
    chosen = _assigned(kind, claims, sure)
    fit = Fit(kind, {name: position for name, (position, _) in chosen.items()})
    fit.missing = missing_fields(kind, fit.columns)
    fit.score = sum(kind.fields[name].weight * _SHARE[quality] for name, (_, quality) in chosen.items())
    fit.sure = any(kind.fields[name].is_telling and quality < _WEAK for name, (_, quality) in chosen.items())
    others = len(keys & kind.also)
    decided = bool(keys & kind.decisive)
    fit.sure = fit.sure or decided or others >= _TELLING_OTHERS
    fit.score += _DECISION * decided + min(2.4, 0.3 * others) - 3.0 * len(keys & kind.against)
    return fit


def missing_fields(kind: Kind, columns: Mapping[str, int]) -> tuple[str, ...]:
    """The required fields that only a column can give and none gives; of a group all, joined by '/'."""
    lacking = [name for name in kind.required if name not in columns and not kind.fields[name].from_title]
    for group in kind.any_of:
        if not any(name in columns or kind.fields[name].from_title for name in group):
            lacking.append("/".join(group))
    return tuple(lacking)


def _assigned(
    kind: Kind, claims: Mapping[int, list[Claim]], sure: Callable[[int], bool] | None
) -> dict[str, tuple[int, int]]:
    """Field → (position, quality). Plain fields first, then those that stand beside others, then weak headers."""
    chosen: dict[str, tuple[int, int]] = {}
    order = {name: number for number, name in enumerate(kind.fields)}
    offers = sorted(
        (claim.quality, claim.rank, order[claim.field], position, claim.field)
        for position, of_column in claims.items()
        for claim in of_column
        if not _is_doubtful(kind.fields[claim.field], claim, position, sure)
    )
    plain = [offer for offer in offers if not kind.fields[offer[4]].beside]
    beside = [offer for offer in offers if kind.fields[offer[4]].beside]
    _take([offer for offer in plain if offer[0] < _WEAK], chosen, kind)
    _take(beside, chosen, kind)
    _take([offer for offer in plain if offer[0] >= _WEAK], chosen, kind)
    _take(beside, chosen, kind)
    _seize(plain, chosen, kind)
    return chosen


def _seize(offers: Sequence[_Offer], chosen: dict[str, tuple[int, int]], kind: Kind) -> None:
    """A required field that is still without a column takes one from a field that is not."""
    for name in kind.required:
        for offer in offers if name not in chosen else ():
            holder = next((other for other, (position, _) in chosen.items() if position == offer[3]), None)
            if offer[4] == name and holder and not kind.fields[holder].required:
                del chosen[holder]
                chosen[name] = (offer[3], offer[0])
                break


def _is_doubtful(known: Field, claim: Claim, position: int, sure: Callable[[int], bool] | None) -> bool:
    return known.parsed and claim.quality >= _WEAK and sure is not None and not sure(position)


def _take(offers: Sequence[_Offer], chosen: dict[str, tuple[int, int]], kind: Kind) -> None:
    taken = {position for position, _ in chosen.values()}
    for quality, _rank, _order, position, name in offers:
        if name in chosen or position in taken or not all(other in chosen for other in kind.fields[name].beside):
            continue
        chosen[name] = (position, quality)
        taken.add(position)
