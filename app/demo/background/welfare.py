"""Ordinary welfare: 低保, 特困, 高龄, 残疾, 公益性岗位, 危房, 丧葬, 青苗, and the deaths that end them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.people import Household, Person, day_between
from cluegraph.demo.world import World

MONTHS_2023 = [202300 + month for month in range(1, 13)]
MONTHS_2022_LATE = [202200 + month for month in range(7, 13)]


def write_welfare(world: World) -> None:
    _deaths(world)
    _minimum_living(world)
    _destitute(world)
    _old_age(world)
    _disabled(world)
    _public_posts(world)
    _houses(world)
    _crops(world)


def until_death(person: Person, months: list[int]) -> list[int]:
    """The months up to and with the month of death."""
    died = person.died_on
    return months if died is None else [month for month in months if month <= died.year * 100 + died.month]


def monthly(
    world: World, person: Person, programme: str, amount: int | Decimal, months: list[int], **more: str | None
) -> None:
    """The same amount for each of the months."""
    for month in months:
        world.subsidy(person, programme, amount, month=month, year=month // 100, **more)


def _ordinary(world: World) -> list[Household]:
    return [home for home in world.households if not home.roles and home.registered]


def _deaths(world: World) -> None:
    """Some of the very old die; the registers mostly agree, and a child receives the funeral grant."""
    for home in _ordinary(world):
        elder = home.members[-1]
        if elder.relation not in ("父", "母") or elder.born.year > 1942 or world.random.random() > 0.25:
            continue
        elder.died_on = died = day_between(world.random, date(2022, 3, 1), date(2023, 10, 31))
        world.death(elder, died, "公安")
        if world.random.random() < 0.5:
            world.death(elder, died, world.random.choice(("民政", "卫健")))
        world.subsidy(
            home.head, "丧葬补助", 2000, year=died.year, date=date(died.year, min(died.month + 1, 12), 25),
            remark=f"亡者{elder.name}",
        )  # fmt: skip


def _minimum_living(world: World) -> None:
    for village in world.villages:
        for _ in range(3):
            home = world.free_household(village, "poor")
            amount = world.random.choice((420, 560, 680, 845))
            monthly(world, home.head, "农村低保", amount, MONTHS_2022_LATE + MONTHS_2023)


def _destitute(world: World) -> None:
    for village in world.villages[:24]:
        home = world.free_household(village, "poor")
        home.roles.add("destitute")
        monthly(world, home.head, "特困供养", 936, MONTHS_2023, account_name=home.head.name)


def _old_age(world: World) -> None:
    """Everybody who is 80 on the 20th of the month."""
    for home in world.households:
        if home.roles & {"case", "destitute"}:
            continue
        for member in home.members:
            months = [m for m in MONTHS_2023 if member.age_on(date(m // 100, m % 100, 20)) >= 80]
            monthly(world, member, "高龄津贴", 100, until_death(member, months), household_head=home.head.name)


def _disabled(world: World) -> None:
    for village in world.villages[:28]:
        for _ in range(2):
            home = world.free_household(village, "disabled")
            monthly(world, home.head, "残疾人两项补贴", world.random.choice((86, 172)), MONTHS_2023)


def _public_posts(world: World) -> None:
    for village in world.villages:
        homes = [
            home for home in _ordinary(world)
            if home.village == village and date(1966, 1, 1) <= home.head.born <= date(1980, 1, 1)
        ]  # fmt: skip
        for home in homes[:2]:
            home.roles.add("post")
            monthly(world, home.head, "公益性岗位补贴", 800, MONTHS_2023)


def _houses(world: World) -> None:
    for village in world.villages:
        head = world.free_household(village, "house").head
        world.subsidy(head, "危房改造补助", world.random.choice((12_000, 20_000, 25_000)), date=date(2023, 10, 30))


def _crops(world: World) -> None:
    for village in world.villages[::3]:
        homes = [home for home in world.households if home.village == village and not home.roles & {"case"}]
        for home in homes[:12]:
            area = Decimal(world.random.randint(2, 25)) / 10
            world.subsidy(
                home.head, "青苗补偿款", area * 1200, quantity=area, rate=Decimal(1200), date=date(2023, 4, 26)
            )
