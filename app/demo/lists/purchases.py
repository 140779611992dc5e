"""财政局 and 公共资源交易中心: contracts of offices, tenders, bids, vouchers; the bank's transfers."""

from __future__ import annotations

from cluegraph.demo.book import Row
from cluegraph.demo.cells import (
    chinese_date,
    compact_date,
    dashed_date,
    dotted_date,
    plain,
    slash_date,
    slash_if_blank,
    ten_thousand,
    ten_thousand_suffix,
    varied,
    yuan_suffix,
    yuan_text,
)
from cluegraph.demo.lists.plan import SERIAL, Workbook
from cluegraph.demo.sheets import Column, Sheet, Style, table
from cluegraph.demo.world import World
from cluegraph.demo.writers import GB_CSV, UTF8_BOM_CSV, UTF16_CSV, write_openpyxl, write_xls, write_xlsxwriter


def workbooks(world: World) -> list[Workbook]:
    return [_contracts(world), _contracts_before(world), _tenders(world), _bids(world), *_vouchers(world), _bank(world)]


def _offices(world: World, *years: str) -> list[Row]:
    return world.book.rows(
        "contract", lambda row: row["township"] is None and str(row["signed_on"]).startswith(tuple(years))
    )


def _contracts(world: World) -> Workbook:
    """2022 and 2023 as published on the purchasing network: in 万元."""
    columns = (
        SERIAL, Column("合同编号", "contract_no"), Column("合同名称", "title"), Column("项目编号", "tender_no"),
        Column("采购人(甲方)", "buyer"), Column("供应商(乙方)", "supplier"),
        Column("供应商统一社会信用代码", "supplier_uscc"), Column("供应商联系方式", "supplier_phone"),
        Column("合同金额(万元)", "amount", ten_thousand), Column("采购类别", "category"), Column("采购方式", "method"),
        Column("招标公告日期", "noticed_on", dashed_date), Column("中标日期", "awarded_on", dashed_date),
        Column("合同签订日期", "signed_on", varied(dashed_date, chinese_date)), Column("验收日期", "accepted_on"),
        Column("供应商账号", "supplier_account"), Column("备注", "remark"),
    )  # fmt: skip
    sheets = [
        table(year, columns, _offices(world, year), Style(titles=(f"政府采购合同公告（{year}年）",), total_of="amount"))
        for year in ("2022", "2023")
    ]
    return Workbook("财政局/政府采购/合同公告2022-2023.xlsx", write_xlsxwriter, sheets)


def _contracts_before(world: World) -> Workbook:
    """2021: an older ledger in yuan, with a cover sheet that is no table."""
    columns = (
        SERIAL, Column("合同编号", "contract_no"), Column("合同名称", "title"), Column("采购人", "buyer"),
        Column("供应商", "supplier"), Column("统一社会信用代码", "supplier_uscc"),
        Column("合同金额（元）", "amount", varied(plain, yuan_text, yuan_suffix, ten_thousand_suffix)),
        Column("项目类别", "category"),
        Column("采购方式", "method"), Column("签订日期", "signed_on"), Column("供应商账号", "supplier_account"),
        Column("备注", "remark"),
    )  # fmt: skip
    cover = Sheet("填表说明", [["填表说明"], ["一、本台账由各单位据实填写。"], ["二、金额以元为单位，保留两位小数。"]])
    ledger = table("台账", columns, _offices(world, "2021"), Style(titles=("2021年度采购合同台账",), blank_every=13))
    return Workbook("财政局/政府采购/2021年采购合同台账.xls", write_xls, [cover, ledger])


def _tenders(world: World) -> Workbook:
    columns = (
        SERIAL, Column("招标编号", "tender_no"), Column("项目名称", "title"), Column("招标人", "buyer"),
        Column("招标方式", "method"), Column("项目类别", "category"),
        Column("最高限价（万元）", "base_price", ten_thousand),
        Column("招标公告日期", "noticed_on"), Column("投标截止时间", "deadline"), Column("开标时间", "opened_on"),
    )  # fmt: skip
    sheet = table("招标项目", columns, world.book.rows("tender"), Style(titles=("公共资源交易中心招标项目一览表",)))
    return Workbook("公共资源交易中心/招标项目.xlsx", write_openpyxl, [sheet])


def _bids(world: World) -> Workbook:
    columns = (
        Column("招标编号", "tender_no"), Column("投标单位", "bidder"), Column("统一社会信用代码", "bidder_uscc"),
        Column("投标报价", "price"), Column("是否中标", "won"), Column("是否否决", "rejected"), Column("排名", "rank"),
        Column("投标IP", "ip"), Column("MAC地址", "mac"), Column("CA证书号", "ca"), Column("联系人", "contact"),
        Column("联系电话", "phone"), Column("电子邮箱", "email"), Column("地址", "address"),
        Column("保证金账号", "deposit_account"), Column("项目经理", "project_manager"),
        Column("项目经理身份证号", "project_manager_id_no"), Column("递交时间", "submitted_at"),
    )  # fmt: skip
    return Workbook("公共资源交易中心/投标记录.csv", UTF16_CSV, [table("", columns, world.book.rows("bid"))])


def _vouchers(world: World) -> list[Workbook]:
    columns = (
        Column("凭证号", "voucher_no"), Column("付款单位", "payer"), Column("收款单位", "payee"),
        Column("收款人统一社会信用代码", "payee_uscc"), Column("收款人身份证号", "payee_id_no"),
        Column("收款人账号", "payee_account"), Column("付款金额", "amount", varied(plain, yuan_text)),
        Column("付款日期", "date", compact_date), Column("用途", "purpose"),
        Column("合同编号", "contract_no", slash_if_blank), Column("开票单位", "invoice_issuer"),
    )  # fmt: skip
    rows = world.book.rows("payment")
    early = [row for row in rows if str(row["date"]) < "2023"]
    late = [row for row in rows if str(row["date"]) >= "2023"]
    slashed = tuple(Column("付款日期", "date", slash_date) if c.field == "date" else c for c in columns)
    title = Style(titles=("国库集中支付凭证明细",), total_of="amount")
    return [
        Workbook("财政局/国库支付/2021-2022年支付凭证.csv", GB_CSV, [table("", columns, early)]),
        Workbook("财政局/国库支付/2023年支付凭证.xlsx", write_xlsxwriter, [table("凭证", slashed, late, title)]),
    ]


def _bank(world: World) -> Workbook:
    columns = (
        Column("付款方账号", "from_account"), Column("付款方户名", "from_name"), Column("收款方账号", "to_account"),
        Column("收款方户名", "to_name"), Column("交易金额", "amount", yuan_text),
        Column("交易时间", "at", dotted_date), Column("附言", "purpose"),
    )  # fmt: skip
    return Workbook("澄源农村商业银行/对公流水.csv", UTF8_BOM_CSV, [table("", columns, world.book.rows("transfer"))])
