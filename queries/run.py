"""Running saved queries: what each needs, its rows, its clues, its denominator. One rule's failure stops no other."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal, Protocol

from cluegraph.errors import CluegraphError, EngineError, QueryTimedOut, Where
from cluegraph.graph.engine import Engine, Limits, Result
from cluegraph.i18n import Text
from cluegraph.queries import methods
from cluegraph.queries.assemble import Surroundings, clue
from cluegraph.queries.case_leads import CaseLead, case_leads
from cluegraph.queries.clue import CitedRecord, Clue
from cluegraph.queries.findings import findings
from cluegraph.queries.kinds import title_of_kind
from cluegraph.queries.library import Library, verify
from cluegraph.queries.needs import absent_alternatives, helps_missing, missing, missing_text
from cluegraph.queries.parameters import Given, Value, values_of
from cluegraph.queries.ranking import ranked, speaking
from cluegraph.queries.row_money import money_of_rows
from cluegraph.queries.rule import Rule, RuleFile
from cluegraph.queries.score import WEIGHTS
from cluegraph.queries.subjects import look_up
from cluegraph.queries.tokens import parameters
from cluegraph.queries.villages import villages_of_rows

Status = Literal["ran", "needs_data", "failed", "off"]


class Cited(Protocol):
    """One row of a file as the records keep it."""

    @property
    def file(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def cells(self) -> Mapping[str, str]: ...
    @property
    def period(self) -> str: ...


class Evidence(Protocol):
    """What a run needs of the loaded records (`loaders.store.Records` has it)."""

    def kinds(self) -> Mapping[str, frozenset[str]]: ...
    def cells(self, refs: Iterable[str]) -> Mapping[str, Cited]: ...
    def data(self) -> str: ...
    def last_day_no(self) -> int | None: ...


class Earlier(Protocol):
    """What a run needs of the runs before it (`queries.store.RunStore` has it)."""

    def holding(self, data: str, but: Collection[str]) -> list[Clue]: ...
    def first_runs(self) -> Mapping[str, int]: ...


@dataclass(frozen=True)
class RunSettings:
    """What a user or a county sets: parameters by rule, limits for all rules, rules that are switched off."""

    given: Mapping[str, Mapping[str, Given]] = field(default_factory=dict)
    limits: Limits | None = None
    off: frozenset[str] = frozenset()


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


@dataclass(frozen=True)
class Clock:
    """Where a run takes its date and its durations (in seconds) from."""

    now: Callable[[], datetime] = _now
    seconds: Callable[[], float] = time.perf_counter


@dataclass(frozen=True)
class RuleResult:
    """How one rule went. `checked` and `unchecked` count records; `message` says why it failed or what it needs.

    Of the `findings`, `silenced` are explained or suppressed and not listed. `params` are shown values. `unseen` are
    the kinds or columns that are not there while the rule looks at others in their place; a kept run has none of it.
    """

    id: str
    status: Status
    needs: tuple[str, ...] = ()
    findings: int = 0
    checked: int = 0
    unchecked: int = 0
    cut: bool = False
    seconds: float = 0.0
    message: Text | None = None
    silenced: int = 0
    revision: int | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    unseen: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The contract's object."""
        shown: dict[str, Any] = {
            "id": self.id,
            "status": self.status,
            "needs": list(self.needs),
            "not_looked_at": list(self.unseen),
            "revision": self.revision,
            "findings": self.findings,
            "silenced": self.silenced,
            "checked": self.checked,
            "unchecked": self.unchecked,
            "cut": self.cut,
            "seconds": self.seconds,
        }
        if self.message is not None:
            shown["message"] = str(self.message)
        return shown


@dataclass(frozen=True)
class Run:
    """One run: when, on which engine and data, how each rule went, the clues, those that stay silent, and the cases.

    `again` are the listed clues that were explained or suppressed once, by id, each with what had been decided.
    """

    id: str
    at: str
    engine: str
    data: str
    results: tuple[RuleResult, ...]
    clues: tuple[Clue, ...]
    silenced: tuple[Clue, ...] = ()
    cases: tuple[CaseLead, ...] = ()
    again: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The contract's object."""
        return {
            "run": {"id": self.id, "at": self.at, "engine": self.engine, "data": self.data},
            "rules": [result.to_json() for result in self.results],
            "score_weights": dict(WEIGHTS),
            "cases": [one.to_json() for one in self.cases],
            "clues": [one.to_json() for one in self.clues],
        }

    def failed(self) -> list[RuleResult]:
        return [result for result in self.results if result.status == "failed"]


