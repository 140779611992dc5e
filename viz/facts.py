"""What the panel says of a node or an edge: its properties under the vocabulary's titles, as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cluegraph.graph.engine import Value
from cluegraph.i18n import Text
from cluegraph.queries.wording import yuan
from cluegraph.viz.mask import Masker, is_credit_code, numbers_in
from cluegraph.viz.model import Network
from cluegraph.viz.vocabulary import Vocabulary

_MACHINERY = re.compile(
    r"key|natural_key|source|path|sheet|row|ref|day_no|month_no|ymd|birth_ymd|.*_day_no|.*_month_no|.*_ymd|earliest_.*|.*_state|id_valid|id_pattern"
)
_FEN = re.compile(r"（分）|, fen\b")
_HARMLESS = ("contract_no", "tender_no", "voucher_no", "certificate_no", "uscc", "period")


@dataclass(frozen=True)
class Fact:
    """One line of the panel."""

    title: str
    value: str


def facts(properties: Mapping[str, Value], titles: Mapping[str, Text], masker: Masker) -> list[Fact]:
    """The properties that say something to a reader, in the vocabulary's order."""
    order = [field for field in titles if field in properties] + [field for field in properties if field not in titles]
    return [
        Fact(_title(field, titles), masker.text(written))
        for field in order
        if not _MACHINERY.fullmatch(field) and (written := shown(field, properties[field]))
    ]


def _title(field: str, titles: Mapping[str, Text]) -> str:
    """The vocabulary's title; its unit is left away where the amount is shown in yuan."""
    title = str(titles.get(field, Text(field, field)))
    return _FEN.sub("", title) if field.endswith("_fen") else title


def shown(field: str, value: Value) -> str:
    """A value as text; amounts in yuan, truth values as yes and no, blanks as ''."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(Text("是", "yes") if value else Text("否", "no"))
    if field.endswith("_fen") and isinstance(value, int):
        return f"{yuan(value)} {Text('元', 'yuan')}"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return "、".join(shown(field, each) for each in value)
    return str(value)


def personal_numbers(network: Network, vocabulary: Vocabulary) -> set[str]:
    """The numbers in properties that the vocabulary calls personal."""
    found: set[str] = set()
    for node in network.nodes:
        for field in vocabulary.node(node.label).personal:
            for value in _strings(node.properties.get(field)):
                found |= numbers_in(value)
    return {value for value in found if not is_credit_code(value)}


def harmless_numbers(network: Network) -> set[str]:
    """Numbers of contracts, tenders, vouchers and organisations: they may be as long as an account and stay."""
    everything = [*(node.properties for node in network.nodes), *(edge.properties for edge in network.edges)]
    return {value for properties in everything for field in _HARMLESS for value in _strings(properties.get(field))}


def _strings(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
