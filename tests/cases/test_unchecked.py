"""A list tells leads from what is for attention only, and says what was not checked."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import openpyxl
from docx import Document

from cluegraph.cases.referral.document import docx_bytes
from cluegraph.cases.referral.dossier import Dossier, Entry
from cluegraph.cases.referral.plain import json_bytes
from cluegraph.cases.referral.workbook import xlsx_bytes
from cluegraph.loaders.coverage import RecordCoverage
from cluegraph.queries.clue import Clue
from cluegraph.queries.coverage import Coverage
from cluegraph.queries.rule import Rule
from cluegraph.queries.rule_coverage import RuleState

DAY = date(2026, 11, 22)
NO_RECORDS = RecordCoverage((), {}, (), (), (), (), (), ())
Make = Callable[..., Clue]


def document_text(dossier: Dossier) -> str:
    document = Document(io.BytesIO(docx_bytes(dossier)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_leads_stand_before_what_is_for_attention_only(a_clue: Make, rule: Rule) -> None:
    attention = replace(a_clue(1, name="甲一"), kind="triage")
    dossier = Dossier([Entry(attention, rule), Entry(a_clue(2, name="乙二"), rule)], DAY)
    assert [entry.clue.kind for entry in dossier.entries] == ["lead", "triage"]
    text = document_text(dossier)
    assert "其中 1 条仅供关注" in text
    assert "（一）乙二" in text and "（二）【仅供关注】甲一" in text
    kinds = [clue["kind"] for clue in json.loads(json_bytes(dossier))["clues"]]
    assert kinds == ["lead", "triage"]


def test_a_clue_kept_before_clues_had_kinds_is_of_its_rules(a_clue: Make, rule: Rule) -> None:
    triage = rule.model_copy(update={"kind": "triage"})
    assert "【仅供关注】" in document_text(Dossier([Entry(a_clue(), triage)], DAY))


def test_a_list_of_leads_alone_speaks_of_no_attention(a_clue: Make, rule: Rule) -> None:
    assert "仅供关注" not in document_text(Dossier([Entry(a_clue(), rule)], DAY))


def test_every_form_of_a_list_says_how_many_silent_clues_it_leaves_out(a_clue: Make, rule: Rule) -> None:
    said = "另有 2 条已说明或静默，没有列入"
    for left_out in (2, 0):
        dossier = Dossier([Entry(a_clue(), rule)], DAY, left_out=left_out)
        book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(dossier)))
        cells = "\n".join(str(value) for row in book["总览"].iter_rows(values_only=True) for value in row)
        assert [said in document_text(dossier), said in cells] == [left_out > 0] * 2
        assert json.loads(json_bytes(dossier))["left_out"] == left_out


def test_a_list_without_clues_is_not_the_same_after_a_check_and_without_one(rule: Rule) -> None:
    loaded = replace(NO_RECORDS, loaded=())
    unchecked = Dossier([], DAY, coverage=Coverage(loaded, (RuleState(rule, "needs_data", ("death",)),), ()))
    assert "什么都没有检查" in document_text(unchecked)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(unchecked)))
    assert "什么都没有检查" in str(book["本次未检查的内容"]["A2"].value)
    assert json.loads(json_bytes(unchecked))["coverage"]["outcome"] == "nothing_loaded"
    assert "本次未检查的内容" not in document_text(Dossier([], DAY))
