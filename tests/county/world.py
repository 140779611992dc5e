"""The county while it is being made: everybody's rows and the expected answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Literal

from cluegraph.demo.identity import company_account, credit_code
from tests.county.people import COUNTY, People, Person, Village, villages

Row = dict[str, object]
Expected = Literal["planted", "lawful", "implied", "doubtful"]


@dataclass(frozen=True)
class Case:
    """One answer: a clue of the rule whose subjects hold all the keys.

    `planted` must be found, `lawful` must not, `implied` lawfully follows from another rule's case and counts for
    neither. `doubtful` is lawful where the data cannot tell: silent or of low severity it counts for neither, higher it
    is false. `what` says what was done.
    """

    rule: str
    expected: Expected
    keys: frozenset[str]
    what: str


@dataclass(frozen=True)
class Line:
    """A line of a list that is no record: its words, an amount in the column of amounts, and after how many rows it
    stands (at the end by default)."""

    words: str
    amount: Decimal | str | None = None
    after: int | None = None


@dataclass(frozen=True)
class Firm:
    """One company as lists name it."""

    name: str
    uscc: str
    account: str


class World:
    """All rows by kind, in the contract's fields; the same seed gives the same county.

    Rows with a `book` are a file of their own under that name, in their order, with the `lines` of that name.
    """

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.villages = villages()
        self.people = People(self.random, self.villages)
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.cases: list[Case] = []
        self.lines: dict[str, list[Line]] = {}
        self._count: dict[str, int] = defaultdict(int)
        self._offset = self.random.randint(1, 400)

    def number(self, what: str) -> int:
        """The next number of a series."""
        self._count[what] += 1
        return self._count[what]

    def hit(self, rule: str, what: str, *keys: str) -> None:
        self.cases.append(Case(rule, "planted", frozenset(keys), what))

    def lawful(self, rule: str, what: str, *keys: str) -> None:
        self.cases.append(Case(rule, "lawful", frozenset(keys), what))

    def implied(self, rule: str, what: str, *keys: str) -> None:
        self.cases.append(Case(rule, "implied", frozenset(keys), what))

    def doubtful(self, rule: str, what: str, *keys: str) -> None:
        self.cases.append(Case(rule, "doubtful", frozenset(keys), what))

    def add(self, kind: str, /, **row: object) -> Row:
        """One row of that kind."""
        self.rows[kind].append(row)
        return row

    def subsidy(
        self, person: Person, programme: str, amount: object, village: Village | None = None, **more: object
    ) -> Row:
        """A row of a subsidy list; give `year`, `period` or `date`."""
        base: Row = {
            "name": person.name, "id_no": person.id_no, "programme": programme, "amount": money(amount),
            "place": village or person.village, "account": person.account,
        }  # fmt: skip
        return self.add("subsidy", **(base | more))

    def work(self, person: Person, days: object, village: Village | None = None, **more: object) -> Row:
        """A row of an allowance list at 120 yuan a day; give `date` or `month`."""
        base: Row = {
            "name": person.name, "id_no": person.id_no, "place": village or person.village, "days": days,
            "amount": money(Decimal(str(days or 1)) * 120), "reason": "清理河道", "account": person.account,
        }  # fmt: skip
        return self.add("allowance", **(base | more))

    def pay(self, person: Person, unit: str, month: str, status: str = "在职", **more: object) -> Row:
        """A payroll row of that month (YYYY-MM)."""
        base: Row = {
            "name": person.name, "id_no": person.id_no, "unit": unit, "month": month, "net": money(4600),
            "status": status, "account": person.account,
        }  # fmt: skip
        return self.add("payroll", **(base | more))

    def staff(
        self, person: Person, unit: str, status: str = "在职", start: date = date(2015, 7, 1), to: date | None = None
    ) -> None:
        """A row of the register of people paid from the public purse."""
        self.add(
            "public_payroll",
            name=person.name,
            id_no=person.id_no,
            unit=unit,
            status=status,
            **{"from": start, "to": to},
        )

    def cadre(
        self,
        person: Person,
        post: str,
        *,
        unit: str | None = None,
        village: Village | None = None,
        start: date = date(2021, 1, 15),
        to: date | None = None,
        in_charge_of: str | None = None,
    ) -> None:
        """A post held in a unit, else in the village (the person's own where none is named)."""
        place = None if unit else village or person.village
        self.add("cadre", name=person.name, id_no=person.id_no, post=post, unit=unit, place=place,
                 in_charge_of=in_charge_of, **{"from": start, "to": to})  # fmt: skip

    def kin(self, cadre: Person, relative: Person, relation: str) -> None:
        """A line of the cadres' relatives."""
        self.add("kin", name=cadre.name, id_no=cadre.id_no, relative_name=relative.name,
                 relative_id_no=relative.id_no, relation=relation)  # fmt: skip

    def office(self, what: str = "中心") -> str:
        """A public body that no other case has."""
        words = ("水务", "林草", "文旅", "住建", "卫健", "教体", "农机", "城管", "交通", "民宗", "档案", "气象")
        number = self.number("office")
        ranks = "一二三四五六七八九十"[number // 12 % 10] + "甲乙丙丁戊"[number // 120 % 5]
        return f"{COUNTY}{words[number % 12]}{ranks}{'东西南北'[number // 600]}{what}"

    def firm(self, owner: Person | None = None, *, register: bool = True, **more: object) -> Firm:
        """A company; registered with an owner (a merchant of the county town by default) and ordinary facts."""
        number = self.number("firm")
        signs = "川岳澜屿峰岚晟屹瀚淳沐霖熙煜琛铭锐哲翰博雅韵"
        words = signs[number % 22] + signs[number // 22 % 22] + signs[(number // 484 + 3 * number) % 22]
        trade = ("市政工程", "商贸", "农业科技", "生态园林", "信息技术")[number % 5]
        firm = Firm(
            f"{COUNTY}{words}{trade}有限公司",
            credit_code(200_000 + number * 53 + self._offset),
            company_account(660_000 + number * 3),
        )
        if register:
            boss = owner or self.people.outsider()
            base: Row = {
                "company": firm.name, "uscc": firm.uscc, "legal_representative": boss.name,
                "legal_representative_id_no": boss.id_no, "founded_on": date(2014, 3, 1), "status": "存续",
                "capital": money(2_000_000), "address": f"{COUNTY}城关街道望江路{number}号", "insured_staff": 12,
            }  # fmt: skip
            self.add("company", **(base | more))
        return firm

    def stake(self, firm: Firm, holder: Person | Firm, share: object, role: str = "股东") -> None:
        """A holder or officer of a company; the share is in percent."""
        number = {"holder_id_no": holder.id_no} if isinstance(holder, Person) else {"holder_uscc": holder.uscc}
        self.add("stake", company=firm.name, uscc=firm.uscc, holder=holder.name, share=share, role=role, **number)

    def contract(self, buyer: str | Village, firm: Firm, amount: object, signed_on: date, method: str = "竞争性磋商",
                 category: str = "服务", **more: object) -> str:  # fmt: skip
        """A contract; returns its number."""
        number = f"YCHT{signed_on.year}{self.number('contract'):05d}"
        name = buyer if isinstance(buyer, str) else f"{buyer.name}村民委员会"
        base: Row = {
            "contract_no": number, "title": f"{category}采购第{self.number('title')}项", "buyer": name,
            "supplier": firm.name, "supplier_uscc": firm.uscc, "amount": money(amount), "signed_on": signed_on,
            "category": category, "method": method, "place": buyer if isinstance(buyer, Village) else None,
        }  # fmt: skip
        self.add("contract", **(base | more))
        return number

    def tender(
        self,
        buyer: str | None = None,
        day: date = date(2023, 5, 8),
        *,
        days: int = 24,
        method: str = "公开招标",
        **more: object,
    ) -> str:
        """A tender noticed on a day, its deadline so many days later; returns its number."""
        number = f"YCZB{day.year}{self.number('tender'):05d}"
        deadline = date.fromordinal(day.toordinal() + days)
        base: Row = {
            "tender_no": number, "title": f"道路养护第{self.number('title')}标段", "buyer": buyer or self.office(),
            "method": method, "noticed_on": day, "deadline": deadline, "opened_on": deadline,
            "base_price": money(900_000), "category": "工程",
        }  # fmt: skip
        self.add("tender", **(base | more))
        return number

    def bid(self, tender: str, firm: Firm | None = None, price: object = None, **more: object) -> Firm:
        """A bid, at an ordinary price unless told otherwise; the deposit comes from the firm's own account."""
        firm = firm or self.firm(register=False)
        price = price or Decimal(self.random.randrange(70_000_000, 89_000_000)) / 100
        base: Row = {
            "tender_no": tender, "bidder": firm.name, "bidder_uscc": firm.uscc, "price": money(price),
            "deposit_account": firm.account, "won": "否",
        }  # fmt: skip
        self.add("bid", **(base | more))
        return firm

    def voucher(self, payer: str, payee: Firm | Person, amount: object, day: date, **more: object) -> Row:
        """A payment voucher."""
        code = {"payee_uscc": payee.uscc} if isinstance(payee, Firm) else {"payee_id_no": payee.id_no}
        base: Row = {
            "voucher_no": more.get("voucher_no") or f"记-{self.number('voucher'):06d}", "payer": payer,
            "payee": payee.name, "payee_account": payee.account, "amount": money(amount), "date": day, **code,
        }  # fmt: skip
        return self.add("payment", **(base | more))


def money(amount: object) -> Decimal:
    """Yuan with two places."""
    return Decimal(str(amount)).quantize(Decimal("0.01"))


def months(first: str, count: int) -> list[str]:
    """So many months in a row from YYYY-MM on."""
    year, month = map(int, first.split("-"))
    return [f"{year + (month - 1 + i) // 12}-{(month - 1 + i) % 12 + 1:02d}" for i in range(count)]
