"""Sheets as offices keep them: whatever stands between the records, all records load and every row is accounted for."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from cluegraph.loaders.load import load
from cluegraph.loaders.store import Records
from cluegraph.workspace import Workspace

HEADER = [
    "序号",
    "姓名",
    "身份证号码",
    "村组",
    "补贴面积（亩）",
    "补贴标准",
    "补贴金额（元）",
    "银行账号",
    "发放时间",
    "备注",
]
TITLE = "柳溪镇上坪村2023年耕地地力保护补贴发放明细表"
NAMES = ["张三", "李　四", "阿依古丽·买买提", "合计平", "章注明", "欧阳小计划", "王制", "审核芳", "赵 六", "钱总计"]
Row = list[object]


def person(serial: int, chance: random.Random) -> tuple[Row, int]:
    """One record and its amount in fen, written in one of the ways that people have."""
    fen = chance.randrange(100, 900_000)
    yuan = f"{fen // 100}.{fen % 100:02d}"
    amounts: list[object] = [fen / 100, yuan, f"{fen / 100:,.2f}", f"￥{yuan}", f"{yuan}元", f" {yuan} "]
    days: list[object] = [
        dt.date(2023, 6, 5),
        "2023/6/5",
        "2023.06.05",
        "20230605",
        "2023年6月5日",
        45082,
        "2023年6月",
        None,
    ]
    ids: list[object] = [
        "330299197001010018",
        "330299700101001",
        "330299********0018",
        None,
        "无",
        "33029919700101000x",
    ]
    area = chance.choice(["3.5", 3.5, "3.5亩", None])
    remark = chance.choice([None, "补发", "累计三次，合计1200元", "注：本人签字", "-"])
    row: Row = [
        serial, chance.choice(NAMES), chance.choice(ids), chance.choice(["一组", "上坪村一组", None]), area, "100元/亩",
        chance.choice(amounts), chance.choice(["6217 0012 3456 7893", None, "/"]), chance.choice(days), remark,
    ]  # fmt: skip
    return row, fen


def noise(serial: int, chance: random.Random) -> Row:
    """A row that is nobody's."""
    rows: list[Row] = [
        [],
        [serial],
        list(HEADER),
        [TITLE],
        ["本页小计", None, None, None, None, None, 12345.6],
        [None, "小 计", None, None, "7", None, "1,234.50"],
        ["一组合计", None, None, None, None, None, 1],
        ["制表人：张三", None, None, "审核人：李四", None, None, None, None, "2023年6月30日"],
        ["注：本表一式三份。"],
        ["第 1 页，共 3 页"],
        ["单位：元"],
        ["合计金额（大写）：壹万贰仟元整"],
    ]
    return chance.choice(rows)


@pytest.mark.parametrize("seed", range(8))
def test_every_record_loads_from_among_the_noise(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[Row] = [
        [TITLE],
        ["填报单位：柳溪镇上坪村村民委员会", None, None, None, None, None, "单位：元"],
        list(HEADER),
    ]
    people, total = 0, 0
    for serial in range(1, 41):
        if chance.random() < 0.3:
            rows.append(noise(serial, chance))
            continue
        row, fen = person(serial, chance)
        rows.append(row)
        people, total = people + 1, total + fen
    rows += [
        ["合计", None, None, None, None, None, f"{total / 100:,.2f}"],
        ["村主任：", None, None, "会计：", None, None, "（公章）"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:J1")
    (tmp_path / "数据").mkdir()
    book.save(tmp_path / "数据" / "补贴.xlsx")
    report = load([tmp_path / "数据"], Workspace(tmp_path / "workspace"))
    (found,) = report.files[0].sheets
    assert [entry.entry.message.zh for entry in report.quarantine] == []
    assert (found.kind, found.loaded, found.amount, found.stated_total) == ("subsidy", people, total, total)
    assert found.rows == len(rows) == found.loaded + found.skipped
    frame = Records(Workspace(tmp_path / "workspace")).frame("subsidy").collect()
    assert frame["village"].unique().to_list() == ["上坪村"]
    assert frame["programme"].unique().to_list() == ["耕地地力保护补贴"]
    assert frame["name"].str.contains(r"\s").sum() == 0
    assert frame.filter(pl.col("account").is_not_null())["account"].unique().to_list() in (["6217001234567893"], [])


def test_a_sheet_in_ten_thousands_with_a_two_row_header_and_reversals(tmp_path: Path) -> None:
    text = "\n".join(
        [
            "2023年3月柳溪镇中心小学工资发放表,,,,,",
            "单位：万元,,,,,",
            "姓名,身份证号,工资,,人员状况,备注",
            ",,应发工资,实发工资,,",
            "张三,330299197001010018,0.6,0.55,在职,",
            "李四,,0.5,,退休,",
            "李四,,,(0.5),退休,冲销",
            "合计,,1.1,0.55,,",
        ]
    )
    (tmp_path / "工资.csv").write_text(text, encoding="gb18030")
    report = load([tmp_path / "工资.csv"], Workspace(tmp_path / "workspace"))
    (found,) = report.files[0].sheets
    assert (found.kind, found.rows, found.loaded, found.quarantined, found.skipped) == ("payroll", 8, 3, 0, 5)
    assert (found.amount, found.stated_total) == (550_000, 550_000)
    frame = Records(Workspace(tmp_path / "workspace")).frame("payroll").collect()
    assert frame.select("net_fen", "gross_fen").rows() == [(550_000, 600_000), (None, 500_000), (-500_000, None)]
    assert frame["month"].unique().to_list() == ["2023-03"]
    assert frame["unit"].unique().to_list() == ["柳溪镇中心小学"]
