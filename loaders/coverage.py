"""What the loaded records do not cover: villages without lists, programmes and months that may be missing, rows that
name nobody by a valid ID number, and what was given and is not in the graph.

    records ─counted→ rows by place, programme, period ─→ RecordCoverage, for the whole workspace or one village

Whether a list really is missing nobody can tell from the lists that are there: a village may lawfully have no such
programme. So each of these is a question to an office and never a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from cluegraph.graph.reference import Reference
from cluegraph.loaders import coverage_gaps as gaps
from cluegraph.loaders.coverage_items import (
    AbsentProgramme,
    LoadedKind,
    MissingMonths,
    Place,
    Unidentified,
    Unplaced,
    WithoutList,
)
from cluegraph.loaders.coverage_rows import counted
from cluegraph.loaders.held_back import HeldBack, held_back
from cluegraph.loaders.store import Records
from cluegraph.workspace import Workspace


@dataclass(frozen=True)
class RecordCoverage:
    """What is loaded and what is not; `villages` are all that any record names, each with what is loaded of it."""

    loaded: tuple[LoadedKind, ...]
    villages: Mapping[Place, tuple[LoadedKind, ...]]
    without_list: tuple[WithoutList, ...]
    absent_programmes: tuple[AbsentProgramme, ...]
    missing_months: tuple[MissingMonths, ...]
    unidentified: tuple[Unidentified, ...]
    unplaced: tuple[Unplaced, ...]
    held_back: tuple[HeldBack, ...]

    def for_village(self, name: str) -> RecordCoverage:
        """What concerns the villages of this name (written 'township·village' where there are several)."""
        here = _named(name)
        return replace(
            self,
            villages=(villages := {place: kinds for place, kinds in self.villages.items() if here(place)}),
            loaded=tuple(kind for kinds in villages.values() for kind in kinds),
            without_list=tuple(each for each in self.without_list if here(each.place)),
            absent_programmes=tuple(each for each in self.absent_programmes if here(each.place)),
            missing_months=tuple(each for each in self.missing_months if here(each.place)),
            unidentified=tuple(each for each in self.unidentified if each.place and here(each.place)),
            unplaced=tuple(each for each in self.unplaced if each.village == name.rpartition("·")[2]),
            held_back=tuple(each for each in self.held_back if each.concerns(name.rpartition("·")[2])),
        )

    def to_json(self) -> dict[str, Any]:
        """As JSON objects; every list is complete."""
        return {
            "loaded": [asdict(kind) for kind in self.loaded],
            "villages": len(self.villages),
            "without_list": [
                {"kind": each.kind, **_place_json(each.place), "seen_in": list(each.seen_in)}
                for each in self.without_list
            ],
            "absent_programmes": [
                {**_place_json(each.place), "year": each.year, "programme": each.programme}
                | {"paid_in_villages": each.paid, "of_villages": each.villages}
                for each in self.absent_programmes
            ],
            "missing_months": [
                {"kind": each.kind, **_place_json(each.place), "programme": each.programme}
                | {"between": list(each.between), "at_ends": list(each.at_ends)}
                for each in self.missing_months
            ],
            "without_valid_id": [
                {"kind": each.kind, **_place_json(each.place), "rows": each.rows, "without_valid_id": each.without_id}
                | {"share": round(each.share, 4)}
                for each in self.unidentified
            ],
            "unplaced": [asdict(each) for each in self.unplaced],
            "held_back": [
                {"file": each.file, "sheet": each.sheet, "kind": each.kind, "rows": each.rows, "why": each.why}
                | {"message": str(each.message)}
                for each in self.held_back
            ],
        }


def record_coverage(workspace: Workspace, reference: Reference) -> RecordCoverage:
    """Reads the records of a workspace; an empty one gives an empty answer."""
    rows = counted(Records(workspace), reference)
    events = [programme.name for programme in reference.programmes if programme.event]
    yearly = [programme.name for programme in reference.programmes if not programme.monthly]
    monthly = [programme.name for programme in reference.programmes if programme.monthly]
    known = gaps.villages_of(rows)
    return RecordCoverage(
        loaded=tuple(gaps.loaded(rows)),
        villages=gaps.loaded_of_villages(rows),
        without_list=tuple(gaps.without_list(rows, known)),
        absent_programmes=tuple(gaps.absent_programmes(rows, events)),
        missing_months=tuple(gaps.missing_months(rows, known, frozenset(yearly) - frozenset(monthly))),
        unidentified=tuple(gaps.unidentified(rows)),
        unplaced=tuple(gaps.unplaced(rows, known)),
        held_back=held_back(workspace),
    )


def _named(name: str) -> Callable[[Place], bool]:
    township, dot, village = name.rpartition("·")
    return lambda place: place.village == village and (not dot or place.township == township)


def _place_json(place: Place | None) -> dict[str, str | None]:
    if place is None:
        return {"township": None, "village": None, "unit": None}
    unit = None if place.is_village else place.name
    return {"township": place.township, "village": place.village, "unit": unit}
