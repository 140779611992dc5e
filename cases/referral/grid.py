"""Tables of a document, built as XML at once: cell by cell through python-docx takes minutes for hundreds of clues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.document import Document as Page
from docx.oxml import parse_xml

from cluegraph.cases.referral.sheet import BLACK, BODY, LATIN
from cluegraph.i18n import language

WIDTH_TWIPS = 8844
"""156 mm."""
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Column:
    """A column: its title, its share of the width, and how its cells stand."""

    title: str
    share: float
    align: str = "left"


def share(zh: float, en: float) -> float:
    """A column's share of the width in the language of the list: 高 needs less room than medium."""
    return zh if language() == "zh" else en


def add_table(
    document: Page,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    points: float = 10.5,
    header: bool = True,
    labels: bool = False,
    height_mm: float = 0,
) -> None:
    """A bordered table over the whole width; the header repeats on each page, rows do not break over pages.

    With `labels` the first column is set as headings; `height_mm` is the least height of a row. A newline in a cell
    begins a paragraph.
    """
    total = sum(column.share for column in columns)
    widths = [round(WIDTH_TWIPS * column.share / total) for column in columns]
    parts = [_row([column.title for column in columns], widths, columns, points, head=True)] if header else []
    parts += [_row(row, widths, columns, points, labels=labels, height_mm=height_mm) for row in rows]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="404040"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table = (
        f'<w:tbl {_SPACE}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(parts)}</w:tbl>"
    )
    document.element.body.insert_element_before(parse_xml(table), "w:sectPr")


def _row(
    cells: Sequence[str],
    widths: Sequence[int],
    columns: Sequence[Column],
    points: float,
    *,
    head: bool = False,
    labels: bool = False,
    height_mm: float = 0,
) -> str:
    tall = f'<w:trHeight w:val="{round(height_mm * 56.7)}" w:hRule="atLeast"/>' if height_mm else ""
    long = sum(len(cell) for cell in cells) > 900
    properties = ("" if long else "<w:cantSplit/>") + tall + ("<w:tblHeader/>" if head else "")
    shaped = "".join(
        _cell(text, width, "center" if head else column.align, points, head or (labels and number == 0))
        for number, (text, width, column) in enumerate(zip(cells, widths, columns, strict=True))
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{shaped}</w:tr>"


def _cell(text: str, width: int, align: str, points: float, strong: bool) -> str:
    fill = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>' if strong else ""
    paragraphs = "".join(_paragraph(line, align, points, strong) for line in text.split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}<w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'
    )


def _paragraph(text: str, align: str, points: float, strong: bool) -> str:
    size = "".join(f'<w:{name} w:val="{round(points * 2)}"/>' for name in ("sz", "szCs"))
    font = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{BLACK if strong else BODY}"/>'
    clean = escape(_UNPRINTABLE.sub("", text))
    return (
        f'<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="{round(points * 26)}" w:lineRule="exact"/>'
        f'<w:jc w:val="{align}"/></w:pPr><w:r><w:rPr>{font}<w:spacing w:val="0"/>{size}</w:rPr>'
        f'<w:t xml:space="preserve">{clean}</w:t></w:r></w:p>'
    )
