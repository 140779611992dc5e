"""What goes wrong in real folders: spoilt rows, files that are no tables, copies, a summary beside its details."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from cluegraph.demo.book import Row, Value
from cluegraph.demo.cells import slash_date
from cluegraph.demo.lists.plan import SERIAL, Workbook, account, name, number, of_list
from cluegraph.demo.sheets import Column, Sheet, Style, table
from cluegraph.demo.world import World
from cluegraph.demo.writers import write_xlsxwriter

_PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def workbooks(world: World) -> list[Workbook]:
    return [_spoilt(world), _unknown(), _summary(world)]


def _spoilt(world: World) -> Workbook:
    """Six good rows and four that cannot be read: they go to quarantine."""
    columns = (
        SERIAL, name("姓名"), number("身份证号", show=lambda value: value), Column("金额（元）", "amount"),
        account("银行账号"), Column("发放时间", "date", slash_date),
    )  # fmt: skip
    place = world.village("桃源村")
    people = [home.head for home in world.households if home.village == place and not home.roles][:6]
    people += [home.head for home in world.households if home.village == place and "kin" in home.roles]
    rows: list[Row] = []
    for person in people:
        rows.append(_row(person.name, person.id_no, Decimal(200), person.account))
    good = len(rows)
    first = people[0]
    rows.insert(1, _row(first.name, first.id_no, "贰佰元整？", first.account))
    rows.insert(3, _row(None, first.id_no, Decimal(200), first.account))
    rows.append(_row(people[-1].name, Decimal(int(people[-1].id_no[:17])) * 10, Decimal(200), people[-1].account))
    rows.append(_row(people[-1].name, people[-1].id_no, "待定", people[-1].account))
    style = Style(titles=("枫林乡桃源村2023年春节慰问金发放表",), footer=f"以上共{good}人领取   制表人：村文书")
    return Workbook("枫林乡/桃源村/春节慰问金.xlsx", write_xlsxwriter, [table("慰问金", columns, rows, style)])


def _row(name_: str | None, id_no: Value, amount: Value, account_: str) -> dict[str, Value]:
    return {"name": name_, "id_no": id_no, "amount": amount, "account": account_, "date": date(2023, 1, 17)}


def _unknown() -> Workbook:
    """A duty roster, which is no kind of record."""
    grid: list[list[str | int | None]] = [["2023年防汛值班安排表", None, None], ["日期", "带班领导", "值班电话"]]
    grid += [[f"7月{day}日", "值班室", f"0599-29{day:05d}"] for day in range(1, 16)]
    return Workbook("应急管理局/防汛值班表.xlsx", write_xlsxwriter, [Sheet("值班", [list(row) for row in grid])])


def _summary(world: World) -> Workbook:
    """The finance office's own copy of the house-repair list: the same payments a second time."""
    columns = (
        SERIAL, Column("乡镇", "township"), Column("村名", "village"), name("姓名"), number("身份证号"),
        Column("补贴项目", "programme"), Column("补贴金额", "amount"), Column("发放时间", "date", slash_date),
    )  # fmt: skip
    rows = of_list(world, "危房改造补助")
    style = Style(titles=("2023年各类补助资金汇总",), total_of="amount")
    return Workbook("财政局/汇总/2023年补助资金汇总.xlsx", write_xlsxwriter, [table("汇总", columns, rows, style)])


def write_oddities(folder: Path) -> None:
    """A PDF that is called .xlsx, a cut-off workbook, and a second copy of a list in another folder."""
    (folder / "财政局" / "关于报送补贴资料的通知.xlsx").write_bytes(_PDF)
    whole = (folder / "农业农村局" / "青苗补偿款发放表.xlsx").read_bytes()
    (folder / "农业农村局" / "青苗补偿款发放表（未传完）.xlsx").write_bytes(whole[: len(whole) // 2])
    copies = folder / "财政局" / "备份"
    copies.mkdir(exist_ok=True)
    (copies / "丧葬补助发放台账 - 副本.csv").write_bytes((folder / "民政局" / "丧葬补助发放台账.csv").read_bytes())
