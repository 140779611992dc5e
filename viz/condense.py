"""Makes a network small enough to read: payments in bundles, and a cap on the nodes with a note on the rest."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from cluegraph.i18n import Text
from cluegraph.queries.wording import yuan
from cluegraph.viz.model import Edge, Network, Node, Row, neighbours
from cluegraph.viz.vocabulary import Vocabulary

FEW_PAYMENTS = 8
MOST_NODES = 300
CARRIERS = ("Payment", "PublishedEntry")
"""The labels whose nodes only join others: a row of a list."""
_HUBS = ("PAID_TO", "NAMES", "INTO", "LISTED_BY")


def bundle_payments(network: Network, few: int = FEW_PAYMENTS) -> Network:
    """More than `few` payments become edges between the payee and the list, account or programme of the payment.

    Each such edge says how many payments and how much money, and keeps all their rows.
    """
    payments = {node.id: node for node in network.nodes if node.label in CARRIERS and not node.focus}
    if len(payments) <= few:
        return network
    spokes: dict[str, list[Edge]] = defaultdict(list)
    kept = []
    for edge in network.edges:
        if edge.source in payments:
            spokes[edge.source].append(edge)
        elif edge.target not in payments:
            kept.append(edge)
    bundles = _bundles(payments, spokes, {node.id for node in network.nodes if node.focus})
    alone = [node for name, node in payments.items() if len({edge.target for edge in spokes[name]}) < 2]
    names = {node.id for node in alone}
    kept += [edge for name in sorted(names) for edge in spokes[name]]
    if len(alone) == len(payments):
        return network
    note = Text(
        f"{len(payments) - len(alone)} 笔发放已按领取人和名册（账号、项目）合并成连线，点连线看每一笔的原始行。",
        f"{len(payments) - len(alone)} payments are drawn as edges between payee and list, account or programme; "
        "click an edge for the row of each.",
    )
    nodes = tuple(node for node in network.nodes if node.id not in payments or node.id in names)
    return replace(network, nodes=nodes, edges=(*kept, *bundles), notes=(*network.notes, note))


@dataclass
class _Bundle:
    count: int = 0
    fen: int | None = None
    rows: list[Row] = field(default_factory=list)


def _bundles(payments: Mapping[str, Node], spokes: Mapping[str, list[Edge]], focus: set[str]) -> list[Edge]:
    gathered: dict[tuple[str, str, str], _Bundle] = defaultdict(_Bundle)
    for name, payment in payments.items():
        hub = _hub(spokes[name])
        for edge in spokes[name] if hub else ():
            if hub is None or edge.target == hub.target:
                continue
            bundle = gathered[(hub.target, edge.target, edge.type)]
            bundle.count += 1
            bundle.rows.extend(payment.rows)
            amount = payment.properties.get("amount_fen")
            if isinstance(amount, int):
                bundle.fen = (bundle.fen or 0) + amount
    telling = _telling([(target, type_) for _, target, type_ in gathered], focus)
    return [
        Edge(
            source,
            target,
            type_,
            _bundle_caption(bundle),
            {},
            tuple(bundle.rows),
            bundle.count,
            bundle.fen,
            type_ != telling,
        )
        for (source, target, type_), bundle in sorted(gathered.items())
    ]


def _telling(ends: Iterable[tuple[str, str]], focus: set[str]) -> str:
    """The type that shows the money: the one that leads to what the picture is about, else list, account, programme."""
    order = ("LISTED_BY", "INTO", "UNDER")
    ranked = [
        (target not in focus, order.index(type_) if type_ in order else len(order), type_) for target, type_ in ends
    ]
    return min(ranked, default=(True, 0, ""))[2]


def _hub(spokes: list[Edge]) -> Edge | None:
    """The payee where the picture shows one, else the account, else the list."""
    for type_ in _HUBS:
        for edge in spokes:
            if edge.type == type_:
                return edge
    return None


def _bundle_caption(bundle: _Bundle) -> str:
    count = str(Text(f"{bundle.count} 笔", f"{bundle.count} payments"))
    return count if bundle.fen is None else f"{count} {yuan(bundle.fen)} {Text('元', 'yuan')}"


def capped(network: Network, vocabulary: Vocabulary, most: int = MOST_NODES) -> Network:
    """At most `most` nodes: those that the picture is about, then the nearest, then the best joined."""
    if len(network.nodes) <= most:
        return network
    joined = neighbours(network)
    steps = _steps(joined, [node.id for node in network.nodes if node.focus])
    far = len(network.nodes)
    ranked = sorted(network.nodes, key=lambda node: (steps.get(node.id, far), -len(joined[node.id]), node.id))
    kept = {node.id for node in ranked[:most]}
    return replace(
        network,
        nodes=tuple(node for node in network.nodes if node.id in kept),
        edges=tuple(edge for edge in network.edges if edge.source in kept and edge.target in kept),
        notes=(*network.notes, _left_out(ranked[most:], vocabulary, most)),
    )


def _steps(joined: Mapping[str, set[str]], starts: Iterable[str]) -> dict[str, int]:
    steps = dict.fromkeys(starts, 0)
    queue = deque(steps)
    while queue:
        name = queue.popleft()
        for other in sorted(joined[name]):
            if other not in steps:
                steps[other] = steps[name] + 1
                queue.append(other)
    return steps


def _left_out(nodes: list[Node], vocabulary: Vocabulary, most: int) -> Text:
    counts = Counter(node.label for node in nodes).most_common()
    zh = "、".join(f"{vocabulary.node(label).title.zh} {count}" for label, count in counts)
    en = ", ".join(f"{vocabulary.node(label).title.en} {count}" for label, count in counts)
    return Text(
        f"图上最多画 {most} 个点，另有 {len(nodes)} 个没有画出：{zh}。",
        f"At most {most} nodes are drawn; {len(nodes)} more are left out: {en}.",
    )
