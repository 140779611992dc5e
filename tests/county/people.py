"""The county's places and people. Numbers begin with 330299, a region code that was never given out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from random import Random

from cluegraph.demo.identity import card_number, id_number

COUNTY = "虞川县"
TOWNSHIPS = ("青岩镇", "落霞乡", "双溪口镇", "白鹭镇", "沙湾乡", "龙潭镇", "云台乡", "石门镇")
APART = slice(54, 64)  # villages that the cases leave alone but for those about a whole village
_FRONT = ("大", "小", "上", "下", "前", "后", "新", "老")
_BACK = ("栎", "蒲", "碾", "茶", "枫", "砚", "渡", "窑", "麻", "杏", "橘")
_ENDS = ("坝", "沟", "冲", "畈", "岗")
_TWICE = ("红星村", "新民村", "太平村", "光明村")  # names that stand in two townships

_SURNAMES = {
    "王": 9, "李": 9, "张": 8, "刘": 6, "陈": 6, "杨": 4, "赵": 4, "黄": 4, "周": 3, "吴": 3, "徐": 3, "孙": 3, "胡": 2,
    "朱": 2, "高": 2, "林": 2, "何": 2, "郭": 2, "马": 2, "罗": 2, "梁": 1, "宋": 1, "郑": 1, "谢": 1, "韩": 1, "唐": 1,
}  # fmt: skip
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红秀珍建国志文德福贵春梅林"


@dataclass(frozen=True)
class Village:
    """One village; two of one name differ by their township."""

    name: str
    township: str
    registered: bool = True


@dataclass(eq=False)
class Person:
    """One inhabitant; `account` and `phone` are the person's own."""

    name: str
    id_no: str
    born: date
    village: Village
    account: str
    phone: str
    home: Home
    relation: str = "户主"


@dataclass(eq=False)
class Home:
    """One household; the head is its first member."""

    number: str
    village: Village
    address: str
    members: list[Person] = field(default_factory=list)

    @property
    def head(self) -> Person:
        return self.members[0]

    def __getitem__(self, place: int) -> Person:
        return self.members[place]


def villages() -> list[Village]:
    """Eighty-eight villages, four names of which stand in two townships each, and three without a register."""
    names = [f"{front}{back}{_ENDS[(i + j) % 5]}村" for i, back in enumerate(_BACK) for j, front in enumerate(_FRONT)]
    ordinary = names[: 88 - 2 * len(_TWICE)]
    made = [Village(name, TOWNSHIPS[i % 8], i >= 3) for i, name in enumerate(ordinary)]
    return made + [Village(name, TOWNSHIPS[(3 * i + k) % 8]) for i, name in enumerate(_TWICE) for k in (0, 4)]


class People:
    """Makes people with unique ID numbers, accounts and phones; many bear one name."""

    def __init__(self, random: Random, places: list[Village]) -> None:
        self._random, self._numbers, self._count = random, set[str](), 0
        self.homes: list[Home] = []
        self._places = cycle(place for place in places if place.registered and place not in places[APART])

    def next_village(self) -> Village:
        """The next village in turn, so that cases are spread evenly."""
        return next(self._places)

    def home(self, *relations: str, village: Village | None = None, born: date | None = None, age: int = 0) -> Home:
        """A new household: its head, born that day (or so old in 2023), and a member for each relation."""
        place = village or self.next_village()
        number = f"YC{len(self.homes) + 100001}"
        home = Home(number, place, f"{COUNTY}{place.township}{place.name}{len(self.homes) + 1}号")
        year = 2023 - (age or self._random.randint(34, 58))
        self.add(home, "户主", born or self._day(year))
        for relation in relations:
            gap = {"配偶": 1, "子": 24, "女": 26, "父": -24, "母": -23}[relation]
            self.add(home, relation, self._day(home.head.born.year + gap))
        self.homes.append(home)
        return home

    def person(self, **more: object) -> Person:
        """The head of a new household of one."""
        return self.home(**more).head  # type: ignore[arg-type]

    def outsider(self, *, name: str | None = None, born: date | None = None) -> Person:
        """Somebody of the county town, who is in no village's register."""
        town = Village("城关社区", "城关街道", registered=False)
        home = Home("", town, "")
        return self.add(home, "户主", born or self._day(self._random.randint(1964, 1992)), name=name)

    def add(
        self, home: Home, relation: str, born: date, *, name: str | None = None, id_no: str | None = None
    ) -> Person:
        """A further member of a household."""
        self._count += 1
        person = Person(
            name or self._name(), id_no or self._number(born), born, home.village, self.account(),
            f"139{self._count:04d}{self._random.randint(1000, 9999)}", home, relation,
        )  # fmt: skip
        home.members.append(person)
        return person

    def account(self) -> str:
        """A bank card that nobody else has."""
        self._count += 1
        return card_number(77_000_000 + self._count * 7)

    def _name(self) -> str:
        surname = self._random.choices(list(_SURNAMES), list(_SURNAMES.values()))[0]
        length = 1 if self._random.random() < 0.35 else 2
        return surname + "".join(self._random.choices(_GIVEN, k=length))

    def _day(self, year: int) -> date:
        return date(year, 1, 1) + timedelta(days=self._random.randint(0, 364))

    def _number(self, born: date) -> str:
        while True:
            number = id_number(born, self._random.randint(1, 999))
            if number not in self._numbers:
                self._numbers.add(number)
                return number
