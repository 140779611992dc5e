"""SUB-06 to SUB-09: means-tested help beside salaries, cars, homes, companies, wages and other help."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.background.officials import UNITS
from cluegraph.demo.background.population import farmland, flat, vehicle
from cluegraph.demo.background.welfare import monthly
from cluegraph.demo.book import Value
from cluegraph.demo.people import Household, Person
from cluegraph.demo.world import World

_YEAR = [202300 + month for month in range(1, 13)]
_AID = "农村低保"


def plant_means(world: World) -> None:
    _public_staff(world)
    _public_staff_lawful(world)
    _belongings(world)
    _belongings_lawful(world)
    _wages(world)
    _exclusive(world)


def _poor(world: World, relations: tuple[str, ...], months: list[int], programme: str = _AID) -> Household:
    home = world.family(world.village("枫树坳村"), relations)
    home.roles.add("poor")
    monthly(world, home.head, programme, 600, months)
    return home


def _public_staff(world: World) -> None:
    plant = world.truth.plant
    home = _poor(world, (), [202301, 202302])
    world.staff(home.head, UNITS[0])
    plant("SUB-06", (home.head.id_no,), "本人是财政供养人员", "the payee is on the public payroll")
    home = _poor(world, ("配偶",), [202301, 202302])
    for month in (202301, 202302):
        world.pay(home.members[1], UNITS[1], month, 4600)
    plant("SUB-06", (home.head.id_no, home.members[1].id_no), "配偶在职领工资", "the spouse is paid as staff")
    home = _poor(world, ("配偶", "子"), [202303, 202304])
    world.staff(home.members[2], UNITS[2], **{"from": date(2020, 9, 1)})
    plant("SUB-06", (home.head.id_no, home.members[2].id_no), "同户儿子在编", "a son is on the public payroll")
    home = _poor(world, (), [202306, 202307], "特困供养")
    world.staff(home.head, UNITS[3], **{"from": date(2019, 9, 1)})
    plant("SUB-06", (home.head.id_no,), "特困供养对象本人在编", "a destitute person on the public payroll")
    home = _poor(world, (), [202311, 202312])
    world.staff(home.head, UNITS[4], **{"from": date(2023, 12, 1)})
    plant("SUB-06", (home.head.id_no,), "只重合一个月（边界）", "one month of overlap (boundary)")


def _public_staff_lawful(world: World) -> None:
    look = world.truth.lookalike
    home = _poor(world, ("配偶",), [202301, 202302])
    for month in (202301, 202302):
        world.pay(home.members[1], UNITS[1], month, 680, status="遗属", post=None)
    look("SUB-06", (home.head.id_no,), "工资表上是遗属，不是在职", "a dependant, not staff")
    home = _poor(world, (), [202304, 202305])
    world.staff(home.head, UNITS[2], to=date(2023, 3, 31))
    look("SUB-06", (home.head.id_no,), "退出供养后才享受低保（边界）", "left before the first month (boundary)")
    home = _poor(world, (), [202301, 202302])
    world.staff(world.person(world.village("桃源村"), name=home.head.name), UNITS[3])
    look("SUB-06", (home.head.id_no,), "与在编人员同名", "of one name with a member of staff")
    home = world.family(world.village("枫树坳村"))
    world.staff(home.head, UNITS[4])
    world.subsidy(home.head, "退耕还林补助", 500, list="一卡通", date=date(2023, 11, 8))
    farmland(world, home, Decimal("2.0"), year=2022)
    look("SUB-06", (home.head.id_no,), "在编人员有承包地，领的是普惠补贴", "staff with land of their own")
    home = _poor(world, (), [202301, 202302])
    relative = world.person(world.village("枫树坳村"))
    world.staff(relative, UNITS[5])
    world.kin(relative, home.head, "兄弟")
    look("SUB-06", (home.head.id_no,), "在编的兄弟另立一户", "a brother on the payroll, in another household")


def _belongings(world: World) -> None:
    """舒城: 低保 households with cars, flats and companies."""
    home = _poor(world, ("配偶",), _YEAR)
    vehicle(world, home.members[1].name, home.members[1].id_no)
    _assets(world, home, home.members[1], "配偶名下有轿车", "the spouse owns a car")
    home = _poor(world, (), _YEAR)
    for _ in range(2):
        flat(world, home.head.name, home.head.id_no)
    _assets(world, home, home.head, "本人名下两套房", "two homes")
    home = _poor(world, ("配偶", "子"), _YEAR)
    world.company(home.members[2])
    _assets(world, home, home.members[2], "儿子是存续公司法定代表人", "a son runs a company")
    home = _poor(world, ("配偶",), _YEAR)
    company = world.company(owner_share=Decimal(90))
    world.stake(company, home.head, Decimal(10), "股东")
    _assets(world, home, home.head, "持有公司 10% 股份（边界）", "holds 10 % of a company (boundary)")
    home = _poor(world, ("配偶", "女"), _YEAR)
    vehicle(world, home.head.name, home.head.id_no, kind="小型轿车", brand="长安", price=Decimal(126_000))
    _assets(world, home, home.head, "本人名下有轿车", "the payee owns a car")


def _assets(world: World, home: Household, owner: Person, zh: str, en: str) -> None:
    keys = (home.head.id_no,) if owner is home.head else (home.head.id_no, owner.id_no)
    world.truth.plant("SUB-07", keys, zh, en, story="舒城")


def _belongings_lawful(world: World) -> None:
    look = world.truth.lookalike
    for kind, status, zh, en in (
        ("小型轿车", "报废", "轿车已报废", "a scrapped car"),
        ("普通二轮摩托车", "正常", "摩托车", "a motorcycle"),
        ("正三轮载货摩托车", "正常", "三轮车", "a three-wheeler"),
    ):
        home = _poor(world, ("配偶",), [202301, 202302])
        vehicle(world, home.head.name, home.head.id_no, kind=kind, status=status)
        look("SUB-07", (home.head.id_no,), zh, en)
    home = _poor(world, ("配偶",), [202301, 202302])
    for member in home.members:
        flat(world, member.name, member.id_no)
    look("SUB-07", (home.head.id_no,), "夫妻各一套房，没有人有两套", "one home each, nobody has two")
    home = _poor(world, (), [202301, 202302])
    world.company(home.head, status="注销")
    look("SUB-07", (home.head.id_no,), "公司已注销", "the company is dissolved")
    home = _poor(world, (), [202301, 202302])
    company = world.company(owner_share=Decimal("90.01"))
    world.stake(company, home.head, Decimal("9.99"), "股东")
    look("SUB-07", (home.head.id_no,), "持股 9.99%（边界）", "holds 9.99 % (boundary)")


def _insured(world: World, person: Person, base: int, first: date, last: date | None) -> None:
    fields: dict[str, Value] = {"from": first, "to": last}
    world.book.add(
        "insurance", name=person.name, id_no=person.id_no, unit="澄源县工业园区制衣厂", base=Decimal(base), **fields
    )


def _wages(world: World) -> None:
    """The county's 低保 standard is 900 yuan a head and month."""
    earning: tuple[tuple[tuple[str, ...], int, date, date | None, str, str], ...] = (
        ((), 3000, date(2022, 1, 1), None, "一人户，月工资 3000 元", "one person earning 3,000"),
        (("配偶",), 4200, date(2023, 1, 1), None, "二人户，人均 2100 元", "2,100 a head"),
        (("配偶", "子"), 6000, date(2023, 1, 1), date(2023, 12, 31), "三人户，人均 2000 元", "2,000 a head"),
        (("配偶",), 1802, date(2023, 1, 1), None, "人均 901 元（边界）", "901 a head (boundary)"),
        (("配偶",), 5000, date(2023, 4, 1), date(2023, 6, 30), "恰好三个月（边界）", "exactly three months (boundary)"),
    )
    for relations, base, first, last, zh, en in earning:
        home = _poor(world, relations, _YEAR)
        _insured(world, home.members[-1], base, first, last)
        world.truth.plant("SUB-08", (home.head.id_no,), zh, en)
    lawful: tuple[tuple[tuple[str, ...], int, date, date | None, str, str], ...] = (
        (("配偶",), 1800, date(2023, 1, 1), None, "人均正好 900 元（边界）", "exactly 900 a head (boundary)"),
        (("配偶",), 5000, date(2023, 4, 1), date(2023, 5, 31), "只有两个月（边界）", "two months only (boundary)"),
        (("配偶", "子", "女"), 3400, date(2023, 1, 1), None, "四人户，人均 850 元", "850 a head"),
        (("配偶",), 5000, date(2021, 1, 1), date(2022, 6, 30), "享受低保以前的工资", "wages before the help began"),
    )
    for relations, base, first, last, zh, en in lawful:
        home = _poor(world, relations, _YEAR)
        _insured(world, home.members[-1], base, first, last)
        world.truth.lookalike("SUB-08", (home.head.id_no,), zh, en)
    home = _poor(world, (), _YEAR)
    worker = world.person(world.village("枫树坳村"))
    _insured(world, worker, 5000, date(2022, 1, 1), None)
    world.truth.lookalike("SUB-08", (home.head.id_no,), "有工资的邻居不是同户", "the earner is of another household")


