"""公安局, 市场监督管理局, 组织部, … : the registers that lists are compared with."""

from __future__ import annotations

from cluegraph.demo.cells import (
    chinese_date,
    compact_date,
    dashed_date,
    dotted_date,
    percent,
    plain,
    serial_date,
    slash_date,
    varied,
)
from cluegraph.demo.lists.plan import SERIAL, Workbook, by_place, name, number
from cluegraph.demo.places import townships
from cluegraph.demo.sheets import Column, Style, table
from cluegraph.demo.world import World
from cluegraph.demo.writers import GB_CSV, UTF8_CSV, UTF8_TSV, write_openpyxl, write_xls, write_xlsxwriter


def workbooks(world: World) -> list[Workbook]:
    return [
        *_households(world), *_deaths(world), _cadres_of_villages(world), _cadres_of_units(world), _kin(world),
        _companies(world), _stakes(world), _vehicles(world), _properties(world), *_insurance(world), _tips(world),
    ]  # fmt: skip


def _households(world: World) -> list[Workbook]:
    columns = (
        Column("户号", "household_no"), name("姓名", show=plain), number("公民身份号码", show=plain),
        Column("与户主关系", "relation_to_head"), Column("乡镇", "township"), Column("村名", "village"),
        Column("户籍地址", "address"),
    )  # fmt: skip
    books = []
    for place, township in enumerate(townships()):
        rows = [row for row in world.book.rows("household") if row["township"] == township]
        if place % 3 == 2:
            sheet = table("常住人口", columns, rows, Style(titles=(f"{township}常住人口登记表",)))
            books.append(Workbook(f"公安局/户籍/{township}常住人口.xlsx", write_xlsxwriter, [sheet]))
        else:
            writer = (GB_CSV, UTF8_CSV)[place % 3]
            books.append(Workbook(f"公安局/户籍/{township}常住人口.csv", writer, [table("", columns, rows)]))
    return books


def _deaths(world: World) -> list[Workbook]:
    """Three offices, three files; the register's name stands in a column."""
    books = []
    for register, path, writer, header, show in (
        ("公安", "公安局/死亡注销人员.xlsx", write_xlsxwriter, "死亡日期", slash_date),
        ("民政", "民政局/火化人员名单.xls", write_xls, "死亡时间", chinese_date),
        ("卫健", "卫生健康局/死亡医学证明登记.csv", GB_CSV, "死亡日期", compact_date),
    ):
        died, source = Column(header, "died_on", show), Column("数据来源", "register")
        columns = (SERIAL, name("姓名"), number("身份证号"), died, source)
        rows = [row for row in world.book.rows("death") if row["register"] == register]
        style = Style() if path.endswith("csv") else Style(titles=("死亡人员登记表",))
        books.append(Workbook(path, writer, [table("" if path.endswith("csv") else "死亡人员", columns, rows, style)]))
    return books


def _cadres_of_villages(world: World) -> Workbook:
    columns = (
        SERIAL, Column("乡镇", "township"), Column("行政村", "village"), name("姓名"), number("身份证号"),
        Column("职务", "post"), Column("任职时间", "from", dotted_date), Column("离任时间", "to", dotted_date),
    )  # fmt: skip
    rows = by_place(world, world.book.rows("cadre", lambda row: row["unit"] is None))
    style = Style(titles=("澄源县村（社区）两委干部名册",), subtotal_by="")
    return Workbook("组织部/村两委干部名册.xlsx", write_openpyxl, [table("村干部", columns, rows, style)])


def _cadres_of_units(world: World) -> Workbook:
    columns = (
        SERIAL, Column("任职单位", "unit"), name("姓名"), number("身份证号码"), Column("职务", "post"),
        Column("分管领域", "in_charge_of"), Column("任职起始", "from", dashed_date),
        Column("免职时间", "to", dashed_date),
    )  # fmt: skip
    rows = world.book.rows("cadre", lambda row: row["unit"] is not None)
    return Workbook("组织部/县管干部名册.xls", write_xls, [table("干部", columns, rows, Style(titles=("干部名册",)))])


