"""SUB-15: year after year on a village's allowance list, with a firm or a cadre of that village behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from cluegraph.demo.background.purchases import contract
from cluegraph.demo.background.wages import dated
from cluegraph.demo.people import Household, Person
from cluegraph.demo.places import Village
from cluegraph.demo.world import World

_STORY = "鄞州"
_THREE_YEARS = ((2021, 3), (2022, 4), (2023, 5))


def plant_ties(world: World) -> None:
    _own_firm(world)
    _near_a_cadre(world)
    _lawful(world)


def on_the_list(world: World, person: Person, village: Village, years: Sequence[tuple[int, int]]) -> None:
    """A job on the list in that month of each (year, month); a Saturday where the village writes days."""
    for year, month in years:
        if dated(village):
            day = next(date(year, month, d) for d in range(8, 15) if date(year, month, d).weekday() == 5)
            world.work(person, 120, date=day, rate=Decimal(120), village=village.name, township=village.township)
        else:
            world.work(person, 240, month=year * 100 + month, days=Decimal(2), rate=Decimal(120),
                       village=village.name, township=village.township)  # fmt: skip


def in_village(village: Village) -> str:
    """An address in the village."""
    return f"澄源县{village.township}{village.name}工业小区8号"


def _own_firm(world: World) -> None:
    """鄞州: the owner of a firm of the village on its lists for three years."""
    plant = world.truth.plant
    place = world.village("松树岗村")
    owner = world.person(place)
    firm = world.company(owner, address=in_village(place))
    on_the_list(world, owner, place, _THREE_YEARS)
    plant("SUB-15", (owner.id_no, place.name, firm.uscc), "本村企业主连续三年领误工补助",
          "the owner of a firm of the village, three years on its lists", story=_STORY)  # fmt: skip
    place = world.village("荷塘村")
    owner = world.person(place)
    firm = world.company(owner)
    contract(world, place.committee, firm, Decimal(86_000), date(2022, 5, 9), "工程", village=place)
    on_the_list(world, owner, place, ((2021, 3), (2023, 5), (2023, 6)))
    plant("SUB-15", (owner.id_no, place.name, firm.uscc), "企业主的公司向本村供货", "the firm sold to the village")
    place = world.village("高山村")
    holder = world.person(place)
    firm = world.company(address=in_village(place), owner_share=Decimal(90))
    world.stake(firm, holder, Decimal(10), "股东")
    on_the_list(world, holder, place, _THREE_YEARS)
    plant("SUB-15", (holder.id_no, place.name, firm.uscc), "持本村企业 10% 股份（边界）",
          "holds 10 % of a firm of the village (boundary)")  # fmt: skip


def _near_a_cadre(world: World) -> None:
    plant = world.truth.plant
    place = world.village("茶园村")
    cadre = world.cadres(place)[0].head
    person = world.person(place)
    firm = world.company(person, owner_share=Decimal(60))
    world.stake(firm, cadre, Decimal(40), "股东")
    on_the_list(world, person, place, _THREE_YEARS)
    plant("SUB-15", (person.id_no, place.name, cadre.id_no), "与村书记合开公司", "runs a firm together with the head")
    place = world.village("龙潭村")
    cadre = world.cadres(place)[0].head
    person = world.person(place)
    on_the_list(world, person, place, _THREE_YEARS)
    world.subsidy(cadre, "农机购置补贴", 900, list="一卡通", date=date(2023, 9, 12), account_name=cadre.name,
                  account_id_no=cadre.id_no)  # fmt: skip
    world.work(person, 120, date=date(2023, 6, 10), rate=Decimal(120), account=cadre.account)
    plant("SUB-15", (person.id_no, place.name, cadre.id_no), "误工补助进了村书记的账户",
          "an allowance went to the head's own account")  # fmt: skip
    place = world.village("石鼓山村")
    cadre = world.cadres(place)[0].head
    brother = world.person(place)
    world.kin(cadre, brother, "兄弟")
    on_the_list(world, brother, place, _THREE_YEARS)
    plant("SUB-15", (brother.id_no, place.name, cadre.id_no), "村书记的兄弟（只有亲属关系）",
          "a brother of the head (kin alone)")  # fmt: skip


def _relative(world: World, place: Village) -> Household:
    """Settles a brother of the village's head, with a son."""
    home = world.family(place, ("子",))
    world.kin(world.cadres(place)[0].head, home.head, "兄弟")
    return home


def _lawful(world: World) -> None:
    look = world.truth.lookalike
    place = world.village("枫树坳村")
    cadre = world.cadres(place)[1].head
    on_the_list(world, cadre, place, _THREE_YEARS)
    look("SUB-15", (cadre.id_no,), "村干部本人的固定误工", "a cadre on the list for the own office")
    resident = world.person(place)
    world.company(resident)
    on_the_list(world, resident, place, _THREE_YEARS)
    look("SUB-15", (resident.id_no,), "村民的公司在县城，与本村无往来", "a resident's firm in town, no tie")
    brother = _relative(world, place).head
    on_the_list(world, brother, place, ((2023, 3), (2023, 4), (2023, 5), (2023, 6)))
    look("SUB-15", (brother.id_no,), "亲属只领了一年（边界）", "kin, but in one year only (boundary)")
    brother = _relative(world, place).head
    on_the_list(world, brother, place, ((2022, 3), (2023, 4)))
    look("SUB-15", (brother.id_no,), "亲属两年共两次（边界）", "kin, two rows in two years (boundary)")
    owner = world.person(place)
    world.company(owner, address=in_village(place), status="注销")
    on_the_list(world, owner, place, _THREE_YEARS)
    look("SUB-15", (owner.id_no,), "本村企业已注销", "the firm is dissolved")
    holder = world.person(place)
    firm = world.company(address=in_village(place), owner_share=Decimal(91))
    world.stake(firm, holder, Decimal(9), "股东")
    on_the_list(world, holder, place, _THREE_YEARS)
    look("SUB-15", (holder.id_no,), "持股 9%（边界）", "holds 9 % (boundary)")
    other = world.person(place)
    world.kin(world.cadres(world.village("桃源村"))[0].head, other, "兄弟")
    on_the_list(world, other, place, _THREE_YEARS)
    look("SUB-15", (other.id_no,), "是别村干部的兄弟", "a brother of another village's head")
