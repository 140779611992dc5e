"""FLOW-01: money that a unit or village pays to a company and that comes back to its officials or their kin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from tests.county.people import Person
from tests.county.plants.subsidy_lists import CROPS
from tests.county.world import Firm, World, money

PAID = date(2023, 9, 11)
Ways = list[tuple[str, Callable[["_Deal"], None]]]


@dataclass
class _Deal:
    """One public payment: who pays, the official, the company, and the accounts that its money went through."""

    world: World
    official: Person
    payer: str
    place: str
    firm: Firm
    fen: int
    by_voucher: bool = True
    recipient: Person | None = None
    accounts: list[str] = field(default_factory=list)

    def pay_firm(self) -> None:
        """By voucher, else by the payer's own bank flow."""
        amount = Decimal(self.fen) / 100
        if self.by_voucher:
            self.world.voucher(self.payer, self.firm, amount, PAID, purpose="工程款")
            return
        own = f"20100299{self.world.number('public'):06d}"
        self.world.add("transfer", from_account=own, from_name=self.payer, to_account=self.firm.account,
                       to_name=self.firm.name, amount=amount, at=PAID, purpose="工程款")  # fmt: skip
        self.accounts.append(own)

    def part(self, percent: int) -> int:
        """So many percent of the payment in fen."""
        return self.fen * percent // 100

    def move(self, source: str, target: str, fen: int, day: int, **more: object) -> None:
        """A transfer so many days after the payment."""
        at = PAID + timedelta(days=day)
        amount = money(Decimal(fen) / 100)
        self.world.add("transfer", from_account=source, to_account=target, amount=amount, at=at, **more)

    def along(self, recipient: Person, *steps: tuple[int, int], **more: object) -> None:
        """From the company to the recipient in steps, each a day and a percent of the payment; `more` for the last."""
        way = [self.firm.account, *(self.world.people.account() for _ in steps[1:]), recipient.account]
        for place, ((source, target), (day, share)) in enumerate(zip(pairwise(way), steps, strict=True), start=1):
            self.move(source, target, self.part(share), day, **(more if place == len(steps) else {}))
        self.recipient = recipient
        self.accounts += way

    def known(self, person: Person) -> Person:
        """The person, whose account an old list shows."""
        self.world.subsidy(person, CROPS, 260, date=date(2022, 10, 20))
        return person

    def official_self(self) -> Person:
        """The official, whose account the payroll shows."""
        self.world.pay(self.official, f"{self.official.village.township}人民政府", "2023-03")
        return self.official

    def kin(self, *relations: str) -> Person:
        """Somebody so many steps of kin away, whose account an old list shows."""
        last = self.official
        for relation in relations:
            following = self.world.people.person()
            self.world.kin(last, following, relation)
            last = following
        return self.known(last)

    def keys(self) -> tuple[str, ...]:
        assert self.recipient is not None
        return (self.recipient.id_no, self.official.id_no, self.firm.uscc, self.place, *self.accounts)


def plant(world: World) -> None:
    for i in range(24):
        what, make = _RETURNS[i % len(_RETURNS)]
        deal = _deal(world, i, village=i % 12 in (4, 5), by_voucher=i % 12 != 6, **_TERMS.get(what, {}))
        deal.pay_firm()
        make(deal)
        world.hit("FLOW-01", what, *deal.keys())
    for i in range(2 * len(_LOOKALIKES)):
        what, make = _LOOKALIKES[i % len(_LOOKALIKES)]
        deal = _deal(world, i, village=i % 5 == 2, by_voucher=make is not _refund, **_TERMS.get(what, {}))
        deal.pay_firm()
        make(deal)
        world.lawful("FLOW-01", what, deal.firm.uscc)
    for i in range(6):
        what, make = _DOUBTFUL[i % len(_DOUBTFUL)]
        deal = _deal(world, i)
        deal.pay_firm()
        make(deal)
        world.doubtful("FLOW-01", what, deal.firm.uscc)


def _deal(world: World, i: int, *, village: bool = False, by_voucher: bool = True, **term: date) -> _Deal:
    fen = 8_000_000 + 700_000 * i
    official = world.people.person(village=world.villages[3 + i % 5]) if village else world.people.person()
    if village:
        place = official.village.name
        world.cadre(official, "村委会副主任", **term)  # type: ignore[arg-type]
        return _Deal(world, official, f"{place}村民委员会", place, world.firm(), fen, by_voucher)
    unit = world.office("所")
    world.cadre(official, "副所长", unit=unit, **term)  # type: ignore[arg-type]
    return _Deal(world, official, unit, unit, world.firm(), fen, by_voucher)


def _to_self(deal: _Deal, *steps: tuple[int, int]) -> None:
    deal.along(deal.official_self(), *steps)


def _to_kin(deal: _Deal, relations: tuple[str, ...], *steps: tuple[int, int], **more: object) -> None:
    deal.along(deal.kin(*relations), *steps, **more)


def _to_child(deal: _Deal) -> None:
    """Kin by the household register."""
    child = deal.world.people.add(deal.official.home, "子", date(1999, 4, 4))
    deal.along(deal.known(child), (2, 50))


def _in_parts(deal: _Deal, *parts: tuple[int, int]) -> None:
    recipient = deal.kin("配偶")
    for day, share in parts:
        deal.move(deal.firm.account, recipient.account, deal.part(share), day)
    deal.recipient = recipient
    deal.accounts += [deal.firm.account, recipient.account]


