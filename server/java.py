"""Finds a Java that a release of Neo4j runs on; nothing is downloaded."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from cluegraph.errors import EngineError
from cluegraph.i18n import Text
from server.releases import Release

INSTALLED = Path("/usr/lib/jvm")
_VERSION = re.compile(r'^JAVA_VERSION="(?:1\.)?(\d+)', re.MULTILINE)


def java_for(least: int, most: int | None = None) -> Path | None:
    """The `java` program of a suitable Java: JAVA_HOME where it suits, else the newest of PATH and /usr/lib/jvm."""
    fitting = [
        (given, version, java)
        for java, given in _candidates()
        if (version := java_version(java)) is not None and least <= version and (most is None or version <= most)
    ]
    return max(fitting, key=lambda found: found[:2])[2] if fitting else None


def java_of(release: Release) -> Path:
    """The `java` program for a release. Raises `EngineError`, saying which is needed and where it was looked for."""
    java = java_for(release.java, release.java_most)
    if java is not None:
        return java
    zh, en = f"Java {release.java}", f"Java {release.java}"
    if release.java_most is None:
        zh, en = f"{zh} 或更高版本", f"{en} or later"
    elif release.java_most > release.java:
        zh, en = f"{zh} 至 {release.java_most}", f"{en} to {release.java_most}"
    found_zh, found_en = _found()
    raise EngineError(
        Text(
            f"运行 Neo4j {release.version} 需要 {zh}，没有找到（找过 JAVA_HOME、PATH 和 {INSTALLED}，{found_zh}）",
            f"Neo4j {release.version} needs {en}, which is not here"
            f" (looked at JAVA_HOME, PATH and {INSTALLED}; {found_en})",
        ),
        Text(
            "请安装（Debian：apt-get install default-jdk-headless），或把 JAVA_HOME 设为它的目录后再试。",
            "install it (Debian: apt-get install default-jdk-headless) or set JAVA_HOME to its folder; try again.",
        ),
    )


def java_version(java: Path) -> int | None:
    """The main version of a `java` program, from the file that every JDK and JRE keeps beside it."""
    try:
        text = (java.resolve().parents[1] / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    found = _VERSION.search(text)
    return int(found[1]) if found else None


def _candidates() -> list[tuple[Path, bool]]:
    """Every `java` program of this machine, and whether the user named it with JAVA_HOME."""
    named = [(Path(os.environ["JAVA_HOME"], "bin", "java"), True)] if os.environ.get("JAVA_HOME") else []
    on_path = shutil.which("java")
    others = [Path(on_path)] if on_path else []
    others += sorted(INSTALLED.glob("*/bin/java"))
    return [(java, given) for java, given in [*named, *((java, False) for java in others)] if os.access(java, os.X_OK)]


def _found() -> tuple[str, str]:
    versions = sorted({version for java, _ in _candidates() if (version := java_version(java)) is not None})
    listed = ", ".join(str(version) for version in versions)
    return (f"只有 {listed}", f"only {listed}") if versions else ("都没有 Java", "no Java at all")
