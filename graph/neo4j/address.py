"""Where a Neo4j server is: `neo4j://host:port` and its kin. Users and passwords never stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from cluegraph.errors import UsageError
from cluegraph.i18n import Text

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
PORT = 7687


@dataclass(frozen=True)
class Address:
    """A server's address; `neo4j` is routed (clusters), `bolt` speaks to one server, `+s` is encrypted."""

    scheme: str
    host: str
    port: int = PORT
    routing: str = ""
    """What follows the `?` of a routed address: the cluster's routing context."""

    @property
    def text(self) -> str:
        """As it is shown and as the driver wants it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{'?' + self.routing if self.routing else ''}"


def is_address(name: str) -> bool:
    """Whether an engine's name speaks of a server at all."""
    return name.partition("://")[0].lower() in SCHEMES and "://" in name


def parse_address(text: str) -> Address:
    """The address that a user wrote. Raises `UsageError`; never repeats a password."""
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port or PORT
    except ValueError:
        raise _malformed() from None
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise UsageError(
            Text("服务器地址里不能写用户名和密码", "a server's address must not hold a user or a password"),
            Text(
                "请只写 neo4j://主机:端口，用户名和密码放在环境变量 NEO4J_USERNAME、NEO4J_PASSWORD 或 "
                "NEO4J_PASSWORD_FILE 指定的文件里。",
                "write neo4j://host:port only; put user and password into NEO4J_USERNAME, NEO4J_PASSWORD or a file "
                "named by NEO4J_PASSWORD_FILE.",
            ),
        )
    if parts.scheme not in SCHEMES or not host or parts.path not in ("", "/") or parts.fragment:
        raise _malformed()
    return Address(parts.scheme, host, port, parts.query)


def _malformed() -> UsageError:
    return UsageError(
        Text("服务器地址写得不对", "the server's address is not written rightly"),
        Text("请写成 neo4j://主机:7687 或 bolt://主机:7687。", "write neo4j://host:7687 or bolt://host:7687."),
    )
