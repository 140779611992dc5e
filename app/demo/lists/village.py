"""Villages and townships: allowance lists, village contracts."""

from __future__ import annotations

from cluegraph.demo.book import Row
from cluegraph.demo.cells import (
    chinese_month,
    dashed_date,
    dotted_date,
    grouped_account,
    mostly,
    plain,
    slash_date,
    ten_thousand,
)
from cluegraph.demo.lists.plan import SERIAL, Workbook, account, name, number
from cluegraph.demo.places import Village, townships
from cluegraph.demo.sheets import Column, Sheet, Style, table
from cluegraph.demo.world import World
from cluegraph.demo.writers import GB_CSV, UTF8_BOM_CSV, UTF8_TSV, Writer, write_openpyxl, write_xls, write_xlsxwriter

_YEARS = (2021, 2022, 2023)
_WRITERS: tuple[tuple[str, Writer], ...] = (
    ("xlsx", write_xlsxwriter), ("xls", write_xls), ("xlsx", write_openpyxl), ("csv", GB_CSV), ("csv", UTF8_BOM_CSV),
    ("tsv", UTF8_TSV),
)  # fmt: skip
_BY_DAY = (
    SERIAL, Column("日期", "date", mostly(slash_date, dashed_date, 3)), name("姓名"), number("身份证号"),
    Column("事由", "reason"), Column("天数", "days"), Column("日标准", "rate"), Column("金额（元）", "amount"),
    account("银行账号"), Column("领款人签字", "signature"), Column("备注", "remark"),
)  # fmt: skip
_BY_MONTH = (
    SERIAL, Column("月份", "month", chinese_month), name("姓名"), number("身份证号码"), Column("工作内容", "reason"),
    Column("误工天数", "days"), Column("工价", "rate"), Column("误工补助金额", "amount"),
    account("银行卡号", mostly(plain, grouped_account)), Column("经办人", "handled_by"), Column("备注", "remark"),
)  # fmt: skip


def workbooks(world: World) -> list[Workbook]:
    lists = [book for village in world.villages for book in _allowances(world, village)]
    return [*lists, *_contracts(world)]


def _allowances(world: World, village: Village) -> list[Workbook]:
    """A workbook a village with a sheet a year; villages that write text files have a file a year."""
    rows = world.book.rows(
        "allowance", lambda row: (row["village"], row["township"]) == (village.name, village.township)
    )
    ending, writer = _WRITERS[village.number % len(_WRITERS)]
    folder = f"{village.township}/{village.name}"
    if ending in ("csv", "tsv"):
        return [
            Workbook(f"{folder}/{sheet.name}误工补助.{ending}", writer, [sheet])
            for year in _YEARS for sheet in _year(village, rows, year)
        ]  # fmt: skip
    sheets = [sheet for year in _YEARS for sheet in _year(village, rows, year)]
    return [Workbook(f"{folder}/误工补助发放表.{ending}", writer, sheets)]


def _year(village: Village, rows: list[Row], year: int) -> list[Sheet]:
    by_day = [row for row in rows if "date" in row and str(row["date"]).startswith(str(year))]
    by_month = [row for row in rows if "month" in row and str(row["month"]).startswith(str(year))]
    title = f"{village.township}{village.name}{year}年误工补助发放表"
    style = Style(titles=(title,), total_of="amount", footer="村主任：          村文书：          制表人：")
    return [
        table(f"{year}年{suffix}", columns, part, style)
        for suffix, columns, part in (("", _BY_DAY, by_day), ("（按月）", _BY_MONTH, by_month))
        if part
    ]


def _contracts(world: World) -> list[Workbook]:
    """The works ledger of the villages: a sheet a township, in 万元 as the line above the table says."""
    columns = (
        SERIAL, Column("合同编号", "contract_no"), Column("项目名称", "title"), Column("发包人", "buyer"),
        Column("行政村", "village"), Column("承建单位", "supplier"),
        Column("供应商统一社会信用代码", "supplier_uscc"), Column("采购类别", "category"), Column("发包方式", "method"),
        Column("合同价", "amount", ten_thousand), Column("合同签订日期", "signed_on", dotted_date),
        Column("开工日期", "started_on"), Column("验收日期", "accepted_on"), Column("供应商账号", "supplier_account"),
        Column("备注", "remark"),
    )  # fmt: skip
    sheets = []
    for township in townships():
        rows = [row for row in world.book.rows("contract") if row["township"] == township]
        style = Style(titles=(f"{township}村级工程和采购合同台账", "单位：万元"), total_of="amount", footer="填报人：")
        sheets.append(table(township, columns, rows, style))
    return [Workbook("农业农村局/三资管理/村级合同台账.xlsx", write_xlsxwriter, sheets)]
