"""What a sheet itself says its rows add up to, in figures and in words, beside what was read of it: kept for DQ-04."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from cluegraph.loaders.chinese_numbers import amount_in_words
from cluegraph.loaders.clean_money import amount_in
from cluegraph.loaders.kinds import Kind
from cluegraph.loaders.quarantine import Quarantined, headers_of
from cluegraph.loaders.table import Block, Column
from cluegraph.loaders.totals import AMOUNT_FIELDS, TotalRow, is_part, stating_rows, whole


@dataclass(frozen=True)
class CitedTotal:
    """A total row as it stands in the sheet: its spreadsheet row and its cells by header."""

    row: int
    cells: dict[str, str]


@dataclass(frozen=True)
class SheetTotal:
    """Amounts in fen. `figures` and `words` are the rows in which `stated` and `in_words` stand.

    `loaded` is the sum of the rows that were loaded, `quarantined_fen` that of rows in quarantine as far as it can be
    read; `unread` counts those where it cannot. `several`: the sheet has more than one row that may be its total.
    """

    stated: int | None
    in_words: int | None
    figures: CitedTotal | None
    words: CitedTotal | None
    loaded: int
    quarantined: int
    quarantined_fen: int
    unread: int
    several: bool
    hidden: bool = False


def total_of_block(
    kind: Kind,
    columns: Sequence[Column],
    block: Block,
    totals: Sequence[TotalRow],
    worded: Sequence[TotalRow],
    good: pl.DataFrame | None,
    bad: Sequence[Quarantined],
) -> SheetTotal | None:
    """What one block says; None where it says nothing. `totals` are its rows of totals, `worded` its 大写 lines."""
    stating = stating_rows(totals, _amounts(kind, None, good)) or whole(worded)[-1:]
    stated = sum(total.amount or 0 for total in stating) if stating else None
    written = _written(columns, block, sorted((*totals, *worded), key=lambda each: each.row))
    in_words, row = _words(written, stated)
    if stated is None and in_words is None:
        return None
    field = stating[-1].field if stating else None
    held = [_amount_held(kind, columns, each, field) for each in bad]
    readable = [fen for fen in held if fen is not None]
    return SheetTotal(
        stated=stated,
        in_words=in_words,
        figures=_cited(columns, block, stating[-1].row) if stating else None,
        words=_cited(columns, block, row) if row is not None else None,
        loaded=int(_amounts(kind, field, good)["fen"].sum()),
        quarantined=len(bad),
        quarantined_fen=sum(readable),
        unread=len(held) - len(readable),
        several=len(whole(totals)) > 1,
    )


def joined_totals(parts: Sequence[SheetTotal | None], *, hidden: bool) -> SheetTotal | None:
    """What a sheet says: the sum of the blocks that say something. Words count where each of these has them."""
    said = [part for part in parts if part is not None]
    if not said:
        return None
    last, words = said[-1], [part.in_words for part in said if part.in_words is not None]
    figures = [part.stated for part in said if part.stated is not None]
    return SheetTotal(
        stated=sum(figures) if len(figures) == len(said) else None,
        in_words=sum(words) if len(words) == len(said) else None,
        figures=last.figures,
        words=last.words,
        loaded=sum(part.loaded for part in said),
        quarantined=sum(part.quarantined for part in said),
        quarantined_fen=sum(part.quarantined_fen for part in said),
        unread=sum(part.unread for part in said),
        several=len(said) > 1 or last.several,
        hidden=hidden,
    )


def _amounts(kind: Kind, field: str | None, good: pl.DataFrame | None) -> pl.DataFrame:
    """'row' and 'fen' of the loaded rows; of the column `field` alone where it is not the first that is summed."""
    fields = _summed(kind, field)
    if good is None or not fields:
        return pl.DataFrame(schema={"row": pl.Int64, "fen": pl.Int64})
    return good.select("row", pl.coalesce(f"{name}_fen" for name in fields).fill_null(0).alias("fen"))


def _summed(kind: Kind, field: str | None) -> list[str]:
    names = [name for name in AMOUNT_FIELDS.get(kind.name, ()) if name in kind.fields]
    return names if field is None or names[:1] == [field] else [field]


def _amount_held(kind: Kind, columns: Sequence[Column], row: Quarantined, field: str | None) -> int | None:
    headers = headers_of(columns)
    for name in _summed(kind, field):
        for column in columns:
            if column.field == name and (text := row.cells[headers[column.position]]):
                return amount_in(text, column.factor)
    return None


def _written(columns: Sequence[Column], block: Block, totals: Sequence[TotalRow]) -> list[tuple[int, int]]:
    """Row and amount in fen of what total rows write out in words."""
    found = []
    for total in totals:
        cells = _cited(columns, block, total.row).cells.values()
        amounts = [fen for text in cells if (fen := amount_in_words(text)) is not None]
        if amounts and not is_part(total.label):
            found.append((total.row, amounts[0]))
    return found


def _words(written: Sequence[tuple[int, int]], stated: int | None) -> tuple[int | None, int | None]:
    """The amount in words that belongs to the figures, and its row: what agrees with them, else the last."""
    if not written:
        return None, None
    last = written[-1][0]
    if stated is not None and (any(fen == stated for _, fen in written) or sum(fen for _, fen in written) == stated):
        return stated, last
    return written[-1][1], last


def _cited(columns: Sequence[Column], block: Block, row: int) -> CitedTotal:
    cells = block.rows.row(by_predicate=pl.col("row") == row, named=True)
    return CitedTotal(row, {header: cells[str(position)] or "" for position, header in headers_of(columns).items()})
