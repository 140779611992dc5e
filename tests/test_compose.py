"""What `docker compose up` would do: a valid file, options that real servers accept, nothing open, no secret inside."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from server.admin import validate
from server.config import SAFE, read_settings, safe_settings
from server.releases import RELEASES
from tests.servers import every_release, release_here

ROOT = Path(__file__).parents[1]
COMPOSE = ROOT / "docker-compose.yml"
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
PREFIX = "NEO4J_"
# Read by the image's start script itself; what ends in _FILE names a secret.
NOT_SETTINGS = {"NEO4J_AUTH"}


@pytest.fixture(scope="module")
def compose() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = YAML(typ="safe").load(COMPOSE.read_text(encoding="utf-8"))
    return loaded


def test_the_file_is_valid_by_the_schema_of_the_compose_specification(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    assert subprocess.run([*command, str(COMPOSE)], check=False, capture_output=True).returncode == 0
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(COMPOSE.read_text(encoding="utf-8").replace("healthcheck:", "healthchek:"), encoding="utf-8")
    assert subprocess.run([*command, str(wrong)], check=False, capture_output=True).returncode == 1


@pytest.mark.parametrize("name", every_release())
def test_the_servers_own_reader_accepts_every_option(name: str, compose: Mapping[str, Any], tmp_path: Path) -> None:
    release = release_here(name)
    settings = {**compose_settings(compose), **release.settings}
    accepted, said = validate(release, home_with(tmp_path, SAFE.read_text(encoding="utf-8"), settings))
    assert accepted, said
    accepted, said = validate(release, home_with(tmp_path, SAFE.read_text(encoding="utf-8"), {"no.such.option": "1"}))
    assert not accepted
    assert "no.such.option" in said


def test_the_image_is_the_release_that_the_tests_run(compose: Mapping[str, Any]) -> None:
    assert compose["services"]["neo4j"]["image"] == f"neo4j:{RELEASES['5.26'].version}"


def test_only_this_machine_can_reach_the_published_ports(compose: Mapping[str, Any]) -> None:
    ports = [str(port) for service in compose["services"].values() for port in service.get("ports", [])]
    assert ports == ["127.0.0.1:7687:7687"]
    assert not any("network_mode" in service or service.get("privileged") for service in compose["services"].values())


def test_the_server_reads_the_safe_configuration_and_cannot_change_it(compose: Mapping[str, Any]) -> None:
    (mounted,) = (volume for volume in compose["services"]["neo4j"]["volumes"] if isinstance(volume, dict))
    assert (ROOT / mounted["source"]).resolve() == SAFE
    assert mounted["target"] == "/conf/neo4j.conf"
    assert mounted["read_only"] is True
    overridden = compose_settings(compose).keys() & safe_settings().keys()
    assert overridden == {"server.default_listen_address"}


def test_the_program_waits_until_the_server_answers_a_query(compose: Mapping[str, Any]) -> None:
    app, neo4j = compose["services"]["app"], compose["services"]["neo4j"]
    assert app["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "RETURN 1" in neo4j["healthcheck"]["test"][1]
    assert app["environment"]["CLUEGRAPH_ENGINE"] == "neo4j://neo4j:7687"


def test_passwords_come_from_files_that_git_and_the_image_leave_out(compose: Mapping[str, Any]) -> None:
    for service in compose["services"].values():
        for variable, value in service.get("environment", {}).items():
            assert "PASSWORD" not in variable or variable.endswith("_FILE")
            assert variable != "NEO4J_AUTH"
            if variable.endswith("_FILE"):
                assert str(value).removeprefix("/run/secrets/") in service["secrets"]
    for secret in compose["secrets"].values():
        ignored = subprocess.run(["git", "check-ignore", "-q", secret["file"]], cwd=ROOT, check=False)
        assert ignored.returncode == 0, secret
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in kept
    assert not any(line.startswith("!") and "secret" in line for line in kept)


def test_the_health_check_reads_the_password_and_shows_it_to_nobody(compose: Mapping[str, Any], tmp_path: Path) -> None:
    (tmp_path / "auth").write_text("neo4j/geheim", encoding="ascii")
    shell = tmp_path / "cypher-shell"
    shell.write_text('#!/bin/sh\necho "$NEO4J_USERNAME $NEO4J_PASSWORD $*"\n', encoding="ascii")
    shell.chmod(0o700)
    check = compose["services"]["neo4j"]["healthcheck"]["test"][1].replace("$$", "$")
    check = check.replace("/run/secrets/neo4j_auth", str(tmp_path / "auth"))
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    said = subprocess.run(["sh", "-c", check], env=environment, capture_output=True, text=True, check=True).stdout
    assert said == "neo4j geheim --address bolt://localhost:7687 --non-interactive RETURN 1\n"


def test_the_secrets_are_made_once_and_belong_together(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    (tmp_path / "server").mkdir()
    shutil.copy(ROOT / "tools" / "docker-secrets", tmp_path / "tools")
    shutil.copy(SAFE, tmp_path / "server")
    (tmp_path / "server" / "neo4j.conf").chmod(0o600)
    texts = []
    for _ in range(2):
        subprocess.run([tmp_path / "tools" / "docker-secrets"], check=True, capture_output=True)
        texts.append([(tmp_path / "secrets" / name).read_text() for name in ("neo4j_auth", "neo4j_password")])
    assert texts[0] == texts[1]
    auth, password = texts[0]
    assert re.fullmatch(r"[0-9a-f]{32}", password)
    assert auth == f"neo4j/{password}"
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "server" / "neo4j.conf").stat().st_mode) == 0o644


def test_the_image_holds_the_locked_program_and_runs_it_as_an_ordinary_user() -> None:
    assert "--require-hashes -r requirements.lock" in DOCKERFILE
    lines = DOCKERFILE.splitlines()
    assert lines[-3:] == ["USER cluegraph", "WORKDIR /home/cluegraph", 'ENTRYPOINT ["cluegraph"]']
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    copied = {name for line in lines if (found := re.match(r"COPY (?!--)(.+) \S+$", line)) for name in found[1].split()}
    assert copied == kept
    tree = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    packages = {name.split("/")[0] for name in tree if name.endswith("/__init__.py")}
    assert packages - {"bench", "server", "tests"} == kept & packages


def compose_settings(compose: Mapping[str, Any]) -> dict[str, str]:
    """The server's settings among the variables of the compose file, named as the image's start script names them."""
    variables = compose["services"]["neo4j"]["environment"]
    return {
        re.sub("_+", lambda found: "." if found[0] == "_" else "_", name.removeprefix(PREFIX)): str(value)
        for name, value in variables.items()
        if name.startswith(PREFIX) and not name.endswith("_FILE") and name not in NOT_SETTINGS
    }


def home_with(home: Path, text: str, settings: Mapping[str, str]) -> Path:
    """A home whose configuration is `text`, comments and all, with some settings put in the place of its own."""
    read_settings(text)
    kept = [line for line in text.splitlines() if line.partition("=")[0] not in settings]
    (home / "conf").mkdir(parents=True, exist_ok=True)
    lines = [*kept, *(f"{key}={value}" for key, value in settings.items())]
    (home / "conf" / "neo4j.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return home