def _kin(world: World) -> Workbook:
    columns = (
        SERIAL, name("干部姓名"), number("干部身份证号"), name("亲属姓名", "relative_name"),
        number("亲属身份证号", "relative_id_no"), Column("称谓", "relation"),
    )  # fmt: skip
    style = Style(titles=("领导干部亲属情况登记表",), leading_blanks=1, footer="填报单位（盖章）")
    sheet = table("亲属", columns, world.book.rows("kin"), style)
    return Workbook("纪委监委/干部亲属登记.xlsx", write_xlsxwriter, [sheet])


def _companies(world: World) -> Workbook:
    columns = (
        SERIAL, Column("企业名称", "company"), Column("统一社会信用代码", "uscc"),
        name("法定代表人", "legal_representative"),
        number("法定代表人身份证号", "legal_representative_id_no"), Column("成立日期", "founded_on", dashed_date),
        Column("登记状态", "status"), Column("注册资本", "capital"), Column("注册地址", "address"),
        Column("联系电话", "phone"), Column("经营范围", "scope"), Column("参保人数", "insured_staff"),
    )  # fmt: skip
    sheet = table("企业", columns, world.book.rows("company"), Style(titles=("市场主体登记信息",)))
    return Workbook("市场监督管理局/企业登记信息.xlsx", write_xlsxwriter, [sheet])


def _stakes(world: World) -> Workbook:
    columns = (
        Column("企业名称", "company"), Column("统一社会信用代码", "uscc"), name("股东名称", "holder"),
        number("股东证件号码", "holder_id_no"), Column("持股比例(%)", "share", varied(plain, percent)),
        Column("职务类型", "role"),
    )  # fmt: skip
    return Workbook("市场监督管理局/股东及董监高.tsv", UTF8_TSV, [table("", columns, world.book.rows("stake"))])


def _vehicles(world: World) -> Workbook:
    columns = (
        SERIAL, name("车辆所有人", "owner"), number("身份证号"), Column("车牌号", "plate"), Column("车辆品牌", "brand"),
        Column("车辆类型", "kind"), Column("初次登记时间", "registered_on"), Column("购置价格", "price"),
        Column("机动车状态", "status"),
    )  # fmt: skip
    sheet = table("车辆", columns, world.book.rows("vehicle"), Style(titles=("机动车登记信息查询结果",)))
    return Workbook("公安局/交警大队/机动车登记.xls", write_xls, [sheet])


def _properties(world: World) -> Workbook:
    columns = (
        SERIAL, name("产权所有人", "owner"), number("身份证号"), Column("产权证号", "certificate_no"),
        Column("房屋坐落", "location"), Column("建筑面积", "area"), Column("房产登记日", "registered_on", serial_date),
        Column("产权取得方式", "acquired_by"),
    )  # fmt: skip
    sheet = table("不动产", columns, world.book.rows("property"), Style(titles=("不动产登记查询结果",)))
    return Workbook("自然资源局/不动产登记.xlsx", write_openpyxl, [sheet])


def _insurance(world: World) -> list[Workbook]:
    columns = (
        Column("参保单位", "unit"), name("姓名"), number("身份证号"), Column("缴费基数", "base"),
        Column("参保起始日期", "from", compact_date), Column("参保终止日期", "to", compact_date),
    )  # fmt: skip
    return [Workbook("医疗保障局/职工参保信息.csv", UTF8_CSV, [table("", columns, world.book.rows("insurance"))])]


def _tips(world: World) -> Workbook:
    columns = (
        Column("信访编号", "no"), Column("反映日期", "date", slash_date), Column("乡镇", "township"),
        Column("反映村", "village"), Column("反映内容", "text"), Column("被反映人", "about_name"),
        Column("反映渠道", "channel"),
    )  # fmt: skip
    style = Style(titles=("2023年群众来信来访登记",))
    sheet = table("登记", columns, world.book.rows("tip"), style)
    return Workbook("信访局/来信来访登记.xlsx", write_xlsxwriter, [sheet])
