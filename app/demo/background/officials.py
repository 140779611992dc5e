"""Offices and their staff, village cadres and their relatives, month by month on the payrolls."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.book import Value
from cluegraph.demo.people import Person
from cluegraph.demo.places import townships
from cluegraph.demo.world import World

UNITS = (
    "澄源县水利局", "澄源县教育局", "澄源县卫生健康局", "澄源县农业农村局", "澄源县交通运输局", "澄源县林业局",
    "澄源县自然资源局", "澄源县文化和旅游局", "澄源县市场监督管理局", "澄源县民政局",
)  # fmt: skip
MONTHS = [year * 100 + month for year in (2022, 2023) for month in range(1, 13)]
_VILLAGE_POSTS = ("党支部书记兼村主任", "村委会副主任", "村文书", "村会计", "村务监督委员会主任")
_LEADERS = ("局长", "副局长", "副局长")


def units() -> tuple[str, ...]:
    """All offices with staff: ten bureaus and the six township governments."""
    return UNITS + tuple(f"{township}人民政府" for township in townships())


def write_officials(world: World) -> None:
    _staff(world)
    _village_cadres(world)


def _staff(world: World) -> None:
    """Twenty people an office, one of them retired, one a dependant of a deceased colleague."""
    villages = world.villages
    for number, unit in enumerate(units()):
        posts = _LEADERS if number < len(UNITS) else ("乡镇长", "副乡镇长", "副乡镇长")
        for place in range(20):
            home = world.free_household(villages[(number * 20 + place) % 29], "staff")
            person = home.head
            status = {18: "退休", 19: "遗属"}.get(place, "在职")
            salary = world.random.randint(4200, 8900)
            for month in MONTHS:
                world.pay(person, unit, month, Decimal(salary) + (month % 100) * 10 if status != "遗属" else 680,
                          status=status)  # fmt: skip
            if status == "在职":
                _register(world, person, unit)
            if place < len(posts):
                term: dict[str, Value] = {"from": date(2020, 3, 1), "in_charge_of": "分管业务"}
                world.cadre(person, posts[place], unit=unit, **term)
                for member in home.members[1:]:
                    world.kin(person, member, member.relation)


def _register(world: World, person: Person, unit: str) -> None:
    world.staff(person, unit, **{"from": date(2010 + world.random.randrange(8), 8, 1)})
    world.book.add(
        "insurance", name=person.name, id_no=person.id_no, unit=unit, base=Decimal(world.random.randint(40, 80) * 100),
        to=None, **{"from": date(2018, 8, 1)},
    )  # fmt: skip


def _village_cadres(world: World) -> None:
    for village in world.villages:
        for post in _VILLAGE_POSTS:
            home = world.free_household(village, "cadre")
            world.cadre(home.head, post)
            for member in home.members[1:]:
                world.kin(home.head, member, member.relation)
        brother = world.free_household(village, "kin")
        world.kin(home.head, brother.head, "兄弟" if brother.head.sex == "男" else "姐妹")
