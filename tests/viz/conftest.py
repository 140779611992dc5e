"""A made-up clue with its network, as the engine's rows would give it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cluegraph.i18n import Text
from cluegraph.viz.model import Edge, Network, Node, Row
from cluegraph.viz.vocabulary import EdgeKind, Kinds, NodeKind

SHA = "3f" * 32
ID = "330299197001010018"
ACCOUNT = "6217001234567890123"
PHONE = "13800001234"

KINDS = Kinds(
    nodes={
        "Person": NodeKind(
            "Person",
            Text("人员", "person"),
            "dot",
            "#4e79a7",
            "name",
            "natural_key",
            frozenset({"id_no", "natural_key", "birth_ymd"}),
            {"name": Text("姓名", "name"), "id_no": Text("身份证号", "ID number"), "place": Text("所在", "place")},
        ),
        "Account": NodeKind(
            "Account",
            Text("账户", "account"),
            "diamond",
            "#b07aa1",
            "key",
            "key",
            frozenset({"key"}),
            {"bank": Text("开户行", "bank")},
        ),
        "Village": NodeKind("Village", Text("村", "village"), "square", "#59a14f", "name", "name"),
        "Programme": NodeKind("Programme", Text("补贴项目", "programme"), "hexagon", "#edc948", "key"),
        "Payment": NodeKind(
            "Payment",
            Text("发放", "payment"),
            "triangle",
            "#f28e2b",
            "amount_fen",
            "key",
            frozenset(),
            {"amount_fen": Text("金额", "amount"), "period": Text("期间", "period"), "remark": Text("备注", "remark")},
        ),
    },
    edges={
        "PAID_TO": EdgeKind("PAID_TO", Text("发给", "paid to")),
        "INTO": EdgeKind("INTO", Text("入账", "into")),
        "UNDER": EdgeKind("UNDER", Text("项目", "under")),
        "LISTED_BY": EdgeKind("LISTED_BY", Text("列名册", "listed by")),
        "HELD_BY": EdgeKind("HELD_BY", Text("户主", "held by")),
        "KIN": EdgeKind("KIN", Text("亲属", "kin")),
    },
)


def payment(number: int, payee: str, account: str, village: str, fen: int = 30000) -> tuple[Node, list[Edge]]:
    """A payment row and its four edges."""
    row = Row(
        f"柳溪镇/{village}/2023年耕地地力保护补贴.xlsx",
        "发放表",
        number + 3,
        SHA,
        {
            "序号": str(number),
            "姓名": payee.split(":")[1][:3],
            "身份证号": ID,
            "银行账号": ACCOUNT,
            "金额": "300.00",
            "联系电话": PHONE,
            "备注": f"代领人电话{PHONE}",
        },
    )
    node = Node(
        f"Payment:r{number}",
        "Payment",
        f"{fen // 100}.00 元\n2023",
        {"key": f"r{number}", "amount_fen": fen, "period": "2023", "remark": f"卡号 {ACCOUNT}"},
        (row,),
    )
    ends = {"PAID_TO": payee, "INTO": account, "UNDER": "Programme:耕地地力保护补贴", "LISTED_BY": f"Village:{village}"}
    titles = {type_: KINDS.edge(type_).title.zh for type_ in ends}
    return node, [Edge(node.id, end, type_, titles[type_], {}, (row,)) for type_, end in ends.items()]


def _shared_account(payees: int = 6, payments: int = 2) -> Network:
    """Several payees of two villages on one account: the picture of SUB-03."""
    account = Node(f"Account:{ACCOUNT}", "Account", ACCOUNT, {"key": ACCOUNT, "bank": "农商行"}, (), focus=True)
    holder = Node(f"Person:{ID}", "Person", "张三", {"name": "张三", "id_no": ID, "birth_ymd": 19700101}, (), True)
    villages = [Node(f"Village:{name}", "Village", name, {"name": name}) for name in ("上坪村", "下坪村")]
    programme = Node("Programme:耕地地力保护补贴", "Programme", "耕地地力保护补贴", {"key": "耕地地力保护补贴"})
    nodes, edges = [account, holder, *villages, programme], [Edge(account.id, holder.id, "HELD_BY", "户主")]
    number = 0
    for index in range(payees):
        name = f"{'王李赵钱孙周吴郑冯陈'[index % 10]}{'一二三四五六七八九十'[index // 10 % 10]}"
        payee = Node(f"Person:{name}@{index}", "Person", name, {"name": name, "place": "上坪村"}, (), focus=True)
        nodes.append(payee)
        if index % 3 == 0:
            edges.append(Edge(payee.id, holder.id, "KIN", "表弟", {"relation": "表弟"}))
        for _ in range(payments):
            number += 1
            paid, spokes = payment(number, payee.id, account.id, str(villages[index % 2].properties["name"]))
            nodes.append(paid)
            edges += spokes
    return Network(tuple(nodes), tuple(edges))


@pytest.fixture
def kinds() -> Kinds:
    """A small vocabulary."""
    return KINDS


@pytest.fixture
def shared_account() -> Callable[..., Network]:
    """Makes the picture of SUB-03: `shared_account(payees=6, payments=2)`."""
    return _shared_account
