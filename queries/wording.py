"""A clue's codes and amounts in words: the same in every picture, list and document."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rich.cells import cell_len, set_cell_size

from cluegraph.i18n import Text
from cluegraph.queries.clue import Clue
from cluegraph.queries.rule import Rule, RuleKind
from cluegraph.queries.score import ScoreParts

_RARE, _UNCOMMON = 2 / 3, 1 / 3

SEVERITIES = {"high": Text("高", "high"), "medium": Text("中", "medium"), "low": Text("低", "low")}

FAMILIES: dict[RuleKind, Text] = {
    "lead": Text("线索（按准确键匹配）", "Leads (exact keys)"),
    "triage": Text(
        "仅供关注（统计或图形，本身不是线索）", "For attention only (statistics or graph shape; no lead by itself)"
    ),
}
ATTENTION = Text("仅供关注", "for attention only")

RUNGS = {
    "L1": Text("L1 身份证号有效且姓名一致", "L1 valid ID number and the same name"),
    "L2": Text(
        "L2 身份证号一致、姓名写法不同，或经人工核对为同一人",
        "L2 the same ID number, the name is written differently, or judged to be one by a reviewer",
    ),
    "L3": Text("L3 遮蔽证件号、姓名、村相符，需核对身份证", "L3 masked ID, name and village agree; check the ID card"),
    "L4": Text("L4 姓名加账号或电话相符，需核对身份证", "L4 name and account or phone agree; check the ID card"),
    "L5": Text("L5 仅姓名和村（单位）相符，需核对身份", "L5 name and village or unit only; check who it is"),
}

STATUSES = {
    "new": Text("新线索", "new"),
    "confirmed": Text("属实", "confirmed"),
    "dismissed": Text("排除", "dismissed"),
    "referred": Text("已移交", "referred"),
    "explained": Text("已说明", "explained"),
    "suppressed": Text("已静默", "suppressed"),
}


def severity_text(severity: str) -> Text:
    """The severity in words; an unknown one as it is."""
    return SEVERITIES.get(severity, Text(severity, severity))


def kind_of(clue: Clue, rule: Rule) -> RuleKind:
    """The clue's kind; one that was kept before clues had any is of its rule's."""
    return "triage" if "triage" in (clue.kind, rule.kind) else "lead"


def rung_text(rung: str | None) -> Text:
    """The rung of identity in words."""
    if rung is None:
        return Text("不涉及个人身份", "no person's identity is concerned")
    return RUNGS.get(rung, Text(rung, rung))


def status_text(status: str) -> Text:
    """A clue's state in words; an unknown one as it is."""
    return STATUSES.get(status, Text(status, status))


def yuan(fen: int) -> str:
    """Fen as yuan with two places and thousands separators: 123450 → `1,234.50`."""
    return f"{Decimal(fen) / 100:,.2f}"


def shortened(text: str, most: int = 80) -> str:
    """A title as it is shown in one line: `most` columns, Chinese two wide, the middle left out where it is longer."""
    if cell_len(text) <= most:
        return text
    head, tail = set_cell_size(text, most // 2 - 1).rstrip(), set_cell_size(text[::-1], most // 2)[::-1].lstrip()
    return f"{head}…{tail}"


def money_change(before: int | None, now: int | None) -> Text:
    """From one amount (fen) to another, in yuan; a dash where there is none."""
    one, other = ("—" if fen is None else yuan(fen) for fen in (before, now))
    return Text(f"金额由 {one} 元变为 {other} 元", f"from {one} to {other} yuan")


def severity_change(before: str, now: str) -> Text:
    """From one severity to another."""
    one, other = severity_text(before), severity_text(now)
    return Text(f"程度由{one.zh}变为{other.zh}", f"severity from {one.en} to {other.en}")


def rule_since(clue: Clue, rule: Rule) -> Text | None:
    """What has become of the rule since the clue was found; None where nothing has."""
    if rule.status == "retired":
        return Text(f"规则 {rule.id} 已停用", f"the rule {rule.id} is retired")
    if rule.revision != clue.revision:
        return Text(
            f"这条线索出自规则第 {clue.revision} 版，规则说明和图按现行第 {rule.revision} 版",
            f"the clue is of revision {clue.revision}; the rule's text and picture are of revision {rule.revision}",
        )
    return None


def innocent(clue: Clue, rule: Rule) -> tuple[Text, ...]:
    """The innocent explanations as they were when the clue was found, else the rule's."""
    return clue.innocent or tuple(each.text for each in rule.innocent)


def check_next(clue: Clue, rule: Rule) -> tuple[Text, ...]:
    """The suggested steps as they were when the clue was found, else the rule's."""
    return clue.check_next or tuple(each.text for each in rule.check_next)


def ranking_texts(clue: Clue) -> list[Text]:
    """Why a clue stands where it stands, one short text a part; none for a clue of an earlier version's run."""
    if clue.parts is None:
        return []
    severity, rung = severity_text(clue.severity), clue.rung
    money = "—" if clue.amount_fen is None else yuan(clue.amount_fen)
    return [
        Text(f"程度 {severity.zh}", f"severity {severity.en}"),
        Text(f"身份 {rung}", f"identity {rung}") if rung else Text("不涉及个人身份", "no person's identity"),
        Text(f"金额 {money} 元", f"money {money} yuan") if clue.amount_fen is not None else Text("无金额", "no money"),
        _corroboration(clue.parts.corroborated_by),
        rarity_text(clue.parts),
    ]


def ranking_line(clue: Clue) -> str:
    """The score as the sum of its parts, in one line; '' where they are not known."""
    if clue.parts is None:
        return ""
    shares = zip(ranking_texts(clue), _shares(clue.parts), strict=True)
    return f"{clue.parts.score:.2f} = {' + '.join(f'{text} {share}' for text, share in shares)}"


def ranking_sum(clue: Clue) -> str:
    """What the parts add to the score, in figures only: `0.40+0.20+0.09+0.00+0.06`; '' where they are not known."""
    return "+".join(_shares(clue.parts)) if clue.parts else ""


def _shares(parts: ScoreParts) -> list[str]:
    return [f"{share / 100:.2f}" for share in parts.hundredths().values()]


def _corroboration(rules: Sequence[str]) -> Text:
    if not rules:
        return Text("无其他规则指向同一对象", "no other rule on the same subjects")
    named = "、".join(rules)
    return Text(
        f"另有 {len(rules)} 项规则指向同一对象（{named}）",
        f"{len(rules)} other rules on the same subjects ({', '.join(rules)})",
    )


def rarity_text(parts: ScoreParts) -> Text:
    """How rare the pattern is among what its rule looked at, in a word."""
    if parts.rarity >= _RARE:
        return Text("少见", "rare")
    return Text("不多见", "uncommon") if parts.rarity >= _UNCOMMON else Text("不算少见", "not rare")
