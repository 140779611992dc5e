"""A clue in the sentences and pairs of a list: the same in the document, the workbook and the JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cluegraph.cases.referral.dossier import DISCLAIMER, Dossier, Entry, clause
from cluegraph.i18n import Text, language
from cluegraph.queries.case_leads import CaseLead
from cluegraph.queries.clue import ClueSubject
from cluegraph.queries.coverage_report import headline
from cluegraph.queries.wording import (
    ATTENTION,
    FAMILIES,
    check_next,
    innocent,
    ranking_line,
    rung_text,
    severity_text,
    yuan,
)

MOST_NAMES = 6
_LONGEST_CELL = 500
_BY_NAME_ALONE = frozenset({"Village", "Unit", "Township", "Programme"})


def subject_line(subject: ClueSubject) -> str:
    """Role, name and key of a subject, whole: an office must be able to find the person."""
    key = (
        ""
        if subject.label in _BY_NAME_ALONE or subject.key == subject.name or not subject.name
        else f"（{subject.key}）"
    )
    place = f"，{subject.township}" if subject.township else ""
    shown = str(Text("（仅供参考）", " (shown only)")) if subject.shown else ""
    return f"{subject.role}：{subject.name or subject.key}{key}{place}{shown}"


def subject_names(entry: Entry, most: int = MOST_NAMES) -> str:
    """The names of the subjects, the first few."""
    names = list(dict.fromkeys(subject.name or subject.key for subject in entry.clue.subjects if not subject.shown))
    more = str(Text(f" 等 {len(names)} 个", f" and others ({len(names)})")) if len(names) > most else ""
    return "、".join(names[:most]) + more


def amount(entry: Entry) -> str:
    """Yuan with separators, or a dash."""
    return "—" if entry.clue.amount_fen is None else yuan(entry.clue.amount_fen)


def rule_line(entry: Entry) -> str:
    """Id, title and revision of the rule."""
    clue = entry.clue
    return f"{clue.rule} {entry.rule.title.text}{Text(f'（第 {clue.revision} 版）', f' (revision {clue.revision})')}"


def parameters(entry: Entry) -> str:
    """The parameters that the rule ran with."""
    rule = entry.rule
    said = [
        f"{_parameter_title(rule.parameters.get(name), name)} = {value}" for name, value in entry.clue.params.items()
    ]
    return "；".join(said) or str(Text("无", "none"))


def _parameter_title(declared: object, name: str) -> str:
    title = getattr(getattr(declared, "title", None), "text", None)
    return str(title) if title is not None else name


def facts(entry: Entry) -> list[tuple[Text, list[str]]]:
    """The labelled paragraphs of one clue; those that say nothing are left out."""
    clue, rule = entry.clue, entry.rule
    identity = f"{Text('身份匹配', 'identity')}：{rung_text(clue.rung)}"
    attention = [(Text("性质", "Kind"), [str(FAMILIES["triage"])])] if entry.kind == "triage" else []
    found = [
        (Text("线索编号", "Clue"), [clue.id]),
        (Text("规则", "Rule"), [rule_line(entry)]),
        *attention,
        (Text("涉及对象", "Subjects"), [subject_line(subject) for subject in clue.subjects]),
        (Text("涉及金额", "Money"), [_money(entry)]),
        (Text("疑点等级", "Severity"), [f"{severity_text(clue.severity)}　{identity}"]),
        (Text("排序依据", "Rank"), list(filter(None, [ranking_line(clue)]))),
        (Text("疑点摘要", "Summary"), [str(clue.title), str(rule.description.text)]),
        *considerations(entry),
    ]
    return [(title, lines) for title, lines in found if lines]


def considerations(entry: Entry) -> list[tuple[Text, list[str]]]:
    """What to keep in mind and to do about a clue, always under the same labels."""
    clue, rule = entry.clue, entry.rule
    return [
        (Text("参数", "Parameters"), [parameters(entry)]),
        (Text("存疑之处", "Doubts and notes"), [str(text) for text in (*clue.doubts, *clue.notes)]),
        (Text("可能的正当理由", "Innocent explanations"), _numbered(innocent(clue, rule))),
        (Text("建议核查", "What to check next"), _numbered(check_next(clue, rule))),
        (Text("可能涉及条款", "Clauses that may be concerned"), clauses(entry)),
    ]


def seen(entry: Entry) -> str:
    """The clue's headline, after a mark where it is for attention only."""
    return f"【{ATTENTION}】{entry.clue.title}" if entry.kind == "triage" else str(entry.clue.title)


def clauses(entry: Entry) -> list[str]:
    """The rule's legal bases."""
    return [clause(basis) for basis in entry.rule.basis]


def _money(entry: Entry) -> str:
    if entry.clue.amount_fen is None:
        return str(Text("本规则不计金额", "this rule counts no money"))
    return f"{amount(entry)} {Text('元', 'yuan')}"


