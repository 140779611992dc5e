"""PAY-01, PAY-02 and PAY-05: two salaries, shared salary accounts, allowances on working days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.background.officials import UNITS
from cluegraph.demo.people import Household, Person
from cluegraph.demo.world import World


def plant_payrolls(world: World) -> None:
    _two_salaries(world)
    _two_salaries_lawful(world)
    _shared_accounts(world)
    _working_days(world)


def _town(world: World, *relations: str) -> Household:
    return world.family(world.village("渡口村"), relations)


def _months(first: int, last: int, year: int = 2023) -> list[int]:
    return [year * 100 + month for month in range(first, last + 1)]


def _paid(world: World, person: Person, unit: str, months: list[int], status: str = "在职", net: int = 5100) -> None:
    for month in months:
        world.pay(person, unit, month, net, status=status)


def _two_salaries(world: World) -> None:
    for one, other, zh, en in (
        (_months(1, 12), _months(1, 12), "全年在两个单位领工资", "on two payrolls all year"),
        (_months(1, 6), _months(5, 12), "重合两个月（边界）", "two months together (boundary)"),
        (_months(3, 5), _months(3, 5), "一个季度两处领薪", "a quarter on two payrolls"),
        (_months(1, 12, 2022), _months(7, 12, 2022), "2022 年下半年两处领薪", "the second half of 2022"),
        ([202301, 202304], [202301, 202304], "不相连的两个月", "two months that do not touch"),
    ):
        person = _town(world).head
        _paid(world, person, UNITS[0], one)
        _paid(world, person, UNITS[1], other)
        world.truth.plant("PAY-01", (person.id_no, UNITS[0], UNITS[1]), zh, en)


def _two_salaries_lawful(world: World) -> None:
    for one, other, status, zh, en in (
        (_months(1, 6), _months(6, 12), "在职", "调动交接一个月（边界）", "one hand-over month (boundary)"),
        (_months(1, 12), _months(1, 12), "兼职", "另一处注明兼职", "marked as part-time"),
        (_months(1, 6), _months(7, 12), "在职", "调动，没有重合", "moved without overlap"),
        (_months(1, 4), _months(1, 4), "返聘", "退休后在另一处返聘", "taken on again after retirement"),
    ):
        person = _town(world).head
        _paid(world, person, UNITS[2], one)
        _paid(world, person, UNITS[3], other, status, 5100 if status == "在职" else 900)
        world.truth.lookalike("PAY-01", (person.id_no,), zh, en)
    first = _town(world).head
    second = world.person(world.village("新塘村"), name=first.name)
    _paid(world, first, UNITS[2], _months(1, 3))
    _paid(world, second, UNITS[3], _months(1, 3))
    world.truth.lookalike("PAY-01", (first.id_no,), "同名的两个人", "two people of one name")


def _shared_accounts(world: World) -> None:
    single = (_town(world).head for _ in range(8))
    groups = (
        ([next(single), next(single)], "两名互不相干的人工资进一个账户", "two strangers on one account"),
        ([next(single), next(single), next(single)], "三个人工资进一个账户", "three people on one account"),
        (_town(world, "父").members, "父子二人（不是夫妻）", "father and son, no couple"),
        (_town(world, "配偶", "子").members, "夫妻另加儿子", "a couple and their son"),
        ([next(single), next(single)], "分在两个单位", "in two offices"),
    )
    for number, (people, zh, en) in enumerate(groups):
        for place, person in enumerate(people):
            unit = UNITS[4 + place] if number == 4 else UNITS[4]
            world.pay(person, unit, 202305, 4800, account=people[0].account)
        world.truth.plant("PAY-02", (people[0].account, *(person.id_no for person in people)), zh, en)
    for unit in (UNITS[4], UNITS[5]):
        couple = _town(world, "配偶").members
        for person in couple:
            world.pay(person, unit, 202306, 4800, account=couple[0].account)
        world.truth.lookalike("PAY-02", (couple[0].account,), "户主与配偶共用账户", "head of household and spouse")
    person = next(single)
    for unit, month in ((UNITS[4], 202306), (UNITS[5], 202307)):
        world.pay(person, unit, month, 4800)
    world.truth.lookalike("PAY-02", (person.account,), "同一人先后在两个单位", "one person, two offices in turn")
    for placeholder in ("/", "无"):
        pair = [_town(world).head for _ in range(2)]
        for member in pair:
            world.pay(member, UNITS[6], 202308, 4800, account=placeholder)
        world.truth.lookalike("PAY-02", tuple(p.id_no for p in pair), "账号栏是占位符", "a placeholder is no account")


def _working_days(world: World) -> None:
    place = world.village("沙溪村")
    for day, zh, en in (
        (date(2023, 3, 7), "星期二领误工补助", "a Tuesday"),
        (date(2022, 9, 15), "星期四领误工补助", "a Thursday"),
        (date(2023, 10, 7), "调休上班的星期六", "a Saturday that was worked"),
        (date(2023, 1, 29), "春节后调休的星期日", "a Sunday that was worked after the Spring Festival"),
        (date(2023, 11, 30), "月末星期四", "the last Thursday of the month"),
    ):
        person = _town(world).head
        _paid(world, person, UNITS[6], [day.year * 100 + day.month])
        _job(world, person, day, place.name)
        world.truth.plant("PAY-05", (person.id_no,), zh, en)
    for day, month, status, zh, en in (
        (date(2023, 3, 11), 202303, "在职", "星期六", "a Saturday"),
        (date(2023, 5, 1), 202305, "在职", "劳动节（星期一）", "Labour Day, a Monday"),
        (date(2023, 10, 2), 202310, "在职", "国庆假期（星期一）", "a Monday of the National Day holidays"),
        (date(2023, 3, 7), 202302, "在职", "上月已不在工资表上", "no longer on the payroll that month"),
        (date(2023, 3, 7), 202303, "退休", "退休人员", "a retired person"),
    ):
        person = _town(world).head
        _paid(world, person, UNITS[7], [month], status)
        _job(world, person, day, place.name)
        world.truth.lookalike("PAY-05", (person.id_no,), zh, en)


def _job(world: World, person: Person, day: date, village: str) -> None:
    where = world.village(village)
    world.work(person, 120, date=day, rate=Decimal(120), village=where.name, township=where.township)
