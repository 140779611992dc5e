"""The demo from end to end: everything that was planted is found, nothing that only looks alike is raised."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import polars as pl
import pytest
from docx import Document

from cluegraph.cli.demo_report import report
from cluegraph.cli.main import main
from cluegraph.demo.county import make_county
from cluegraph.demo.run import Outcome, run_demo
from cluegraph.demo.world import World
from cluegraph.i18n import Language, use_language
from cluegraph.loaders.store import Records

pytestmark = pytest.mark.slow


READABLE_ROWS_OF_THE_SPOILT_LIST = 7


@pytest.fixture(scope="module")
def world() -> World:
    return make_county()


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return run_demo(tmp_path_factory.mktemp("demo"), lambda step: None)


def test_every_rule_of_the_answer_sheet_ran(outcome: Outcome) -> None:
    ran = {result.id for result in outcome.run.results if result.status == "ran"}
    assert set(outcome.truth.rules()) <= ran


def test_everything_planted_is_found(outcome: Outcome) -> None:
    assert [case for score in outcome.scores for case in score.missed] == []


def test_no_lookalike_is_raised(outcome: Outcome) -> None:
    assert [case for score in outcome.scores for case in score.raised] == []


def test_nothing_is_raised_that_nobody_planted(outcome: Outcome) -> None:
    assert [(clue.rule, clue.title.zh) for score in outcome.scores for clue in score.beyond] == []


def test_every_list_is_taken_for_what_it_is(outcome: Outcome, world: World) -> None:
    records = Records(outcome.results.workspace)
    loaded = {kind: records.frame(kind).select(pl.len()).collect().item() for kind in records.kinds()}
    written = {kind: len(world.book.rows(kind)) for kind in loaded}
    assert loaded == {**written, "subsidy": written["subsidy"] + READABLE_ROWS_OF_THE_SPOILT_LIST}
    assert len(loaded) == 23


def test_every_row_is_accounted_for(outcome: Outcome) -> None:
    totals = outcome.report.totals
    assert totals["rows"] == totals["loaded"] + totals["quarantined"] + totals["skipped"]
    assert totals["loaded"] >= 20_000
    for file in outcome.report.files:
        for sheet in file.sheets:
            assert sheet.rows == sheet.loaded + sheet.quarantined + sheet.skipped, (file.file, sheet.name)


def test_sums_agree_with_the_total_rows_of_the_sheets(outcome: Outcome) -> None:
    stated = [
        (file.file, sheet.name, sheet.amount, sheet.stated_total)
        for file in outcome.report.files
        for sheet in file.sheets
        if sheet.stated_total is not None
    ]
    assert len(stated) > 100
    assert [each for each in stated if each[2] != each[3]] == []


def test_only_what_was_spoilt_on_purpose_is_refused_or_quarantined(outcome: Outcome) -> None:
    files = outcome.report.files
    refused = {file.file.rsplit("/", 1)[-1] for file in files if file.status == "refused"}
    assert refused == {"关于报送补贴资料的通知.xlsx", "青苗补偿款发放表（未传完）.xlsx", "防汛值班表.xlsx"}
    assert {entry.path.rsplit("/", 1)[-1] for entry in outcome.report.quarantine} == {"春节慰问金.xlsx"}
    reasons = sorted(entry.entry.reason for entry in outcome.report.quarantine)
    assert reasons == ["bad_number", "bad_number", "lost_digits", "missing_required"]


def test_the_copy_is_not_counted_twice_and_the_summary_is_kept_out(outcome: Outcome) -> None:
    by_name = {file.file.rsplit("/", 1)[-1]: file for file in outcome.report.files}
    copies = {by_name["丧葬补助发放台账 - 副本.csv"].status, by_name["丧葬补助发放台账.csv"].status}
    assert copies == {"loaded", "unchanged"}
    summaries = {sheet.status for name in ("2023年补助资金汇总.xlsx", "2023年危房改造补助发放表.xlsx")
                 for sheet in by_name[name].sheets}  # fmt: skip
    assert summaries == {"loaded", "overlapping"}


def test_each_clue_has_its_network_and_stands_in_the_overview(outcome: Outcome) -> None:
    drawn = {path.stem for path in outcome.results.networks.iterdir()}
    expected = {clue.id for clue in outcome.run.clues} | {case.id for case in outcome.run.cases}
    assert drawn == expected
    overview = outcome.results.index.read_text(encoding="utf-8")
    assert all(f"{name}.html" in overview for name in expected)


def test_the_household_of_the_clerk_is_the_one_case_lead(outcome: Outcome) -> None:
    assert (outcome.case_score.planted, outcome.case_score.missed, outcome.case_score.beyond) == (1, (), ())
    (case,) = outcome.run.cases
    assert {clue.rule for clue in case.leads} == {"SUB-05", "SUB-06", "SUB-08", "SUB-16", "PAY-05"}
    assert [clue.rule for clue in case.beside] == ["SUB-15"]
    assert (case.severity, case.people, case.villages) == ("high", 3, ("石门村",))
    assert (case.total.fen, case.total.exact) == (8 * 620_00, False)


def test_the_case_stands_in_the_overview_the_document_and_the_workbook(outcome: Outcome) -> None:
    (case,) = outcome.run.cases
    overview = outcome.results.index.read_text(encoding="utf-8")
    assert overview.index(f'id="{case.id}"') < overview.index('id="lines"')
    document = "\n".join(part.text for part in Document(str(outcome.results.document)).paragraphs)
    assert document.index("一、并案线索") < document.index(case.id) < document.index("二、线索总览")
    sheet = openpyxl.load_workbook(outcome.results.workbook)["并案线索"]
    cells = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {case.id, *(clue.id for clue in case.clues)} <= cells


def test_check_lists_are_written_as_document_and_workbook(outcome: Outcome) -> None:
    assert {path.suffix for path in outcome.files} == {".docx", ".xlsx"}
    assert all(path.stat().st_size > 10_000 for path in outcome.files)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", ("埋设", "误报 0 起", "并案线索", "查出 1 件，另有 0 件", "贾汪", "待核实")),
        ("en", ("planted", "1 planted, 1 found, 0 more", "Jiawang", "a lead")),
    ],
)
def test_the_report_is_in_the_language_of_the_user(outcome: Outcome, language: Language, said: tuple[str, ...]) -> None:
    use_language(language)
    try:
        shown = report(outcome, 42.0)
    finally:
        use_language("zh")
    assert [word for word in said if word not in shown] == []
    assert [word for word in ("违纪", "违法", "贪污") if word in shown] == []
    assert str(outcome.results.index) in shown


def test_the_command_ends_with_0_although_files_were_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--output", str(tmp_path / "demo"), "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "planted" in shown
    assert (tmp_path / "demo" / "线索总览.html").exists()


def test_the_command_leaves_a_folder_of_the_user_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "数据").mkdir()
    assert main(["demo", "--output", str(tmp_path), "--lang", "en"]) == 2
    assert "--output" in capsys.readouterr().err
