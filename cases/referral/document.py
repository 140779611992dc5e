"""The list as a .docx in the layout of an official document."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import count

from docx.document import Document as Page
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from cluegraph.cases.referral import phrases
from cluegraph.cases.referral.cases import add_cases, part_begun
from cluegraph.cases.referral.dossier import MARK, Dossier, Entry
from cluegraph.cases.referral.grid import Column, add_table, share
from cluegraph.cases.referral.sheet import BLACK, KAI, TITLE, add_line, new_page, sealed
from cluegraph.cases.referral.unchecked import add_unchecked
from cluegraph.i18n import Text, language
from cluegraph.queries.clue import CitedRecord
from cluegraph.queries.wording import FAMILIES, severity_text

MOST_ROWS = 20
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def docx_bytes(dossier: Dossier, companion: str = "") -> bytes:
    """The document. A clue shows at most 20 rows; the rest are in the workbook named `companion`."""
    document = new_page(str(dossier.title), dossier.made_on)
    numbers = count(1)
    _opening(document, dossier)
    if dossier.cases:
        add_cases(document, dossier, _section(next(numbers)))
    if dossier.entries:
        _overview(document, dossier, _section(next(numbers)))
        first = add_line(document, f"{_section(next(numbers))}{Text('逐条情况', 'The clues one by one')}", font=BLACK)
        first.paragraph_format.keep_with_next = True
    for number, entry in enumerate(dossier.entries, 1):
        _clue(document, dossier, number, entry, companion)
    if dossier.entries:
        _files(document, dossier, _section(next(numbers)))
    if dossier.coverage is not None:
        add_line(document, "", indent=0)
        add_unchecked(document, dossier.coverage, _section(next(numbers)))
    _closing(document, dossier)
    return sealed(document)


def has_more(dossier: Dossier) -> bool:
    """Some clue has more rows than the document shows."""
    return any(len(entry.clue.records) > MOST_ROWS for entry in dossier.entries)


def _opening(document: Page, dossier: Dossier) -> None:
    add_line(document, str(MARK), font=BLACK, indent=0)
    add_line(document, "", indent=0)
    add_line(document, str(dossier.title), font=TITLE, points=22, align=_CENTRE, indent=0)
    add_line(document, f"（{dossier.state}）", font=KAI, align=_CENTRE, indent=0)
    add_line(document, "", indent=0)
    if dossier.to:
        add_line(document, f"{dossier.to}：", indent=0)
    for text in phrases.introduction(dossier):
        add_line(document, text)


def _section(number: int) -> str:
    """一、 for Chinese, `1. ` for English."""
    return f"{chinese(number)}、" if language() == "zh" else f"{number}. "


def _overview(document: Page, dossier: Dossier, section: str) -> None:
    heading = add_line(document, f"{section}{Text('线索总览', 'Overview')}", font=BLACK)
    heading.paragraph_format.keep_with_next = True
    columns = [
        Column(str(Text("序号", "No.")), share(0.5, 0.65), "center"),
        Column(str(Text("线索编号", "Clue")), 3.0),
        Column(str(Text("疑点", "What was seen")), 2.4),
        Column(str(Text("涉及对象", "Subjects")), 1.6),
        Column(str(Text("金额（元）", "Yuan")), 1.7, "right"),
        Column(str(Text("等级", "Severity")), share(0.5, 1.4), "center"),
    ]
    numbered = list(enumerate(dossier.entries, 1))
    for kind, family in FAMILIES.items():
        part = [(number, entry) for number, entry in numbered if entry.kind == kind]
        if part and dossier.for_attention:
            title = add_line(document, str(family), font=KAI)
            title.paragraph_format.keep_with_next = True
        if part:
            add_table(document, columns, _overview_rows(part), points=10.5)


def _overview_rows(numbered: Sequence[tuple[int, Entry]]) -> list[list[str]]:
    return [
        [
            str(number),
            entry.clue.id,
            f"{entry.rule.title.text}\n{phrases.seen(entry)}",
            phrases.subject_names(entry),
            phrases.amount(entry),
            str(severity_text(entry.clue.severity)),
        ]
        for number, entry in numbered
    ]


def _clue(document: Page, dossier: Dossier, number: int, entry: Entry, companion: str) -> None:
    part = part_begun(dossier, number)
    if part:
        begun = add_line(document, part, font=BLACK)
        begun.paragraph_format.page_break_before = number > 1
        begun.paragraph_format.keep_with_next = True
    title = add_line(document, f"{_count(number)}{phrases.seen(entry)}", font=KAI)
    title.paragraph_format.page_break_before = number > 1 and not part
    title.paragraph_format.keep_with_next = True
    pairs = [[str(label), "\n".join(lines)] for label, lines in phrases.facts(entry)]
    add_table(document, [Column("", 1.5), Column("", 8)], pairs, points=12, header=False, labels=True)
    _picture(document, entry)
    _rows(document, entry, companion)
    _form(document, dossier)


def _count(number: int) -> str:
    """（一） for Chinese, (1) for English."""
    return f"（{chinese(number)}）" if language() == "zh" else f"({number}) "


def chinese(number: int) -> str:
    """A number from 1 to 9999 in Chinese characters: 12 → 十二, 105 → 一百零五."""
    digits, said, gap = "零一二三四五六七八九", "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            said += ("零" if gap and said else "") + digits[digit] + sign
        gap = digit == 0
    return said.removeprefix("一") if said.startswith("一十") else said


def _picture(document: Page, entry: Entry) -> None:
    if entry.picture is None:
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = _CENTRE
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run().add_picture(io.BytesIO(entry.picture), width=Mm(145))
    caption = Text(f"图：{entry.clue.id} 关系网络", f"Network of {entry.clue.id}")
    add_line(document, str(caption), points=10.5, align=_CENTRE, indent=0)


def _rows(document: Page, entry: Entry, companion: str) -> None:
    records = entry.clue.records
    shown = records[:MOST_ROWS]
    title = Text(f"依据的原始行（共 {len(records)} 行）", f"Rows that it rests on ({len(records)})")
    heading = add_line(document, str(title), font=BLACK, points=12, indent=0)
    heading.paragraph_format.keep_with_next = True
    columns = [
        Column(str(Text("序号", "No.")), 0.55, "center"),
        Column(str(Text("文件、工作表", "File, sheet")), 2.7),
        Column(str(Text("行", "Row")), 0.65, "center"),
        Column(str(Text("原始内容", "Cells as written")), 5.6),
    ]
    add_table(document, columns, [_evidence(number, record) for number, record in enumerate(shown, 1)], points=9)
    if len(records) > MOST_ROWS:
        rest = len(records) - MOST_ROWS
        where = Text(f"见《{companion}》的“依据行”表", f"see the sheet 依据行 of {companion}")
        note = Text(f"其余 {rest} 行{where.zh}。", f"The other {rest} rows: {where.en}.")
        add_line(document, str(note), points=10.5, indent=0)


def _evidence(number: int, record: CitedRecord) -> list[str]:
    place = f"{record.file}\n{record.sheet}" if record.sheet else record.file
    return [str(number), place, str(record.row), phrases.cells_text(record.cells)]


def _form(document: Page, dossier: Dossier) -> None:
    """The blank part, filled in by hand."""
    add_line(document, "", points=6, indent=0).paragraph_format.keep_with_next = True
    found = Text("核查情况", "What was found") if dossier.review is None else Text("初核情况", "First verification")
    add_table(
        document,
        [Column("", 1.5), Column("", 8)],
        [[str(found), ""]],
        points=12,
        header=False,
        labels=True,
        height_mm=32,
    )
    person, when, sign = Text("核查人", "Verified by"), Text("日期", "Date"), Text("签字", "Signature")
    columns = [Column("", 1.5), Column("", 2), Column("", 1), Column("", 2), Column("", 1), Column("", 2)]
    add_table(
        document,
        columns,
        [[str(person), "", str(when), "", str(sign), ""]],
        points=12,
        header=False,
        labels=True,
        height_mm=10,
    )


def _files(document: Page, dossier: Dossier, section: str) -> None:
    heading = add_line(document, f"{section}{Text('所依据的文件', 'Source files')}", font=BLACK)
    heading.paragraph_format.page_break_before = True
    heading.paragraph_format.keep_with_next = True
    columns = [Column(str(Text("文件", "File")), 4), Column("SHA-256", 5)]
    add_table(document, columns, [[name, sha] for name, sha in sorted(dossier.files.items())], points=9)


def _closing(document: Page, dossier: Dossier) -> None:
    add_line(document, "", indent=0)
    if dossier.review is not None:
        handed = Text("移交人（签字）：　　　　　　　接收人（签字）：", "Handed over by:                 Received by:")
        add_line(document, str(handed))
    add_line(document, phrases.day(dossier.made_on), align=WD_ALIGN_PARAGRAPH.RIGHT, indent=0)
