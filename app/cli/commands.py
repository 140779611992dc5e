"""The list of commands: where each one's function is, and what it does. Nothing is imported before it is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from cluegraph.i18n import Text


@dataclass(frozen=True)
class Command:
    """One command: its module has a function `run` with annotated parameters."""

    module: str
    help: Text

    def function(self) -> Callable[..., Any]:
        run: Callable[..., Any] = import_module(self.module).run
        return run


COMMANDS = {
    "demo": Command(
        "cluegraph.cli.demo",
        Text(
            "生成示例县，载入、检查、画图、出核查清单，并说明结果在哪里",
            "make a sample county, load it, check it, draw it, write referral files, and say where everything is",
        ),
    ),
    "load": Command(
        "cluegraph.cli.load", Text("读取文件和文件夹，逐表对账", "read files and folders; print the reconciliation")
    ),
    "unload": Command("cluegraph.cli.unload", Text("撤出已载入的文件", "take a loaded source out again")),
    "status": Command(
        "cluegraph.cli.status",
        Text("已载入什么、缺什么、什么被隔离", "what is loaded, what is missing, what is in quarantine"),
    ),
    "rules": Command(
        "cluegraph.cli.rules", Text("列出疑点规则，或解释其中一条", "list the saved queries, or explain one")
    ),
    "check": Command(
        "cluegraph.cli.check",
        Text("运行疑点规则，列出并案线索和线索并保存", "run saved queries; print and keep the cases and clues"),
    ),
    "coverage": Command(
        "cluegraph.cli.coverage",
        Text(
            "检查了什么、没有检查什么、要向哪个单位要什么",
            "what was checked, what was not, and what to ask which office for",
        ),
    ),
    "silence": Command(
        "cluegraph.cli.silence",
        Text(
            "给线索记下合法理由，或按规则、村、时段静默；列出和撤销",
            "give a clue a lawful reason, or silence a rule, village or period; list and undo",
        ),
    ),
    "identity": Command(
        "cluegraph.cli.identity",
        Text(
            "证号遮盖或缺失的人：谁已归并、谁可能是同一人、为什么；记下和撤销判断",
            "people with covered or no IDs: who is merged, who may be the same, and why; record and undo judgements",
        ),
    ),
    "query": Command("cluegraph.cli.query", Text("自己写一条只读 Cypher 查询", "run an ad-hoc read-only Cypher query")),
    "draw": Command(
        "cluegraph.cli.draw",
        Text(
            "把一条线索、一件并案线索，或一个人、企业、村的关系画成网页",
            "draw one clue or case lead, or the neighbourhood of a person, company or village",
        ),
    ),
    "refer": Command(
        "cluegraph.cli.refer",
        Text("写出疑点核查清单或问题线索移交清单", "write a check list or a referral file with its evidence"),
    ),
    "export": Command(
        "cluegraph.cli.export",
        Text(
            "把整张图谱写成文件，供 Neo4j 整库导入（数据量大时）",
            "write the whole graph as files for Neo4j's bulk import (large data)",
        ),
    ),
    "copy": Command(
        "cluegraph.cli.copy",
        Text(
            "把图谱换到另一个引擎（如 Neo4j 服务器），线索编号不变",
            "bring the graph to another engine (such as a Neo4j server); the clues keep their ids",
        ),
    ),
}
