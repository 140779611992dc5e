"""What a run found, as a list for people, as CSV, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cluegraph.cli.case_list import case_table
from cluegraph.cli.coverage import summary_lines
from cluegraph.cli.families import in_families
from cluegraph.cli.formats import Format
from cluegraph.cli.tabular import as_csv, as_json
from cluegraph.i18n import Text
from cluegraph.queries.clue import Clue
from cluegraph.queries.coverage import Coverage
from cluegraph.queries.library import Library
from cluegraph.queries.needs import unseen_text
from cluegraph.queries.run import RuleResult, Run
from cluegraph.queries.score import WEIGHTS
from cluegraph.queries.wording import ranking_sum, rarity_text, shortened

MOST_SHOWN = 100
_MOST_UNSEEN = 4
SEVERITY = {"high": Text("高", "high"), "medium": Text("中", "medium"), "low": Text("低", "low")}
STATUS = {
    "ran": Text("已检查", "checked"),
    "needs_data": Text("缺数据", "needs data"),
    "failed": Text("未完成", "failed"),
    "off": Text("未启用", "off"),
}
_RULES = Text("规则|名称|结果|线索|已核对|未能判断|秒|说明", "rule|title|result|clues|checked|unchecked|s|note")
_CLUES = Text(
    "线索|程度|排序分|=程度+身份+金额+佐证+少见|身份|金额（元）|佐证|少见|内容|证据行",
    "clue|severity|score|=severity+rung+yuan+rules+rarity|rung|yuan|other rules|rarity|what was seen|rows",
)
_CSV = [
    "id",
    "rule",
    "revision",
    "severity",
    "rung",
    "score",
    "title",
    "amount",
    "subjects",
    "records",
    "status",
    "kind",
]
_CSV_PARTS = [*(f"score_{name}" for name in WEIGHTS), "corroborated_by", "cases"]


def printed(
    found: Run, library: Library, format_: Format, coverage: Coverage, more: Mapping[str, Any] | None = None
) -> str:
    """The run in the chosen format, with what was not checked; as JSON with `more` keys."""
    if format_ is Format.json:
        return as_json({**found.to_json(), "coverage": coverage.to_json(), **(more or {})})
    if format_ is Format.csv:
        return as_csv([*_CSV, *_CSV_PARTS], [_csv_row(clue, found) for clue in found.clues])
    return "\n".join([*_table(found, library), "", *summary_lines(coverage)])


def _csv_row(clue: Clue, found: Run) -> list[object]:
    subjects = "; ".join(f"{subject.label} {subject.key} {subject.name}" for subject in clue.subjects)
    records = "; ".join(f"{record.file}!{record.sheet}#{record.row}" for record in clue.records)
    head = [clue.id, clue.rule, clue.revision, clue.severity, clue.rung, clue.score, str(clue.title), clue.amount]
    parts: list[object] = [*clue.parts.to_json().values()] if clue.parts else [""] * len(WEIGHTS)
    others = " ".join(clue.parts.corroborated_by) if clue.parts else ""
    cases = " ".join(case.id for case in found.cases if clue.id in {one.id for one in case.clues})
    return [*head, subjects, records, clue.status, clue.kind, *parts, others, cases]


def _table(found: Run, library: Library) -> list[str]:
    rules = [(library.file(result.id).rule.kind, _rule_row(result, library)) for result in found.results]
    lines = [*in_families(str(_RULES).split("|"), rules, numbers=(3, 4, 5, 6)), "", _summary(found)]
    if found.clues:
        clues = [(clue.kind, _clue_row(clue)) for clue in found.clues[:MOST_SHOWN]]
        lines += [*case_table(found.cases), "", *in_families(str(_CLUES).split("|"), clues, numbers=(2, 5, 6, 9))]
    more = len(found.clues) - MOST_SHOWN
    if more > 0:
        hint = Text(f"另有 {more} 条，用 --format json 或 csv 查看。", f"{more} more: --format json or csv shows them.")
        lines += ["", str(hint)]
    warning = Text("以上都是疑点线索，待核实，不是结论。", "Each of these is a lead to be checked, not a finding.")
    return [*lines, "", str(warning)] if found.clues else lines


def _rule_row(result: RuleResult, library: Library) -> list[object]:
    rule = library.file(result.id).rule
    note = str(result.message) if result.message else _note(result)
    counts = [result.findings, result.checked, result.unchecked] if result.status == "ran" else ["", "", ""]
    return [result.id, str(rule.title.text), str(STATUS[result.status]), *counts, f"{result.seconds:.1f}", note]


def _note(result: RuleResult) -> str:
    """Said beside a rule, so that it never looks like one that looked at everything and found nothing."""
    count = result.silenced
    silent = [Text(f"其中 {count} 条已说明或静默", f"{count} of them explained or suppressed")] if count else []
    unseen = [unseen_text(result.unseen, _MOST_UNSEEN)] if result.unseen else []
    return str(Text("；", "; ")).join(map(str, (*silent, *unseen)))


def _clue_row(clue: Clue) -> list[object]:
    others = len(clue.parts.corroborated_by) or "" if clue.parts else ""
    rarity = str(rarity_text(clue.parts)) if clue.parts else ""
    head = [clue.id, str(SEVERITY[clue.severity]), f"{clue.score:.2f}", ranking_sum(clue)]
    return [*head, clue.rung or "", clue.amount or "", others, rarity, shortened(str(clue.title)), len(clue.records)]


def _summary(found: Run) -> str:
    by_status = {status: sum(result.status == status for result in found.results) for status in STATUS}
    by_severity = {severity: sum(clue.severity == severity for clue in found.clues) for severity in SEVERITY}
    rules, clues = len(found.results), len(found.clues)
    zh = [f"{STATUS[status].zh} {count}" for status, count in by_status.items()]
    en = [f"{count} {STATUS[status].en}" for status, count in by_status.items()]
    grave_zh = [f"{SEVERITY[severity].zh} {count}" for severity, count in by_severity.items()]
    attention = sum(clue.kind == "triage" for clue in found.clues)
    grave_en = [f"{count} {SEVERITY[severity].en}" for severity, count in by_severity.items()]
    return str(
        Text(
            f"规则 {rules} 条：{'，'.join(zh)}。线索 {clues} 条：{'，'.join(grave_zh)}；其中仅供关注 {attention}。"
            f"{_besides(found).zh}",
            f"{rules} rules: {', '.join(en)}. {clues} clues: {', '.join(grave_en)}; {attention} for attention only. "
            f"{_besides(found).en}",
        )
    )


def _besides(found: Run) -> Text:
    """How many clues stay silent, and what the run is called."""
    run = Text(f"本次运行 {found.id}。", f"This run is {found.id}.")
    if not (silent := len(found.silenced)):
        return run
    return Text(f"另有 {silent} 条已说明或静默。{run.zh}", f"{silent} more are explained or suppressed. {run.en}")
