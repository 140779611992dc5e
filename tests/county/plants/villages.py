"""SUB-10, 15, 16, PAY-08, PRO-04: cadres, their kin, and villages as a whole."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.identity import id_number
from tests.county.people import APART, Person, Village
from tests.county.plants.subsidy_lists import ALLOWANCE, FARMLAND, PENSION
from tests.county.world import World

RELIEF, HOUSES, FORMER = "临时救助", "危房改造", "离任村干部补贴"
OUTLIERS = 3  # villages whose lists are much worse than the others'


def plant(world: World) -> None:
    _kin_share(world)
    _owners(world)
    _owners_lawful(world)
    _close_to_cadres(world)
    _notices(world)
    _worse_villages(world)


def chief(world: World, village: Village) -> Person:
    """A serving cadre of the village who lives alone."""
    person = world.people.person(village=village)
    world.cadre(person, "村委会委员", village=village)
    return person


def _relatives(world: World, cadre: Person, count: int) -> list[Person]:
    made = []
    for relation in ("弟", "堂弟", "姐", "侄子", "表弟", "妹", "舅舅", "外甥")[:count]:
        relative = world.people.person(village=cadre.village)
        world.kin(cadre, relative, relation)
        made.append(relative)
    return made


def _kin_share(world: World) -> None:
    """Ten payees of relief; kin are some six or seven of a hundred residents."""
    for i, village in enumerate(world.villages[20:30]):
        cadre = chief(world, village)
        kin = _relatives(world, cadre, 6)
        yes = i < 5
        paid = kin[: 5 if yes else 2]
        if i == 9:  # many kin, but their cadre serves elsewhere
            world.rows["cadre"][-1]["place"] = world.villages[31]
            paid = kin
        others = [world.people.person(village=village) for _ in range(12 - len(paid))]
        for one in [*paid, *others]:
            universal = i == 8
            world.subsidy(
                one, FARMLAND if universal else RELIEF, 800, date=None if universal else date(2023, 11, 7), year=2023
            )
        keys = (village.name, cadre.id_no, *(one.id_no for one in paid))
        if yes:
            world.hit("SUB-10", "12人中5名亲属", *keys)
        else:
            world.lawful("SUB-10", "亲属两人；普惠补贴；干部在他村", village.name, cadre.id_no)


def _years(
    world: World, person: Person, village: Village | None = None, rows: int = 3, years: int = 2, **more: object
) -> None:
    for i in range(rows):
        world.work(person, 1, village, month=f"{2022 + i % years}-0{3 + i}", **more)


def _owners(world: World) -> None:
    for i in range(24):
        person = world.people.person()
        firm_at = {"address": f"虞川县{person.village.township}{person.village.name}8号"} if i % 3 == 1 else {}
        if i % 3 == 2:
            firm = world.firm()
            world.stake(firm, person, 10)
        else:
            firm = world.firm(person, **firm_at)
        if i % 3 != 1:
            world.contract(person.village, firm, 30_000 + i, date(2023, 5, 9))
        _years(world, person)
        what = ("卖给本村的企业主", "企业在本村", "持股10%的供货企业")[i % 3]
        world.hit("SUB-15", what, person.id_no, person.village.name, firm.uscc)


def _owners_lawful(world: World) -> None:
    for i in range(24):
        person, other = world.people.person(), world.people.next_village()
        if i % 6 == 3:
            firm = world.firm()
            world.stake(firm, person, Decimal("9.9"))
        else:
            firm = world.firm(person, status="注销" if i % 6 == 2 else "存续")
        world.contract(other if i % 6 in (4, 5) else person.village, firm, 30_000 + i, date(2023, 5, 9))
        _years(world, person, rows=2 if i % 6 == 1 else 4, years=1 if i % 6 in (0, 5) else 2)
        world.lawful(
            "SUB-15", ("只一年", "只两行", "企业注销", "持股9.9%", "卖给他村", "一年且卖给他村")[i % 6], person.id_no
        )


def _close_to_cadres(world: World) -> None:
    for i in range(20):
        village = world.villages[32 + i]
        cadre = chief(world, village)
        if i % 2 == 0:
            (relative,) = _relatives(world, cadre, 1)
            _years(world, relative)
            world.hit("SUB-15", "干部亲属（仅供关注）", relative.id_no, village.name, cadre.id_no)
        else:
            person = world.people.person(village=village)
            world.work(cadre, 1, month="2023-02")
            _years(world, person, account=cadre.account)
            world.hit("SUB-15", "与干部共用账户", person.id_no, village.name, cadre.id_no)

        if i % 2 == 0:  # kin of another village's cadre
            elsewhere = world.people.person(village=village)
            world.kin(cadre, elsewhere, "妹夫")
            place = world.villages[60 + i % 20]
            _years(world, elsewhere, place)
            world.lawful("SUB-15", "他村干部的亲属", elsewhere.id_no)
        else:
            _years(world, cadre, rows=4)
            world.lawful("SUB-15", "干部本人的固定误工", cadre.id_no)


def _notices(world: World) -> None:
    for i in range(24):
        village = world.people.next_village()
        for yes in (True, False):
            home = world.people.home("配偶", "女", village=village)
            cadre, payee = home.head, home[i % 3]
            start, to, programme, remark = date(2021, 1, 15), None, (ALLOWANCE, HOUSES)[i % 2], None
            if i % 3 == 0 and yes:
                programme = (FORMER, ALLOWANCE)[i % 2]
            if not yes and i % 5 == 0:
                to = date(2023, 2, 28)
            elif not yes and i % 5 == 1:
                start = date(2024, 1, 15)
            elif not yes and i % 5 == 2:
                programme = FARMLAND
            elif not yes and i % 5 == 3:
                payee = world.people.person(village=village)
            elif not yes:
                remark = "近亲属已备案"
            world.cadre(cadre, "村党支部委员", village=village, start=start, to=to)
            when = {"period": "2023-06"} if programme == ALLOWANCE else {"date": date(2023, 6, 8)}
            world.subsidy(payee, programme, 390, remark=remark, **when)
            if yes:
                world.hit("SUB-16", "在任干部或同户成员", cadre.id_no, payee.id_no)
            else:
                what = ("已离任", "尚未上任", "耕地补贴", "不同户", "已备案")[i % 5]
                world.lawful("SUB-16", what, payee.id_no)


def concentrate(world: World) -> None:
    """PAY-08: villages whose whole list of a year is planted; the background leaves them out."""
    for i, village in enumerate(concentrated(world)):
        yes = i < 5
        cadre = chief(world, village)
        kin = _relatives(world, cadre, 4)
        circle = [cadre, *kin]
        others = [world.people.person(village=village) for _ in range(5)]
        if i % 2 == 0:  # the circle's share of 100,000 yuan: 50 % or just below
            ours, theirs = (Decimal(10_000), Decimal(10_000)) if yes else (Decimal("9999.99"), Decimal("10000.01"))
            sums = [*((one, ours) for one in circle), *((one, theirs) for one in others)]
            keys = (village.name, cadre.id_no)
        else:  # the biggest single payee's: 30 % or just below
            top = Decimal(30_000) if yes else Decimal("29999.99")
            rest = [world.people.person(village=village) for _ in range(5)]
            last = 100_000 - top - 8 * 7777
            sums = [(others[0], top), *((one, Decimal(7777)) for one in [*others[1:], *rest[:4]]), (rest[4], last)]
            keys = (village.name, others[0].id_no)
        for one, amount in sums:
            world.work(one, 20, village, month="2024-05", amount=amount)
        (world.hit if yes else world.lawful)("PAY-08", "一半或三成" if yes else "略低于一半、三成", *keys)


def concentrated(world: World) -> list[Village]:
    """The villages of `concentrate`."""
    return world.villages[APART]


def _worse_villages(world: World) -> None:
    """Twenty rows with a wrong ID number each; and, lawful, a large village with the ordinary share of them."""
    for village in world.villages[70 : 70 + OUTLIERS]:
        for _ in range(20):
            wrong = spoilt(world)
            world.subsidy(world.people.person(village=village, age=67), PENSION, 180, period="2022-08", id_no=wrong)
            world.implied("DQ-01", "集中的错号", wrong)
        world.hit("PRO-04", "每百行错号偏多", village.name)
    for village in world.villages[74:77]:
        world.lawful("PRO-04", "一般的村", village.name)


def spoilt(world: World) -> str:
    """A well-formed number whose check digit is wrong; no two alike."""
    count = world.number("spoilt")
    good = id_number(date(1951 + count % 12, 1 + count % 11, 1 + count % 27), 900 - count)
    return good[:-1] + ("0" if good[-1] != "0" else "1")