def check(
    engine: Engine,
    records: Evidence,
    library: Library,
    chosen: Sequence[str] | None = None,
    settings: RunSettings = RunSettings(),
    clock: Clock = Clock(),
    progress: Callable[[str], None] | None = None,
    earlier: Earlier | None = None,
    silent: Callable[[Clue], bool] = speaking,
) -> Run:
    """Runs the chosen rules (all by default) and gives results and clues in a fixed order.

    Clues of other rules that `earlier` runs found on the same data corroborate and stand in the cases. What is
    `silent` does neither, and stands among the clues all the same.
    Raises `UsageError` for a rule or parameter that does not exist or a value that does not fit, `EngineError` where
    the graph was exchanged meanwhile; whatever goes wrong within one rule stands in its result.
    """
    files = library.chosen(chosen)
    values = _values(library, files, settings)
    at = clock.now()
    data = records.data()
    graph = engine.data()
    loaded = records.kinds()
    results, clues = [], []
    for file in files:
        if progress is not None:
            progress(file.rule.id)
        result, found = _run_rule(_Job(engine, records, loaded, settings, clock, file, values[file.rule.id]), chosen)
        shown = {name: value.shown for name, value in values[file.rule.id].items()}
        results.append(replace(result, revision=file.rule.revision, params=shown))
        clues += found
    if engine.data() != graph:
        raise _exchanged()
    name, when = f"{at:%Y%m%dT%H%M%S%f}", at.isoformat(timespec="seconds")
    return _ranked(Run(name, when, engine.name, data, tuple(results), tuple(clues)), library, earlier, silent)


def _ranked(run: Run, library: Library, earlier: Earlier | None, silent: Callable[[Clue], bool]) -> Run:
    """The run with its clues scored and in order, and with the cases in which at least one of them stands."""
    done = {result.id for result in run.results if result.status in ("ran", "off")}
    others = earlier.holding(run.data, done) if earlier is not None else []
    counts = {result.id: (result.findings, result.checked) for result in run.results}
    clues = ranked(run.clues, counts, library, others, silent)
    found = {one.id for one in clues}
    told = [one for one in (*clues, *others) if not silent(one)]
    cases = case_leads(told, library, earlier.first_runs() if earlier is not None else {})
    shown = tuple(case for case in cases if any(one.id in found for one in case.clues))
    return replace(run, clues=tuple(clues), cases=shown)


def _exchanged() -> EngineError:
    return EngineError(
        Text(
            "检查期间图谱被更新，这次的结果不作数", "the graph was exchanged during the run: its results do not count"
        ),
        Text("请再运行一次 cluegraph check。", "run cluegraph check again."),
    )


def _values(library: Library, files: Sequence[RuleFile], settings: RunSettings) -> dict[str, dict[str, Value]]:
    """Every rule's parameters, checked before the first rule runs."""
    for name, of_rule in settings.given.items():
        rule = library.file(name).rule
        values_of(rule.id, rule.parameters, of_rule)
    given = {rule.upper(): values for rule, values in settings.given.items()}
    return {file.rule.id: values_of(file.rule.id, file.rule.parameters, given.get(file.rule.id, {})) for file in files}


@dataclass(frozen=True)
class _Job:
    """One rule about to run."""

    engine: Engine
    records: Evidence
    loaded: Mapping[str, frozenset[str]]
    settings: RunSettings
    clock: Clock
    file: RuleFile
    values: Mapping[str, Value]

    @property
    def rule(self) -> Rule:
        return self.file.rule

    def query(self, text: str) -> Result:
        """Runs a text of the rule within the limits. Raises `EngineError` where it was cut."""
        limits = self.settings.limits or Limits(self.rule.limits.seconds, self.rule.limits.rows)
        known = {name: value.graph for name, value in self.values.items()} | {"last_day_no": self.records.last_day_no()}
        result = self.engine.query(text, {name: known[name] for name in parameters(text)}, limits)
        if result.cut:
            raise _Cut(
                Text(f"结果超过 {limits.rows} 行，未列出线索", f"more than {limits.rows} rows; no clues are listed"),
                Text("请收紧参数或提高上限。", "narrow the parameters or raise the limit."),
                Where(rule=self.rule.id),
            )
        return result


