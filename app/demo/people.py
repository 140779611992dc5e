"""The people of the county, household by household."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from cluegraph.demo.identity import card_number, id_number
from cluegraph.demo.names import made_up_name
from cluegraph.demo.places import Village

BANK = "澄源农村商业银行"
MALE_RELATIONS = frozenset({"户主", "子", "父", "孙子", "弟", "兄", "女婿"})


@dataclass
class Person:
    """Somebody of the county; `died_on` is the day of death where there is one."""

    name: str
    id_no: str
    sex: str
    born: date
    village: Village
    household_no: str
    relation: str
    account: str
    phone: str
    died_on: date | None = None

    def age_on(self, day: date) -> int:
        """Full years."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


@dataclass
class Household:
    """The head comes first. `roles` says what its members are used for, so that no two parts of the county collide."""

    number: str
    village: Village
    members: list[Person] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    registered: bool = True

    @property
    def head(self) -> Person:
        return self.members[0]

    @property
    def address(self) -> str:
        return f"{self.village.township}{self.village.name}{int(self.number[-3:])}号"


class People:
    """Makes people whose numbers are unique and whose names are unique within their village."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._serials: dict[tuple[date, str], int] = {}  # the last serial number given out
        self._names: set[tuple[int, str]] = set()
        self._cards = 0
        self._phones = 0
        self._households: dict[int, int] = {}

    def account(self) -> str:
        """A bank card that nobody has yet."""
        self._cards += 1
        return card_number(self._cards * 7919 + 100_000)

    def phone(self) -> str:
        """A mobile number of a series that no operator has given out."""
        self._phones += 1
        return f"1990299{self._phones:04d}"

    def id_no(self, born: date, sex: str) -> str:
        """The next free ID number of that day of birth."""
        last = self._serials.get((born, sex))
        first = 11 + 2 * self._random.randrange(40) + (sex == "女")
        self._serials[(born, sex)] = serial = first if last is None else last + 12
        return id_number(born, serial)

    def name(self, village: Village, sex: str) -> str:
        """A name that nobody in the village bears."""
        while True:
            name = made_up_name(self._random, sex)
            if self.reserve_name(village, name):
                return name

    def reserve_name(self, village: Village, name: str) -> bool:
        """Takes a name in a village; false where somebody has it."""
        if (village.number, name) in self._names:
            return False
        self._names.add((village.number, name))
        return True

    def new_household(self, village: Village) -> Household:
        """An empty household with the next number of its village."""
        count = self._households.get(village.number, 0) + 1
        self._households[village.number] = count
        return Household(f"{village.number:02d}{count:04d}", village, registered=village.registered)

    def add(
        self, home: Household, relation: str, born: date, *, sex: str | None = None, name: str | None = None
    ) -> Person:
        """A new member of the household; the sex follows the relation where it is not given."""
        sex = sex or ("男" if relation in MALE_RELATIONS else "女")
        if name is None:
            name = self.name(home.village, sex)
        else:
            self.reserve_name(home.village, name)
        person = Person(
            name, self.id_no(born, sex), sex, born, home.village, home.number, relation, self.account(), self.phone()
        )
        home.members.append(person)
        return person


def day_between(random: Random, first: date, last: date) -> date:
    """Any day from the first to the last, both included."""
    return first + timedelta(days=random.randrange((last - first).days + 1))
