"""What the loaded records may lack, one class for each sort of gap."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A village in its township, or a unit; `name` is None for rows that say no place."""

    township: str | None
    name: str | None
    is_village: bool = True

    @property
    def village(self) -> str | None:
        return self.name if self.is_village else None


@dataclass(frozen=True)
class WithoutList:
    """A village of which no list of this kind is loaded, while others have one; `seen_in` says where it is named."""

    kind: str
    place: Place
    seen_in: tuple[str, ...]


@dataclass(frozen=True)
class AbsentProgramme:
    """A programme on the subsidy lists of most villages of a township in a year, and not on this village's.

    Without a programme: the village has lists, but none of that year. `paid` of `villages` have it.
    """

    place: Place
    year: str
    programme: str | None
    paid: int
    villages: int


@dataclass(frozen=True)
class MissingMonths:
    """Months ('YYYY-MM') that a place's list skips, and those before and after it that most others have."""

    kind: str
    place: Place
    programme: str | None
    between: tuple[str, ...]
    at_ends: tuple[str, ...]


@dataclass(frozen=True)
class Unplaced:
    """Rows that name a village and no township, where several townships have a village of this name."""

    kind: str
    village: str
    townships: tuple[str, ...]
    rows: int


@dataclass(frozen=True)
class Unidentified:
    """The rows of a kind (of one place, or all where `place` is None) that name a person without a valid ID number."""

    kind: str
    place: Place | None
    rows: int
    without_id: int

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.without_id / self.rows if self.rows else 0.0


@dataclass(frozen=True)
class LoadedKind:
    """What there is of one kind: rows, villages that have some, first and last period."""

    kind: str
    rows: int
    villages: int
    first: str | None
    last: str | None
