"""Case leads: what belongs together, what does not, under which id, and with how much money."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from cluegraph.queries.case_leads import CaseLead, case_leads, case_of, is_case_id
from cluegraph.queries.case_money import Total, total_of
from cluegraph.queries.library import Library

from .leads import lead, library


@pytest.fixture
def rules(tmp_path: Path) -> Library:
    return library(tmp_path, A="lead", B="lead", C="lead", T="triage", Q="quality")


def members(cases: list[CaseLead]) -> list[set[str]]:
    """The clues of each case by the end of their ids."""
    return [{clue.id.rsplit("-", 1)[1].lstrip("A") or "A" for clue in case.clues} for case in cases]


def test_clues_chained_by_people_companies_and_accounts_are_one_case(rules: Library) -> None:
    (case,) = case_leads([lead("A", "B", "P1 A1"), lead("B", "C", "A1 C1"), lead("C", "D", "C1")], rules)
    assert members([case]) == [{"B", "C", "D"}]
    assert case.rules == ("LOCAL-A", "LOCAL-B", "LOCAL-C")
    assert case.people == 1


def test_villages_and_what_is_only_shown_link_nothing(rules: Library) -> None:
    assert case_leads([lead("A", "B", "P1 V1"), lead("B", "C", "P2 V1")], rules) == []
    assert case_leads([lead("A", "B", "P1"), lead("B", "C", "P2", shown="P1")], rules) == []


def test_a_single_clue_is_no_case_and_one_rule_twice_is(rules: Library) -> None:
    assert case_leads([lead("A", "B", "P1")], rules) == []
    assert members(case_leads([lead("A", "B", "P1"), lead("A", "C", "P1")], rules)) == [{"B", "C"}]


@pytest.mark.parametrize("rule", ["T", "Q"])
def test_triage_and_data_quality_join_every_case_that_they_touch_and_link_none(rules: Library, rule: str) -> None:
    clues = [lead("A", "B", "P1"), lead("B", "C", "P2"), lead(rule, "D", "P1 P2")]
    assert sorted(map(sorted, members(case_leads(clues, rules)))) == [["B", "D"], ["C", "D"]]
    assert case_leads([lead(rule, "B", "P1"), lead(rule, "C", "P1")], rules) == []


def test_a_finding_for_attention_only_of_a_lead_rule_links_none_and_stands_beside(rules: Library) -> None:
    clues = [lead("A", "B", "P1"), lead("B", "C", "P2"), replace(lead("C", "D", "P1 P2"), kind="triage")]
    assert sorted(map(sorted, members(case_leads(clues, rules)))) == [["B", "D"], ["C", "D"]]


def test_a_case_tells_what_only_stands_beside_from_its_leads(rules: Library) -> None:
    clues = [lead("A", "B", "P1"), lead("B", "C", "P1"), lead("T", "D", "P1"), lead("Q", "E", "P1")]
    (case,) = case_leads(clues, rules)
    assert [clue.rule for clue in case.leads] == ["LOCAL-A", "LOCAL-B"]
    assert sorted(clue.rule for clue in case.beside) == ["LOCAL-Q", "LOCAL-T"]
    assert case.clues == (*case.leads, *case.beside)


def test_severity_score_and_money_are_those_of_the_leads(rules: Library) -> None:
    grave = lead("T", "D", "P1", amount_fen=10**9, severity="high")
    (case,) = case_leads([lead("A", "B", "P1", amount_fen=500), lead("A", "C", "P1", severity="low"), grave], rules)
    assert (case.severity, case.total.fen) == ("medium", 500)


def test_a_party_on_very_many_clues_links_none_of_them_and_that_is_said(rules: Library) -> None:
    clues = [lead("A", f"B{number}", f"A1 P{number}") for number in range(4)]
    (case,) = case_leads(clues, rules, most=4)
    assert (len(case.clues), case.unlinked) == (4, ())
    pair = lead("B", "C", "P1")
    (small,) = case_leads([*clues, pair], rules, most=3)
    assert members([small]) == [{"B1", "C"}]
    assert [(one.subject.key, one.clues) for one in small.unlinked] == [("A1", 4)]


def test_many_clues_on_one_person_alone_stay_together(rules: Library) -> None:
    clues = [lead("A", f"B{number}", "P1") for number in range(40)]
    (case,) = case_leads(clues, rules)
    assert (len(case.clues), case.unlinked) == (40, ())


def test_a_case_keeps_its_id_while_it_grows(rules: Library) -> None:
    before = [lead("A", "M", "P1"), lead("B", "N", "P1")]
    (case,) = case_leads(before, rules)
    assert is_case_id(case.id)
    seen = {clue.id: 1 for clue in before}
    (grown,) = case_leads([lead("A", "B", "P1"), *before], rules, seen)
    assert grown.id == case.id


def test_after_a_merge_the_older_id_stays_and_the_other_still_leads_to_the_case(rules: Library) -> None:
    first, second = [lead("A", "M", "P1"), lead("B", "N", "P1")], [lead("A", "B", "P2"), lead("B", "C", "P2")]
    seen = {clue.id: 1 for clue in first} | {clue.id: 2 for clue in second}
    ids = {case.id for case in case_leads([*first, *second], rules, seen)}
    (merged,) = case_leads([*first, *second, lead("C", "X", "P1 P2")], rules, seen)
    assert merged.id == "CASE-AAAAAAAAAM"
    assert all(case_of([merged], name) is merged for name in ids)
    assert case_of([merged], "case-aaaaaaaaam") is merged
    assert case_of([merged], "CASE-ZZZZZZZZZZ") is None


def test_any_order_in_gives_the_same_cases(rules: Library) -> None:
    clues = [lead("ABC"[n % 3], f"B{n}", f"P{n % 7} C{n % 5}", [n, n + 1], 20_000) for n in range(2, 8)]
    clues += [lead("A", f"C{n}", f"P{20 + n // 2}") for n in range(2, 8)]
    expected = [case.to_json() for case in case_leads(clues, rules)]
    for seed in range(5):
        shuffled = random.Random(seed).sample(clues, len(clues))
        assert [case.to_json() for case in case_leads(shuffled, rules)] == expected


def test_the_headline_names_who_most_rules_speak_of(rules: Library) -> None:
    (case,) = case_leads([lead("A", "B", "P1 P2"), lead("B", "C", "P2 A9")], rules)
    assert str(case.title) == "名P2、名P1等 3 个对象：2 项规则、2 条线索"
    (account,) = case_leads([lead("A", "B", "A1"), lead("B", "C", "A1")], rules)
    assert str(account.title) == "*A1：2 项规则、2 条线索"


def test_rows_that_several_clues_cite_are_counted_once() -> None:
    clues = [lead("A", "B", "P1", [1, 2], 20_000), lead("B", "C", "P1", [2, 3], 20_000)]
    assert total_of(clues) == Total(30_000)


def test_an_amount_that_no_rows_add_up_to_is_never_added() -> None:
    rows, excess = lead("A", "B", "P1", [1, 2], 20_000), lead("B", "C", "P1", [1, 2], 5_000)
    assert total_of([rows, excess]) == Total(20_000, exact=False)
    contract = lead("C", "D", "P1", [9], 70_000, paid="")
    assert total_of([rows, contract]) == Total(70_000, exact=False)


def test_a_voucher_is_not_added_to_the_list_that_it_may_pay() -> None:
    paid = [lead("A", "B", "P1", [1, 2], 20_000), lead("B", "C", "P1", [7], 10_000, paid="voucher")]
    assert total_of(paid) == Total(20_000, exact=False)


def test_without_money_there_is_no_total() -> None:
    assert total_of([lead("A", "B", "P1", [1]), lead("B", "C", "P1")]) == Total(None)
