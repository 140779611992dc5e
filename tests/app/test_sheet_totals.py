"""What a sheet says that it adds up to is held against what was read of it (DQ-04), from the file to the clue."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import openpyxl
import pytest

from cluegraph.api import County
from cluegraph.loaders.load import load, unload
from cluegraph.loaders.store import Records
from cluegraph.workspace import Workspace

HEADER = ["序号", "乡镇", "行政村", "姓名", "身份证号码", "补贴项目", "年度", "补贴金额"]
PEOPLE = [
    [1, "柳溪镇", "上坪村", "张三", "330299197001010018", "临时救助", 2023, 300],
    [2, "柳溪镇", "上坪村", "李四", "330299197502020024", "临时救助", 2023, 200],
]
UNNAMED = [3, "柳溪镇", "上坪村", None, None, "临时救助", 2023, 50]
UNREADABLE = [3, "柳溪镇", "上坪村", "王五", None, "临时救助", 2023, "五百左右"]
Row = list[object]


def total(amount: object, label: str = "合计") -> Row:
    return [label, *[None] * 6, amount]


def write(path: Path, *rows: Row, hidden: int | None = None) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, *PEOPLE, *rows):
        sheet.append(row)
    if hidden is not None:
        sheet.row_dimensions[hidden].hidden = True
    book.save(path)


def found(tmp_path: Path, *rows: Row, hidden: int | None = None) -> list[tuple[str, list[int], list[str]]]:
    """The titles of the clues, their cited rows and their doubts."""
    county = County(tmp_path / "workspace")
    write(tmp_path / "名单.xlsx", *rows, hidden=hidden)
    county.load(tmp_path / "名单.xlsx")
    clues = county.check("DQ-04").to_dict("records")
    assert {clue["severity"] for clue in clues} <= {"low"}
    for clue in clues:
        assert {(record["file"], record["sheet"]) for record in clue["records"]} == {("名单.xlsx", "Sheet")}
    return [
        (
            clue["title"].removeprefix("名单.xlsx《Sheet》的"),
            [record["row"] for record in clue["records"]],
            [doubt[:9] for doubt in clue["doubts"]],
        )
        for clue in clues
    ]


def test_a_total_that_is_not_the_sum_is_a_clue_that_cites_the_total_row(tmp_path: Path) -> None:
    assert found(tmp_path, total(800)) == [("合计写 800.00 元，各行之和 500.00 元，相差 300.00 元", [4], [])]


def test_the_cited_row_stands_as_it_is_in_the_file(tmp_path: Path) -> None:
    county = County(tmp_path / "workspace")
    write(tmp_path / "名单.xlsx", total(800))
    county.load(tmp_path / "名单.xlsx")
    (clue,) = county.check("DQ-04").to_dict("records")
    (record,) = clue["records"]
    assert {header: text for header, text in record["cells"].items() if text} == {"序号": "合计", "补贴金额": "800"}


@pytest.mark.parametrize(
    "worded",
    [total(None, "合计（大写）：人民币伍佰伍拾元整"), ["大写金额", "伍佰伍拾元整", *[None] * 6]],
)
def test_words_that_differ_from_the_figures_are_a_clue_that_cites_both_rows(tmp_path: Path, worded: Row) -> None:
    assert found(tmp_path, total(500), worded) == [("合计数字为 500.00 元，大写为 550.00 元", [4, 5], [])]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [total(500)],
        [total("500.00元")],
        [total(500), total(None, "合计（大写）：零万零仟伍佰零拾零元零角零分")],
        [total(300, "本页小计"), total(500)],
        [total(500), total(None, "合计（大写）： 万 仟 佰 拾 元")],
        [UNNAMED, total(550)],
    ],
    ids=["no total", "right", "with a unit", "padded words", "sub-total", "blank words", "quarantine explains it"],
)
def test_a_sheet_that_adds_up_is_no_clue(tmp_path: Path, rows: list[Row]) -> None:
    assert found(tmp_path, *rows) == []


def test_other_rows_in_quarantine_make_it_doubtful(tmp_path: Path) -> None:
    said = "合计写 1,000.00 元，各行之和 500.00 元，相差 500.00 元"
    assert found(tmp_path, UNREADABLE, total(1000)) == [(said, [5], ["这张表有行被隔离，"])]


def test_hidden_rows_make_it_doubtful(tmp_path: Path) -> None:
    said = "合计写 300.00 元，各行之和 500.00 元，相差 200.00 元"
    assert found(tmp_path, total(300), hidden=3) == [(said, [4], ["这张表有隐藏行，也"])]


def test_the_clue_keeps_its_id_when_the_file_is_loaded_again_with_other_figures(tmp_path: Path) -> None:
    county = County(tmp_path / "workspace")
    ids = set()
    for amount in (800, 900):
        write(tmp_path / "名单.xlsx", total(amount))
        county.load(tmp_path / "名单.xlsx")
        ids |= set(county.check("DQ-04")["id"])
    assert len(ids) == 1


def test_totals_go_with_their_source(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace")
    write(tmp_path / "名单.xlsx", total(800))
    load([tmp_path / "名单.xlsx"], workspace)
    assert Records(workspace).totals().collect()["stated_fen"].to_list() == [80_000]
    unload("名单.xlsx", workspace)
    assert Records(workspace).totals().collect().is_empty()


def test_a_workspace_of_the_first_version_is_read_and_added_to(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace")
    write(tmp_path / "旧.xlsx", total(800))
    load([tmp_path / "旧.xlsx"], workspace)
    connection = sqlite3.connect(workspace.catalog)
    connection.executescript("DROP TABLE totals; PRAGMA user_version = 1;")
    connection.close()
    assert Records(workspace).totals().collect().is_empty()
    write(tmp_path / "新.xlsx", total(900))
    load([tmp_path / "新.xlsx"], workspace)
    assert Records(workspace).totals().collect()["path"].to_list() == ["新.xlsx"]
