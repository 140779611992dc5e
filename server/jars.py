"""The server's jars, from Maven Central, kept between runs: `<cache>/neo4j/<version>/lib`.

The cache is ~/.cache/cluegraph, or the folder named by CLUEGRAPH_CACHE. A folder `lib` that is there is whole: it is
filled elsewhere and moved in at the end, under a lock, so that a kill or a second process leaves no half of one.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from filelock import FileLock

from cluegraph.errors import EngineError
from cluegraph.i18n import Text
from server.releases import Release

_COORDINATES: Final = (("org.neo4j", "neo4j"), ("org.neo4j.app", "neo4j-server"))
_ENTRY_POINT: Final = "META-INF/services/org.neo4j.server.startup.EntryPoint"
_GOAL: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
_DEPENDENCY: Final = (
    "<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version></dependency>"
)
_POM: Final = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>cluegraph</groupId><artifactId>neo4j-jars</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>{dependencies}</dependencies>
</project>
"""


def cache() -> Path:
    """The folder where the jars are kept."""
    named = os.environ.get("CLUEGRAPH_CACHE")
    return (Path(named) if named else Path.home() / ".cache" / "cluegraph") / "neo4j"


def install(release: Release) -> Path:
    """The folder with the jars of a release, downloaded where they are not kept yet (about 150 MB).

    Raises `EngineError` where there is no mvn or Maven cannot get them.
    """
    folder = cache() / release.version
    lib = folder / "lib"
    if lib.is_dir():
        return lib
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        if not lib.is_dir():
            with tempfile.TemporaryDirectory(prefix="partial-", dir=folder) as partial:
                _download(release, Path(partial)).rename(lib)
    return lib


def pom(release: Release) -> str:
    """The Maven project whose runtime dependencies are the server."""
    dependencies = (
        _DEPENDENCY.format(group=group, artifact=artifact, version=release.version) for group, artifact in _COORDINATES
    )
    return _POM.format(dependencies="".join(dependencies))


def entry_point(release: Release, lib: Path) -> str:
    """The main class of the server, as its own jar declares it."""
    with zipfile.ZipFile(lib / f"neo4j-{release.version}.jar") as jar:
        lines = jar.read(_ENTRY_POINT).decode("utf-8").splitlines()
    return next(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _download(release: Release, partial: Path) -> Path:
    maven = shutil.which("mvn")
    if maven is None:
        raise EngineError(
            Text("没有找到 Maven（mvn 命令）", "Maven (the command mvn) was not found"),
            Text(
                "请安装（Debian：apt-get install maven）后再试。",
                "install it (Debian: apt-get install maven), then try again.",
            ),
        )
    project, lib = partial / "pom.xml", partial / "lib"
    project.write_text(pom(release), encoding="utf-8")
    command = [maven, "-q", "-B", "-C", "-f", str(project), _GOAL]
    command += [f"-DoutputDirectory={lib}", "-DincludeScope=runtime"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    wanted = [lib / f"{artifact}-{release.version}.jar" for _, artifact in _COORDINATES]
    if done.returncode or not all(jar.is_file() for jar in wanted):
        raise _refused(release, done.stdout + done.stderr)
    return lib


def _refused(release: Release, output: str) -> EngineError:
    lines = _COLOUR.sub("", output).splitlines()
    said = next((line.removeprefix("[ERROR]").strip() for line in lines if line.startswith("[ERROR]")), "")
    said = said[:400] or "mvn"
    return EngineError(
        Text(f"没能下载 Neo4j {release.version}：{said}", f"Neo4j {release.version} could not be downloaded: {said}"),
        Text(
            "请检查这台机器能否访问 Maven 仓库（代理、镜像写在 ~/.m2/settings.xml 里）；不能联网时，把另一台机器上的"
            f" {cache() / release.version} 整个拷到同一位置。",
            "check that this machine reaches the Maven repository (proxies and mirrors stand in ~/.m2/settings.xml);"
            f" where it must not, copy {cache() / release.version} from another machine to the same place.",
        ),
    )
