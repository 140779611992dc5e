"""What the driver and the server say went wrong, as sentences that say what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthConfigurationError,
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    UnsupportedServerProduct,
)

from cluegraph.errors import EngineError, LoginRefused, QueryRefused, QueryTimedOut, ServerUnreachable, Where
from cluegraph.graph.neo4j.address import Address
from cluegraph.graph.refusals import refused
from cluegraph.i18n import Text

Problem = DriverError | Neo4jError | OSError


@contextmanager
def in_sentences(address: Address) -> Iterator[None]:
    """Turns the driver's exceptions into `EngineError` and its kin."""
    try:
        yield
    except (DriverError, Neo4jError, OSError) as problem:
        raise error_of(problem, address) from None


def error_of(problem: Problem, address: Address) -> EngineError:
    """The sentence for one exception of the driver."""
    where = Where(file=address.text)
    if isinstance(problem, UnsupportedServerProduct) or _is_no_neo4j(problem):
        return _no_neo4j(where)
    if isinstance(problem, ConfigurationError | AuthConfigurationError):
        return _misconfigured(problem, where)
    if isinstance(problem, ServiceUnavailable | SessionExpired | OSError):
        return _unencrypted(where) if _is_about_encryption(problem) else _unreachable(where)
    if isinstance(problem, AuthError):
        return _login(problem, where)
    if not isinstance(problem, Neo4jError):
        return _other(str(problem), where)
    code = problem.code or ""
    for part, sentence in _BY_CODE.items():
        if part in code:
            return sentence(problem, where)
    if _is_full(problem):
        return _full_disk(problem, where)
    if code.startswith("Neo.ClientError.Statement"):
        return _refused(problem, where)
    return _other(_said(problem), where)


def is_read_only(problem: Exception) -> bool:
    """Whether the server takes no writing: a read-only copy, or a member of a cluster that does not lead."""
    return isinstance(problem, Neo4jError) and any(part in (problem.code or "") for part in _READ_ONLY)


_READ_ONLY = ("ForbiddenOnReadOnlyDatabase", "WriteOnReadOnlyAccessDatabase", "NotALeader", "ReadOnly")
_FULL = ("no space left", "disk full", "not enough space", "could not append transaction", "needs to be restarted")
"""A database that could not write its log says only afterwards, and to everybody, that it needs to be restarted."""


def _said(problem: Neo4jError) -> str:
    return " ".join((problem.message or problem.code or type(problem).__name__).split())[:400]


def _is_full(problem: Neo4jError) -> bool:
    said = _said(problem).lower()
    return any(sign in said for sign in _FULL)


def _is_no_neo4j(problem: BaseException) -> bool:
    """Whether a web server answered, or a server so old that the driver cannot speak with it as it should."""
    said = _everything(problem)
    return "looks like HTTP" in said or "not supported for the Bolt Protocol" in said


def _everything(problem: BaseException) -> str:
    """All that it says; routed drivers hide the reason in a group."""
    inner = [problem.__cause__, *getattr(problem.__cause__, "exceptions", ())]
    return "\n".join(str(each) for each in (problem, *inner) if each is not None)


def _is_about_encryption(problem: BaseException) -> bool:
    said = _everything(problem)
    return "encrypted connection" in said or "CERTIFICATE_VERIFY_FAILED" in said


def _unencrypted(where: Where) -> EngineError:
    return ServerUnreachable(
        Text(
            "没能与服务器建立加密连接：服务器没有启用加密，或证书不被信任",
            "no encrypted connection: the server is not encrypted, or its certificate is not trusted",
        ),
        Text(
            "请由管理员核对证书；没有启用加密的服务器，地址请写 neo4j:// 或 bolt://（不带 +s）。",
            "let its administrator check the certificate; write neo4j:// or bolt:// (without +s) for a server without "
            "encryption.",
        ),
        where,
    )


def _no_neo4j(where: Where) -> EngineError:
    return EngineError(
        Text("这个地址上的不是 Neo4j 服务器，或版本太旧", "what answers there is not Neo4j, or too old"),
        Text(
            "请核对地址和端口（一般是 7687），并使用 Neo4j 5.26 LTS 或更新的版本。",
            "check address and port (7687 as a rule), and use Neo4j 5.26 LTS or newer.",
        ),
        where,
    )


def _unreachable(where: Where) -> EngineError:
    return ServerUnreachable(
        Text("连不上 Neo4j 服务器，或连接中途断开", "the Neo4j server does not answer, or the connection broke"),
        Text(
            "请确认服务器已启动、地址和端口写对、网络通畅，然后再运行一次；已写入的部分会保留，从中断处接着做。",
            "see that the server runs, that address and port are right and the network is up, then run it again: what "
            "was written is kept and it goes on from there.",
        ),
        where,
    )


