"""The same findings in other words: aliases of programmes, other signs in numbers, villages of one name, statuses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.identity import fifteen
from tests.county.people import Village
from tests.county.plants.flows import RESETTLED
from tests.county.plants.process import TUITION
from tests.county.plants.subsidy_lists import ALLOWANCE, MACHINE, OLD_AGE, PENSION
from tests.county.plants.subsidy_registers import RATE, land
from tests.county.world import World, months

SIGNED = date(2023, 6, 15)


def plant_people(world: World) -> None:
    """Lists of subsidies, salaries and allowances."""
    for place in range(6):
        _aliases(world, place)
        _one_land_two_programmes(world)
        _twentieth(world)
        _assets(world, place)
        _couples(world, place)
        _proxies_by_name(world)


def plant_money(world: World) -> None:
    """Contracts, bids, funds and published lists."""
    for place in range(6):
        _categories(world, place)
        _remarks(world, place)
        _bidders(world, place)
        _traces(world, place)
        _numbers_in_bids(world, place)
        _one_parent(world)
        _suppliers_by_name(world)
        _wages_account(world)
    _villages_of_one_name(world)


def _aliases(world: World, i: int) -> None:
    """One programme under two names."""
    words = (
        ("低保金", "农村最低生活保障金"),
        ("新农保养老金", "城乡居民基本养老金"),
        ("残疾人两项补贴", "残疾人补贴"),
    )[i % 3]
    person = world.people.person(age=70)
    for word in words:
        world.subsidy(person, word, 210, period="2023-03")
    world.hit("SUB-02", "同月、两种叫法", person.id_no)
    person, other = world.people.person(age=70), world.people.next_village()
    for place, word, month in ((person.village, words[0], "2023-03"), (other, words[1], "2023-09")):
        world.subsidy(person, word, 210, place, period=month)
    world.hit("SUB-01", "两村、两种叫法", person.id_no, person.village.name, other.name)
    person = world.people.person(age=70)
    for word in ("五保", "最低生活保障金"):
        world.subsidy(person, word, 400, period="2023-03")
    world.hit("SUB-09", "同月互斥，用俗称", person.id_no)
    person = world.people.person(age=70)
    world.subsidy(person, PENSION, 210, period="2023-03")
    world.subsidy(person, PENSION, 210, date=date(2023, 3, 28))
    world.hit("SUB-02", "一张写月份，一张写日期", person.id_no)
    person = world.people.person(age=70)
    world.subsidy(person, PENSION, 210, period="2023-03")
    world.subsidy(person, PENSION, 210, date=date(2023, 4, 28))
    world.lawful("SUB-02", "一张写月份，一张写下月的日期", person.id_no)
    person = world.people.person(age=70)
    for word in ("春节慰问金", "稻谷补贴"):
        world.subsidy(person, word, 300, period="2023-03")
    world.lawful("SUB-02", "两个不同的项目", person.id_no)
    world.lawful("SUB-01", "两个不同的项目", person.id_no)
    world.lawful("SUB-09", "两个不同的项目", person.id_no)


def _one_land_two_programmes(world: World) -> None:
    """The same land lawfully has the subsidies of several programmes."""
    person = world.people.person()
    land(world, person, 6)
    for programme in ("耕地地力保护补贴", "稻谷补贴", "农资综合补贴"):
        world.subsidy(person, programme, 6 * RATE, year=2023, quantity=Decimal(6), rate=RATE)
    world.lawful("SUB-12", "一块地、三个项目", person.home.number)


def _twentieth(world: World) -> None:
    """A month's list counts as paid on the 20th."""
    for day, yes in ((21, True), (20, False)):
        person = world.people.person(born=date(1943, 6, day))
        world.subsidy(person, OLD_AGE, 100, period="2023-06")
        (world.hit if yes else world.lawful)("SUB-13", "按20日计算年龄", person.id_no)


def _assets(world: World, i: int) -> None:
    home = world.people.home("配偶", "子")
    for month in months("2023-02", 2):
        world.subsidy(home.head, ALLOWANCE, 380, period=month)
    world.firm(home[2], status=("在业", "开业", "存续（在营、开业、在册）")[i % 3])
    world.hit("SUB-07", "经营状态的别的写法", home.head.id_no, home[2].id_no)
    home = world.people.home("配偶", "子")
    for month in months("2023-02", 2):
        world.subsidy(home.head, ALLOWANCE, 380, period=month)
    if i % 3 == 0:
        world.firm(home[2], status="吊销，未注销")
    else:
        kind = ("轻型普通货车", "大型轮式拖拉机")[i % 2]
        world.add("vehicle", owner=home[1].name, id_no=home[1].id_no, plate=f"浙Q{world.number('plate'):05d}",
                  brand="田野", kind=kind, registered_on=date(2019, 9, 9), status="正常")  # fmt: skip
    world.lawful("SUB-07", ("企业吊销", "货车、拖拉机", "货车、拖拉机")[i % 3], home.head.id_no)


