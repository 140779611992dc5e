"""PAY-04: salaries in months in which somebody else insures the person."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.county.people import Person
from tests.county.world import World, months

SPRING = months("2023-03", 3)
_LAWFUL = (
    "只两个月", "两处参保", "灵活就业", "劳务派遣", "人事代理", "兼职", "病假", "脱产学习", "挂职锻炼", "借调",
    "已停保", "尚未参保", "村干部由镇政府参保", "一月已退回", "同名异号", "参保单位写的是简称",
)  # fmt: skip


def plant(world: World) -> None:
    for i in range(24):
        _elsewhere(world, i)
    for i in range(32):
        _elsewhere_lawful(world, i)
    for i in range(4):
        _insured_in_common(world, i)
        _field_posts(world, i)


def _insure(
    world: World, person: Person, by: str | None = None, start: date = date(2021, 1, 1), to: date | None = None
) -> None:
    """Insurance by that employer, a company of its own by default."""
    world.add("insurance", name=person.name, id_no=person.id_no, unit=by or world.firm(register=False).name,
              base=Decimal(4400), **{"from": start, "to": to})  # fmt: skip


def _elsewhere(world: World, i: int) -> None:
    person, unit, paid = world.people.person(), world.office("馆"), SPRING
    way, status = i % 8, "在职"
    if way == 0:
        _insure(world, person)
    elif way == 1:  # the first and the last month in part
        _insure(world, person, start=date(2023, 3, 31), to=date(2023, 5, 1))
    elif way == 2:
        paid = ["2022-11", "2023-02", "2023-03", "2023-08"]
        _insure(world, person)
    elif way == 3:
        _insure(world, person, world.office("学校"))
    elif way == 4:  # one company after the other
        _insure(world, person, to=date(2023, 4, 12))
        _insure(world, person, start=date(2023, 5, 4))
    elif way == 5:
        person = world.people.person(village=world.villages[3 + i % 5])
        unit = f"{person.village.name}村民委员会"
        _insure(world, person)
    elif way == 6:
        status = ""
        _insure(world, person)
    else:  # the payer's own insurance ended before, and few of its people are insured there
        firm = world.firm(register=False).name
        _insure(world, person, unit, to=date(2023, 2, 28))
        _insure(world, person, firm, start=date(2023, 3, 1))
        for k in range(4):
            other = world.people.person()
            world.pay(other, unit, "2023-03")
            _insure(world, other, firm if k == 0 and i == 7 else unit, to=date(2023, 3, 31))
    for month in paid:
        world.pay(person, unit, month, status)
    ways = (
        "正好三个月",
        "首尾两月各一天",
        "不连续四个月",
        "由学校参保",
        "先后两家企业",
        "村里发薪",
        "未写人员状况",
        "本单位停保后",
    )
    world.hit("PAY-04", ways[way], person.id_no, person.village.name if way == 5 else unit)


def _elsewhere_lawful(world: World, i: int) -> None:
    person, unit, paid = world.people.person(), world.office("馆"), SPRING
    way, status, more, by = i % 16, "在职", {}, None
    what = _LAWFUL[way]
    if way == 0:
        paid = SPRING[:2]
    elif way == 1:
        _insure(world, person, unit)
    elif way in (2, 3, 4):
        by = ("虞川县灵活就业人员", "虞川县众合劳务派遣有限公司", "虞川县人才交流服务中心")[way - 2]
    elif way in (5, 9):
        status = what
    elif way in (6, 7, 8):
        more = {"remark": what}
    elif way == 15:
        by = unit.removeprefix("虞川县")
    elif way == 12:
        person = world.people.person(village=world.villages[3 + i % 5])
        unit, by = f"{person.village.name}村民委员会", f"{person.village.township}人民政府"
    if way == 14:
        _insure(world, world.people.add(world.people.home(), "子", date(1984, 6, 6), name=person.name))
    else:
        start = date(2023, 6, 1) if way == 11 else date(2021, 1, 1)
        _insure(world, person, by, start, to=date(2023, 2, 28) if way == 10 else None)
    for month in paid:
        world.pay(person, unit, month, status, **more)
    if way == 13:
        world.pay(person, unit, SPRING[-1], net=Decimal(-4600), remark="退回")
    world.lawful("PAY-04", what, person.id_no)


def _insured_in_common(world: World, i: int) -> None:
    """The department above insures half of a school's people, who are three at least."""
    school, above = world.office("小学"), world.office("教育局")
    staff = [world.people.person() for _ in range((3, 6, 5, 4)[i])]
    for place, one in enumerate(staff):
        for month in SPRING:
            world.pay(one, school, month)
        _insure(world, one, above if place < 3 else school)
    world.lawful("PAY-04", f"{len(staff)}人中3人由主管部门统一参保", staff[0].id_no)


def _field_posts(world: World, i: int) -> None:
    person, unit = world.people.person(), world.office("馆")
    _insure(world, person)
    for month in SPRING:
        world.pay(person, unit, month, post=("司机", "护林员")[i % 2])
    world.doubtful("PAY-04", "外勤岗位", person.id_no)
