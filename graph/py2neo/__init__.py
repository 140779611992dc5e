"""py2neo (2021.2.4, not maintained any more) for notebooks: a graph that only reads, and classes for the vocabulary.

An extra: `pip install "cluegraph[py2neo]"`. Nothing else of cluegraph uses it.

    from cluegraph.graph.py2neo import graph_of, models

    with graph_of("neo4j://server:7687") as graph:
        graph.run("MATCH (p:Person) RETURN p.name LIMIT 10").to_data_frame()
        village = models()["Village"].match(graph, "柳溪镇/上坪村").first()
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cluegraph.errors import UsageError
from cluegraph.graph.neo4j.address import parse_address
from cluegraph.graph.neo4j.login import login_from
from cluegraph.i18n import Text

if TYPE_CHECKING:
    from cluegraph.graph.py2neo.readonly import ReadOnlyGraph


def graph_of(address: str, environment: Mapping[str, str] = os.environ) -> ReadOnlyGraph:
    """A `py2neo.Graph` on the server that sends nothing but reading queries, in READ mode; close it after use.

    The login is that of all commands: NEO4J_USERNAME, NEO4J_PASSWORD or NEO4J_PASSWORD_FILE, NEO4J_DATABASE.
    Raises `UsageError` (py2neo is not installed, the address is wrong), `LoginRefused`, `ServerUnreachable`.
    """
    _demand_py2neo()
    from cluegraph.graph.py2neo.readonly import opened

    return opened(parse_address(address), login_from(environment))


def models() -> Mapping[str, Any]:
    """A `py2neo.ogm.GraphObject` class for each label; `help(models()["Person"])` lists its attributes.

    Properties keep their names. Relationships are `type_label` where they go out and `type_from_label` where they
    come in, in small letters: `payment.paid_to_person`, `person.paid_to_from_payment`. A name that Python or py2neo
    needs has `_` behind it. Raises `UsageError` where py2neo is not installed.
    """
    _demand_py2neo()
    from cluegraph.graph.py2neo.classes import classes

    return classes()


def _demand_py2neo() -> None:
    try:
        import py2neo  # noqa: F401
    except ModuleNotFoundError as problem:
        if problem.name != "py2neo":
            raise
        raise UsageError(
            Text("没有安装 py2neo", "py2neo is not installed"),
            Text('请运行 pip install "cluegraph[py2neo]"。', 'run pip install "cluegraph[py2neo]".'),
        ) from None
