"""The list as an .xlsx: overview, evidence rows with their original cells, files, pictures.

Every text is written as text: a cell that begins with =, +, - or @ is never a formula.
"""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time

import xlsxwriter
from rich.cells import cell_len
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cluegraph.cases.referral import cases, phrases
from cluegraph.cases.referral.dossier import DISCLAIMER, MARK, Dossier
from cluegraph.cases.referral.unchecked import COLUMNS, sheet_rows
from cluegraph.i18n import Text
from cluegraph.queries.case_words import BESIDE, WHAT
from cluegraph.queries.case_words import TITLE as CASES
from cluegraph.queries.coverage_report import CAUTION, TITLE
from cluegraph.queries.wording import ranking_line, rung_text, severity_text

MOST_CELL_COLUMNS = 200
_LONGEST = 32_000
_A4 = 9
_LINE_POINTS, _TALLEST_POINTS = 13.5, 409.0


def xlsx_bytes(dossier: Dossier) -> bytes:
    """The workbook."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties(
        {"title": str(dossier.title), "author": "cluegraph", "created": datetime.combine(dossier.made_on, time())}
    )
    styles = _Styles(book)
    _overview(book, styles, dossier)
    _cases(book, styles, dossier)
    _points(book, styles, dossier)
    _evidence(book, styles, dossier)
    _files(book, styles, dossier)
    _unchecked(book, styles, dossier)
    _pictures(book, styles, dossier)
    book.close()
    return target.getvalue()


class _Styles:
    """The cell formats; `quoted` keeps a text that looks like a formula a text when it is edited."""

    def __init__(self, book: Workbook) -> None:
        base = {"font_name": "仿宋", "font_size": 10, "valign": "top", "text_wrap": True}
        edged = {**base, "border": 1, "border_color": "#808080"}
        self.title = book.add_format({"font_name": "黑体", "font_size": 16})
        self.note = book.add_format({"font_name": "仿宋", "font_size": 10})
        self.head = book.add_format({**edged, "font_name": "黑体", "bg_color": "#EDEDED", "align": "center"})
        self.text = book.add_format({**edged, "num_format": "@"})
        self.quoted = book.add_format({**edged, "num_format": "@", "quote_prefix": True})
        self.money = book.add_format({**edged, "num_format": "#,##0.00"})
        self.number = book.add_format({**edged, "num_format": "0", "align": "center"})


class _Table:
    """A worksheet whose rows are written one below the other."""

    def __init__(self, book: Workbook, styles: _Styles, name: str, columns: Sequence[tuple[str, float]]) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self._styles = styles
        self._columns = columns
        self._row = 0
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer(f"&L{MARK}&C— &P —&R{DISCLAIMER}")
        for number, (_, width) in enumerate(columns):
            self.sheet.set_column(number, number, width)

    def lead(self, lines: Sequence[tuple[str, Format]]) -> None:
        """Lines above the table."""
        for text, style in lines:
            self.sheet.write_string(self._row, 0, text, style)
            self._row += 1

    def head(self, printed: int) -> None:
        """The titles: repeated on each printed page, with a filter; the first `printed` columns are printed."""
        for number, (title, _) in enumerate(self._columns):
            self.sheet.write_string(self._row, number, title, self._styles.head)
        self.sheet.repeat_rows(self._row)
        self.sheet.freeze_panes(self._row + 1, 2)
        self._first = self._row
        self._printed = printed
        self._row += 1

    def add(self, values: Sequence[str | int | None]) -> None:
        """A row: texts as text, integers as numbers, None blank."""
        for number, value in enumerate(values):
            if isinstance(value, int):
                self.sheet.write_number(self._row, number, value, self._styles.number)
            elif value is None:
                self.sheet.write_blank(self._row, number, None, self._styles.text)
            else:
                style = self._styles.quoted if value[:1] in ("=", "+", "-", "@") else self._styles.text
                self.sheet.write_string(self._row, number, value[:_LONGEST], style)
        self.sheet.set_row(self._row, _height(values, [width for _, width in self._columns[: self._printed]]))
        self._row += 1

    def money(self, column: int, fen: int | None) -> None:
        """An amount in the row just written, in yuan."""
        if fen is not None:
            self.sheet.write_number(self._row - 1, column, fen / 100, self._styles.money)

    def done(self) -> None:
        """The filter and the printed area."""
        self.sheet.autofilter(self._first, 0, max(self._row - 1, self._first), len(self._columns) - 1)
        self.sheet.print_area(0, 0, max(self._row - 1, self._first), self._printed - 1)


def _height(values: Sequence[str | int | None], widths: Sequence[float]) -> float:
    """The height in points that the wrapped texts of the printed columns need."""
    lines = 1
    for value, width in zip(values, widths, strict=False):
        if isinstance(value, str):
            needed = sum(max(1, math.ceil(cell_len(line) / (width - 1))) for line in value.split("\n"))
            lines = max(lines, needed)
    return min(lines * _LINE_POINTS + 3, _TALLEST_POINTS)


def _overview(book: Workbook, styles: _Styles, dossier: Dossier) -> None:
    columns = [
        (Text("序号", "No."), 5),
        (Text("线索编号", "Clue"), 19),
        (Text("规则", "Rule"), 18),
        (Text("等级", "Severity"), 6),
        (Text("疑点摘要", "What was seen"), 32),
        (Text("涉及对象", "Subjects"), 38),
        (Text("涉及金额（元）", "Yuan"), 14),
        (Text("身份匹配", "Identity"), 15),
        (Text("依据行数", "Rows"), 6),
        (Text("核查情况", "What was found"), 24),
        (Text("核查人", "Verified by"), 9),
        (Text("日期", "Date"), 9),
        (Text("签字", "Signature"), 9),
    ]
    table = _Table(book, styles, str(Text("总览", "Overview")), [(str(title), width) for title, width in columns])
    head = f"{dossier.title}（{dossier.state}）"
    table.lead([(str(MARK), styles.note), (head, styles.title), *((line, styles.note) for line in _lines(dossier))])
    table.head(printed=len(columns))
    for number, entry in enumerate(dossier.entries, 1):
        clue = entry.clue
        known: list[str | int | None] = [
            number,
            clue.id,
            phrases.rule_line(entry),
            str(severity_text(clue.severity)),
            phrases.seen(entry),
            "\n".join(phrases.subject_line(subject) for subject in clue.subjects),
            None,
            str(rung_text(clue.rung)),
            len(clue.records),
        ]
        table.add([*known, "", "", "", ""])
        table.money(6, clue.amount_fen)
    table.done()


def _cases(book: Workbook, styles: _Styles, dossier: Dossier) -> None:
    if not dossier.cases:
        return
    columns = [(str(title), width) for title, width in cases.COLUMNS]
    table = _Table(book, styles, str(CASES), columns)
    table.lead([(str(CASES), styles.title), (str(WHAT), styles.note), (str(BESIDE), styles.note)])
    table.head(printed=len(columns))
    for row, fen in cases.sheet_rows(dossier):
        table.add(row)
        table.money(cases.CLUE_MONEY, fen)
    table.done()


def _points(book: Workbook, styles: _Styles, dossier: Dossier) -> None:
    """What to keep in mind and to do, clue by clue: the labelled paragraphs that the overview has no room for."""
    labels = [title for title, _ in phrases.considerations(dossier.entries[0])] if dossier.entries else []
    fixed = [(str(Text("线索编号", "Clue")), 19.0), (str(Text("排序依据", "Rank")), 32.0)]
    columns = [*fixed, *((str(title), 38.0) for title in labels)]
    table = _Table(book, styles, str(Text("核查要点", "What to check")), columns)
    table.head(printed=len(columns))
    for entry in dossier.entries:
        rank = ranking_line(entry.clue)
        table.add([entry.clue.id, rank, *("\n".join(lines) for _, lines in phrases.considerations(entry))])
    table.done()


def _lines(dossier: Dossier) -> list[str]:
    address = [str(Text(f"致：{dossier.to}", f"To: {dossier.to}"))] if dossier.to else []
    return [*address, *phrases.introduction(dossier), phrases.day(dossier.made_on)]


def _evidence(book: Workbook, styles: _Styles, dossier: Dossier) -> None:
    fixed = [
        (Text("序号", "No."), 6),
        (Text("线索编号", "Clue"), 20),
        (Text("文件", "File"), 36),
        (Text("工作表", "Sheet"), 14),
        (Text("行", "Row"), 7),
        (Text("原始内容", "Cells as written"), 80),
        (Text("文件 SHA-256", "SHA-256 of the file"), 36),
    ]
    headers = _headers(dossier)
    columns = [(str(title), width) for title, width in fixed] + [(header, 14) for header in headers]
    table = _Table(book, styles, str(Text("依据行", "Rows")), columns)
    table.head(printed=len(fixed))
    number = 0
    for entry in dossier.entries:
        for record in entry.clue.records:
            number += 1
            said = phrases.cells_text(record.cells)
            cells = [record.cells.get(header, "") for header in headers]
            table.add([number, entry.clue.id, record.file, record.sheet, record.row, said, record.sha256, *cells])
    table.done()


def _headers(dossier: Dossier) -> list[str]:
    """The headers of all cited rows, the most frequent first: beyond the printed area, for sorting and filtering."""
    counts = Counter(header for entry in dossier.entries for record in entry.clue.records for header in record.cells)
    return [header for header, _ in counts.most_common(MOST_CELL_COLUMNS)]


def _files(book: Workbook, styles: _Styles, dossier: Dossier) -> None:
    columns = [(str(Text("文件", "File")), 70.0), ("SHA-256", 70.0)]
    table = _Table(book, styles, str(Text("文件", "Files")), columns)
    table.head(printed=2)
    for name, sha in sorted(dossier.files.items()):
        table.add([name, sha])
    table.done()


def _unchecked(book: Workbook, styles: _Styles, dossier: Dossier) -> None:
    if dossier.coverage is None:
        return
    columns = [(str(title), width) for title, width in zip(COLUMNS, (34.0, 90.0, 60.0), strict=True)]
    table = _Table(book, styles, str(TITLE), columns)
    said = phrases.checked(dossier)
    table.lead([(str(TITLE), styles.title), (said, styles.note), (str(CAUTION), styles.note)])
    table.head(printed=len(columns))
    for row in sheet_rows(dossier.coverage):
        table.add(row)
    table.done()


def _pictures(book: Workbook, styles: _Styles, dossier: Dossier) -> None:
    drawn = [entry for entry in dossier.entries if entry.picture is not None]
    if not drawn:
        return
    sheet = book.add_worksheet(str(Text("关系图", "Networks")))
    sheet.set_landscape()
    sheet.set_paper(_A4)
    row = 0
    for entry in drawn:
        sheet.write_string(row, 0, f"{entry.clue.id}　{entry.clue.title}", styles.note)
        scale = {"x_scale": 0.5, "y_scale": 0.5, "description": entry.clue.id}
        sheet.insert_image(
            row + 1, 0, f"{entry.clue.id}.png", {"image_data": io.BytesIO(entry.picture or b""), **scale}
        )
        row += 30
    sheet.set_h_pagebreaks(list(range(30, row, 30)))
