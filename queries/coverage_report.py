"""The whole account of what was checked: the first sentence, the remarks, the few lines under a list of clues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cluegraph.i18n import Text
from cluegraph.loaders.coverage_items import LoadedKind
from cluegraph.queries.coverage import Coverage
from cluegraph.queries.coverage_words import Remark
from cluegraph.queries.kinds import title_of_kind
from cluegraph.queries.record_remarks import place_text, record_remarks
from cluegraph.queries.rule_remarks import rule_remarks

TITLE = Text("本次未检查的内容", "What was not checked")
CAUTION = Text(
    "以上是数据里看不到的部分，可能缺表，也可能本来就没有；请向有关单位核实。没有检查的，不等于没有问题。",
    "This is what the data do not show: a list may be missing, or may never have been. Ask the offices. What was not "
    "checked is not clean.",
)


def remarks(coverage: Coverage) -> list[Remark]:
    """Everything that was not checked, the rules first; empty only where no gap is known."""
    return [*rule_remarks(coverage), *record_remarks(coverage.records)]


def headline(coverage: Coverage) -> Text:
    """One sentence that never calls clean what was not checked.

    The clues that it counts are those that are listed; what is explained or suppressed is counted beside them.
    """
    ran, left = len(coverage.ran), len(coverage.not_run)
    where_zh = f"{coverage.village}：" if coverage.village else ""
    where_en = f"{coverage.village}: " if coverage.village else ""
    found_zh, found_en = _found(coverage.listed, coverage.silent)
    said = {
        "nothing_loaded": Text("还没有载入任何数据，什么都没有检查。", "Nothing is loaded, so nothing was checked."),
        "nothing_run": Text(
            f"没有一条规则真正运行（{left} 条都没有运行或没有可判断的行）：什么都没有检查，没有线索不等于没有问题。",
            f"Not one rule really ran ({left} did not run or had no row to judge): nothing was checked, and no clues "
            "does not mean that there is nothing.",
        ),
        "partly": Text(
            f"运行了 {ran} 条规则，{found_zh}；另有 {left} 条规则没有运行或没有可判断的行，还有内容没有检查到，"
            "不能据此认为没有问题。",
            f"{ran} rules ran: {found_en}; {left} more rules did not run or had no row to judge, and not "
            "everything was checked, so this does not mean that there is nothing else.",
        ),
        "whole": Text(
            f"运行了全部 {ran} 条规则，{found_zh}；在已载入的数据里没有发现缺口。",
            f"All {ran} rules ran: {found_en}; no gap is known in the loaded data.",
        ),
    }[coverage.outcome]
    return Text(where_zh + said.zh, where_en + said.en)


def _found(listed: int, silent: int) -> Text:
    if not silent:
        return Text(f"查出线索 {listed} 条", f"{listed} clues") if listed else Text("没有查出线索", "no clues")
    return Text(
        f"查出线索 {listed} 条，另有 {silent} 条已说明或静默",
        f"{listed} clues, and {silent} more that are explained or suppressed",
    )


def summary(coverage: Coverage) -> Text:
    """One line of all that was not checked, and where to read more."""
    found = remarks(coverage)
    if not found:
        return Text(
            "未检查的内容：在已载入的数据里没有发现；详见 cluegraph coverage",
            "Not checked: nothing that the loaded data show; see cluegraph coverage",
        )
    zh, en = "；".join(remark.short.zh for remark in found), "; ".join(remark.short.en for remark in found)
    return Text(f"未检查的内容：{zh}；详见 cluegraph coverage", f"Not checked: {en}; see cluegraph coverage")


def checked_lines(coverage: Coverage) -> list[Text]:
    """What was checked: the loaded kinds with rows, villages and periods, and the rules that ran."""
    lines = []
    villages = coverage.records.villages
    if coverage.village is None:
        lines += [_kind_line(kind) for kind in coverage.records.loaded]
    for place, kinds in villages.items() if coverage.village is not None else ():
        where = f"{place_text(place)} " if len(villages) > 1 else ""
        told = [_kind_line(replace(kind, villages=0)) for kind in kinds]
        lines += [Text(f"{where}{line.zh}", f"{where}{line.en}") for line in told]
    ran = [state.rule.id for state in coverage.ran]
    if ran:
        off = [state.rule.id for state in coverage.rules if not state.wanted]
        lines.append(
            Text(
                f"运行了的规则 {len(ran)} 条{_off(off).zh}",
                f"{len(ran)} rules ran{_off(off).en}",
            )
        )
    return lines


def _kind_line(kind: LoadedKind) -> Text:
    title, span = title_of_kind(kind.kind), _span(kind.first, kind.last)
    villages = Text(f"，{kind.villages} 个村", f", {kind.villages} villages") if kind.villages else Text("", "")
    return Text(
        f"{title.zh}：{kind.rows} 行{villages.zh}{span.zh}", f"{title.en}: {kind.rows} rows{villages.en}{span.en}"
    )


def _off(rules: Sequence[str]) -> Text:
    if not rules:
        return Text("", "")
    return Text(f"（未启用的：{'、'.join(rules)}）", f" (switched off: {', '.join(rules)})")


def _span(first: str | None, last: str | None) -> Text:
    if first is None or last is None:
        return Text("", "")
    return Text(f"，{first}", f", {first}") if first == last else Text(f"，{first} 至 {last}", f", {first} to {last}")