def _through_another_firm(deal: _Deal) -> None:
    """The account between is another company's, which another office pays into it."""
    between = deal.world.firm()
    deal.world.voucher(deal.world.office(), between, 4100, date(2023, 2, 7), purpose="办公用品")
    recipient = deal.kin("弟")
    deal.move(deal.firm.account, between.account, deal.part(90), 1)
    deal.move(between.account, recipient.account, deal.part(85), 4)
    deal.recipient = recipient
    deal.accounts += [deal.firm.account, between.account, recipient.account]


def _a_cent_short(deal: _Deal) -> None:
    deal.move(deal.firm.account, deal.kin("配偶").account, deal.fen // 10 - 1, 1)


def _kin_of_another_office(deal: _Deal) -> None:
    other = _deal(deal.world, 1)
    deal.along(other.kin("配偶"), (1, 80))


def _before_it_was_paid(deal: _Deal) -> None:
    deal.along(deal.kin("配偶"), (-1, 80))


def _to_a_namesake(deal: _Deal) -> None:
    home = deal.world.people.home()
    namesake = deal.world.people.add(home, "子", date(1983, 3, 3), name=deal.official.name)
    deal.along(deal.known(namesake), (1, 80))


def _taxes(deal: _Deal) -> None:
    """The company pays its taxes, and the tax office pays the official's wife."""
    treasury, name = f"20100299{deal.world.number('public'):06d}", deal.world.office("税务所")
    deal.move(deal.firm.account, treasury, deal.part(20), 1, to_name=name, purpose="税款")
    wife = deal.kin("配偶")
    deal.move(treasury, wife.account, deal.part(20), 2, from_name=name, purpose="退税")
    deal.world.implied("FLOW-04", "单位账户转入个人", wife.account)


def _refund(deal: _Deal) -> None:
    """Back into the account that paid."""
    deal.move(deal.firm.account, deal.accounts[0], deal.part(40), 2, to_name=deal.payer, purpose="退回多付款")


def _other_money_between(deal: _Deal) -> None:
    """Too little goes to the account between, which then pays more of its own."""
    between, recipient = deal.world.people.account(), deal.kin("配偶")
    deal.move(deal.firm.account, between, deal.part(5), 1)
    deal.move(between, recipient.account, deal.part(50), 2)


def _another_firm_pays(deal: _Deal) -> None:
    other = deal.world.firm()
    deal.world.voucher(deal.world.office(), other, 3900, date(2023, 2, 8), purpose="办公用品")
    deal.move(other.account, deal.kin("配偶").account, deal.part(80), 1)


def _lent_before(deal: _Deal) -> None:
    recipient = deal.kin("妹")
    deal.move(recipient.account, deal.firm.account, deal.part(80), -200, purpose="借款")
    deal.along(recipient, (2, 80))


_DAY = timedelta(days=1)
_TERMS: dict[str, dict[str, date]] = {
    "付款当日就任": {"start": PAID}, "付款当日卸任": {"to": PAID}, "付款前一日卸任": {"to": PAID - _DAY},
    "付款次日就任": {"start": PAID + _DAY},
}  # fmt: skip
_RETURNS: Ways = [
    ("当天全数转入本人", lambda deal: _to_self(deal, (0, 100))),
    ("第三天八成转入配偶", lambda deal: _to_kin(deal, ("配偶",), (3, 80))),
    ("两步，各三天，正好一成", lambda deal: _to_self(deal, (3, 10), (6, 10))),
    ("三步共九天", lambda deal: _to_kin(deal, ("女婿",), (3, 60), (6, 40), (9, 25))),
    ("村付款，转入同户之子", _to_child),
    ("村付款，转入本人", lambda deal: _to_self(deal, (1, 30))),
    ("单位账户流水付款，转入姐姐", lambda deal: _to_kin(deal, ("姐",), (1, 50))),
    ("三天内分三笔，合计正好一成", lambda deal: _in_parts(deal, (1, 4), (2, 3), (3, 3))),
    ("付款当日就任", lambda deal: _to_self(deal, (2, 50))),
    ("付款当日卸任", lambda deal: _to_kin(deal, ("弟",), (2, 50))),
    ("两步亲属", lambda deal: _to_kin(deal, ("弟", "配偶"), (1, 90))),
    ("经另一企业", _through_another_firm),
]
_LOOKALIKES: Ways = [
    ("差一分到一成", _a_cent_short),
    ("第四天才转", lambda deal: _to_kin(deal, ("配偶",), (4, 80))),
    ("第二步在第四天", lambda deal: _to_self(deal, (3, 80), (7, 80))),
    ("四步才到", lambda deal: _to_kin(deal, ("配偶",), (0, 80), (0, 80), (1, 80), (1, 80))),
    ("三步亲属", lambda deal: _to_kin(deal, ("表弟", "配偶", "弟"), (1, 80))),
    ("外单位干部的亲属", _kin_of_another_office),
    ("付款前一日卸任", lambda deal: _to_self(deal, (1, 80))),
    ("付款次日就任", lambda deal: _to_self(deal, (1, 80))),
    ("先转后付", _before_it_was_paid),
    ("同名异号", _to_a_namesake),
    ("经税务单位账户", _taxes),
    ("中间一步不足一成", _other_money_between),
    ("别的企业转入", _another_firm_pays),
    ("两笔相隔四天，各不足一成", lambda deal: _in_parts(deal, (1, 6), (5, 6))),
    ("退回多付的款", _refund),
]
_DOUBTFUL: Ways = [
    ("亲属在企业的工资", lambda deal: _to_kin(deal, ("女",), (1, 80), purpose="9月工资")),
    ("归还借款", lambda deal: _to_kin(deal, ("妹",), (1, 80), purpose="归还借款")),
    ("半年前借出同数", _lent_before),
]
