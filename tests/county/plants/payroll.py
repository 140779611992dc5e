"""PAY-01, 02, 03, 05, 06, 07, 09: salaries and allowances for lost work."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.county.world import World, months

HALF = Decimal("0.5")


def plant(world: World) -> None:
    units = [world.office("服务站") for _ in range(24)]
    _two_payrolls(world, units)
    _one_salary_account(world, units)
    _after_the_end(world, units)
    _after_the_end_lawful(world, units)
    _working_days(world, units)
    _days(world)
    _same_day(world)
    _workers(world)


def _two_payrolls(world: World, units: list[str]) -> None:
    for i in range(24):
        here, there = units[i], units[(i + 5) % 24]
        person = world.people.person()
        for month in months("2023-03", 6):
            world.pay(person, here, month)
        for month in (months("2023-04", 2), ["2023-03", "2023-08"], months("2023-03", 6))[i % 3]:
            world.pay(person, there, month)
        world.hit("PAY-01", ("连续两月", "不连续两月", "六个月")[i % 3], person.id_no, here, there)

        _two_payrolls_lawful(world, i, here, there)


def _two_payrolls_lawful(world: World, i: int, here: str, there: str) -> None:
    person = world.people.person()
    for month in months("2023-03", 3):
        world.pay(person, here, month)
    if i % 5 == 0:  # the hand-over month
        for month in months("2023-05", 4):
            world.pay(person, there, month)
    elif i % 5 == 1:
        for month in months("2023-03", 3):
            world.pay(person, there, month, "兼职")
    elif i % 5 == 2:
        for month in months("2023-06", 3):
            world.pay(person, there, month)
    elif i % 5 == 3:  # somebody of the same name
        double = world.people.add(world.people.home(), "子", date(1991, 3, 3), name=person.name)
        for month in months("2023-03", 3):
            world.pay(double, there, month)
    else:
        for month in months("2023-03", 3):
            world.pay(person, there, month, "退休")
    world.lawful("PAY-01", ("交接月", "兼职", "先后任职", "同名异号", "他处领退休费")[i % 5], person.id_no)


def _one_salary_account(world: World, units: list[str]) -> None:
    for i in range(24):
        home = world.people.home("配偶", "子")
        people = (
            [home.head, world.people.person()],
            [home.head, home[2]],
            [home.head, home[1], world.people.person()],
        )[i % 3]
        for one in people:
            world.pay(one, units[i], "2023-10", account=home.head.account)
        world.hit("PAY-02", ("两户", "父子", "夫妻和另一人")[i % 3], home.head.account, *(one.id_no for one in people))

        home = world.people.home("配偶")
        if i % 3 == 0:
            for one in home.members:
                world.pay(one, units[i], "2023-10", account=home.head.account)
        elif i % 3 == 1:  # one person at two offices, one month each
            world.pay(home.head, units[i], "2023-10")
            world.pay(home.head, units[(i + 1) % 24], "2023-11")
        else:  # the neighbour's subsidy goes there, not a salary
            world.pay(home.head, units[i], "2023-10")
            world.work(world.people.person(), 2, month="2023-10", account=home.head.account)
        world.lawful("PAY-02", ("夫妻", "一人两单位", "另一人领的是误工补助")[i % 3], home.head.account)


def _after_the_end(world: World, units: list[str]) -> None:
    for i in range(24):
        person = world.people.person(age=60)
        if i % 2 == 0:
            world.add("death", name=person.name, id_no=person.id_no, died_on=date(2023, 3, 2 + i), register="民政")
            status = "在职" if i % 4 == 0 else "退休"
        else:
            world.staff(person, units[i], "退休", to=date(2023, 3, 31))
            status = "在职"
        for month in ("2023-02", "2023-05") if i % 3 else months("2023-05", 4):
            world.pay(person, units[i], month, status)
        world.hit("PAY-03", "死亡次月之后" if i % 2 == 0 else "退休次月之后仍在职", person.id_no)


def _after_the_end_lawful(world: World, units: list[str]) -> None:
    for i in range(24):
        person = world.people.person(age=61)
        if i % 5 == 0:
            world.add("death", name=person.name, id_no=person.id_no, died_on=date(2023, 3, 2), register="民政")
            for month in months("2023-02", 3):
                world.pay(person, units[i], month)
        else:
            world.staff(person, units[i], "调出" if i % 5 == 4 else "退休", to=date(2023, 3, 31))
            if i % 5 == 1:
                world.pay(person, units[i], "2023-04")
            else:
                for month in months("2023-05", 3):
                    world.pay(person, units[(i + 1) % 24], month, ("", "", "退休", "返聘", "在职")[i % 5])
        world.lawful("PAY-03", ("死亡次月", "退休次月", "退休费", "返聘", "调到别处")[i % 5], person.id_no)


def _working_days(world: World, units: list[str]) -> None:
    working = (
        date(2023, 4, 12),
        date(2023, 1, 28),
        date(2023, 4, 23),
        date(2023, 5, 6),
        date(2024, 2, 4),
        date(2023, 10, 7),
    )
    free = (
        date(2023, 4, 15),
        date(2023, 1, 24),
        date(2023, 5, 1),
        date(2023, 10, 2),
        date(2024, 2, 12),
        date(2023, 6, 22),
    )
    for i in range(24):
        person, day = world.people.person(), working[i % 6]
        world.pay(person, units[i], f"{day:%Y-%m}")
        world.work(person, 1, date=day)
        world.hit("PAY-05", "工作日（含调休）", person.id_no)

        person, day = world.people.person(), free[i // 3 % 6]
        if i % 3 == 0:
            world.pay(person, units[i], f"{day:%Y-%m}")
            world.work(person, 1, date=day)
        elif i % 3 == 1:
            world.pay(person, units[i], "2023-05")
            world.work(person, 1, date=date(2023, 4, 12))
        else:
            world.pay(person, units[i], "2023-04", ("退休", "遗属")[i // 3 % 2])
            world.work(person, 1, date=date(2023, 4, 12))
        world.lawful("PAY-05", ("休息日、节假日", "当月没有工资", "不是在职")[i % 3], person.id_no)


def _days(world: World) -> None:
    over = (("2023-04", 31), ("2023-03", 32), ("2023-02", 29), ("2024-02", 30))
    within = (("2023-04", 30), ("2023-03", 31), ("2024-02", 29), ("2022-09", 26))
    for i in range(24):
        for (month, days), yes in ((over[i % 4], True), (within[i % 4], False)):
            person, other = world.people.person(), world.people.next_village()
            if i % 3 == 0:
                world.work(person, days, month=month)
            elif i % 3 == 1:  # over two villages
                world.work(person, 15, month=month)
                world.work(person, days - 15, other, month=month)
            else:
                world.work(person, days - 4, month=month, project="河道整治")
                world.work(person, Decimal("3.5"), month=month, project="道路清扫")
                world.work(person, HALF, month=month, project="抗旱")
            (world.hit if yes else world.lawful)("PAY-06", f"{month} 共{days}天", person.id_no)


def _same_day(world: World) -> None:
    for i in range(24):
        day = date(2023, 7, 3 + i)
        person, other = world.people.person(), world.people.next_village()
        for place, days in ((person.village, 1), (other, (1, HALF, None)[i % 3])):
            world.work(person, days, place, date=day)
        world.hit("PAY-07", ("各一天", "一天半", "一行未写天数")[i % 3], person.id_no, person.village.name, other.name)

        person = world.people.person()
        if i % 4 == 0:
            for place in (person.village, other):
                world.work(person, HALF, place, date=day)
        elif i % 4 == 1:
            world.work(person, 1, date=day, project="河道整治")
            world.work(person, 1, date=day, project="抗旱")
        elif i % 4 == 2:
            world.work(person, 1, date=day)
            world.work(person, 1, other, date=date(2023, 8, 3 + i))
        else:
            double = world.people.add(world.people.home(village=other), "子", date(1990, 5, 5), name=person.name)
            for one in (person, double):
                world.work(one, 1, date=day)
        world.lawful("PAY-07", ("两个半天", "同村两项", "两天", "同名异号")[i % 4], person.id_no)


def _workers(world: World) -> None:
    for i in range(24):
        if i % 3 == 2:
            person = world.people.person()
            world.add(
                "insurance",
                name=person.name,
                id_no=person.id_no,
                unit=world.firm(register=False).name,
                base=Decimal(4200),
                **{"from": date(2022, 1, 1), "to": (None, date(2023, 7, 31))[i % 2]},
            )
        else:
            born = (date(2007, 7, 11), date(1947, 7, 10))[i % 3]
            person = world.people.add(world.people.home(), "子" if i % 3 == 0 else "父", born)
        world.work(person, 1, date=date(2023, 7, 10))
        world.hit("PAY-09", ("差一天满16岁", "满76岁", "当月他处参保")[i % 3], person.id_no)

        if i % 3 == 2:
            person = world.people.person()
            dates = ((date(2021, 1, 1), date(2023, 6, 30)), (date(2023, 8, 1), None))[i % 2]
            world.add("insurance", name=person.name, id_no=person.id_no, unit=world.firm(register=False).name,
                      base=Decimal(4200), **{"from": dates[0], "to": dates[1]})  # fmt: skip
        else:
            home = world.people.home()
            person = world.people.add(home, "子" if i % 3 == 0 else "父", (date(2007, 7, 10), date(1947, 7, 11))[i % 3])
        world.work(person, 1, date=date(2023, 7, 10))
        world.lawful("PAY-09", ("正好16岁", "75岁", "已停保或尚未参保")[i % 3], person.id_no)
