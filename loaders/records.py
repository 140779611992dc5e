"""From one recognised table to what is kept of it: records, quarantined rows and the figures of the reconciliation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from cluegraph.graph.cards import card_states
from cluegraph.i18n import Text
from cluegraph.loaders.clean import clean, schema
from cluegraph.loaders.clean_money import amount_in
from cluegraph.loaders.kinds import Kind
from cluegraph.loaders.quarantine import Quarantined, headers_of, quarantined, with_formulas
from cluegraph.loaders.sheet_total import SheetTotal, joined_totals, total_of_block
from cluegraph.loaders.skip import Skipped, skipped
from cluegraph.loaders.table import Block, Column, Table
from cluegraph.loaders.totals import AMOUNT_FIELDS, TotalRow, amount_in_label, stated_total
from cluegraph.loaders.validate import validate

_SLICE = 200_000
_NOT_EVENTS = frozenset({"to", "deadline"})


@dataclass(frozen=True)
class SheetRecords:
    """What one sheet holds.

    `frame` has 'row', the kind's typed columns and `cell.<header>` columns. `rows` counts spreadsheet rows from 1 to
    the last that has anything in it; what is neither loaded nor quarantined is skipped. Amounts are fen.
    """

    kind: str
    frame: pl.DataFrame
    quarantine: tuple[Quarantined, ...]
    rows: int
    amount: int | None
    stated_total: int | None
    fields: frozenset[str]
    last_day: int | None
    notes: tuple[Text, ...]
    total: SheetTotal | None = None

    @property
    def loaded(self) -> int:
        return self.frame.height

    @property
    def skipped(self) -> int:
        return self.rows - self.loaded - len(self.quarantine)


def records_of(table: Table, kind: Kind) -> SheetRecords:
    """Cleans and validates every row of a table."""
    frames: list[pl.DataFrame] = []
    failed: list[Quarantined] = []
    stated: list[int | None] = []
    totals: list[SheetTotal | None] = []
    for block in table.blocks:
        good, bad, said_total, total = _block_records(kind, table.columns, block)
        frames += good
        failed += bad
        stated.append(said_total)
        totals.append(total)
    frame = pl.concat(frames) if frames else _empty(kind, table.columns)
    said = [total for total in stated if total is not None]
    explained = with_formulas(kind, table.columns, failed, table.sheet.unvalued)
    return SheetRecords(
        kind=kind.name,
        frame=frame,
        quarantine=tuple(sorted(explained, key=lambda each: each.row)),
        rows=_last_row(table),
        amount=_amount(kind, frame),
        stated_total=sum(said) if said else None,
        fields=_fields(kind, table, frame),
        last_day=last_day(kind, frame),
        notes=(*table.notes, *_doubtful_cards(kind, frame)),
        total=joined_totals(totals, hidden=bool(table.sheet.hidden_rows)),
    )


def _block_records(
    kind: Kind, columns: Sequence[Column], block: Block
) -> tuple[list[pl.DataFrame], list[Quarantined], int | None, SheetTotal | None]:
    odd = skipped(kind, columns, block.rows)
    rest = _without(block.rows, [each.position for each in odd])
    good, bad = _validated(kind, columns, block, rest)
    amounts = _amounts(kind, good)
    totals = list(_totals(kind, columns, block, [each for each in odd if each.why == "total"]))
    lone = [each for each in odd if each.why == "numbers"]
    unlabelled = [total for total in _totals(kind, columns, block, lone) if _is_sum(total, amounts)]
    summed = {total.row for total in unlabelled}
    leftover = block.rows[[each.position for each in lone]].filter(~pl.col("row").is_in(summed))
    more_good, more_bad = _validated(kind, columns, block, leftover)
    good, bad = good + more_good, bad + more_bad
    stating = sorted((*totals, *unlabelled), key=lambda each: each.row)
    worded = [*_totals(kind, columns, block, [each for each in odd if each.why == "worded"])]
    total = total_of_block(kind, columns, block, stating, worded, pl.concat(good) if good else None, bad)
    return good, bad, stated_total(stating, amounts), total


def _validated(
    kind: Kind, columns: Sequence[Column], block: Block, rows: pl.DataFrame
) -> tuple[list[pl.DataFrame], list[Quarantined]]:
    """Good rows as frames, failed rows one by one; in slices, so that a million rows need little memory."""
    good: list[pl.DataFrame] = []
    bad: list[Quarantined] = []
    for part in rows.iter_slices(_SLICE) if rows.height else ():
        verdict = validate(kind, clean(kind, columns, part, block.context))
        cells = part.select("row", *_cells(columns))
        if verdict.failed.height:
            bad += quarantined(kind, columns, part.join(verdict.failed, on="row", maintain_order="left"))
            cells = cells.join(verdict.failed, on="row", how="anti", maintain_order="left")
        good.append(verdict.good.hstack(cells.drop("row")))
    return good, bad


def _cells(columns: Sequence[Column]) -> Iterator[pl.Expr]:
    """The original texts under `cell.<header>`."""
    for position, header in headers_of(columns).items():
        yield pl.col(str(position)).alias(f"cell.{header}")


def _totals(kind: Kind, columns: Sequence[Column], block: Block, found: Sequence[Skipped]) -> Iterator[TotalRow]:
    wanted = [column for name in AMOUNT_FIELDS.get(kind.name, ()) for column in columns if column.field == name]
    for each in found:
        cells = block.rows.row(each.position, named=True)
        filled = next((column for column in wanted if cells[str(column.position)]), None)
        own = amount_in(cells[str(filled.position)], filled.factor) if filled else None
        amount = own if own is not None else amount_in_label(each.label)
        yield TotalRow(cells["row"], each.label, amount, filled.field if filled else None)


def _is_sum(total: TotalRow, amounts: pl.DataFrame) -> bool:
    """True for a row of figures alone that says exactly what the rows above it add up to."""
    above = amounts.filter(pl.col("row") < total.row)["fen"]
    return above.len() > 1 and total.amount == above.sum()


def _without(rows: pl.DataFrame, positions: Sequence[int]) -> pl.DataFrame:
    if not positions:
        return rows
    gone = pl.Series(positions, dtype=pl.UInt32)
    return rows.filter(~pl.int_range(pl.len(), dtype=pl.UInt32).is_in(gone.implode()))


def _amount_of(kind: Kind) -> pl.Expr | None:
    names = [f"{name}_fen" for name in AMOUNT_FIELDS.get(kind.name, ()) if name in kind.fields]
    return pl.coalesce(names) if names else None


def _amounts(kind: Kind, frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """'row' and 'fen' of the records."""
    amount = _amount_of(kind)
    if amount is None or not frames:
        return pl.DataFrame(schema={"row": pl.Int64, "fen": pl.Int64})
    return pl.concat(frame.select("row", amount.fill_null(0).alias("fen")) for frame in frames)


def _amount(kind: Kind, frame: pl.DataFrame) -> int | None:
    amount = _amount_of(kind)
    return None if amount is None else int(frame.select(amount.sum()).item() or 0)


def _fields(kind: Kind, table: Table, frame: pl.DataFrame) -> frozenset[str]:
    """The fields that the sheet has, from columns, from what it states once, or derived from its dates."""
    mapped = {column.field for column in table.columns if column.field}
    stated = {name for block in table.blocks for name in block.context}
    derived = {
        name for name in ("year", "period", "month", "township")
        if name in frame.columns and not frame[name].is_null().all()
    }  # fmt: skip
    return frozenset((mapped | stated | derived) & {*kind.fields, "township"})


def last_day(kind: Kind, frame: pl.DataFrame) -> int | None:
    """The last day that the records speak of, as days since 1970-01-01; a month is its 20th."""
    dates = [
        pl.col(field.name).max()
        for field in kind.fields.values()
        if field.type == "date" and field.name not in _NOT_EVENTS
    ]
    if "period" in frame.columns:
        months = pl.when(pl.col("period").str.len_chars() == 7).then(pl.col("period")).max()
        dates.append((months + "-20").str.to_date(strict=False))
    if not dates or frame.is_empty():
        return None
    day = frame.select(pl.max_horizontal(dates).alias("day").cast(pl.Int32)).item()
    return None if day is None else int(day)


def _doubtful_cards(kind: Kind, frame: pl.DataFrame) -> Iterator[Text]:
    """Says how many bank cards cannot be right by their check digit; the rows are loaded all the same."""
    for field in kind.fields.values():
        if field.type != "account" or frame[field.name].is_null().all():
            continue
        cards = frame[field.name].drop_nulls().unique()
        if wrong := int((card_states(cards) == "invalid").sum()):
            title = field.title
            yield Text(
                f"“{title.zh}”有 {wrong} 个银行卡号校验位不符，已载入，请核对",
                f'"{title.en}": {wrong} card numbers have a wrong check digit; they are loaded, please verify',
            )


def _last_row(table: Table) -> int:
    """The last spreadsheet row that has anything in it."""
    return table.sheet.cells.height


def _empty(kind: Kind, columns: Sequence[Column]) -> pl.DataFrame:
    cells = {str(column.position): pl.String for column in columns}
    typed = pl.DataFrame(schema={"row": pl.Int64, **schema(kind)})
    return typed.hstack(pl.DataFrame(schema=cells).select(*_cells(columns)))
