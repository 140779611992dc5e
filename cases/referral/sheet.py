"""The page of an official document (GB/T 9704-2012): paper, margins, grid, fonts, page numbers.

A4; margins top 37, left 28, right 26, bottom 35 mm; text area 156 × 225 mm; body in 仿宋 of 16 pt, 22 lines a page and
28 characters a line; page numbers of 14 pt as `— 1 —`, right on odd and left on even pages.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time

from docx import Document
from docx.document import Document as Page
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from cluegraph.i18n import language

BODY = "仿宋_GB2312"
TITLE = "方正小标宋简体"
BLACK = "黑体"
KAI = "楷体_GB2312"
SONG = "宋体"
LATIN = "Times New Roman"
BODY_POINTS = 16
LINE_TWIPS = 579
"""22 lines in 225 mm: 12756 twips, rounded down so that the 22nd line still fits."""
CHARACTER_SPACE = -5
"""28 characters of 16 pt in 156 mm (442.2 pt): a quarter of a point less between characters, in twentieths of a point.

Not as a character grid: Word squeezes 16 pt characters into its cells, LibreOffice and WPS give each two cells.
"""

FALLBACKS = {
    BODY: ("仿宋", "FangSong", "Noto Serif CJK SC"),
    TITLE: ("华文中宋", "STZhongsong", "Noto Serif CJK SC"),
    BLACK: ("SimHei", "Noto Sans CJK SC"),
    KAI: ("楷体", "KaiTi", "Noto Serif CJK SC"),
    SONG: ("SimSun", "Noto Serif CJK SC"),
}
"""The fonts by which an office without the standard's own fonts sees the text; the last one is free."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def new_page(title: str, made_on: date) -> Page:
    """An empty document with the standard's page and styles."""
    document = Document()
    section = document.sections[0]
    _paper(section)
    _body_style(document)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    core = document.core_properties
    core.title, core.author, core.comments = title, "cluegraph", ""
    core.created = core.modified = datetime.combine(made_on, time())
    return document


def _paper(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(25)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE_TWIPS))


def _body_style(document: Page) -> None:
    style = document.styles["Normal"]
    assert isinstance(style, ParagraphStyle)
    style.font.size = Pt(BODY_POINTS)
    style.font.name = LATIN
    properties = style.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    squeezed = OxmlElement("w:spacing")
    squeezed.set(qn("w:val"), str(CHARACTER_SPACE))
    properties.insert_element_before(squeezed, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), "zh-CN" if language() == "zh" else "en-US")  # an English word is not cut at the edge
    tongue.set(qn("w:eastAsia"), "zh-CN")
    properties.append(tongue)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(LINE_TWIPS / 20)
    layout.widow_control = False


def add_line(
    document: Page,
    text: str,
    *,
    font: str = BODY,
    points: float = BODY_POINTS,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    indent: int = 2,
) -> Paragraph:
    """A paragraph; `indent` is the first line's, in characters."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(points * indent)
    if points != BODY_POINTS:
        paragraph.paragraph_format.line_spacing = Pt(points * 1.6)
    run = paragraph.add_run(text)
    run.font.size = Pt(points)
    run.font.name = LATIN
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return paragraph


def _page_number(paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH) -> None:
    """`— 1 —`, one character in from the edge of the text."""
    paragraph.alignment = align
    side = "w:rightChars" if align == WD_ALIGN_PARAGRAPH.RIGHT else "w:leftChars"
    indent = OxmlElement("w:ind")
    indent.set(qn(side), "100")
    indent.set(qn(side.replace("Chars", "")), "280")
    paragraph._p.get_or_add_pPr().append(indent)
    for text in ("— ", None, " —"):
        run = paragraph.add_run(text or "")
        run.font.size, run.font.name = Pt(14), SONG
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), SONG)
        if text is None:
            for kind in ("begin", "instr", "end"):
                run._r.append(_field(kind))


def _field(kind: str) -> BaseOxmlElement:
    if kind == "instr":
        element = OxmlElement("w:instrText")
        element.text = "PAGE"
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element


def sealed(document: Page) -> bytes:
    """The document's bytes: the font table names the fallbacks, and the same content gives the same bytes."""
    written = io.BytesIO()
    document.save(written)
    target = io.BytesIO()
    with zipfile.ZipFile(written) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            content = _font_table() if name == "word/fontTable.xml" else given.read(name)
            made.writestr(zipfile.ZipInfo(name, _FIRST_DAY), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _font_table() -> bytes:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/>'
        f'<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{space}">{fonts}</w:fonts>'.encode()
    )
