"""Rows that were not loaded: which cell is why, what it says, and how to mend it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from cluegraph.i18n import Text
from cluegraph.loaders.kinds import Kind
from cluegraph.loaders.table import Column

MISSING = "missing_required"


@dataclass(frozen=True)
class Quarantined:
    """One row in quarantine: the field and header of the cell that is why, its text, the reason and the whole row."""

    row: int
    field: str
    header: str
    value: str
    reason: str
    message: Text
    cells: dict[str, str]


def quarantined(kind: Kind, columns: Sequence[Column], failed: pl.DataFrame) -> Iterator[Quarantined]:
    """`failed` has the cells of each row by position, and 'row', 'field', 'reason', 'also' of `validate`."""
    headers = headers_of(columns)
    by_field = {column.field: column for column in reversed(columns) if column.field}
    for cells in failed.iter_rows(named=True):
        group = next((group for group in kind.any_of if cells["field"] == group[0]), (cells["field"],))
        field = next((name for name in group if name in by_field), cells["field"])
        column = by_field.get(field)
        lacking = column is None and cells["reason"] == MISSING
        yield Quarantined(
            row=cells["row"],
            field=field,
            header=headers[column.position] if column else "",
            value=(cells[str(column.position)] or "") if column else "",
            reason=cells["reason"],
            message=message(kind, field, "no_column" if lacking else cells["reason"], cells["also"]),
            cells={header: cells[str(position)] or "" for position, header in headers.items()},
        )


def with_formulas(
    kind: Kind, columns: Sequence[Column], rows: Sequence[Quarantined], unvalued: Collection[tuple[int, int]]
) -> Iterator[Quarantined]:
    """The rows, those told why whose blank cell is a formula; `unvalued` has row and position of each such cell."""
    positions = {column.field: column.position for column in reversed(columns) if column.field}
    for row in rows:
        blank = row.reason == MISSING and (row.row, positions.get(row.field)) in unvalued
        yield replace(row, message=message(kind, row.field, "unvalued")) if blank else row


def headers_of(columns: Sequence[Column]) -> dict[int, str]:
    """The headers by position; a header that occurs again gets '#2', '#3', …"""
    seen: dict[str, int] = {}
    named: dict[int, str] = {}
    for column in columns:
        seen[column.header] = seen.get(column.header, 0) + 1
        named[column.position] = column.header + (f"#{seen[column.header]}" if seen[column.header] > 1 else "")
    return named


def message(kind: Kind, field: str, reason: str, also: Sequence[str] = ()) -> Text:
    """What is wrong with a row and how to mend it."""
    title = kind.fields[field].title
    what = _WHAT[reason]
    group = next((group for group in kind.any_of if field in group and not kind.fields[field].required), ())
    if reason in (MISSING, "no_column") and len(group) > 1:
        names = [kind.fields[name].title for name in group]
        title = Text("、".join(name.zh for name in names) + "（至少一项）", " or ".join(name.en for name in names))
    others = [kind.fields[name].title for name in also]
    more_zh = f"；同一行还有：{'、'.join(other.zh for other in others)}" if others else ""
    more_en = f"; in the same row also: {', '.join(other.en for other in others)}" if others else ""
    return Text(f"{what.zh.format(title.zh)}{more_zh}。", f"{what.en.format(title.en)}{more_en}.")


_WHAT = {
    MISSING: Text("“{}”没有填写，请补填", '"{}" is blank: fill it in'),
    "unvalued": Text(
        "“{}”是公式，文件里没有保存它的结果，请用 Excel 或 WPS 打开原件，保存后再加载",
        '"{}" is a formula whose result the file does not store: open it in Excel or WPS, save it and load that',
    ),
    "no_column": Text(
        "表中没有“{}”这一栏，标题、表名和路径里也没有写明，请补上一栏或写在标题里",
        'there is no column "{}", nor do title, sheet name or path say it: add the column or say it in the title',
    ),
    "bad_number": Text(
        "“{}”不是能读懂的数字，请改成阿拉伯数字，如 1234.50",
        '"{}" is no number that can be read: write it like 1234.50',
    ),
    "bad_date": Text(
        "“{}”不是能读懂的日期，请改成 2023-01-05 的样子（按月的写 2023-01）",
        '"{}" is no date that can be read: write it like 2023-01-05 (a month like 2023-01)',
    ),
    "too_long": Text(
        "“{}”里的文字超过 500 字，像是粘进了别的内容，请检查这一格",
        '"{}" holds more than 500 characters, as if something else was pasted into it: check the cell',
    ),
    "lost_digits": Text(
        "“{}”成了科学计数法，末尾数字已经丢失，请从原始资料重新填写，并把这一列设为文本格式",
        '"{}" became scientific notation and its last digits are lost: fill it in again from the original, '
        "with the column formatted as text",
    ),
}
