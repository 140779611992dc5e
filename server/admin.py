"""Runs Neo4j's own administration commands on a server's home."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from server.config import SAFE, java_options
from server.jars import install
from server.java import java_of, java_version
from server.releases import Release

ADMIN: Final = "org.neo4j.cli.AdminTool"
# Only this one knows `server validate-config`; for other commands it starts a second Java, without the options below.
_VALIDATING: Final = "org.neo4j.server.startup.Neo4jAdminCommand"


def run_admin(
    release: Release, home: Path, arguments: Sequence[str], heap: str = "512m", main: str = ADMIN
) -> subprocess.CompletedProcess[str]:
    """`neo4j-admin ARGUMENTS` on a home (its conf/neo4j.conf is read): exit code and output, whatever they are.

    An argument `@FILE` is replaced by what stands in the file, so that a password is on no command line.
    """
    java, lib = java_of(release), install(release)
    command = [str(java), f"-Xmx{heap}", *machine_options(java), "-cp", f"{lib}/*", main, *arguments]
    environment = {**java_environment(), "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    return subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def validate(release: Release, home: Path) -> tuple[bool, str]:
    """Whether the release's own reader accepts home/conf/neo4j.conf (unknown settings refused), and what it says."""
    done = run_admin(release, home, ["server", "validate-config"], main=_VALIDATING)
    return done.returncode == 0, done.stdout


def java_environment() -> dict[str, str]:
    """This process's, in a locale in which Java reads folder names that are not ASCII."""
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def last_words(output: str, count: int) -> str:
    """The last lines that say something: no empty ones, and no places in the program."""
    lines = [line.strip() for line in output.splitlines()]
    telling = [line for line in lines if line and not line.startswith(("at ", "... ")) and set(line) != {"-"}]
    return "\n".join(telling[-count:])


def machine_options(java: Path) -> list[str]:
    """The options of the safe configuration for the Java machine, and what this Java needs besides."""
    version = java_version(java) or 0
    allowed = ["--sun-misc-unsafe-memory-access=allow"] if version >= 24 else []
    return [*java_options(SAFE.read_text(encoding="utf-8")), *allowed]
