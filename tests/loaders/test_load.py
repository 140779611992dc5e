"""Loading folders as users have them: what is new, what is unchanged, what replaces what, and that nothing is lost."""

from __future__ import annotations

import os
import threading
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import polars as pl
import pytest
import xlsxwriter

from cluegraph.errors import MappingError, UsageError, WorkspaceBusy
from cluegraph.i18n import Text
from cluegraph.loaders.frames import frame_as_file, records_from_rows
from cluegraph.loaders.load import load, unload
from cluegraph.loaders.report import FileReport, LoadReport
from cluegraph.loaders.store import Records
from cluegraph.workspace import Workspace

HEADER = "序号,姓名,身份证号,金额（元）"
NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "数据"
    folder.mkdir()
    return folder


def write_list(
    path: Path,
    names: str = "甲乙丙",
    village: str = "上坪村",
    month: str = "3",
    amount: str = "300.00",
    extra: Sequence[str] = (),
) -> Path:
    """A list of one village and month as CSV; amounts tell people of one name apart."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [f"{number},王{name},,{amount}" for number, name in enumerate(names, start=1)]
    title = f"柳溪镇{village}2023年{month}月农村低保发放表,,,"
    path.write_text("\n".join([title, HEADER, *rows, *extra]) + "\n", encoding="utf-8")
    return path


def statuses(report: LoadReport) -> dict[str, str]:
    return {file.file: file.status for file in report.files}


def entry(report: LoadReport, name: str) -> FileReport:
    return next(file for file in report.files if file.file == name)


def people(workspace: Workspace) -> list[str]:
    return sorted(Records(workspace).frame("subsidy").select("name").collect()["name"].to_list())


def test_the_report_is_the_contracts_object_and_every_row_is_accounted_for(data: Path, workspace: Workspace) -> None:
    path = data / "柳溪镇" / "低保.csv"
    write_list(path, extra=["4,王丁,3.30299E+17,300", "合计,,,900.00", "制表人：李,,,"])
    report = load([data], workspace).to_json()
    (file,) = report["files"]  # type: ignore[misc]
    assert set(file) == {"file", "sha256", "status", "message", "sheets"}
    assert (file["file"], file["status"]) == ("柳溪镇/低保.csv", "partly")
    (sheet,) = file["sheets"]
    assert sheet == {
        "sheet": "", "kind": "subsidy", "status": "loaded", "message": "", "rows": 8, "loaded": 3, "quarantined": 1,
        "skipped": 4, "amount": "900.00", "stated_total": "900.00",
    }  # fmt: skip
    (quarantined,) = report["quarantine"]  # type: ignore[misc]
    assert {key: quarantined[key] for key in ("file", "sheet", "row", "field", "value", "reason")} == {
        "file": "柳溪镇/低保.csv", "sheet": "", "row": 6, "field": "id_no", "value": "3.30299E+17",
        "reason": "lost_digits",
    }  # fmt: skip
    totals = report["totals"]
    assert isinstance(totals, dict)
    assert {key: totals[key] for key in ("files", "rows", "loaded", "quarantined", "skipped")} == {
        "files": 1, "rows": 8, "loaded": 3, "quarantined": 1, "skipped": 4,
    }  # fmt: skip
    assert totals["seconds"] >= 0


def test_the_same_content_at_the_same_path_is_unchanged(data: Path, workspace: Workspace) -> None:
    write_list(data / "a.csv")
    load([data], workspace)
    before = Records(workspace).data()
    again = load([data], workspace)
    assert statuses(again) == {"a.csv": "unchanged"}
    assert again.totals["rows"] == 0
    assert Records(workspace).data() == before
    assert people(workspace) == ["王丙", "王乙", "王甲"]


def test_other_content_at_the_same_path_replaces_only_that_source(data: Path, workspace: Workspace) -> None:
    write_list(data / "a.csv", "甲乙")
    write_list(data / "b.csv", "丙", month="4")
    load([data], workspace)
    write_list(data / "a.csv", "丁")
    assert statuses(load([data], workspace)) == {"a.csv": "replaced", "b.csv": "unchanged"}
    assert people(workspace) == ["王丁", "王丙"]


def test_content_that_is_loaded_under_another_path_never_counts_twice(data: Path, workspace: Workspace) -> None:
    write_list(data / "a.csv")
    write_list(data / "备份" / "a.csv")
    report = load([data], workspace)
    assert sorted(statuses(report).values()) == ["loaded", "unchanged"]
    assert report.totals["loaded"] == 3
    assert len(people(workspace)) == 3


def test_the_same_name_in_another_folder_is_another_source(data: Path, workspace: Workspace) -> None:
    write_list(data / "上坪村" / "低保.csv", "甲")
    write_list(data / "下坪村" / "低保.csv", "乙", village="下坪村")
    assert set(statuses(load([data], workspace)).values()) == {"loaded"}
    assert people(workspace) == ["王乙", "王甲"]


def test_two_files_that_swap_their_contents_lose_nothing(data: Path, workspace: Workspace) -> None:
    first, second = write_list(data / "a.csv", "甲"), write_list(data / "b.csv", "乙")
    load([data], workspace)
    texts = first.read_text(encoding="utf-8"), second.read_text(encoding="utf-8")
    first.write_text(texts[1], encoding="utf-8")
    second.write_text(texts[0], encoding="utf-8")
    load([data], workspace)
    assert people(workspace) == ["王乙", "王甲"]
    found = Records(workspace).frame("subsidy").select("path", "name").collect().rows()
    assert sorted(found) == [("a.csv", "王乙"), ("b.csv", "王甲")]


def test_a_file_that_is_gone_stays_loaded_until_it_is_unloaded(data: Path, workspace: Workspace) -> None:
    write_list(data / "a.csv", "甲")
    write_list(data / "b.csv", "乙")
    load([data], workspace)
    (data / "a.csv").unlink()
    load([data], workspace)
    assert people(workspace) == ["王乙", "王甲"]
    unload("a.csv", workspace)
    assert people(workspace) == ["王乙"]
    with pytest.raises(UsageError):
        unload("a.csv", workspace)


def test_a_bad_file_stops_nothing_and_what_it_replaced_stays(data: Path, workspace: Workspace) -> None:
    write_list(data / "a.csv", "甲")
    load([data], workspace)
    (data / "a.csv").write_bytes(b"%PDF-1.7 nothing to see")
    (data / "空.csv").write_bytes(b"")
    write_list(data / "b.csv", "乙")
    report = load([data, data / "没有.xlsx"], workspace)
    assert statuses(report) == {"a.csv": "refused", "b.csv": "loaded", "空.csv": "refused", "没有.xlsx": "refused"}
    assert all(str(file.message) for file in report.files if file.status == "refused")
    assert people(workspace) == ["王乙", "王甲"]
    assert not report.complete


def test_originals_are_kept_and_cited_rows_are_as_written(data: Path, workspace: Workspace) -> None:
    path = write_list(data / "a.csv", amount="￥1")
    report = load([data], workspace)
    sha256 = report.files[0].sha256
    assert (workspace.sources / sha256).read_bytes() == path.read_bytes()
    ref = Records(workspace).frame("subsidy").filter(pl.col("name") == "王乙").select("ref").collect().item()
    cited = Records(workspace).cells([ref])[ref]
    assert (cited.file, cited.sha256, cited.sheet, cited.row) == ("a.csv", sha256, "", 4)
    assert cited.cells == {"序号": "2", "姓名": "王乙", "身份证号": "", "金额（元）": "￥1"}


def test_a_summary_beside_its_details_is_kept_out_until_the_user_decides(data: Path, workspace: Workspace) -> None:
    write_list(data / "上坪村.csv", NAMES[:11])
    write_list(data / "下坪村.csv", NAMES[11:], village="下坪村")
    title = "柳溪镇2023年3月农村低保发放表,,,,"
    villages = ["上坪村"] * 11 + ["下坪村"] * 11
    rows = [f"{n},{village},王{name},,300.00" for n, (village, name) in enumerate(zip(villages, NAMES, strict=True))]
    text = "\n".join([title, "序号,村名,姓名,身份证号,金额（元）", *rows])
    (data / "全镇汇总.csv").write_text(text, encoding="utf-8")
    report = load([data], workspace)
    assert [sheet.status for sheet in entry(report, "全镇汇总.csv").sheets] == ["overlapping"]
    assert len(people(workspace)) == 22
    accepted = load([], workspace, accept=["全镇汇总.csv"])
    (summary,) = entry(accepted, "全镇汇总.csv").sheets
    assert (summary.status, summary.message.zh) == ("loaded", "已确认计入")
    assert len(people(workspace)) == 44
    (summary,) = entry(load([], workspace, ignore=["全镇汇总.csv"]), "全镇汇总.csv").sheets
    assert (summary.status, summary.message.zh) == ("ignored", "已确认不计入")
    assert len(people(workspace)) == 22
    load([data], workspace)
    assert len(people(workspace)) == 22


@pytest.mark.parametrize(("shared", "status"), [(9, "overlapping"), (8, "loaded")])
def test_nine_tenths_of_ten_rows_overlap_and_eight_do_not(
    data: Path, workspace: Workspace, shared: int, status: str
) -> None:
    write_list(data / "a.csv", NAMES[:10])
    load([data], workspace)
    write_list(data / "b.csv", NAMES[:shared] + NAMES[10 : 20 - shared])
    assert entry(load([data], workspace), "b.csv").sheets[0].status == status


def test_short_lists_other_months_and_published_lists_never_overlap(data: Path, workspace: Workspace) -> None:
    write_list(data / "a.csv", NAMES[:12])
    write_list(data / "b.csv", NAMES[:12], month="4")
    write_list(data / "c.csv", NAMES[:9])
    write_list(data / "公示" / "上坪村.csv", NAMES[:12], extra=["合计,,,3600.00"])
    report = load([data], workspace)
    assert {sheet.status for file in report.files for sheet in file.sheets} == {"loaded"}
    assert entry(report, "公示/上坪村.csv").sheets[0].kind == "published"


def test_rows_count_as_often_as_they_occur(data: Path, workspace: Workspace) -> None:
    write_list(data / "a.csv", NAMES[:10])
    load([data], workspace)
    write_list(data / "b.csv", "甲" * 10 + NAMES[:10])
    assert entry(load([data], workspace), "b.csv").sheets[0].status == "loaded"


def test_a_list_that_replaces_itself_does_not_overlap_itself(data: Path, workspace: Workspace) -> None:
    write_list(data / "a.csv", NAMES[:12])
    load([data], workspace)
    write_list(data / "a.csv", NAMES[:13])
    report = load([data], workspace)
    assert (entry(report, "a.csv").status, entry(report, "a.csv").sheets[0].status) == ("replaced", "loaded")
    assert len(people(workspace)) == 13


def test_a_decision_about_an_unknown_file_changes_nothing(data: Path, workspace: Workspace) -> None:
    write_list(data / "a.csv")
    with pytest.raises(UsageError):
        load([data], workspace, accept=["没有.csv"])
    assert Records(workspace).kinds() == {}


def test_one_refused_sheet_does_not_stop_the_others(data: Path, workspace: Workspace) -> None:
    book = openpyxl.Workbook()
    good = book.active
    assert good is not None
    good.title = "上坪村"
    for row in (["柳溪镇上坪村2023年3月农村低保发放表"], HEADER.split(","), [1, "王　强", "330299197001010018", 300]):
        good.append(row)
    book.create_sheet("说明").append(["这里没有表格"])
    book.create_sheet("空表")
    book.save(data / "低保.xlsx")
    report = load([data], workspace)
    assert [(sheet.name, sheet.status) for sheet in report.files[0].sheets] == [
        ("上坪村", "loaded"), ("说明", "refused"), ("空表", "ignored"),
    ]  # fmt: skip
    assert report.files[0].status == "partly"
    assert people(workspace) == ["王强"]


def test_a_mapping_reads_a_file_again_that_was_loaded_without_it(data: Path, workspace: Workspace) -> None:
    (data / "怪表.csv").write_text("甲栏,乙栏\n王强,300\n李四,200\n", encoding="utf-8")
    assert statuses(load([data], workspace)) == {"怪表.csv": "refused"}
    mapping = data.parent / "mapping.yml"
    mapping.write_text(
        "sheets:\n  - files: 怪表.csv\n    kind: subsidy\n    columns: {甲栏: name, 乙栏: amount}\n"
        "    constants: {programme: 临时救助, village: 柳溪镇上坪村村民委员会, year: '2023'}\n",
        encoding="utf-8",
    )
    assert statuses(load([data], workspace, mapping=mapping)) == {"怪表.csv": "loaded"}
    row = Records(workspace).frame("subsidy").collect().row(0, named=True)
    assert (row["village"], row["township"], row["village_from"]) == ("上坪村", "柳溪镇", "mapping")
    mapping.write_text("sheets:\n  - files: 怪表.csv\n    kind: nothing\n", encoding="utf-8")
    with pytest.raises(MappingError):
        load([data], workspace, mapping=mapping)


def test_a_second_writer_is_told_to_wait(data: Path, workspace: Workspace) -> None:
    write_list(data / "a.csv")
    with workspace.writing():
        refused: list[Exception] = []

        def other() -> None:
            try:
                load([data], workspace)
            except WorkspaceBusy as busy:
                refused.append(busy)

        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert len(refused) == 1
    assert statuses(load([data], workspace)) == {"a.csv": "loaded"}


def test_what_is_loaded_has_one_fingerprint_whatever_the_order(tmp_path: Path, data: Path) -> None:
    write_list(data / "a.csv", "甲")
    write_list(data / "b.csv", "乙")
    forwards, backwards = Workspace(tmp_path / "1"), Workspace(tmp_path / "2")
    load([data / "a.csv"], forwards)
    one = Records(forwards).data()
    load([data / "b.csv"], forwards)
    load([data / "b.csv"], backwards)
    load([data / "a.csv"], backwards)
    assert Records(forwards).data() == Records(backwards).data() != one


def test_a_frame_of_the_users_own_is_a_source(workspace: Workspace) -> None:
    frame = pd.DataFrame(
        {
            "姓名": ["王强", "李四", "赵六"],
            "身份证号": ["330299197001010018", 3.30299197001010018e17, None],
            "村名": ["上坪村"] * 3,
            "补贴项目": ["低保"] * 3,
            "发放日期": pd.to_datetime(["2023-03-05"] * 3),
            "补贴金额": [300.0, 200.5, 100.0],
        }
    )
    folder, path = frame_as_file(frame, "我的表")
    with folder:
        report = load([path], workspace)
    assert (report.totals["loaded"], report.totals["quarantined"]) == (2, 1)
    assert report.quarantine[0].entry.reason == "lost_digits"
    assert people(workspace) == ["王强", "赵六"]


def test_rows_of_a_rule_fixture_are_cleaned_like_a_sheet() -> None:
    rows = [
        {
            "name": "张　三",
            "id_no": "330299700101001",
            "programme": "低保",
            "village": "上坪村委会",
            "year": 2023,
            "amount": "300.00",
        },
        {"name": "李四", "programme": "低保", "village": "上坪村", "period": "2023-03", "amount": 20, "remark": None},
    ]
    frame = records_from_rows("subsidy", rows)
    assert frame["ref"].to_list() == ["subsidy:1", "subsidy:2"]
    assert frame["name"].to_list() == ["张三", "李四"]
    assert frame["id_no"][0] == "330299197001010018"
    assert frame["amount_fen"].to_list() == [30_000, 2_000]
    assert frame["village"].to_list() == ["上坪村", "上坪村"]
    with pytest.raises(MappingError):
        records_from_rows("subsidy", [{"name": "张三", "programme": "低保", "village": "上坪村", "year": 2023}])
    with pytest.raises(MappingError):
        records_from_rows("subsidy", [{"nome": "张三"}])


def test_a_file_whose_name_is_gb18030_loads_and_the_run_is_recorded(data: Path, workspace: Workspace) -> None:
    write_list(data / "低保.csv")
    (data / "低保.csv").rename(data / os.fsdecode("低保.csv".encode("gb18030")))
    report = load([data], workspace)
    assert [(file.file, file.status) for file in report.files] == [("低保.csv", "loaded")]


def test_a_refusal_is_one_sentence_in_each_language(data: Path, workspace: Workspace) -> None:
    file = entry(load([data, data / "没有.csv"], workspace), "没有.csv")
    assert file.message == Text(
        "无法读取（文件或文件夹不存在）；请检查文件是否存在、是否有读取权限",
        "it cannot be read (No such file or directory); check that it exists and may be read",
    )


def test_a_header_of_two_lines_is_among_the_cited_cells(data: Path, workspace: Workspace) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["柳溪镇上坪村2023年3月农村低保发放表"], ["姓名", "身份证\n号码", "金额"]):
        sheet.append(row)
    sheet.append(["王甲", "330299197001010018", 300])
    book.save(data / "a.xlsx")
    load([data], workspace)
    (ref,) = Records(workspace).frame("subsidy").select("ref").collect()["ref"]
    assert Records(workspace).cells([ref])[ref].cells == {
        "姓名": "王甲",
        "身份证\n号码": "330299197001010018",
        "金额": "300",
    }


@pytest.mark.parametrize("header", ["年月", "月份"])
def test_every_month_of_a_column_of_year_and_month_is_kept(data: Path, workspace: Workspace, header: str) -> None:
    rows = ["2023年6月,王甲,,520", "2023年7月,王甲,,520"]
    text = "\n".join(["柳溪镇上坪村2023年农村低保金发放花名册", f"{header},姓名,身份证号,保障金额", *rows])
    (data / "低保.csv").write_text(text, encoding="utf-8")
    assert load([data], workspace).complete
    found = Records(workspace).frame("subsidy").select("period", "period_from").collect().rows()
    assert found == [("2023-06", "column"), ("2023-07", "column")]


def test_an_allowance_list_with_a_column_of_year_and_month_is_loaded(data: Path, workspace: Workspace) -> None:
    rows = ["王甲,,2023年1月,5,500", "王甲,,2023年2月,5,500"]
    text = "\n".join(["柳溪镇上坪村误工补助表", "姓名,身份证号,年月,误工天数,误工补助金额", *rows])
    (data / "误工.csv").write_text(text, encoding="utf-8")
    assert load([data], workspace).complete
    assert Records(workspace).frame("allowance").collect()["month"].to_list() == ["2023-01", "2023-02"]


def test_where_no_path_exists_nothing_is_done(data: Path, workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="没有这个文件夹") as refused:
        load([data / "没有这个文件夹", data / "低保.csv" / "里面"], workspace)
    assert refused.value.exit_code == 2
    assert not workspace.catalog.exists()


def test_a_loaded_file_that_is_gone_is_said_and_stays_loaded(data: Path, workspace: Workspace) -> None:
    path = write_list(data / "低保.csv")
    load([data], workspace)
    path.unlink()
    report = load([data, path], workspace)
    assert statuses(report) == {"低保.csv": "refused"}
    assert people(workspace) == ["王丙", "王乙", "王甲"]


def test_a_formula_without_a_stored_result_is_told_from_a_blank_cell(data: Path, workspace: Workspace) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["柳溪镇上坪村2023年3月农村低保发放表"], ["姓名", "身份证号", "金额"], ["=1+1", None, 300]):
        sheet.append(row)
    sheet.append([None, "330299197001010018", 300])
    sheet.append(["王甲", None, '=IF(A1="a",B1,100)'])
    sheet.append(["王乙", None, 300])
    book.save(data / "a.xlsx")
    report = load([data], workspace)
    assert people(workspace) == ["王乙"]
    assert [(each.entry.row, each.entry.field, each.entry.reason) for each in report.quarantine] == [
        (3, "name", "missing_required"), (4, "name", "missing_required"), (5, "amount", "missing_required"),
    ]  # fmt: skip
    first, second, third = (each.entry.message.zh for each in report.quarantine)
    assert first == "“姓名”是公式，文件里没有保存它的结果，请用 Excel 或 WPS 打开原件，保存后再加载。"
    assert second == "“姓名”没有填写，请补填。"
    assert third.startswith("“补贴金额”是公式")


def test_a_formula_whose_stored_result_is_blank_is_blank(data: Path, workspace: Workspace) -> None:
    with xlsxwriter.Workbook(str(data.parent / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["柳溪镇上坪村2023年3月农村低保发放表"])
        sheet.write_row(1, 0, ["姓名", "身份证号", "金额"])
        sheet.write_formula(2, 0, '=""', None, "")
        sheet.write_row(2, 1, ["330299197001010018", 300])
        sheet.write_formula(3, 0, '="王"&"甲"', None, "王甲")
        sheet.write_row(3, 1, ["", 300])
    with zipfile.ZipFile(data.parent / "a.xlsx") as written, zipfile.ZipFile(data / "a.xlsx", "w") as as_excel:
        for part in written.namelist():
            as_excel.writestr(part, written.read(part).replace(b'<c r="A3">', b'<c r="A3" t="str">'))
    (row,) = load([data], workspace).quarantine
    assert (row.entry.row, row.entry.message.zh) == (3, "“姓名”没有填写，请补填。")
    assert people(workspace) == ["王甲"]
