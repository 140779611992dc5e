"""Case leads on a check list: before the clues, with their clues' numbers, leads apart from what only stands beside."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from cluegraph.cases.referral.choose import cases_among
from cluegraph.cases.referral.document import docx_bytes
from cluegraph.cases.referral.dossier import Dossier, Entry
from cluegraph.cases.referral.write import write_referral
from cluegraph.i18n import Text, use_language
from cluegraph.queries.case_leads import CaseLead, Centre
from cluegraph.queries.case_money import Total
from cluegraph.queries.clue import Clue
from cluegraph.queries.rule import Rule

Make = Callable[..., Clue]
ID, ACCOUNT = "330299197001010018", "6217001234567890123"


@pytest.fixture
def clues(a_clue: Make) -> list[Clue]:
    """Two leads and one for attention only of a case, and a fourth clue of none."""
    first, second, beside, other = (a_clue(number, rows=1) for number in range(1, 5))
    return [other, replace(beside, kind="triage"), first, second]


@pytest.fixture
def case(clues: list[Clue]) -> CaseLead:
    _, beside, first, second = clues
    centres = tuple(Centre(subject, 2) for subject in first.subjects[:2])
    title = Text("王一等 2 个对象：3 项规则、3 条线索", "王一 and others (2): 3 rules, 3 clues")
    return CaseLead("CASE-AAAAAAAAAA", title, "high", 0.9, Total(60_000), (first, second), (beside,), centres)


def dossier(clues: list[Clue], rule: Rule, *cases: CaseLead) -> Dossier:
    return Dossier([Entry(clue, rule) for clue in clues], date(2026, 11, 22), cases=cases)


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def tables(content: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(content)).tables]


def test_the_document_has_a_section_of_cases_before_the_clues(clues: list[Clue], rule: Rule, case: CaseLead) -> None:
    content = docx_bytes(dossier(clues, rule, case))
    lines = [line for line in paragraphs(content) if line]
    places = [lines.index(each) for each in ("一、并案线索", "二、线索总览", "三、逐条情况", "四、所依据的文件")]
    assert places == sorted(places)
    said = lines[places[0] : places[1]]
    assert any("CASE-AAAAAAAAAA" in line and "金额合计 600.00 元（同一行只计一次）" in line for line in said)
    facts, leads, beside = tables(content)[:3]
    assert ["相同对象", f"{ACCOUNT}，2 条线索\n王一（{ID}），2 条线索"] in facts
    assert [row[:2] for row in leads[1:]] == [["1", case.leads[0].id], ["2", case.leads[1].id]]
    assert [row[1] for row in beside[1:]] == [case.beside[0].id]


def test_the_clues_of_a_case_come_first_and_those_for_attention_last(
    clues: list[Clue], rule: Rule, case: CaseLead
) -> None:
    other, beside, first, second = clues
    made = dossier(clues, rule, case)
    assert [entry.clue.id for entry in made.entries] == [first.id, second.id, other.id, beside.id]
    lines = paragraphs(docx_bytes(made))
    heads = [lines.index(f"并案线索 {case.id}：{case.title.zh}"), lines.index("其他线索")]
    attention = [place for place, line in enumerate(lines) if line == "仅供关注（统计或图形，本身不是线索）"]
    assert heads == sorted(heads)
    assert heads[1] < attention[-1]


def test_a_clue_of_the_case_that_is_not_on_the_list_is_named_and_nothing_more(
    clues: list[Clue], rule: Rule, case: CaseLead, tmp_path: Path
) -> None:
    made = dossier(clues[:3], rule, case)
    leads = tables(docx_bytes(made))[1]
    assert leads[2] == ["—", case.leads[1].id, "不在本清单上", "—", "高"]
    (file,) = write_referral(tmp_path / "清单.xlsx", made)
    rows = list(openpyxl.load_workbook(file)["并案线索"].iter_rows(min_row=5, values_only=True))
    assert [row[7] for row in rows] == [1, None, 3]
    assert rows[1][12] is None


def test_the_workbook_has_a_sheet_of_cases_with_the_clues_of_each(
    clues: list[Clue], rule: Rule, case: CaseLead, tmp_path: Path
) -> None:
    (file,) = write_referral(tmp_path / "清单.xlsx", dossier(clues, rule, case))
    book = openpyxl.load_workbook(file)
    assert book.sheetnames[:2] == ["总览", "并案线索"]
    sheet = book["并案线索"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    head, *rows = list(sheet.iter_rows(min_row=4, values_only=True))
    lines = [dict(zip(head, row, strict=True)) for row in rows]
    assert [line["线索编号"] for line in lines] == [clue.id for clue in case.clues]
    assert {line["并案编号"] for line in lines} == {case.id}
    assert [line["性质"][:4] for line in lines] == ["线索", "线索", "同时列出"]
    assert (lines[0]["合计金额（元）"], lines[0]["线索金额（元）"]) == ("600.00", 300)
    assert f"王一（{ID}），2 条线索" in str(lines[0]["相同对象"])


def test_without_a_case_there_is_no_section_and_no_sheet(clues: list[Clue], rule: Rule, tmp_path: Path) -> None:
    made = dossier(clues, rule)
    lines = paragraphs(docx_bytes(made))
    assert "一、线索总览" in lines
    assert not [line for line in lines if "并案" in line or line == "其他线索"]
    (file,) = write_referral(tmp_path / "清单.xlsx", made)
    assert "并案线索" not in openpyxl.load_workbook(file).sheetnames


def test_the_section_is_in_english_for_english_readers(clues: list[Clue], rule: Rule, case: CaseLead) -> None:
    use_language("en")
    try:
        content = docx_bytes(dossier(clues, rule, case))
    finally:
        use_language("zh")
    lines = paragraphs(content)
    assert "1. Case leads" in lines
    assert "Other clues" in lines
    assert any(line.startswith("Case CASE-AAAAAAAAAA: ") for line in lines)
    assert Document(io.BytesIO(content)).styles.element.xpath("//w:style//w:lang/@w:val")[-1] == "en-US"


def test_a_case_is_on_a_list_by_its_leads_and_on_a_referral_with_all_of_its_clues(
    clues: list[Clue], case: CaseLead
) -> None:
    _, beside, first, second = clues
    assert cases_among([case], [first], whole=False) == (case,)
    assert cases_among([case], [beside], whole=False) == ()
    assert cases_among([case], [first, second], whole=True) == ()
    assert cases_among([case], [first, second, beside], whole=True) == (case,)
