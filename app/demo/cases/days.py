"""PAY-06, PAY-07 and PAY-09: more days than the month has, two places on one day, unlikely hands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.book import Value
from cluegraph.demo.people import Person
from cluegraph.demo.world import World

_RATE = Decimal(50)


def plant_days(world: World) -> None:
    _too_many_days(world)
    _two_places(world)
    _unlikely_hands(world)


def _by_month(
    world: World, person: Person, village: str, month: int, days: str | None, remark: str | None = None
) -> None:
    place = world.village(village)
    amount = Decimal(days or 3) * _RATE
    world.work(person, amount, month=month, days=Decimal(days) if days else None, rate=_RATE, village=place.name,
               township=place.township, remark=remark)  # fmt: skip


def _on(world: World, person: Person, village: str, day: date, days: str | None = "1", **more: Value) -> None:
    place = world.village(village, "柳溪镇" if village == "东风村" else None)
    where: dict[str, Value] = {"village": place.name, "township": place.township, **more}
    world.work(person, Decimal(days or 1) * 120, date=day, days=Decimal(days) if days else None, rate=Decimal(120),
               **where)  # fmt: skip


def _too_many_days(world: World) -> None:
    home = world.village("大岭村")
    for month, rows, zh, en in (
        (202301, (("大岭村", "20"), ("周家畈村", "12")), "两村合计 32 天", "32 days in January"),
        (202302, (("大岭村", "15"), ("大岭村", "14")), "二月共 29 天（边界）", "29 days in February (boundary)"),
        (202304, (("大岭村", "31"),), "四月 31 天（边界）", "31 days in April (boundary)"),
        (202207, (("大岭村", "18"), ("梅林村", "18")), "两村合计 36 天", "36 days in two villages"),
        (202311, (("大岭村", "30"), ("周家畈村", "0.5")), "三十天半（边界）", "thirty days and a half (boundary)"),
    ):
        person = world.person(home)
        for village, days in rows:
            _by_month(world, person, village, month, days)
        world.truth.plant("PAY-06", (person.id_no,), zh, en)
    lawful: tuple[tuple[int, tuple[tuple[str, str | None], ...], str, str], ...] = (
        (202301, (("大岭村", "15"), ("周家畈村", "16")), "正好 31 天（边界）", "exactly 31 days (boundary)"),
        (202302, (("大岭村", "28"),), "二月正好 28 天（边界）", "exactly 28 days in February (boundary)"),
        (202305, (("大岭村", "26"),), "一个月 26 天", "26 days"),
        (202306, (("大岭村", "20"), ("大岭村", None)), "另一行没有写天数", "the other row says no days"),
    )
    for month, entries, zh, en in lawful:
        person = world.person(home)
        for village, written in entries:
            _by_month(world, person, village, month, written)
        world.truth.lookalike("PAY-06", (person.id_no,), zh, en)
    first, second = world.person(home, name="程水根"), world.person(world.village("周家畈村"), name="程水根")
    for person in (first, second):
        _by_month(world, person, person.village.name, 202309, "20")
        world.truth.lookalike("PAY-06", (person.id_no,), "同名两人各 20 天", "two people of one name, 20 days each")


def _two_places(world: World) -> None:
    a, b = "上坪村", "李家湾村"
    for day, rows, zh, en in (
        (date(2023, 2, 14), ((a, "1"), (b, "1")), "同日两村各一天", "a day each in two villages"),
        (date(2023, 4, 18), ((a, "1"), (b, "0.5")), "同日一天加半天（边界）", "a day and a half (boundary)"),
        (date(2022, 6, 9), ((a, None), (b, None)), "没写天数，按一天算", "no days written: a day each"),
        (date(2021, 8, 3), ((a, "0.5"), (b, "0.5"), ("沙溪村", "0.5")), "三个村各半天", "half a day in three villages"),
        (date(2023, 7, 11), (("东风村", "1"), (b, "1")), "另一村又一天", "another day in another village"),
    ):
        person = world.person(world.village(a))
        for village, days in rows:
            _on(world, person, village, day, days)
        world.truth.plant("PAY-07", (person.id_no,), zh, en)
    for rows_of, zh, en in (
        (((a, date(2023, 2, 14), "0.5"), (b, date(2023, 2, 14), "0.5")), "上午一村、下午一村（边界）", "two half-days"),
        (((a, date(2023, 2, 14), "1"), (b, date(2023, 2, 15), "1")), "相邻两天", "on two days"),
        (((a, date(2023, 2, 14), "1"), (a, date(2023, 2, 14), "0.5")), "同一村两个项目", "two jobs in one village"),
    ):
        person = world.person(world.village(a))
        for village, day, days in rows_of:
            _on(world, person, village, day, days, reason="防汛值守")
        world.truth.lookalike("PAY-07", (person.id_no,), zh, en)
    monthly = world.person(world.village(a))
    for village in ("杏花村", "石门村"):
        _by_month(world, monthly, village, 202303, "4")
    world.truth.lookalike("PAY-07", (monthly.id_no,), "按月的名单没有日期", "monthly lists bear no date")
    first, second = world.person(world.village(a), name="蒋春生"), world.person(world.village(b), name="蒋春生")
    for person in (first, second):
        _on(world, person, person.village.name, date(2023, 9, 5))
    world.truth.lookalike("PAY-07", (first.id_no,), "同名两人各在一村", "two people of one name")


def _employed(world: World, person: Person, first: date, last: date | None) -> None:
    fields: dict[str, Value] = {"from": first, "to": last}
    world.book.add("insurance", name=person.name, id_no=person.id_no, unit="澄源县工业园区电子厂", base=Decimal(5200),
                   **fields)  # fmt: skip


def _unlikely_hands(world: World) -> None:
    place, day = world.village("红星村"), date(2023, 7, 12)
    for born, zh, en in (
        (date(2007, 7, 13), "差一天满 16 周岁（边界）", "a day short of 16 (boundary)"),
        (date(1947, 7, 12), "满 76 周岁（边界）", "76 on the day (boundary)"),
        (date(1940, 1, 1), "83 岁", "83 years old"),
    ):
        person = world.person(place, born=born)
        _on(world, person, place.name, day)
        world.truth.plant("PAY-09", (person.id_no,), zh, en)
    for first, last, zh, en in (
        (date(2022, 1, 1), None, "当月在工厂参保", "insured by a factory that month"),
        (date(2023, 7, 1), date(2023, 7, 31), "只当月参保（边界）", "insured in that month alone (boundary)"),
    ):
        person = world.person(place)
        _employed(world, person, first, last)
        _on(world, person, place.name, day)
        world.truth.plant("PAY-09", (person.id_no,), zh, en)
    for born, zh, en in (
        (date(2007, 7, 12), "当天满 16 周岁（边界）", "16 on the very day (boundary)"),
        (date(1947, 7, 13), "差一天满 76 周岁（边界）", "a day short of 76 (boundary)"),
    ):
        person = world.person(place, born=born)
        _on(world, person, place.name, day)
        world.truth.lookalike("PAY-09", (person.id_no,), zh, en)
    for first, last, zh, en in (
        (date(2021, 1, 1), date(2023, 6, 30), "上月已停保（边界）", "insurance ended the month before (boundary)"),
        (date(2023, 8, 1), None, "下月才参保（边界）", "insurance began the month after (boundary)"),
    ):
        person = world.person(place)
        _employed(world, person, first, last)
        _on(world, person, place.name, day)
        world.truth.lookalike("PAY-09", (person.id_no,), zh, en)
    worker = world.person(place)
    _employed(world, world.person(world.village("梅林村"), name=worker.name), date(2022, 1, 1), None)
    _on(world, worker, place.name, day)
    world.truth.lookalike("PAY-09", (worker.id_no,), "参保的是同名的另一人", "somebody else of that name is insured")
