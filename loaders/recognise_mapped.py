"""A sheet whose columns the user's mapping names: nothing is recognised but what titles and names state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from cluegraph.errors import SheetRefused, Where
from cluegraph.i18n import Text
from cluegraph.loaders.kinds import Kind, Kinds
from cluegraph.loaders.mapping import UNITS, SheetRule
from cluegraph.loaders.recognise_blocks import Part
from cluegraph.loaders.recognise_columns import Heading
from cluegraph.loaders.recognise_context import Level, title_level
from cluegraph.loaders.recognise_headers import Header, headings_of
from cluegraph.loaders.recognise_layout import block_of, column_of, notes_of, with_constants
from cluegraph.loaders.table import Block, Column, Sheet, SourceFile, Stated, Table
from cluegraph.loaders.words import header_key

_SEARCHED_ROWS = 80
_MOST_ROWS = 3


def mapped_table(file: SourceFile, sheet: Sheet, kinds: Kinds, rule: SheetRule, outer: Sequence[Level]) -> Table:
    """The table as the rule says. Raises `SheetRefused` when its header or a column is not there."""
    kind = kinds[rule.kind]
    rows = rule.header_rows if rule.header_rows is not None else _found_rows(file, sheet, rule)
    headings = _headings(sheet, rows)
    names = _columns_by_position(file, sheet, rule, headings)
    last = rows[-1] if rows else (rule.first_row or 1) - 1
    first = rule.first_row or last + 1
    titles = tuple(range(1, rows[0] if rows else first))
    title = title_level([sheet.cells.row(row - 1) for row in titles if row <= sheet.cells.height])
    factor = title.said.factor
    columns = tuple(
        _with_unit(column_of(kind, names.get(heading.position), heading, factor), rule) for heading in headings
    )
    part = Part(titles, Header(rows, headings, ()), rows, first, sheet.cells.height)
    sources = {column.position: column.position for column in columns}
    block = block_of(sheet, kind, part, columns, sources, [title, *outer])
    block = _with_title_pattern(block, kind, rule, title, outer)
    block = with_constants(block, kind, rule.constants)
    columns, block = _with_dates(columns, block, rule)
    skipped = tuple(row for row in range(last + 1, first))
    return Table(kind.name, sheet, columns, (block,), (*titles, *skipped), tuple(notes_of(sheet, columns, factor)))


def _found_rows(file: SourceFile, sheet: Sheet, rule: SheetRule) -> tuple[int, ...]:
    """The first rows under which all named headers stand."""
    wanted = {header_key(header) for header in rule.columns if not _is_letter(header)}
    limit = min(_SEARCHED_ROWS, sheet.cells.height)
    for count in range(1, _MOST_ROWS + 1):
        for row in range(1, limit - count + 2):
            rows = tuple(range(row, row + count))
            if wanted and wanted <= {header_key(heading.text) for heading in _headings(sheet, rows)}:
                return rows
    raise SheetRefused(
        Text("没有找到映射文件所写的表头", "the header that the mapping names was not found"),
        Text("请核对映射文件中 columns 的表头，或写明 header 的行号。", "check the headers, or give the header's row."),
        Where(file=file.shown, sheet=sheet.name),
    )


def _is_letter(header: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{1,3}", header))


def _headings(sheet: Sheet, rows: Sequence[int]) -> tuple[Heading, ...]:
    inside = [row for row in rows if row <= sheet.cells.height]
    if inside:
        return headings_of([sheet.cells.row(row - 1) for row in inside])
    return tuple(Heading(position, (_letters(position),)) for position in range(sheet.cells.width))


def _letters(position: int) -> str:
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _columns_by_position(
    file: SourceFile, sheet: Sheet, rule: SheetRule, headings: Sequence[Heading]
) -> dict[int, str]:
    by_key = {header_key(heading.text): heading.position for heading in reversed(headings)}
    by_letter = {_letters(heading.position): heading.position for heading in headings}
    found: dict[int, str] = {}
    for header, name in rule.columns.items():
        position = by_key.get(header_key(header), by_letter.get(header))
        if position is None:
            raise SheetRefused(
                Text(f"没有映射文件所写的列“{header}”", f'there is no column "{header}", which the mapping names'),
                Text("请核对映射文件中的表头。", "check the header in the mapping file."),
                Where(file=file.shown, sheet=sheet.name),
            )
        found[position] = name
    return found


def _with_unit(column: Column, rule: SheetRule) -> Column:
    unit = rule.units.get(column.field or "")
    return replace(column, factor=UNITS[unit]) if unit else column


def _with_title_pattern(block: Block, kind: Kind, rule: SheetRule, title: Level, outer: Sequence[Level]) -> Block:
    """Fields from the first title, sheet name or path in which the rule's pattern is found."""
    if not rule.title:
        return block
    for level in (title, *outer):
        if found := re.search(rule.title, level.text):
            values = {name: value for name, value in found.groupdict().items() if value and name in kind.fields}
            stated = {name: Stated(value, level.origin) for name, value in values.items()}
            return replace(block, context={**block.context, **stated})
    return block


def _with_dates(columns: tuple[Column, ...], block: Block, rule: SheetRule) -> tuple[tuple[Column, ...], Block]:
    """Dates written in a form of their own are put beside as ISO dates; the column as written stays as it is."""
    result = list(columns)
    rows = block.rows
    for column in columns:
        form = rule.dates.get(column.field or "")
        if not form:
            continue
        position = max(known.position for known in result) + 1
        text = pl.col(str(column.position))
        iso = text.str.strip_chars().str.to_date(form, strict=False).dt.strftime("%Y-%m-%d")
        rows = rows.with_columns(pl.coalesce(iso, text).alias(str(position)))
        result[result.index(column)] = replace(column, field=None)
        result.append(replace(column, header=f"{column.header}（{form}）", position=position))
    return tuple(result), replace(block, rows=rows)
