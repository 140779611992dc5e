"""There is one safe configuration, each setting has its reason, and the real servers read it as it is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.admin import last_words, validate
from server.config import SAFE, java_options, read_settings, safe_settings, settings_of, write_settings
from server.process import Server
from tests.servers import connected, every_release, release_here

ROOT = Path(__file__).parents[2]


def test_every_setting_has_its_reason_above_it() -> None:
    explained = False
    for line in SAFE.read_text(encoding="utf-8").splitlines():
        if not line:
            explained = False
        elif line.startswith("#"):
            explained = not line.startswith("# ---")
        elif not line.startswith("server.jvm.additional="):
            assert explained, line


def test_a_key_that_stands_twice_is_refused_but_for_options_of_the_java_machine() -> None:
    with pytest.raises(ValueError, match=r"a\.b"):
        read_settings("a.b=1\n# c\na.b = 2\n")
    text = "server.jvm.additional=-a\nserver.jvm.additional=-b=c\n"
    assert read_settings(text) == {}
    assert java_options(text) == ["-a", "-b=c"]


@pytest.mark.parametrize("name", every_release())
def test_the_servers_own_reader_accepts_what_is_written_for_it(name: str, tmp_path: Path) -> None:
    release = release_here(name)
    (tmp_path / "conf").mkdir()
    settings = settings_of(release, 7999, "512m", {"db.transaction.timeout": "1m"})
    write_settings(tmp_path / "conf" / "neo4j.conf", settings)
    accepted, said = validate(release, tmp_path)
    assert accepted, said
    assert settings["db.transaction.timeout"] == "1m"
    write_settings(tmp_path / "conf" / "neo4j.conf", {**settings, "db.transaction.timeout": "soon"})
    accepted, said = validate(release, tmp_path)
    assert not accepted
    assert "db.transaction.timeout" in said


def test_the_running_server_has_every_setting_of_the_safe_configuration(neo4j_server: Server) -> None:
    with connected(neo4j_server) as driver:
        records = driver.execute_query("SHOW SETTINGS YIELD name, isExplicitlySet WHERE isExplicitlySet").records
        usage = driver.execute_query("SHOW SETTINGS 'dbms.usage_report.enabled' YIELD value").records
    shown = {record["name"] for record in records}
    hidden = {name for name in safe_settings() if name.startswith("internal.")}
    assert safe_settings().keys() - hidden <= shown
    assert neo4j_server.release.settings.keys() <= shown
    assert usage[0]["value"] == "false"


def test_the_page_quotes_every_setting_as_it_is() -> None:
    page = (ROOT / "docs" / "服务器.md").read_text(encoding="utf-8")
    for key, value in safe_settings().items():
        if not key.startswith("server.memory."):
            assert f"{key}={value}" in page, key


def test_last_words_are_those_that_say_something() -> None:
    output = "\n".join(["start", "", "---", "Error: no room", "\tat a.b.C(D.java:1)", "\t... 3 more", ""])
    assert last_words(output, 2) == "start\nError: no room"
