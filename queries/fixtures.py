"""Runs the cases beside the rules: records as a user has them → cleaning → graph → rule → clues, compared exactly.

python -m cluegraph.queries.fixtures SUB-01 [--case NAME]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from cluegraph.errors import CluegraphError, EngineError, Where
from cluegraph.graph.engine import Engine, Limits
from cluegraph.i18n import Text
from cluegraph.loaders.frames import records_from_rows
from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.records import last_day
from cluegraph.queries.cases import Case, Expected, Rows, fields_given, incomplete, read_cases
from cluegraph.queries.clue import Clue
from cluegraph.queries.fixture_graph import SHEET_TOTAL, graph_of
from cluegraph.queries.library import Library, read_library, verify
from cluegraph.queries.picture import picture_of
from cluegraph.queries.rule import RuleFile
from cluegraph.queries.run import Clock, Run, RunSettings, check


@dataclass(frozen=True)
class FixtureRow:
    """One row of a case, as a file would be cited."""

    file: str
    sha256: str
    sheet: str
    row: int
    cells: Mapping[str, str]
    period: str = ""


class FixtureRecords:
    """The rows of a case in the place of loaded records."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def kinds(self) -> Mapping[str, frozenset[str]]:
        return fields_given(self._rows)

    def cells(self, refs: Iterable[str]) -> dict[str, FixtureRow]:
        cited = {}
        for ref in refs:
            kind, _, index = ref.partition(":")
            row = self._rows[kind][int(index) - 1]
            texts = {name: str(value) for name, value in row.items() if value is not None}
            cited[ref] = FixtureRow(f"{kind}.fixture", "0" * 64, "", int(index), texts)
        return cited

    def data(self) -> str:
        return "fixture"

    def last_day_no(self) -> int | None:
        return self._last_day

    @cached_property
    def _last_day(self) -> int | None:
        kinds = shipped_kinds()
        days = [last_day(kinds[kind], records_from_rows(kind, rows, kinds)) for kind, rows in self._rows.items()
                if kind != SHEET_TOTAL]  # fmt: skip
        return max((day for day in days if day is not None), default=None)


def problems(file: RuleFile, case: Case) -> list[str]:
    """What does not come out as the case says; empty when all is well."""
    try:
        run = _run(file, case, case.records)
        found = [f"expect: {line}" for line in (*_differences(run, case, case.expect), *_unjudged(run, case))]
        if case.case == "exception":
            run = _run(file, case, case.changed())
            found += [f"expect_without: {line}" for line in _differences(run, case, case.expect_without)]
    except CluegraphError as error:
        return [error.sentence("en")]
    return found


def _run(file: RuleFile, case: Case, rows: Rows) -> Run:
    clock = Clock(now=lambda: datetime(2025, 1, 1, tzinfo=UTC), seconds=lambda: 0.0)
    settings = RunSettings(given={file.rule.id: case.parameters})
    with tempfile.TemporaryDirectory() as folder, graph_of(rows, case.settings, Path(folder)) as engine:
        _verified(file, engine)
        records = FixtureRecords(rows)
        run = check(engine, records, Library([file]), [file.rule.id], settings, clock)
        _seen(run, file, engine, records)
        return run


def _seen(run: Run, file: RuleFile, engine: Engine, records: FixtureRecords) -> None:
    """Every clue has a picture. Raises `EngineError` where its query fails or shows nothing."""
    for clue in run.clues:
        if not picture_of(clue, file.rule, engine, records.last_day_no(), Limits()).rows:
            raise EngineError(
                Text(f"线索 {clue.id} 的图是空的", f"the picture of clue {clue.id} is empty"),
                Text("请改 picture 的查询。", "mend the query of `picture`."),
                Where(rule=file.rule.id),
            )


_ACCEPTED: set[RuleFile] = set()


def _verified(file: RuleFile, engine: Engine) -> None:
    """Verifies a rule before its first case."""
    if file not in _ACCEPTED:
        verify(file, engine)
        _ACCEPTED.add(file)


