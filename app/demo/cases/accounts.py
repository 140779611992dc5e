"""SUB-03, SUB-04 and PRO-02: accounts and collectors."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.background.population import farmland
from cluegraph.demo.background.welfare import monthly
from cluegraph.demo.book import Value
from cluegraph.demo.cells import grouped_account
from cluegraph.demo.people import Household, Person
from cluegraph.demo.world import World

_GRANT = "农机购置补贴"


def plant_accounts(world: World) -> None:
    _nine_relatives(world)
    _one_account(world)
    _one_account_lawful(world)
    _many_accounts(world)
    _many_accounts_lawful(world)
    _collectors(world)


def one_card(world: World, person: Person, amount: int, day: date, holder: Person | None = None, **more: Value) -> None:
    """A row of the one-card list: it names the account's holder besides the payee."""
    holder = holder or person
    row: dict[str, Value] = {
        "list": "一卡通", "date": day, "year": day.year, "account": holder.account, "account_name": holder.name,
        "account_id_no": holder.id_no,
    }  # fmt: skip
    programme = str(more.pop("programme", _GRANT))
    world.subsidy(person, programme, amount, **{**row, **more})


def _nine_relatives(world: World) -> None:
    """贾汪: nine relatives' money, thirty-three payments, on one account that a cadre holds."""
    place = world.village("黄泥岗村")
    cadre = world.cadres(place)[1].head
    kinds = ("弟", "姐", "堂弟", "侄子", "表弟", "姑父", "舅舅", "妻弟", "外甥")
    for number, relation in enumerate(kinds):
        relative = world.family(place, ("配偶",)).head
        world.kin(cadre, relative, relation)
        for programme in ("退耕还林补助", "农机购置补贴", "产业发展奖补")[: 3 if number else 2]:
            one_card(world, relative, 680 + number * 10, date(2023, 8, 21), cadre, programme=programme)
        one_card(world, relative, 900, date(2022, 8, 19), cadre, programme="产业发展奖补")
    world.truth.plant(
        "SUB-03", (cadre.account,), "九名亲属的补贴进了村干部持有的一个账户",
        "the money of nine relatives on one account that a cadre holds", story="贾汪",
    )  # fmt: skip
    world.truth.echo("PRO-04", (place.name,), "这些行使该村每百行疑点偏多", "these rows make the village stand out")


def _one_account(world: World) -> None:
    plant, v = world.truth.plant, world.village
    first, second = world.family(v("荷塘村")), world.family(v("荷塘村"))
    farmland(world, first, Decimal("3.4"))
    farmland(world, second, Decimal("2.6"), account=first.head.account)
    plant("SUB-03", (first.head.account,), "两户的地力补贴进一个账户", "farmland money of two households")
    elders = [world.person(v("荷塘村"), born=date(1935 + n, 5, 5)) for n in range(3)]
    for elder in elders:
        monthly(world, elder, "高龄津贴", 100, [202301, 202302], account=elders[0].account)
    plant("SUB-03", (elders[0].account,), "三位老人的津贴进一个账户", "three old people on one account")
    poor = [world.family(v("莲花村"), ("配偶",)).head for _ in range(2)]
    for person in poor:
        monthly(world, person, "农村低保", 600, [202301, 202302, 202303], account=poor[1].account)
    plant("SUB-03", (poor[1].account,), "两户低保进一个账户", "the allowance of two poor households, one account")
    pair = [world.person(v("莲花村")), world.person(v("古樟村"))]
    one_card(world, pair[0], 1200, date(2023, 9, 12))
    world.subsidy(pair[1], "危房改造补助", 20_000, date=date(2023, 10, 30), account=pair[0].account)
    plant("SUB-03", (pair[0].account,), "不同村、不同项目，同一账户", "two villages and programmes, one account")
    pair = [world.person(v("莲花村")), world.person(v("莲花村"))]
    for person in pair:
        one_card(world, person, 800, date(2023, 9, 12), account=grouped_account(pair[0].account), account_name=None,
                 account_id_no=None)  # fmt: skip
    plant("SUB-03", (pair[0].account,), "账号写法不同，实为一个账户", "one account in two spellings")


def _one_account_lawful(world: World) -> None:
    look, v = world.truth.lookalike, world.village
    place = v("荷塘村")
    home = world.family(place, ("父", "配偶"), born=date(1962, 3, 3))
    farmland(world, home, Decimal("4.1"))
    monthly(world, home.members[1], "高龄津贴", 100, [202301, 202302], account=home.head.account)
    look("SUB-03", (home.head.account,), "老人的津贴进同户户主的账户", "an elder's money on the head's own account")
    home = world.family(place, ("配偶",))
    for member in home.members:
        monthly(world, member, "残疾人两项补贴", 86, [202303], account=home.head.account)
    look("SUB-03", (home.head.account,), "夫妻同户共用一个账户", "a couple of one household")
    home = world.family(place, ("配偶", "子"))
    for member in home.members:
        one_card(world, member, 300, date(2023, 9, 12), home.head)
    look("SUB-03", (home.head.account,), "一家三口共用一个账户", "three members of one household")
    clerk, helper = world.person(place), world.person(place)
    one_card(world, clerk, 800, date(2023, 9, 12))
    world.work(helper, 120, month=202303, rate=Decimal(120), account=clerk.account)
    look("SUB-03", (clerk.account,), "另一人是误工补助，不是补贴", "the other payment is an allowance, no subsidy")
    for placeholder in ("/", "无"):
        people = [world.person(place) for _ in range(2)]
        for person in people:
            one_card(world, person, 500, date(2023, 9, 12), account=placeholder, account_name=None, account_id_no=None)
        look("SUB-03", (people[0].id_no,), f"账号栏填“{placeholder}”，不是同一账户", "a placeholder is no account")


