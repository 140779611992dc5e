"""CON-04 to CON-14: tenders and bids; every tender has bidders of its own unless the case is about them."""

from __future__ import annotations

from datetime import date, timedelta

from tests.county.world import Firm, World


def plant(world: World) -> None:
    _few(world)
    _hurried(world)
    _shared_traces(world)
    _deposits(world)
    _managers(world)
    _control(world)
    _co_bidders(world)
    _turns(world)
    _patterns(world)
    _rejected(world)


def _with_bids(world: World, count: int = 3, **more: object) -> tuple[str, list[Firm]]:
    """A tender with so many independent bids, the first of which wins."""
    tender = world.tender(**more)  # type: ignore[arg-type]
    return tender, [world.bid(tender, won="是" if k == 0 else "否") for k in range(count)]


def _few(world: World) -> None:
    for i in range(24):
        tender, firms = _with_bids(world, 1 + i % 2, method=("公开招标", "邀请招标")[i // 2 % 2])
        world.hit("CON-04", f"{1 + i % 2}家", tender, firms[0].uscc)
        tender, _ = _with_bids(world, (3, 2)[i % 2], method=("公开招标", "竞争性磋商")[i % 2])
        world.lawful("CON-04", ("三家", "磋商两家")[i % 2], tender)


def _hurried(world: World) -> None:
    for i in range(24):
        tender, _ = _with_bids(world, days=(19, 19, 5)[i % 3], method=("公开招标", "邀请招标")[i % 2])
        world.hit("CON-05", "不足二十日", tender)
        tender, _ = _with_bids(world, days=(20, 6)[i % 2], method=("公开招标", "询价")[i % 2])
        world.lawful("CON-05", ("正好二十日", "询价")[i % 2], tender)


_TRACES = ("mac", "ip", "contact", "address", "phone", "email", "ca")


def _trace(kind: str, number: int) -> str:
    return {
        "mac": f"0A-5C-{number // 256 % 256:02X}-{number % 256:02X}-3D-7F",
        "ip": f"10.{number // 250}.{number % 250}.17",
        "contact": "欧阳" + "甲乙丙丁戊己庚辛壬癸"[number % 10] + "子丑寅卯辰巳午未申酉戌亥"[number // 10 % 12],
        "address": f"虞川县城关街道听涛路{number}号",
        "phone": f"138{number:08d}", "email": f"bid{number}@example.com", "ca": f"CA{number:09d}",
    }[kind]  # fmt: skip


def _shared_traces(world: World) -> None:
    for i in range(28):
        kind = _TRACES[i % 7]
        tender = world.tender()
        shared = _trace(kind, world.number("trace"))
        first, second = (world.bid(tender, **{kind: shared}) for _ in range(2))
        world.bid(tender, won="是", **{kind: _trace(kind, world.number("trace"))})
        world.hit("CON-06", f"共用 {kind}", tender, first.uscc, second.uscc)

        tender = world.tender()
        if i % 2 == 0:  # placeholders are no identifiers
            for k in range(3):
                world.bid(tender, won="是" if k == 0 else "否", **{kind: ("/", "无", "-")[i // 2 % 3]})
        else:  # shared with a bidder of another tender
            other, again = world.tender(), _trace(kind, world.number("trace"))
            for place in (tender, other):
                world.bid(place, won="是", **{kind: again})
                for _ in range(2):
                    world.bid(place, **{kind: _trace(kind, world.number("trace"))})
        world.lawful("CON-06", ("占位符", "不同标段")[i % 2], tender)


def _deposits(world: World) -> None:
    for i in range(24):
        tender, firms = _with_bids(world, 1)
        account = firms[0].account if i % 2 else world.people.account()
        pair = [world.bid(tender, deposit_account=account) for _ in range(2)]
        world.hit("CON-07", "同一账户", tender, pair[0].uscc, pair[1].uscc)
        if i % 3 == 0:
            tender = world.tender()
            for _ in range(3):
                world.bid(tender, deposit_account="银行保函")
        elif i % 3 == 1:
            account = world.people.account()
            tender, other = world.tender(), world.tender()
            for place in (tender, other):
                world.bid(place, deposit_account=account)
                world.bid(place)
                world.bid(place)
        else:
            tender = world.tender()
            for _ in range(3):
                world.bid(tender, deposit_account="/")
        world.lawful("CON-07", ("银行保函", "不同标段", "占位符")[i % 3], tender)


def _managers(world: World) -> None:
    for i in range(24):
        boss, other = world.people.outsider(), world.people.outsider()
        who = {"project_manager": boss.name, "project_manager_id_no": boss.id_no}
        tender, _ = _with_bids(world, 1)
        pair = [world.bid(tender, **who) for _ in range(2)]
        world.hit("CON-08", "同一项目经理", tender, pair[0].uscc, pair[1].uscc)
        tender, _ = _with_bids(world, 1)
        world.bid(tender, **who)
        if i % 3 == 0:  # a namesake
            world.bid(tender, project_manager=boss.name, project_manager_id_no=other.id_no)
        elif i % 3 == 1:  # the same one, but in another tender
            world.bid(tender, project_manager=other.name, project_manager_id_no=other.id_no)
            again, _ = _with_bids(world, 2)
            world.bid(again, **who)
        else:
            world.bid(tender, project_manager=boss.name)
        world.lawful("CON-08", ("同名异号", "两个经理", "只有姓名")[i % 3], tender)


def _control(world: World) -> None:
    for i in range(24):
        boss = world.people.outsider()
        first, third = world.firm(boss), world.firm()
        if i % 4 == 0:
            second = world.firm(boss)
        else:
            second = world.firm()
            if i % 4 == 1:
                world.stake(second, boss, 5)
            elif i % 4 == 2:
                world.stake(second, boss, None, ("监事", "董事", "经理")[i // 4 % 3])
            else:
                world.stake(second, first, 30)
        tender = world.tender()
        for k, firm in enumerate((first, second, third)):
            world.bid(tender, firm, won="是" if k == 2 else "否")
        what = ("同一法定代表人", "持股5%", "任董监高", "企业持股")[i % 4]
        world.hit("CON-09", what, tender, first.uscc, second.uscc)
        _control_lawful(world, i)


def _control_lawful(world: World, i: int) -> None:
    boss = world.people.outsider()
    first = world.firm(boss)
    if i % 3 == 0:  # bosses of one name
        second = world.firm(world.people.outsider(name=boss.name))
    else:
        second = world.firm(boss if i % 3 == 1 else None)
    tender = world.tender()
    world.bid(tender, first)
    if i % 3 == 1:  # tied, but never in one tender
        other = world.tender()
        world.bid(other, second)
        for _ in range(2):
            world.bid(other)
        world.bid(tender)
    else:
        world.bid(tender, second)
    world.bid(tender, world.firm(), won="是")
    world.lawful("CON-09", ("同名异号", "不同标段", "没有关系")[i % 3], tender, first.uscc)


def _co_bidders(world: World) -> None:
    """Pairs that meet in three tenders within a year, or not quite."""
    for i in range(24):
        yes = i % 2 == 0
        first, second = world.firm(register=False), world.firm(register=False)
        start = date(2022, 3, 1)
        gaps = (0, 90, 360) if yes else ((0, 90), (0, 200, 400))[i // 2 % 2]
        for k, gap in enumerate(gaps):
            tender = world.tender(day=start + timedelta(days=gap))
            world.bid(tender, first)
            world.bid(tender, second)
            world.bid(tender, won="是")
            if k == 0:
                world.bid(tender)
        what = f"共同投标{len(gaps)}次，首尾{gaps[-1]}天"
        (world.hit if yes else world.lawful)("CON-10", what, first.uscc, second.uscc)


def _turns(world: World) -> None:
    """Three companies meet again and again; each wins in its turn, or one always."""
    for i in range(12):
        group = [world.firm(register=False) for _ in range(3)]
        rounds = 6 if i % 4 != 3 else 4
        for k in range(rounds):
            tender = world.tender(day=date(2023, 1, 9) + timedelta(days=40 * k))
            for place, firm in enumerate(group):
                wins = place == k % 3 if i % 2 == 0 or rounds == 4 else place == 0
                world.bid(tender, firm, won="是" if wins else "否")
            world.bid(tender)
        keys = [firm.uscc for firm in group]
        if i % 2 == 0:
            world.hit("CON-11", "六次各中两次", *keys)
            for key in keys:
                world.lawful("CON-12", "六次中两次", key)
        else:
            world.lawful("CON-11", "总是一家中标；只四次", *keys)
            for key in keys[1:] if rounds == 6 else ():
                world.hit("CON-12", "六次一次未中", key)
        for pair in ((0, 1), (0, 2), (1, 2)):
            world.implied("CON-10", "轮流的三家也常一起投标", *(keys[k] for k in pair))


def _patterns(world: World) -> None:
    steps = (("700000", "700000", "812345.67"), ("700000", "712000", "724000"), ("700000", "735000", "771750"))
    fine = (("700000", "700000.01", "812345.67"), ("700000", "712000", "731000"), ("700000", "735000", "765000"))
    for i in range(24):
        for prices, yes in ((steps[i % 3], True), (fine[i % 3], False)):
            tender = world.tender()
            for k, price in enumerate(prices):
                world.bid(tender, price=price, won="是" if k == 0 else "否")
            (world.hit if yes else world.lawful)("CON-13", "、".join(prices), tender)


def _rejected(world: World) -> None:
    for i in range(24):
        tender = world.tender()
        prices = ("701234.56", "756789.01", "812345.67", "840011.22")
        out = {0: (1, 2, 3), 1: (0,)}[i % 2]
        for k, price in enumerate(prices):
            world.bid(
                tender, price=price, rejected="是" if k in out else "否", won="是" if k == (0, 1)[i % 2] else "否"
            )
        world.hit("CON-14", ("只剩一家有效", "最低价被否决")[i % 2], tender)
        tender = world.tender()
        for k, price in enumerate(prices):
            lost = k == 3 and i % 2 == 0
            world.bid(tender, price=price, rejected="是" if lost else "否", won="是" if k == 0 else "否")
        world.lawful("CON-14", ("否决最高价", "无人否决")[i % 2], tender)
