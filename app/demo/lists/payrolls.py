"""财政局 and the offices: payrolls, the register of public staff, budgets."""

from __future__ import annotations

from cluegraph.demo.background.officials import units
from cluegraph.demo.book import Row
from cluegraph.demo.cells import chinese_date, dashed_month, dotted_date, plain, slash_if_blank, ten_thousand, yuan_text
from cluegraph.demo.lists.plan import SERIAL, Workbook, account, name, number
from cluegraph.demo.sheets import Column, Style, table
from cluegraph.demo.world import World
from cluegraph.demo.writers import UTF8_CSV, UTF16_CSV, write_openpyxl, write_xls, write_xlsxwriter


def workbooks(world: World) -> list[Workbook]:
    return [_central(world), *_by_unit(world), *_registers(world), _budgets(world)]


def _rows(world: World, year: int) -> list[Row]:
    return world.book.rows("payroll", lambda row: int(str(row["month"])) // 100 == year)


def _central(world: World) -> Workbook:
    """2022: one workbook of the whole county, a sheet a month."""
    columns = (
        SERIAL, Column("单位名称", "unit"), name("姓名"), number("身份证号"), Column("人员状况", "status"),
        Column("职务", "post"), Column("应发工资", "gross"), Column("实发工资", "net"), Column("代发银行", "bank"),
        account("工资卡号"),
    )  # fmt: skip
    rows = _rows(world, 2022)
    sheets = [
        table(f"{month}月", columns, [row for row in rows if row["month"] == 202200 + month],
              Style(titles=(f"澄源县2022年{month}月财政统发工资明细表",), total_of="net", footer="制表：国库股"))
        for month in range(1, 13)
    ]  # fmt: skip
    return Workbook("财政局/工资统发/2022年财政统发工资.xlsx", write_xlsxwriter, sheets)


def _by_unit(world: World) -> list[Workbook]:
    """2023: each office hands in its own, as a workbook of months or as one long text file."""
    rows = _rows(world, 2023)
    books = []
    for number_of, unit in enumerate(units()):
        own = [row for row in rows if row["unit"] == unit]
        folder = unit.removeprefix("澄源县")
        if number_of % 4 == 3:
            books.append(Workbook(f"{folder}/2023年工资发放.csv", (UTF8_CSV, UTF16_CSV)[number_of % 8 == 3],
                                  [table("", _LONG, own)]))  # fmt: skip
            continue
        sheets = [
            table(f"{month}月", _MONTHLY, [row for row in own if row["month"] == 202300 + month],
                  Style(titles=(f"{unit}2023年{month}月工资表", "单位：元"), total_of="net",
                        footer="单位负责人：          会计：          制表："))
            for month in range(1, 13)
        ]  # fmt: skip
        ending, writer = (("xlsx", write_xlsxwriter), ("xls", write_xls), ("xlsx", write_openpyxl))[number_of % 3]
        books.append(Workbook(f"{folder}/2023年工资表.{ending}", writer, sheets))
    return books


_MONTHLY = (
    SERIAL, name("姓名"), number("身份证号码"), Column("人员状态", "status"), Column("职务", "post"),
    Column(("工资", "应发工资"), "gross"), Column(("工资", "实发工资"), "net", plain), account("工资卡号"),
)  # fmt: skip
_LONG = (
    Column("单位名称", "unit"), Column("月份", "month", dashed_month), name("姓名"), number("身份证号"),
    Column("人员状况", "status"), Column("应发工资", "gross", yuan_text), Column("实发工资", "net", yuan_text),
    account("银行卡号"),
)  # fmt: skip


def _registers(world: World) -> list[Workbook]:
    columns = (
        SERIAL, Column("单位名称", "unit"), name("姓名"), number("身份证号"), Column("人员状态", "status"),
        Column("供养起始日期", "from", dotted_date), Column("供养终止日期", "to", slash_if_blank),
    )  # fmt: skip
    rows = world.book.rows("public_payroll")
    left = [row for row in rows if row["to"] is not None]
    staying = [row for row in rows if row["to"] is None]
    style = Style(titles=("财政供养人员信息表",), leading_blanks=2)
    columns_left = (*columns[:-1], Column("退出时间", "to", chinese_date))
    return [
        Workbook("财政局/财政供养/财政供养基本信息.xlsx", write_xlsxwriter, [table("基本", columns, staying, style)]),
        Workbook("财政局/财政供养/财政供养退出信息.xls", write_xls, [table("退出", columns_left, left, style)]),
    ]


def _budgets(world: World) -> Workbook:
    columns = (
        SERIAL, Column("单位名称", "unit"), Column("年度", "year"), Column("年初预算", "budget", ten_thousand),
        Column("决算数", "final", ten_thousand),
    )  # fmt: skip
    style = Style(titles=("澄源县部门预决算情况表", "单位：万元"))
    sheet = table("预决算", columns, world.book.rows("budget"), style)
    return Workbook("财政局/部门预决算.xlsx", write_openpyxl, [sheet])