def _login(problem: Neo4jError, where: Where) -> EngineError:
    if "AuthenticationRateLimit" in (problem.code or ""):
        return LoginRefused(
            Text(
                "密码输错次数过多，服务器暂时不接受登录", "too many wrong passwords: the server takes no login for now"
            ),
            Text("请等一分钟，核对密码后再试。", "wait a minute, check the password and try again."),
            where,
        )
    return LoginRefused(
        Text("Neo4j 服务器不接受这个用户名或密码", "the Neo4j server does not accept this user or password"),
        Text(
            "请核对 NEO4J_USERNAME 和 NEO4J_PASSWORD（或 NEO4J_PASSWORD_FILE 指定的文件）。",
            "check NEO4J_USERNAME and NEO4J_PASSWORD (or the file that NEO4J_PASSWORD_FILE names).",
        ),
        where,
    )


def _expired(_problem: Neo4jError, where: Where) -> EngineError:
    return LoginRefused(
        Text("服务器要求先修改初始密码", "the server wants its first password changed"),
        Text(
            "请由管理员用 cypher-shell 或浏览器登录并修改密码，再更新 NEO4J_PASSWORD。",
            "let its administrator log in with cypher-shell or a browser and change it, then update NEO4J_PASSWORD.",
        ),
        where,
    )


def _misconfigured(problem: Exception, where: Where) -> EngineError:
    return EngineError(
        Text(f"服务器地址或加密方式用不了（{problem}）", f"the address or its encryption cannot be used ({problem})"),
        Text(
            "未加密的服务器请写 neo4j://，有证书的写 neo4j+s://。",
            "write neo4j:// for a server without encryption, neo4j+s:// for one with a certificate.",
        ),
        where,
    )


def _timed_out(_problem: Neo4jError, _where: Where) -> EngineError:
    return QueryTimedOut(
        Text("查询超过了时间限制", "the query reached its time limit"),
        Text("请缩小范围，或放宽时间限制。", "narrow it, or raise the limit."),
    )


def _writing(_problem: Neo4jError, _where: Where) -> EngineError:
    return QueryRefused(
        Text("查询只能读取，服务器拒绝了写入", "queries only read; the server refused to write"),
        Text(
            "请用 MATCH、OPTIONAL MATCH、WITH、UNWIND 和 RETURN 来写。",
            "use MATCH, OPTIONAL MATCH, WITH, UNWIND and RETURN.",
        ),
    )


def _read_only(_problem: Neo4jError, where: Where) -> EngineError:
    return EngineError(
        Text("这台服务器是只读的，不能装载", "this server is read-only and cannot be loaded"),
        Text(
            "请用 neo4j:// 连接集群的主节点，或由管理员取消只读设置；查询不受影响。",
            "connect to the cluster with neo4j://, or let its administrator lift the read-only setting; queries work.",
        ),
        where,
    )


def _memory(_problem: Neo4jError, where: Where) -> EngineError:
    return EngineError(
        Text("服务器内存不足，操作没有完成", "the server ran out of memory; it was not done"),
        Text(
            "请缩小查询范围，或由管理员调大 server.memory.heap.max_size。",
            "narrow the query, or let its administrator raise server.memory.heap.max_size.",
        ),
        where,
    )


def _full_disk(_problem: Neo4jError, where: Where) -> EngineError:
    return EngineError(
        Text("服务器写不下去，很可能磁盘已满", "the server cannot write; most likely its disk is full"),
        Text(
            "请由管理员在服务器上腾出空间并重启 Neo4j，然后再运行一次；会从中断处接着做。",
            "let its administrator free some space and restart Neo4j, then run it again: it goes on from there.",
        ),
        where,
    )


def _no_database(_problem: Neo4jError, where: Where) -> EngineError:
    return EngineError(
        Text("服务器上没有这个数据库", "the server has no such database"),
        Text("请核对 NEO4J_DATABASE，或不设置它。", "check NEO4J_DATABASE, or leave it unset."),
        where,
    )


def _refused(problem: Neo4jError, _where: Where) -> EngineError:
    return refused(_said(problem))


def _other(said: str, where: Where) -> EngineError:
    return EngineError(
        Text(f"Neo4j 服务器没有完成：{said}", f"the Neo4j server did not do it: {said}"),
        Text("请再试一次；仍不行时请查看服务器的日志。", "try again; if it stays so, see the server's log."),
        where,
    )


_BY_CODE: dict[str, Callable[[Neo4jError, Where], EngineError]] = {
    "TransactionTimedOut": _timed_out,
    "LockClientStopped": _timed_out,
    "AuthenticationRateLimit": _login,
    "Security.Unauthorized": _login,
    "CredentialsExpired": _expired,
    "Statement.AccessMode": _writing,
    **dict.fromkeys(_READ_ONLY, _read_only),
    "MemoryPoolOutOfMemory": _memory,
    "OutOfMemory": _memory,
    "DatabaseNotFound": _no_database,
    "DatabaseUnavailable": _full_disk,
    "TransactionCommitFailed": _full_disk,
    "TransactionLogError": _full_disk,
}
