"""DQ-01 and DQ-03: numbers that cannot be, and numbers or names that do not belong together."""

from __future__ import annotations

from datetime import date

from cluegraph.demo.cases.accounts import one_card
from cluegraph.demo.cells import full_width
from cluegraph.demo.identity import fifteen, id_check_digit, masked
from cluegraph.demo.people import Person
from cluegraph.demo.world import World

_DAY = date(2023, 9, 12)


def plant_numbers(world: World) -> None:
    _impossible(world)
    _two_names(world)
    _near_numbers(world)
    _lawful_names(world)


def _written(world: World, person: Person, number: str, amount: int = 260) -> None:
    one_card(world, person, amount, _DAY, id_no=number, account_name=None, account_id_no=None)


def _impossible(world: World) -> None:
    place = world.village("钱家埠村")
    for spoil, zh, en in (
        (_wrong_check_digit, "校验码不对", "the check digit is wrong"),
        (lambda number: number[:10] + "1331" + number[14:], "13 月 31 日出生", "born on the 31st of month 13"),
        (lambda number: number[:17], "少写一位", "a digit is missing"),
        (_rounded, "末三位变成 000", "the last three digits were lost"),
        (lambda number: number[:8] + "O" + number[9:], "数字 0 写成字母 O", "the letter O for a zero"),
    ):
        person = world.person(place)
        number = spoil(person.id_no)
        _written(world, person, number)
        world.truth.plant("DQ-01", (number,), zh, en)
        world.truth.echo("DQ-03", (number,), "错号与户籍上的号码相近", "near the number in the register")
    for write, zh, en in (
        (masked, "公示用的星号号码", "masked as on notice boards"),
        (fifteen, "有效的 15 位号码", "a valid 15-digit number"),
        (str.lower, "小写 x", "a lower-case x"),
        (lambda number: f"{number[:6]} {number[6:14]} {number[14:]}", "号码中有空格", "blanks inside the number"),
        (lambda number: str(full_width(number)), "全角数字", "full-width digits"),
    ):
        person = _ending_in_x(world) if write is str.lower else world.person(place)
        _written(world, person, write(person.id_no))
        world.truth.lookalike("DQ-01", (write(person.id_no),), zh, en)
        world.truth.lookalike("DQ-01", (person.id_no,), zh, en)


def _rounded(number: str) -> str:
    """What a spreadsheet leaves of the number, and never a valid one by chance."""
    body = number[:15] + "00"
    return body + "0" if id_check_digit(body) != "0" else number[:14] + "0000"


def _wrong_check_digit(number: str) -> str:
    return number[:17] + ("5" if number[17] != "5" else "6")


def _ending_in_x(world: World) -> Person:
    while True:
        person = world.person(world.village("钱家埠村"))
        if person.id_no.endswith("X"):
            return person


def _two_names(world: World) -> None:
    place = world.village("周家畈村")
    for other, zh, en in (
        ("homophone", "同一号码两个名字（同音字）", "one number, two names that sound alike"),
        ("stranger", "同一号码两个不相干的名字", "one number, two unrelated names"),
        ("stranger", "又一号码两个名字", "another number with two names"),
    ):
        person = world.person(place)
        one_card(world, person, 310, _DAY, account_name=None, account_id_no=None)
        name = person.name[0] + "桂" + person.name[2:] if other == "homophone" else world.people.name(place, "男")
        one_card(world, person, 320, _DAY, programme="退耕还林补助", name=name, account_name=None, account_id_no=None)
        world.truth.plant("DQ-03", (person.id_no,), zh, en)


def _near_numbers(world: World) -> None:
    """Two numbers of one name in one village, two digits apart: one on a subsidy, one on an allowance list."""
    place = world.village("梅林村")
    for zh, en in (("同村同名，号码相差两位", "one name and village, numbers two digits apart"),
                   ("同村同名，号码几乎相同", "one name and village, numbers almost the same")):  # fmt: skip
        person = world.person(place)
        near = _near(person)
        one_card(world, person, 330, _DAY)
        world.work(person, 240, month=202308, id_no=near, account=None)
        world.truth.plant("DQ-03", (person.id_no, near), zh, en)


def _near(person: Person) -> str:
    """Another valid number of the same day of birth, one digit and the check digit away."""
    tens = (int(person.id_no[15]) + 3) % 10
    body = f"{person.id_no[:15]}{tens}{person.id_no[16]}"
    return body + id_check_digit(body)


def _lawful_names(world: World) -> None:
    look = world.truth.lookalike
    place = world.village("周家畈村")
    person = world.person(place, name="叶荣")
    _written(world, person, person.id_no)
    one_card(world, person, 320, _DAY, programme="退耕还林补助", name="叶　荣", account_name=None, account_id_no=None)
    look("DQ-03", (person.id_no,), "姓名中间有空格", "a blank inside the name")
    person = world.person(place, name="蓝·阿木")
    for number, written in enumerate(("蓝·阿木", "蓝•阿木", "蓝．阿木")):
        one_card(world, person, 330 + number, _DAY, programme=("退耕还林补助", "农机购置补贴", "农资补贴")[number],
                 name=written, account_name=None, account_id_no=None)  # fmt: skip
    look("DQ-03", (person.id_no,), "间隔号写法不同", "the interpunct is written differently")
    first, second = (world.person(place, born=day, name="方志明") for day in (date(1961, 2, 3), date(1978, 11, 19)))
    for person in (first, second):
        _written(world, person, person.id_no)
    look("DQ-03", (first.id_no, second.id_no), "同村同名，号码相差很大", "one name and village, numbers far apart")
    here, there = world.person(place, name="石永康"), world.village("红星村")
    _written(world, here, here.id_no)
    home = world.person(there, born=here.born, name="石永康")
    home.id_no = _near(here)
    _written(world, home, home.id_no)
    look("DQ-03", (here.id_no, home.id_no), "号码相近，但在不同的村", "near numbers, but in two villages")
    old = world.person(place, born=date(1951, 6, 1))
    _written(world, old, old.id_no)
    one_card(world, old, 270, _DAY, programme="退耕还林补助", id_no=fifteen(old.id_no), account_name=None,
             account_id_no=None)  # fmt: skip
    look("DQ-03", (old.id_no,), "同一人的 15 位和 18 位号码", "15 and 18 digits of one person")