def _exclusive(world: World) -> None:
    place = world.village("桃源村")
    half = [202301, 202302, 202303]
    for first, second, months, zh, en in (
        ("特困供养", _AID, half, "特困与低保同领", "support for the destitute and the living allowance"),
        ("特困供养", "残疾人两项补贴", half, "特困与残疾补贴同领", "support for the destitute and disability help"),
        ("特困供养", _AID, [202307, 202308], "重合两个月", "two months together"),
        ("特困供养", "残疾人两项补贴", [202310, 202311, 202312], "第四季度同领", "the last quarter together"),
        ("特困供养", _AID, [202303], "只重合一个月", "one month together"),
    ):
        person = world.person(place)
        monthly(world, person, first, 936, months)
        monthly(world, person, second, 600, months)
        world.truth.plant("SUB-09", (person.id_no,), zh, en)
    for first, second, one, other, zh, en in (
        (_AID, "高龄津贴", half, half, "低保与高龄津贴可以同领", "compatible with the old-age allowance"),
        (_AID, "残疾人两项补贴", half, half, "低保与残疾补贴可以同领", "compatible with disability help"),
        (_AID, "特困供养", half, [202304, 202305], "低保停发后转特困（边界）", "one after the other (boundary)"),
        ("特困供养", "高龄津贴", half, half, "特困与高龄津贴不在互斥表", "not on the list of exclusions"),
    ):
        person = world.person(place, born=date(1938, 4, 4))
        monthly(world, person, first, 600, one)
        monthly(world, person, second, 100, other)
        world.truth.lookalike("SUB-09", (person.id_no,), zh, en)
    home = world.family(place, ("兄",))
    monthly(world, home.head, "特困供养", 936, half)
    monthly(world, home.members[1], "残疾人两项补贴", 86, half)
    world.truth.lookalike("SUB-09", (home.head.id_no,), "两个人各领一项", "one each of two people")
