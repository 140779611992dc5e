"""What is new, gone and changed since another run, and the clues that stay silent, as text for people and as CSV."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cluegraph.cli.tabular import aligned, as_csv
from cluegraph.i18n import Text
from cluegraph.queries.clue import Clue, yuan
from cluegraph.queries.silence import difference_text
from cluegraph.queries.since import Changed, Changes, Gone
from cluegraph.queries.wording import severity_text, shortened, status_text

MOST_SHOWN = 50
_MOST_RULES = 12
_CLUES = Text("线索|程度|金额（元）|内容", "clue|severity|yuan|what was seen")
_GONE = Text("线索|程度|金额（元）|内容|原因", "clue|severity|yuan|what was seen|why")
_CHANGED = Text("线索|金额（元）|内容|变化", "clue|yuan|what was seen|what changed")
_RESUMED = Text("线索|程度|金额（元）|内容|原来的说明或静默", "clue|severity|yuan|what was seen|what was decided")
_SILENT = Text("线索|状态|程度|金额（元）|内容|依据", "clue|status|severity|yuan|what was seen|by what")
_AGAIN = Text("线索|原来的说明或静默", "clue|what was decided")
_CSV = ["change", "id", "rule", "revision", "severity", "title", "amount", "note"]
_TAKEN_BACK = Text("已撤销，或不再适用", "undone, or no longer applies")
_BECAUSE = {
    "data": Text("数据中不再出现", "not raised on these data"),
    "revision": Text("规则改版，不等于已核实", "the rule was revised: nothing is cleared"),
    "parameters": Text("参数改变，不等于已核实", "other parameters: nothing is cleared"),
}
_WHAT = {"revision": Text("版次", "revision"), "parameters": Text("参数", "parameters")}


def changes_text(found: Changes) -> str:
    """The comparison, section by section; long ones are cut and say so."""
    at = found.run.at[:16].replace("T", " ")
    counts = (len(found.new), len(found.gone), len(found.changed))
    head = Text(
        "与运行 {}（{}）相比：新增 {} 条，不再出现 {} 条，变化 {} 条。".format(found.run.id, at, *counts),
        "Since the run {} ({}): {} new, {} gone, {} changed.".format(found.run.id, at, *counts),
    )
    lines = [str(head)]
    for title, header, rows, numbers in _sections(found):
        if rows:
            lines += ["", f"{title}", aligned(str(header).split("|"), rows[:MOST_SHOWN], numbers), *_more(len(rows))]
    return "\n".join([*lines, *_rules(found)])


def _sections(found: Changes) -> Iterator[tuple[Text, Text, list[list[object]], Sequence[int]]]:
    yield Text("新增", "New"), _CLUES, [_clue(clue) for clue in found.new], (2,)
    yield Text("不再出现", "Gone"), _GONE, [_gone(gone) for gone in found.gone], (2,)
    yield Text("变化", "Changed"), _CHANGED, [_changed(changed) for changed in found.changed], (1,)
    yield Text("此后说明或静默", "Silent since then"), _CLUES, [_clue(clue) for clue in found.silenced], (2,)
    yield Text("重新列出", "Listed again"), _RESUMED, [_resumed(clue, found) for clue in found.resumed], (2,)


def _more(count: int) -> list[str]:
    left = count - MOST_SHOWN
    if left <= 0:
        return []
    return [str(Text(f"另有 {left} 条，用 --format json 或 csv 查看。", f"{left} more: --format json or csv."))]


def _clue(clue: Clue) -> list[object]:
    return [clue.id, str(severity_text(clue.severity)), clue.amount or "", shortened(str(clue.title))]


def _resumed(clue: Clue, found: Changes) -> list[object]:
    return [*_clue(clue), _because(clue, found)]


def _because(clue: Clue, found: Changes) -> str:
    """Why a clue that was silent is listed again."""
    return "；".join(map(str, found.again.get(clue.id, ()))) or str(_TAKEN_BACK)


def _gone(gone: Gone) -> list[object]:
    clue, state = gone.sighting.clue, gone.sighting.state
    amount = "" if state.amount_fen is None else yuan(state.amount_fen)
    return [
        clue.id,
        str(severity_text(state.severity)),
        amount,
        shortened(str(clue.title)),
        str(_BECAUSE[gone.because]),
    ]


def _changed(changed: Changed) -> list[object]:
    clue = changed.clue
    return [clue.id, clue.amount or "", shortened(str(clue.title)), str(difference_text(changed.change))]


def _rules(found: Changes) -> Iterator[str]:
    """Rules that ran in another way, and those that cannot be compared, by reason."""
    if found.otherwise:
        yield ""
    for each in found.otherwise:
        yield str(
            Text(
                f"{each.rule} 的{_WHAT[each.what].zh}由 {each.before} 改为 {each.now}，旧线索不再出现不等于已核实。",
                f"{each.rule}: {_WHAT[each.what].en} from {each.before} to {each.now}; what is gone is not cleared.",
            )
        )
    by_reason: dict[Text, list[str]] = defaultdict(list)
    for apart in found.apart:
        by_reason[apart.why].append(apart.rule)
    if by_reason:
        yield ""
    for why, rules in by_reason.items():
        named, count = rules[:_MOST_RULES], len(rules)
        more = Text(f" 等 {count} 条", f" and others, {count} in all") if count > len(named) else Text("", "")
        yield str(
            Text(
                f"没有比较（{why.zh}）：{'、'.join(named)}{more.zh}。",
                f"Not compared ({why.en}): {', '.join(named)}{more.en}.",
            )
        )


def changes_csv(found: Changes) -> str:
    """One row a clue that is new, gone, changed, silent since or listed again."""
    rows: list[list[object]] = [["new", *_cells(clue, "")] for clue in found.new]
    for gone in found.gone:
        cells = _cells(gone.sighting.clue, str(_BECAUSE[gone.because]))
        rows.append(["gone", *cells])
    rows += [["changed", *_cells(each.clue, str(difference_text(each.change)))] for each in found.changed]
    rows += [["silenced", *_cells(clue, str(clue.notes[-1]))] for clue in found.silenced]
    rows += [["resumed", *_cells(clue, _because(clue, found))] for clue in found.resumed]
    return as_csv(_CSV, rows)


def _cells(clue: Clue, note: str) -> list[object]:
    return [clue.id, clue.rule, clue.revision, clue.severity, str(clue.title), clue.amount, note]


def again_text(again: Mapping[str, Sequence[Text]]) -> str:
    """The listed clues that were explained or suppressed once, each with what was decided and what became of it."""
    rows = [[name, "；".join(map(str, notes))] for name, notes in again.items()]
    title = Text("曾经说明或静默、重新列出的线索", "Clues that were explained or suppressed and are listed again")
    return "\n".join([str(title), aligned(str(_AGAIN).split("|"), rows[:MOST_SHOWN]), *_more(len(rows))])


def silent_text(silent: Sequence[Clue]) -> str:
    """The clues that stay silent, each with by what."""
    rows = [
        [clue.id, str(status_text(clue.status)), *_clue(clue)[1:], str(clue.notes[-1])] for clue in silent[:MOST_SHOWN]
    ]
    title = Text("已说明或静默的线索", "Clues that are explained or suppressed")
    return "\n".join([str(title), aligned(str(_SILENT).split("|"), rows, numbers=(3,)), *_more(len(silent))])
