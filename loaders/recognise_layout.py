"""From a recognised header to the columns and rows of the table, also where later blocks are laid out otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from cluegraph.i18n import Text
from cluegraph.loaders.kinds import Kind
from cluegraph.loaders.recognise_blocks import Part
from cluegraph.loaders.recognise_columns import Heading, Lexicon, fits
from cluegraph.loaders.recognise_context import Level, context_of, lump
from cluegraph.loaders.table import Block, Column, Sheet, Stated
from cluegraph.loaders.times import cut_times, plain_digits
from cluegraph.loaders.words import money_factor

_SAMPLE = 250
_DISTINCT = 20


@dataclass(frozen=True)
class Layout:
    """The columns of a table, and at which position of the sheet each of them is found (by its own position)."""

    columns: tuple[Column, ...]
    sources: Mapping[int, int]


def reads_as_period(cells: pl.DataFrame) -> Callable[[int], bool]:
    """Says of a position whether most filled cells of its column read as a month or a year."""

    def judged(position: int) -> bool:
        texts = cells[str(position)].drop_nulls().unique(maintain_order=True).head(_DISTINCT).to_list()
        read = sum(1 for text in texts if any(time.year for time in cut_times(plain_digits(text[:40]), "")[0]))
        return bool(texts) and read * 2 > len(texts)

    return judged


def layout_of(
    kind: Kind, headings: Sequence[Heading], below: pl.DataFrame, lexicon: Lexicon, factor: int | None
) -> Layout:
    """The columns of these headings, which stand over the cells `below`, with the fields of `kind` that they fill."""
    base = kind.like or kind.name
    found = fits(headings, lexicon, reads_as_period(below.head(_SAMPLE)))
    fit = next((fit for fit in found if fit.kind.name == base), None)
    names = {position: name for name, position in fit.columns.items() if name in kind.fields} if fit else {}
    columns = tuple(column_of(kind, names.get(heading.position), heading, factor) for heading in headings)
    return Layout(columns, {column.position: column.position for column in columns})


def column_of(kind: Kind, name: str | None, heading: Heading, factor: int | None) -> Column:
    """One column; the unit in its own header counts before the one stated above the table.

    A rate is in yuan: one that may be in 万元 fills no field, since nothing says whether the table's unit holds for it.
    """
    if name == "rate" and (money_factor(heading.text) or factor or 1) != 1:
        return Column(None, heading.text, heading.position)
    if name is None or kind.fields[name].type != "money":
        return Column(name, heading.text, heading.position)
    return Column(name, heading.text, heading.position, money_factor(heading.text) or factor or 1)


def joined(layout: Layout, other: Layout, width: int) -> tuple[Layout, Mapping[int, int]] | None:
    """`layout` with the columns that only the later block has, and the sources of that block.

    A column of the later block is that of the same field, or of the same header; what is left gets a position behind
    the sheet's last. None where one field is in two units of money: such blocks cannot share a column.
    """
    columns = list(layout.columns)
    sources: dict[int, int] = {}
    for column in other.columns:
        match = next((known for known in columns if _is_same(known, column) and known.position not in sources), None)
        if match is None:
            match = replace(column, position=max(width, *(known.position + 1 for known in columns)))
            columns.append(match)
        elif match.factor != column.factor:
            return None
        sources[match.position] = column.position
    return Layout(tuple(columns), layout.sources), sources


def _is_same(one: Column, other: Column) -> bool:
    return one.field == other.field if other.field else one.field is None and one.header == other.header


def block_of(
    sheet: Sheet, kind: Kind, part: Part, columns: Sequence[Column], sources: Mapping[int, int], levels: Sequence[Level]
) -> Block:
    """The rows of a part under the table's columns, and what its levels state; a column that is blank throughout
    gives nothing."""
    rows = sheet.cells.slice(part.first - 1, max(0, part.last - part.first + 1))
    nothing = pl.lit(None, dtype=pl.String)
    cells = {
        str(column.position): pl.col(str(sources[column.position])) if column.position in sources else nothing
        for column in columns
    }
    numbers = pl.int_range(part.first, part.first + rows.height, dtype=pl.Int64)
    frame = rows.select(numbers.alias("row"), **cells)
    filled = {column.field for column in columns if column.field and not frame[str(column.position)].is_null().all()}
    return Block(part.header_rows, context_of(kind, filled, levels), frame)


def with_constants(block: Block, kind: Kind, constants: Mapping[str, str]) -> Block:
    """What the user's mapping states counts before titles and names."""
    stated = {name: Stated(value, "mapping") for name, value in constants.items() if name in kind.fields}
    return replace(block, context={**block.context, **stated})


def notes_of(sheet: Sheet, columns: Sequence[Column], factor: int | None) -> Iterator[Text]:
    """What the report says about hidden parts and about the unit of money."""
    if sheet.hidden:
        yield Text("工作表是隐藏的，已加载", "the sheet is hidden; it was loaded")
    if sheet.hidden_rows:
        count = len(sheet.hidden_rows)
        yield Text(f"有 {count} 个隐藏行，已加载", f"{count} hidden rows were loaded")
    if sheet.hidden_columns:
        count = len(sheet.hidden_columns)
        yield Text(f"有 {count} 个隐藏列，已加载", f"{count} hidden columns were loaded")
    if factor and factor != 1:
        yield Text(f"表上注明的金额单位：1 = {factor} 元", f"unit of money stated above the table: 1 = {factor} yuan")
    for column in columns:
        if column.factor not in (1, factor):
            header = column.header
            yield Text(f"“{header}”按 1 = {column.factor} 元换算", f'"{header}" was taken as 1 = {column.factor} yuan')


def lump_notes(inner: Sequence[Level], outer: Sequence[Level]) -> Iterator[Text]:
    """Says of blocks that pay several months in one which month they are put under."""
    for level in inner:
        if several := lump([level, *outer]):
            first, last = several.first_month, several.month
            zh = f"{first}–{last}月合并发放，所属期记为{last}月"
            yield Text(zh, f"months {first} to {last} are paid in one; put under month {last}")
