"""SUB-05, SUB-11, SUB-13: who is paid although dead, unknown, or of the wrong age."""

from __future__ import annotations

from datetime import date, timedelta

from cluegraph.demo.background.welfare import monthly
from cluegraph.demo.cases.accounts import one_card
from cluegraph.demo.identity import fifteen, masked
from cluegraph.demo.people import Household, Person
from cluegraph.demo.places import WITHOUT_REGISTER
from cluegraph.demo.world import World


def plant_deaths(world: World) -> None:
    _after_death(world)
    _after_death_lawful(world)
    _not_registered(world)
    _not_registered_lawful(world)
    _ages(world)


def _elder(world: World, died: date, *registers: str) -> Person:
    person = world.person(world.village("李家湾村"), born=date(1936, 8, 8))
    person.died_on = died
    for register in registers or ("公安",):
        world.death(person, died, register)
    return person


def _after_death(world: World) -> None:
    plant = world.truth.plant
    person = _elder(world, date(2023, 2, 10), "公安", "卫健")
    monthly(world, person, "高龄津贴", 100, [202301, 202302, 202303, 202304, 202305])
    plant("SUB-05", (person.id_no,), "去世后又发了高龄津贴", "the old-age allowance went on after death")
    person = _elder(world, date(2022, 12, 1))
    monthly(world, person, "农村低保", 600, [202212, 202301, 202302])
    plant("SUB-05", (person.id_no,), "去世后又发了低保", "the living allowance went on after death")
    person = _elder(world, date(2023, 3, 1), "民政")
    one_card(world, person, 520, date(2023, 9, 12))
    plant("SUB-05", (person.id_no,), "只有民政登记了死亡", "the death is in the civil register alone")
    person = _elder(world, date(2023, 3, 1), "卫健")
    world.death(person, date(2023, 6, 1), "公安")
    monthly(world, person, "高龄津贴", 100, [202304])
    plant("SUB-05", (person.id_no,), "几处死亡日期不一，以最早为准", "registers disagree: the earliest counts")
    person = _elder(world, date(2023, 9, 12) - timedelta(days=32))
    one_card(world, person, 530, date(2023, 9, 12))
    plant("SUB-05", (person.id_no,), "去世后第 32 天发放（边界）", "paid on the 32nd day (boundary)")


def _after_death_lawful(world: World) -> None:
    look = world.truth.lookalike
    person = _elder(world, date(2023, 9, 12) - timedelta(days=31))
    one_card(world, person, 530, date(2023, 9, 12))
    look("SUB-05", (person.id_no,), "去世后第 31 天发放（边界）", "paid on the 31st day (boundary)")
    person = _elder(world, date(2023, 5, 25))
    monthly(world, person, "高龄津贴", 100, [202304, 202305, 202306])
    look("SUB-05", (person.id_no,), "次月 20 日仍在 31 天内", "the 20th of the next month is within 31 days")
    person = _elder(world, date(2023, 2, 1))
    world.subsidy(person, "丧葬补助", 2000, date=date(2023, 4, 28))
    look("SUB-05", (person.id_no,), "丧葬补助本在死后发放", "a funeral grant is paid after death")
    dead = _elder(world, date(2022, 5, 1))
    living = world.person(world.village("石门村"), born=date(1936, 2, 2), name=dead.name)
    monthly(world, living, "高龄津贴", 100, [202301, 202302])
    look("SUB-05", (living.id_no,), "与死者同名的另一人", "somebody else of the dead person's name")
    home = world.family(world.village("李家湾村"), ("配偶",), born=date(1941, 1, 1))
    home.head.died_on = date(2022, 11, 3)
    world.death(home.head, date(2022, 11, 3))
    monthly(world, home.members[1], "农村低保", 600, [202301, 202302])
    look("SUB-05", (home.head.id_no,), "户主去世，由配偶领取", "the widow is paid, not the dead")
    look("SUB-05", (home.members[1].id_no,), "去世者的配偶", "the widow of the dead")


def _unknown(world: World, village: str) -> Person:
    """Somebody whom no register knows: the number is well formed, the person is not there."""
    place = world.village(village)
    home = Household("", place)
    return world.people.add(home, "户主", date(1964, 1, 1) + timedelta(days=world.random.randrange(6000)))


