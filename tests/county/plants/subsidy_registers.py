"""SUB-05, 06, 07, 08, 11, 12: subsidy lists beside other registers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from cluegraph.demo.identity import fifteen, id_number, masked
from tests.county.people import Home
from tests.county.plants.subsidy_lists import ALLOWANCE, CROPS, FARMLAND, HARDSHIP, MACHINE, OLD_AGE, PENSION
from tests.county.world import World, months

STANDARD = 700  # yuan a month for each member: the county's own setting for SUB-08
RATE = Decimal(95)


def plant(world: World) -> None:
    _deaths(world)
    _staff(world)
    _staff_lawful(world)
    _assets(world)
    _assets_lawful(world)
    _income(world)
    _phantoms(world)
    _areas(world)
    _areas_lawful(world)


def _died(world: World, person, day: date, register: str = "公安") -> None:
    world.add("death", name=person.name, id_no=person.id_no, died_on=day, register=register)


def _deaths(world: World) -> None:
    for i in range(24):
        person, died = world.people.person(age=74), date(2023, 2, 3 + i)
        _died(world, person, died)
        if i % 4 == 0:
            world.subsidy(person, PENSION, 180, date=died + timedelta(days=32))
        elif i % 4 == 1:  # a month's list counts as paid on the 20th
            world.subsidy(person, PENSION, 180, period="2023-06")
        elif i % 4 == 2:
            _died(world, person, date(2023, 8, 1), "卫健")
            world.subsidy(person, PENSION, 180, period="2023-08")
        else:
            world.subsidy(person, FARMLAND, 290, year=2024)
        world.hit("SUB-05", ("死亡后32天", "以20日计", "两个登记取早", "次年年度名单")[i % 4], person.id_no)

        person = world.people.person(age=74)
        _died(world, person, died)
        if i % 6 == 0:
            world.subsidy(person, PENSION, 180, date=died + timedelta(days=31))
        elif i % 6 == 1:
            world.subsidy(person, PENSION, 180, period="2023-01")
        elif i % 6 == 2:
            world.subsidy(person, "丧葬补助", 1200, date=date(2023, 7, 1))
        elif i % 6 == 3:
            world.subsidy(person, "抚恤金", 900, date=date(2023, 7, 1))
        elif i % 6 == 4:
            world.subsidy(person, FARMLAND, 290, year=2023)
        else:  # a living namesake of the village, once with the same last four digits
            number = _same_ending(person.id_no) if i % 12 == 5 else None
            home = world.people.home(village=person.village)
            namesake = world.people.add(home, "女", date(1950, 4, 4), name=person.name, id_no=number)
            world.subsidy(namesake, PENSION, 180, period="2023-09")
            world.implied("DQ-03", "同村同名，后四位也同的证号相近", person.id_no, namesake.id_no)
        world.lawful(
            "SUB-05", ("正好31天", "生前", "丧葬补助", "抚恤金", "当年年度名单", "同名异号")[i % 6], person.id_no
        )


def _same_ending(number: str) -> str:
    """Another valid number, of an elder of the same sex, that ends in the same four digits."""
    days = (date(1949, 1, 1) + timedelta(days=k) for k in range(1000))
    numbers = (id_number(day, int(number[14:17])) for day in days)
    return next(other for other in numbers if other[-4:] == number[-4:] and other != number)


def _staff(world: World) -> None:
    for i in range(24):
        home = world.people.home("配偶", "子")
        payee, member = home.head, home[1 + i % 2] if i % 3 else home.head
        programme = (ALLOWANCE, ALLOWANCE, HARDSHIP)[i % 3] if member is payee else ALLOWANCE
        for month in months("2023-05", 2):
            world.subsidy(payee, programme, 380, period=month)
        if i % 4 == 0:
            world.staff(member, world.office("站"))
        elif i % 4 == 1:
            world.staff(member, world.office("站"), to=date(2023, 5, 31))
        elif i % 4 == 2:
            world.staff(member, world.office("站"), start=date(2023, 6, 1))
        else:
            world.pay(member, world.office("站"), "2023-06")
        world.hit("SUB-06", ("在职至今", "当月退出", "次月进入", "工资表在职")[i % 4], payee.id_no, member.id_no)


def _staff_lawful(world: World) -> None:
    for i in range(24):
        home, other = world.people.home("配偶"), world.people.person(age=83)
        payee, member = home.head, home[1]
        if i % 6 == 0:
            world.subsidy(payee, ALLOWANCE, 380, period="2023-05")
            world.staff(member, world.office("站"), to=date(2023, 4, 30))
        elif i % 6 == 1:
            world.subsidy(payee, ALLOWANCE, 380, period="2023-05")
            world.pay(member, world.office("站"), "2023-05", "遗属")
        elif i % 6 == 2:
            world.subsidy(payee, FARMLAND, 380, year=2023)
            world.staff(member, world.office("站"))
        elif i % 6 == 3:
            payee = other
            world.subsidy(other, OLD_AGE, 100, period="2023-05")
            world.staff(other, world.office("站"))
        elif i % 6 == 4:
            world.subsidy(payee, ALLOWANCE, 380, period="2023-05")
            world.staff(member, world.office("站"), start=date(2023, 6, 1))
        else:  # a namesake in another household is on the payroll
            double = world.people.add(world.people.home(), "女", date(1984, 4, 4), name=payee.name)
            world.subsidy(payee, ALLOWANCE, 380, period="2023-05")
            world.staff(double, world.office("站"))
        world.lawful(
            "SUB-06", ("上月退出", "遗属", "耕地补贴", "高龄津贴", "下月才进入", "同名异号")[i % 6], payee.id_no
        )


def _poor(world: World, i: int) -> Home:
    home = world.people.home("配偶", "子")
    for month in months(f"2023-0{1 + i % 6}", 3):
        world.subsidy(home.head, ALLOWANCE, 380, period=month)
    return home


def _car(world: World, owner, kind: str = "小型轿车", status: str = "正常") -> None:
    world.add("vehicle", owner=owner.name, id_no=owner.id_no, plate=f"浙Q{world.number('plate'):05d}", brand="岳风",
              kind=kind, registered_on=date(2020, 5, 6), status=status)  # fmt: skip


def _house(world: World, owner) -> None:
    number = world.number("house")
    world.add("property", owner=owner.name, id_no=owner.id_no, certificate_no=f"虞川不动产权第{number:06d}号",
              location=f"虞川县城关街道秋水路{number}号", area=Decimal(96), registered_on=date(2019, 8, 1))  # fmt: skip


def _assets(world: World) -> None:
    for i in range(24):
        home = _poor(world, i)
        member = home[i % 3]
        if i % 4 == 0:
            _car(world, member)
        elif i % 4 == 1:
            _house(world, member)
            _house(world, member)
        elif i % 4 == 2:
            world.firm(member)
        else:
            world.stake(world.firm(), member, 10)
        world.hit("SUB-07", ("轿车", "两处房产", "法定代表人", "正好持股10%")[i % 4], home.head.id_no, member.id_no)


def _assets_lawful(world: World) -> None:
    for i in range(27):
        home = _poor(world, i)
        member = home[i % 3]
        if i % 9 < 3:
            _car(
                world,
                member,
                ("小型轿车", "普通二轮摩托车", "正三轮载货摩托车")[i % 9],
                ("报废", "正常", "正常")[i % 9],
            )
        elif i % 9 == 3:
            _house(world, member)
        elif i % 9 == 4:
            _house(world, home[0])
            _house(world, home[1])
        elif i % 9 == 5:
            world.firm(member, status="注销")
        elif i % 9 == 6:
            world.stake(world.firm(), member, Decimal("9.9"))
        elif i % 9 == 7:
            _car(world, world.people.person(village=home.village))
        else:  # a namesake's car
            _car(world, world.people.add(world.people.home(), "子", date(1996, 1, 9), name=member.name))
        what = ("报废", "摩托", "三轮", "一处房", "两人各一处", "企业注销", "持股9.9%", "邻居的车", "同名人的车")[i % 9]
        world.lawful("SUB-07", what, home.head.id_no)


def _income(world: World) -> None:
    """A household of two on the allowance for six months; insured at a firm that is no public body."""
    for i in range(24):
        for yes in (True, False):
            home = world.people.home("配偶")
            for month in months("2023-01", 6):
                world.subsidy(home.head, ALLOWANCE, 380, period=month)
            base, start, to = STANDARD * 2 + 10, date(2023, 2, 1), date(2023, 4, 30)
            if yes:
                base, to = ((base, to), (3600, None), (base, to))[i % 3]
            else:
                base = (STANDARD * 2, 3600, 3600)[i % 3]
                to = (None, date(2023, 3, 31), None)[i % 3]
                start = (start, start, date(2023, 7, 1))[i % 3]
            world.add("insurance", name=home[1].name, id_no=home[1].id_no, unit=world.firm(register=False).name,
                      base=Decimal(base), **{"from": start, "to": to})  # fmt: skip
            what = (
                ("略高于标准三个月", "远高于标准", "略高于标准三个月")
                if yes
                else ("正好等于标准", "只有两个月", "低保停后才参保")
            )
            (world.hit if yes else world.lawful)("SUB-08", what[i % 3], home.head.id_no)


def _phantoms(world: World) -> None:
    bare = [village for village in world.villages if not village.registered]
    for i in range(24):
        person, place = world.people.outsider(), world.people.next_village()
        world.subsidy(person, (MACHINE, CROPS, PENSION)[i % 3], 350 + i, place, period="2023-08")
        world.hit("SUB-11", "户籍上没有", person.id_no, place.name)

        person, other = world.people.outsider(), world.people.person(age=64)
        if i % 5 == 0:  # the village has no register
            world.subsidy(person, MACHINE, 350, bare[i % len(bare)], period="2023-08")
        elif i % 5 == 1:  # registered in another village
            world.subsidy(other, MACHINE, 350, world.people.next_village(), period="2023-08")
        elif i % 5 == 2:
            world.subsidy(person, MACHINE, 350, place, period="2023-08", id_no=None)
        elif i % 5 == 3:
            world.subsidy(person, MACHINE, 350, place, period="2023-08", id_no=masked(person.id_no))
        else:
            world.subsidy(other, MACHINE, 350, period="2023-08", id_no=fifteen(other.id_no))
        who = other if i % 5 in (1, 4) else person
        world.lawful("SUB-11", ("村里没有户籍", "户籍在他村", "没有证号", "证号遮盖", "15位证号")[i % 5], who.id_no)


def claim(world: World, person, area: object, year: int = 2023) -> None:
    """A farmland row by area."""
    area = Decimal(str(area))
    world.subsidy(person, FARMLAND, area * RATE, year=year, quantity=area, rate=RATE, account=person.home.head.account)


def land(world: World, person, area: object, **more: object) -> None:
    """A line of the land register."""
    world.add("land", holder=person.name, id_no=person.id_no, place=person.village,
              confirmed_area=Decimal(str(area)), **{k: Decimal(str(v)) for k, v in more.items()})  # fmt: skip


def _areas(world: World) -> None:
    for i in range(24):
        home = world.people.home("配偶")
        head, wife = home.members
        if i % 4 == 0:
            land(world, head, 10)
            claim(world, head, "11.01")
        elif i % 4 == 1:
            land(world, head, 6)
            claim(world, head, 4)
            claim(world, wife, "2.7")
        elif i % 4 == 2:
            land(world, head, 10, lent_out=3)
            claim(world, head, 10)
        else:
            land(world, head, 10, excluded_area=2, borrowed_in=1)
            claim(world, head, 10)
        world.hit("SUB-12", ("超过一成", "夫妻合计", "流转出", "不予补贴")[i % 4], home.number, head.id_no)


def _areas_lawful(world: World) -> None:
    for i in range(24):
        home = world.people.home("配偶")
        head, wife = home.members
        if i % 5 == 0:
            area = ("10", "7.3", "3.7", "8.2")[i // 5 % 4]
            land(world, head, area)
            claim(world, head, Decimal(area) * Decimal("1.1"))
        elif i % 5 == 1:
            land(world, head, 5, borrowed_in=5)
            claim(world, head, 10)
        elif i % 5 == 2:
            land(world, head, 4)
            land(world, wife, 3)
            claim(world, head, 7)
        elif i % 5 == 3:
            land(world, head, 5)
            claim(world, head, 5, 2022)
            claim(world, wife, 5, 2023)
        else:
            claim(world, head, 12)
        world.lawful("SUB-12", ("正好一成", "流转入", "两人的地", "两年各一次", "没有确权记录")[i % 5], home.number)
