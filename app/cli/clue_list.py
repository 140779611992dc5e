"""What a run found, as a list for people, as CSV, as JSON."""

from __future__ import annotations

from cluegraph.cli.case_list import case_table
from cluegraph.cli.formats import Format
from cluegraph.cli.tabular import aligned, as_csv, as_json
from cluegraph.i18n import Text
from cluegraph.queries.clue import Clue
from cluegraph.queries.library import Library
from cluegraph.queries.run import RuleResult, Run
from cluegraph.queries.score import WEIGHTS
from cluegraph.queries.wording import rarity_text

MOST_SHOWN = 100
SEVERITY = {"high": Text("高", "high"), "medium": Text("中", "medium"), "low": Text("低", "low")}
STATUS = {
    "ran": Text("已检查", "checked"),
    "needs_data": Text("缺数据", "needs data"),
    "failed": Text("未完成", "failed"),
    "off": Text("未启用", "off"),
}
_RULES = Text("规则|名称|结果|线索|已核对|未能判断|秒|说明", "rule|title|result|clues|checked|unchecked|s|note")
_CLUES = Text(
    "线索|程度|排序分|身份|金额（元）|佐证|少见|内容|证据行",
    "clue|severity|score|rung|yuan|other rules|rarity|what was seen|rows",
)
_CSV = ["id", "rule", "revision", "severity", "rung", "score", "title", "amount", "subjects", "records", "status"]
_CSV_PARTS = [*(f"score_{name}" for name in WEIGHTS), "corroborated_by", "cases"]


def printed(found: Run, library: Library, format_: Format) -> str:
    """The run in the chosen format."""
    if format_ is Format.json:
        return as_json(found.to_json())
    if format_ is Format.csv:
        return as_csv([*_CSV, *_CSV_PARTS], [_csv_row(clue, found) for clue in found.clues])
    return "\n".join(_table(found, library))


def _csv_row(clue: Clue, found: Run) -> list[object]:
    subjects = "; ".join(f"{subject.label} {subject.key} {subject.name}" for subject in clue.subjects)
    records = "; ".join(f"{record.file}!{record.sheet}#{record.row}" for record in clue.records)
    head = [clue.id, clue.rule, clue.revision, clue.severity, clue.rung, clue.score, str(clue.title), clue.amount]
    parts: list[object] = [*clue.parts.to_json().values()] if clue.parts else [""] * len(WEIGHTS)
    others = " ".join(clue.parts.corroborated_by) if clue.parts else ""
    cases = " ".join(case.id for case in found.cases if clue.id in {one.id for one in case.clues})
    return [*head, subjects, records, clue.status, *parts, others, cases]


def _table(found: Run, library: Library) -> list[str]:
    rules = [_rule_row(result, library) for result in found.results]
    lines = [aligned(str(_RULES).split("|"), rules, numbers=(3, 4, 5, 6)), "", _summary(found)]
    if found.clues:
        clues = [_clue_row(clue) for clue in found.clues[:MOST_SHOWN]]
        lines += [*case_table(found.cases), "", aligned(str(_CLUES).split("|"), clues, numbers=(2, 4, 5, 8))]
    more = len(found.clues) - MOST_SHOWN
    if more > 0:
        hint = Text(f"另有 {more} 条，用 --format json 或 csv 查看。", f"{more} more: --format json or csv shows them.")
        lines += ["", str(hint)]
    warning = Text("以上都是疑点线索，待核实，不是结论。", "Each of these is a lead to be checked, not a finding.")
    return [*lines, "", str(warning)] if found.clues else lines


def _rule_row(result: RuleResult, library: Library) -> list[object]:
    rule = library.file(result.id).rule
    note = str(result.message) if result.message else ""
    counts = [result.findings, result.checked, result.unchecked] if result.status == "ran" else ["", "", ""]
    return [result.id, str(rule.title.text), str(STATUS[result.status]), *counts, f"{result.seconds:.1f}", note]


def _clue_row(clue: Clue) -> list[object]:
    others = len(clue.parts.corroborated_by) or "" if clue.parts else ""
    rarity = str(rarity_text(clue.parts)) if clue.parts else ""
    head = [clue.id, str(SEVERITY[clue.severity]), f"{clue.score:.2f}", clue.rung or "", clue.amount or ""]
    return [*head, others, rarity, str(clue.title), len(clue.records)]


def _summary(found: Run) -> str:
    by_status = {status: sum(result.status == status for result in found.results) for status in STATUS}
    by_severity = {severity: sum(clue.severity == severity for clue in found.clues) for severity in SEVERITY}
    rules, clues = len(found.results), len(found.clues)
    zh = [f"{STATUS[status].zh} {count}" for status, count in by_status.items()]
    en = [f"{count} {STATUS[status].en}" for status, count in by_status.items()]
    grave_zh = [f"{SEVERITY[severity].zh} {count}" for severity, count in by_severity.items()]
    grave_en = [f"{count} {SEVERITY[severity].en}" for severity, count in by_severity.items()]
    return str(
        Text(
            f"规则 {rules} 条：{'，'.join(zh)}。线索 {clues} 条：{'，'.join(grave_zh)}。",
            f"{rules} rules: {', '.join(en)}. {clues} clues: {', '.join(grave_en)}.",
        )
    )