def _couples(world: World, i: int) -> None:
    """Married couples as registers call them."""
    home = world.people.home("配偶")
    home[1].relation = ("妻", "夫", "妻子", "丈夫", "爱人", "配偶")[i]
    for one in home.members:
        world.pay(one, "虞川县水文站", "2023-11", account=home.head.account)
    world.lawful("PAY-02", f"夫妻，户籍写“{home[1].relation}”", home.head.account)


def _proxies_by_name(world: World) -> None:
    """A collector who is only named is nobody in particular."""
    people = [world.people.person() for _ in range(3)]
    for one in people:
        world.subsidy(one, MACHINE, 640, date=date(2023, 9, 12), collected_by="王秀兰")
    world.lawful("PRO-02", "代领人只有姓名", *(one.id_no for one in people))


def _categories(world: World, i: int) -> None:
    buyer, firms = world.office(), [world.firm(), world.firm()]
    words = (("货物", "货物类"), ("服务", "服务采购"), ("工程", "工程施工"))[i % 3]
    amount = (1_100_000, 550_000, 2_100_000)[i % 3]
    numbers = [
        world.contract(buyer, firm, amount, SIGNED, "询价", word) for firm, word in zip(firms, words, strict=True)
    ]
    world.hit("CON-01", "同一类的两种叫法", buyer, *numbers)
    buyer = world.office()
    for word, part in (("货物类", 1_100_000), ("服务采购", 950_000)):
        world.contract(buyer, world.firm(), part, SIGNED, "询价", word)
    world.lawful("CON-01", "两类的别的叫法", buyer)


def _remarks(world: World, i: int) -> None:
    remark = ("未见批准文件", "没有报批，未经批准", "不属于抢险")[i % 3]
    buyer = world.office()
    number = world.contract(buyer, world.firm(), 1_200_000, SIGNED, "直接发包", remark=remark)
    world.hit("CON-03", f"备注：{remark}", buyer, number)
    number = world.contract(world.office(), world.firm(), 1_200_000, SIGNED, "公开招标（电子）")
    world.lawful("CON-03", "公开招标（电子）", number)


