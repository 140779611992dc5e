"""What the county's settings say about programmes and tender limits, as the projection needs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True)
class Rate:
    """What a programme pays in yuan, `per` which unit (亩, 人·月, …), in which years (both ends included)."""

    yuan: Decimal
    per: str
    first_year: int | None = None
    last_year: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Programme:
    """A configured subsidy programme, as it was in the years from `first_year` to `last_year` (None: open); one name
    may have several, of different years. Ages are in full years; None: no limit."""

    name: str
    aliases: Sequence[str] = ()
    unit: Literal["person", "household", "area", "event"] = "person"
    monthly: bool = False
    means_tested: bool = False
    fiscal_staff_excluded: bool = False
    cadre_excluded: bool = False
    kin_notice: bool = False
    after_death: bool = False
    discretionary: bool = False
    universal: bool = False
    event: bool = False
    land: Literal["farmland", "forest", "grassland"] | None = None
    grace_days: int | None = None
    age_min: int | None = None
    age_max: int | None = None
    excludes: Sequence[str] = ()
    first_year: int | None = None
    last_year: int | None = None
    rates: Sequence[Rate] = ()


@dataclass(frozen=True)
class TenderLimit:
    """From which amount (yuan) a category has to be put to tender, and when that held (both ends included).

    `aliases` are other spellings of the category. `buyer_type` is `village`, `unit` or None for every buyer; a limit
    for the buyer's own type goes before a general one.
    """

    category: str
    amount_yuan: Decimal
    valid_from: date | None = None
    valid_to: date | None = None
    buyer_type: Literal["village", "unit"] | None = None
    name: str = ""
    source: str = ""
    aliases: Sequence[str] = ()


@dataclass(frozen=True)
class Reference:
    """The settings that the graph is made with."""

    programmes: Sequence[Programme] = field(default_factory=tuple)
    limits: Sequence[TenderLimit] = field(default_factory=tuple)
