"""The reconciliation of a load as tables for people: every sheet, every row, and what to do next."""

from __future__ import annotations

import sys
from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text as Rich

from cluegraph.i18n import Text
from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.report import FileReport, LoadReport, amount_text

_SHOWN_ROWS = 20
_WIDTH_IN_A_PIPE = 160
_FILE_STATUS = {
    "loaded": Text("已载入", "loaded"),
    "partly": Text("部分载入", "partly loaded"),
    "refused": Text("未载入", "refused"),
    "unchanged": Text("未变化", "unchanged"),
    "replaced": Text("已替换", "replaced"),
}
_SHEET_STATUS = {
    "loaded": Text("已载入", "loaded"),
    "refused": Text("未载入", "refused"),
    "overlapping": Text("与其他来源重复，暂不计入", "repeats other sources, not counted"),
    "ignored": Text("不计入", "left out"),
}


def console() -> Console:
    """Standard output; wide enough in a pipe that nothing is broken into lines."""
    terminal = sys.stdout.isatty()
    return Console(
        file=sys.stdout, width=None if terminal else _WIDTH_IN_A_PIPE, highlight=False, soft_wrap=not terminal
    )


def reconciliation(report: LoadReport) -> None:
    """Prints it."""
    out = console()
    out.print(_files(report))
    for line in _messages(report):
        out.print(Rich(str(line)))
    if report.quarantine:
        out.print(_quarantine(report))
    out.print(Rich(str(_summary(report))))
    if report.quarantine:
        out.print(
            Rich(
                str(
                    Text(
                        "把隔离的行退回各单位改正：cluegraph status --quarantine 隔离.xlsx",
                        "to give the rows in quarantine back to their offices: cluegraph status --quarantine FILE.xlsx",
                    )
                )
            )
        )


def _files(report: LoadReport) -> Table:
    table = Table(title=str(Text("对账", "Reconciliation")), title_justify="left")
    for zh, en in (("文件", "File"), ("工作表", "Sheet"), ("种类", "Kind"), ("结果", "Result")):
        table.add_column(str(Text(zh, en)), overflow="fold")
    for zh, en in (
        ("行数", "Rows"),
        ("载入", "Loaded"),
        ("隔离", "Quarantined"),
        ("跳过", "Skipped"),
        ("金额（元）", "Amount"),
        ("表中合计", "Its total"),
    ):
        table.add_column(str(Text(zh, en)), justify="right", no_wrap=True)
    for file in report.files:
        for row in _rows(file):
            table.add_row(*(Rich(cell) for cell in row))
    return table


def _rows(file: FileReport) -> list[list[str]]:
    kinds = shipped_kinds()
    if not file.sheets:
        return [[file.file, "", "", str(_FILE_STATUS[file.status]), *[""] * 6]]
    return [
        [
            file.file if index == 0 else "",
            sheet.name,
            str(kinds[sheet.kind].title) if sheet.kind else "",
            str(_SHEET_STATUS[sheet.status]),
            *map(str, (sheet.rows, sheet.loaded, sheet.quarantined, sheet.skipped)),
            amount_text(sheet.amount) or "",
            _stated(sheet.amount, sheet.stated_total),
        ]
        for index, sheet in enumerate(file.sheets)
    ]


def _stated(amount: int | None, stated: int | None) -> str:
    """The sheet's own total, and whether it agrees."""
    if stated is None:
        return ""
    return f"{amount_text(stated)} {'✓' if stated == amount else '≠'}"


def _messages(report: LoadReport) -> list[str]:
    lines = []
    for file in report.files:
        if str(file.message):
            lines.append(f"{file.file}{Text('：', ': ')}{file.message}")
        for sheet in file.sheets:
            if str(sheet.message):
                lines.append(f"{file.file} [{sheet.name}]{Text('：', ': ')}{sheet.message}")
    return lines


def _quarantine(report: LoadReport) -> Table:
    table = Table(title=str(Text("隔离的行", "Rows in quarantine")), title_justify="left")
    for zh, en in (("文件", "File"), ("工作表", "Sheet"), ("行", "Row"), ("原因", "Why")):
        table.add_column(str(Text(zh, en)), overflow="fold")
    for entry in report.quarantine[:_SHOWN_ROWS]:
        table.add_row(*map(Rich, (entry.path, entry.sheet, str(entry.entry.row), str(entry.entry.message))))
    left = len(report.quarantine) - _SHOWN_ROWS
    if left > 0:
        table.caption = str(Text(f"另有 {left} 行", f"and {left} rows more"))
    return table


def _summary(report: LoadReport) -> Text:
    totals = report.totals
    files = Counter(file.status for file in report.files)
    zh = "，".join(f"{_FILE_STATUS[status].zh} {count}" for status, count in files.items())
    en = ", ".join(f"{_FILE_STATUS[status].en} {count}" for status, count in files.items())
    return Text(
        f"{totals['files']} 个文件（{zh}）：{totals['rows']} 行 = 载入 {totals['loaded']} + "
        f"隔离 {totals['quarantined']} + 跳过 {totals['skipped']}，用时 {report.seconds:.1f} 秒",
        f"{totals['files']} files ({en}): {totals['rows']} rows = {totals['loaded']} loaded + {totals['quarantined']} "
        f"quarantined + {totals['skipped']} skipped, in {report.seconds:.1f} s",
    )
