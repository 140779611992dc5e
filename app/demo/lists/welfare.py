"""民政局 and the offices that pay with it: 低保, 特困, 高龄, 残疾, 公益性岗位, 危房, 丧葬, 一卡通."""

from __future__ import annotations

from cluegraph.demo.cells import (
    chinese_date,
    chinese_month,
    compact_date,
    full_width,
    grouped_account,
    lower_x,
    mostly,
    plain,
    slash_date,
    varied,
    yuan_suffix,
    yuan_text,
)
from cluegraph.demo.lists.plan import SERIAL, Workbook, account, name, number, of_list
from cluegraph.demo.sheets import Column, Sheet, Style, table
from cluegraph.demo.world import World
from cluegraph.demo.writers import (
    GB_CSV,
    UTF8_BOM_CSV,
    UTF16_TSV,
    Writer,
    write_openpyxl,
    write_xls,
    write_xlsxwriter,
)

_PLACE = (Column("乡镇", "township"), Column("村(居)委会", "village"))


def workbooks(world: World) -> list[Workbook]:
    return [
        *_minimum_living(world),
        _minimum_living_before(world),
        _destitute(world),
        *_old_age(world),
        _disabled(world),
        _public_posts(world),
        _houses(world),
        _funerals(world),
        *_one_card(world),
    ]


def _minimum_living(world: World) -> list[Workbook]:
    """2023: a file a month; the month stands in the title."""
    columns = (
        SERIAL, *_PLACE, name("户主姓名"), number("户主身份证号"),
        account("一卡通账号", mostly(plain, grouped_account)),
        Column("开户银行", "bank"), Column("发放金额", "amount", mostly(plain, yuan_text)), Column("备注", "remark"),
    )  # fmt: skip
    writers: tuple[tuple[str, Writer], ...] = (
        ("xlsx", write_xlsxwriter), ("xls", write_xls), ("csv", GB_CSV), ("xlsx", write_openpyxl),
        ("csv", UTF8_BOM_CSV),
    )  # fmt: skip
    books = []
    for month in range(1, 13):
        ending, writer = writers[month % len(writers)]
        style = Style(titles=(f"澄源县2023年{month}月农村低保资金发放表",), total_of="amount", subtotal_by="township",
                      footer="制表人：叶敏")  # fmt: skip
        rows = of_list(world, "农村低保", 2023, 202300 + month)
        sheet = table("低保" if ending != "csv" else "", columns, rows, style)
        books.append(Workbook(f"民政局/农村低保/2023年/2023年{month:02d}月农村低保.{ending}", writer, [sheet]))
    return books


def _minimum_living_before(world: World) -> Workbook:
    columns = (
        *_PLACE, name("享受人员姓名"), number("身份证号码"), Column("补贴项目", "programme"),
        Column("月份", "month", chinese_month), account("存折账号"), Column("金额（元）", "amount"),
        Column("备注", "remark"),
    )  # fmt: skip
    return Workbook("民政局/农村低保/2022年下半年低保发放.csv", GB_CSV,
                    [table("", columns, of_list(world, "农村低保", 2022))])  # fmt: skip


def _destitute(world: World) -> Workbook:
    columns = (
        SERIAL, *_PLACE, name("福利人"), number("福利人身份证", show=lower_x), Column("补贴项目名称", "programme"),
        Column("发放月份", "month"), Column("补贴金额（元）", "amount"), Column("一卡通户名", "account_name"),
        account("一卡通账号"), Column("说明", "remark"),
    )  # fmt: skip
    style = Style(titles=("特困人员救助供养资金发放清册（2023年度）",), total_of="amount", hide_every=60)
    return Workbook("民政局/特困供养/2023年特困供养金.xlsx", write_xlsxwriter,
                    [table("特困", columns, of_list(world, "特困供养"), style)])  # fmt: skip


def _old_age(world: World) -> list[Workbook]:
    """Two .xls of six sheets, a sheet a month; one of them is hidden."""
    columns = (
        SERIAL, *_PLACE, name("姓名"), number("身份证号"), Column("家庭户主", "household_head"),
        Column("补贴金额（元）", "amount"), account("社保卡金融账号"), Column("备注", "remark"),
    )  # fmt: skip
    books = []
    for half, months in (("上半年", range(1, 7)), ("下半年", range(7, 13))):
        sheets = [
            table(f"{month}月", columns, of_list(world, "高龄津贴", 2023, 202300 + month),
                  Style(titles=(f"澄源县2023年{month}月80周岁以上老年人高龄津贴发放表",), total_of="amount"))
            for month in months
        ]  # fmt: skip
        sheets[0].hidden = half == "下半年"
        books.append(Workbook(f"民政局/高龄津贴/2023年{half}高龄津贴.xls", write_xls, sheets))
    return books


