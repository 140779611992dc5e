"""The test file beside a rule: small record sets as a user would have them, and what must come out of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from cluegraph.errors import RuleError
from cluegraph.i18n import Text
from cluegraph.queries.parameters import Given
from cluegraph.queries.rule import RuleKind, Severity
from cluegraph.yamlfile import Strict, read_yaml

Kind = Literal["hit", "boundary", "miss", "exception", "missing"]
Rows = dict[str, list[dict[str, Any]]]


def _listed(given: object) -> object:
    if isinstance(given, dict):
        return {name: value if isinstance(value, list) else [value] for name, value in given.items()}
    return given


class Expected(Strict):
    """One clue: natural keys by subject column and records as `kind:index` (from 1), both complete."""

    subjects: Annotated[dict[str, list[str]], BeforeValidator(_listed)]
    amount: str | None = None
    records: list[str]
    severity: Severity | None = None
    kind: RuleKind | None = None
    rung: str | None = None
    doubts: list[str] | None = None


class Case(Strict):
    """One case. `except_` and `without` are the change that takes a lawful exception away; `expect_unchecked` is how
    many records the rule says that it could not judge."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)

    name: str = Field(min_length=2)
    case: Kind
    records: Rows
    settings: dict[str, Any] = {}
    parameters: dict[str, Given] = {}
    expect: list[Expected] = []
    expect_status: Literal["ran", "needs_data", "failed", "off"] = "ran"
    expect_needs: list[str] = []
    expect_unchecked: int | None = None
    except_: dict[str, dict[int, dict[str, Any]]] = Field(default={}, alias="except")
    without: dict[str, list[int]] = {}
    expect_without: list[Expected] = []

    @model_validator(mode="before")
    @classmethod
    def _numbers(cls, given: Any) -> Any:
        """YAML's plain keys are text; the rows of `except` are counted."""
        changes = given.get("except") if isinstance(given, dict) else None
        if isinstance(changes, dict):
            numbered = {
                kind: {int(row) if str(row).isdigit() else row: change for row, change in rows.items()}
                for kind, rows in changes.items()
                if isinstance(rows, dict)
            }
            return {**given, "except": numbered}
        return given

    @model_validator(mode="after")
    def _complete(self) -> Case:
        if self.case == "exception" and not (self.except_ or self.without):
            raise ValueError("exception 需要 except 或 without / an exception needs except or without")
        if self.case == "exception" and not self.expect_without:
            raise ValueError("exception 需要 expect_without / an exception needs expect_without")
        if self.case == "missing" and self.expect_status != "needs_data":
            raise ValueError("missing 需要 expect_status: needs_data / a missing case expects needs_data")
        if self.case == "hit" and not self.expect:
            raise ValueError("hit 需要 expect / a hit needs expect")
        if self.case == "miss" and self.expect:
            raise ValueError("miss 不能有线索 / a miss has no clues")
        return self

    def changed(self) -> Rows:
        """The records without the lawful exception."""
        rows = {kind: [dict(row) for row in of_kind] for kind, of_kind in self.records.items()}
        for kind, changes in self.except_.items():
            for index, change in changes.items():
                rows[kind][index - 1].update(change)
        for kind, indices in self.without.items():
            rows[kind] = [row for index, row in enumerate(rows[kind], 1) if index not in indices]
        return {kind: of_kind for kind, of_kind in rows.items() if of_kind}


class Cases(Strict):
    """All cases of one rule."""

    cases: list[Case] = Field(min_length=1)


def read_cases(path: Path) -> list[Case]:
    """The cases of one test file. Raises `RuleError` where one is wrong."""
    return read_yaml(path, Cases, RuleError).cases


def incomplete(cases: list[Case]) -> Text | None:
    """What the test file lacks: hit, miss, exception, missing, and a boundary from both sides."""
    for kind in ("hit", "miss", "exception", "missing"):
        if not any(case.case == kind for case in cases):
            return Text(f"缺少 {kind} 用例", f"there is no {kind} case")
    boundary = [bool(case.expect) for case in cases if case.case == "boundary"]
    if True not in boundary or False not in boundary:
        return Text(
            "boundary 用例需要成对：一侧有线索，一侧没有",
            "boundary cases come in pairs: one side has a clue, the other has none",
        )
    names = [case.name for case in cases]
    twice = sorted({name for name in names if names.count(name) > 1})
    return Text(f"用例名重复：{twice[0]}", f"two cases are called {twice[0]}") if twice else None


def fields_given(rows: Rows) -> Mapping[str, frozenset[str]]:
    """The kinds of a case and the fields that at least one row has."""
    return {
        kind: frozenset(name for row in of_kind for name, value in row.items() if value not in (None, ""))
        for kind, of_kind in rows.items()
    }
