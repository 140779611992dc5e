"""FLOW-01: what an office pays a company reaches the office's own people, or their kin, within days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from cluegraph.demo.background.officials import UNITS
from cluegraph.demo.background.purchases import voucher
from cluegraph.demo.companies import Company
from cluegraph.demo.people import Person
from cluegraph.demo.world import World

_PAID = Decimal(46_000)
_DAY = date(2023, 9, 11)


def plant_returns(world: World) -> None:
    _returned(world)
    _returned_lawful(world)


def _official(world: World, unit: str, *, until: date | None = None) -> Person:
    """Somebody with a post in the office, whose account the payroll shows."""
    person = world.person(world.village("新塘村"))
    world.cadre(person, "科长", unit=unit, to=until)
    world.pay(person, unit, 202305, 5600)
    return person


def _relative(world: World, cadre: Person, relation: str) -> Person:
    relative = world.person(world.village("新塘村"))
    world.kin(cadre, relative, relation)
    world.pay(relative, UNITS[9], 202305, 4600)
    return relative


def _supplier(world: World, unit: str) -> Company:
    """A company that the office paid."""
    firm = world.company()
    voucher(world, unit, firm, _PAID, _DAY)
    return firm


def _passed(world: World, firm: Company, receiver: Person, days: Sequence[int], amount: Decimal) -> None:
    """A chain of transfers from the company to a person; `days` counts those of each step from the payment."""
    accounts = [firm.account, *(world.people.account() for _ in days[1:]), receiver.account]
    for step, day in enumerate(days):
        world.book.add(
            "transfer", from_account=accounts[step], from_name=firm.name if step == 0 else None,
            to_account=accounts[step + 1], to_name=receiver.name if step == len(days) - 1 else None, amount=amount,
            at=_DAY + timedelta(days=day), purpose="往来",
        )  # fmt: skip


def _returned(world: World) -> None:
    for unit, relation, days, amount, zh, en in (
        (UNITS[0], "", (1,), Decimal(30_000), "付款次日转入科长本人账户", "to the official the next day"),
        (UNITS[1], "", (3,), _PAID / 10, "第三天，正好一成（边界）", "ten percent on the third day (boundary)"),
        (UNITS[2], "配偶", (1, 2), Decimal(40_000), "经一个账户到配偶", "to the spouse by way of one account"),
        (UNITS[3], "兄弟", (2, 5, 8), Decimal(20_000), "三步到兄弟（边界）", "to a brother in three steps"),
        (UNITS[4], "姐妹", (0,), Decimal(9_000), "付款当天转给姐妹", "to a sister on the very day"),
    ):  # fmt: skip
        official = _official(world, unit)
        receiver = _relative(world, official, relation) if relation else official
        firm = _supplier(world, unit)
        _passed(world, firm, receiver, days, amount)
        world.truth.plant("FLOW-01", (receiver.id_no, firm.uscc, unit), zh, en)


def _returned_lawful(world: World) -> None:
    unit = UNITS[5]
    for office, until, days, amount, zh, en in (
        (unit, None, (4,), Decimal(30_000), "第四天才转（边界）", "on the fourth day (boundary)"),
        (unit, None, (1,), _PAID / 10 - Decimal("0.01"), "差一分到一成（边界）", "a cent short of a tenth (boundary)"),
        (unit, None, (1, 1, 1, 1), Decimal(30_000), "四步才到（边界）", "four steps (boundary)"),
        (UNITS[6], None, (1,), Decimal(30_000), "收款人在别的单位任职", "an official of another office"),
        (unit, _DAY - timedelta(days=1), (1,), Decimal(30_000), "付款前一天已离任", "left the day before"),
        (unit, None, (-1,), Decimal(30_000), "先转账后付款", "transferred before the payment"),
    ):  # fmt: skip
        receiver, firm = _official(world, office, until=until), _supplier(world, unit)
        _passed(world, firm, receiver, days, amount)
        world.truth.lookalike("FLOW-01", (receiver.id_no, firm.uscc), zh, en)
