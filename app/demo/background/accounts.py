"""Money from above, budgets, what people reported, and what stood on the notice boards."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cluegraph.demo.background.officials import units
from cluegraph.demo.book import Row, money, text
from cluegraph.demo.identity import masked
from cluegraph.demo.world import World

PUBLISHED_TOWNSHIPS = ("云岭乡", "枫林乡")
_TIPS = (
    "村民反映本村误工补助发放名单未张贴。", "反映道路硬化工程质量不好，路面开裂。", "询问耕地地力保护补贴何时发放。",
    "反映低保评议没有开会。", "反映村里路灯长期不亮。",
)  # fmt: skip


def write_accounts(world: World) -> None:
    _funds(world)
    _budgets(world)
    _tips(world)


def write_published(world: World) -> None:
    """The notice boards of two townships: what was paid for farmland in 2023, but for what a case says (`board`)."""
    for row in farmland_paid(world):
        shown = row.get("board", row["amount"])
        if shown is not None:
            world.book.add(
                "published", name=row["name"], id_no=row["id_no"], programme=row["programme"], amount=shown,
                village=row["village"], township=row["township"], year=2023, quantity=row["quantity"],
                shown_name=row.get("board_name") or row["name"], shown_id=masked(text(row["id_no"])),
            )  # fmt: skip


def farmland_paid(world: World) -> list[Row]:
    """The farmland rows of 2023 in the townships that handed in their notices."""
    return world.book.rows(
        "subsidy",
        lambda row: (
            row["list"] == "耕地地力保护补贴" and row["year"] == 2023 and row["township"] in PUBLISHED_TOWNSHIPS
        ),
    )


def _funds(world: World) -> None:
    """What each village received for farmland: what it then paid out, ten days earlier."""
    totals: dict[tuple[str, str, int], Decimal] = {}
    for row in world.book.rows("subsidy", lambda row: row["list"] == "耕地地力保护补贴"):
        key = (text(row["village"]), text(row["township"]), int(text(row["year"])))
        totals[key] = totals.get(key, Decimal(0)) + money(row["amount"])
    for (village, township, year), total in totals.items():
        world.book.add(
            "funds_in", village=village, township=township, programme="耕地地力保护补贴", amount=total,
            date=date(2022, 6, 10) if year == 2022 else date(2023, 6, 5), from_unit="澄源县财政局",
        )  # fmt: skip


def _budgets(world: World) -> None:
    for unit in units():
        for year in (2021, 2022, 2023):
            budget = Decimal(world.random.randint(300, 2400) * 10_000)
            final = budget * world.random.randint(93, 104) / 100
            world.book.add("budget", unit=unit, year=year, budget=budget, final=final)


def _tips(world: World) -> None:
    for number in range(26):
        village = world.random.choice(world.villages)
        world.book.add(
            "tip", no=f"XF2023-{number + 1:03d}", date=date(2023, number % 12 + 1, 3 + number % 20),
            village=village.name, township=village.township, text=world.random.choice(_TIPS), about_name=None,
            channel=world.random.choice(("来信", "来访", "电话", "网络")),
        )  # fmt: skip
