"""DQ-04: lists whose totals do not add up, amounts in words, and numbers missing from series of vouchers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from tests.county.plants.subsidy_lists import CROPS
from tests.county.world import Line, Row, World, money

CENT = Decimal("0.01")
_FIGURES, _SMALL = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
Lines = Callable[[Sequence[Decimal]], list[Line]]


def plant(world: World) -> None:
    for i in range(2 * len(_WRONG)):
        what, lines = _WRONG[i % len(_WRONG)]
        world.hit("DQ-04", what, _list(world, i, lines))
    for i in range(2 * len(_RIGHT)):
        what, lines = _RIGHT[i % len(_RIGHT)]
        world.lawful("DQ-04", what, _list(world, i, lines, back="退回" in what))
    for i in range(2):
        _gaps(world, i)
        _no_gaps(world, i)


def in_words(amount: Decimal) -> str:
    """An amount below a hundred million yuan as vouchers write it: 壹仟零伍拾元叁角整."""
    fen = int(amount * 100)
    yuan, text = fen // 100, ""
    for place in range(len(str(yuan)) - 1, -1, -1):
        digit = yuan // 10**place % 10
        if digit:
            text += _FIGURES[digit] + _SMALL[place % 4]
        elif yuan % 10**place and not text.endswith("零") and yuan // 10 ** (place - 1) % 10:
            text += "零"
        if place == 4:
            text = text.rstrip("零") + "万"
    jiao, cent = fen // 10 % 10, fen % 10
    text += "元" + (f"{_FIGURES[jiao]}角" if jiao else "零" if cent else "") + (f"{_FIGURES[cent]}分" if cent else "整")
    return text


def _list(world: World, i: int, lines: Lines, *, back: bool = False) -> str:
    """A list that is a file of its own, with what it says of its sum; gives the key of its sheet."""
    number = world.number("own list")
    kind = ("subsidy", "subsidy", "allowance", "payroll", "payment")[number % 5]
    made = (_subsidies, _days, _salaries, _vouchers)[("subsidy", "allowance", "payroll", "payment").index(kind)]
    book, amounts = made(world, number)
    if back:
        last = world.rows[kind][-1]
        world.add(kind, **{**last, "net" if kind == "payroll" else "amount": -amounts[-1], "remark": "退回"})
        amounts.append(-amounts[-1])
    world.lines[book] = lines(amounts)
    return f"{book}.xlsx#Sheet1"


def _subsidies(world: World, number: int) -> tuple[str, list[Decimal]]:
    village = world.people.next_village()
    book = f"{village.township}2023年{CROPS}第{number}批发放表"
    return book, [
        _amount(world.subsidy(world.people.person(village=village), CROPS, f"{311 + 37 * k + number}.{k}5",
                              date=date(2023, 10, 9), book=book))
        for k in range(8)
    ]  # fmt: skip


def _days(world: World, number: int) -> tuple[str, list[Decimal]]:
    village = world.people.next_village()
    book = f"{village.township}2023年误工补助第{number}批发放表"
    people = [world.people.person(village=village) for _ in range(7)]
    return book, [_amount(world.work(one, 1, month="2023-10", amount=money(f"{100 + k}.50"), book=book))
                  for k, one in enumerate(people)]  # fmt: skip


def _salaries(world: World, number: int) -> tuple[str, list[Decimal]]:
    unit = world.office("所")
    book = f"{unit}2023年10月第{number}册工资发放表"
    return book, [
        _amount(world.pay(world.people.person(), unit, "2023-10", net=money(f"{4300 + 55 * k}.2{k}"), book=book))
        for k in range(9)
    ]


def _vouchers(world: World, number: int) -> tuple[str, list[Decimal]]:
    unit = world.office("中心")
    book = f"{unit}付款凭证登记表第{number}册"
    return book, [
        _amount(
            world.voucher(unit, world.firm(register=False), f"{1200 + 210 * k}.0{k}", date(2023, 10, 10), book=book)
        )
        for k in range(6)
    ]


def _amount(row: Row) -> Decimal:
    return Decimal(str(row.get("amount", row.get("net"))))


def _sum(amounts: Sequence[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))


def _said(change: Callable[[Sequence[Decimal]], Decimal] = lambda _: Decimal(0), after: int | None = None) -> Lines:
    """One total, that much away from the sum."""
    return lambda amounts: [Line("合计", _sum(amounts) + change(amounts), after)]


def _parts(word: str, end: str, wrong: Decimal = Decimal(0)) -> Lines:
    """Two parts with a total each, and, where `end` is given, one of both."""

    def lines(amounts: Sequence[Decimal]) -> list[Line]:
        first = Line(word, _sum(amounts[:3]), 3)
        rest = [Line(word, _sum(amounts[3:]) + (0 if end else wrong))]
        return [first, *rest, *([Line(end, _sum(amounts) + wrong)] if end else [])]

    return lines


def _words(change: int = 0, *, figures: bool = True, label: str = "合计（大写）：人民币") -> Lines:
    def lines(amounts: Sequence[Decimal]) -> list[Line]:
        total = _sum(amounts)
        return [*([Line("合计", total)] if figures else []), Line(label + in_words(total + change))]

    return lines


_WRONG: list[tuple[str, Lines]] = [
    ("合计多一人", _said(lambda amounts: amounts[0])),
    ("合计少一人", _said(lambda amounts: -amounts[-1])),
    ("合计多两分", _said(lambda _: 2 * CENT)),
    ("合计少两分", _said(lambda _: -2 * CENT)),
    ("合计数字颠倒", _said(lambda _: Decimal(900))),
    ("合计在表头下，多三百元", _said(lambda _: Decimal(300), 0)),
    ("大写多一百元", _words(100)),
    ("只有大写，少一元", _words(-1, figures=False, label="人民币（大写）")),
    ("小计都对，总计多五百元", _parts("小计", "总计", Decimal(500))),
    ("各组合计，末组多十元", _parts("合计", "", Decimal(10))),
    ("合计写在标签里", lambda amounts: [Line(f"合计：{_sum(amounts) + 66:,.2f}元")]),
    ("数字和大写一致，都是旧数", lambda amounts: [
        Line("合计", _sum(amounts[:-1])), Line(f"大写：{in_words(_sum(amounts[:-1]))}")]),
]  # fmt: skip
_RIGHT: list[tuple[str, Lines]] = [
    ("相符", _said()),
    ("多一分", _said(lambda _: CENT)),
    ("少一分", _said(lambda _: -CENT)),
    ("小计、总计都相符", _parts("小计", "总计")),
    ("两组各有合计", _parts("合计", "")),
    ("只有本页小计", lambda amounts: [Line("本页小计", _sum(amounts[-2:]))]),
    ("累计含往期", lambda amounts: [Line("合计", _sum(amounts)), Line("累计", _sum(amounts) + 40_000)]),
    ("过次页、承前页", lambda amounts: [
        Line("过次页", _sum(amounts[:4]), 4), Line("承前页", _sum(amounts[:4]), 4), Line("合计", _sum(amounts))]),
    ("合计在表头下", _said(after=0)),
    ("合计写成文字", lambda amounts: [Line("合　计", f"{_sum(amounts):,.2f}元")]),
    ("大写相符", _words(label="人民币（大写）：")),
    ("只有大写，相符", _words(figures=False)),
    ("大写空白", lambda amounts: [Line("合计", _sum(amounts)), Line("合计（大写）：　万　仟　佰　拾　元　角　分")]),
    ("标签里的合计相符", lambda amounts: [Line(f"合计{len(amounts)}笔：{_sum(amounts):.2f}元")]),
    ("没有合计", lambda _: [Line("制表人：　　审核人：")]),
    ("有一笔退回，合计是净数", _said()),
]  # fmt: skip


def _book(world: World, payer: str, numbers: Sequence[str], year: int = 2023, month: int = 4) -> None:
    for k, number in enumerate(numbers):
        day = date(year, month, 1 + k % 28)
        world.voucher(payer, world.firm(register=False), 870 + k, day, voucher_no=number, purpose="办公费")


def _numbers(pattern: str, *numbers: int) -> list[str]:
    return [pattern.format(number) for number in numbers]


def _gaps(world: World, i: int) -> None:
    """Offices that count their vouchers themselves, each from one on; and a centre that counts for several."""
    one, two, three, four, five, six = (world.office("股") for _ in range(6))
    _book(world, one, _numbers("付字第{}号", 1, 2, 3, 5, 6, 7, 8))
    world.hit("DQ-04", "缺一个号", one)
    _book(world, two, _numbers("付字第{}号", 1, 2, 2, 3, 6, 7, 8, 9, 9, 9, 10, 11, 12, 14, 15))
    world.hit("DQ-04", "缺两段，一号分几行", two)
    for month, numbers in ((1, (1, 2, 3, 4, 5, 6)), (2, (1, 2, 4, 5, 6)), (3, (1, 2, 3, 4, 5))):
        _book(world, three, _numbers("银付-{:03}", *numbers), month=month)
    world.hit("DQ-04", "每月从头编号，二月缺号", three)
    _book(world, four, _numbers("PZ202304{:03}", 11, 12, 14, 15, 16))
    world.hit("DQ-04", "号里有年月，从中间起", four)
    _book(world, five, _numbers("付字第{}号", 1, 2, 3, 4, 6, 7, 9, 10))
    world.hit("DQ-04", "正好八成", five)
    _book(world, six, _numbers("付字第{}号", 1, 2, 3, 4, 6))
    world.hit("DQ-04", "正好五个号", six)
    places = [f"{village.name}村民委员会" for village in world.villages[3 + 3 * i : 6 + 3 * i]]
    for k, place in enumerate(places):
        _book(world, place, _numbers(f"代账{i + 1}-" + "{}", *(n for n in range(1, 25) if n % 3 == k and n != 13)))
    world.hit("DQ-04", "代账中心统一编号，缺一个", *(world.villages[3 + 3 * i + k].name for k in (0, 2)))


def _no_gaps(world: World, i: int) -> None:
    one, two, three, four, five, six = (world.office("股") for _ in range(6))
    _book(world, one, [*_numbers("付字第{}号", *range(1, 16)), *_numbers("付字第{:03} 号", *range(16, 31))])
    world.lawful("DQ-04", "连续，补零写法不一", one)
    _book(world, two, _numbers("付字第{}号", 7, 8, 9, 10, 11), year=2022, month=12)
    _book(world, two, _numbers("付字第{}号", 1, 2, 3, 4, 5, 6), month=1)
    world.lawful("DQ-04", "跨年重新编号", two)
    _book(world, three, _numbers("付字第{}号", 1, 2, 4, 5))
    world.lawful("DQ-04", "只有四个号", three)
    _book(world, four, _numbers("付字第{}号", 1, 2, 3, 4, 6, 7, 8, 10, 12, 13, 14))
    world.lawful("DQ-04", "不到八成的摘录", four)
    _book(world, five, _numbers("付字第{}号", 1, 2, 2, 2, 3, 4, 5, 6, 6))
    world.lawful("DQ-04", "一号分几行", five)
    for month in (1, 2, 3):
        _book(world, six, _numbers("银付-{:03}", *range(1, 5 + month)), month=month)
    world.lawful("DQ-04", "每月从头编号，连续", six)
    villages = world.villages[77 - 3 * i : 80 - 3 * i]
    for k, village in enumerate(villages):
        _book(world, f"{village.name}村民委员会", _numbers(f"集中{i + 1}-" + "{}", *range(1 + k, 25, 3)))
    world.lawful("DQ-04", "代账中心统一编号，连续", *(village.name for village in villages))
