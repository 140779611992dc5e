"""`cluegraph silence`: lawful reasons for clues, and scopes that stay silent; who decided it, until when; undoing."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from cluegraph.cli.context import current
from cluegraph.cli.formats import Format
from cluegraph.cli.tabular import aligned, as_csv, as_json
from cluegraph.deciding import Asked, Listed, explain, listed, signed, suppress, undo
from cluegraph.errors import UsageError
from cluegraph.i18n import Text
from cluegraph.queries.decisions import Decision
from cluegraph.queries.wording import status_text


class Action(StrEnum):
    """What is to be done."""

    list = "list"
    clue = "clue"
    scope = "scope"
    undo = "undo"


STATES = {
    "in_force": Text("有效", "in force"),
    "expired": Text("已到期", "ended"),
    "undone": Text("已撤销", "undone"),
    "changed": Text("数据已变化，重新列出", "the data have changed: listed again"),
    "gone": Text("线索不再出现", "the clue is not raised any more"),
}
_ACTIONS = Text(
    "list 列出；clue 给线索记下合法理由（数据变化后重新列出）；scope 按规则、村、时段静默；undo 撤销第几号",
    "list; clue: a lawful reason for clues (until their data change); scope: silence a rule, village or period; "
    "undo a number",
)
_HEADER = Text(
    "编号|类型|对象|理由|决定人|时间|有效期|状态|静默线索",
    "number|kind|what|reason|by|at|until|state|silent clues",
)


def run(
    action: Annotated[Action, typer.Argument(help=str(_ACTIONS))] = Action.list,
    items: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CLUE…|NUMBER", help=str(Text("线索编号；undo 时为编号", "ids of clues; a number for undo"))
        ),
    ] = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=str(Text("为什么（必填）", "why (required)")))] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help=str(Text("谁决定的（必填）", "who decides (required)")))] = "",
    rule: Annotated[str, typer.Option(metavar="RULE", help=str(Text("scope：哪条规则", "scope: which rule")))] = "",
    village: Annotated[
        str,
        typer.Option(
            metavar="VILLAGE",
            help=str(Text("scope：只涉及哪个村的线索", "scope: clues about this village alone")),
        ),
    ] = "",
    period: Annotated[
        str,
        typer.Option(
            metavar="PERIOD",
            help=str(
                Text(
                    "scope：证据行都在哪个时段（2023、2023-05、2023-03..2023-08）",
                    "scope: all rows of evidence are of it (2023, 2023-05, 2023-03..2023-08)",
                )
            ),
        ),
    ] = "",
    until: Annotated[
        str,
        typer.Option(
            metavar="DATE",
            help=str(Text("scope：静默到哪一天（必填）；open 为长期", "scope: the last day (required); or open")),
        ),
    ] = "",
    format_: Annotated[Format, typer.Option("--format", help=str(Text("输出格式", "output format")))] = Format.table,
) -> int:
    """Records or lists; nothing is ever deleted."""
    given, asked, at = items or [], Asked(rule, village, period, until), _now()
    workspace = current().workspace
    _refuse_what_does_not_belong(action, given, asked)
    if action is Action.list:
        typer.echo(_list(listed(workspace, at.date()), format_))
        return 0
    why = signed(reason, by, at)
    workspace.prepare()
    if action is Action.clue:
        made = explain(workspace, given, why)
    elif action is Action.scope:
        made = [suppress(workspace, current().engine, asked, why)]
    else:
        made = [undo(workspace, given, why)]
    numbers = {entry.undoes or entry.number for entry in made}
    changed = [each for each in listed(workspace, at.date()) if each.decision.number in numbers]
    for each in changed:
        typer.echo(_recorded(each, made[0]))
    return 0


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def _refuse_what_does_not_belong(action: Action, items: list[str], asked: Asked) -> None:
    if asked != Asked() and action is not Action.scope:
        raise UsageError(
            Text(
                "--rule、--village、--period、--until 只用于 scope",
                "--rule, --village, --period and --until go with scope",
            ),
            Text("请写 cluegraph silence scope …，或去掉它们。", "write cluegraph silence scope …, or leave them out."),
        )
    if items and action in (Action.scope, Action.list):
        raise UsageError(
            Text(f"{action} 后面不写“{items[0]}”", f'"{items[0]}" does not go with {action}'),
            Text("线索用 silence clue，范围用 --rule、--village、--period。", "clues go with silence clue."),
        )


def _recorded(each: Listed, made: Decision) -> str:
    entry = each.decision
    if made.kind == "undo":
        return str(
            Text(
                f"已撤销第 {entry.number} 号（{_what(entry)}）；检查和清单中从现在起不再因它静默。",
                f"Number {entry.number} is undone ({_what(entry)}); from now on nothing is silent by it.",
            )
        )
    if entry.kind == "explained":
        return str(
            Text(
                f"已记下第 {entry.number} 号：{entry.clue} 已说明，数据变化之前不再列出。",
                f"Number {entry.number}: {entry.clue} is explained and not listed until its data change.",
            )
        )
    return str(
        Text(
            f"已记下第 {entry.number} 号：{_what(entry)} 静默，现有线索 {each.clues} 条在其中，以后查出的也计入。",
            f"Number {entry.number}: {_what(entry)} is silent; {each.clues} clues now, later ones too.",
        )
    )


def _what(entry: Decision) -> str:
    if entry.clue is not None:
        return entry.clue
    scope = entry.scope
    return " ".join(part for part in (scope.rule, scope.village, str(scope.period or "")) if part)


def _list(entries: list[Listed], format_: Format) -> str:
    if format_ is Format.json:
        return as_json({"decisions": [_json(each) for each in entries]})
    header, rows = str(_HEADER).split("|"), [_row(each) for each in entries]
    if format_ is Format.csv:
        return as_csv(header, rows)
    if not entries:
        return str(Text("没有说明或静默。", "Nothing is explained or suppressed."))
    return aligned(header, rows, numbers=(0, 8))


def _row(each: Listed) -> list[object]:
    entry = each.decision
    until = "" if entry.kind == "explained" else str(entry.scope.until or Text("长期", "open"))
    kind, at = str(status_text(entry.kind)), entry.at[:16].replace("T", " ")
    return [entry.number, kind, _what(entry), entry.reason, entry.by, at, until, _state(each), each.clues]


def _state(each: Listed) -> str:
    if each.undone is None:
        return str(STATES[each.state])
    return f"{STATES['undone']}（{each.undone.by} {each.undone.day}：{each.undone.reason}）"


def _json(each: Listed) -> dict[str, Any]:
    entry, scope, undone = each.decision, each.decision.scope, each.undone
    return {
        "number": entry.number,
        "kind": entry.kind,
        "clue": entry.clue,
        "revision": entry.revision,
        "rule": entry.rule,
        "village": scope.village,
        "period": None if scope.period is None else str(scope.period),
        "until": None if scope.until is None else scope.until.isoformat(),
        "reason": entry.reason,
        "by": entry.by,
        "at": entry.at,
        "state": each.state,
        "undone": None if undone is None else {"by": undone.by, "at": undone.at, "reason": undone.reason},
        "clues": each.clues,
    }
