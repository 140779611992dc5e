"""Several rules on one household: a village clerk's father is paid on after death, the wife is paid in two places."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.background.welfare import monthly
from cluegraph.demo.people import Household, Person
from cluegraph.demo.world import World

_POST = "村报账员"
_OFFICE = "柳溪镇人民政府"
_AID, _DISABLED = "农村低保", "残疾人两项补贴"
_YEAR = [202301 + month for month in range(12)]


def plant_clerk(world: World) -> None:
    _clerk(world)
    _lawful(world)


def _home(world: World, village: str, born: date) -> Household:
    """A clerk born on that day with wife, father and mother, whom the list of kin names."""
    home = world.family(world.village(village), ("配偶", "父", "母"), born=born)
    clerk, *others = home.members
    world.cadre(clerk, _POST)
    for member in others:
        world.kin(clerk, member, member.relation)
    return home


def _job(world: World, person: Person, day: date, account: str) -> None:
    world.work(person, 120, date=day, rate=Decimal(120), account=account)


def _clerk(world: World) -> None:
    clerk, wife, father, mother = _home(world, "石门村", date(1972, 5, 6)).members
    father.died_on = date(2023, 2, 16)
    world.death(father, father.died_on)
    monthly(world, father, _AID, 620, _YEAR[:8], account=clerk.account)
    monthly(world, mother, _DISABLED, 86, _YEAR, account=clerk.account)
    for month in _YEAR:
        world.pay(wife, _OFFICE, month, 4350)
    for day in (date(2022, 11, 5), date(2023, 4, 11), date(2023, 6, 14), date(2023, 9, 19)):
        _job(world, wife, day, clerk.account)
    truth = world.truth
    truth.join(
        (
            truth.plant("SUB-05", (father.id_no,), "村报账员之父去世后低保又发五个月",
                        "a village clerk's father: help for the poor five months after death"),
            truth.plant("SUB-06", (father.id_no, wife.id_no), "这一户领低保时儿媳在镇政府领工资",
                        "the same household: the daughter-in-law was on a payroll at the time"),
            truth.plant("PAY-05", (wife.id_no,), "报账员之妻上班日领误工补助",
                        "the clerk's wife: allowances on her working days"),
            truth.echo("SUB-08", (father.id_no, wife.id_no), "她的工资也高于低保标准",
                       "her salary is also above the standard of the help"),
            truth.echo("SUB-16", (clerk.id_no, father.id_no), "低保户里有在任村干部",
                       "a cadre of the village is in that household"),
            truth.echo("SUB-15", (wife.id_no, "石门村", clerk.id_no), "她两年在名单上，占比很小（仅供关注）",
                       "two years on the list with a small part of it: for attention only"),
        ),
        "村报账员一家：父亲死后领低保，妻子有工资又领误工补助，钱进报账员的账户",
        "a village clerk's household: a dead father and a salaried wife are paid on into the clerk's account",
    )  # fmt: skip
    truth.lookalike("SUB-03", (clerk.account,), "同户几人的钱进一个账户", "one account of one household")
    truth.lookalike("SUB-05", (mother.id_no,), "健在的配偶领残疾补贴", "the widow is alive")


def _lawful(world: World) -> None:
    """A household of the same shape in which each thing has its reason."""
    clerk, wife, father, _ = _home(world, "杏花村", date(1966, 5, 6)).members
    father.died_on = date(2023, 2, 16)
    world.death(father, father.died_on)
    monthly(world, father, "高龄津贴", 100, _YEAR[:2], account=clerk.account)
    for month in _YEAR:
        world.pay(wife, _OFFICE, month, 4350)
    for day in (date(2023, 4, 15), date(2023, 6, 17), date(2023, 9, 16)):
        _job(world, wife, day, wife.account)
    look = world.truth.lookalike
    look("SUB-05", (father.id_no,), "津贴发到去世当月为止", "the allowance went on until the month of death")
    look("SUB-06", (father.id_no,), "高龄津贴人人可领，与儿媳的工资无关", "everybody of that age has that allowance")
    look("PAY-05", (wife.id_no,), "只在星期六参加", "on Saturdays alone")
    look("SUB-15", (wife.id_no,), "报账员之妻只在一年的名单上", "the clerk's wife, in one year only")
