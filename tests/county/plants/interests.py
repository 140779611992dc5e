"""COI-01, 02, 03, 04, 06: officials, their kin and companies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.county.people import Person
from tests.county.world import Firm, World

SIGNED = date(2023, 6, 15)


def plant(world: World) -> None:
    _owners(world)
    _owners_lawful(world)
    _kin_firms(world)
    _kin_firms_lawful(world)
    _employees(world)
    _buyers_people(world)
    _one_chain(world)


def _owners(world: World) -> None:
    for i in range(24):
        person, unit = world.people.person(), world.office("站")
        if i % 2 == 0:
            world.staff(person, unit)
        else:
            world.pay(person, unit, "2023-09")
        if i % 3 == 0:
            firm = world.firm(person)
        else:
            firm = world.firm()
            world.stake(
                firm, person, 1 if i % 3 == 1 else None, "股东" if i % 3 == 1 else ("监事", "董事", "经理")[i // 3 % 3]
            )
        world.hit("COI-01", ("法定代表人", "持股1%", "任职")[i % 3], person.id_no, firm.uscc)


def _owners_lawful(world: World) -> None:
    for i in range(24):
        person, unit = world.people.person(), world.office("站")
        if i % 6 == 2:
            world.staff(person, unit, to=date(2016, 6, 30))
        elif i % 6 == 3:
            world.staff(world.people.add(world.people.home(), "子", date(1988, 8, 8), name=person.name), unit)
        elif i % 6 != 4:
            world.staff(person, unit, "退休" if i % 6 == 5 else "在职", to=date(2019, 1, 31) if i % 6 == 5 else None)
        if i % 6 == 0:
            firm = world.firm()
            world.stake(firm, person, Decimal("0.9"))
        else:
            firm = world.firm(person, status="注销" if i % 6 == 1 else "存续", founded_on=date(2020, 3, 1))
        what = ("持股0.9%", "企业注销", "离任后成立", "同名异号", "不是财政供养", "退休后成立")[i % 6]
        world.lawful("COI-01", what, person.id_no, firm.uscc)


def _official(world: World, **more: object) -> tuple[Person, str]:
    person, unit = world.people.person(), world.office("局")
    world.cadre(person, "副局长", unit=unit, **more)  # type: ignore[arg-type]
    return person, unit


def _firm_of(world: World, owner: Person, i: int) -> Firm:
    if i % 2 == 0:
        return world.firm(owner)
    firm = world.firm()
    world.stake(firm, owner, 40)
    return firm


def _kin_firms(world: World) -> None:
    for i in range(24):
        cadre, unit = _official(world)
        if i % 4 == 0:  # kin by the household register
            relative = world.people.add(cadre.home, "子", date(1996, 2, 2))
        elif i % 4 == 3:  # two steps
            brother, relative = world.people.person(), world.people.person()
            world.kin(cadre, brother, "弟")
            world.kin(brother, relative, "配偶")
        else:
            relative = world.people.person()
            world.kin(cadre, relative, ("妻弟", "女婿")[i % 2])
        buyer: object = unit
        if i % 4 == 2:
            buyer = cadre.village
            world.cadre(cadre, "村党支部书记")
        firm = _firm_of(world, relative, i // 4)
        number = world.contract(buyer, firm, 60_000 + i, SIGNED)  # type: ignore[arg-type]
        what = ("同户之子", "妻弟、女婿", "村书记的亲属", "两步亲属")[i % 4]
        world.hit("COI-02", what, cadre.id_no, relative.id_no, firm.uscc, number)


def _kin_firms_lawful(world: World) -> None:
    for i in range(24):
        start = date(2023, 6, 16) if i % 6 == 0 else date(2021, 1, 15)
        cadre, unit = _official(world, start=start, to=date(2023, 6, 14) if i % 6 == 1 else None)
        relative = world.people.person()
        world.kin(cadre, relative, "妹夫")
        if i % 6 == 3:  # three steps
            third, fourth = world.people.person(), world.people.person()
            world.kin(relative, third, "表弟")
            world.kin(third, fourth, "女")
            relative = fourth
        if i % 6 == 4:
            firm = world.firm()
            world.stake(firm, relative, None, "监事")
        elif i % 6 == 5:
            firm = world.firm(world.people.outsider(name=relative.name))
        else:
            firm = _firm_of(world, relative, i)
        number = world.contract(world.office() if i % 6 == 2 else unit, firm, 60_000 + i, SIGNED)
        what = ("上任前一日签订", "卸任后签订", "别的单位采购", "三步亲属", "亲属只任监事", "同名异号")[i % 6]
        world.lawful("COI-02", what, number)


def _employees(world: World) -> None:
    for i in range(24):
        unit, employee, firm = world.office("站"), world.people.person(), world.firm()
        world.pay(employee, unit, "2023-06")
        more = {"supplier_account": employee.account} if i % 2 == 0 else {"supplier_address": employee.home.address}
        world.contract(unit, firm, 41_000 + i, SIGNED, **more)
        world.hit("COI-03", ("共用账户", "共用地址")[i % 2], employee.id_no, firm.uscc, unit)

        unit, other, employee, firm = world.office("站"), world.office("站"), world.people.person(), world.firm()
        if i % 3 == 0:  # paid by another office
            world.pay(employee, other, "2023-06")
            world.contract(unit, firm, 41_000 + i, SIGNED, supplier_account=employee.account)
        elif i % 3 == 1:  # the office pays the employee back
            world.pay(employee, unit, "2023-06")
            world.voucher(unit, employee, 310, SIGNED, purpose="报销差旅费")
            world.contract(unit, firm, 41_000 + i, SIGNED, supplier_account=firm.account)
        else:
            world.pay(employee, unit, "2023-06")
            world.contract(unit, firm, 41_000 + i, SIGNED, supplier_address=f"虞川县城关街道拾翠路{i}号")
        world.lawful("COI-03", ("别的单位的职工", "职工报销", "地址不同")[i % 3], employee.id_no)


def _buyers_people(world: World) -> None:
    for i in range(24):
        cadre, unit = _official(world)
        owner = cadre
        if i % 3 == 2:
            owner = world.people.person()
            world.kin(cadre, owner, "弟")
        firm = _firm_of(world, owner, i)
        tender = world.tender(unit)
        world.bid(tender, firm)
        world.bid(tender, won="是")
        world.bid(tender)
        world.hit("COI-04", ("本人企业", "本人持股", "亲属企业")[i % 3], cadre.id_no, firm.uscc, tender)

        cadre, unit = _official(world, to=date(2019, 12, 31) if i % 3 == 0 else None, start=date(2012, 1, 1))
        firm = world.firm(cadre if i % 3 < 2 else world.people.outsider(name=cadre.name))
        tender = world.tender(unit if i % 3 != 1 else world.office())
        world.bid(tender, firm)
        world.bid(tender, won="是")
        world.bid(tender)
        world.lawful("COI-04", ("三年前已离任", "别的单位招标", "同名异号")[i % 3], tender)


def _one_chain(world: World) -> None:
    for i in range(24):
        unit = world.office("局")
        head = world.people.person()
        section = world.people.person() if i % 2 else world.people.add(head.home, "子", date(1992, 9, 9))
        if i % 2:
            world.kin(head, section, "侄子")
        world.cadre(head, "局长", unit=unit, in_charge_of="财务")
        world.cadre(section, "财务股股长", unit=unit, start=date(2022, 5, 1))
        world.hit("COI-06", "分管与负责的科室", head.id_no, section.id_no)

        unit, head, section = world.office("局"), world.people.person(), world.people.person()
        if i % 3 < 2:
            world.kin(head, section, "侄子")
        world.cadre(head, "局长", unit=unit, in_charge_of="财务", to=date(2022, 4, 30) if i % 3 == 0 else None)
        other = world.office("局") if i % 3 == 1 else unit
        world.cadre(section, "财务股股长", unit=other, start=date(2022, 5, 1))
        world.lawful("COI-06", ("任期不重叠", "不同单位", "不是亲属")[i % 3], head.id_no, section.id_no)
