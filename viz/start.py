"""Finds the node that a user names: a person by ID number, a company by credit code, a village by name."""

from __future__ import annotations

import unicodedata

from cluegraph.errors import ClueNotFound, UsageError
from cluegraph.graph.engine import Engine
from cluegraph.i18n import Text
from cluegraph.loaders.identifiers import normal_id, state_of_id
from cluegraph.viz.subgraph import LIMITS, Start

_QUERIES = {
    "Person": "MATCH (n:Person) WHERE n.key = $key OR n.id_no = $key OR n.natural_key = $key "
    "RETURN n.key AS key, n.name AS name, n.place AS place ORDER BY key",
    "Company": "MATCH (n:Company) WHERE n.key = $key OR n.uscc = $key OR n.name = $key "
    "RETURN n.key AS key, n.name AS name, n.uscc AS place ORDER BY key",
    "Village": "MATCH (n:Village) WHERE n.key = $key OR n.name = $key "
    "RETURN n.key AS key, n.name AS name, n.township AS place ORDER BY key",
}
_WHAT = {
    "Person": Text("人员", "person"),
    "Company": Text("企业", "company"),
    "Village": Text("村", "village"),
}
_HINTS = {
    "Person": Text(
        "请写完整的身份证号；没有有效身份证号的人写“姓名@村”。",
        'give the whole ID number; for somebody without a valid one write "name@village".',
    ),
    "Company": Text("请写统一社会信用代码或企业全称。", "give the credit code or the whole name."),
    "Village": Text(
        "请写村名，如“上坪村”；同名的村写“乡镇·村”。", 'give its name; where two share it, "township·village".'
    ),
}


def find_start(label: str, named: str, engine: Engine) -> Start:
    """The one node of that label (Person, Company, Village) and name.

    Raises `ClueNotFound` where nothing bears it, `UsageError` where several do.
    """
    key = _normal(label, unicodedata.normalize("NFKC", named).strip())
    rows = engine.query(_QUERIES[label], {"key": key}, LIMITS).rows
    exact = [row for row in rows if row[0] == key] or rows
    if not exact:
        what = _WHAT[label]
        raise ClueNotFound(
            Text(f"已载入的数据里没有这个{what.zh}：{named}", f"the loaded data have no such {what.en}: {named}"),
            _HINTS[label],
        )
    if len(exact) > 1:
        raise _several(named, [str(row[0]) for row in exact])
    found_key, name, _ = exact[0]
    return Start(label, str(found_key), str(name or found_key))


def _normal(label: str, written: str) -> str:
    """As the graph writes it: an ID number in its 18-digit form, a credit code in upper case."""
    if label == "Person":
        return normal_id(written) if state_of_id(written) == "valid" else written
    return written.upper() if label == "Company" else written


def _several(named: str, keys: list[str]) -> UsageError:
    shown = keys[:6]
    return UsageError(
        Text(f"“{named}”不止一个：{'、'.join(shown)}", f'there are several "{named}": {", ".join(shown)}'),
        Text("请写出其中一个。", "name one of these."),
    )
