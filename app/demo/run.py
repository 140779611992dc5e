"""The demo: makes the county, loads and checks it, draws every clue, writes the lists, compares with the truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cluegraph.cases.referral.assemble import entries
from cluegraph.cases.referral.dossier import Dossier, Entry
from cluegraph.cases.referral.write import write_referral
from cluegraph.demo.answers import CaseScore, Score, compare, compare_cases, speaks_of
from cluegraph.demo.county import write_county
from cluegraph.demo.results import Results
from cluegraph.demo.truth import Truth
from cluegraph.graph.engine import Engine
from cluegraph.graphs import checking_engine
from cluegraph.i18n import Text
from cluegraph.loaders.load import load
from cluegraph.loaders.report import LoadReport
from cluegraph.loaders.store import Records
from cluegraph.queries.case_leads import CaseLead
from cluegraph.queries.clue import Clue
from cluegraph.queries.coverage import Coverage, coverage_of_run
from cluegraph.queries.library import Library, read_library
from cluegraph.queries.run import Run, RunSettings, check
from cluegraph.queries.settings_data import county_settings
from cluegraph.queries.store import RunStore
from cluegraph.viz.draw import draw_case, draw_clue, pictures
from cluegraph.viz.index import index_html
from cluegraph.workspace import Workspace

_LOCAL_SETTINGS = """\
# 示例县自己的参数：农村低保标准，元/人·月
parameters:
  SUB-08:
    standard: "900.00"
"""

Progress = Callable[[Text], None]


@dataclass(frozen=True)
class Outcome:
    """What the demo made and found."""

    results: Results
    truth: Truth
    report: LoadReport
    run: Run
    scores: Sequence[Score]
    case_score: CaseScore
    files: Sequence[Path]
    coverage: Coverage


def run_demo(folder: Path, progress: Progress, engine_name: str = "embedded") -> Outcome:
    """Does everything below the folder. Raises `UsageError` where it holds what no demo has made."""
    results = Results(folder)
    results.begin()
    progress(Text("生成示例县的表格", "making the sample county's spreadsheets"))
    truth = write_county(results.data)
    workspace = results.workspace
    workspace.prepare()
    workspace.thresholds.write_text(_LOCAL_SETTINGS, encoding="utf-8")
    progress(Text("读取、核对、入库", "reading, validating, loading"))
    report = load([results.data], workspace)
    progress(Text("建立关系图", "making the graph"))
    engine = checking_engine(workspace, engine_name)
    try:
        run, library = _checked(workspace, engine, progress)
        coverage = coverage_of_run(workspace, library, run)
        _draw(results, run, library, engine, coverage, progress)
        files = _lists(results, truth, run, library, engine, coverage, progress)
    finally:
        engine.close()
    scores, case_score = compare(truth, run.clues), compare_cases(truth, run.cases)
    return Outcome(results, truth, report, run, scores, case_score, files, coverage)


def _checked(workspace: Workspace, engine: Engine, progress: Progress) -> tuple[Run, Library]:
    library = read_library(workspace.rules)
    county = county_settings(workspace)
    settings = RunSettings(given=county.parameters, off=county.off)
    progress(Text("运行疑点规则", "running the saved queries"))
    store = RunStore(workspace.runs)
    run = check(engine, Records(workspace), library, None, settings, earlier=store)
    store.keep(run)
    return run, library


def _draw(results: Results, run: Run, library: Library, engine: Engine, coverage: Coverage, progress: Progress) -> None:
    """One page a clue, one a case, and one page that lists them."""
    records = Records(results.workspace)
    rules = {file.rule.id: file.rule for file in library.chosen(None)}
    for number, clue in enumerate(run.clues, start=1):
        progress(Text(f"画网络图 {number}/{len(run.clues)}", f"drawing network {number}/{len(run.clues)}"))
        page = draw_clue(clue, rules[clue.rule], engine, records)
        results.network(clue.id).write_text(page, encoding="utf-8")
    for case in run.cases:
        results.network(case.id).write_text(draw_case(case, rules, engine, records), encoding="utf-8")
    drawn = [*(clue.id for clue in run.clues), *(case.id for case in run.cases)]
    links = {name: f"{results.networks.name}/{results.network(name).name}" for name in drawn}
    at = f"{datetime.fromisoformat(run.at):%Y-%m-%d %H:%M}"
    page = index_html(run.clues, rules, links, cases=run.cases, at=at, coverage=coverage)
    results.index.write_text(page, encoding="utf-8")


def _lists(
    results: Results,
    truth: Truth,
    run: Run,
    library: Library,
    engine: Engine,
    coverage: Coverage,
    progress: Progress,
) -> list[Path]:
    """A document of the clues worth reading first, with their pictures, and a workbook of all."""
    progress(Text("写疑点核查清单", "writing the check lists"))
    made_on = date.fromisoformat(run.at[:10])
    first = entries(shown_first(truth, run.clues, run.cases), library, pictures(engine, Records(results.workspace)))
    every = [Entry(clue, library.file(clue.rule).rule) for clue in run.clues]
    files = write_referral(results.document, Dossier(first, made_on, coverage=coverage, cases=run.cases))
    return [*files, *write_referral(results.workbook, Dossier(every, made_on, coverage=coverage, cases=run.cases))]


def shown_first(truth: Truth, clues: Sequence[Clue], cases: Sequence[CaseLead] = ()) -> list[Clue]:
    """The clues of the cases, the gravest clue of each rule, and one of each published case that the county retells."""
    chosen: dict[str, Clue] = {}
    for clue in clues:
        stories = [case.story for case in truth.cases if case.story and speaks_of(clue, case)]
        for reason in (clue.rule, *stories):
            chosen.setdefault(reason, clue)
    ids = {clue.id for clue in (*chosen.values(), *(one for case in cases for one in case.clues))}
    return [clue for clue in clues if clue.id in ids]
