"""PAY-04: paid as serving staff by one employer while another pays the insurance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from cluegraph.demo.background.officials import UNITS
from cluegraph.demo.book import Value
from cluegraph.demo.people import Person
from cluegraph.demo.world import World

_FACTORY = "澄源县工业园区五金厂"
_SCHOOL = "澄源县第一中学"
_YEAR = tuple(range(202301, 202313))
_EVER = (date(2022, 3, 1), None)
_Term = tuple[str, date, date | None]


def plant_insured(world: World) -> None:
    _elsewhere(world)
    _elsewhere_lawful(world)


def _staff(world: World, unit: str, months: Sequence[int], insured: Sequence[_Term], status: str | None) -> Person:
    person = world.person(world.village("新塘村"))
    for month in months:
        world.pay(person, unit, month, 5300, status=status)
    for employer, first, last in insured:
        term: dict[str, Value] = {"from": first, "to": last}
        world.book.add("insurance", name=person.name, id_no=person.id_no, unit=employer, base=Decimal(5200), **term)
    return person


def _elsewhere(world: World) -> None:
    in_turn = ((_SCHOOL, date(2023, 1, 1), date(2023, 1, 31)), (_FACTORY, date(2023, 2, 1), date(2023, 3, 31)))
    cases: tuple[tuple[Sequence[int], Sequence[_Term], str | None, str, str], ...] = (
        (_YEAR, [(_FACTORY, *_EVER)], "在职", "全年由一家工厂参保", "insured by a factory all year"),
        (
            _YEAR,
            [(_FACTORY, date(2023, 1, 1), date(2023, 3, 31))],
            "在职",
            "正好三个月（边界）",
            "three months (boundary)",
        ),
        (_YEAR, in_turn, "在职", "先后由两处参保，合计三个月", "two insurers in turn, three months together"),
        (_YEAR, [(_FACTORY, *_EVER)], None, "人员状况没有写", "no status written"),
        ((202301, 202304, 202308), [(_FACTORY, *_EVER)], "在职", "不相连的三个月", "three months that do not touch"),
    )
    for number, (months, insured, status, zh, en) in enumerate(cases):
        person = _staff(world, UNITS[number], months, insured, status)
        world.truth.plant("PAY-04", (person.id_no,), zh, en)


def _elsewhere_lawful(world: World) -> None:
    own = (UNITS[1], date(2020, 1, 1), None)
    cases: tuple[tuple[Sequence[_Term], str, str, str], ...] = (
        ([(_FACTORY, date(2023, 1, 1), date(2023, 2, 28))], "在职", "只有两个月（边界）", "two months only (boundary)"),
        ([(_FACTORY, *_EVER), own], "在职", "本单位也参保", "insured by the own office too"),
        ([(_FACTORY, *_EVER)], "借调", "借调人员", "seconded"),
        (
            [("澄源县惠民人力资源有限公司", *_EVER)],
            "在职",
            "由人力资源公司代缴",
            "an agency pays the insurance for others",
        ),
        ([("澄源县灵活就业人员", *_EVER)], "在职", "以个人身份参保", "insured in one's own name"),
        ([(_FACTORY, date(2019, 1, 1), date(2022, 12, 31))], "在职", "发薪前已停保", "insurance ended before"),
    )
    for insured, status, zh, en in cases:
        person = _staff(world, UNITS[1], _YEAR, insured, status)
        world.truth.lookalike("PAY-04", (person.id_no,), zh, en)
