"""`cluegraph identity`: who is merged and who is perhaps the same, why, and what people decide about it."""

from __future__ import annotations

from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer

from cluegraph import identities
from cluegraph.cli.context import current
from cluegraph.cli.formats import Format
from cluegraph.cli.tabular import aligned, as_csv, as_json
from cluegraph.errors import InputError, UsageError, Where
from cluegraph.graph.identity.explain import STATUSES, Waterfall, waterfall
from cluegraph.graph.identity.judgements import VERDICTS, Judgement, Judgements
from cluegraph.graph.identity.resolution import Resolution
from cluegraph.graphs import checking_engine
from cluegraph.i18n import Text
from cluegraph.judging import WORDS, ends_of, entry_of, judge, judgement_of, read_sheet, write_sheet

ROWS = 50


class Action(StrEnum):
    """What is to be done."""

    list = "list"
    explain = "explain"
    same = "same"
    different = "different"
    unsure = "unsure"
    undo = "undo"
    history = "history"
    export = "export"
    read = "import"
    on = "on"
    off = "off"


class Shown(StrEnum):
    """Which pairs are shown."""

    all = "all"
    merged = "merged"
    suggested = "suggested"


_ACTIONS = Text(
    "list 列出；explain 说明理由；same、different、unsure 记下判断；undo 撤销；history 历次判断；"
    "export 导出待判断表；import 读回；on、off 开关",
    "list; explain why; same, different, unsure: record a judgement; undo; history; "
    "export a sheet to judge; import it; on, off",
)


def run(
    action: Annotated[Action, typer.Argument(help=str(_ACTIONS))] = Action.list,
    items: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PAIR…",
            help=str(Text("配对编号，或两个人的键；import 时为文件", "pairs, or two keys; a file for import")),
        ),
    ] = None,
    by: Annotated[str, typer.Option(metavar="NAME", help=str(Text("谁判断的", "who judges")))] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help=str(Text("为什么", "why")))] = "",
    show: Annotated[Shown, typer.Option(help=str(Text("列哪些配对", "which pairs are shown")))] = Shown.all,
    rows: Annotated[int, typer.Option(min=1, help=str(Text("最多列多少对", "pairs at most")))] = ROWS,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE.xlsx", help=str(Text("导出到哪里", "where to export"))),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help=str(Text("输出格式", "output format")))] = Format.table,
) -> int:
    """Resolves where need be and does what is asked; 3 where rows of a judged sheet were refused."""
    given = items or []
    if action in (Action.on, Action.off):
        return _switched(action is Action.on)
    if action is Action.history:
        return _history(format_)
    target = _workbook(output) if action is Action.export else None
    found = identities.resolution_of(current().workspace)
    if action is Action.list:
        return _list(found, show, rows, format_)
    if action is Action.explain:
        return _explained(found, given, format_)
    if target is not None:
        return _exported(found, show, target)
    if action is Action.read:
        return _imported(found, given, by)
    return _judged(found, given, action, by, reason)


def _switched(on: bool) -> int:
    identities.switch(current().workspace, on)
    text = (
        Text("已开启：检查前按可能性归并。", "on: people are resolved before rules run.")
        if on
        else Text("已关闭：图谱按装载的原样。", "off: the graph is as loaded.")
    )
    typer.echo(str(text))
    return 0


def _chosen(found: Resolution, show: Shown) -> pl.DataFrame:
    """The most doubtful first: the merged that are least sure, then the suggested that are likeliest."""
    pairs = found.pairs.filter(pl.col("status") != "different")
    merged = pairs.filter(pl.col("status") == "merged").sort("weight", "pair", nulls_last=True)
    suggested = pairs.filter(pl.col("status") != "merged").sort("weight", "pair", descending=[True, False])
    return {Shown.merged: merged, Shown.suggested: suggested, Shown.all: pl.concat([suggested, merged])}[show]


def _list(found: Resolution, show: Shown, rows: int, format_: Format) -> int:
    chosen = _chosen(found, show)
    shown = chosen.head(rows)
    if format_ is Format.json:
        typer.echo(as_json({**_counts(found), "pairs": [_pair_json(row) for row in shown.iter_rows(named=True)]}))
        return 0
    header = str(Text("编号|状态|档|可能性|甲|乙", "pair|status|rung|probability|A|B")).split("|")
    lines = [
        [row["pair"], str(STATUSES[row["status"]]), row["rung"], _percent(row["probability"]), row["one"], row["other"]]
        for row in shown.iter_rows(named=True)
    ]
    if format_ is Format.csv:
        typer.echo(as_csv(header, lines))
        return 0
    typer.echo(aligned(header, lines))
    typer.echo(f"\n{_summary(found, chosen.height, shown.height)}")
    return 0


