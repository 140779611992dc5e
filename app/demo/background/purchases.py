"""What offices and villages buy: contracts, tenders, bids, vouchers and the movements of accounts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from cluegraph.demo.background.officials import UNITS, units
from cluegraph.demo.book import Value
from cluegraph.demo.companies import Company
from cluegraph.demo.people import day_between
from cluegraph.demo.places import Village
from cluegraph.demo.world import World

_THINGS = {
    "工程": ("道路硬化工程", "水渠修缮工程", "文化广场改造工程", "路灯安装工程", "办公楼维修工程"),
    "货物": ("办公设备采购", "农资采购", "垃圾桶采购", "电脑采购"),
    "服务": ("保洁服务", "测绘服务", "物业管理服务", "信息系统运维服务"),
}
_LEAST, _MOST = 45_000, 70_000  # yuan: a year's sum stays below every limit, and no supplier has a large share


def write_purchases(world: World) -> None:
    suppliers = [world.company() for _ in range(60)]
    for unit in units():
        _small(world, unit, None, suppliers, 7)
    for village in world.villages:
        _small(world, village.committee, village, suppliers, 3)
    for number in range(24):
        _tendered(world, f"{UNITS[number % len(UNITS)]}项目建设办公室", number, suppliers)


def _small(world: World, buyer: str, village: Village | None, suppliers: list[Company], count: int) -> None:
    random = world.random
    for number, supplier in enumerate(random.sample(suppliers, count)):
        category = random.choice(tuple(_THINGS))
        amount = Decimal(random.randint(_LEAST // 100, _MOST // 100) * 100)
        signed = day_between(random, date(2021 + number % 3, 2, 1), date(2021 + number % 3, 11, 30))
        contract(
            world, buyer, supplier, amount, signed, category,
            village=village, title=f"{buyer.removeprefix('澄源县')}{random.choice(_THINGS[category])}",
            method=random.choice(("询价", "竞争性谈判", "直接发包")),
        )  # fmt: skip


def contract(
    world: World, buyer: str, supplier: Company, amount: Decimal, signed: date, category: str,
    *, village: Village | None = None, paid: bool = True, **more: Value,
) -> str:  # fmt: skip
    """A contract and, if paid, its voucher to the supplier. Returns the contract's number."""
    number = f"CY-{signed.year}-{len(world.book.rows('contract')) + 1:04d}"
    row: dict[str, Value] = {
        "contract_no": number, "title": f"{buyer.removeprefix('澄源县')}{category}项目", "buyer": buyer,
        "supplier": supplier.name, "supplier_uscc": supplier.uscc, "amount": amount, "signed_on": signed,
        "category": category, "method": "询价", "tender_no": None, "village": village.name if village else None,
        "township": village.township if village else None, "final_amount": None, "supplier_account": supplier.account,
        "supplier_phone": supplier.phone, "remark": None,
        "started_on": signed + timedelta(days=10), "accepted_on": signed + timedelta(days=75),
    }  # fmt: skip
    world.book.add("contract", **{**row, **more})
    if paid:
        voucher(world, buyer, supplier, amount, signed + timedelta(days=90), contract_no=number)
    return number


def voucher(world: World, payer: str, payee: Company, amount: Decimal, day: date, /, **more: Value) -> None:
    """A voucher that pays a company to its own account."""
    row: dict[str, Value] = {
        "voucher_no": f"{day:%Y%m}-记-{len(world.book.rows('payment')) + 1:04d}", "payer": payer, "payee": payee.name,
        "payee_uscc": payee.uscc, "payee_id_no": None, "payee_account": payee.account, "amount": amount, "date": day,
        "purpose": "支付合同款", "contract_no": None, "invoice_issuer": payee.name,
    }  # fmt: skip
    world.book.add("payment", **{**row, **more})


def _tendered(world: World, buyer: str, number: int, suppliers: list[Company]) -> None:
    """An open tender with three to five bidders, 25 days to bid, the lowest price winning."""
    random = world.random
    noticed = day_between(random, date(2021 + number % 3, 1, 10), date(2021 + number % 3, 8, 30))
    deadline = noticed + timedelta(days=random.randint(21, 30))
    tender_no = f"CYZB{noticed.year}-{number + 1:03d}"
    base = Decimal(random.randint(480, 900) * 10_000)
    title = f"{buyer.removeprefix('澄源县')}{random.choice(_THINGS['工程'])}（公开招标）"
    world.book.add(
        "tender", tender_no=tender_no, title=title, buyer=buyer, method="公开招标", noticed_on=noticed,
        deadline=deadline, opened_on=deadline, base_price=base, category="工程",
    )  # fmt: skip
    bidders = [suppliers[(number * 5 + step * 7) % len(suppliers)] for step in range(random.randint(3, 5))]
    prices = sorted(base * (100 - random.randint(2, 14)) / 100 - random.randint(1, 999) for _ in bidders)
    for rank, (bidder, price) in enumerate(zip(bidders, prices, strict=True), start=1):
        _bid(world, tender_no, bidder, price, rank, deadline)
    contract(
        world, buyer, bidders[0], prices[0], deadline + timedelta(days=12), "工程", title=title, method="公开招标",
        tender_no=tender_no, noticed_on=noticed, awarded_on=deadline + timedelta(days=5),
    )  # fmt: skip


def _bid(world: World, tender_no: str, bidder: Company, price: Decimal, rank: int, deadline: date) -> None:
    number = len(world.book.rows("bid")) + 1
    world.book.add(
        "bid", tender_no=tender_no, bidder=bidder.name, bidder_uscc=bidder.uscc, price=price,
        won="是" if rank == 1 else "否", rejected="否", rank=rank, ip=f"10.29.{number // 250}.{number % 250 + 1}",
        mac=f"02-29-00-00-{number // 256:02X}-{number % 256:02X}", ca=f"CA{2900000 + number}",
        contact=bidder.owner.name, phone=bidder.phone, email=f"tb{number}@example.invalid", address=bidder.address,
        deposit_account=bidder.account, project_manager=bidder.owner.name,
        project_manager_id_no=bidder.owner.id_no,
        submitted_at=f"{datetime(deadline.year, deadline.month, deadline.day, 8, number % 60):%Y-%m-%d %H:%M}",
    )  # fmt: skip


def write_transfers(world: World) -> None:
    """The bank's side of the vouchers to companies, from each payer's own account."""
    payers: dict[str, str] = {}
    for row in world.book.rows("payment", lambda row: row["payee_uscc"] is not None):
        payer = str(row["payer"])
        account = payers.setdefault(payer, f"2010029910{len(payers):07d}")
        world.book.add(
            "transfer", from_account=account, from_name=payer, to_account=row["payee_account"], to_name=row["payee"],
            amount=row["amount"], at=row["date"], purpose=row["purpose"],
        )  # fmt: skip