def _differences(run: Run, case: Case, expected: Sequence[Expected]) -> list[str]:
    (result,) = run.results
    if result.status != case.expect_status:
        reason = f" ({result.message.en})" if result.message else ""
        return [f"status is {result.status}, not {case.expect_status}{reason}"]
    if sorted(result.needs) != sorted(case.expect_needs):
        return [f"needs are {sorted(result.needs)}, not {sorted(case.expect_needs)}"]
    left = list(run.clues)
    lines = []
    for wanted in expected:
        nearest = min(left, key=lambda clue: len(_unlike(clue, wanted)), default=None)
        if nearest is None:
            lines.append(f"missing: {_shown_expected(wanted)}")
            continue
        left.remove(nearest)
        lines += _unlike(nearest, wanted)
    return lines + [f"not expected: {_shown(clue)}" for clue in left]


def _unjudged(run: Run, case: Case) -> list[str]:
    (result,) = run.results
    if case.expect_unchecked in (None, result.unchecked):
        return []
    return [f"unchecked is {result.unchecked}, not {case.expect_unchecked}"]


def _unlike(clue: Clue, wanted: Expected) -> list[str]:
    """Where a clue is not what was wanted."""
    pairs: list[tuple[str, object, object]] = [
        ("subjects", _subjects(clue), {name: sorted(keys) for name, keys in wanted.subjects.items() if keys}),
        ("amount", clue.amount, wanted.amount),
        ("records", sorted(record.ref for record in clue.records), sorted(wanted.records)),
    ]
    if wanted.severity is not None:
        pairs.append(("severity", clue.severity, wanted.severity))
    if wanted.kind is not None:
        pairs.append(("kind", clue.kind, wanted.kind))
    if wanted.rung is not None:
        pairs.append(("rung", clue.rung, wanted.rung))
    if wanted.doubts is not None:
        pairs.append(("doubts", sorted(clue.codes), sorted(wanted.doubts)))
    return [f"{name} is {is_!r}, not {should!r}" for name, is_, should in pairs if is_ != should]


def _subjects(clue: Clue) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for subject in clue.subjects:
        found.setdefault(subject.column, []).append(subject.key)
    return {name: sorted(keys) for name, keys in found.items()}


def _shown(clue: Clue) -> str:
    refs = [record.ref for record in clue.records]
    return f"{_subjects(clue)} amount {clue.amount} records {refs} {clue.severity} {clue.rung} “{clue.title.zh}”"


def _shown_expected(wanted: Expected) -> str:
    return f"{wanted.subjects} amount {wanted.amount} records {wanted.records}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the cases of the named rules (all without a name) and prints what is wrong; 1 if anything is."""
    parser = argparse.ArgumentParser(prog="python -m cluegraph.queries.fixtures", description=__doc__)
    parser.add_argument("rules", nargs="*", help="rule ids; all rules if none is named")
    parser.add_argument("--case", default="", help="only cases whose name contains this")
    parser.add_argument("--folder", type=Path, default=None, help="rules of your own (workspace/rules)")
    options = parser.parse_args(arguments)
    try:
        files = read_library(options.folder).chosen(options.rules)
        return max((_report(file, options.case) for file in files), default=0)
    except CluegraphError as error:
        sys.stderr.write(error.sentence() + "\n")
        return error.exit_code


def _report(file: RuleFile, named: str) -> int:
    cases = read_cases(file.test_path)
    lacking = incomplete(cases)
    wrong = 0 if lacking is None else 1
    if lacking is not None:
        sys.stdout.write(f"{file.rule.id}: {lacking}\n")
    for case in cases:
        if named not in case.name:
            continue
        lines = problems(file, case)
        wrong |= bool(lines)
        sys.stdout.write(f"{file.rule.id} [{case.case}] {case.name}: {'OK' if not lines else 'WRONG'}\n")
        sys.stdout.writelines(f"    {line}\n" for line in lines)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
