"""What a load did: every file, sheet and row accounted for, as the contract's JSON object."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal

from cluegraph.i18n import Text
from cluegraph.loaders.catalog import QuarantineEntry, SheetEntry
from cluegraph.loaders.clean_money import yuan

FileStatus = Literal["loaded", "partly", "refused", "unchanged", "replaced"]


@dataclass(frozen=True)
class FileReport:
    """One file that was given: what became of it, and of each of its sheets."""

    file: str
    sha256: str
    status: FileStatus
    message: Text
    sheets: tuple[SheetEntry, ...] = ()


@dataclass(frozen=True)
class LoadReport:
    """One load. `quarantine` holds the rows that this load put in quarantine."""

    files: tuple[FileReport, ...]
    quarantine: tuple[QuarantineEntry, ...]
    seconds: float
    totals: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        sheets = [sheet for file in self.files for sheet in file.sheets]
        totals = {
            "files": len(self.files),
            "rows": sum(sheet.rows for sheet in sheets),
            "loaded": sum(sheet.loaded for sheet in sheets),
            "quarantined": sum(sheet.quarantined for sheet in sheets),
            "skipped": sum(sheet.skipped for sheet in sheets),
        }
        object.__setattr__(self, "totals", totals)

    @property
    def complete(self) -> bool:
        """False when some input was refused or quarantined."""
        return not self.quarantine and all(
            file.status != "refused" and all(sheet.status != "refused" for sheet in file.sheets) for file in self.files
        )

    def to_json(self) -> dict[str, object]:
        """The contract's object; messages are in the language of this run."""
        return {
            "files": [_file(file) for file in self.files],
            "quarantine": [_quarantined(entry) for entry in self.quarantine],
            "totals": {**self.totals, "seconds": round(self.seconds, 3)},
        }

    def summary(self, without: Collection[str] = ()) -> dict[str, object]:
        """What is kept of a run: what became of each file, those `without` left out, and the totals."""
        files = [
            {"file": file.file, "sha256": file.sha256, "status": file.status}
            for file in self.files
            if file.file not in without
        ]
        return {"files": files, "totals": {**self.totals, "files": len(files), "seconds": round(self.seconds, 3)}}


def joined(texts: Iterable[Text]) -> Text:
    """Several messages as one."""
    given = [text for text in texts if text.zh or text.en]
    return Text("；".join(text.zh.rstrip("。；") for text in given), "; ".join(text.en.rstrip(".;") for text in given))


def amount_text(fen: int | None) -> str | None:
    """Fen as the contract writes amounts: '1234.50'; None stays None."""
    return None if fen is None else yuan(fen)


def _file(file: FileReport) -> dict[str, object]:
    return {
        "file": file.file,
        "sha256": file.sha256,
        "status": file.status,
        "message": str(file.message),
        "sheets": [_sheet(sheet) for sheet in file.sheets],
    }


def _sheet(sheet: SheetEntry) -> dict[str, object]:
    return {
        "sheet": sheet.name,
        "kind": sheet.kind,
        "status": sheet.status,
        "message": str(sheet.message),
        "rows": sheet.rows,
        "loaded": sheet.loaded,
        "quarantined": sheet.quarantined,
        "skipped": sheet.skipped,
        "amount": amount_text(sheet.amount),
        "stated_total": amount_text(sheet.stated_total),
    }


def _quarantined(entry: QuarantineEntry) -> dict[str, object]:
    return {
        "file": entry.path,
        "sheet": entry.sheet,
        "row": entry.entry.row,
        "field": entry.entry.field,
        "value": entry.entry.value,
        "reason": entry.entry.reason,
        "message": str(entry.entry.message),
    }