def _bidders(world: World, i: int) -> None:
    """One company twice in the list is one bidder."""
    mac = f"3C-22-{world.number('trace'):02X}-51-0A-9E"
    tender = world.tender()
    firm = world.bid(tender, won="是", mac=mac)
    world.bid(tender, firm, mac=mac)
    world.bid(tender)
    world.hit("CON-04", "三行两家", tender, firm.uscc)
    enough = world.tender()
    twice = world.bid(enough, won="是")
    world.bid(enough, twice)
    for _ in range(2):
        world.bid(enough)
    world.lawful("CON-04", "四行三家", enough)
    world.lawful("CON-06", "同一家写了两行", tender)
    world.lawful("CON-07", "同一家写了两行", tender)
    if i % 2:
        tender = world.tender()
        for _ in range(3):
            world.bid(tender, deposit_account=("电子保函", "保函")[i % 4 // 2])
        world.lawful("CON-07", "保函", tender)


def _traces(world: World, i: int) -> None:
    number = world.number("trace")
    one, other, kind = (
        (f"0A-5C-{number:02X}-77-3D-7F", f"0a:5c:{number:02x}:77:3d:7f", "mac"),
        (f"Bid{number}@Example.com", f"bid{number}@example.com", "email"),
        (f"137 0029 {number:04d}", f"1370029{number:04d}", "phone"),
    )[i % 3]
    tender = world.tender()
    first = world.bid(tender, **{kind: one})
    second = world.bid(tender, **{kind: other})
    world.bid(tender, won="是")
    world.hit("CON-06", f"{kind} 写法不同", tender, first.uscc, second.uscc)
    tender = world.tender()
    for k in range(3):
        world.bid(tender, won="是" if k == 0 else "否", **{kind: ("——", "暂无", "无")[i // 3]})
    world.lawful("CON-06", "别的占位符", tender)


def _numbers_in_bids(world: World, i: int) -> None:
    """Account and ID numbers in other forms."""
    tender, account = world.tender(), world.people.account()
    spaced = " ".join(account[k : k + 4] for k in range(0, len(account), 4))
    first, second = (world.bid(tender, deposit_account=written) for written in (account, spaced))
    world.bid(tender, won="是")
    world.hit("CON-07", "账号分段书写", tender, first.uscc, second.uscc)
    tender, boss = world.tender(), world.people.outsider(born=date(1975, 3, 4 + i))
    forms = (boss.id_no, fifteen(boss.id_no) if i % 2 else boss.id_no.lower())
    first, second = (world.bid(tender, project_manager=boss.name, project_manager_id_no=form) for form in forms)
    world.bid(tender, won="是")
    world.hit("CON-08", "15位、小写x", tender, first.uscc, second.uscc)
    tender, other = world.tender(), world.people.outsider(born=date(1976, 3, 4 + i))
    for manager, form in ((boss, fifteen(boss.id_no)), (other, fifteen(other.id_no))):
        world.bid(tender, project_manager=manager.name, project_manager_id_no=form)
    world.bid(tender, won="是")
    world.lawful("CON-08", "两个15位号码", tender)


def _one_parent(world: World) -> None:
    parent, first, second = world.firm(), world.firm(), world.firm()
    for firm in (first, second):
        world.stake(firm, parent, 60)
    tender = world.tender()
    for firm in (first, second):
        world.bid(tender, firm)
    world.bid(tender, world.firm(), won="是")
    world.hit("CON-09", "同一母公司", tender, first.uscc, second.uscc)
    parent, first, second = world.firm(), world.firm(), world.firm()
    for firm in (first, second):
        world.stake(firm, parent, 60)
        tender = world.tender()
        world.bid(tender, firm)
        for k in range(2):
            world.bid(tender, won="否" if k else "是")
        if firm is first:
            world.lawful("CON-09", "同一母公司，不同标段", tender, first.uscc)


def _suppliers_by_name(world: World) -> None:
    """A contract names the company only; all the data know one of that name."""
    cadre, unit = world.people.person(), world.office("局")
    world.cadre(cadre, "副局长", unit=unit)
    relative = world.people.person()
    world.kin(cadre, relative, "女婿")
    firm = world.firm(relative)
    number = world.contract(unit, firm, 75_000, SIGNED, supplier_uscc=None)
    world.hit("COI-02", "合同只写名称", cadre.id_no, relative.id_no, number)
    number = world.contract(unit, world.firm(), 75_000, SIGNED, supplier_uscc=None)
    world.lawful("COI-02", "合同只写名称，是别人的企业", number)


def _wages_account(world: World) -> None:
    unit, firm = world.office(), world.firm()
    number = world.contract(unit, firm, 200_000, date(2023, 2, 6), "公开招标")
    row = world.voucher(unit, firm, 50_000, date(2023, 5, 8), contract_no=number, purpose="农民工工资")
    row.update(payee=f"{firm.name}农民工工资专用账户", payee_uscc=None, payee_account=world.people.account())
    world.lawful("FLOW-06", "农民工工资专户", number)


def _villages_of_one_name(world: World) -> None:
    """What holds for a village does not hold for its namesake in another township."""
    twins = [place for place in world.villages[80:] if place.name in ("红星村", "新民村", "光明村")]
    for k, (first, second) in enumerate(zip(twins[::2], twins[1::2], strict=True)):
        _funded(world, world.villages[36 + k], paid=True)
        world.lawful("FLOW-05", "发完的村", world.villages[36 + k].name, RESETTLED)
        _funded(world, first, paid=True)
        _funded(world, second, paid=False)
        people = [world.people.person(village=place) for place in (first, second)]
        for one in people:
            world.subsidy(one, TUITION, 1500, year=2024)
        shown = people[0]
        world.add("published", name=shown.name, id_no=shown.id_no, programme=TUITION, amount=Decimal(1500),
                  place=first, year=2024)  # fmt: skip
        world.lawful("PRO-01", "只有另一个乡镇的同名村公示", people[1].id_no)


def _funded(world: World, village: Village, *, paid: bool) -> None:
    received = date(2024, 4, 1)
    world.add(
        "funds_in", place=village, programme=RESETTLED, amount=Decimal(3000), date=received, from_unit="虞川县移民局"
    )
    for _ in range(5 if paid else 3):
        world.subsidy(world.people.person(village=village), RESETTLED, 600, year=2024, date=date(2024, 4, 20))
    if not paid:
        world.hit("FLOW-05", "同名村中少发的一个", village.name, RESETTLED)