def _counts(found: Resolution) -> dict[str, Any]:
    mentions = found.mentions.unique("mention")
    return {
        "on": identities.is_on(current().workspace),
        "without_number": mentions.filter(~pl.col("valid")).height,
        "merged": found.merges.filter(pl.col("rung").is_not_null()).height,
        "links": found.links.height,
        "judgements_without_rows": [entry_of(entry) for entry in found.lost],
        "judgements_refused": [entry_of(entry) for entry in found.refused],
    }


def _pair_json(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("pair", "status", "rung", "probability", "weight", "one", "other")}


def _summary(found: Resolution, pairs: int, shown: int) -> str:
    counts = _counts(found)
    lines = [
        Text(
            f"没有完整证号的 {counts['without_number']} 种写法：归并 {counts['merged']}，"
            f"可能同一人的连线 {counts['links']}。配对 {pairs}，列出 {shown}。",
            f"{counts['without_number']} mentions without a whole number: {counts['merged']} merged, {counts['links']} "
            f"links. {pairs} pairs, {shown} shown.",
        )
    ]
    if not counts["on"]:
        lines.append(Text("归并已关闭，图谱按装载的原样。", "The resolution is off: the graph is as loaded."))
    if found.lost:
        lines.append(
            Text(f"{len(found.lost)} 条判断的行现在没有载入。", f"{len(found.lost)} judgements have no rows now.")
        )
    if found.refused:
        lines.append(
            Text(
                f"{len(found.refused)} 条“相同”与证号或其他判断矛盾，没有采用。",
                f"{len(found.refused)} judgements of 'same' are against numbers or other judgements and were not used.",
            )
        )
    return "\n".join(str(line) for line in lines)


def _percent(probability: float | None) -> str:
    return "" if probability is None else f"{100 * probability:.2f}%"


def _explained(found: Resolution, items: list[str], format_: Format) -> int:
    store = Judgements(current().workspace.judgements)
    for ends in ends_of(found, items):
        made = waterfall(found.mentions, *ends)
        status, judged = _status(found, ends), judgement_of(store, found, ends)
        if format_ is Format.json:
            entry = None if judged is None else entry_of(judged)
            typer.echo(as_json({**_waterfall_json(ends, made, status), "judgement": entry}))
        else:
            typer.echo(_told(ends, made, status) + _judgement_line(judged))
    return 0


def _judgement_line(judged: Judgement | None) -> str:
    """What a reviewer decided of the pair, by whom, when and why; '' where nobody did."""
    if judged is None or judged.action == "undo":
        return ""
    word, at = WORDS[judged.action], judged.at[:16].replace("T", " ")
    said = Text(
        f"人工判断：{word.zh}（{judged.by}，{at}），理由：{judged.reason.rstrip('。')}。",
        f"Judged {word.en} by {judged.by}, {at}. Reason: {judged.reason.rstrip('.')}.",
    )
    return f"{said}\n"


def _status(found: Resolution, ends: tuple[str, str]) -> str:
    one, other = pl.col("one"), pl.col("other")
    pair = found.pairs.filter(one.is_in(ends) & other.is_in(ends))
    return str(pair["status"][0]) if pair.height else "unlikely"


def _told(ends: tuple[str, str], made: Waterfall, status: str) -> str:
    header = str(Text("比较|甲|乙|结果|分量（比特）|累计", "comparison|A|B|outcome|bits|sum")).split("|")
    before = Text(f"在 {made.people} 人中任取两行", f"any two rows among {made.people} people")
    lines: list[list[str]] = [[str(before), "", "", "", _bits(made.start), _bits(made.start)]]
    total = made.start
    for step in made.steps:
        total += step.bits
        lines.append([str(step.title), step.one, step.other, str(step.outcome), _bits(step.bits), _bits(total)])
    end = Text(
        f"可能性 {100 * made.probability:.2f}%。结论：{STATUSES[status].zh}。",
        f"probability {100 * made.probability:.2f}%. Outcome: {STATUSES[status].en}.",
    )
    return f"甲/A {ends[0]}\n乙/B {ends[1]}\n{aligned(header, lines, numbers=(4, 5))}\n{end}\n"


