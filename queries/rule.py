"""The file of one saved query, read strictly: what is unknown, missing or lazy is refused with file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from cluegraph.errors import RuleError, Where
from cluegraph.i18n import Text
from cluegraph.queries.parameters import Parameter
from cluegraph.queries.prose import Both, Paragraph, Sentence, Title
from cluegraph.queries.tokens import parameters
from cluegraph.queries.traps import traps
from cluegraph.yamlfile import Strict, line_of, load_tree, read_yaml

Severity = Literal["high", "medium", "low"]
RuleKind = Literal["lead", "triage"]
"""Leads rest on exact keys; triage, statistics and the shape of the graph, is for attention only."""
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")
BUILT_IN = frozenset({"last_day_no"})
"""Parameters that every query may use: the last date seen in the loaded data, as a day number."""
CITED = "cited"
"""What a picture may use besides: the refs of the rows that its clue cites, as a list."""


class Basis(Strict):
    """A clause that may be concerned; `verified` only after somebody has read it."""

    law: str = Field(min_length=2)
    article: str = ""
    verified: bool
    read_on: date | None = None


class Needs(Strict):
    """Kinds of record: `all` of these, one of each group of `any`; `helps` makes the rule surer.

    `columns` are those that a kind must have to count; one written `a|b` is there when either is.
    """

    all: list[str] = []
    any: list[list[str]] = []
    helps: list[str] = []
    columns: dict[str, list[str]] = {}

    @model_validator(mode="after")
    def _something(self) -> Needs:
        if not self.all and not self.any:
            raise ValueError("all 和 any 不能都为空 / all and any may not both be empty")
        if any(len(group) < 2 for group in self.any):
            raise ValueError("any 的每一组至少两种 / each group of any has at least two kinds")
        return self

    def kinds(self) -> list[str]:
        """Every kind that is named, without repetition, in order."""
        named = [*self.all, *(kind for group in self.any for kind in group), *self.helps, *self.columns]
        return list(dict.fromkeys(named))


class Subject(Strict):
    """A column of node keys: their label, why they are on the clue, and whether they are only shown (no reason).

    One that does not link is a place where many go about their own business, such as an employer: to have it in common
    makes no case.
    """

    label: str
    role: Both
    shown: bool = False
    links: bool = True


def _short_subject(given: object) -> object:
    """`person: Person` is short for a label whose role is the column's own name."""
    if isinstance(given, dict):
        return {
            name: {"label": value, "role": {"zh": name, "en": name}} if isinstance(value, str) else value
            for name, value in given.items()
        }
    return given


class Doubt(Strict):
    """A reason to take a finding less seriously: what is said on the clue, and the severity it has at most."""

    text: Sentence
    at_most: Severity = "medium"


class RuleLimits(Strict):
    """When the rule's query is ended, where the defaults do not do."""

    seconds: float = Field(default=60.0, gt=0, le=3600)
    rows: int = Field(default=100_000, gt=0)


def _listed(given: object) -> object:
    return [given] if isinstance(given, str) else given


class Rule(Strict):
    """One saved query. `docs/规则.md` explains every field."""

    id: str = Field(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$")
    title: Title
    family: Literal["subsidy", "payroll", "contract", "interest", "money", "quality", "process"]
    kind: RuleKind
    status: Literal["experimental", "test", "stable", "retired"]
    revision: int = Field(ge=1)
    severity: Severity
    description: Paragraph
    why: Paragraph
    basis: list[Basis]
    innocent: list[Sentence] = Field(min_length=1)
    check_next: list[Sentence] = Field(min_length=1)
    needs: Needs
    parameters: dict[str, Parameter] = {}
    identity: list[str] = Field(min_length=1)
    subjects: Annotated[dict[str, Subject], BeforeValidator(_short_subject)] = Field(min_length=1)
    amount: str | None = None
    records: Annotated[list[str], BeforeValidator(_listed)] = ["records"]
    doubts: dict[str, Doubt] = {}
    title_text: Title | None = None
    method: str | None = None
    cypher: str = Field(min_length=20)
    picture: str | None = None
    denominator: str = Field(min_length=10)
    limits: RuleLimits = RuleLimits()
    off: bool = False
    related: list[str] = []
    restates: list[str] = []

    def queries(self) -> dict[str, str]:
        """The Cypher texts by field."""
        texts = {"cypher": self.cypher, "denominator": self.denominator, "picture": self.picture or ""}
        return {name: text for name, text in texts.items() if text}

    def columns(self) -> dict[str, str]:
        """The columns that the query must return, with the field of the file that asks for each."""
        wanted = dict.fromkeys(self.identity, "identity")
        wanted |= dict.fromkeys(self.subjects, "subjects")
        wanted |= dict.fromkeys(self.records, "records")
        if self.amount:
            wanted[self.amount] = "amount"
        if self.doubts:
            wanted["doubts"] = "doubts"
        return wanted


class RuleFile:
    """A rule and where it stands, so that an error can name file and line."""

    def __init__(self, rule: Rule, path: Path, shown: str, local: bool) -> None:
        self.rule = rule
        self.path = path
        self.shown = shown
        self.local = local

    @property
    def test_path(self) -> Path:
        """The file with the rule's cases, beside it."""
        return self.path.with_suffix(".test.yml")

    def refused(self, what: Text, todo: Text, *place: str, below: int = 0) -> RuleError:
        """An error at a field of the file; `below` counts the lines of a block text (from 1)."""
        line = line_of(load_tree(self.path, RuleError, self.shown), place)
        return RuleError(
            what, todo, Where(file=self.shown, rule=self.rule.id, line=None if line is None else line + below)
        )


def read_rule(path: Path, shown: str = "", *, local: bool = False) -> RuleFile:
    """Reads one rule and checks everything that can be seen without an engine. Raises `RuleError`."""
    name = shown or path.name
    rule = read_yaml(path, Rule, RuleError, name)
    file = RuleFile(rule, path, name, local)
    _check_traps(file)
    _check_parameters(file)
    return file


def _check_traps(file: RuleFile) -> None:
    for field, text in file.rule.queries().items():
        for trap in traps(text):
            raise file.refused(trap.what, trap.instead, field, below=trap.line)


def _check_parameters(file: RuleFile) -> None:
    rule = file.rule
    used: set[str] = set()
    for field in ("cypher", "denominator"):
        for name, line in parameters(rule.queries()[field]).items():
            used.add(name)
            if name not in rule.parameters and name not in BUILT_IN:
                raise file.refused(
                    Text(f"参数 ${name} 没有声明", f"the parameter ${name} is not declared"),
                    Text("在 parameters 里声明它，或改正名字。", "declare it under parameters, or correct its name."),
                    field,
                    below=line,
                )
    for name in rule.parameters:
        if name not in used and rule.method is None:
            raise file.refused(
                Text(f"声明了参数 {name}，查询里没有用到", f"the parameter {name} is declared and never used"),
                Text("删除它，或在 cypher 里使用 $" + name + "。", f"delete it, or use ${name} in the query."),
                "parameters",
                name,
            )
