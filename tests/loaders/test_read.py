"""Every cell as text, at its true row, whatever the format and the encoding."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt

from cluegraph.errors import FileRefused

from .sheets import read, text_of, write

ROWS = [
    [None, None, None],
    ["柳溪镇上坪村2023年耕地地力保护补贴发放表", None, None],
    [None, None, None],
    ["姓名", "身份证号", "补贴金额"],
    ["王　强", "330299197001010018", 302.5],
    [None, None, None],
    ["李红", "33029919700101002x", 1200],
]
SHOWN = [
    ("柳溪镇上坪村2023年耕地地力保护补贴发放表", None, None),
    (None, None, None),
    ("姓名", "身份证号", "补贴金额"),
    ("王　强", "330299197001010018", "302.5"),
    (None, None, None),
    ("李红", "33029919700101002x", "1200"),
]


@pytest.mark.parametrize("name", ["a.xlsx", "a.x.xlsx", "a.xls", "a.csv", "a.tsv"])
def test_rows_are_those_of_the_spreadsheet_leading_blank_ones_too(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, ROWS)
    (sheet,) = read(tmp_path / name).sheets
    assert sheet.cells.rows() == [(None, None, None), *SHOWN]
    assert sheet.name == ("" if name.endswith("sv") else "Sheet1")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_workbooks_written_by_libreoffice(tmp_path: Path, form: str) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is not installed"
    write(tmp_path / "a.x.xlsx", ROWS)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path / "out"), "a.x.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    (sheet,) = read(tmp_path / "out" / f"a.x.{form}").sheets
    assert sheet.cells.rows()[1:] == SHOWN


def test_numbers_and_dates_stand_as_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    cells = [330299197001010018, 0.1 + 0.2, 12.0, -3, dt.date(2023, 1, 5), dt.datetime(2023, 1, 5, 10, 2), True, " \n"]
    write(tmp_path / "a.xlsx", [cells])
    assert read(tmp_path / "a.xlsx").sheets[0].cells.row(0) == (
        "3.30299197001010E+17", "0.3", "12", "-3", "2023-01-05", "2023-01-05 10:02:00", "TRUE",
    )  # fmt: skip


def test_a_merged_area_has_its_text_in_every_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "领取人"
    page.merge_cells("A1:B1")
    page["C2"], page["C3"] = "上坪村", None
    page.merge_cells("C2:C3")
    page["A3"] = "x"
    book.save(tmp_path / "a.xlsx")
    expected = [("领取人", "领取人", None), (None, None, "上坪村"), ("x", None, "上坪村")]
    assert read(tmp_path / "a.xlsx").sheets[0].cells.rows() == expected


def test_a_merged_area_of_an_old_workbook(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("a")
    page.write_merge(0, 0, 0, 1, "领取人")
    page.write_merge(1, 2, 0, 0, "上坪村")
    page.write(2, 1, "x")
    book.save(str(tmp_path / "a.xls"))
    expected = [("领取人", "领取人"), ("上坪村", None), ("上坪村", "x")]
    assert read(tmp_path / "a.xls").sheets[0].cells.rows() == expected


def test_hidden_sheets_rows_and_columns_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for _ in range(5):
        page.append(["a", "b", "c", "d"])
    page.row_dimensions[2].hidden = True
    page.row_dimensions[4].hidden = True
    page.column_dimensions["C"].hidden = True
    secret = book.create_sheet('二册 "A&B"')
    secret.append(["x"])
    secret.row_dimensions[1].hidden = True
    secret.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    first, second = read(tmp_path / "a.xlsx").sheets
    assert (first.hidden, first.hidden_rows, first.hidden_columns) == (False, {2, 4}, {2})
    assert (second.hidden, second.number, second.hidden_rows) == (True, 2, {1})


def test_hidden_rows_and_columns_of_an_old_workbook(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    for name in ("上坪村", "b"):
        page = book.add_sheet(name)
        for row in range(4):
            for column in range(3):
                page.write(row, column, "x")
        page.row(2).hidden = name == "上坪村"
        page.col(1).hidden = name == "b"
    book.get_sheet(1).visibility = 1
    book.save(str(tmp_path / "a.xls"))
    first, second = read(tmp_path / "a.xls").sheets
    assert (first.hidden, first.hidden_rows, first.hidden_columns) == (False, {3}, frozenset())
    assert (second.hidden, second.hidden_rows, second.hidden_columns) == (True, frozenset(), {1})


def test_a_sheet_without_cells_has_no_rows(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", [])
    assert read(tmp_path / "a.xlsx").sheets[0].cells.is_empty()


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [(b"", "utf-8"), (b"", "utf-8-sig"), (b"", "gb18030"), (b"", "gbk"), (b"\xff\xfe", "utf-16-le"),
     (b"\xfe\xff", "utf-16-be"), (b"", "utf-16-le"), (b"", "utf-16-be")],
)  # fmt: skip
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_is_read_in_every_encoding(tmp_path: Path, bom: bytes, encoding: str, delimiter: str) -> None:
    (tmp_path / "a.csv").write_bytes(bom + text_of(ROWS, delimiter).encode(encoding))
    assert read(tmp_path / "a.csv").sheets[0].cells.rows()[1:] == SHOWN


def test_a_character_that_only_gb18030_has(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("姓名,金额\n王㛃𠮷,1\n".encode("gb18030"))
    assert read(tmp_path / "a.csv").sheets[0].cells.row(1) == ("王㛃𠮷", "1")


def test_the_user_overrides_the_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("姓名,金額\n王強,1\n".encode("big5"))
    assert read(tmp_path / "a.csv", "big5").sheets[0].cells.row(1) == ("王強", "1")
    with pytest.raises(FileRefused, match="latin-99"):
        read(tmp_path / "a.csv", "latin-99")
    with pytest.raises(FileRefused, match="utf-8"):
        read(tmp_path / "a.csv", "utf-8")


def test_one_wrong_byte_at_the_end_refuses_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("姓名,金额\n".encode() * 50_000 + b"\xff\xff\n")
    with pytest.raises(FileRefused, match="--encoding"):
        read(tmp_path / "a.csv")


def test_a_line_break_inside_quotes_is_no_new_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('姓名,备注,金额\n张三,"一\n二, ""三""",5\n\n李四,,6\n', encoding="utf-8")
    cells = read(tmp_path / "a.csv").sheets[0].cells
    assert cells.rows()[1:] == [("张三", '一\n二, "三"', "5"), (None, None, None), ("李四", None, "6")]


