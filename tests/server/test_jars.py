"""The jars are downloaded once, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cluegraph.errors import EngineError
from server.jars import entry_point, install, pom
from server.releases import RELEASES
from tests.servers import every_release, release_here


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLUEGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "neo4j" / RELEASES["5.26"].version


def test_jars_that_are_kept_need_no_maven(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (cache / "lib").mkdir(parents=True)
    monkeypatch.setenv("PATH", "/nonexistent")
    assert install(RELEASES["5.26"]) == cache / "lib"


def test_a_missing_maven_is_said(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(EngineError, match="没有找到 Maven（mvn 命令）；请安装"):
        install(RELEASES["5.26"])
    assert not (cache / "lib").exists()


@pytest.mark.skipif(shutil.which("mvn") is None, reason="Maven (mvn) is not installed")
def test_without_a_network_nothing_is_left_and_the_way_out_is_said(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = "-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=9 -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=9"
    monkeypatch.setenv("MAVEN_OPTS", f"-Dmaven.repo.local={tmp_path / 'repository'} {closed}")
    with pytest.raises(EngineError) as refused:
        install(RELEASES["5.26"])
    said = refused.value.sentence("zh")
    assert said.startswith(f"没能下载 Neo4j {RELEASES['5.26'].version}：")
    assert "could not be resolved" in said
    assert f"把另一台机器上的 {cache} 整个拷到同一位置" in said
    assert [path.name for path in cache.iterdir() if path.name != "lock"] == []


@pytest.mark.parametrize("name", every_release())
def test_the_project_names_the_server_at_one_version_and_the_jars_name_its_main_class(name: str) -> None:
    release = release_here(name)
    assert pom(release).count(f"<version>{release.version}</version>") == 2
    assert entry_point(release, install(release)).startswith("org.neo4j.server.")
