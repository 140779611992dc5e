"""The county's companies, with the numbers that the registry gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from cluegraph.demo.book import Value
from cluegraph.demo.identity import company_account, credit_code
from cluegraph.demo.people import Person, day_between

_WORDS = "恒瑞宏泰丰源盛华鑫达诚信安顺利通嘉禾益康东升百汇广联海川荣茂"
_TRADES = (
    ("建筑工程", "房屋建筑和市政基础设施项目工程总承包"), ("园林绿化", "园林绿化工程施工"), ("商贸", "日用百货销售"),
    ("水利工程", "水利工程建设监理；水利工程施工"), ("信息科技", "计算机系统服务"), ("农业发展", "农产品的生产、销售"),
    ("物业服务", "物业管理"), ("办公设备", "办公用品销售"), ("测绘咨询", "测绘服务；工程技术咨询"),
)  # fmt: skip
_STREETS = ("建设路", "人民路", "文昌街", "滨河大道", "工业园区一路", "解放街", "学府路")


@dataclass(frozen=True)
class Company:
    """One company as the registry has it."""

    name: str
    uscc: str
    owner: Person
    founded_on: date
    status: str
    address: str
    phone: str
    account: str
    scope: str
    capital: Decimal
    insured_staff: int

    def record(self) -> dict[str, Value]:
        """The registry's row."""
        return {
            "company": self.name, "uscc": self.uscc, "legal_representative": self.owner.name,
            "legal_representative_id_no": self.owner.id_no, "founded_on": self.founded_on, "status": self.status,
            "capital": self.capital, "address": self.address, "phone": self.phone, "scope": self.scope,
            "insured_staff": self.insured_staff,
        }  # fmt: skip


class Companies:
    """Founds companies whose names, codes, accounts and phones are unique."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._names: set[str] = set()
        self.all: list[Company] = []

    def found(self, owner: Person, given: Mapping[str, Value]) -> Company:
        """A new company; `given` may fix founded_on, status, address."""
        number = len(self.all) + 1
        trade, scope = self._random.choice(_TRADES)
        founded = given.get("founded_on") or day_between(self._random, date(2008, 1, 1), date(2019, 12, 31))
        address = given.get("address") or f"澄源县城关镇{self._random.choice(_STREETS)}{number + 10}号"
        company = Company(
            self._name(trade), credit_code(number * 37 + 1000), owner,
            founded if isinstance(founded, date) else date(2015, 1, 1), str(given.get("status") or "存续"),
            str(address), f"0599-29{number:05d}", company_account(number * 31 + 500), scope,
            Decimal(self._random.choice((50, 100, 200, 500, 1000)) * 10_000), self._random.randint(4, 60),
        )  # fmt: skip
        self.all.append(company)
        return company

    def _name(self, trade: str) -> str:
        while True:
            name = f"澄源县{self._random.choice(_WORDS)}{self._random.choice(_WORDS)}{trade}有限公司"
            if name not in self._names:
                self._names.add(name)
                return name
