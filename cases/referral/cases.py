"""The case leads of a list: a section of the document before the clues, and the rows of a worksheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.document import Document as Page

from cluegraph.cases.referral import phrases
from cluegraph.cases.referral.dossier import Dossier, Entry
from cluegraph.cases.referral.grid import Column, add_table, share
from cluegraph.cases.referral.sheet import BLACK, KAI, add_line
from cluegraph.i18n import Text
from cluegraph.queries.case_leads import CaseLead
from cluegraph.queries.case_words import BESIDE, TITLE, WHAT, money_text, unlinked_text
from cluegraph.queries.clue import Clue
from cluegraph.queries.wording import FAMILIES, severity_text

OTHERS = Text("其他线索", "Other clues")
_ITS_LEADS = Text("其中的线索", "Its leads")
_ABSENT = Text("不在本清单上", "not on this list")
COLUMNS = (
    (Text("并案编号", "Case"), 17.0),
    (Text("并案线索", "What it is"), 26.0),
    (Text("程度", "Severity"), 8.0),
    (Text("排序分", "Score"), 7.0),
    (Text("合计金额（元）", "Yuan in all"), 15.0),
    (Text("相同对象", "About"), 42.0),
    (Text("村", "Villages"), 10.0),
    (Text("清单序号", "No."), 9.0),
    (Text("线索编号", "Clue"), 20.0),
    (Text("性质", "Kind"), 9.0),
    (Text("疑点摘要", "What was seen"), 40.0),
    (Text("线索等级", "Its severity"), 10.0),
    (Text("线索金额（元）", "Its yuan"), 14.0),
)
CLUE_MONEY = len(COLUMNS) - 1


def add_cases(document: Page, dossier: Dossier, number: str) -> None:
    """The section: each case in a paragraph, with whom it is about, and its clues in a table."""
    heading = add_line(document, f"{number}{TITLE}", font=BLACK)
    heading.paragraph_format.keep_with_next = True
    add_line(document, str(WHAT))
    for case in dossier.cases:
        title = add_line(document, str(phrases.case_text(case)), font=KAI)
        title.paragraph_format.keep_with_next = True
        facts = [[str(label), "\n".join(lines)] for label, lines in _facts(case)]
        add_table(document, [Column("", 1.5), Column("", 8)], facts, points=10.5, header=False, labels=True)
        for caption, clues in ((_ITS_LEADS, case.leads), (BESIDE, case.beside)):
            if clues:
                line = add_line(document, str(caption), points=10.5, indent=0)
                line.paragraph_format.keep_with_next = True
                _clues(document, dossier, clues)
        add_line(document, "", points=6, indent=0)


def _facts(case: CaseLead) -> list[tuple[Text, list[str]]]:
    severity = severity_text(case.severity)
    found = [
        (Text("程度", "Severity"), [f"{severity}　{Text('排序分', 'score')} {case.score:.2f}"]),
        (Text("相同对象", "About"), phrases.party_lines(case)),
        (Text("村", "Villages"), [_listed(case.villages)] if case.villages else []),
        (Text("规则", "Rules"), [_listed(case.rules)]),
        (Text("说明", "Note"), [str(unlinked_text(one)) for one in case.unlinked]),
    ]
    return [(label, lines) for label, lines in found if lines]


def _listed(names: Sequence[str]) -> str:
    return str(Text("、", ", ")).join(names)


def _clues(document: Page, dossier: Dossier, clues: Sequence[Clue]) -> None:
    columns = [
        Column(str(Text("序号", "No.")), share(0.5, 0.65), "center"),
        Column(str(Text("线索编号", "Clue")), 3.0),
        Column(str(Text("疑点", "What was seen")), 4.0),
        Column(str(Text("金额（元）", "Yuan")), 1.7, "right"),
        Column(str(Text("等级", "Severity")), share(0.5, 1.4), "center"),
    ]
    add_table(document, columns, [_row(dossier, clue) for clue in clues], points=10.5)


def _row(dossier: Dossier, clue: Clue) -> list[str]:
    """A clue that is not on the list is named and nothing more."""
    number = dossier.number_of(clue)
    if number is None:
        return ["—", clue.id, str(_ABSENT), "—", str(severity_text(clue.severity))]
    entry = dossier.entries[number - 1]
    seen = f"{entry.rule.title.text}\n{phrases.seen(entry)}"
    return [str(number), clue.id, seen, phrases.amount(entry), str(severity_text(clue.severity))]


def sheet_rows(dossier: Dossier) -> Iterator[tuple[list[str | int | None], int | None]]:
    """A row a clue and its money in fen; what is said of the case as a whole stands in the case's first row."""
    for case in dossier.cases:
        whole: list[str | int | None] = [
            str(case.title),
            str(severity_text(case.severity)),
            f"{case.score:.2f}",
            money_text(case),
            "\n".join(phrases.party_lines(case)),
            _listed(case.villages),
        ]
        for place, clue in enumerate(case.clues):
            number = dossier.number_of(clue)
            kind = str(Text("线索", "lead") if clue in case.leads else Text("同时列出", "beside"))
            seen = str(_ABSENT) if number is None else phrases.seen(dossier.entries[number - 1])
            about = [number, clue.id, kind, seen, str(severity_text(clue.severity)), None]
            head = whole if place == 0 else [""] * len(whole)
            yield [case.id, *head, *about], None if number is None else clue.amount_fen


def part_begun(dossier: Dossier, number: int) -> str:
    """The heading before the clue of that number where a case, the others or those for attention begin; else ''."""
    if not dossier.cases:
        return ""
    entry = dossier.entries[number - 1]
    before = _part(dossier, dossier.entries[number - 2]) if number > 1 else ""
    part = _part(dossier, entry)
    return "" if part == before else part


def _part(dossier: Dossier, entry: Entry) -> str:
    if entry.kind == "triage":
        return str(FAMILIES["triage"])
    case = dossier.case_of(entry.clue)
    if case is None:
        return str(OTHERS)
    return str(Text(f"并案线索 {case.id}：{case.title.zh}", f"Case {case.id}: {case.title.en}"))
