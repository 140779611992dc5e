"""The overview shows case leads first, with what only stands beside kept apart, and hides the same numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cluegraph.i18n import use_language
from cluegraph.queries.case_leads import CaseLead, case_leads
from cluegraph.queries.clue import Clue
from cluegraph.queries.library import Library
from cluegraph.viz.index import index_html
from tests.queries.leads import lead, library

ACCOUNT = "6217001234567890123"


@pytest.fixture
def rules(tmp_path: Path) -> Library:
    return library(tmp_path, A="lead", B="lead", T="triage")


@pytest.fixture
def clues() -> list[Clue]:
    """Two leads and one for attention only about one account and its people, and a lead about somebody else."""
    about = [lead("A", "B", "P1 A1", [1, 2], 20_000, severity="high"), lead("B", "C", "P2 A1", [2, 3], 20_000)]
    beside, alone = lead("T", "D", "P1", amount_fen=99_900, severity="high"), lead("A", "E", "P9")
    placed = [replace(one, villages=("上坪村",)) for one in about]
    return [_numbered(one) for one in (*placed, beside, alone)]


def _numbered(clue: Clue) -> Clue:
    """The same clue with a real number and no name for its account."""
    subjects = (replace(one, key=ACCOUNT, name="") if one.label == "Account" else one for one in clue.subjects)
    return replace(clue, subjects=tuple(subjects))


def page_of(clues: list[Clue], rules: Library, cases: list[CaseLead]) -> str:
    links = {"LOCAL-A-AAAAAAAAAB": "网络图/LOCAL-A-AAAAAAAAAB.html", cases[0].id: f"网络图/{cases[0].id}.html"}
    return index_html(clues, {file.rule.id: file.rule for file in rules}, links, cases=cases)


def section(page: str) -> str:
    found = re.search(r'<section class="cases">.*?</section>', page, re.DOTALL)
    assert found is not None
    return found[0]


def test_a_case_stands_before_the_clues_with_people_villages_rules_and_money(clues: list[Clue], rules: Library) -> None:
    cases = case_leads(clues, rules)
    page = page_of(clues, rules, cases)
    box = section(page)
    assert page.index('<section class="cases">') < page.index('<table id="lines">')
    for said in (cases[0].id, "0.50", "300.00", "名P1", "名P2", "上坪村", "LOCAL-A", "LOCAL-B"):
        assert said in box, said
    assert "LOCAL-A-AAAAAAAAAE" not in box


def test_each_clue_of_a_case_leads_to_its_line_and_the_line_back(clues: list[Clue], rules: Library) -> None:
    cases = case_leads(clues, rules)
    page = page_of(clues, rules, cases)
    box = section(page)
    for clue in cases[0].clues:
        assert f'href="#{clue.id}"' in box
        assert page.count(f'id="{clue.id}"') == 1
    assert page.count(f'href="#{cases[0].id}"') == len(cases[0].clues)
    assert page.count(f'id="{cases[0].id}"') == 1
    assert box.count("LOCAL-A-AAAAAAAAAB.html") == 1
    assert box.count(f"{cases[0].id}.html") == 1


def test_what_is_for_attention_only_stands_apart_from_the_leads_of_a_case(clues: list[Clue], rules: Library) -> None:
    leads, _, beside = section(page_of(clues, rules, case_leads(clues, rules))).partition("<h4>")
    assert "LOCAL-B-AAAAAAAAAC" in leads
    assert "LOCAL-T-AAAAAAAAAD" not in leads
    assert "仅供关注" not in leads
    assert "LOCAL-T-AAAAAAAAAD" in beside
    assert beside.count("仅供关注") == 2


def test_the_numbers_of_a_case_are_masked_as_elsewhere_on_the_page(clues: list[Clue], rules: Library) -> None:
    page = page_of(clues, rules, case_leads(clues, rules))
    assert ACCOUNT not in page
    assert f"*{ACCOUNT[-4:]}" in section(page)


def test_without_a_case_there_is_no_section(clues: list[Clue], rules: Library) -> None:
    for page in (index_html(clues, {}, {}), index_html([], {}, {}, cases=[])):
        assert "并案" not in page
        assert '<section class="cases">' not in page


def test_the_section_is_in_the_language_of_the_user(clues: list[Clue], rules: Library) -> None:
    use_language("en")
    try:
        box = section(page_of(clues, rules, case_leads(clues, rules)))
    finally:
        use_language("zh")
    assert "Case leads (1)" in box
    assert "for attention only" in box
    assert "并案" not in box
