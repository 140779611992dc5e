"""How an exported folder becomes a database: the exact commands for Linux, Windows and Docker, in both languages."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from cluegraph.graph.neo4j.bulk.names import ARGUMENTS, CONSTRAINTS
from cluegraph.i18n import Text

COMMAND = f"neo4j-admin database import full neo4j @{ARGUMENTS}"
OVERWRITE = "--overwrite-destination=true"


def instructions(folder: Path, nodes: int, relationships: int, size: int) -> Text:
    """What to do before, the commands, and what to do after; `size` is bytes."""
    facts = f"{nodes:,}", f"{relationships:,}", f"{size / (1 << 20):,.0f} MiB"
    return Text(_chinese(folder, *facts), _english(folder, *facts))


def _linux(folder: Path) -> str:
    """As root, who may enter every folder; in a UTF-8 locale, or Java finds no folder with a Chinese name."""
    return (
        "  sudo systemctl stop neo4j\n"
        f"  sudo sh -c 'cd \"$1\" && LC_ALL=C.UTF-8 {COMMAND}' sh {shlex.quote(str(folder))}\n"
        "  sudo chown -R neo4j:neo4j /var/lib/neo4j/data /var/log/neo4j\n"
        "  sudo systemctl start neo4j"
    )


def _windows(folder: Path) -> str:
    """The `@` is in quotes for PowerShell, which gives it another meaning."""
    place = folder if os.name == "nt" else folder.name
    return (
        '  "%NEO4J_HOME%\\bin\\neo4j.bat" stop\n'
        f'  cd /d "{place}"\n'
        f'  "%NEO4J_HOME%\\bin\\neo4j-admin.bat" database import full neo4j "@{ARGUMENTS}"\n'
        '  "%NEO4J_HOME%\\bin\\neo4j.bat" start'
    )


def _docker(folder: Path) -> str:
    """As root past the image's own start script, which would run it as a user who cannot read the files."""
    mount = shlex.quote(f"{folder}:/export")
    return (
        "  docker compose stop neo4j\n"
        f"  docker compose run --rm --no-deps --user root --entrypoint sh -v {mount} -w /export neo4j \\\n"
        f"    -c '{COMMAND} && chown -R neo4j:neo4j /data /logs'\n"
        "  docker compose start neo4j"
    )


def _chinese(folder: Path, nodes: str, relationships: str, size: str) -> str:
    return f"""整库导入 Neo4j（5.26 LTS 及以上）：{nodes} 个节点、{relationships} 条关系，{size}，在 {folder}

这些文件含个人信息，只有您本人可读；导入后请把这个文件夹整个删除。

导入前：停止服务器。数据库 neo4j 应不存在或不再需要：服务器只要启动过就已有这个库（哪怕是空的），导入程序会拒绝；
确认库里没有要保留的数据后，在 @{ARGUMENTS} 后面加 {OVERWRITE}，库中原有数据将全部删除，无法恢复。

Linux（软件包安装；改过数据文件夹的，chown 也要相应改）：
{_linux(folder)}

Windows（在管理员“命令提示符”中，先 set NEO4J_HOME=Neo4j 所在文件夹）：
{_windows(folder)}

Docker（在 docker-compose.yml 所在文件夹）：
{_docker(folder)}

导入后：用同一个工作区运行 cluegraph check --engine neo4j://主机:7687，图谱即被认作最新，不再装载。
然后在导出文件夹里运行 cypher-shell -u neo4j -f {CONSTRAINTS} 建立唯一约束和索引，没有它们查询会很慢
（下一次装载时程序也会自动建立）。
导入程序中途停止时，请重新导出后再试；它写下的 import.report 也含个人信息，随文件夹一并删除。"""


def _english(folder: Path, nodes: str, relationships: str, size: str) -> str:
    return f"""Bulk import into Neo4j (5.26 LTS or newer): {nodes} nodes, {relationships} relationships,
{size}, in {folder}

These files hold personal data and only you can read them; delete the whole folder once they are imported.

Before: stop the server. The database neo4j must not be there, or not be needed: a server that was started once has
it, even if it is empty, and the importer refuses. When nothing in it is to be kept, add {OVERWRITE}
after @{ARGUMENTS}; all that it holds is deleted for good.

Linux (installed from a package; where the data folder was moved, change the chown too):
{_linux(folder)}

Windows (in an administrator's Command Prompt, after set NEO4J_HOME=the folder of Neo4j):
{_windows(folder)}

Docker (in the folder of docker-compose.yml):
{_docker(folder)}

After: run cluegraph check --engine neo4j://HOST:7687 on the same workspace: the graph is known to be up to date and
is not loaded again. Then run cypher-shell -u neo4j -f {CONSTRAINTS} in the exported folder: it makes the constraints
and their indexes, without which queries are slow (the next load makes them too).
If the importer stops, export again; its import.report holds personal data too: delete it with the folder."""
