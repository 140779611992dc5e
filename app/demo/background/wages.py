"""The villages' allowance lists (误工补助): many hands, small sums, no family of a cadre among them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from cluegraph.demo.people import Person
from cluegraph.demo.places import Village
from cluegraph.demo.world import World

YEARS = (2021, 2022, 2023)
_REASONS = ("环境整治", "防汛值守", "道路清障", "森林防火巡查", "人居环境清扫", "水渠清淤", "会议误工")
_ROWS_A_YEAR = 40


def dated(village: Village) -> bool:
    """Villages of odd number write the day of each job, the others a line a month."""
    return village.number % 2 == 1


def write_wages(world: World) -> None:
    """Lists of three years for every village, but not those that a case has made altogether."""
    for village in world.villages:
        workers = [world.free_household(village, "worker").head for _ in range(14)]
        clerk = next(h for h in world.households if h.village == village and "cadre" in h.roles).head
        for year in YEARS:
            if (f"{village.township}{village.name}", year) not in world.taken_lists:
                write_year(world, village, year, [*workers, clerk])


def write_year(world: World, village: Village, year: int, workers: list[Person]) -> None:
    """A year's list: each worker in turn, so that nobody has much of it."""
    random = world.random
    start = date(year, 1, 4)
    for number in range(_ROWS_A_YEAR):
        person = workers[number % len(workers)]
        if dated(village):
            day = start + timedelta(days=number * 9 + random.randrange(8))
            days = random.choice((Decimal(1), Decimal(1), Decimal("0.5")))
            world.work(person, days * 120, date=day, days=days, rate=Decimal(120), reason=random.choice(_REASONS))
        else:
            days = Decimal(random.randint(2, 6))
            month = year * 100 + number * 12 // _ROWS_A_YEAR + 1
            world.work(person, days * 120, month=month, days=days, rate=Decimal(120), reason=random.choice(_REASONS))
