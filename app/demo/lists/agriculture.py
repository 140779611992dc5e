"""农业农村局: farmland subsidy, crops, confirmed land, village funds."""

from __future__ import annotations

from cluegraph.demo.cells import (
    chinese_date,
    dotted_date,
    full_width,
    grouped_account,
    mostly,
    plain,
    slash_date,
    ten_thousand,
    yuan_text,
)
from cluegraph.demo.lists.plan import SERIAL, Workbook, account, by_place, name, number, of_list
from cluegraph.demo.places import townships
from cluegraph.demo.sheets import Column, Style, table
from cluegraph.demo.world import World
from cluegraph.demo.writers import GB_CSV, write_openpyxl, write_xls, write_xlsxwriter

_FARM = "耕地地力保护补贴"


def workbooks(world: World) -> list[Workbook]:
    return [
        *_farmland_by_township(world),
        _farmland_before(world),
        _crops(world),
        _land(world),
        _funds(world),
        *_notices(world),
    ]


def _farmland_by_township(world: World) -> list[Workbook]:
    """2023: a workbook a township, a sheet a village; the place and the year stand in the title alone."""
    columns = (
        SERIAL, name("户主姓名"), number("身份证号码"), Column("补贴面积(亩)", "quantity"),
        Column("补贴标准(元/亩)", "rate"), Column("补贴金额（元）", "amount", mostly(plain, yuan_text)),
        account("一卡通账号", mostly(plain, grouped_account)), Column("开户行", "bank"),
        Column("发放时间", "date", slash_date), Column("备注", "remark"),
    )  # fmt: skip
    books = []
    for township in townships():
        sheets = [
            table(village.name, columns, [r for r in of_list(world, _FARM, 2023) if _at(r, village.name, township)],
                  Style(titles=(f"{township}{village.name}2023年耕地地力保护补贴发放表", "制表单位：农业农村办公室"),
                        total_of="amount", footer="制表人：李秀      审核人：周立", blank_every=17))
            for village in world.villages if village.township == township
        ]  # fmt: skip
        writer = write_openpyxl if township == "清河镇" else write_xlsxwriter
        books.append(Workbook(f"{township}/2023年耕地地力保护补贴.xlsx", writer, sheets))
    return books


def _at(row: object, village: str, township: str) -> bool:
    return isinstance(row, dict) and (row["village"], row["township"]) == (village, township)


def _farmland_before(world: World) -> Workbook:
    """2022: the whole county in one .xls under a header of two rows, a subtotal after each village."""
    columns = (
        Column("乡镇", "township"), Column("行政村名称", "village"), name("农户姓名"), number("公民身份号码"),
        Column(("补贴情况", "补贴面积（亩）"), "quantity"), Column(("补贴情况", "补贴标准（元/亩）"), "rate"),
        Column(("补贴情况", "补贴金额（元）"), "amount"), Column(("账户", "开户银行"), "bank"),
        Column(("账户", "银行帐号"), "account"), Column("发放日期", "date"), Column("备注", "remark"),
    )  # fmt: skip
    style = Style(titles=("澄源县2022年耕地地力保护补贴资金发放明细表",), subtotal_by="village", total_of="amount",
                  footer="制表人：王芳", leading_blanks=1)  # fmt: skip
    return Workbook("农业农村局/2022年耕地地力保护补贴发放明细.xls", write_xls,
                    [table("明细", columns, of_list(world, _FARM, 2022), style)])  # fmt: skip


def _crops(world: World) -> Workbook:
    columns = (
        SERIAL, Column("镇", "township"), Column("村名", "village"), name("领款人"), number("身份证"),
        Column("面积（亩）", "quantity"), Column("补偿标准", "rate"), Column("金额（元）", "amount", yuan_text),
        account("账户号"), Column("日期", "date", dotted_date),
    )  # fmt: skip
    style = Style(titles=("2023年高速公路连接线青苗补偿款发放表",), total_of="amount", footer="制表：赵敏")
    sheet = table("青苗补偿款", columns, of_list(world, "青苗补偿款"), style)
    return Workbook("农业农村局/青苗补偿款发放表.xlsx", write_xlsxwriter, [sheet])


def _land(world: World) -> Workbook:
    columns = (
        Column("乡镇", "township"), Column("村", "village"), name("承包方代表", "holder"), number("身份证号码"),
        Column("确权面积", "confirmed_area"), Column("流转出面积", "lent_out"), Column("流转入面积", "borrowed_in"),
        Column("不予补贴面积", "excluded_area"),
    )  # fmt: skip
    return Workbook("农业农村局/土地确权及流转登记.csv", GB_CSV,
                    [table("", columns, by_place(world, world.book.rows("land")))])  # fmt: skip


def _funds(world: World) -> Workbook:
    columns = (
        SERIAL, Column("拨款单位", "from_unit"), Column("乡镇", "township"), Column("拨入村", "village"),
        Column("资金项目", "programme"), Column("拨入金额（万元）", "amount", ten_thousand),
        Column("到账日期", "date", chinese_date),
    )  # fmt: skip
    rows = by_place(world, world.book.rows("funds_in"))
    style = Style(titles=("农村三资管理平台资金拨入登记",), total_of="amount")
    return Workbook("农业农村局/资金拨入登记.xlsx", write_openpyxl, [table("拨入", columns, rows, style)])


def _notices(world: World) -> list[Workbook]:
    """The photographed notice boards, typed in: masked numbers, no accounts."""
    columns = (
        SERIAL, name("姓名", show=plain, field="shown_name"), number("身份证号码", "shown_id", full_width),
        Column("补贴面积（亩）", "quantity"), Column("补贴金额（元）", "amount"),
    )  # fmt: skip
    books = []
    for village in world.villages:
        rows = [row for row in world.book.rows("published") if _at(row, village.name, village.township)]
        if rows:
            title = f"{village.township}{village.name}2023年耕地地力保护补贴公示表"
            style = Style(titles=(title,), footer="公示期：2023年5月20日至5月26日   监督电话：0599-2900000")
            sheet = table("公示", columns, rows, style)
            writer = write_xls if village.number % 2 else write_xlsxwriter
            ending = "xls" if village.number % 2 else "xlsx"
            books.append(Workbook(f"{village.township}/{village.name}/公示/耕地地力补贴公示.{ending}", writer, [sheet]))
    return books
