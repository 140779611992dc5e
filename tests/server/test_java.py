"""The Java of a release is found where Javas are, and what is missing is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluegraph.errors import EngineError
from server import java
from server.releases import RELEASES


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any Java; tests put some into this folder."""
    monkeypatch.setattr(java, "INSTALLED", tmp_path / "jvm")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return tmp_path / "jvm"


def put(folder: Path, version: str) -> Path:
    """A folder that looks like a JDK of that version; its `java` program."""
    (folder / "bin").mkdir(parents=True)
    (folder / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n', encoding="ascii")
    program = folder / "bin" / "java"
    program.touch(0o755)
    return program


def test_the_newest_that_serves_is_taken(installed: Path) -> None:
    put(installed / "a", "1.8.0_392")
    seventeen, twenty_one = put(installed / "b", "17.0.15"), put(installed / "c", "21.0.7")
    newest = put(installed / "d", "25.0.3")
    assert java.java_for(17) == newest
    assert java.java_for(17, 21) == twenty_one
    assert java.java_for(17, 20) == seventeen
    assert java.java_for(26) is None


def test_java_home_goes_before_newer_ones_if_it_serves(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer, own = put(installed / "newer", "25"), put(tmp_path / "own", "21.0.1")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "own"))
    assert java.java_for(21) == own
    assert java.java_for(22) == newer


def test_one_that_is_only_on_the_path_is_found_through_its_link(tmp_path: Path) -> None:
    real = put(tmp_path / "elsewhere", "21.0.1")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").symlink_to(real)
    found = java.java_for(21)
    assert found is not None
    assert found.samefile(real)


def test_a_folder_that_is_no_java_is_passed_over(installed: Path) -> None:
    put(installed / "broken", "x")
    (installed / "empty" / "bin").mkdir(parents=True)
    put(installed / "bare", "21").parents[1].joinpath("release").unlink()
    assert java.java_for(8) is None


def test_what_is_missing_is_said_with_what_is_there(installed: Path) -> None:
    with pytest.raises(EngineError) as none:
        java.java_of(RELEASES["5.26"])
    assert "需要 Java 17 至 21" in none.value.sentence("zh")
    assert "no Java at all" in none.value.sentence("en")
    put(installed / "old", "17.0.15")
    with pytest.raises(EngineError) as old:
        java.java_of(RELEASES["newest"])
    said = old.value.sentence("en")
    assert "needs Java 21 or later" in said
    assert str(installed) in said
    assert "only 17" in said
