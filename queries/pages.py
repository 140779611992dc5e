"""The page of each rule, made from its file and its first case: docs/rules/<ID>.md and the index beside them.

python -m cluegraph.queries.pages docs
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cluegraph.i18n import Language, Text
from cluegraph.queries.cases import Case, read_cases
from cluegraph.queries.kinds import title_of_kind
from cluegraph.queries.library import Library, read_library
from cluegraph.queries.prose import Both
from cluegraph.queries.rule import Basis, Rule, RuleFile

FAMILY = {
    "subsidy": Text("补贴", "Subsidies"),
    "payroll": Text("工资与误工补助", "Payroll and allowances"),
    "contract": Text("合同与招投标", "Contracts and tenders"),
    "interest": Text("利益冲突", "Conflicts of interest"),
    "money": Text("资金流向", "Flows of money"),
    "process": Text("程序", "Process"),
    "quality": Text("数据质量", "Data quality"),
}
KIND = {
    "lead": Text("线索（按准确键匹配）", "lead (exact keys)"),
    "triage": Text("仅供关注（统计或图形）", "for attention only"),
}
STATUS = {
    "experimental": Text("试验", "experimental"),
    "test": Text("测试", "test"),
    "stable": Text("正式", "stable"),
    "retired": Text("已停用，不再运行", "retired, runs no more"),
}
SEVERITY = {"high": Text("高", "high"), "medium": Text("中", "medium"), "low": Text("低", "low")}
_STANDING_LINES = 5
"""The title and how the rule stands, which a page says in a table of its own."""
_TYPE = {
    "integer": Text("整数", "whole number"),
    "number": Text("数", "number"),
    "money": Text("金额（元）", "amount (yuan)"),
    "percent": Text("百分数", "percent"),
    "text": Text("文字", "text"),
    "list": Text("列表", "list"),
}
_WARNING = "<!-- 由规则文件生成，请勿手工修改：make docs / Made from the rule's file: do not edit. -->"


def explained(file: RuleFile, language: Language) -> str:
    """One rule in plain text for the terminal, in one language."""
    lines = _sections(file.rule, language)
    return "\n".join(f"【{line[3:]}】" if line.startswith("## ") else line for line in lines)


def page(file: RuleFile) -> str:
    """One rule as Markdown: Chinese first, English below, then the queries and a worked example."""
    rule = file.rule
    parts = [_WARNING, "", f"# {rule.id} {rule.title.text.zh}", "", f"*{rule.title.text.en}*", ""]
    parts += [_facts(rule)]
    parts += _sections(rule, "zh")[_STANDING_LINES:]
    parts += ["", "---", "", "## In English"]
    parts += [
        line.replace("## ", "### ", 1) if line.startswith("## ") else line
        for line in _sections(rule, "en")[_STANDING_LINES:]
    ]
    parts += ["", "---", "", "## 查询 / Query", "", "```cypher", rule.cypher.rstrip(), "```", ""]
    parts += ["分母（查了多少、多少无法判断）/ Denominator:", "", "```cypher", rule.denominator.rstrip(), "```", ""]
    if rule.picture:
        parts += ["图 / Picture:", "", "```cypher", rule.picture.rstrip(), "```", ""]
    if file.test_path.exists():
        parts += _example(rule, read_cases(file.test_path))
    return "\n".join(parts).rstrip() + "\n"


def _facts(rule: Rule) -> str:
    rows = [
        ("编号 / id", f"{rule.id}，revision {rule.revision}"),
        ("类别 / family", _both(FAMILY[rule.family])),
        ("性质 / kind", _both(KIND[rule.kind])),
        ("程度 / severity", _both(SEVERITY[rule.severity])),
        ("状态 / status", _both(STATUS[rule.status])),
        ("需要 / needs", _needs(rule, "zh")),
    ]
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])


def _both(text: Text) -> str:
    return f"{text.zh} / {text.en}"


def _sections(rule: Rule, language: Language) -> list[str]:
    def say(zh: str, en: str) -> str:
        return Text(zh, en).in_language(language)

    def told(both: Both) -> str:
        return both.text.in_language(language)

    lines = [f"{rule.id} {told(rule.title)}", ""]
    lines += [say("## 性质、状态和版次", "## Kind, status and revision"), "", _standing(rule, language), ""]
    lines += [say("## 查什么", "## What it finds"), "", told(rule.description), ""]
    lines += [say("## 为什么值得问", "## Why it is worth asking"), "", told(rule.why), ""]
    lines += [say("## 可能涉及条款", "## Clauses that may be concerned"), ""]
    lines += [f"- {_basis(basis, language)}" for basis in rule.basis] or [f"- {say('无', 'none')}"]
    lines += ["", say("## 可能的正当原因", "## Innocent explanations"), ""]
    lines += [f"- {told(item)}" for item in rule.innocent]
    lines += ["", say("## 下一步核查", "## What to check next"), ""]
    lines += [f"- {told(item)}" for item in rule.check_next]
    lines += ["", say("## 需要的数据", "## Data it needs"), "", _needs(rule, language)]
    lines += ["", say("## 参数", "## Parameters"), "", *_parameters(rule, language)]
    if rule.doubts:
        lines += ["", say("## 存疑情形", "## Doubtful cases"), ""]
        limit = {name: text.in_language(language) for name, text in SEVERITY.items()}
        at_most = say("程度最高为", "at most")
        lines += [f"- {told(doubt.text)}（{at_most} {limit[doubt.at_most]}）" for doubt in rule.doubts.values()]
    if rule.related:
        lines += ["", f"{say('相关规则', 'Related')}: {', '.join(rule.related)}"]
    return lines


def _standing(rule: Rule, language: Language) -> str:
    revision = Text(f"第 {rule.revision} 版", f"revision {rule.revision}")
    off = [Text("点名才运行", "runs only when named")] if rule.off else []
    texts = [KIND[rule.kind], STATUS[rule.status], revision, *off]
    return Text("；", "; ").in_language(language).join(text.in_language(language) for text in texts)


def _basis(basis: Basis, language: Language) -> str:
    name = f"《{basis.law}》{basis.article}"
    if basis.verified:
        read = f"（{basis.read_on} 核对原文）" if basis.read_on else ""
        return name + (read if language == "zh" else f" (text read{f' {basis.read_on}' if basis.read_on else ''})")
    unread = Text("（可能涉及，待核对条款）", " (may be concerned; the text is still to be checked)")
    return name + unread.in_language(language)


def _needs(rule: Rule, language: Language) -> str:
    def named(kinds: Sequence[str], joint: str) -> str:
        return joint.join(title_of_kind(kind).in_language(language) for kind in kinds)

    parts = [named(rule.needs.all, Text("、", ", ").in_language(language))]
    parts += [named(group, Text(" 或 ", " or ").in_language(language)) for group in rule.needs.any]
    needs = Text("；", "; ").in_language(language).join(part for part in parts if part)
    if rule.needs.helps:
        helps = named(rule.needs.helps, Text("、", ", ").in_language(language))
        needs += Text(f"；有助于判断：{helps}", f"; surer with: {helps}").in_language(language)
    return needs


def _parameters(rule: Rule, language: Language) -> list[str]:
    if not rule.parameters:
        return [Text("无。", "None.").in_language(language)]
    header = Text("参数|含义|类型|默认|最小|最大", "parameter|meaning|type|default|least|most").in_language(language)
    lines = [f"| {header.replace('|', ' | ')} |", "|---|---|---|---|---|---|"]
    required = Text("须设置", "must be set").in_language(language)
    for name, declared in rule.parameters.items():
        bounds = ["" if value is None else str(value) for value in (declared.minimum, declared.maximum)]
        default = required if declared.default is None else _plain(declared.default)
        texts = [text.in_language(language) for text in (declared.title.text, _TYPE[declared.type])]
        lines.append("| " + " | ".join([f"`{rule.id}.{name}`", *texts, default, *bounds]) + " |")
    return lines


def _plain(value: object) -> str:
    return "、".join(str(item) for item in value) if isinstance(value, list) else str(value)


def _example(rule: Rule, cases: Sequence[Case]) -> list[str]:
    """The first case with a clue, as tables (all people are made up)."""
    case = next((case for case in cases if case.case == "hit"), None)
    if case is None:
        return []
    lines = ["## 例子（人物均为虚构）/ Worked example (made-up people)", "", f"{case.name}：", ""]
    for kind, rows in case.records.items():
        lines += [f"**{title_of_kind(kind).zh}** `{kind}`", "", *_rows(rows), ""]
    lines += ["应列出 / comes out:", ""]
    for clue in case.expect:
        subjects = "；".join(f"{name} {'、'.join(keys)}" for name, keys in clue.subjects.items() if keys)
        amount = f"；{clue.amount} 元" if clue.amount else ""
        lines.append(f"- {rule.title.zh}：{subjects}{amount}；依据 {'、'.join(clue.records)}")
    return lines


def _rows(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = ["| # | " + " | ".join(columns) + " |", "|---|" + "---|" * len(columns)]
    for number, row in enumerate(rows, 1):
        cells = ["" if row.get(name) is None else str(row[name]).replace("|", "\\|") for name in columns]
        lines.append(f"| {number} | " + " | ".join(cells) + " |")
    return lines


def index(library: Library) -> str:
    """The list of all rules: leads by family, then those that are for attention only."""
    count = f"共 {len(library)} 条。怎样新增一条，见 [规则.md](../规则.md)。"
    legend = (
        "状态：试验 experimental、测试 test、正式 stable、停用 retired（不再运行，说明仍可看）。"
        "版次 revision 随逻辑改变而增加。"
    )
    lines = [_WARNING, "", "# 疑点规则 / Saved queries", "", count, "", legend, ""]
    for kind, heading in KIND.items():
        of_kind = [file.rule for file in library if file.rule.kind == kind]
        lines += [f"## {heading.zh} / {heading.en}", "", _ABOUT[kind], ""] if of_kind else []
        for family, title in FAMILY.items():
            rules = [rule for rule in of_kind if rule.family == family]
            if rules:
                lines += [f"### {title.zh} / {title.en}", "", _HEAD, "|---|---|---|---|---|---|---|---|"]
                lines += [*map(_line, rules), ""]
    return "\n".join(lines).rstrip() + "\n"


_HEAD = "| 编号 id | 名称 | Title | 性质 kind | 程度 severity | 状态 status | 版次 revision | 需要 needs |"
_ABOUT = {
    "lead": "只按准确的键（证件号、账号、信用代码等）相连，查出的是待核实的线索。Joined by exact keys; each is a lead.",
    "triage": "只说明哪里值得先看，单凭这一条不作为线索移交。Where to look first; never a lead by itself.",
}


def _line(rule: Rule) -> str:
    kind = {"lead": "线索", "triage": "仅供关注"}[rule.kind]
    facts = [f"[{rule.id}]({rule.id}.md)", rule.title.zh, rule.title.en, f"{kind} {rule.kind}"]
    facts += [SEVERITY[rule.severity].zh, f"{STATUS[rule.status].zh.split('，')[0]} {rule.status}"]
    off = "（点名才运行）" if rule.off else ""
    return f"| {' | '.join(facts)}{off} | {rule.revision} | {_needs(rule, 'zh')} |"


def pages(library: Library) -> dict[str, str]:
    """Every page by file name."""
    return {"README.md": index(library)} | {f"{file.rule.id}.md": page(file) for file in library}


def write(docs: Path) -> None:
    """Writes all pages of the shipped rules to `docs`/rules and takes away those that it made of rules now gone."""
    made = pages(read_library())
    folder = docs / "rules"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in made and old.read_text(encoding="utf-8").startswith(_WARNING):
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
