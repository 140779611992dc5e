"""The user and the password of a server: from the environment, a file, or a prompt; never from the command line."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cluegraph.errors import LoginRefused, Where, reason_of
from cluegraph.i18n import Text

USERNAME, PASSWORD, PASSWORD_FILE, DATABASE = (
    "NEO4J_USERNAME",
    "NEO4J_PASSWORD",
    "NEO4J_PASSWORD_FILE",
    "NEO4J_DATABASE",
)


@dataclass(frozen=True)
class Login:
    """Who one is on the server. The password is not shown by `repr`."""

    username: str
    password: str = field(repr=False)
    database: str | None = None
    """The database on the server; None is the user's home database."""


def login_from(environment: Mapping[str, str] = os.environ, ask: Callable[[str], str] | None = None) -> Login:
    """The login that the environment gives; `ask` gets the password from the user where it gives none.

    Without `ask` the user is asked on a terminal only. Raises `LoginRefused` where there is no password to be had.
    """
    username = environment.get(USERNAME) or "neo4j"
    password = environment.get(PASSWORD) or _from_file(environment.get(PASSWORD_FILE, ""))
    if not password:
        password = (ask or _asked)(username)
    return Login(username, password, environment.get(DATABASE) or None)


def _from_file(name: str) -> str:
    if not name:
        return ""
    try:
        password = Path(name).read_text(encoding="utf-8-sig").strip("\r\n")
    except OSError as problem:
        reason = reason_of(problem)
        raise _no_password(
            Text(f"密码文件无法读取（{reason.zh}）", f"the password file cannot be read ({reason.en})"), name
        ) from None
    except UnicodeDecodeError:
        raise _no_password(Text("密码文件不是文本文件", "the password file is not a text file"), name) from None
    if not password:
        raise _no_password(Text("密码文件是空的", "the password file is empty"), name)
    return password


def _asked(username: str) -> str:
    if sys.stdin.isatty():
        password = getpass.getpass(str(Text(f"Neo4j 用户 {username} 的密码：", f"Neo4j password of {username}: ")))
        if password:
            return password
    raise _no_password(Text("没有给出 Neo4j 的密码", "no Neo4j password was given"))


def _no_password(what: Text, file: str = "") -> LoginRefused:
    return LoginRefused(
        what,
        Text(
            f"请设置环境变量 {PASSWORD}，或把密码写进只有自己能读的文件并用 {PASSWORD_FILE} 指定它。",
            f"set {PASSWORD}, or write it to a file that only you can read and name that with {PASSWORD_FILE}.",
        ),
        Where(file=file),
    )
