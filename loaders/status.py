"""What is loaded: kind × village × month with the gaps, sources, quarantine, the last run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass

import polars as pl

from cluegraph.loaders.catalog import Catalog, QuarantineEntry
from cluegraph.loaders.clean_periods import is_list
from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.store import Records
from cluegraph.workspace import Workspace


@dataclass(frozen=True)
class Loaded:
    """One kind: its sources, its rows, and those without a valid ID, which exact rules cannot judge."""

    kind: str
    sources: int
    rows: int
    without_valid_id: int | None


@dataclass(frozen=True)
class Cell:
    """The rows of one kind for one village (or unit) in one month ('YYYY-MM') or year ('YYYY')."""

    kind: str
    township: str | None
    village: str | None
    unit: str | None
    period: str | None
    rows: int


@dataclass(frozen=True)
class Gap:
    """Months between the first and the last of a place's list for which nothing is loaded."""

    kind: str
    township: str | None
    village: str | None
    unit: str | None
    programme: str | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class SourceStatus:
    """One source: when it was loaded, what it holds, and what of it does not count."""

    file: str
    sha256: str
    loaded_at: str
    kinds: tuple[str, ...]
    loaded: int
    quarantined: int
    refused_sheets: int
    overlapping_sheets: int
    ignored_sheets: int


@dataclass(frozen=True)
class Status:
    """All of it."""

    kinds: tuple[Loaded, ...]
    missing_kinds: tuple[str, ...]
    coverage: tuple[Cell, ...]
    gaps: tuple[Gap, ...]
    sources: tuple[SourceStatus, ...]
    quarantine: tuple[QuarantineEntry, ...]
    last_run: dict[str, object] | None

    def to_json(self) -> dict[str, object]:
        """As one JSON object; rows in quarantine are counted by file and by reason."""
        return {
            "kinds": [asdict(kind) for kind in self.kinds],
            "missing_kinds": list(self.missing_kinds),
            "coverage": [asdict(cell) for cell in self.coverage],
            "gaps": [{**asdict(gap), "missing": list(gap.missing)} for gap in self.gaps],
            "sources": [{**asdict(source), "kinds": list(source.kinds)} for source in self.sources],
            "quarantine": {
                "rows": len(self.quarantine),
                "by_file": dict(Counter(entry.path for entry in self.quarantine)),
                "by_reason": dict(Counter(entry.entry.reason for entry in self.quarantine)),
            },
            "last_run": self.last_run,
        }


def status_of(workspace: Workspace) -> Status:
    """Reads the state of a workspace; an empty one gives an empty status."""
    catalog, records, kinds = Catalog(workspace.catalog), Records(workspace), shipped_kinds()
    present = [kind for kind in kinds if kind in records.kinds()]
    lists = [kind for kind in present if is_list(kinds[kind].fields)]
    run = catalog.last_run()
    return Status(
        kinds=tuple(_loaded(kind, records, catalog) for kind in present),
        missing_kinds=tuple(kind for kind in kinds if kind not in present),
        coverage=tuple(cell for kind in lists for cell in _coverage(kind, records.frame(kind))),
        gaps=tuple(gap for kind in lists for gap in _gaps(kind, records.frame(kind))),
        sources=tuple(_sources(catalog)),
        quarantine=tuple(catalog.quarantine()),
        last_run=None if run is None else {"at": run[0], "totals": run[1].get("totals")},
    )


def _loaded(kind: str, records: Records, catalog: Catalog) -> Loaded:
    frame = records.frame(kind)
    sources = {sheet.path for sheet in catalog.sheets() if sheet.counted and sheet.kind == kind}
    invalid: int | None = None
    if "id_no" in shipped_kinds()[kind].fields:
        invalid = int(frame.select((pl.col("id_no_state").fill_null("none") != "valid").sum()).collect().item())
    return Loaded(kind, len(sources), int(frame.select(pl.len()).collect().item()), invalid)


def _places(frame: pl.LazyFrame) -> list[pl.Expr]:
    columns = frame.collect_schema().names()
    return [
        (pl.col(name) if name in columns else pl.lit(None, dtype=pl.String)).alias(name)
        for name in ("township", "village", "unit", "programme")
    ]


def _coverage(kind: str, frame: pl.LazyFrame) -> Iterable[Cell]:
    keys = ["township", "village", "unit", "period"]
    counts = frame.select(*_places(frame), "period").group_by(keys).len().sort(keys, nulls_last=True).collect()
    return [Cell(kind, *row) for row in counts.iter_rows()]


def _gaps(kind: str, frame: pl.LazyFrame) -> Iterable[Gap]:
    """Only for lists of which one place has at least two months."""
    keys = ["township", "village", "unit", "programme"]
    monthly = frame.select(*_places(frame), "period").filter(pl.col("period").str.len_chars() == 7).unique()
    found: dict[tuple[str | None, str | None, str | None, str | None], set[int]] = defaultdict(set)
    for row in monthly.sort([*keys, "period"], nulls_last=True).collect().iter_rows():
        *_, period = row
        found[row[:-1]].add(int(period[:4]) * 12 + int(period[5:]) - 1)
    for (township, village, unit, programme), months in found.items():
        missing = [month for month in range(min(months), max(months)) if month not in months]
        if missing:
            yield Gap(
                kind,
                township,
                village,
                unit,
                programme,
                tuple(f"{month // 12}-{month % 12 + 1:02d}" for month in missing),
            )


def _sources(catalog: Catalog) -> Iterable[SourceStatus]:
    sheets = defaultdict(list)
    for sheet in catalog.sheets():
        sheets[sheet.path].append(sheet)
    for source in catalog.sources():
        own = sheets[source.path]
        statuses = Counter(sheet.status for sheet in own)
        yield SourceStatus(
            file=source.path,
            sha256=source.sha256,
            loaded_at=source.loaded_at,
            kinds=tuple(sorted({sheet.kind for sheet in own if sheet.kind})),
            loaded=sum(sheet.loaded for sheet in own if sheet.counted),
            quarantined=sum(sheet.quarantined for sheet in own),
            refused_sheets=statuses["refused"],
            overlapping_sheets=statuses["overlapping"],
            ignored_sheets=sum(sheet.status == "ignored" and sheet.part is not None for sheet in own),
        )
