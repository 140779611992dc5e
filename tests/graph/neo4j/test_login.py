"""Users and passwords: where they come from, and that they show nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluegraph.errors import LoginRefused
from cluegraph.graph.neo4j.login import Login, login_from


def unasked(username: str) -> str:
    raise AssertionError(f"{username} was asked")


def test_user_password_and_database_come_from_the_environment(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("andere")
    given = {"NEO4J_USERNAME": "zhang", "NEO4J_PASSWORD": "geheim", "NEO4J_DATABASE": "xian"}
    given["NEO4J_PASSWORD_FILE"] = str(tmp_path / "file")
    assert login_from(given, unasked) == Login("zhang", "geheim", "xian")


@pytest.mark.parametrize(
    "written", [b"geheim", b"geheim\n", b"geheim\r\n", b"\xef\xbb\xbfgeheim\n"], ids=["plain", "LF", "CRLF", "BOM"]
)
def test_a_password_file_may_end_its_line(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "file").write_bytes(written)
    assert login_from({"NEO4J_PASSWORD_FILE": str(tmp_path / "file")}, unasked) == Login("neo4j", "geheim")


def test_blanks_belong_to_a_password(tmp_path: Path) -> None:
    (tmp_path / "file").write_text(" ge heim \n")
    assert login_from({"NEO4J_PASSWORD_FILE": str(tmp_path / "file")}, unasked).password == " ge heim "


def test_where_the_environment_has_no_password_the_user_is_asked() -> None:
    assert login_from({"NEO4J_USERNAME": "zhang"}, lambda name: f"von {name}") == Login("zhang", "von zhang")


def test_empty_variables_are_as_good_as_none() -> None:
    empty = dict.fromkeys(("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_PASSWORD_FILE", "NEO4J_DATABASE"), "")
    assert login_from(empty, lambda _: "geheim") == Login("neo4j", "geheim", None)


@pytest.mark.parametrize(
    ("content", "expected"),
    [(None, "无法读取（文件或文件夹不存在）"), (b"\n", "是空的"), (b"", "是空的"), (b"\xff\xfe", "不是文本文件")],
)
def test_a_file_that_does_not_serve_is_named(tmp_path: Path, content: bytes | None, expected: str) -> None:
    file = tmp_path / "密码"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(LoginRefused, match=expected) as refused:
        login_from({"NEO4J_PASSWORD_FILE": str(file)}, unasked)
    assert str(file) in refused.value.sentence()
    assert "NEO4J_PASSWORD" in refused.value.sentence("en")


def test_a_folder_is_no_password_file(tmp_path: Path) -> None:
    with pytest.raises(LoginRefused, match="这是一个文件夹"):
        login_from({"NEO4J_PASSWORD_FILE": str(tmp_path)}, unasked)


def test_without_a_terminal_nobody_is_asked_and_the_sentence_says_what_to_set() -> None:
    with pytest.raises(LoginRefused, match="没有给出 Neo4j 的密码；请设置环境变量 NEO4J_PASSWORD"):
        login_from({})


def test_a_login_does_not_show_its_password() -> None:
    assert "geheim" not in f"{Login('zhang', 'geheim')} {Login('zhang', 'geheim')!r}"
