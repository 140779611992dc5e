"""SUB-14 and PRO-01: amounts off the rate, and lists that differ from the notice board."""

from __future__ import annotations

from decimal import Decimal

from cluegraph.demo.background.population import farmland, land
from cluegraph.demo.people import Household
from cluegraph.demo.world import World


def plant_rates(world: World) -> None:
    _off_the_rate(world)
    _notice_board(world)


def _off_the_rate(world: World) -> None:
    place = world.village("大岭村")
    for area, amount, zh, en in (
        ("5.2", "372.00", "5.2 亩按 60 元应为 312 元，发了 372 元", "312 due, 372 paid"),
        ("3.0", "1800.00", "多写一个零", "one zero too many"),
        ("8.0", "420.00", "少发 60 元", "60 short"),
        ("10.0", "606.01", "超出 1% 又一分（边界）", "a fen more than 1 % (boundary)"),
        ("1.0", "61.01", "超出 1 元又一分（边界）", "a fen more than a yuan (boundary)"),
    ):
        home = _farmer(world, place.name, area, amount)
        world.truth.plant("SUB-14", (home.head.id_no,), zh, en)
    for area, amount, remark, zh, en in (
        ("10.0", "606.00", None, "正好相差 1%（边界）", "exactly 1 % (boundary)"),
        ("1.0", "61.00", None, "正好相差 1 元（边界）", "exactly one yuan (boundary)"),
        ("5.0", "420.00", "含补发上年120元", "备注写明补发", "the remark says arrears"),
        ("5.5", "450.00", "提标补差", "备注写明补差", "the remark says back pay"),
        ("3.33", "200.00", None, "四舍五入到元", "rounded to whole yuan"),
    ):
        home = _farmer(world, place.name, area, amount, remark)
        world.truth.lookalike("SUB-14", (home.head.id_no,), zh, en)


def _farmer(world: World, village: str, area: str, amount: str | None, remark: str | None = None) -> Household:
    home = world.family(world.village(village), ("配偶",))
    land(world, home, Decimal(area) + 2)
    if amount is None:
        farmland(world, home, Decimal(area))
    else:
        farmland(world, home, Decimal(area), amount=Decimal(amount), remark=remark)
    return home


def _notice_board(world: World) -> None:
    """The `board` of a row is what stood on the notice board: None for nothing, else the amount there."""
    village = "茶园村"
    for amount, zh, en in (
        (None, "发放名单有、公示没有", "paid, but never on the notice board"),
        (None, "又一人未经公示", "one more who was not published"),
        (None, "第三人未经公示", "a third who was not published"),
        (Decimal("180.00"), "公示 180 元，实发 300 元", "180 published, 300 paid"),
        (Decimal("298.99"), "相差 1.01 元（边界）", "1.01 yuan apart (boundary)"),
    ):
        home = _posted(world, village, amount)
        world.truth.plant("PRO-01", (village, home.head.id_no), zh, en)
    for name, amount, zh, en in (
        (None, Decimal("299.00"), "相差正好 1 元（边界）", "exactly one yuan apart (boundary)"),
        (None, Decimal("300.00"), "公示号码带星号", "masked on the notice board"),
        ("周　兰", Decimal("300.00"), "公示姓名中有空格", "a blank inside the name"),
        ("欧阳春生", Decimal("301.00"), "公示多 1 元（边界）", "one yuan more on the board (boundary)"),
    ):
        home = _posted(world, village, amount, name)
        world.truth.lookalike("PRO-01", (village, home.head.id_no), zh, en)
    home = world.family(world.village("梅林村"))
    farmland(world, home, Decimal(5))
    world.truth.lookalike("PRO-01", ("梅林村", home.head.id_no), "该村没有公示名单", "no notice of that village")


def _posted(world: World, village: str, board: Decimal | None, name: str | None = None) -> Household:
    home = world.family(world.village(village), name=name.replace("\u3000", "") if name else None)
    land(world, home, Decimal(7))
    farmland(world, home, Decimal(5), board=board, board_name=name)
    return home
