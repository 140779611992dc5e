"""SUB-01, 02, 03, 04, 09, 13, 14: what the subsidy lists alone tell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.county.people import Person
from tests.county.world import World, months

PENSION, OLD_AGE, ALLOWANCE, HARDSHIP = "城乡居民养老金", "高龄津贴", "农村低保", "特困供养"
DISABLED, MACHINE, CROPS, SOWS, FARMLAND = (
    "残疾人两项补贴",
    "农机购置补贴",
    "青苗补偿款",
    "能繁母猪补贴",
    "耕地地力保护补贴",
)


def plant(world: World) -> None:
    _two_villages(world)
    _two_villages_lawful(world)
    _twice(world)
    _twice_lawful(world)
    _one_account(world)
    _one_account_lawful(world)
    _many_accounts(world)
    _exclusive(world)
    _ages(world)
    _rate_card(world)


def _two_villages(world: World) -> None:
    rule = "SUB-01"
    for i in range(24):
        person, other = world.people.person(age=70), world.people.next_village()
        keys = (person.id_no, person.village.name, other.name)
        if i % 4 == 0:
            for place in (person.village, other):
                world.subsidy(person, FARMLAND, 310, place, year=2023)
            world.hit(rule, "耕地补贴同年两村", *keys)
            world.implied("SUB-02", "同年两村也是同期两笔", person.id_no)
        elif i % 4 == 1:
            for place, month in ((person.village, "2023-04"), (other, "2023-09")):
                world.subsidy(person, PENSION, 180, place, period=month)
            world.hit(rule, "同年两村，月份不同", *keys)
        elif i % 4 == 2:
            for place, amount in ((person.village, 310), (other, 310), (other, -100)):
                world.subsidy(person, FARMLAND, amount, place, year=2022)
            world.hit(rule, "一村部分退回，仍为正数", *keys)
            world.implied("SUB-02", "同年两村也是同期两笔", person.id_no)
        else:
            first, second = _namesake_villages(world, i)
            mover = world.people.person(village=first, age=66)
            for place in (first, second):
                world.subsidy(mover, PENSION, 180, place, period="2024-0" + ("3" if place is first else "5"))
            world.hit(rule, "两个同名村（不同乡镇）", mover.id_no, first.name)


def _namesake_villages(world: World, i: int) -> tuple:
    twins = [v for v in world.villages if sum(o.name == v.name for o in world.villages) == 2]
    first = twins[i % len(twins)]
    return first, next(v for v in twins if v.name == first.name and v is not first)


def _two_villages_lawful(world: World) -> None:
    rule = "SUB-01"
    for i in range(24):
        person, other = world.people.person(age=70), world.people.next_village()
        if i % 6 == 0:
            world.subsidy(person, FARMLAND, 310, year=2022)
            world.subsidy(person, FARMLAND, 310, other, year=2023)
        elif i % 6 == 1:
            world.subsidy(person, FARMLAND, 310, year=2023)
            world.subsidy(person, MACHINE, 900, other, year=2023)
        elif i % 6 == 2:
            for place, amount in ((person.village, 310), (other, 310), (other, -310)):
                world.subsidy(person, FARMLAND, amount, place, year=2023)
        elif i % 6 == 3:
            namesake = world.people.add(world.people.home(village=other), "女", date(1958, 2, 3), name=person.name)
            for one in (person, namesake):
                world.subsidy(one, FARMLAND, 310, year=2023)
        else:
            spelt = f"{person.village.name}{'村民委员会' if i % 6 == 4 else '股份经济合作社'}"
            world.subsidy(person, PENSION, 180, period="2023-04")
            world.subsidy(person, PENSION, 180, period="2023-05", spelt=spelt)
        world.lawful(rule, ("异年", "异项目", "全额退回", "同名异号", "村委会写法", "合作社写法")[i % 6], person.id_no)


def _twice(world: World) -> None:
    rule = "SUB-02"
    for i in range(24):
        person = world.people.person(age=71)
        if i % 6 == 0:
            for _ in range(2):
                world.subsidy(person, PENSION, 180, period="2023-07")
        elif i % 6 == 1:
            for day in (date(2023, 3, 9), date(2023, 10, 12)):
                world.subsidy(person, FARMLAND, 355, date=day, year=2023)
        elif i % 6 == 2:
            for amount in (180, 240):
                world.subsidy(person, PENSION, amount, period="2022-11")
        elif i % 6 == 3:
            for amount in (180, 180, 180, -180):
                world.subsidy(person, PENSION, amount, period="2024-02")
        elif i % 6 == 4:
            for _ in range(2):
                world.subsidy(person, CROPS, 1260, date=date(2024, 5, 14))
        else:
            world.subsidy(person, PENSION, 180, date=date(2023, 6, 5))
            world.subsidy(person, PENSION, 180, date=date(2023, 6, 25))
        world.hit(rule, ("同月", "同年", "同月不等额", "退一剩二", "一次性同日", "同月两日")[i % 6], person.id_no)


def _twice_lawful(world: World) -> None:
    for i in range(24):
        home = world.people.home("配偶", age=72)
        person = home.head
        if i % 6 == 0:
            for amount in (180, 180, -180):
                world.subsidy(person, PENSION, amount, period="2023-07")
        elif i % 6 in (1, 2):
            world.subsidy(person, PENSION, 180, period="2023-07")
            world.subsidy(person, PENSION, 40, period="2023-07", remark=("补发6月", "提标补差")[i % 6 - 1])
        elif i % 6 == 3:
            for month in ("2023-07", "2023-08"):
                world.subsidy(person, PENSION, 180, period=month)
        elif i % 6 == 4:
            for one in home.members:
                world.subsidy(one, PENSION, 180, period="2023-07", account=person.account)
        else:
            for year in (2022, 2023):
                world.subsidy(person, FARMLAND, 355, year=year)
        world.lawful("SUB-02", ("已退回", "补发", "补差", "两个月", "夫妻各一笔", "两年")[i % 6], person.id_no)


def _one_account(world: World) -> None:
    for i in range(22):
        people = [world.people.person(village=world.villages[10 + i * 3]) for _ in range(3 if i % 7 == 6 else 2)]
        if i % 4 == 3:
            head = people[0]
            people = [head, world.people.home("父", village=head.village)[1]]
        for place, one in enumerate(people):
            world.subsidy(
                one,
                (MACHINE, CROPS)[(i + place) % 2],
                700 + 10 * place,
                date=date(2023, 4 + i % 6, 11),
                account=people[0].account,
            )
        world.hit("SUB-03", "两户以上一个账户", people[0].account, *(one.id_no for one in people))


def _one_account_lawful(world: World) -> None:
    for i in range(24):
        home, other = world.people.home("配偶", "子"), world.people.person()
        account = home.head.account
        if i % 3 == 0:
            for one in home.members:
                world.subsidy(one, MACHINE, 700, date=date(2023, 9, 4), account=account)
        elif i % 3 == 1:  # the other one's wage goes there, not a subsidy
            world.subsidy(home.head, MACHINE, 700, date=date(2023, 9, 4))
            world.work(other, 3, month="2023-09", account=account)
        else:
            spaced = " ".join(account[k : k + 4] for k in range(0, len(account), 4))
            world.subsidy(home.head, MACHINE, 700, date=date(2023, 9, 4))
            world.subsidy(home[1], CROPS, 820, date=date(2023, 9, 6), account=spaced)
        world.lawful("SUB-03", ("同户", "误工补助不算", "夫妻，账号分段书写")[i % 3], account)


def _many_accounts(world: World) -> None:
    for i in range(22):
        person, lawful = world.people.person(), world.people.person()
        accounts = [person.account, world.people.account(), world.people.account()]
        for account, month in zip(accounts, ("02", "06", "11"), strict=True):
            world.subsidy(person, (MACHINE, CROPS)[i % 2], 400 + i, period=f"2023-{month}", account=account)
        world.hit("SUB-04", "一年三个账户", person.id_no, *accounts)
        accounts = [lawful.account, world.people.account(), world.people.account()]
        for place, account in enumerate(accounts):
            if i % 3 == 0:  # two in one year, the third in the next
                world.subsidy(lawful, CROPS, 400, period=f"{2022 + place // 2}-0{place + 1}", account=account)
            elif i % 3 == 1:  # one of two, written in two ways
                spelt = (accounts[0], " ".join((accounts[0][:6], accounts[0][6:])), accounts[1])[place]
                world.subsidy(lawful, CROPS, 400, period=f"2023-0{place + 1}", account=spelt)
            elif place < 2:
                world.subsidy(lawful, CROPS, 400, period=f"2023-0{place + 1}", account=account)
            else:  # the third is a salary account
                world.work(lawful, 2, month="2023-05", account=account)
        world.lawful("SUB-04", ("跨年", "两个账户三种写法", "第三个在误工表")[i % 3], lawful.id_no)


def _exclusive(world: World) -> None:
    pairs = ((ALLOWANCE, HARDSHIP), (HARDSHIP, DISABLED), (HARDSHIP, "孤儿基本生活费"))
    fine = ((ALLOWANCE, OLD_AGE), (ALLOWANCE, DISABLED), (PENSION, HARDSHIP))
    for i in range(24):
        person = world.people.person(age=84)
        for programme in pairs[i % 3]:
            for month in months("2023-03", 1 + i % 2 * 3):
                world.subsidy(person, programme, 420, period=month)
        world.hit("SUB-09", "同月互斥", person.id_no)
        home = world.people.home("配偶", age=85)
        person = home.head
        if i % 3 == 0:
            world.subsidy(person, ALLOWANCE, 420, period="2023-03")
            world.subsidy(person, HARDSHIP, 900, period="2023-04")
        elif i % 3 == 1:
            for programme in fine[i % 9 // 3]:
                world.subsidy(person, programme, 130, period="2023-03")
        else:
            world.subsidy(person, DISABLED, 130, period="2023-03")
            world.subsidy(home[1], HARDSHIP, 900, period="2023-03")
        world.lawful("SUB-09", ("前后月", "可以同享", "同户两人")[i % 3], person.id_no)


def _ages(world: World) -> None:
    for i in range(24):
        day = date(2023, 6, 12)
        hit, lawful = _aged(world, i, day)
        job = i % 2 == 1
        for person, yes in ((hit, True), (lawful, False)):
            world.subsidy(person, "公益性岗位补贴" if job else OLD_AGE, 800 if job else 100, date=day)
            (world.hit if yes else world.lawful)("SUB-13", "公益岗位超龄" if job else "高龄津贴不到年龄", person.id_no)


def _aged(world: World, i: int, day: date) -> tuple[Person, Person]:
    """Who is outside the limit by a day or by years, and who is inside by a day."""
    if i % 2 == 0:  # the old-age allowance from 80 on
        born = date(day.year - 80, 6, 13) if i % 4 == 0 else date(day.year - 71, 2, 1)
        return world.people.person(born=born), world.people.person(born=date(day.year - 80, 6, 12))
    born = date(day.year - 61, 6, 12) if i % 4 == 1 else date(day.year - 69, 8, 2)
    return world.people.person(born=born), world.people.person(born=date(day.year - 61, 6, 13))


def _rate_card(world: World) -> None:
    over = (("2", "30", "61.01"), ("10", "95", "959.51"), ("10", "95", "940.49"), ("4", "100", "520"))
    within = (
        ("2", "30", "61.00"),
        ("10", "95", "959.50"),
        ("10", "95", "940.50"),
        ("4", "100", "520"),
        ("7.3", "95", "693.50"),
    )
    for i in range(24):
        for rows, yes in ((over, True), (within, False)):
            person = world.people.person()
            quantity, rate, amount = rows[i % len(rows)]
            late = not yes and i % len(rows) == 3
            world.subsidy(
                person, SOWS, amount, year=2022 + i % 3, quantity=Decimal(quantity), rate=Decimal(rate),
                remark="含补发上年" if late else None,
            )  # fmt: skip
            (world.hit if yes else world.lawful)("SUB-14", f"{quantity}×{rate}→{amount}", person.id_no)
