"""The part of a list that says what was not checked, in a document and in a workbook."""

from __future__ import annotations

from docx.document import Document as Page

from cluegraph.cases.referral.grid import Column, add_table
from cluegraph.cases.referral.sheet import BLACK, add_line
from cluegraph.i18n import Text
from cluegraph.queries.coverage import Coverage
from cluegraph.queries.coverage_report import CAUTION, TITLE, remarks
from cluegraph.queries.coverage_words import Remark

_LONGEST = 2_000
_NONE = Text("在已载入的数据里没有发现缺口。", "No gap is known in the loaded data.")
COLUMNS = (
    Text("未检查的内容", "What was not checked"),
    Text("具体情况", "What the data show"),
    Text("向谁要什么", "What to ask of whom"),
)


def add_unchecked(document: Page, coverage: Coverage, number: str) -> None:
    """The section, with a table of what was not checked, or the sentence that no gap is known."""
    heading = add_line(document, f"{number}{TITLE}", font=BLACK)
    heading.paragraph_format.keep_with_next = True
    found = remarks(coverage)
    if not found:
        add_line(document, str(_NONE))
        return
    columns = [Column(str(title), share) for title, share in zip(COLUMNS, (2.0, 5.2, 2.6), strict=True)]
    add_table(document, columns, list(map(_row, found)), points=10.5)
    add_line(document, str(CAUTION), points=10.5)


def _row(remark: Remark) -> list[str]:
    return [str(remark.title), "\n".join(remark.shown()), "\n".join(remark.asked())]


def sheet_rows(coverage: Coverage) -> list[list[str]]:
    """One row a line, so that they can be filtered; the questions stand beside the first line of their topic."""
    rows = []
    for remark in remarks(coverage):
        asked = "\n".join(remark.asked())
        for number, line in enumerate(remark.shown(_LONGEST)):
            rows.append([str(remark.title), line, "" if number else asked])
    return rows or [[str(TITLE), str(_NONE), ""]]


def as_objects(coverage: Coverage) -> list[dict[str, object]]:
    """The same for JSON: topic, title, lines and questions."""
    return [
        {
            "topic": each.topic,
            "title": str(each.title),
            "lines": [str(line) for line in each.lines],
            "ask": each.asked(),
        }
        for each in remarks(coverage)
    ]
