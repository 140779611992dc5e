"""`cluegraph status`: what is loaded, what is missing, what is in quarantine."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text as Rich

from cluegraph.cli.context import current
from cluegraph.cli.reconciliation import console
from cluegraph.errors import UsageError, Where
from cluegraph.i18n import Text
from cluegraph.loaders.give_back import write_give_back
from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.status import Status, status_of

_SHOWN_PLACES = 60
Place = tuple[str, str | None, str]


class StatusFormat(StrEnum):
    """For people or for programs."""

    table = "table"
    json = "json"


def run(
    quarantine: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.xlsx", help=str(Text("把隔离的行写成 Excel", "write the rows in quarantine to a workbook"))
        ),
    ] = None,
    format_: Annotated[
        StatusFormat, typer.Option("--format", help=str(Text("输出格式", "how it is printed")))
    ] = StatusFormat.table,
) -> int:
    """Prints the state of the workspace."""
    if quarantine and quarantine.suffix.lower() != ".xlsx":
        raise UsageError(
            Text("隔离的行写成 Excel 工作簿", "the rows in quarantine are written to a workbook"),
            Text("文件名请以 .xlsx 结尾。", "let the file's name end in .xlsx."),
            Where(file=str(quarantine)),
        )
    status = status_of(current().workspace)
    written = write_give_back(status.quarantine, quarantine) if quarantine else 0
    if format_ == StatusFormat.json:
        typer.echo(json.dumps(status.to_json(), ensure_ascii=False))
        return 0
    _print(status)
    if quarantine:
        typer.echo(str(Text(f"已把 {written} 行写入 {quarantine}", f"{written} rows written to {quarantine}")))
    return 0


def _print(status: Status) -> None:
    out = console()
    if not status.sources:
        typer.echo(
            str(
                Text(
                    "还没有载入任何文件。请运行 cluegraph load 文件夹。",
                    "Nothing is loaded yet: cluegraph load FOLDER.",
                )
            )
        )
    else:
        for table in (_kinds(status), _coverage(status), _sources(status)):
            out.print(table)
    kinds = shipped_kinds()
    missing = [kinds[name].title for name in status.missing_kinds]
    if missing and status.sources:
        zh, en = "、".join(title.zh for title in missing), ", ".join(title.en for title in missing)
        typer.echo(str(Text(f"尚未载入的种类：{zh}", f"Kinds not loaded: {en}")))
    reasons = Counter(entry.path for entry in status.quarantine)
    for path, count in reasons.items():
        typer.echo(str(Text(f"隔离：{path} {count} 行", f"In quarantine: {path} {count} rows")))
    if status.last_run:
        typer.echo(str(Text(f"上次载入：{status.last_run['at']}", f"Last load: {status.last_run['at']}")))


def _table(title: Text, text: tuple[Text, ...], figures: tuple[Text, ...] = ()) -> Table:
    table = Table(title=str(title), title_justify="left")
    for name in text:
        table.add_column(str(name), overflow="fold")
    for name in figures:
        table.add_column(str(name), justify="right", no_wrap=True)
    return table


def _kinds(status: Status) -> Table:
    table = _table(
        Text("已载入", "Loaded"),
        (Text("种类", "Kind"),),
        (Text("来源", "Sources"), Text("行数", "Rows"), Text("无有效身份证号", "Without a valid ID")),
    )
    for kind in status.kinds:
        invalid = "" if kind.without_valid_id is None else str(kind.without_valid_id)
        table.add_row(str(shipped_kinds()[kind.kind].title), str(kind.sources), str(kind.rows), invalid)
    return table


def _coverage(status: Status) -> Table:
    """One line a kind and place: its first and last period and the months that are missing between them."""
    periods: dict[Place, list[str]] = defaultdict(list)
    rows: Counter[Place] = Counter()
    for cell in status.coverage:
        place = (cell.kind, cell.township, cell.village or cell.unit or "")
        rows[place] += cell.rows
        if cell.period:
            periods[place].append(cell.period)
    gaps: dict[Place, set[str]] = defaultdict(set)
    for gap in status.gaps:
        gaps[gap.kind, gap.township, gap.village or gap.unit or ""] |= set(gap.missing)
    table = _table(
        Text("各村、各单位", "Villages and units"),
        (
            Text("种类", "Kind"),
            Text("乡镇", "Township"),
            Text("村/单位", "Village or unit"),
            Text("时段", "Periods"),
            Text("缺少的月份", "Months missing"),
        ),
        (Text("行数", "Rows"),),
    )
    ordered = sorted(rows, key=lambda place: (place not in gaps, *map(str, place)))
    for place in ordered[:_SHOWN_PLACES]:
        kind, township, name = place
        span = "–".join(dict.fromkeys((min(periods[place]), max(periods[place])))) if periods[place] else ""
        missing = " ".join(sorted(gaps.get(place, ())))
        table.add_row(
            *map(Rich, (str(shipped_kinds()[kind].title), township or "", name, span, missing, str(rows[place])))
        )
    if len(ordered) > _SHOWN_PLACES:
        left = len(ordered) - _SHOWN_PLACES
        table.caption = str(Text(f"另有 {left} 行，见 --format json", f"and {left} more, see --format json"))
    return table


def _sources(status: Status) -> Table:
    table = _table(
        Text("来源", "Sources"),
        (Text("文件", "File"), Text("种类", "Kinds"), Text("说明", "Note")),
        (Text("载入", "Loaded"), Text("隔离", "Quarantined")),
    )
    for source in status.sources:
        notes = [
            (source.refused_sheets, Text("张表未载入", "sheets not loaded")),
            (
                source.overlapping_sheets,
                Text("张表与其他来源重复，待决定", "sheets repeat other sources, to be decided"),
            ),
            (source.ignored_sheets, Text("张表不计入", "sheets left out")),
        ]
        told = " ".join(f"{count} {note}" for count, note in notes if count)
        kinds = "、".join(str(shipped_kinds()[kind].title) for kind in source.kinds)
        table.add_row(*map(Rich, (source.file, kinds, told, str(source.loaded), str(source.quarantined))))
    return table