def _bits(value: float) -> str:
    return f"{round(value, 1) + 0.0:+.1f}"


def _waterfall_json(ends: tuple[str, str], made: Waterfall, status: str) -> dict[str, Any]:
    steps = [
        {
            "comparison": str(step.title),
            "one": step.one,
            "other": step.other,
            "outcome": str(step.outcome),
            "bits": step.bits,
        }
        for step in made.steps
    ]
    return {
        "one": ends[0],
        "other": ends[1],
        "start": made.start,
        "steps": steps,
        "weight": made.weight,
        "probability": made.probability,
        "status": status,
    }


def _judged(found: Resolution, items: list[str], action: Action, by: str, reason: str) -> int:
    if not by or not reason:
        raise UsageError(
            Text("判断要署名并写明理由", "a judgement needs a name and a reason"),
            Text("请加 --by 姓名 --reason 理由。", "add --by NAME --reason TEXT."),
        )
    workspace = current().workspace
    ends = ends_of(found, items)
    verdict = next((each for each in VERDICTS if each == action.value), None)
    with workspace.writing():
        for pair in ends:
            judge(Judgements(workspace.judgements), found, pair, verdict or "undo", by, reason)
    _renew()
    typer.echo(str(Text(f"已记下 {len(ends)} 条，图谱已更新。", f"{len(ends)} recorded; the graph is up to date.")))
    return 0


def _renew() -> None:
    with closing(checking_engine(current().workspace, current().engine)):
        """The graph now holds what was judged."""


def _history(format_: Format) -> int:
    entries = [entry_of(entry) for entry in Judgements(current().workspace.judgements).history()]
    if format_ is Format.json:
        typer.echo(as_json({"judgements": entries}))
        return 0
    header = str(Text("编号|判断|判断人|时间|理由|甲|乙", "pair|judgement|by|at|reason|A|B")).split("|")
    words: dict[str, str] = {verdict: str(text) for verdict, text in WORDS.items()}
    words["undo"] = str(Text("撤销", "undone"))
    lines = [
        [entry["pair"], words[entry["action"]], *(entry[name] for name in ("by", "at", "reason", "one", "other"))]
        for entry in entries
    ]
    typer.echo(as_csv(header, lines) if format_ is Format.csv else aligned(header, lines))
    return 0


def _workbook(output: Path | None) -> Path:
    """Where to export to. Raises `UsageError` where it is not said, or is no workbook."""
    if output is None:
        raise UsageError(
            Text("没有写导出到哪里", "where to export to is not said"),
            Text("请加 -o 文件.xlsx。", "add -o FILE.xlsx."),
        )
    if output.suffix.lower() != ".xlsx":
        raise UsageError(
            Text("判断表是 Excel 工作簿", "the sheet for judging is a workbook"),
            Text("文件名请以 .xlsx 结尾。", "let the file's name end in .xlsx."),
            Where(file=str(output)),
        )
    return output


def _exported(found: Resolution, show: Shown, output: Path) -> int:
    chosen = _chosen(found, show)
    write_sheet(found, chosen, output)
    typer.echo(
        str(
            Text(
                f"{chosen.height} 对已写入 {output}（含完整证号，请妥善保管）。",
                f"{chosen.height} pairs written to {output} (with whole ID numbers: keep it safe).",
            )
        )
    )
    return 0


def _imported(found: Resolution, items: list[str], by: str) -> int:
    if len(items) != 1:
        raise UsageError(
            Text("没有写要读哪个文件", "which file to read is not said"),
            Text("请写 cluegraph identity import 文件.xlsx。", "write cluegraph identity import FILE.xlsx."),
        )
    workspace = current().workspace
    with workspace.writing():
        taken, refused = read_sheet(Judgements(workspace.judgements), found, Path(items[0]), by)
    _renew()
    typer.echo(
        str(Text(f"新记下 {taken} 条，未采用 {len(refused)} 行。", f"{taken} recorded, {len(refused)} rows refused."))
    )
    for each in refused:
        typer.echo(str(Text(f"第{each.row}行：{each.why.zh}", f"row {each.row}: {each.why.en}")), err=True)
    return InputError.exit_code if refused else 0
