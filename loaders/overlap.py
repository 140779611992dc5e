"""Lists that repeat other lists: a summary beside its details, the same list sent twice.

A sheet of ten rows or more that shares nine tenths of them (person, programme, period, amount) with what other sheets
of its kind hold is overlapping. Rows count as often as they occur. A person is the valid ID, else the name with the
village or unit; two sheets of which one lacks the ID are compared by name and place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

FEWEST_ROWS = 10
SHARE = 0.9

_WHAT: dict[str, tuple[str, ...]] = {
    "subsidy": ("programme", "period"),
    "published": ("programme", "period"),
    "payroll": ("unit", "period"),
    "allowance": ("period", "date"),
}
"""The kinds that are compared, and what a row says besides the person and the amount."""

_PLACES = {"subsidy": ["village"], "published": ["village"], "payroll": ["unit"], "allowance": ["village", "unit"]}
_AMOUNTS = {kind: ["net_fen", "gross_fen"] if kind == "payroll" else ["amount_fen"] for kind in _WHAT}

_LOOSE = r"^(?:农村|城乡|城镇|城市)|(?:补助|补贴|津贴|专项|资金|经费|款|金|费)+$"

_Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Keys:
    """The rows of one sheet as hashes: by ID and by name and place. `with_id` says which rows have a valid ID."""

    by_id: _Hashes
    by_name: _Hashes
    with_id: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.by_name)


def needed_columns(kind: str) -> list[str]:
    """The record columns that `keys_of` reads."""
    return list(dict.fromkeys(["name", "id_no", "id_no_state", *_PLACES[kind], *_WHAT[kind], *_AMOUNTS[kind]]))


def is_compared(kind: str) -> bool:
    """True for kinds of which a second list would count money twice."""
    return kind in _WHAT


def keys_of(kind: str, frame: pl.DataFrame) -> Keys:
    """The keys of a sheet's records."""
    place = pl.coalesce(_PLACES[kind])
    said = [*(_said(name) for name in _WHAT[kind]), pl.coalesce(_AMOUNTS[kind]).alias("fen")]
    hashes = frame.select(
        pl.struct(pl.col("id_no").alias("who"), *said).hash().alias("by_id"),
        pl.struct((pl.col("name") + "@" + place.fill_null("")).alias("who"), *said).hash().alias("by_name"),
        (pl.col("id_no_state") == "valid").fill_null(False).alias("with_id"),
    )
    return Keys(hashes["by_id"].to_numpy(), hashes["by_name"].to_numpy(), hashes["with_id"].to_numpy())


def _said(name: str) -> pl.Expr:
    """A column as it is compared: two offices call one programme 农村危房改造补助 and 危房改造补助资金."""
    return pl.col(name).str.replace_all(_LOOSE, "") if name == "programme" else pl.col(name)


class Index:
    """The rows of one kind that are counted so far."""

    def __init__(self) -> None:
        self._by_id = _Multiset()
        self._by_name = _Multiset()
        self._without_id = _Multiset()

    def add(self, keys: Keys) -> None:
        """Counts the rows of a sheet."""
        self._by_id.add(keys.by_id[keys.with_id])
        self._by_name.add(keys.by_name)
        self._without_id.add(keys.by_name[~keys.with_id])

    def shared(self, keys: Keys) -> float:
        """The share of the sheet's rows that are there already, 0 to 1."""
        if not len(keys):
            return 0.0
        known = keys.with_id
        by_id = self._by_id.common(keys.by_id[known]) + self._without_id.common(keys.by_name[known])
        by_name = self._by_name.common(keys.by_name[~known])
        return min(1.0, (by_id + by_name) / len(keys))

    def covers(self, keys: Keys) -> bool:
        """True when the sheet repeats what is there."""
        return len(keys) >= FEWEST_ROWS and self.shared(keys) >= SHARE


@dataclass
class _Multiset:
    """Hashes with their multiplicity, in sorted runs that are merged as they grow alike."""

    _runs: list[_Hashes] = field(default_factory=list)

    def add(self, hashes: _Hashes) -> None:
        if not len(hashes):
            return
        self._runs.append(np.sort(hashes))
        while len(self._runs) > 1 and len(self._runs[-2]) < 2 * len(self._runs[-1]):
            last, before = self._runs.pop(), self._runs.pop()
            self._runs.append(np.sort(np.concatenate((before, last)), kind="stable"))

    def common(self, hashes: _Hashes) -> int:
        """How many of the hashes are here, each at most as often as it is here."""
        if not len(hashes):
            return 0
        distinct, times = np.unique(hashes, return_counts=True)
        here = np.zeros(len(distinct), dtype=np.int64)
        for run in self._runs:
            here += np.searchsorted(run, distinct, side="right") - np.searchsorted(run, distinct, side="left")
        return int(np.minimum(here, times).sum())


def index_of(kind: str, frames: Iterable[pl.DataFrame]) -> Index:
    """The index over sheets that are counted already."""
    index = Index()
    for frame in frames:
        index.add(keys_of(kind, frame))
    return index