def _disabled(world: World) -> Workbook:
    columns = (
        *_PLACE, name("姓名"), number("身份证号"), Column("补贴项目", "programme"), Column("补贴期号", "month"),
        Column("应发金额", "amount"), account("银行卡号"), Column("备注", "remark"),
    )  # fmt: skip
    return Workbook("残疾人联合会/2023年残疾人两项补贴.tsv", UTF16_TSV,
                    [table("", columns, of_list(world, "残疾人两项补贴"))])  # fmt: skip


def _public_posts(world: World) -> Workbook:
    """A sheet a month, the month in the sheet's name, the year in the title, two rows of header."""
    columns = (
        SERIAL, *_PLACE, name("姓名"), number("身份证号码"), Column("岗位名称", "post_name"),
        Column(("补贴发放", "补贴金额（元）"), "amount"), Column(("补贴发放", "银行账号"), "account"),
        Column("备注", "remark"),
    )  # fmt: skip
    sheets = [
        table(f"2023年{month}月", columns, of_list(world, "公益性岗位补贴", 2023, 202300 + month),
              Style(titles=("澄源县乡村公益性岗位补贴发放表",), total_of="amount", footer="填表人：吴静"))
        for month in range(1, 13)
    ]  # fmt: skip
    return Workbook("人力资源和社会保障局/公益性岗位补贴/2023年公益性岗位补贴.xlsx", write_xlsxwriter, sheets)


def _houses(world: World) -> Workbook:
    columns = (
        SERIAL, Column("乡镇", "township"), Column("村", "village"), name("户主"), number("身份证号"),
        Column("改造方式", "way"), Column("补助金额（元）", "amount", mostly(plain, yuan_suffix, 5)), account("账号"),
        Column("发放时间", "date", compact_date), Column("备注", "remark"),
    )  # fmt: skip
    titles = ("澄源县2023年农村危房改造补助资金发放表", "单位：元")
    style = Style(titles=titles, total_of="amount", subtotal_by="township")
    sheet = table("危房改造补助", columns, of_list(world, "危房改造补助"), style)
    return Workbook("住房和城乡建设局/2023年危房改造补助发放表.xlsx", write_openpyxl, [sheet])


def _funerals(world: World) -> Workbook:
    columns = (
        *_PLACE, Column("补贴项目", "programme"), name("领款人"), number("领取人身份证"), account("储蓄账户"),
        Column("金额", "amount", varied(plain, full_width)),
        Column("发放日期", "date", slash_date), Column("备注", "remark"),
    )  # fmt: skip
    return Workbook("民政局/丧葬补助发放台账.csv", UTF8_BOM_CSV, [table("", columns, of_list(world, "丧葬补助"))])


def _one_card(world: World) -> list[Workbook]:
    """财政局: several programmes on one list, with the holder of the account and who collected."""
    columns = (
        SERIAL, *_PLACE, name("姓名"), number("身份证号码"), Column("补贴项目名称", "programme"),
        Column("发放金额", "amount", mostly(plain, yuan_text)), Column("发放日期", "date", chinese_date),
        Column("一卡通户名", "account_name"), number("一卡通户名身份证", "account_id_no"), account("一卡通账号"),
        Column("代领人", "collected_by"), number("代领人身份证号", "collected_by_id_no"), Column("备注", "remark"),
    )  # fmt: skip
    books = []
    for year, writer in ((2022, write_openpyxl), (2023, write_xlsxwriter)):
        style = Style(titles=(f"{year}年惠农惠民补贴一卡通发放明细",), total_of="amount", leading_blanks=1,
                      footer="复核：郑慧      制表：林颖")  # fmt: skip
        sheet: Sheet = table("一卡通", columns, of_list(world, "一卡通", year), style)
        sheet.hidden_columns.add(len(columns) - 1)
        books.append(Workbook(f"财政局/一卡通/{year}年一卡通发放明细.xlsx", writer, [sheet]))
    return books
