"""How an exported folder becomes a database: the exact commands for Linux, Windows and Docker, in both languages."""

from __future__ import annotations

import shlex
from pathlib import Path

from cluegraph.graph.neo4j.bulk.names import ARGUMENTS, CONSTRAINTS
from cluegraph.i18n import Text

COMMAND = f"neo4j-admin database import full neo4j @{ARGUMENTS}"
OVERWRITE = "--overwrite-destination=true"


def instructions(folder: Path, nodes: int, relationships: int, size: int) -> Text:
    """What to do before, the commands, and what to do after; `size` is bytes."""
    facts = f"{nodes:,}", f"{relationships:,}", f"{size / (1 << 20):,.0f} MiB"
    return Text(_chinese(str(folder), *facts), _english(str(folder), *facts))


def _linux(folder: str) -> str:
    quoted = shlex.quote(folder)
    return (
        f"  sudo systemctl stop neo4j\n"
        f"  sudo chown -R neo4j: {quoted}\n"
        f"  sudo -u neo4j sh -c 'cd \"$1\" && {COMMAND}' - {quoted}\n"
        f"  sudo systemctl start neo4j"
    )


def _windows(folder: str) -> str:
    return (
        f'  "%NEO4J_HOME%\\bin\\neo4j.bat" stop\n'
        f'  cd /d "{folder}"\n'
        f'  "%NEO4J_HOME%\\bin\\neo4j-admin.bat" database import full neo4j "@{ARGUMENTS}"\n'
        f'  "%NEO4J_HOME%\\bin\\neo4j.bat" start'
    )


def _docker(folder: str) -> str:
    mount = shlex.quote(f"{folder}:/export")
    return (
        f"  docker compose stop neo4j\n"
        f"  docker compose run --rm --no-deps --user root --entrypoint sh -v {mount} -w /export neo4j \\\n"
        f"    -c '{COMMAND} && chown -R neo4j: /data'\n"
        f"  docker compose start neo4j"
    )


def _chinese(folder: str, nodes: str, relationships: str, size: str) -> str:
    return f"""整库导入 Neo4j（5.26 LTS 及以上）：{nodes} 个节点、{relationships} 条关系，{size}，在 {folder}

这些文件含个人信息，只有您本人可读；导入后请整个删除这个文件夹。

导入前：停止服务器；目标数据库 neo4j 应为空。如要整个换掉库中已有的数据，在命令末尾加 {OVERWRITE}
（原有数据全部删除，无法恢复）。磁盘上还需约两倍于上述大小的空间。

Linux（软件包安装，服务以 neo4j 用户运行）：
{_linux(folder)}

Windows（在“命令提示符”中，先 set NEO4J_HOME=Neo4j 所在文件夹）：
{_windows(folder)}

Docker（在 docker-compose.yml 所在文件夹）：
{_docker(folder)}

导入后：启动服务器，用同一个工作区运行 cluegraph status --engine neo4j://主机:7687，图谱即被认作最新，无需再装载。
唯一约束在第一次连接时自动建立；也可自己运行：cypher-shell -f {CONSTRAINTS}
导入程序报告有坏数据而中止时，请重新导出后再试；它写下的 import.report 也含个人信息，一并删除。"""


def _english(folder: str, nodes: str, relationships: str, size: str) -> str:
    return f"""Bulk import into Neo4j (5.26 LTS or newer): {nodes} nodes, {relationships} relationships,
{size}, in {folder}

These files hold personal data and only you can read them; delete the whole folder once they are imported.

Before: stop the server; the database neo4j must be empty. To replace what it holds, add {OVERWRITE}
to the command (all that was there is deleted for good). The disk needs about twice the size above besides.

Linux (installed from a package, the service runs as the user neo4j):
{_linux(folder)}

Windows (in a Command Prompt, after set NEO4J_HOME=the folder of Neo4j):
{_windows(folder)}

Docker (in the folder of docker-compose.yml):
{_docker(folder)}

After: start the server and run cluegraph status --engine neo4j://HOST:7687 on the same workspace: the graph is known
to be up to date and is not loaded again. The constraints are made at the first connection; to make them yourself:
cypher-shell -f {CONSTRAINTS}
If the importer stops because of bad entries, export again; its import.report holds personal data too: delete it."""
