"""Rows of a query become findings: one for each identity."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cluegraph.errors import RuleError
from cluegraph.queries.findings import findings
from cluegraph.queries.rule import Rule, read_rule

from .sample import written


@pytest.fixture
def rule(tmp_path: Path) -> Rule:
    return read_rule(written(tmp_path)).rule


def row(**more: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "person": "330299197001010018",
        "year": 2023,
        "villages": ["柳溪镇·上坪村"],
        "records": ["a/1/5"],
        "amount_fen": 120_000,
        "doubts": "",
    }
    return base | more


def test_rows_of_one_identity_are_one_finding_with_everything_united(rule: Rule) -> None:
    other = row(villages=["柳溪镇·下坪村"], records=["b/1/7", "a/1/5"], amount_fen=150_000)
    (finding,) = findings(rule, [row(), other])
    assert finding.subjects["villages"] == ["柳溪镇·上坪村", "柳溪镇·下坪村"]
    assert finding.refs == ["a/1/5", "b/1/7"]
    assert finding.amount_fen == 150_000


def test_another_year_is_another_finding(rule: Rule) -> None:
    assert [finding.identity for finding in findings(rule, [row(year=2024), row()])] == [
        ("330299197001010018", 2023),
        ("330299197001010018", 2024),
    ]


def test_the_order_of_rows_does_not_matter(rule: Rule) -> None:
    rows = [row(), row(villages=["柳溪镇·下坪村"], doubts="arrears"), row(year=2024)]
    assert findings(rule, rows) == findings(rule, rows[::-1])


def test_a_doubt_counts_only_where_every_row_has_it(rule: Rule) -> None:
    (both,) = findings(rule, [row(doubts="arrears"), row(doubts=["arrears"])])
    (one,) = findings(rule, [row(doubts="arrears"), row()])
    assert both.doubts == ["arrears"]
    assert one.doubts == []


def test_a_returned_severity_never_rises_above_the_rule_s(rule: Rule, tmp_path: Path) -> None:
    medium = read_rule(written(tmp_path, ("severity: high", "severity: medium"))).rule
    assert findings(medium, [row(severity="high")])[0].severity == "medium"
    assert findings(medium, [row(severity="low")])[0].severity == "low"
    assert findings(rule, [row(severity=None)])[0].severity == "high"


@pytest.mark.parametrize(
    "wrong",
    [
        {"doubts": "unheard"},
        {"amount_fen": 1.5},
        {"severity": "grave"},
        {"rung": "L9"},
        {"person": 5},
    ],
)
def test_a_column_that_holds_something_else_is_the_rule_s_error(rule: Rule, wrong: dict[str, Any]) -> None:
    with pytest.raises(RuleError) as refused:
        findings(rule, [row(**wrong)])
    assert refused.value.where.rule == "LOCAL-01"


def test_null_and_blank_keys_are_no_subjects(rule: Rule) -> None:
    (finding,) = findings(rule, [row(villages=[None, "", "柳溪镇·上坪村"])])
    assert finding.subjects["villages"] == ["柳溪镇·上坪村"]


def test_a_finding_of_a_lead_rule_is_for_attention_only_where_every_row_says_so(rule: Rule) -> None:
    (attention,) = findings(rule, [row(kind="triage"), row(kind="triage")])
    (lead,) = findings(rule, [row(kind="triage"), row(kind="lead")])
    assert (attention.kind, lead.kind) == ("triage", "lead")


def test_a_rule_for_attention_gives_no_leads(tmp_path: Path) -> None:
    triage = read_rule(written(tmp_path, ("kind: lead", "kind: triage"))).rule
    assert [finding.kind for finding in findings(triage, [row(kind="lead"), row(year=2024)])] == ["triage", "triage"]


def test_a_kind_that_there_is_not_is_refused(rule: Rule) -> None:
    with pytest.raises(RuleError, match="lead 或 triage"):
        findings(rule, [row(kind="finding")])
