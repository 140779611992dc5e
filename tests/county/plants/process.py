"""PRO-01, 02 and DQ-01, 02, 03, 05: published lists, collectors, numbers and spellings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.identity import credit_code, id_check_digit, id_number
from tests.county.plants.subsidy_lists import CROPS, MACHINE, PENSION
from tests.county.plants.villages import spoilt
from tests.county.world import World

TUITION = "雨露计划"


def plant(world: World) -> None:
    _published(world)
    _by_proxy(world)
    _wrong_numbers(world)
    _wrong_codes(world)
    _names(world)
    _digits(world)


def _published(world: World) -> None:
    """Each village publishes its whole list; one line is odd in each, and one only looks so."""
    for i in range(24):
        village = world.villages[8 + 3 * i]
        people = [world.people.person(village=village) for _ in range(8)]
        odd, alike = people[0], people[1]
        for one in people:
            paid, shown, name = Decimal(1500), Decimal(1500), one.name
            if one is odd and i % 3 == 2:
                shown = Decimal("1498.99")
            if one is alike:
                shown = Decimal("1499") if i % 2 else paid
                name = one.name if i % 2 else "　".join(one.name)
            if not (one is odd and i % 3 == 1):
                world.subsidy(one, TUITION, paid, village, year=2023)
            if not (one is odd and i % 3 == 0):
                world.add(
                    "published", name=name, id_no=one.id_no, programme=TUITION, amount=shown, place=village, year=2023
                )
        world.hit("PRO-01", ("发放未公示", "公示未发放", "金额差1.01元")[i % 3], village.name, odd.id_no)
        world.lawful("PRO-01", ("姓名有空格", "只差一元")[i % 2], alike.id_no)
        other = world.people.person(village=village)
        world.subsidy(other, TUITION, 1500, village, year=2022)
        world.lawful("PRO-01", "那一年没有公示名单", other.id_no)


def _by_proxy(world: World) -> None:
    for i in range(24):
        for yes in (True, False):
            proxy = world.people.home("配偶", "子", "父", age=49)
            who = {"collected_by": proxy.head.name, "collected_by_id_no": proxy.head.id_no}
            people = [world.people.person() for _ in range(3)]
            if not yes:
                people = (people[:2], proxy.members[1:], people[:1] * 3)[i % 3]
            for k, one in enumerate(people):
                if i % 2 == 0:
                    world.subsidy(one, (MACHINE, CROPS)[k % 2], 600, period=f"2023-0{2 + k}", **who)
                else:
                    world.work(one, 2, month=f"2023-0{2 + k}", **who)
            if yes:
                world.hit("PRO-02", "代领三户", proxy.head.id_no, *(one.id_no for one in people))
            else:
                world.lawful("PRO-02", ("两户", "自家三人", "同一人三次")[i % 3], proxy.head.id_no)


def _wrong_numbers(world: World) -> None:
    for i in range(24):
        good, wrong = world.people.person(age=67), spoilt(world)
        if i % 4 == 1:
            wrong = wrong[:10] + "1332" + wrong[14:]
        elif i % 4 == 2:
            wrong = wrong[:17]
        elif i % 4 == 3:
            wrong = wrong[:14] + ("000" if wrong[17] != id_check_digit(wrong[:14] + "000") else "001") + wrong[17]
        world.subsidy(good, (PENSION, CROPS)[i % 2], 200, period="2022-05", id_no=wrong)
        world.hit("DQ-01", ("校验码", "月日", "少一位", "改动")[i % 4], wrong)
        fine = world.people.person(born=date(1953, 4, 1 + i))
        written = (fine.id_no.lower(), f" {fine.id_no[:6]} {fine.id_no[6:14]} {fine.id_no[14:]}", fine.id_no)[i % 3]
        world.subsidy(fine, PENSION, 200, period="2022-05", id_no=written)
        world.lawful("DQ-01", ("小写x", "分段书写", "原样")[i % 3], fine.id_no)


def _wrong_codes(world: World) -> None:
    for i in range(20):
        if i % 2 == 0:
            code = credit_code(910_000 + i)
            wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
            firm = world.firm(register=False)
            world.add(
                "company", company=firm.name, uscc=wrong, status="存续", founded_on=date(2015, 5, 5), insured_staff=9
            )
            world.hit("DQ-02", "信用代码校验", firm.name)
        else:
            card = world.people.account()
            wrong = card[:-1] + str((int(card[-1]) + 3) % 10)
            world.subsidy(world.people.person(), CROPS, 260, period="2022-09", account=wrong)
            world.hit("DQ-02", "银行卡校验", wrong)
        book = f"1010{world.number('book'):08d}" if i % 2 else f"8023{world.number('book'):015d}"
        world.subsidy(world.people.person(), CROPS, 260, period="2022-10", account=book)
        world.lawful("DQ-02", "存折账号没有校验位", book)


def _names(world: World) -> None:
    for i in range(24):
        person = world.people.person()
        world.subsidy(person, CROPS, 260, period="2022-03")
        if i % 2 == 0:  # one number, two names
            other = world.people.outsider().name
            world.subsidy(person, MACHINE, 260, period="2022-04", name=other)
            world.hit("DQ-03", "一号两名", person.id_no)
        else:  # two numbers of one name, a digit and the check digit apart
            near = id_number(person.born, int(person.id_no[14:17]) // 10 * 10 + (int(person.id_no[16]) + 1) % 10)
            twin = world.people.add(
                world.people.home(village=person.village), "子", person.born, name=person.name, id_no=near
            )
            world.subsidy(twin, MACHINE, 260, period="2022-04")
            world.hit("DQ-03", "同村同名，证号差两位", person.id_no, twin.id_no)

        person = world.people.person()
        if i % 3 == 0:
            world.subsidy(person, CROPS, 260, period="2022-03", name="　".join(person.name))
        elif i % 3 == 1:
            person = world.people.add(world.people.home(), "女", date(1985, 5, 5), name="买买提·艾力")
            for month, name in enumerate(("买买提•艾力", "买买提‧艾力", "买买提艾力"), start=3):
                world.subsidy(person, CROPS, 260, period=f"2022-0{month}", name=name)
        else:  # as near, but in another village
            near = id_number(person.born, (int(person.id_no[14:17]) + 1) % 1000 or 2)
            twin = world.people.add(world.people.home(), "子", person.born, name=person.name, id_no=near)
            for one in (person, twin):
                world.subsidy(one, CROPS, 260, period="2022-03")
        world.lawful("DQ-03", ("姓名有空格", "间隔号写法", "不同村")[i % 3], person.id_no)


def _digits(world: World) -> None:
    """Vouchers of an office: sums with one first digit, sums over several magnitudes, and too few to say."""
    firms = [world.firm() for _ in range(40)]
    for i in range(6):
        unit, count = world.office("公司"), 520 if i < 4 else 480
        for k in range(count):
            even = i % 2 == 0
            size = 10 ** (k % 4 + 1) * Decimal(world.random.randrange(500, 999)) / 100
            amount = size if even else Decimal(str(10 ** world.random.uniform(2, 6)))
            world.voucher(unit, firms[k % 40], amount, date(2023, 1 + k % 12, 1 + k % 28), purpose="材料款")
        if i < 4 and i % 2 == 0:
            world.hit("DQ-05", "首位都在5至9，跨四个数量级", unit)
        else:
            world.lawful("DQ-05", "跨多个数量级；不足500笔", unit)
