"""The one safe configuration, `server/neo4j.conf`, and what a single server reads: that, with its port and memory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from server.releases import Release

SAFE: Final = Path(__file__).with_name("neo4j.conf")
HOST: Final = "127.0.0.1"
_JVM: Final = "server.jvm.additional"
_HEADER: Final = "# 每次启动由 server/neo4j.conf 重写。 Rewritten from server/neo4j.conf at every start.\n"


def read_settings(text: str) -> dict[str, str]:
    """The settings of a configuration, without the Java machine's. Raises `ValueError` on a key written twice."""
    settings: dict[str, str] = {}
    for key, value in _pairs(text):
        if key == _JVM:
            continue
        if key in settings:
            raise ValueError(f"{key} is set twice")
        settings[key] = value
    return settings


def java_options(text: str) -> list[str]:
    """The options for the Java machine; the one key that may stand several times."""
    return [value for key, value in _pairs(text) if key == _JVM]


def safe_settings() -> dict[str, str]:
    return read_settings(SAFE.read_text(encoding="utf-8"))


def settings_of(release: Release, port: int, heap: str, extra: Mapping[str, str]) -> dict[str, str]:
    """The safe configuration, what only this release knows, and what is a single server's own; the later wins."""
    own = {
        "server.bolt.listen_address": f"{HOST}:{port}",
        "server.bolt.advertised_address": f"{HOST}:{port}",
        "server.memory.heap.initial_size": heap,
        "server.memory.heap.max_size": heap,
    }
    return {**safe_settings(), **release.settings, **own, **extra}


def write_settings(path: Path, settings: Mapping[str, str]) -> None:
    """Writes a neo4j.conf, with the Java options of the safe one."""
    options = java_options(SAFE.read_text(encoding="utf-8"))
    lines = [f"{key}={value}" for key, value in settings.items()] + [f"{_JVM}={option}" for option in options]
    path.write_text(_HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def _pairs(text: str) -> list[tuple[str, str]]:
    lines = [line.strip() for line in text.splitlines()]
    split = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return [(key.strip(), value.strip()) for key, _, value in split]
