"""The page that lists the clues says what was not checked, and what is for attention only."""

from __future__ import annotations

from dataclasses import replace

from cluegraph.loaders.coverage import RecordCoverage
from cluegraph.loaders.coverage_items import LoadedKind, Place, WithoutList
from cluegraph.queries.coverage import Coverage
from cluegraph.viz.draw import clue_heading
from cluegraph.viz.index import index_html
from tests.cases.conftest import RULE
from tests.queries.clues import clue

RECORDS = RecordCoverage(
    (LoadedKind("subsidy", 3, 1, "2023", "2023"),), {Place("柳溪镇", "甲村"): ()}, (), (), (), (), (), ()
)


def test_a_page_without_clues_says_whether_anything_was_checked() -> None:
    lacking = replace(RECORDS, without_list=(WithoutList("subsidy", Place("柳溪镇", "丙村"), ("household",)),))
    page = index_html([], {}, {}, coverage=Coverage(lacking, (), ()))
    assert "什么都没有检查" in page
    assert "没有补贴发放表：柳溪镇丙村" in page


def test_a_page_says_nothing_where_nobody_knows() -> None:
    assert "没有检查" not in index_html([], {}, {})


def test_what_is_for_attention_only_stands_last_and_is_marked() -> None:
    attention, lead = replace(clue("SUB-10-AAAAAAAAAA"), kind="triage"), clue("SUB-03-BBBBBBBBBB")
    rules = {"SUB-03": RULE, "SUB-10": RULE}
    page = index_html([attention, lead], rules, {})
    assert page.index("SUB-03-BBBBBBBBBB") < page.index("SUB-10-AAAAAAAAAA") < page.index("仅供关注")
    assert page.count("仅供关注") == 1
    marks = dict(clue_heading(attention, RULE).marks)
    assert "仅供关注" in [str(value) for value in marks.values()]
    assert "仅供关注" not in [str(value) for _, value in clue_heading(lead, RULE).marks]
