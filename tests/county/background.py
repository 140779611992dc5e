"""Thirty-odd thousand ordinary rows, in which nothing is planted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.county.people import Home, Village
from tests.county.plants.subsidy_lists import ALLOWANCE, OLD_AGE
from tests.county.plants.subsidy_registers import claim, land
from tests.county.plants.villages import concentrated
from tests.county.world import World, months

YEARS = (2022, 2023, 2024)
_SIZES = ((), ("配偶",), ("配偶", "子"), ("配偶", "子", "母"), ("配偶", "女", "子"), ("母",))


def settle(world: World, homes: int) -> None:
    """So many households a village with farmland, allowances, work and cadres; the offices' staff; cars and houses."""
    left_out = concentrated(world)
    for village in world.villages:
        settled = [world.people.home(*world.random.choice(_SIZES), village=village) for _ in range(homes)]
        _farmland(world, settled)
        _benefits(world, village, settled)
        for year in YEARS:
            if village.registered and not (year == 2024 and village in left_out):
                _work(world, settled, year)
        for home, post in zip(settled[-3:], ("党支部书记", "村委会主任", "会计"), strict=True):
            world.cadre(home.head, post, village=village)
        _contracts(world, village)
    _offices(world)


def _farmland(world: World, homes: list[Home]) -> None:
    for home in homes[: len(homes) * 4 // 5]:
        area = Decimal(world.random.randrange(12, 140)) / 10
        land(world, home.head, area)
        for year in YEARS:
            claim(world, home.head, area, year)


def _benefits(world: World, village: Village, homes: list[Home]) -> None:
    """Three households on the allowance and three people over eighty, month after month."""
    if not village.registered:
        return
    for home in homes[:3]:
        elder = world.people.add(home, "父", date(world.random.randint(1932, 1941), 5, 7))
        for year in YEARS:
            for month in months(f"{year}-01", 12):
                world.subsidy(home.head, ALLOWANCE, 420, period=month)
                world.subsidy(elder, OLD_AGE, 100, period=month)
    for home in homes[5:15]:
        _belongings(world, home)


def _belongings(world: World, home: Home) -> None:
    number = world.number("plate")
    world.add("vehicle", owner=home.head.name, id_no=home.head.id_no, plate=f"浙Q{number:05d}", brand="岳风",
              kind="小型轿车", registered_on=date(2018, 3, 4), status="正常")  # fmt: skip
    number = world.number("house")
    world.add("property", owner=home.head.name, id_no=home.head.id_no, certificate_no=f"虞川不动产权第{number:06d}号",
              location=f"虞川县城关街道秋水路{number}号", area=Decimal(88), registered_on=date(2017, 8, 1))  # fmt: skip


def _work(world: World, homes: list[Home], year: int) -> None:
    for home in world.random.sample(homes[3:-3], min(16, len(homes) - 6)):
        world.work(
            home.head, world.random.randint(7, 11), month=f"{year}-{world.random.randint(1, 12):02d}", account=None
        )


def _contracts(world: World, village: Village) -> None:
    """Six small contracts of like size, so that nobody has a third of a village's."""
    for year in YEARS:
        for month in (5, 10):
            day = date(year, month, world.random.randint(1, 28))
            world.contract(village, world.firm(), world.random.randrange(50_000, 60_000), day)


def _offices(world: World) -> None:
    for unit in [world.office("局") for _ in range(16)]:
        for _ in range(12):
            person = world.people.person()
            world.staff(person, unit)
            for year in YEARS:
                for month in months(f"{year}-01", 12):
                    world.pay(person, unit, month)
