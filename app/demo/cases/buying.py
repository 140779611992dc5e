"""CON-01 to CON-03 and FLOW-06: splitting, sums just below the limit, direct awards, and who is paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cluegraph.demo.background.purchases import contract, voucher
from cluegraph.demo.book import Value
from cluegraph.demo.world import World

_OFFICES = (
    "融媒体中心", "疾病预防控制中心", "人民医院", "中医院", "第一中学", "实验小学", "公路事业发展中心", "水库管理所",
    "市政园林服务中心", "供销合作社联合社", "档案馆", "图书馆", "博物馆", "体育中心", "气象局", "应急管理局", "司法局",
    "统计局", "审计局", "残疾人联合会", "退役军人事务局", "医疗保障局", "乡村振兴发展中心", "不动产登记中心",
    "城市管理局", "生态环境监测站", "粮食和物资储备中心", "妇幼保健院", "职业技术学校", "政务服务中心", "农技推广中心",
    "林业总站", "种子站", "动物疫病预防控制中心", "防汛抗旱服务中心", "法律援助中心", "招商服务中心", "信访接待中心",
)  # fmt: skip
_WAN = Decimal(10_000)
_LIMIT = {"工程": 400, "货物": 200, "服务": 100}  # 万元


def plant_buying(world: World) -> None:
    names = iter([f"澄源县{office}" for office in _OFFICES])
    _split(world, names)
    _split_lawful(world, names)
    _just_below(world, names)
    _direct(world, names)
    _other_payee(world, names)


def _buy(
    world: World, buyer: str, category: str, amounts: list[Decimal], day: date = date(2023, 4, 6),
    method: str = "询价", remark: str | None = None,
) -> list[str]:  # fmt: skip
    """One contract an amount (yuan), each with a supplier of its own, a week apart."""
    signed = [date.fromordinal(day.toordinal() + 7 * n) for n in range(len(amounts))]
    return [
        contract(world, buyer, world.company(), amount, when, category, method=method, remark=remark)
        for amount, when in zip(amounts, signed, strict=True)
    ]


def _split(world: World, names: Iterator[str]) -> None:
    for category, amounts, zh, en in (
        ("工程", [150, 150, 150], "三份工程合同合计 450 万元", "three works of 1.5 million"),
        ("货物", [120, 80], "两份货物合同正好 200 万元（边界）", "goods for exactly two million (boundary)"),
        ("服务", [30, 30, 30, 30], "四份服务合同合计 120 万元", "four services of 0.3 million"),
        ("工程", [390, 60], "一大一小合计 450 万元", "a large and a small one"),
        ("货物", [70, 70, 70], "三份货物合同合计 210 万元", "three purchases of goods"),
    ):
        buyer = next(names)
        numbers = _buy(world, buyer, category, [amount * _WAN for amount in amounts])
        world.truth.plant("CON-01", (buyer, *numbers), zh, en)


def _split_lawful(world: World, names: Iterator[str]) -> None:
    look = world.truth.lookalike
    buyer = next(names)
    numbers = _buy(world, buyer, "工程", [200 * _WAN, Decimal("1999999.99")])
    look("CON-01", (buyer, *numbers), "合计差一分不到 400 万元（边界）", "a fen below the limit (boundary)")
    buyer = next(names)
    numbers = [*_buy(world, buyer, "工程", [250 * _WAN], method="公开招标"), *_buy(world, buyer, "工程", [250 * _WAN])]
    look("CON-01", (buyer, *numbers), "其中一份公开招标", "one of them by open tender")
    buyer = next(names)
    numbers = [*_buy(world, buyer, "货物", [150 * _WAN], date(2022, 12, 28)),
               *_buy(world, buyer, "货物", [150 * _WAN], date(2023, 1, 4))]  # fmt: skip
    look("CON-01", (buyer, *numbers), "分属两个年度（边界）", "in two calendar years (boundary)")
    buyer = next(names)
    numbers = [*_buy(world, buyer, "货物", [120 * _WAN]), *_buy(world, buyer, "服务", [90 * _WAN])]
    look("CON-01", (buyer, *numbers), "类别不同", "goods and services")
    places = [world.village("东风村", "柳溪镇"), world.village("东风村", "白沙镇")]
    numbers = [
        contract(world, place.committee, world.company(), 210 * _WAN, date(2023, 4, 6), "工程", village=place)
        for place in places
    ]
    look("CON-01", tuple(numbers), "同名的两个村各一份", "one each in two villages of one name")


def _just_below(world: World, names: Iterator[str]) -> None:
    """Ten contracts or more over three years; those near the limit are openly tendered, so only CON-02 asks."""
    for near, small, category, zh, en in (
        ([380, 390, 395], 7, "工程", "十份中三份卡在 400 万元以下", "three of ten just below four million"),
        ([360, 399], 8, "工程", "正好两成，含正好九折（边界）", "exactly a fifth, one at 0.9 of the limit (boundary)"),
        ([185, 190, 195, 199], 8, "货物", "十二份中四份卡在 200 万元以下", "four of twelve just below two million"),
        ([95, 96, 97], 8, "服务", "十一份中三份卡在 100 万元以下", "three of eleven just below one million"),
        ([385, 190, 95], 9, "工程", "三类各有一份卡线", "one of each category"),
    ):
        buyer = next(names)
        mixed = len({amount > 200 for amount in near}) > 1
        kinds = ["工程", "货物", "服务"] if mixed else [category] * len(near)
        numbers = [_near(world, buyer, kind, amount * _WAN) for kind, amount in zip(kinds, near, strict=True)]
        _fill(world, buyer, small)
        world.truth.plant("CON-02", (buyer, *numbers), zh, en)
    for amounts, small, zh, en in (
        ([Decimal(380), Decimal(390), Decimal(395)], 6, "只有九份合同（边界）", "nine contracts only (boundary)"),
        ([Decimal(380), Decimal(390)], 9, "十一份中两份，18%（边界）", "two of eleven, 18 % (boundary)"),
        ([Decimal("359.9999"), Decimal("359.9999")], 8, "差一元不到九折（边界）", "a yuan below the band (boundary)"),
        ([Decimal(400), Decimal(400), Decimal(400)], 8, "正好达到限额（边界）", "exactly at the limit (boundary)"),
        ([Decimal(300), Decimal(310), Decimal(320)], 8, "离限额较远", "well below the limit"),
    ):
        buyer = next(names)
        for amount in amounts:
            _near(world, buyer, "工程", amount * _WAN)
        _fill(world, buyer, small)
        world.truth.lookalike("CON-02", (buyer,), zh, en)


def _near(world: World, buyer: str, category: str, amount: Decimal) -> str:
    day = date(2021 + len(world.book.rows("contract")) % 3, 5, 17)
    return contract(world, buyer, world.company(), amount, day, category, method="公开招标")


def _fill(world: World, buyer: str, count: int) -> None:
    for number in range(count):
        day = date(2021 + number % 3, 3 + number, 9)
        contract(world, buyer, world.company(), (2 + number) * _WAN, day, ("货物", "服务")[number % 2])


def _direct(world: World, names: Iterator[str]) -> None:
    for category, amount, method, zh, en in (
        ("工程", "400", "直接发包", "正好 400 万元直接发包（边界）", "exactly at the limit (boundary)"),
        ("货物", "260", "询价", "260 万元询价采购", "goods of 2.6 million by quotation"),
        ("服务", "180", "竞争性谈判", "180 万元竞争性谈判", "services of 1.8 million by negotiation"),
        ("工程", "520", "单一来源", "520 万元单一来源", "works of 5.2 million from a single source"),
        ("服务", "100", "四议两公开", "正好 100 万元（边界）", "exactly one million (boundary)"),
    ):
        buyer = next(names)
        (number,) = _buy(world, buyer, category, [Decimal(amount) * _WAN], method=method)
        world.truth.plant("CON-03", (number,), zh, en)
    buyer = next(names)
    for amount, method, remark, zh, en in (
        ("399.9999", "直接发包", None, "差一元不到限额（边界）", "a yuan below the limit (boundary)"),
        ("450", "邀请招标", None, "邀请招标", "by invitation to tender"),
        ("600", "公开招标", None, "公开招标", "by open tender"),
        ("430", "直接发包", "水毁抢险工程", "抢险工程", "emergency works"),
        ("480", "单一来源", "经县政府批准采用单一来源", "经批准的单一来源", "a single source with approval"),
    ):
        (number,) = _buy(world, buyer, "工程", [Decimal(amount) * _WAN], date(2021, 6, 1), method=method, remark=remark)
        world.truth.lookalike("CON-03", (number,), zh, en)
        buyer = next(names)


def _other_payee(world: World, names: Iterator[str]) -> None:
    buyer, amount, day = next(names), 6 * _WAN, date(2023, 9, 4)
    for zh, en, named_only in (
        ("合同甲公司，款付乙公司", "the contract is with one firm, the money went to another", False),
        ("尾款付给了别的公司", "the last payment went to another firm", False),
        ("收款单位与中标单位不一致", "payee and winner differ", False),
        ("预付款付给第三方", "the advance went to a third party", False),
        ("收款方只写名称，与供应商不同", "only a name is written, and it is another", True),
    ):
        signed = date(2021 + len(world.book.rows("contract")) % 3, 4, 7)
        supplier, other = world.company(), world.company()
        number = contract(world, buyer, supplier, amount, signed, "服务", paid=False)
        code = {"payee_uscc": None, "payee_account": None} if named_only else {}
        voucher(world, buyer, other, amount, day, contract_no=number, **code)
        world.truth.plant("FLOW-06", (number,), zh, en)
    buyer = next(names)
    for zh, en, more in (
        ("公司改名，信用代码相同", "renamed, the same credit code", {"payee": "澄源县新恒瑞建设有限公司"}),
        ("农民工工资专户，信用代码相同", "the wages account of the same firm", {"payee_account": "20100299880000001"}),
        ("只写名称，名称相同", "only the name, and it is the same", {"payee_uscc": None}),
        ("凭证没有合同号", "no contract number on the voucher", {"contract_no": None, "purpose": "支付零星维修款"}),
        ("信用代码写成小写", "the credit code in lower case", {"payee_uscc": "lower"}),
    ):
        supplier = world.company()
        number = contract(world, buyer, supplier, amount, date(2021 + len(zh) % 3, 4, 7), "服务", paid=False)
        fields: dict[str, Value] = {"contract_no": number, **more}
        if fields.get("payee_uscc") == "lower":
            fields["payee_uscc"] = supplier.uscc.lower()
        voucher(world, buyer, supplier, amount, day, **fields)
        world.truth.lookalike("FLOW-06", (number,), zh, en)
