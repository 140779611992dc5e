"""Every shipped rule: read, accepted by the engine, and proved on its cases from records to clues."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluegraph.graph.embedded import EmbeddedEngine
from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.queries.cases import Case, incomplete, read_cases
from cluegraph.queries.fixtures import problems
from cluegraph.queries.library import SHIPPED, read_library, verify
from cluegraph.queries.rule import RuleFile

LIBRARY = read_library()
RULES = [pytest.param(file, id=file.rule.id) for file in LIBRARY]
CASES = [
    pytest.param(file, case, id=f"{file.rule.id}-{case.case}-{number}")
    for file in LIBRARY
    if file.test_path.exists()
    for number, case in enumerate(read_cases(file.test_path), 1)
]


@pytest.mark.parametrize(("file", "case"), CASES)
def test_the_case_comes_out_as_it_says(file: RuleFile, case: Case) -> None:
    assert problems(file, case) == [], case.name


@pytest.mark.parametrize("file", RULES)
def test_the_rule_has_a_case_of_every_sort_beside_it(file: RuleFile) -> None:
    assert incomplete(read_cases(file.test_path)) is None


@pytest.mark.parametrize("file", [file for file in RULES if file.values[0].rule.family in {"subsidy", "payroll"}])
def test_each_doubt_and_each_parameter_is_met_in_a_case(file: RuleFile) -> None:
    cases = read_cases(file.test_path)
    clues = [clue for case in cases for clue in (*case.expect, *case.expect_without)]
    assert set(file.rule.doubts) - {code for clue in clues for code in clue.doubts or []} == set()
    assert set(file.rule.parameters) - {name for case in cases for name in case.parameters} == set()
    assert any(case.expect_unchecked is not None for case in cases)


@pytest.mark.parametrize("file", RULES)
def test_the_engine_accepts_the_rule_and_it_returns_what_it_declares(file: RuleFile, tmp_path: Path) -> None:
    verify(file, EmbeddedEngine(tmp_path / "graph.lbdb"))


@pytest.mark.parametrize("file", RULES)
def test_the_rule_lies_where_its_family_and_id_say(file: RuleFile) -> None:
    assert file.path == SHIPPED / file.rule.family / f"{file.rule.id}.yml"


@pytest.mark.parametrize("file", RULES)
def test_the_rule_needs_kinds_and_fields_that_there_are(file: RuleFile) -> None:
    kinds = shipped_kinds()
    needs = file.rule.needs
    assert [kind for kind in needs.kinds() if kind not in kinds] == []
    for kind, columns in needs.columns.items():
        named = {name for column in columns for name in column.split("|")}
        assert named <= set(kinds[kind].fields), kind


@pytest.mark.parametrize("file", RULES)
def test_a_stable_rule_shows_a_picture_and_cites_a_clause_that_was_read_or_says_so(file: RuleFile) -> None:
    assert file.rule.picture
    assert file.rule.basis
    assert all(basis.read_on is not None for basis in file.rule.basis if basis.verified)


def test_every_rule_file_is_shipped_and_nothing_else_lies_in_the_library() -> None:
    stems = {path.name.removesuffix(".test.yml").removesuffix(".yml") for path in SHIPPED.rglob("*.*")}
    assert stems == {file.rule.id for file in LIBRARY}
