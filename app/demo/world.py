"""The county while it is being made: places, people, companies, the offices' rows and the answer sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from cluegraph.demo.book import Book, Value
from cluegraph.demo.companies import Companies, Company
from cluegraph.demo.people import BANK, Household, People, Person, day_between
from cluegraph.demo.places import Village, villages
from cluegraph.demo.truth import Truth

_BORN_AFTER_HEAD = {"配偶": 2, "子": 26, "女": 28, "父": -25, "母": -24, "孙子": 50, "弟": 3, "兄": -3, "儿媳": 27}


@dataclass
class World:
    """Everything about the county; the same seed gives the same county."""

    random: Random
    villages: list[Village]
    people: People
    companies: Companies
    book: Book = field(default_factory=Book)
    truth: Truth = field(default_factory=Truth)
    households: list[Household] = field(default_factory=list)
    taken_lists: set[tuple[str, int]] = field(default_factory=set)  # (village key, year): whole list made by a case

    @classmethod
    def begin(cls, seed: int) -> World:
        random = Random(seed)
        return cls(random, villages(), People(random), Companies(random))

    def village(self, name: str, township: str | None = None) -> Village:
        """The village of that name. Raises StopIteration where there is none."""
        return next(v for v in self.villages if v.name == name and township in (None, v.township))

    def family(
        self, village: Village, relations: Sequence[str] = (), *, born: date | None = None, name: str | None = None
    ) -> Household:
        """Settles a new household: a head born on that day and the relations named, each with an ordinary age."""
        home = self.people.new_household(village)
        start = born or day_between(self.random, date(1958, 1, 1), date(1980, 12, 31))
        self.people.add(home, "户主", start, sex="男", name=name)
        for relation in relations:
            year = start.year + _BORN_AFTER_HEAD[relation]
            self.people.add(home, relation, date(year, self.random.randint(1, 12), self.random.randint(1, 28)))
        home.roles.add("case")
        self.households.append(home)
        return home

    def person(self, village: Village, *, born: date | None = None, name: str | None = None) -> Person:
        """Settles somebody who lives alone."""
        return self.family(village, born=born, name=name).head

    def free_household(self, village: Village, role: str) -> Household:
        """An ordinary household of the village that has no part yet; it takes that one."""
        home = next(h for h in self.households if h.village == village and not h.roles)
        home.roles.add(role)
        return home

    def cadres(self, village: Village) -> list[Household]:
        """The households of the village's cadres, its head's first."""
        return [home for home in self.households if home.village == village and "cadre" in home.roles]

    def subsidy(self, person: Person, programme: str, amount: Decimal | int | str, **more: Value) -> None:
        """A row of a subsidy list, paid to the person's own account in the own village unless told otherwise."""
        place = person.village
        row: dict[str, Value] = {
            "name": person.name, "id_no": person.id_no, "programme": programme, "amount": Decimal(amount),
            "village": place.name, "township": place.township, "year": 2023, "account": person.account,
            "bank": BANK, "phone": person.phone, "list": programme,
        }  # fmt: skip
        self.book.add("subsidy", **{**row, **more})

    def pay(self, person: Person, unit: str, month: int, net: Decimal | int | str, **more: Value) -> None:
        """A payroll row; `month` is YYYYMM."""
        row: dict[str, Value] = {
            "name": person.name, "id_no": person.id_no, "unit": unit, "month": month, "net": Decimal(net),
            "gross": Decimal(net) + 860, "post": "科员", "status": "在职", "account": person.account, "bank": BANK,
        }  # fmt: skip
        self.book.add("payroll", **{**row, **more})

    def work(self, person: Person, amount: Decimal | int | str, **more: Value) -> None:
        """An allowance row; give `date` (and `days`) or `month` as YYYYMM."""
        place = person.village
        row: dict[str, Value] = {
            "name": person.name, "id_no": person.id_no, "village": place.name, "township": place.township,
            "amount": Decimal(amount), "account": person.account, "reason": "环境整治", "days": Decimal(1),
        }  # fmt: skip
        self.book.add("allowance", **{**row, **more})

    def company(self, owner: Person | None = None, **more: Value) -> Company:
        """Registers a company; without an owner, a merchant of the county town who has no other part owns it."""
        if owner is None:
            owner = self.merchant()
        company = self.companies.found(owner, more)
        self.book.add("company", **company.record())
        share = more.get("owner_share", Decimal(100))
        if share:
            self.stake(company, owner, Decimal(str(share)), "股东")
        return company

    def merchant(self) -> Person:
        """Somebody of the county town, in no village's register."""
        town = Village("城关社区", "城关镇", 99, registered=False)
        home = self.people.new_household(town)
        born = day_between(self.random, date(1962, 1, 1), date(1990, 12, 31))
        return self.people.add(home, "户主", born, sex=self.random.choice("男女"))

    def stake(self, company: Company, holder: Person, share: Decimal | None, role: str) -> None:
        """A holder or officer of a company; the share is in percent."""
        self.book.add(
            "stake", company=company.name, uscc=company.uscc, holder=holder.name, holder_id_no=holder.id_no,
            share=share, role=role,
        )  # fmt: skip

    def cadre(self, person: Person, post: str, *, unit: str | None = None, **more: Value) -> None:
        """A post held since 2021 (the last village election) in a unit, else in the person's village."""
        place = person.village
        row: dict[str, Value] = {
            "name": person.name, "id_no": person.id_no, "post": post, "unit": unit,
            "village": None if unit else place.name, "township": None if unit else place.township,
            "from": date(2021, 1, 10), "to": None, "in_charge_of": None,
        }  # fmt: skip
        self.book.add("cadre", **{**row, **more})

    def kin(self, cadre: Person, relative: Person, relation: str) -> None:
        """One line of the cadres' relatives."""
        self.book.add(
            "kin", name=cadre.name, id_no=cadre.id_no, relative_name=relative.name, relative_id_no=relative.id_no,
            relation=relation,
        )  # fmt: skip

    def staff(self, person: Person, unit: str, **more: Value) -> None:
        """One line of the register of people paid from the public purse."""
        row: dict[str, Value] = {
            "name": person.name, "id_no": person.id_no, "unit": unit, "status": "在职",
            "from": date(2012, 7, 1), "to": None,
        }  # fmt: skip
        self.book.add("public_payroll", **{**row, **more})

    def death(self, person: Person, day: date, register: str = "公安") -> None:
        """One line of a register of deaths."""
        self.book.add("death", name=person.name, id_no=person.id_no, died_on=day, register=register)