def _with_accounts(world: World, rows: list[tuple[int, str]], own: int) -> tuple[Household, list[str]]:
    """A person paid on several accounts; rows are (year, place of the account in the list)."""
    home = world.family(world.village("白鹤村"))
    accounts = [home.head.account, *(world.people.account() for _ in range(own - 1))]
    for number, (year, which) in enumerate(rows):
        programme = ("农机购置补贴", "退耕还林补助", "产业发展奖补", "稻谷补贴", "农资补贴")[number]
        one_card(world, home.head, 400 + number, date(year, 9, 12), account=accounts[int(which)], programme=programme)
    return home, accounts


def _many_accounts(world: World) -> None:
    shapes = (
        ([(2023, "0"), (2023, "1"), (2023, "2")], 3, "一年三个账户", "three accounts in a year"),
        ([(2022, "0"), (2022, "1"), (2022, "2")], 3, "2022 年三个账户", "three accounts in 2022"),
        ([(2023, "0"), (2023, "1"), (2023, "2"), (2023, "3")], 4, "一年四个账户", "four accounts in a year"),
        ([(2022, "0"), (2023, "0"), (2023, "1"), (2023, "2")], 3, "第二年换成三个账户", "three in the second year"),
    )
    for rows, count, zh, en in shapes:
        home, _ = _with_accounts(world, list(rows), count)
        world.truth.plant("SUB-04", (home.head.id_no,), zh, en)
    person = world.person(world.village("白鹤村"), born=date(1938, 1, 1))
    for month in (202303, 202306, 202309):
        monthly(world, person, "高龄津贴", 100, [month], account=world.people.account())
    world.truth.plant("SUB-04", (person.id_no,), "每季换一个账户", "a new account every quarter")


def _many_accounts_lawful(world: World) -> None:
    shapes = (
        ([(2023, "0"), (2023, "1")], 2, "一年两个账户（换卡）", "two accounts in a year"),
        ([(2022, "0"), (2022, "1"), (2023, "1"), (2023, "2")], 3, "三个账户分在两年", "three, but over two years"),
        ([(2023, "0"), (2023, "0"), (2023, "0")], 1, "三个项目一个账户", "three programmes on one account"),
    )
    for rows, count, zh, en in shapes:
        home, _ = _with_accounts(world, list(rows), count)
        world.truth.lookalike("SUB-04", (home.head.id_no,), zh, en)
    person = world.person(world.village("白鹤村"))
    digits = person.account
    for number, written in enumerate((digits, grouped_account(digits), f"{digits[:6]}-{digits[6:]}")):
        programme = f"产业奖补{number + 1}期"
        one_card(world, person, 500 + number, date(2023, 9, 12), account=str(written), programme=programme)
    world.truth.lookalike("SUB-04", (person.id_no,), "同一账号的三种写法", "three spellings of one account")
    person = world.person(world.village("白鹤村"))
    for _ in range(2):
        one_card(world, person, 700, date(2023, 9, 12), account=world.people.account(),
                 programme=f"产业奖补{len(world.book.rows('subsidy'))}号")  # fmt: skip
    world.work(person, 90, date=date(2023, 3, 7), account=world.people.account())
    world.truth.lookalike("SUB-04", (person.id_no,), "第三个账户只在误工名单上", "the third only on an allowance list")


def _collectors(world: World) -> None:
    place = world.village("双井村")
    shapes = ((3, "代领三户", "for three households"), (5, "代领五户", "for five households"),
              (3, "代领三户，分在两村", "for three in two villages"), (4, "代领四户", "for four"),
              (3, "代领三户，另有自家一人", "for three and one of the own household"))  # fmt: skip
    for number, (count, zh, en) in enumerate(shapes):
        home = world.family(place, ("配偶",))
        others = [world.person(world.village("杏花村") if number == 2 and n == 0 else place) for n in range(count)]
        payees = [*others, home.members[1]] if number == 4 else others
        _collected(world, payees, home.head)
        world.truth.plant("PRO-02", (home.head.id_no, *(other.id_no for other in others)), zh, en)
    lawful = ((2, 0, "只代领两户", "for two only"), (0, 3, "代领自家三人", "for three of the own household"),
              (2, 1, "两户加自家一人", "two, and one of the own household"), (1, 0, "代领一户", "for one"))  # fmt: skip
    for count, own, zh, en in lawful:
        home = world.family(place, ("配偶", "子", "女"))
        _collected(world, [world.person(place) for _ in range(count)] + home.members[1 : 1 + own], home.head)
        world.truth.lookalike("PRO-02", (home.head.id_no,), zh, en)
    home, neighbour = world.family(place), world.person(place)
    for programme in ("农机购置补贴", "退耕还林补助", "产业发展奖补"):
        one_card(world, neighbour, 300, date(2023, 9, 12), programme=programme, collected_by=home.head.name,
                 collected_by_id_no=home.head.id_no)  # fmt: skip
    world.truth.lookalike("PRO-02", (home.head.id_no,), "三次都是代同一人领", "three times for one person")


def _collected(world: World, payees: list[Person], collector: Person) -> None:
    for payee in payees:
        one_card(world, payee, 600, date(2023, 9, 12), collected_by=collector.name, collected_by_id_no=collector.id_no)
