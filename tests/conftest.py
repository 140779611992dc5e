"""Every test begins in Chinese, whatever the machine's language is and whatever the test before it chose.

Tests on a real Neo4j take `neo4j_server`; see tests/servers.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from cluegraph.i18n import use_language
from tests.servers import empty, every_release, shared_server

if TYPE_CHECKING:
    from server.process import Server

_OUTSIDE = (
    "LC_ALL",
    "LC_MESSAGES",
    "LANG",
    "CLUEGRAPH_WORKSPACE",
    "CLUEGRAPH_ENGINE",
    "CLUEGRAPH_DEBUG",
    "NEO4J_USERNAME",
    "NEO4J_PASSWORD",
    "NEO4J_PASSWORD_FILE",
)


# A machine that runs two servers beside the tests is slow now and then; that is no fault of what is tested.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "keeps_graph: the shared Neo4j server is not emptied before this test")


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _OUTSIDE:
        monkeypatch.delenv(name, raising=False)
    use_language("zh")


@pytest.fixture(scope="session", params=every_release())
def neo4j_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server of each release, one a session; its graph is empty at the beginning of every test."""
    own = tmp_path_factory.getbasetemp()
    with shared_server(request.param, own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) as server:
        yield server


@pytest.fixture(autouse=True)
def _empty_graph(request: pytest.FixtureRequest) -> None:
    if "neo4j_server" in request.fixturenames and request.node.get_closest_marker("keeps_graph") is None:
        empty(request.getfixturevalue("neo4j_server"))