def _not_registered(world: World) -> None:
    """宕昌: twenty invented households in one village, and two more elsewhere."""
    place = "竹海村"
    for _ in range(20):
        person = _unknown(world, place)
        one_card(world, person, 4800, date(2023, 11, 20), programme="救灾补助", account_name=None, account_id_no=None)
        world.truth.plant("SUB-11", (person.id_no, place), "领取救灾补助，未见于户籍",
                          "paid relief, in no register", story="宕昌")  # fmt: skip
    for village in ("仙居坪村", "高山村"):
        person = _unknown(world, village)
        monthly(world, person, "农村低保", 600, [202305, 202306])
        world.truth.plant(
            "SUB-11", (person.id_no, village), "领取低保，未见于户籍", "paid the living allowance, in no register"
        )


def _not_registered_lawful(world: World) -> None:
    look, v = world.truth.lookalike, world.village
    moved = world.person(v("茶园村"))
    one_card(world, moved, 450, date(2023, 9, 12), village="竹海村", township="云岭乡")
    look("SUB-11", (moved.id_no,), "户籍在本县另一村", "registered in another village of the county")
    resident = _unknown(world, WITHOUT_REGISTER)
    one_card(world, resident, 450, date(2023, 9, 12))
    look("SUB-11", (resident.id_no,), "该村户籍没有提供，不能判断", "the village's register was not handed in")
    hidden = _unknown(world, "竹海村")
    one_card(world, hidden, 450, date(2023, 9, 12), id_no=masked(hidden.id_no), account_id_no=None)
    look("SUB-11", (masked(hidden.id_no),), "号码带星号，不能判断", "a masked number cannot be judged")
    old = world.person(v("竹海村"), born=date(1955, 5, 5))
    one_card(world, old, 450, date(2023, 9, 12), id_no=fifteen(old.id_no), account_id_no=None)
    look("SUB-11", (old.id_no,), "名单写 15 位号码，户籍是 18 位", "15 digits on the list, 18 in the register")
    nobody = _unknown(world, "竹海村")
    one_card(world, nobody, 450, date(2023, 9, 12), id_no=None, account_id_no=None)
    look("SUB-11", (f"{nobody.name}@竹海村",), "名单没有号码，不能判断", "no number on the list")


def _ages(world: World) -> None:
    v, plant, look = world.village, world.truth.plant, world.truth.lookalike
    place = v("龙潭村")
    for born, month, zh, en in (
        (date(1943, 7, 21), 202307, "差一天满 80 周岁", "a day short of 80"),
        (date(1950, 1, 1), 202303, "73 岁领高龄津贴", "73 years old"),
        (date(1943, 12, 31), 202311, "差一个多月满 80 周岁", "some weeks short of 80"),
    ):
        person = world.person(place, born=born)
        monthly(world, person, "高龄津贴", 100, [month])
        plant("SUB-13", (person.id_no,), zh, en)
    for born, zh, en in (
        (date(1962, 3, 20), "满 61 周岁仍在公益性岗位（边界）", "61 on the day, in a public post (boundary)"),
        (date(1956, 1, 1), "67 岁在公益性岗位", "67 years old, in a public post"),
    ):
        person = world.person(place, born=born)
        monthly(world, person, "公益性岗位补贴", 800, [202303])
        plant("SUB-13", (person.id_no,), zh, en)
    for born, programme, amount, zh, en in (
        (date(1943, 7, 20), "高龄津贴", 100, "当天满 80 周岁（边界）", "80 on the very day (boundary)"),
        (date(1922, 2, 2), "高龄津贴", 300, "百岁老人", "a centenarian"),
        (date(1962, 7, 21), "公益性岗位补贴", 800, "差一天满 61 周岁（边界）", "a day short of 61 (boundary)"),
        (date(1963, 7, 20), "公益性岗位补贴", 800, "当天满 60 周岁", "60 on the very day"),
        (date(1948, 5, 5), "残疾人两项补贴", 86, "该项目没有年龄限制", "a programme without age limits"),
    ):
        person = world.person(place, born=born)
        monthly(world, person, programme, amount, [202307])
        look("SUB-13", (person.id_no,), zh, en)
