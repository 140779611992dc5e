"""What is loaded, what is missing, and the rows that go back to their offices."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from cluegraph.loaders.catalog import Catalog
from cluegraph.loaders.give_back import write_give_back
from cluegraph.loaders.load import load
from cluegraph.loaders.status import status_of
from cluegraph.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """上坪村 has January, February and May; one row of May lost its ID; a register of deaths is there."""
    data = tmp_path / "数据"
    data.mkdir()
    for month in (1, 2, 5):
        bad = "3,=1+1,3.30299E+17,300\n" if month == 5 else ""
        title = f"柳溪镇上坪村2023年{month}月农村低保发放表,,,"
        text = f"{title}\n序号,姓名,身份证号,金额\n1,张三,330299197001010018,300\n2,李四,,200\n{bad}"
        (data / f"低保{month}月.csv").write_text(text, encoding="utf-8")
    (data / "死亡.csv").write_text("姓名,身份证号,死亡日期\n王五,330299197001010026,2023-01-02\n", encoding="utf-8")
    workspace = Workspace(tmp_path / "workspace")
    load([data], workspace)
    return workspace


def test_months_that_are_missing_are_named(workspace: Workspace) -> None:
    (gap,) = status_of(workspace).gaps
    assert (gap.kind, gap.township, gap.village, gap.missing) == ("subsidy", "柳溪镇", "上坪村", ("2023-03", "2023-04"))


def test_every_village_and_month_has_its_count(workspace: Workspace) -> None:
    found = {(cell.kind, cell.village, cell.period): cell.rows for cell in status_of(workspace).coverage}
    assert found == {("subsidy", "上坪村", f"2023-0{month}"): 2 for month in (1, 2, 5)}


def test_kinds_sources_quarantine_and_what_no_exact_rule_can_judge(workspace: Workspace) -> None:
    status = status_of(workspace).to_json()
    kinds = {kind["kind"]: kind for kind in status["kinds"]}  # type: ignore[attr-defined]
    assert kinds["subsidy"] == {"kind": "subsidy", "sources": 3, "rows": 6, "without_valid_id": 3}
    assert kinds["death"]["without_valid_id"] == 0
    assert "payroll" in status["missing_kinds"]  # type: ignore[operator]
    assert status["quarantine"] == {"rows": 1, "by_file": {"低保5月.csv": 1}, "by_reason": {"lost_digits": 1}}
    assert [source["file"] for source in status["sources"]] == ["低保1月.csv", "低保2月.csv", "低保5月.csv", "死亡.csv"]  # type: ignore[attr-defined]
    assert status["last_run"]["totals"]["loaded"] == 7  # type: ignore[index]


def test_an_empty_workspace_has_an_empty_status(tmp_path: Path) -> None:
    status = status_of(Workspace(tmp_path / "nothing"))
    assert (status.kinds, status.sources, status.quarantine, status.last_run) == ((), (), (), None)
    assert not (tmp_path / "nothing").exists()


def test_rows_are_given_back_as_they_were_with_the_reason_and_no_formula(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "退回.xlsx"
    assert write_give_back(Catalog(workspace.catalog).quarantine(), path) == 1
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["低保5月"]
    header, row = [[cell.value for cell in line] for line in book["低保5月"].iter_rows(min_row=4, max_row=5)]
    told = dict(zip(header, row, strict=True))
    assert (told["行号"], told["问题栏"], told["原内容"]) == ("5", "身份证号", "3.30299E+17")
    assert "丢失" in str(told["如何改正"])
    assert told["姓名"] == "=1+1"
    assert {cell.data_type for line in book["低保5月"].iter_rows() for cell in line if cell.value is not None} == {"s"}


def test_files_of_one_name_get_sheets_of_their_own(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace")
    for folder in ("甲镇", "乙镇"):
        path = tmp_path / "数据" / folder / ("很长的文件名" * 8 + ".csv")
        path.parent.mkdir(parents=True)
        text = f"{folder}上坪村2023年1月农村低保发放表,\n姓名,金额\n张三,\n"
        path.write_text(text, encoding="utf-8")
    load([tmp_path / "数据"], workspace)
    path = tmp_path / "退回.xlsx"
    assert write_give_back(Catalog(workspace.catalog).quarantine(), path) == 2
    assert len(openpyxl.load_workbook(path).sheetnames) == 2
