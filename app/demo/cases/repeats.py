"""SUB-01 and SUB-02: the same money in two villages, or twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.background.population import farmland
from cluegraph.demo.background.welfare import monthly
from cluegraph.demo.book import Value
from cluegraph.demo.identity import fifteen
from cluegraph.demo.people import Household, Person
from cluegraph.demo.places import Village
from cluegraph.demo.world import World

_FARM = "耕地地力保护补贴"
_FIRST_HALF = [202301 + n for n in range(6)]
_SECOND_HALF = [202307 + n for n in range(6)]


def plant_repeats(world: World) -> None:
    _two_villages(world)
    _two_villages_lawful(world)
    _paid_twice(world)
    _paid_twice_lawful(world)


def _in(village: Village) -> dict[str, Value]:
    return {"village": village.name, "township": village.township}


def _planted(world: World, person: Person, places: list[Village], zh: str, en: str, *, echo: bool) -> None:
    keys = (person.id_no, *(place.name for place in places))
    world.truth.plant("SUB-01", keys, zh, en)
    if echo:
        world.truth.echo("SUB-02", (person.id_no,), "两村各一次，也是同期重复", "once in each village, the same year")


def _farmer_in(world: World, here: Village, there: Village, year: int = 2023, **second: Value) -> Household:
    home = world.family(here, ("配偶",))
    farmland(world, home, Decimal("4.5"), year=year)
    farmland(world, home, Decimal("3.2"), year=year, **{**_in(there), **second})
    return home


def _reversed(world: World, home: Household, amount: int, remark: str, **where: Value) -> None:
    """A row that takes a farmland payment of 2023 back."""
    world.subsidy(home.head, _FARM, amount, date=date(2023, 6, 28), remark=remark, **where)


def _two_villages(world: World) -> None:
    v = world.village
    a, b = v("上坪村"), v("大岭村")
    person = _farmer_in(world, a, b).head
    _planted(world, person, [a, b], "两镇各领一次 2023 年地力补贴", "farmland 2023 in two townships", echo=True)
    a, b = v("杏花村"), v("李家湾村")
    person = _farmer_in(world, a, b, year=2022).head
    _planted(world, person, [a, b], "邻村再领 2022 年地力补贴", "farmland 2022 in the next village too", echo=True)
    a, b = v("东风村", "柳溪镇"), v("东风村", "白沙镇")
    person = _farmer_in(world, a, b).head
    _planted(world, person, [a], "两个同名的东风村各领一次", "in both villages of the name 东风村", echo=True)
    a, b = v("石门村"), v("沙溪村")
    home = world.family(a, born=date(1957, 4, 9))
    farmland(world, home, Decimal("6.0"))
    farmland(world, home, Decimal("2.0"), id_no=fifteen(home.head.id_no), **_in(b))
    _planted(world, home.head, [a, b], "两处分别写 18 位、15 位号码", "18 digits here, 15 there", echo=True)
    a, b = v("新塘村"), v("古樟村")
    elder = world.person(a, born=date(1938, 2, 3))
    monthly(world, elder, "高龄津贴", 100, _FIRST_HALF)
    monthly(world, elder, "高龄津贴", 100, _SECOND_HALF, village=b.name, township=b.township)
    _planted(world, elder, [a, b], "年中换村", "one village until June, another from July", echo=False)


def _two_villages_lawful(world: World) -> None:
    v, look = world.village, world.truth.lookalike
    a, b = v("红星村"), v("渡口村")
    home = world.family(a)
    farmland(world, home, Decimal("4.0"))
    farmland(world, home, Decimal("4.0"), **_in(b))
    _reversed(world, home, -240, "误发冲回", **_in(b))
    look("SUB-01", (home.head.id_no,), "另一村的发放已冲回", "the other village's payment was reversed")
    home = world.family(a)
    farmland(world, home, Decimal("5.0"), year=2022)
    farmland(world, home, Decimal("5.0"), year=2023, **_in(b))
    look("SUB-01", (home.head.id_no,), "两年分别在两村，不在同一年", "two villages, but in two years")
    name = "徐海成"
    here, there = world.family(a, name=name), world.family(b, name=name)
    farmland(world, here, Decimal("3.0"))
    farmland(world, there, Decimal("3.0"))
    look("SUB-01", (here.head.id_no,), "同名不同人，各在一村", "two people of one name")
    elder = world.family(a, born=date(1940, 6, 6))
    farmland(world, elder, Decimal("2.5"))
    monthly(world, elder.head, "高龄津贴", 100, _FIRST_HALF, village=b.name, township=b.township)
    look("SUB-01", (elder.head.id_no,), "两村领的是不同项目", "another programme in each village")
    aged = world.person(a, born=date(1939, 9, 1))
    monthly(world, aged, "高龄津贴", 100, _FIRST_HALF, village="红星村村民委员会")
    monthly(world, aged, "高龄津贴", 100, _SECOND_HALF, village="红星村股份经济合作社")
    look("SUB-01", (aged.id_no,), "同一村的两种写法", "two spellings of one village")


def _paid_twice(world: World) -> None:
    v, plant = world.village, world.truth.plant
    place = v("周家畈村")
    home = world.family(place)
    farmland(world, home, Decimal("4.8"))
    farmland(world, home, Decimal("4.8"))
    plant("SUB-02", (home.head.id_no,), "同村同年地力补贴列了两行", "two rows of one farmland subsidy")
    person = world.person(place)
    monthly(world, person, "农村低保", 560, [202303, 202304, 202304])
    plant("SUB-02", (person.id_no,), "四月低保发了两次", "the living allowance of April twice")
    elder = world.person(place, born=date(1936, 3, 3))
    monthly(world, elder, "高龄津贴", 100, [202308, 202309, 202309])
    plant("SUB-02", (elder.id_no,), "九月高龄津贴发了两次", "the old-age allowance of September twice")
    person = world.person(place)
    monthly(world, person, "残疾人两项补贴", 172, [202302, 202302])
    plant("SUB-02", (person.id_no,), "二月残疾补贴发了两次", "the disability allowance of February twice")
    person = world.person(place)
    for amount in (20_000, 20_000):
        world.subsidy(person, "危房改造补助", amount, date=date(2023, 10, 30))
    plant("SUB-02", (person.id_no,), "危房改造一年补了两次", "house repair twice in a year")


def _paid_twice_lawful(world: World) -> None:
    v, look = world.village, world.truth.lookalike
    place = v("梅林村")
    for remark in ("补发2022年差额", "提标补差"):
        person = world.person(place)
        monthly(world, person, "农村低保", 560, [202305])
        monthly(world, person, "农村低保", 60, [202305], remark=remark)
        look("SUB-02", (person.id_no,), f"第二行备注“{remark}”", "the second row is arrears, and says so")
    home = world.family(place)
    farmland(world, home, Decimal("5.5"))
    _reversed(world, home, -330, "退回重发")
    farmland(world, home, Decimal("5.5"))
    look("SUB-02", (home.head.id_no,), "退回后重发，净额一次", "returned and paid again: once net")
    person = world.person(place)
    monthly(world, person, "残疾人两项补贴", 86, [202306, 202307])
    look("SUB-02", (person.id_no,), "相邻两个月，金额相同", "the same sum in two months")
    home = world.family(place, ("配偶",))
    for member in home.members:
        monthly(world, member, "残疾人两项补贴", 86, [202306])
    look("SUB-02", (home.head.id_no,), "夫妻二人各领一份", "husband and wife, one each")
    elder = world.person(place, born=date(1937, 7, 7))
    monthly(world, elder, "农村低保", 500, [202306])
    monthly(world, elder, "高龄津贴", 100, [202306])
    look("SUB-02", (elder.id_no,), "同月两个不同项目", "two programmes in one month")
