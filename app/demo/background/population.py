"""The ordinary households of every village, their register, their land and what they own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.book import Value, money
from cluegraph.demo.people import Household, day_between
from cluegraph.demo.places import Village
from cluegraph.demo.world import World

_CAR_BRANDS = ("东风风神", "长安", "吉利", "五菱宏光", "比亚迪", "奇瑞")
HOUSEHOLDS_A_VILLAGE = 46


def settle_ordinary(world: World) -> None:
    """Settles the ordinary households; nobody in them has a part yet."""
    for village in world.villages:
        for _ in range(HOUSEHOLDS_A_VILLAGE):
            world.households.append(_household(world, village))


def _household(world: World, village: Village) -> Household:
    random, people = world.random, world.people
    home = people.new_household(village)
    born = day_between(random, date(1960, 1, 1), date(1984, 12, 31))
    head_sex = "女" if random.random() < 0.12 else "男"
    people.add(home, "户主", born, sex=head_sex)
    if random.random() < 0.8:
        spouse = date(min(born.year + random.randint(-2, 4), 1986), random.randint(1, 12), random.randint(1, 28))
        people.add(home, "配偶", spouse, sex="男" if head_sex == "女" else "女")
    for _ in range(random.choice((0, 1, 1, 2))):
        child = day_between(random, date(born.year + 23, 1, 1), date(born.year + 32, 12, 31))
        people.add(home, random.choice("子女"), child)
    if random.random() < 0.3:
        parent = day_between(random, date(max(born.year - 30, 1930), 1, 1), date(born.year - 21, 12, 31))
        people.add(home, random.choice("父母"), parent)
    return home


def write_register(world: World) -> None:
    """The register of households, of every village that handed one in."""
    for home in world.households:
        if not home.registered:
            continue
        for member in home.members:
            world.book.add(
                "household", household_no=home.number, name=member.name, id_no=member.id_no,
                relation_to_head=member.relation, village=home.village.name, township=home.village.township,
                address=home.address,
            )  # fmt: skip


def write_land(world: World) -> None:
    """Confirmed land of every household, the farmland subsidy on no more than that, 2022 and 2023."""
    for home in world.households:
        if "landless" in home.roles or "case" in home.roles:
            continue
        area = Decimal(world.random.randint(15, 120)) / 10
        lent = Decimal(world.random.choice((0, 0, 0, 5, 10))) / 10
        head = home.head
        land(world, home, area, lent_out=lent)
        for year, rate in ((2022, Decimal(58)), (2023, Decimal(60))):
            farmland(world, home, area - lent, year=year, rate=rate)
        if world.random.random() < 0.08:
            world.subsidy(head, "农机购置补贴", world.random.choice((800, 1200, 2600)), list="一卡通",
                          date=date(2023, 9, 12), account_name=head.name, account_id_no=head.id_no)  # fmt: skip
        if world.random.random() < 0.1:
            world.subsidy(head, "退耕还林补助", 125 * world.random.randint(1, 6), list="一卡通", date=date(2023, 11, 8),
                          account_name=head.name, account_id_no=head.id_no)  # fmt: skip


def land(world: World, home: Household, area: Decimal, **more: Value) -> None:
    """One line of the confirmed land (亩)."""
    world.book.add(
        "land", holder=home.head.name, id_no=home.head.id_no, village=home.village.name,
        township=home.village.township, confirmed_area=area,
        **{"lent_out": None, "borrowed_in": None, "excluded_area": None, **more},
    )  # fmt: skip


def farmland(world: World, home: Household, area: Decimal, **more: Value) -> None:
    """One line of the farmland subsidy (year 2023, 60 yuan unless told otherwise), paid on the county's day."""
    year, rate = more.get("year", 2023), money(more.get("rate", 60))
    row: dict[str, Value] = {
        "amount": (area * rate).quantize(Decimal("0.01")), "quantity": area, "rate": rate,
        "date": date(2023, 6, 15) if year == 2023 else date(2022, 6, 20), **more,
    }  # fmt: skip
    world.subsidy(home.head, "耕地地力保护补贴", money(row.pop("amount")), **row)


def write_belongings(world: World) -> None:
    """Cars and homes of households that ask for no means-tested help."""
    for home in world.households:
        if home.roles & {"case", "poor"} or not home.registered:
            continue
        if world.random.random() < 0.22:
            vehicle(world, home.head.name, home.head.id_no)
        if world.random.random() < 0.35:
            for _ in range(world.random.choice((1, 1, 1, 2))):
                flat(world, home.head.name, home.head.id_no)


def vehicle(world: World, owner: str, id_no: str, **more: Value) -> None:
    """One line of the register of vehicles; the next plate."""
    number = len(world.book.rows("vehicle")) + 1
    row: dict[str, Value] = {
        "owner": owner, "id_no": id_no, "plate": f"闽Z·{number:05d}", "brand": world.random.choice(_CAR_BRANDS),
        "kind": "小型轿车", "registered_on": day_between(world.random, date(2015, 1, 1), date(2021, 12, 31)),
        "price": Decimal(world.random.randint(5, 18) * 10_000), "status": "正常",
    }  # fmt: skip
    world.book.add("vehicle", **{**row, **more})


def flat(world: World, owner: str, id_no: str, **more: Value) -> None:
    """One line of the register of real estate; the next certificate."""
    number = len(world.book.rows("property")) + 1
    row: dict[str, Value] = {
        "owner": owner, "id_no": id_no, "certificate_no": f"澄房权证字第{2020000 + number}号",
        "location": f"澄源县城关镇锦绣花园{number % 20 + 1}幢{number % 6 + 1}0{number % 4 + 1}室",
        "area": Decimal(world.random.randint(780, 1380)) / 10,
        "registered_on": day_between(world.random, date(2010, 1, 1), date(2021, 12, 31)), "acquired_by": "购买",
    }  # fmt: skip
    world.book.add("property", **{**row, **more})
