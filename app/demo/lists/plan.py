"""A file that an office will hand in, and the columns that most lists share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cluegraph.demo.book import Row
from cluegraph.demo.cells import MESSY_ID, MESSY_NAME, Show, plain
from cluegraph.demo.sheets import Column, Sheet
from cluegraph.demo.world import World
from cluegraph.demo.writers import Writer

SERIAL = Column("序号", "#")


@dataclass(frozen=True)
class Workbook:
    """One file: its path below the county's folder, its writer and its sheets."""

    path: str
    writer: Writer
    sheets: list[Sheet]


Office = Callable[[World], list[Workbook]]


def name(header: str = "姓名", field: str = "name", show: Show = MESSY_NAME) -> Column:
    return Column(header, field, show)


def number(header: str = "身份证号", field: str = "id_no", show: Show = MESSY_ID) -> Column:
    return Column(header, field, show)


def account(header: str = "银行账号", show: Show = plain) -> Column:
    return Column(header, "account", show)


def of_list(world: World, listed: str, year: int | None = None, month: int | None = None) -> list[Row]:
    """The subsidy rows of one list, by township and village as an office sorts them."""
    rows = world.book.rows(
        "subsidy",
        lambda row: (
            row["list"] == listed and (year is None or row["year"] == year) and (month is None or row["month"] == month)
        ),
    )
    return by_place(world, rows)


def by_place(world: World, rows: list[Row]) -> list[Row]:
    """Rows in the order of the villages on the map; the order within a village stays."""
    order = {(village.township, village.name): village.number for village in world.villages}
    return sorted(rows, key=lambda row: order.get((str(row.get("township")), str(row.get("village"))), 999))