class _Cut(EngineError):
    """The row limit was reached."""


def _run_rule(job: _Job, chosen: Sequence[str] | None) -> tuple[RuleResult, list[Clue]]:
    started = job.clock.seconds()
    rule = job.rule
    named = chosen and rule.id in {name.upper() for name in chosen}
    if rule.status == "retired" or rule.id in job.settings.off or (rule.off and not named):
        return RuleResult(rule.id, "off"), []
    unset = [f"{rule.id}.{name}" for name in rule.parameters if name not in job.values]
    lacking = [*missing(rule.needs, job.loaded), *unset]
    if lacking:
        return RuleResult(rule.id, "needs_data", needs=tuple(lacking), message=_needs_text(job, unset)), []
    try:
        # Shipped rules are held to it by the tests.
        if job.file.local:
            verify(job.file, job.engine)
        clues = _clues(job)
        checked, unchecked = _denominator(job)
    except CluegraphError as problem:
        ended = isinstance(problem, (QueryTimedOut, _Cut))
        message = Text(problem.sentence("zh"), problem.sentence("en"))
        return RuleResult(rule.id, "failed", cut=ended, seconds=_since(job, started), message=message), []
    seconds = _since(job, started)
    unseen = tuple(absent_alternatives(rule.needs, job.loaded))
    return RuleResult(rule.id, "ran", (), len(clues), checked, unchecked, seconds=seconds, unseen=unseen), clues


def _since(job: _Job, started: float) -> float:
    return round(job.clock.seconds() - started, 3)


def _needs_text(job: _Job, unset: Sequence[str]) -> Text:
    kinds = missing_text(job.rule.needs, job.loaded)
    named = [kinds, *(title_of_kind(name) for name in unset)] if kinds.zh else [title_of_kind(name) for name in unset]
    return Text(
        "缺少：" + "；".join(title.zh for title in named) + "（未检查，不等于没有问题）",
        "missing: " + "; ".join(title.en for title in named) + " (not checked is not clean)",
    )


def _clues(job: _Job) -> list[Clue]:
    rows = job.query(job.rule.cypher).records()
    if job.rule.method is not None:
        rows = methods.apply(job.rule.method, rows, {name: value.graph for name, value in job.values.items()})
    found = findings(job.rule, rows)
    around = Surroundings(
        parameters=job.values,
        nodes=look_up(job.engine, job.rule, found),
        rows=_cited(job, {ref for finding in found for ref in finding.refs}),
        unhelped=[title_of_kind(kind) for kind in helps_missing(job.rule.needs, job.loaded)],
        villages=villages_of_rows(job.engine, found),
    )
    return [clue(job.rule, finding, around) for finding in found]


def _cited(job: _Job, refs: set[str]) -> dict[str, CitedRecord]:
    rows = job.records.cells(sorted(refs))
    lost = refs - set(rows)
    if lost:
        raise EngineError(
            Text(f"有 {len(lost)} 行证据在记录中找不到", f"{len(lost)} rows of evidence are not in the records"),
            Text(
                "请重新运行 cluegraph load，使关系图与记录一致。",
                "run cluegraph load again, so that graph and records agree.",
            ),
            Where(rule=job.rule.id),
        )
    paid = money_of_rows(job.engine, refs)
    return {
        ref: CitedRecord(ref, row.file, row.sha256, row.sheet, row.row, row.cells, row.period, paid.get(ref))
        for ref, row in rows.items()
    }


def _denominator(job: _Job) -> tuple[int, int]:
    rows = job.query(job.rule.denominator).records()
    counts = [rows[0].get(name) if rows else 0 for name in ("checked", "unchecked")]
    checked, unchecked = (count if isinstance(count, int) else 0 for count in counts)
    return checked, unchecked
