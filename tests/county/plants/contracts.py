"""CON-01, 02, 03, 15, 16, PRO-03: contracts; every case has a buyer of its own."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tests.county.world import World

CENT = Decimal("0.01")
LIMITS = {"工程": Decimal(4_000_000), "货物": Decimal(2_000_000), "服务": Decimal(1_000_000)}
KINDS = tuple(LIMITS)


def plant(world: World) -> None:
    _split(world)
    _bunched(world)
    _untendered(world)
    _suppliers(world)
    _changes(world)
    _order(world)


def _split(world: World) -> None:
    for i in range(24):
        kind = KINDS[i % 3]
        half, buyer, day = LIMITS[kind] / 2, world.office(), date(2023, 2, 1 + i)
        parts = ((half, half), (half + 100, half + 100), (half, half / 2, half / 2))[i // 3 % 3]
        firms = [world.firm() for _ in parts]
        numbers = [
            world.contract(buyer, firm, part, day + timedelta(days=60 * k), ("竞争性磋商", "询价", "直接发包")[k], kind)
            for k, (firm, part) in enumerate(zip(firms, parts, strict=True))
        ]
        world.hit("CON-01", f"{len(parts)}份{kind}", buyer, *numbers)

        buyer = world.office()
        second, later, other, method = half, day + timedelta(days=50), kind, "询价"
        if i % 4 == 0:
            second = half - CENT
        elif i % 4 == 1:
            later = date(2024, 1, 1)
        elif i % 4 == 2:
            other = KINDS[(i + 1) % 3]
            second = min(half, LIMITS[other] / 2)
        else:
            method = "公开招标"
        world.contract(buyer, world.firm(), half, day, "询价", kind)
        world.contract(buyer, world.firm(), second, later, method, other)
        world.lawful("CON-01", ("差一分", "两年", "两类", "其一公开招标")[i % 4], buyer)


def _bunched(world: World) -> None:
    """Contracts for services after public tenders, so that nothing but their sums is odd."""
    shapes = (
        (True, ["900000", "999999.99"], 8), (True, ["950000", "980000", "990000"], 8), (True, ["910000"] * 3, 12),
        (False, ["899999.99", "950000"], 8), (False, ["1000000", "950000"], 8), (False, ["950000", "950000"], 9),
        (False, ["950000"] * 3, 6),
    )  # fmt: skip
    for i in range(28):
        yes, near, others = shapes[i % 7]
        buyer = world.office()
        sums = [*near, *(str(610_000 + 7_000 * k) for k in range(others))]
        for k, amount in enumerate(sums):
            world.contract(buyer, world.firm(), amount, date(2022 + k % 3, 3 + k % 8, 4 + i % 20), "公开招标")
        what = f"{len(sums)}份中{len(near)}份"
        (world.hit if yes else world.lawful)("CON-02", what, buyer)


def _untendered(world: World) -> None:
    for i in range(24):
        kind = KINDS[i % 3]
        day, buyer = date(2023, 3, 1 + i), world.office()
        firm, amount = world.firm(), LIMITS[kind] + (0, 100, 1_000_000)[i // 3 % 3]
        number = world.contract(buyer, firm, amount, day, ("竞争性磋商", "直接发包", "单一来源", "询价")[i % 4], kind)
        world.hit("CON-03", "达到限额", buyer, number)

        buyer, amount, method, remark = world.office(), LIMITS[kind] + 100, "直接发包", None
        if i % 5 == 0:
            amount = LIMITS[kind] - CENT
        elif i % 5 in (1, 2):
            method = ("公开招标", "邀请招标")[i % 5 - 1]
        else:
            remark = ("县政府批准采用单一来源", "水毁道路抢险")[i % 5 - 3]
        number = world.contract(buyer, world.firm(), amount, day, method, kind, remark=remark)
        world.lawful("CON-03", ("差一分", "公开招标", "邀请招标", "经批准", "抢险")[i % 5], number)


def _suppliers(world: World) -> None:
    day = date(2023, 6, 1)
    for i in range(20):
        if i % 5 < 4:
            _one_supplier(world, i, day)
        else:
            _crowded_address(world, i, day)


def _one_supplier(world: World, i: int, day: date) -> None:
    for yes in (True, False):
        buyer = world.office()
        if i % 5 == 0:
            firm = world.firm(founded_on=day - timedelta(days=179 if yes else 180))
        elif i % 5 == 1:
            firm = world.firm(insured_staff=0 if yes else 1)
        else:
            firm = world.firm()
        world.contract(buyer, firm, 30_000 if i % 5 == 2 or yes else Decimal("29999.99"), day)
        if i % 5 > 1:  # a share of 100,000 yuan over five contracts, or four
            rest = 4 if yes or i % 5 == 3 else 3
            left = 70_000 + (CENT if i % 5 == 3 and not yes else 0)
            for k in range(rest):
                amount = left - 17_500 * 3 if rest == 4 and k == 3 else 17_500 if rest == 4 else Decimal("23333.33")
                world.contract(buyer, world.firm(), amount, day + timedelta(days=k + 1))
        what = ("成立不足180天", "无人参保", "五份合同占三成", "正好三成")[i % 5] if yes else (
            "成立满180天", "参保一人", "只有四份合同", "略低于三成")[i % 5]  # fmt: skip
        (world.hit if yes else world.lawful)("CON-15", what, firm.uscc, buyer)


def _crowded_address(world: World, i: int, day: date) -> None:
    for count, yes in ((5, True), (4, False)):
        address = f"虞川县城关街道创业园{i}号楼{count}层"
        firms = [world.firm(address=address) for _ in range(count)]
        for firm in firms:
            world.contract(world.office(), firm, 20_000, day)
        for firm in firms[:1]:
            (world.hit if yes else world.lawful)("CON-15", f"一个地址{count}家供应商", firm.uscc)
        if yes:
            for firm in firms[1:]:
                world.implied("CON-15", "同一地址的另几家", firm.uscc)


def _changes(world: World) -> None:
    signed = date(2023, 4, 10)
    for i in range(24):
        for yes in (True, False):
            buyer, firm = world.office(), world.firm()
            more: dict[str, object] = {}
            if i % 4 == 0:
                more["final_amount"] = Decimal("550000.01" if yes else "550000.00")
            elif i % 4 == 1:
                more["started_on"] = signed - timedelta(days=1 if yes else 0)
            elif i % 4 == 2:
                more["awarded_on"] = signed - timedelta(days=31 if yes else 30)
            else:
                more["accepted_on"] = date(2023, 9, 30)
            number = world.contract(buyer, firm, 500_000, signed, "公开招标", **more)
            if i % 8 == 3:  # eight tenths paid before acceptance, or just less
                for amount, day in (
                    (200_000, date(2023, 5, 9)),
                    (200_000 if yes else Decimal("199999.99"), date(2023, 9, 29)),
                ):
                    world.voucher(buyer, firm, amount, day, contract_no=number, invoice_issuer=firm.name)
            elif i % 8 == 7:  # all on the day of acceptance, or the first before signing
                world.voucher(buyer, firm, 100_000, signed - timedelta(days=2 if yes else 0), contract_no=number)
            what = ("结算超一成", "先开工", "中标后超30天签约", "验收前付款、签约前付款")[i % 4]
            (world.hit if yes else world.lawful)("CON-16", what, number)


def _order(world: World) -> None:
    for i in range(24):
        for yes in (True, False):
            buyer = world.office()
            noticed, awarded = date(2023, 3, 6), date(2023, 4, 3)
            approved, signed = date(2023, 2, 20), date(2023, 4, 12)
            if i % 2 == 0:
                approved = noticed + timedelta(days=(1 + i) if yes else -1)
            else:
                signed = awarded + timedelta(days=-(1 + i % 9) if yes else 1)
            number = world.contract(
                buyer, world.firm(), 400_000, signed, "公开招标", budget_approved_on=approved, noticed_on=noticed,
                awarded_on=awarded,
            )  # fmt: skip
            what = ("公告与预算批复", "签约与中标")[i % 2]
            (world.hit if yes else world.lawful)("PRO-03", what, number)
