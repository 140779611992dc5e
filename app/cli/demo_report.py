"""What the demo found and where it lies, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cluegraph.cli.clue_list import SEVERITY
from cluegraph.demo.answers import Score, speaks_of
from cluegraph.demo.run import Outcome
from cluegraph.i18n import Text
from cluegraph.queries.clue import Clue
from cluegraph.queries.coverage_report import summary
from cluegraph.queries.library import Library, read_library

_MOST_NAMED = 6
_STORIES = {
    "鄞州": Text("鄞州：企业主连年领误工补助", "Yinzhou: the owner of a firm, year after year on the allowance lists"),
    "贾汪": Text("贾汪：九名亲属的补贴进村干部的一个账户", "Jiawang: the money of nine relatives on a cadre's account"),
    "宕昌": Text("宕昌：虚构的农户领救灾补助", "Dangchang: invented households are paid relief"),
    "舒城": Text("舒城：有车、有房、有公司的低保户", "Shucheng: subsidised households with cars, flats and companies"),
}


def report(outcome: Outcome, seconds: float) -> str:
    """The whole text."""
    library = read_library(outcome.results.workspace.rules)
    parts = [_loaded(outcome), _clues(outcome), _scores(outcome, library), _surprises(outcome), _cases(outcome)]
    more = [_stories(outcome), _places(outcome, seconds)]
    return "\n".join(line for part in [*parts, *more] for line in [*part, ""]).rstrip()


def _loaded(outcome: Outcome) -> Iterator[str]:
    totals = outcome.report.totals
    yield str(
        Text(
            f"示例县：{totals['files']} 个文件，{totals['rows']} 行；载入 {totals['loaded']} 行，"
            f"隔离 {totals['quarantined']} 行，跳过 {totals['skipped']} 行（标题、空行、合计）。",
            f"The sample county: {totals['files']} files, {totals['rows']} rows; {totals['loaded']} loaded, "
            f"{totals['quarantined']} in quarantine, {totals['skipped']} skipped (titles, blanks, totals).",
        )
    )
    told = list(_not_loaded(outcome))
    if told:
        yield str(Text("其中有意放进的坏文件、说明页和重复的表，没有载入：", "Not loaded, and put there on purpose:"))
        yield from told


def _not_loaded(outcome: Outcome) -> Iterator[str]:
    """Each file, or sheet of a file, that was refused or kept out, with the first clause of the reason."""
    for file in outcome.report.files:
        if file.status == "refused":
            yield f"  {file.file}{_reason(file.message)}"
            continue
        for sheet in file.sheets:
            if sheet.status in ("refused", "overlapping"):
                yield f"  {file.file} [{sheet.name}]{_reason(sheet.message)}"


def _reason(message: Text) -> str:
    first = re.split("[；;。\n]", str(message), maxsplit=1)[0].strip()
    return f"{Text('：', ': ')}{first}" if first else ""


def _clues(outcome: Outcome) -> Iterator[str]:
    clues, run = outcome.run.clues, outcome.run
    counts = {severity: sum(clue.severity == severity for clue in clues) for severity in SEVERITY}
    not_run = [result for result in run.results if result.status in ("failed", "needs_data")]
    yield str(
        Text(
            f"运行规则 {len(run.results)} 条，查出线索 {len(clues)} 条："
            + "，".join(f"{SEVERITY[severity].zh} {count}" for severity, count in counts.items())
            + "。都是待核实的疑点，不是结论。",
            f"{len(run.results)} rules were run; {len(clues)} clues: "
            + ", ".join(f"{count} {SEVERITY[severity].en}" for severity, count in counts.items())
            + ". Each is a lead to be checked, not a finding.",
        )
    )
    yield from (f"  {result.id}：{result.message}" for result in not_run)
    yield str(summary(outcome.coverage))


def _scores(outcome: Outcome, library: Library) -> Iterator[str]:
    yield str(
        Text("与埋设的答案对照（埋设＝应当查出，合法相似＝不应查出）：", "Against the answer sheet of the county:")
    )
    yield from (_score(score, library) for score in outcome.scores)
    planted, found = sum(s.planted for s in outcome.scores), sum(s.found for s in outcome.scores)
    lawful, raised = sum(s.lookalikes for s in outcome.scores), sum(len(s.raised) for s in outcome.scores)
    yield str(
        Text(
            f"合计：埋设 {planted} 起，查出 {found} 起；合法相似 {lawful} 起，误报 {raised} 起。",
            f"All: {planted} planted, {found} found; {lawful} lawful lookalikes, {raised} raised.",
        )
    )


def _score(score: Score, library: Library) -> str:
    title = library.file(score.rule).rule.title.text
    beyond, echoes = len(score.beyond), len(score.echoes)
    more = Text(
        (f"；另有 {beyond + echoes} 条" if beyond + echoes else "")
        + (f"（其中 {echoes} 条由其他埋设引起）" if echoes else ""),
        (f"; {beyond + echoes} more" if beyond + echoes else "")
        + (f" ({echoes} of them follow from other cases)" if echoes else ""),
    )
    return str(
        Text(
            f"  {score.rule} {title.zh}：埋设 {score.planted} 起，查出 {score.found} 起；"
            f"合法相似 {score.lookalikes} 起，误报 {len(score.raised)} 起{more.zh}",
            f"  {score.rule} {title.en}: {score.planted} planted, {score.found} found; "
            f"{score.lookalikes} lawful lookalikes, {len(score.raised)} raised{more.en}",
        )
    )


def _surprises(outcome: Outcome) -> Iterator[str]:
    """What was missed, what was raised wrongly, and what nobody planted."""
    for score in outcome.scores:
        for case in score.missed:
            yield str(Text(f"未查出 {case.rule}：{case.why.zh}", f"missed {case.rule}: {case.why.en}"))
        for case in score.raised:
            yield str(Text(f"误报 {case.rule}：{case.why.zh}", f"raised wrongly {case.rule}: {case.why.en}"))
        yield from _named(score)


def _named(score: Score) -> Iterator[str]:
    for clue in score.beyond[:_MOST_NAMED]:
        yield str(
            Text(f"另有 {clue.rule} {clue.id}：{clue.title.zh}", f"beyond {clue.rule} {clue.id}: {clue.title.en}")
        )
    left = len(score.beyond) - _MOST_NAMED
    if left > 0:
        yield str(
            Text(f"另有 {score.rule} 等 {left} 条，见线索总览", f"beyond {score.rule}: {left} more in the overview")
        )


def _cases(outcome: Outcome) -> Iterator[str]:
    """The case leads, and whether they are what was planted as one."""
    score = outcome.case_score
    yield str(
        Text(
            f"并案线索（几条规则指向同一批人）：埋设 {score.planted} 件，查出 {score.found} 件，"
            f"另有 {len(score.beyond)} 件：",
            f"Case leads (several rules on the same people): {score.planted} planted, {score.found} found, "
            f"{len(score.beyond)} more:",
        )
    )
    yield from (f"  {case.id} {case.title}" for case in outcome.run.cases)
    for joined in score.missed:
        yield str(Text(f"未并成一件：{joined.why.zh}", f"not put together: {joined.why.en}"))


def _stories(outcome: Outcome) -> Iterator[str]:
    yield str(Text("公开报道的案例，换成虚构人物后查出的线索：", "Published cases, retold with made-up people:"))
    for story, title in _STORIES.items():
        clues = _of_story(outcome, story)
        shown = "、".join(clue.id for clue in clues[:3]) + ("…" if len(clues) > 3 else "")
        yield str(Text(f"  {title.zh}；线索 {len(clues)} 条 {shown}", f"  {title.en}; clues: {len(clues)} {shown}"))


def _of_story(outcome: Outcome, story: str) -> list[Clue]:
    cases = [case for case in outcome.truth.cases if case.story == story]
    return [clue for clue in outcome.run.clues if any(speaks_of(clue, case) for case in cases)]


def _places(outcome: Outcome, seconds: float) -> Iterator[str]:
    results = outcome.results
    lists = "  ".join(str(path) for path in outcome.files)
    workspace = results.workspace.root
    for what, where in (
        (Text("各单位的表格", "the offices' spreadsheets"), results.data),
        (Text("线索总览（用浏览器打开）", "overview of the clues (open in a browser)"), results.index),
        (Text("每条线索的网络图", "a network of each clue"), results.networks),
        (Text("疑点核查清单", "check lists"), lists),
        (Text("工作区", "workspace"), workspace),
    ):
        yield str(Text(f"{what.zh}：{where}", f"{what.en}: {where}"))
    yield str(
        Text(
            f"用时 {seconds:.0f} 秒。接着看：cluegraph --workspace {workspace} status；"
            "换成自己的数据：cluegraph load 文件夹，再 cluegraph check。",
            f"{seconds:.0f} seconds. Go on with: cluegraph --workspace {workspace} status; "
            "with data of your own: cluegraph load FOLDER, then cluegraph check.",
        )
    )
