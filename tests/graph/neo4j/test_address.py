"""Addresses of servers: what is understood, and that a password in one is never repeated."""

from __future__ import annotations

import pytest

from cluegraph.errors import UsageError
from cluegraph.graph.neo4j.address import is_address, parse_address


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("neo4j://xian.example", "neo4j://xian.example:7687"),
        ("bolt://10.0.0.8:17687", "bolt://10.0.0.8:17687"),
        ("neo4j+s://xian.example:7687/", "neo4j+s://xian.example:7687"),
        (" bolt+ssc://localhost ", "bolt+ssc://localhost:7687"),
        ("NEO4J://LOCALHOST", "neo4j://localhost:7687"),
        ("bolt://[::1]:7688", "bolt://[::1]:7688"),
        ("neo4j://xian.example?policy=east", "neo4j://xian.example:7687?policy=east"),
    ],
)
def test_an_address_is_understood(written: str, text: str) -> None:
    assert parse_address(written).text == text


@pytest.mark.parametrize(
    "written",
    [
        "",
        "neo4j",
        "neo4j:",
        "neo4j://",
        "neo4j://:7687",
        "http://localhost:7474",
        "bolt://localhost:port",
        "bolt://localhost:99999",
        "bolt://localhost/graph",
        "bolt://localhost#a",
        "bolt://[::1",
        "bolts://localhost",
    ],
)
def test_what_is_no_address_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(UsageError, match=r"neo4j://主机:7687") as refused:
        parse_address(written)
    assert "neo4j://host:7687" in refused.value.sentence("en")


@pytest.mark.parametrize(
    "written",
    [
        "neo4j://neo4j:geheim@localhost",
        "bolt://:geheim@localhost:7687",
        "neo4j+s://geheim@localhost",
        "bolt://neo4j:ge@heim@localhost",
        "bolt://neo4j:geheim@localhost:port",
        "bolt://neo4j:geheim@[::1",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(written: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_address(written)
    assert "heim" not in repr(refused.value) + refused.value.sentence("zh") + refused.value.sentence("en")


def test_only_names_with_a_servers_scheme_speak_of_a_server() -> None:
    assert is_address("neo4j://localhost")
    assert is_address("BOLT+S://localhost")
    assert not is_address("embedded")
    assert not is_address("neo4j")
    assert not is_address("http://localhost")
