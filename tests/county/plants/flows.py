"""FLOW-02 to FLOW-06: transfers, vouchers and funds."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tests.county.plants.subsidy_lists import MACHINE
from tests.county.world import World, money

RESETTLED = "移民后期扶持"


def plant(world: World) -> None:
    _rings(world)
    _collectors(world)
    _private_accounts(world)
    _stuck(world)
    _three_parties(world)


def _transfer(world: World, source: str, target: str, amount: object, day: date) -> None:
    world.add("transfer", from_account=source, to_account=target, amount=money(amount), at=day)


def _rings(world: World) -> None:
    start = date(2023, 5, 10)
    for i in range(24):
        size = 3 + i % 4
        accounts = [world.people.account() for _ in range(size)]
        last = 30 if i // 4 % 2 else size
        for k in range(size):
            amount = 100_000 if k == 0 else (105_000, 95_000, 100_500)[(i + k) % 3]
            day = start + timedelta(days=last if k == size - 1 else k)
            _transfer(world, accounts[k], accounts[(k + 1) % size], amount, day)
        world.hit("FLOW-02", f"{size}个账户，{last}天", *accounts)

        size = (2, 7, 4, 4, 4)[i % 5]
        accounts = [world.people.account() for _ in range(size)]
        for k in range(size):
            amount = 100_000 if k == 0 or i % 5 != 2 else 105_001
            days = 31 if i % 5 == 3 and k == size - 1 else -k if i % 5 == 4 else k
            # falling dates still close the ring from another start: the middle one is set apart
            if i % 5 == 4:
                days = (0, 20, 2, 9)[k]
            _transfer(world, accounts[k], accounts[(k + 1) % size], amount, start + timedelta(days=days))
        world.lawful("FLOW-02", ("两个账户", "七个账户", "差额超5%", "31天", "日期倒退")[i % 5], *accounts)


def _collectors(world: World) -> None:
    paid = date(2023, 8, 14)
    for i in range(24):
        for yes in (True, False):
            target, count = world.people.account(), 3 + i % 2
            share, days = (Decimal("0.8"), 3) if i % 2 == 0 else (Decimal(1), 0)
            if not yes:
                count, share, days = ((2, share, days), (count, Decimal("0.79"), 1), (count, Decimal(1), 4))[i % 3]
            people = [world.people.person() for _ in range(count)]
            for one in people:
                world.subsidy(one, MACHINE, 1500, date=paid)
                _transfer(world, one.account, target, 1500 * share, paid + timedelta(days=days))
            keys = (target, *(one.account for one in people))
            if yes:
                world.hit("FLOW-03", f"{count}人{days}天内转出", *keys)
            else:
                world.lawful("FLOW-03", ("两人", "转出79%", "第四天")[i % 3], target)


def _private_accounts(world: World) -> None:
    for i in range(24):
        unit, person = world.office(), world.people.person()
        for amount in ((5000,), (900, 1200, 800), (46_000,))[i % 3]:
            world.voucher(unit, person, amount, date(2023, 7, 3 + len(world.rows["payment"]) % 20), purpose="往来款")
        world.hit("FLOW-04", ("正好五千元", "三次小额", "一次大额")[i % 3], person.account)
        unit, person = world.office(), world.people.person()
        for amount in ((Decimal("4999.99"),), (900, 1200), (7000,))[i % 3]:
            world.voucher(unit, person, amount, date(2023, 7, 3), purpose="往来款" if i % 3 < 2 else "7月工资")
        if i % 3 == 2:  # the salary that the payroll shows
            world.pay(person, unit, "2023-07", net=money(7000))
        world.lawful("FLOW-04", ("不足五千元", "只两次", "工资表上的工资")[i % 3], person.account)


def _stuck(world: World) -> None:
    received = date(2024, 3, 4)
    for i, village in enumerate(world.villages[12:36]):
        yes = i % 2 == 0
        late = i == 23  # too near the end of the data to say
        day = date(2024, 12, 10) if late else received
        world.add(
            "funds_in", place=village, programme=RESETTLED, amount=money(6000), date=day, from_unit="虞川县移民局"
        )
        for k in range(10):
            person = world.people.person(village=village)
            short = yes and i % 4 == 0 and k == 9
            if not short and not late:
                delay = 31 if yes and k == 9 else 30
                world.subsidy(person, RESETTLED, 600, year=2024, date=day + timedelta(days=delay))
        what = "三十天后才发完、少发" if yes else "三十天内发完；刚刚到账"
        (world.hit if yes else world.lawful)("FLOW-05", what, village.name, RESETTLED)


def _three_parties(world: World) -> None:
    for i in range(24):
        unit, firm, other = world.office(), world.firm(), world.firm()
        number = world.contract(unit, firm, 200_000, date(2023, 2, 6), "公开招标")
        paid = date(2023, 5, 8)
        if i % 2 == 0:
            world.voucher(unit, other, 150_000, paid, contract_no=number, invoice_issuer=other.name)
        else:
            world.voucher(unit, firm, 150_000, paid, contract_no=number, invoice_issuer=other.name)
        world.hit("FLOW-06", ("收款方不是供应商", "开票方不是供应商")[i % 2], number)

        unit, firm = world.office(), world.firm()
        number = world.contract(unit, firm, 200_000, date(2023, 2, 6), "公开招标")
        row = world.voucher(unit, firm, 150_000, paid, contract_no=number, invoice_issuer=firm.name)
        if i % 3 == 1:  # renamed since, the code is the same
            row["payee"] = row["invoice_issuer"] = firm.name.replace("有限公司", "集团有限公司")
            row["invoice_issuer"] = None
        elif i % 3 == 2:
            row["payee"], row["invoice_issuer"] = f" {firm.name} ", None
            row["payee_uscc"] = firm.uscc.lower()
        world.lawful("FLOW-06", ("一致", "更名而代码相同", "写法不同")[i % 3], number)
