"""PAY-08: how much of a village's allowances goes to its cadres, their kin, or one person."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.background.wages import dated
from cluegraph.demo.book import Value
from cluegraph.demo.people import Person
from cluegraph.demo.places import Village
from cluegraph.demo.world import World

_YEAR = 2022
_OTHERS = 12


def plant_shares(world: World) -> None:
    _planted(world)
    _lawful(world)


def _list(world: World, village: Village, shares: list[tuple[Person, Decimal]]) -> None:
    """Makes the village's whole list of the year: the shares given, the rest of 10,000 yuan among twelve others."""
    world.taken_lists.add((f"{village.township}{village.name}", _YEAR))
    rest = Decimal(10_000) - sum((amount for _, amount in shares), Decimal(0))
    others = [world.person(village) for _ in range(_OTHERS)]
    each = (rest / _OTHERS).quantize(Decimal("0.01"))
    parts = [(person, each) for person in others[1:]] + [(others[0], rest - each * (_OTHERS - 1))]
    for number, (person, amount) in enumerate([*shares, *parts]):
        when: dict[str, Value] = {"village": village.name, "township": village.township}
        if dated(village):
            when |= {"date": date(_YEAR, 2 + number % 10, 3 + number), "days": Decimal(1)}
        else:
            when |= {"month": _YEAR * 100 + 2 + number % 10, "days": Decimal(5)}
        world.work(person, amount, **when)


def _cadres(world: World, village: Village) -> list[Person]:
    return [home.head for home in world.cadres(village)]


def _planted(world: World) -> None:
    plant, v = world.truth.plant, world.village
    place = v("渡口村")
    cadres = _cadres(world, place)
    _list(world, place, [(cadre, Decimal(1400)) for cadre in cadres])
    plant("PAY-08", (place.name,), "五名村干部占 70%", "five cadres have 70 %")
    place = v("新塘村")
    cadres = _cadres(world, place)
    _list(world, place, [(cadre, Decimal(1000)) for cadre in cadres])
    plant("PAY-08", (place.name,), "村干部正好占 50%（边界）", "the cadres have exactly 50 % (boundary)")
    place = v("白鹤村")
    cadres = _cadres(world, place)
    kin = []
    for cadre, relation in zip(cadres, ("兄弟", "儿子", "妻弟"), strict=False):
        relative = world.person(place)
        world.kin(cadre, relative, relation)
        kin.append(relative)
    _list(world, place, [(cadres[0], Decimal(1500)), *((relative, Decimal(1300)) for relative in kin)])
    plant("PAY-08", (place.name, *(person.id_no for person in kin)), "村干部和近亲属占 54%", "cadres and kin have 54 %")
    place = v("双井村")
    person = world.person(place)
    _list(world, place, [(person, Decimal(4200))])
    plant("PAY-08", (place.name, person.id_no), "一人占 42%", "one person has 42 %")
    place = v("钱家埠村")
    person = world.person(place)
    _list(world, place, [(person, Decimal(3000))])
    plant("PAY-08", (place.name, person.id_no), "一人正好占 30%（边界）", "one person has exactly 30 % (boundary)")


def _lawful(world: World) -> None:
    look, v = world.truth.lookalike, world.village
    place = v("古樟村")
    _list(world, place, [(cadre, Decimal("999.80")) for cadre in _cadres(world, place)])
    look("PAY-08", (place.name,), "村干部占 49.99%（边界）", "the cadres have 49.99 % (boundary)")
    place = v("黄泥岗村")
    _list(world, place, [(world.person(place), Decimal("2999.90"))])
    look("PAY-08", (place.name,), "一人占 29.999%（边界）", "one person has 29.999 % (boundary)")
    place = v("荷塘村")
    cadre = _cadres(world, place)[0]
    brother, nephew = world.family(place, ("子",)).members
    world.kin(cadre, brother, "兄弟")
    _list(world, place, [(cadre, Decimal(2500)), (nephew, Decimal(2600))])
    look("PAY-08", (place.name,), "侄子隔两层，不在一层亲属内", "a nephew is two steps away")
    place = v("莲花村")
    strangers = _cadres(world, v("茶园村"))
    _list(world, place, [(cadre, Decimal(1100)) for cadre in strangers])
    look("PAY-08", (place.name,), "别村的干部来帮工", "cadres of another village lent a hand")
    place = v("仙居坪村")
    people = [world.person(place) for _ in range(4)]
    _list(world, place, [(person, Decimal(2000)) for person in people])
    look("PAY-08", (place.name,), "四名村民各占 20%", "four villagers have 20 % each")
