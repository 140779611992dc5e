"""How far "no clue" can be relied on: what ran, what did not and why, in objects and in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cluegraph.i18n import Text
from cluegraph.loaders.coverage import RecordCoverage
from cluegraph.loaders.coverage_items import LoadedKind, Place, WithoutList
from cluegraph.queries.coverage import Coverage
from cluegraph.queries.coverage_report import headline, remarks, summary
from cluegraph.queries.library import Library, read_library
from cluegraph.queries.rule_coverage import lacking, rule_states
from cluegraph.queries.run import RuleResult

from .sample import written

SUBSIDY = {"subsidy": frozenset({"name", "id_no", "amount"})}
RAN = RuleResult("LOCAL-01", "ran", findings=0, checked=90, unchecked=5)
RECORDS = RecordCoverage(
    (LoadedKind("subsidy", 95, 1, "2023", "2023"),), {Place("柳溪镇", "甲村"): ()}, (), (), (), (), (), ()
)
EMPTY = replace(RECORDS, loaded=(), villages={})


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """One rule that needs subsidy lists, and is surer with the household register."""
    return read_library(written(tmp_path).parent, tmp_path / "none")


def covered(library: Library, result: RuleResult | None = RAN, records: RecordCoverage = RECORDS) -> Coverage:
    loaded = SUBSIDY | {"household": frozenset({"household_no"})} if records.loaded else {}
    states = rule_states(library, {} if result is None else {result.id: result}, loaded, {})
    return Coverage(records, states, lacking(states, loaded))


def test_a_run_without_gaps_is_told_from_one_with_gaps_and_from_none(library: Library) -> None:
    village = WithoutList("subsidy", Place("柳溪镇", "丙村"), ("household",))
    whole = covered(library)
    partly = covered(library, records=replace(RECORDS, without_list=(village,)))
    nothing = covered(library, replace(RAN, checked=0))
    outcomes = [each.outcome for each in (whole, partly, nothing, covered(library, None, EMPTY))]
    assert outcomes == ["whole", "partly", "nothing_run", "nothing_loaded"]
    sentences = {headline(each).zh for each in (whole, partly, nothing, covered(library, None, EMPTY))}
    assert len(sentences) == 4
    assert "没有发现缺口" in headline(whole).zh
    assert "不能据此认为没有问题" in headline(partly).zh
    assert "什么都没有检查" in headline(nothing).zh
    assert "nothing was checked" in headline(nothing).en


@pytest.mark.parametrize(
    ("result", "state", "topic"),
    [
        (replace(RAN, status="failed", message=Text("超过 60 秒", "60 s are over")), "failed", "rules_failed"),
        (None, "not_run", "rules_not_run"),
        (replace(RAN, checked=0), "ran", "rules_on_nothing"),
        (replace(RAN, checked=70, unchecked=30), "ran", "rules_with_much_unchecked"),
    ],
)
def test_a_rule_that_saw_little_or_nothing_is_named(
    library: Library, result: RuleResult | None, state: str, topic: str
) -> None:
    coverage = covered(library, result)
    assert coverage.rules[0].state == state
    (remark,) = [each for each in remarks(coverage) if each.topic == topic]
    assert any("LOCAL-01" in line.zh for line in remark.lines)
    assert remark.short.zh in summary(coverage).zh


def test_of_a_rule_that_judged_nearly_all_nothing_is_said(library: Library) -> None:
    assert remarks(covered(library)) == []
    assert "没有发现" in summary(covered(library)).zh


def test_a_register_that_is_not_loaded_is_told_with_the_rules_it_would_let_run() -> None:
    states = rule_states(read_library(), {}, SUBSIDY, {})
    found = {each.what: each for each in lacking(states, SUBSIDY)}
    assert "SUB-05" in found["death"].runs
    assert "COI-04" in found["tender"].with_others
    assert "SUB-01" not in [rule for each in found.values() for rule in each.runs]
    assert "SUB-08.standard" in found


def test_each_absent_one_of_several_registers_is_named_with_the_rules_that_looked_at_the_others() -> None:
    """Companies are loaded, cars, houses and shares are not: of SUB-07 no clue says nothing about these."""
    loaded = SUBSIDY | {"company": frozenset({"company", "legal_representative_id_no"})}
    ran = RuleResult("SUB-07", "ran", checked=53)
    states = rule_states(read_library(), {"SUB-07": ran}, loaded, {})
    coverage = Coverage(RECORDS, states, lacking(states, loaded))
    found = {each.what: each for each in coverage.lacking}
    assert all("SUB-07" in found[kind].in_part for kind in ("vehicle", "property", "stake"))
    assert "SUB-07" not in found["household"].in_part
    assert "company" not in found
    told = {remark.topic: "\n".join(remark.shown()) for remark in remarks(coverage)}
    (line,) = told["rules_in_part"].splitlines()
    assert "SUB-07" in line and all(title in line for title in ("车辆登记", "不动产登记", "股东及董监高"))
    assert all(f"{title}：" in told["not_loaded"] for title in ("车辆登记", "不动产登记", "股东及董监高"))


def test_a_rule_with_every_alternative_looked_at_everything() -> None:
    full = {"legal_representative_id_no", "holder_id_no", "share", "kind", "id_no", "company", "plate"}
    loaded = SUBSIDY | {kind: frozenset(full) for kind in ("vehicle", "property", "company", "stake")}
    (state,) = [each for each in rule_states(read_library(), {}, loaded, {}) if each.rule.id == "SUB-07"]
    assert state.unseen == ()
    assert "SUB-07" not in [rule for each in lacking((state,), loaded) for rule in each.in_part]


def test_what_only_the_quality_of_its_own_rows_lacks_is_named_and_not_asked_for() -> None:
    """A published list rightly covers ID numbers: nobody is asked to print them."""
    loaded = SUBSIDY | {"published": frozenset({"name", "amount"})}
    states = rule_states(read_library(), {}, loaded, {})
    found = {each.what: each for each in lacking(states, loaded)}
    assert (found["published.id_no"].in_part, found["published.id_no"].wanted) == (("DQ-01", "DQ-03"), False)
    (remark,) = [
        each for each in remarks(Coverage(RECORDS, states, tuple(found.values()))) if each.topic == "not_loaded"
    ]
    assert any("公示名单的" in line.zh for line in remark.lines)
    assert not any("公示名单的" in question.what.zh for question in remark.questions)


def test_a_register_that_is_loaded_is_not_asked_for() -> None:
    loaded = SUBSIDY | {"death": frozenset({"name", "id_no", "died_on"})}
    states = rule_states(read_library(), {}, loaded, {})
    assert "death" not in {each.what for each in lacking(states, loaded)}
    assert next(state for state in states if state.rule.id == "SUB-05").state == "not_run"


def test_rules_that_are_off_or_retired_say_so_and_are_no_gap(library: Library, tmp_path: Path) -> None:
    retired = read_library(written(tmp_path, ("status: test", "status: retired")).parent, tmp_path / "none")
    for states in (
        rule_states(library, {}, SUBSIDY, {}, frozenset({"LOCAL-01"})),
        rule_states(retired, {"LOCAL-01": replace(RAN, status="off")}, SUBSIDY, {}),
    ):
        assert (states[0].state, bool(states[0].why.zh), states[0].wanted) == ("off", True, False)
    assert "已停用" in rule_states(retired, {}, SUBSIDY, {})[0].why.zh
