"""The Neo4j releases that cluegraph is tested on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Release:
    """A release of the Community server. `java` is the oldest Java it runs on, `java_most` the newest (None: no bound).

    `settings` are those that only this release knows: in the common neo4j.conf the other one would refuse to start.
    """

    name: str
    version: str
    java: int
    java_most: int | None = None
    settings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


RELEASES: Final[Mapping[str, Release]] = MappingProxyType(
    {
        "5.26": Release("5.26", "5.26.30", java=17, java_most=21),
        "newest": Release(
            "newest",
            "2026.08.1",
            java=21,
            settings=MappingProxyType(
                {
                    # Reports the server to its maker's console, and looks for other servers by broadcast.
                    "dbms.fleet_manager.enabled": "false",
                    "server.fleet_discovery.enabled": "false",
                }
            ),
        ),
    }
)
