"""The remarks on rules: which did not run and why, which could judge little, and what would let them run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cluegraph.i18n import Text
from cluegraph.loaders.kinds import shipped_kinds
from cluegraph.loaders.offices import office_of
from cluegraph.queries.coverage import Coverage
from cluegraph.queries.coverage_words import Question, Remark, names_text, percent
from cluegraph.queries.kinds import title_of_kind
from cluegraph.queries.needs import unseen_text
from cluegraph.queries.rule_coverage import Lacking, RuleState

_OWN = Text("", "")


def rule_remarks(coverage: Coverage) -> Iterator[Remark]:
    """Failed rules first, then what is not loaded, rules that did not run, rules that could judge little."""
    states = coverage.rules
    yield from _failed([state for state in states if state.state == "failed"])
    yield from _not_loaded(coverage.lacking)
    yield from _lacking_data([state for state in states if state.state == "needs_data"])
    yield from _not_run([state for state in states if state.state == "not_run"])
    yield from _blind([state for state in states if state.looked_at_nothing])
    yield from _in_part([state for state in states if state.state == "ran" and state.unseen])
    yield from _half_blind([state for state in states if state.looked_at_little])


def _ids(states: Sequence[RuleState], most: int = 12) -> Text:
    return names_text([state.rule.id for state in states], most)


def _failed(states: Sequence[RuleState]) -> Iterator[Remark]:
    if not states:
        return
    count = len(states)
    lines = [Text(f"{_named(s).zh}：{s.why.zh}", f"{_named(s).en}: {s.why.en}") for s in states]
    again = " ".join(state.rule.id for state in states[:6])
    yield Remark(
        "rules_failed",
        Text("没有完成的规则", "Rules that were not completed"),
        Text(f"{count} 条规则没有完成", f"{count} rules were not completed"),
        tuple(lines),
        (Question(_OWN, Text(f"再运行：cluegraph check {again}", f"run again: cluegraph check {again}")),),
    )


def _not_loaded(lacking: Sequence[Lacking]) -> Iterator[Remark]:
    kinds = [each for each in lacking if each.what.partition(".")[0] in shipped_kinds()]
    others = [each for each in lacking if each not in kinds]
    if kinds:
        yield Remark(
            "not_loaded",
            Text("没有载入的登记册和表", "Registers and lists that are not loaded"),
            Text(f"{len(kinds)} 类数据没有载入或缺列", f"{len(kinds)} kinds of data are not loaded or lack a column"),
            tuple(_register_line(each) for each in kinds),
            tuple(Question(office_of(each.what.partition(".")[0]), _please(each)) for each in kinds if each.wanted),
            whole=True,
        )
    if others:
        names = [each.what for each in others]
        yield Remark(
            "not_set",
            Text("没有设置的本地标准", "Local standards that are not set"),
            Text(f"{len(others)} 个参数没有设置", f"{len(others)} parameters are not set"),
            tuple(Text(f"{name}", name) for name in names),
            (
                Question(
                    _OWN,
                    Text(
                        "查明本地标准，写进工作区的 thresholds.yml，或用 --set 给出",
                        "find the local standard and write it in thresholds.yml, or give it with --set",
                    ),
                ),
            ),
        )


def _register_line(each: Lacking) -> Text:
    title = title_of_kind(each.what)
    zh, en = [], []
    if each.runs:
        rules = names_text(each.runs, 12)
        zh.append(f"载入后就能运行 {rules.zh}")
        en.append(f"it would let run {rules.en}")
    if each.with_others:
        rules = names_text(each.with_others, 12)
        zh.append(f"与别的数据一起才能运行 {rules.zh}")
        en.append(f"with other data it would let run {rules.en}")
    if each.in_part:
        rules = names_text(each.in_part, 20)
        zh.append(f"没有看它、只看了别的数据的规则 {rules.zh}")
        en.append(f"not looked at by {rules.en}, which look at other data")
    if each.surer:
        rules = names_text(each.surer, 12)
        zh.append(f"有了它判断更准 {rules.zh}")
        en.append(f"it would make surer {rules.en}")
    return Text(f"{title.zh}：{'；'.join(zh)}", f"{title.en}: {'; '.join(en)}")


def _please(each: Lacking) -> Text:
    title = title_of_kind(each.what)
    return Text(f"请提供{title.zh}", f"please provide: {title.en}")


def _named(state: RuleState) -> Text:
    title = state.rule.title.text
    return Text(f"{state.rule.id} {title.zh}", f"{state.rule.id} {title.en}")


def _lacking_data(states: Sequence[RuleState]) -> Iterator[Remark]:
    """Rules that lack the same stand in one line."""
    if not states:
        return
    same: dict[Text, list[RuleState]] = {}
    for state in states:
        same.setdefault(state.why, []).append(state)
    lines = []
    for why, of_why in sorted(same.items(), key=lambda pair: -len(pair[1])):
        ids = _ids(of_why)
        lines.append(Text(f"{ids.zh}：{why.zh}", f"{ids.en}: {why.en}"))
    count = len(states)
    yield Remark(
        "rules_without_data",
        Text("缺数据没有运行的规则", "Rules that did not run for want of data"),
        Text(f"{count} 条规则缺数据没有运行", f"{count} rules did not run for want of data"),
        tuple(lines),
        (),
    )


def _not_run(states: Sequence[RuleState]) -> Iterator[Remark]:
    if not states:
        return
    count, ids = len(states), _ids(states, 20)
    yield Remark(
        "rules_not_run",
        Text("还没有在现在的数据上运行的规则", "Rules not yet run on the data as they are"),
        Text(f"{count} 条规则没有运行", f"{count} rules were not run"),
        (ids,),
        (Question(_OWN, Text("运行 cluegraph check", "run cluegraph check")),),
    )


def _blind(states: Sequence[RuleState]) -> Iterator[Remark]:
    if not states:
        return
    count = len(states)
    yield Remark(
        "rules_on_nothing",
        Text("运行了但没有一行能够判断的规则", "Rules that ran and could judge not one row"),
        Text(f"{count} 条规则没有可判断的行", f"{count} rules had no row to judge"),
        tuple(map(_named, states)),
        (
            Question(
                _OWN,
                Text(
                    f"看它需要什么：cluegraph rules {states[0].rule.id}",
                    f"see what it needs: cluegraph rules {states[0].rule.id}",
                ),
            ),
        ),
    )


def _in_part(states: Sequence[RuleState]) -> Iterator[Remark]:
    """Rules that did not look at the same stand in one line."""
    if not states:
        return
    same: dict[tuple[str, ...], list[RuleState]] = {}
    for state in states:
        same.setdefault(state.unseen, []).append(state)
    lines = []
    for unseen, alike in same.items():
        who = _named(alike[0]) if len(alike) == 1 else _ids(alike, 20)
        what = unseen_text(unseen, len(unseen))
        lines.append(Text(f"{who.zh}：{what.zh}", f"{who.en}: {what.en}"))
    count = len(states)
    yield Remark(
        "rules_in_part",
        Text("运行了但只看了一部分数据的规则", "Rules that ran and looked at a part of what they are for"),
        Text(f"{count} 条规则只看了一部分数据", f"{count} rules looked at a part only"),
        tuple(lines),
        (),
        whole=True,
    )


def _half_blind(states: Sequence[RuleState]) -> Iterator[Remark]:
    if not states:
        return
    count = len(states)
    ordered = sorted(states, key=lambda state: -state.unchecked_share)
    yield Remark(
        "rules_with_much_unchecked",
        Text("有两成以上的行不能判断的规则（按全部数据计）", "Rules that could not judge a fifth of all rows or more"),
        Text(f"{count} 条规则有两成以上的行不能判断", f"{count} rules could not judge a fifth of the rows or more"),
        tuple(map(_share_line, ordered)),
        (),
    )


def _share_line(state: RuleState) -> Text:
    named, total = _named(state), state.checked + state.unchecked
    share = percent(state.unchecked_share)
    return Text(
        f"{named.zh}：{total} 行中 {state.unchecked} 行（{share}）不能判断（缺号码、对照的表或所需内容）",
        f"{named.en}: {state.unchecked} of {total} rows ({share}) could not be judged for want of "
        "a number or of something to compare with",
    )