def test_ragged_rows_and_an_open_quote_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('柳溪镇\n姓名,金额\n张三,1,多,余\n李四\n"王五,2\n', encoding="utf-8")
    cells = read(tmp_path / "a.csv").sheets[0].cells
    assert cells.shape == (5, 4)
    assert cells.row(2) == ("张三", "1", "多", "余")
    assert cells.row(4)[:2] == ('"王五', "2")


def test_a_column_of_one_keeps_its_blank_lines(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("姓名\n\n张三\n", encoding="utf-8")
    assert read(tmp_path / "a.csv").sheets[0].cells["0"].to_list() == ["姓名", None, "张三"]


def test_random_bytes_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(bytes(random.Random(1).choices(range(256), k=4000)))
    with pytest.raises(FileRefused):
        read(tmp_path / "a.csv")


def test_a_cell_far_out_is_refused_before_the_sheet_is_laid_out(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", [["姓名"]])
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"</sheetData>", far.encode()) if "sheet1" in name else content)
    with pytest.raises(FileRefused, match="Sheet1"):
        read(tmp_path / "b.xlsx")


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls"])
def test_damaged_bytes_never_end_in_anything_but_a_refusal(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, ROWS * 20)
    content = (tmp_path / name).read_bytes()
    chance = random.Random(7)
    refused = 0
    for _ in range(40):
        broken = bytearray(content)
        for _ in range(chance.choice([1, 20, 200])):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        (tmp_path / name).write_bytes(bytes(broken))
        try:
            assert read(tmp_path / name).sheets
        except FileRefused:
            refused += 1
    assert refused