def _numbered(texts: tuple[Text, ...]) -> list[str]:
    return [f"{number}. {text}" for number, text in enumerate(texts, 1)]


def cells_text(cells: Mapping[str, str]) -> str:
    """The original cells of a row in one line; blank ones are left out, long ones are cut and say so."""
    return "；".join(f"{_shortened(header)}：{_shortened(value)}" for header, value in cells.items() if value)


def _shortened(text: str) -> str:
    """A text of any length, as much of it as fits on a page; Word and LibreOffice hang on very long cells."""
    if len(text) <= _LONGEST_CELL:
        return text
    more = Text(f"…（共 {len(text)} 字，全文见原文件）", f"… ({len(text)} characters, the rest is in the original)")
    return f"{text[:_LONGEST_CELL]}{more}"


def introduction(dossier: Dossier) -> list[str]:
    """The paragraphs that open the list."""
    count, rules = len(dossier.entries), len(dossier.rules)
    total = yuan(dossier.total_fen)
    said = [
        Text(
            f"经对已载入的数据进行比对，共列出疑点线索 {count} 条，涉及规则 {rules} 项，金额合计 {total} 元"
            "（各条线索相加，同一笔钱可能重复计入）。",
            f"Comparing the loaded data gave {count} clues under {rules} rules, {total} yuan in all "
            "(clues added up; the same money may be counted twice).",
        ),
        *_for_attention(dossier),
        *_cases(len(dossier.cases)),
        *left_out(dossier),
        DISCLAIMER,
    ]
    if not dossier.entries:
        said = [Text("没有列出线索。", "No clues are listed."), DISCLAIMER]
    if dossier.coverage is not None:
        said.insert(1, headline(dossier.coverage))
    if not dossier.entries:
        return [str(text) for text in said]
    if dossier.review is None:
        said.append(
            Text(
                "请对照所列原始行逐条核实，填写核查情况，由核查人签字并注明日期。",
                "Verify each against the rows cited, fill in what was found, date and sign it.",
            )
        )
    else:
        said.append(
            Text(
                f"审核人：{dossier.review.by}。移交理由：{dossier.review.reason}。",
                f"Reviewed by {dossier.review.by}. Reason: {dossier.review.reason}.",
            )
        )
    said.append(
        Text(
            "清单含完整证件号和账号，供核实身份之用；关系图中的证件号、账号、电话已遮蔽。",
            "ID and account numbers are whole, so that people can be identified; in the pictures they are masked.",
        )
    )
    return [str(text) for text in said]


def checked(dossier: Dossier) -> str:
    """The sentence that says how far the check reached; empty where nobody knows."""
    return "" if dossier.coverage is None else str(headline(dossier.coverage))


def left_out(dossier: Dossier) -> list[Text]:
    """How many clues fit and are not on the list, for they are explained or suppressed; nothing where none is."""
    count = dossier.left_out
    if not count:
        return []
    return [
        Text(
            f"另有 {count} 条已说明或静默，没有列入（cluegraph silence list）。",
            f"{count} more are explained or suppressed and were left out (cluegraph silence list).",
        )
    ]


def _cases(count: int) -> list[Text]:
    if not count:
        return []
    return [
        Text(
            f"其中有并案线索 {count} 件（几条线索说到同一批人、企业或账户），请先看“并案线索”部分。",
            f"Case leads among them (clues about the same people, companies or accounts): {count}. "
            "Read the part “Case leads” first.",
        )
    ]


def _for_attention(dossier: Dossier) -> list[Text]:
    count = dossier.for_attention
    if not count:
        return []
    return [
        Text(
            f"其中 {count} 条仅供关注（统计或图形得出，本身不是线索），单独列在后面。",
            f"{count} of them are for attention only (from statistics or graph shape, no leads) and stand at the end.",
        )
    ]


def case_text(case: CaseLead) -> Text:
    """What the case is, and its money without counting a row twice."""
    money = Text("", "")
    if case.total.fen is not None:
        total = yuan(case.total.fen)
        money = (
            Text(f"；金额合计 {total} 元（同一行只计一次）", f"; {total} yuan in all, each row counted once")
            if case.total.exact
            else Text(f"；金额至少 {total} 元（不重复计算）", f"; {total} yuan at least, nothing counted twice")
        )
    return Text(f"并案线索 {case.id}：{case.title.zh}{money.zh}。", f"Case {case.id}: {case.title.en}{money.en}.")


def party_lines(case: CaseLead) -> list[str]:
    """Whom a case is about, those of most rules first, with their numbers whole and how many clues each has."""
    lines = []
    for centre in case.centres:
        subject, count = centre.subject, centre.clues
        name, key = subject.name or subject.key, subject.key
        number = "" if key == name else f"（{key}）"
        lines.append(f"{name}{number}{Text(f'，{count} 条线索', f', {count} clues')}")
    return lines


def day(value: date) -> str:
    """A date as official documents write it."""
    return f"{value.year}年{value.month}月{value.day}日" if language() == "zh" else value.isoformat()
