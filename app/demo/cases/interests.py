"""COI-01 to COI-03: staff with companies, kin who sell to the office, accounts shared with a supplier."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.background.officials import UNITS
from cluegraph.demo.background.purchases import contract, voucher
from cluegraph.demo.companies import Company
from cluegraph.demo.people import Person
from cluegraph.demo.world import World

_SIGNED = date(2022, 8, 15)
_SUM = Decimal(48_000)


def plant_interests(world: World) -> None:
    _staff_with_firms(world)
    _staff_with_firms_lawful(world)
    _kin_sells(world)
    _kin_sells_lawful(world)
    _shared_with_supplier(world)


def _official(world: World) -> Person:
    return world.person(world.village("新塘村"))


def _staff_with_firms(world: World) -> None:
    for role, share, zh, en in (
        ("法定代表人", None, "在编人员是公司法定代表人", "staff, legal representative of a firm"),
        ("股东", "1", "持股正好 1%（边界）", "holds exactly 1 % (boundary)"),
        ("监事", None, "担任公司监事", "a supervisor of a firm"),
        ("董事", None, "担任公司董事", "a director of a firm"),
        ("经理", None, "担任公司经理", "the manager of a firm"),
    ):
        person = _official(world)
        if role == "监事":
            for month in (202301, 202302, 202303):
                world.pay(person, UNITS[5], month, 5200)
        else:
            world.staff(person, UNITS[5])
        firm = _firm_with(world, person, role, share)
        world.truth.plant("COI-01", (person.id_no, firm.uscc), zh, en)


def _firm_with(world: World, person: Person, role: str, share: str | None, status: str = "存续") -> Company:
    if role == "法定代表人":
        return world.company(person, owner_share=Decimal(0), status=status)
    firm = world.company(owner_share=Decimal(100) - Decimal(share or 0), status=status)
    world.stake(firm, person, Decimal(share) if share else None, role)
    return firm


def _staff_with_firms_lawful(world: World) -> None:
    look = world.truth.lookalike
    person = _official(world)
    world.staff(person, UNITS[6])
    _firm_with(world, person, "股东", "0.99")
    look("COI-01", (person.id_no,), "持股 0.99%（边界）", "holds 0.99 % (boundary)")
    person = _official(world)
    world.staff(person, UNITS[6])
    _firm_with(world, person, "法定代表人", None, status="注销")
    look("COI-01", (person.id_no,), "公司已注销", "the firm is dissolved")
    person = _official(world)
    world.staff(person, UNITS[6], status="辞职", to=date(2017, 6, 30))
    world.company(person, founded_on=date(2018, 3, 1))
    look("COI-01", (person.id_no,), "离职以后才办公司", "founded after leaving office")
    person = _official(world)
    world.staff(person, UNITS[6])
    world.company(world.person(world.village("石门村"), name=person.name))
    look("COI-01", (person.id_no,), "企业主是同名的另一人", "the owner only bears the same name")
    person = _official(world)
    world.cadre(person, "村民小组长")
    world.company(person)
    look("COI-01", (person.id_no,), "村组干部不是财政供养人员", "a village group leader is no public staff")


def _seller(world: World, owner: Person, buyer: str, signed: date = _SIGNED) -> tuple[Company, str]:
    firm = world.company(owner)
    return firm, contract(world, buyer, firm, _SUM, signed, "服务")


def _unit_cadre(world: World, unit: str) -> Person:
    person = _official(world)
    world.cadre(person, "科长", unit=unit)
    return person


def _kin_sells(world: World) -> None:
    plant = world.truth.plant
    for unit, relation, zh, en in (
        (UNITS[1], "配偶", "配偶的公司向本单位供货", "the spouse's firm sold to the office"),
        (UNITS[2], "兄弟", "兄弟的公司向本单位供货", "a brother's firm sold to the office"),
    ):
        cadre, relative = _unit_cadre(world, unit), _official(world)
        world.kin(cadre, relative, relation)
        firm, number = _seller(world, relative, unit)
        plant("COI-02", (cadre.id_no, relative.id_no, firm.uscc, number), zh, en)
    unit = UNITS[3]
    cadre, son = world.family(world.village("新塘村"), ("子",)).members
    world.cadre(cadre, "科长", unit=unit)
    firm = world.company(owner_share=Decimal(70))
    world.stake(firm, son, Decimal(30), "股东")
    number = contract(world, unit, firm, _SUM, _SIGNED, "服务")
    plant("COI-02", (cadre.id_no, son.id_no, firm.uscc, number), "儿子参股的公司向本单位供货", "a son's firm (30 %)")
    unit = UNITS[4]
    cadre = _unit_cadre(world, unit)
    brother, nephew = world.family(world.village("新塘村"), ("子",)).members
    world.kin(cadre, brother, "兄弟")
    firm, number = _seller(world, nephew, unit)
    plant("COI-02", (cadre.id_no, nephew.id_no, firm.uscc, number), "侄子的公司（两层亲属，边界）",
          "a nephew's firm: two steps (boundary)")  # fmt: skip
    place = world.village("沙溪村")
    head, relative = world.cadres(place)[0].head, _official(world)
    world.kin(head, relative, "妻弟")
    firm = world.company(relative)
    number = contract(world, place.committee, firm, Decimal(60_000), date(2023, 5, 8), "工程", village=place)
    plant("COI-02", (head.id_no, relative.id_no, firm.uscc, number), "村书记妻弟的公司承揽本村工程",
          "a firm of the village head's brother-in-law built for the village")  # fmt: skip


def _kin_sells_lawful(world: World) -> None:
    look = world.truth.lookalike
    unit = UNITS[6]
    cadre = _unit_cadre(world, unit)
    brother, nephew = world.family(world.village("新塘村"), ("子",)).members
    world.kin(cadre, brother, "兄弟")
    cousin = _official(world)
    world.kin(nephew, cousin, "妻弟")
    _, number = _seller(world, cousin, unit)
    look("COI-02", (number,), "隔了三层（边界）", "three steps away (boundary)")
    unit = UNITS[7]
    for first, last, zh, en in (
        (date(2018, 1, 1), date(2022, 8, 14), "签约前一天已离任（边界）", "left the day before (boundary)"),
        (date(2022, 8, 16), None, "签约次日才上任（边界）", "took office the day after (boundary)"),
    ):
        cadre, relative = _official(world), _official(world)
        world.cadre(cadre, "科长", unit=unit, **{"from": first, "to": last})
        world.kin(cadre, relative, "兄弟")
        _, number = _seller(world, relative, unit)
        look("COI-02", (number,), zh, en)
    cadre, relative = _unit_cadre(world, UNITS[8]), _official(world)
    world.kin(cadre, relative, "兄弟")
    _, number = _seller(world, relative, UNITS[9])
    look("COI-02", (number,), "向别的单位供货", "sold to another office")
    cadre, relative = _unit_cadre(world, UNITS[8]), _official(world)
    world.kin(cadre, relative, "兄弟")
    _, number = _seller(world, world.person(world.village("石门村"), name=relative.name), UNITS[8])
    look("COI-02", (number,), "企业主与亲属同名", "the owner only bears the relative's name")


def _shared_with_supplier(world: World) -> None:
    unit = UNITS[0]
    for number, (zh, en) in enumerate((
        ("供应商账户就是本单位职工的工资账户", "the supplier's account is an employee's salary account"),
        ("凭证付进职工的工资账户", "the voucher paid into an employee's salary account"),
        ("另一职工的账户", "another employee's account"),
        ("职工账户出现在合同上", "an employee's account on the contract"),
        ("凭证上的收款账号是职工的", "an employee's account on the voucher"),
    )):  # fmt: skip
        person = _employee(world, unit, 2022 + number % 2)
        firm = world.company()
        by_voucher = number in (1, 4)
        signed = date(2022 + number % 2, 6, 20)
        account = firm.account if by_voucher else person.account
        code = contract(world, unit, firm, _SUM, signed, "服务", paid=False, supplier_account=account)
        voucher(world, unit, firm, _SUM, date(signed.year, 9, 20), contract_no=code, payee_account=person.account)
        world.truth.plant("COI-03", (person.id_no, firm.uscc, unit), zh, en)
    _shared_lawful(world)


def _employee(world: World, unit: str, year: int) -> Person:
    person = _official(world)
    for month in (5, 6, 7):
        world.pay(person, unit, year * 100 + month, 5300)
    return person


def _shared_lawful(world: World) -> None:
    unit, look = UNITS[8], world.truth.lookalike
    person = _employee(world, UNITS[9], 2023)
    firm = world.company()
    contract(world, unit, firm, _SUM, date(2022, 6, 20), "服务", paid=False, supplier_account=person.account)
    look("COI-03", (person.id_no,), "是别的单位的职工", "an employee of another office")
    for purpose, amount in (("报销差旅费", 860), ("报销培训费", 1200)):
        person = _employee(world, unit, 2023)
        _reimburse(world, unit, person, purpose, Decimal(amount))
        look("COI-03", (person.id_no,), f"付给职工本人：{purpose}", "paid to the employee in person")
    person = _employee(world, unit, 2023)
    firm = world.company()
    near = person.account[:-2] + f"{(int(person.account[-2:]) + 37) % 100:02d}"
    contract(world, unit, firm, _SUM, date(2021, 6, 20), "服务", paid=False, supplier_account=near)
    look("COI-03", (person.id_no,), "账号只差末两位", "the accounts differ in the last two digits")
    world.truth.echo("DQ-02", (near,), "改了两位，卡号校验不通过", "two digits changed: the check digit is wrong")
    person = _employee(world, unit, 2023)
    firm = world.company(address="澄源县城关镇政府大院1号")
    contract(world, unit, firm, _SUM, date(2023, 6, 20), "服务", supplier_phone="0599-2900000")
    look("COI-03", (person.id_no, firm.uscc), "只是同一办公楼的总机", "only the switchboard of the building")


def _reimburse(world: World, unit: str, person: Person, purpose: str, amount: Decimal) -> None:
    world.book.add(
        "payment", voucher_no=f"202306-记-9{len(world.book.rows('payment')):03d}", payer=unit, payee=person.name,
        payee_uscc=None, payee_id_no=person.id_no, payee_account=person.account, amount=amount,
        date=date(2023, 6, 26), purpose=purpose, contract_no=None, invoice_issuer=None,
    )  # fmt: skip
