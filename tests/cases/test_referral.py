"""The check list and the referral as files that offices open."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.shared import Mm

from cluegraph.cases.referral import phrases
from cluegraph.cases.referral.document import chinese, docx_bytes
from cluegraph.cases.referral.dossier import Dossier, Entry, Review
from cluegraph.cases.referral.write import write_referral
from cluegraph.errors import UsageError
from cluegraph.i18n import use_language
from cluegraph.queries.clue import Clue
from cluegraph.queries.rule import Rule
from cluegraph.queries.score import ScoreParts

ID, ACCOUNT, SHA = "330299197001010018", "6217001234567890123", "3f" * 32
DAY = date(2026, 11, 22)
Make = Callable[..., Clue]


def dossier(clues: list[Clue], rule: Rule, review: Review | None = None, to: str = "") -> Dossier:
    return Dossier([Entry(clue, rule) for clue in clues], DAY, to, review)


def all_text(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    parts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        for row in table.rows:
            parts += [cell.text for cell in row.cells]
    return "\n".join(parts)


def test_an_unreviewed_list_is_a_check_list_with_blanks_to_fill(a_clue: Make, rule: Rule) -> None:
    text = all_text(docx_bytes(dossier([a_clue()], rule, to="柳溪镇人民政府")))
    for said in (
        "疑点核查清单",
        "未核实",
        "内部资料",
        "柳溪镇人民政府：",
        "核查情况",
        "核查人",
        "日期",
        "签字",
        "2026年11月22日",
    ):
        assert said in text
    assert "本清单所列为疑点线索，待核实，不作为认定结论。" in text
    assert "移交" not in text


def test_a_reviewed_list_is_a_referral_that_names_reviewer_and_reason(a_clue: Make, rule: Rule) -> None:
    text = all_text(docx_bytes(dossier([a_clue()], rule, Review("周审核", "两村名册相互印证"))))
    for said in (
        "问题线索移交清单",
        "待核实",
        "审核人：周审核",
        "移交理由：两村名册相互印证",
        "移交人（签字）",
        "不作为认定结论",
    ):
        assert said in text


def test_everything_that_an_inspector_needs_is_on_the_clue(a_clue: Make, rule: Rule) -> None:
    clue = a_clue()
    text = all_text(docx_bytes(dossier([clue], rule)))
    for said in (
        clue.id,
        "SUB-03 多人一卡（第 1 版）",
        "k = 2",
        f"领取人：王一（{ID}）",
        f"账户：{ACCOUNT}",
        "900.00 元",
        "L1 身份证号有效且姓名一致",
        "户籍未加载",
        "1. 同一家庭共用一张卡",
        "2. 入户询问领取人是否足额收到。",
        "《社会救助暂行办法》第六十八条（待核对）",
        "柳溪镇/上坪村/2023年耕地地力保护补贴发放表.xlsx\n发放表",
        f"身份证号码：{ID}",
        SHA,
    ):
        assert said in text, said


def test_the_page_is_that_of_an_official_document(a_clue: Make, rule: Rule) -> None:
    content = docx_bytes(dossier([a_clue()], rule))
    section = Document(io.BytesIO(content)).sections[0]
    assert section.page_width is not None
    assert (round(section.page_width.mm), round((section.page_height or Mm(0)).mm)) == (210, 297)
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(margin.mm) for margin in margins if margin is not None] == [37, 28, 26, 35]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        styles, fonts = parts.read("word/styles.xml").decode(), parts.read("word/fontTable.xml").decode()
        footers = [parts.read(name).decode() for name in parts.namelist() if "footer" in name and name.endswith(".xml")]
    assert 'w:eastAsia="仿宋_GB2312"' in styles
    assert re.search(r'w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong,Noto Serif CJK SC"', fonts)
    assert sum("PAGE" in footer and "— " in footer for footer in footers) == 2


def to_pdf(path: Path) -> Path:
    profile = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path.with_suffix(".pdf")


def page_texts(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return done.stdout.decode("utf-8").split("\f")[:-1]


def test_a_page_has_22_lines_of_28_characters(a_clue: Make, rule: Rule, tmp_path: Path) -> None:
    reason = "核" * (28 * 60)
    (file,) = write_referral(tmp_path / "版式.docx", dossier([a_clue()], rule, Review("周审核", reason)))
    pages = page_texts(to_pdf(file))
    full = [line.strip() for line in pages[1].splitlines() if set(line.strip()) == {"核"}]
    assert len(full) == 22
    assert {len(line) for line in full} == {28}
    assert "".join(pages[1].split()).endswith("—2—")


def test_tables_go_on_over_pages_with_their_header(a_clue: Make, rule: Rule, tmp_path: Path) -> None:
    clues = [a_clue(number, rows=1) for number in range(60)]
    (file,) = write_referral(tmp_path / "多.docx", dossier(clues, rule))
    pages = ["".join(page.split()) for page in page_texts(to_pdf(file))]
    last = next(number for number, page in enumerate(pages) if "二、逐条情况" in page)
    assert last >= 3
    for page in pages[1 : last + 1]:
        assert "线索编号" in page
        assert "涉及对象" in page
    listed = "".join(pages[: last + 1])
    assert listed[: listed.index("二、逐条情况")].count("SUB-03-") == 60


def test_more_than_twenty_rows_go_on_in_the_workbook(a_clue: Make, rule: Rule, tmp_path: Path) -> None:
    files = write_referral(tmp_path / "清单.docx", dossier([a_clue(rows=35)], rule))
    assert [file.name for file in files] == ["清单.docx", "清单.xlsx"]
    text = all_text(files[0].read_bytes())
    assert "依据的原始行（共 35 行）" in text
    assert "其余 15 行见《清单.xlsx》的“依据行”表。" in text
    rows = list(openpyxl.load_workbook(files[1])["依据行"].iter_rows(min_row=2, values_only=True))
    assert [row[4] for row in rows] == list(range(4, 39))


def test_the_workbook_has_every_row_with_file_hash_sheet_and_cells(a_clue: Make, rule: Rule, tmp_path: Path) -> None:
    clue = a_clue()
    (file,) = write_referral(tmp_path / "清单.xlsx", dossier([clue], rule))
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["总览", "核查要点", "依据行", "文件"]
    head, first = list(book["依据行"].iter_rows(values_only=True))[:2]
    line = dict(zip(head, first, strict=True))
    assert (line["线索编号"], line["工作表"], line["行"]) == (clue.id, "发放表", 4)
    assert line["文件 SHA-256"] == SHA
    assert line["身份证号码"] == ID
    assert line["补贴金额（元）"] == "300.00"
    overview = {cell for row in book["总览"].iter_rows(values_only=True) for cell in row}
    assert {"内部资料  注意保存", "疑点核查清单（未核实）", 900, "核查情况", "签字"} <= overview
    assert {ID, "￥"} & {str(cell) for cell in overview} == set()


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_score_can_be_added_up_on_the_list(a_clue: Make, rule: Rule, tmp_path: Path, form: str) -> None:
    clue = replace(a_clue(), score=0.75, parts=ScoreParts(1, 1, 0.493, 0, 0.76))
    (file,) = write_referral(tmp_path / f"清单.{form}", dossier([clue], rule))
    text = all_text(file.read_bytes()) if form == "docx" else _cells(file, "核查要点")
    line = "0.75 = 程度 高 0.40 + 身份 L1 0.20 + 金额 900.00 元 0.07 + 无其他规则指向同一对象 0.00 + 少见 0.08"
    assert line in text


def _cells(file: Path, sheet: str) -> list[object]:
    return [cell for row in openpyxl.load_workbook(file)[sheet].iter_rows(values_only=True) for cell in row]


@pytest.mark.parametrize(
    "cell", ["=1+1", '=HYPERLINK("http://192.0.2.1")', "+86", "-1", "@SUM(A1)", "=cmd|'/C calc'!A0"]
)
def test_a_cell_that_looks_like_a_formula_is_text(a_clue: Make, rule: Rule, tmp_path: Path, cell: str) -> None:
    (file,) = write_referral(tmp_path / "清单.xlsx", dossier([a_clue(cell=cell, name=cell)], rule))
    book = openpyxl.load_workbook(file)
    cells = [found for sheet in book for row in sheet.iter_rows() for found in row]
    assert not [found for found in cells if found.data_type == "f"]
    assert [found for found in cells if found.value == cell and found.quotePrefix]
    with zipfile.ZipFile(file) as parts:
        assert not [name for name in parts.namelist() if "<f>" in parts.read(name).decode("utf-8", "ignore")]


def test_the_workbook_is_printed_on_a4_landscape_with_its_header(a_clue: Make, rule: Rule, tmp_path: Path) -> None:
    (file,) = write_referral(tmp_path / "清单.xlsx", dossier([a_clue()], rule))
    for sheet in openpyxl.load_workbook(file):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows
        assert sheet.auto_filter.ref


def test_the_json_says_all_of_it(a_clue: Make, rule: Rule, tmp_path: Path) -> None:
    clue = a_clue()
    (file,) = write_referral(tmp_path / "清单.json", dossier([clue], rule, Review("周审核", "印证"), "县审计局"))
    said = json.loads(file.read_text(encoding="utf-8"))
    assert (said["kind"], said["to"], said["reviewed_by"], said["reason"]) == ("referral", "县审计局", "周审核", "印证")
    (one,) = said["clues"]
    assert one["id"] == clue.id
    assert one["records"][0] == {
        "file": clue.records[0].file, "sha256": SHA, "sheet": "发放表", "row": 4, "cells": dict(clue.records[0].cells)
    }  # fmt: skip
    assert one["basis"][0] == {
        "law": "社会救助暂行办法",
        "article": "第六十八条",
        "verified": False,
        "text": "《社会救助暂行办法》第六十八条（待核对）",
    }
    assert one["amount"] == "900.00"
    assert one["innocent"]
    assert one["check_next"]


def test_the_same_clues_give_the_same_document(a_clue: Make, rule: Rule) -> None:
    assert docx_bytes(dossier([a_clue()], rule)) == docx_bytes(dossier([a_clue()], rule))


def test_other_formats_are_refused(a_clue: Make, rule: Rule, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.pdf"):
        write_referral(tmp_path / "清单.pdf", dossier([a_clue()], rule))


def test_english_lists_are_english(a_clue: Make, rule: Rule) -> None:
    use_language("en")
    try:
        text = all_text(docx_bytes(dossier([a_clue()], rule)))
    finally:
        use_language("zh")
    assert "Check list of clues" in text
    assert "a lead, not a finding" in text
    assert "What to check next" in text


def test_control_characters_in_cells_do_not_break_the_document(a_clue: Make, rule: Rule) -> None:
    text = all_text(docx_bytes(dossier([a_clue(cell="甲\x0b乙\x00<b>&]]>")], rule)))
    assert "甲乙<b>&]]>" in text


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
    ],
)
def test_numbers_in_chinese(number: int, written: str) -> None:
    assert chinese(number) == written


def test_a_very_long_cell_is_cut_and_says_so() -> None:
    said = phrases.cells_text({"姓名": "张三", "备注": "字" * 400_000})
    assert said.startswith("姓名：张三；备注：字字字")
    assert said.endswith("字…（共 400000 字，全文见原文件）")
    assert len(said) < 600
