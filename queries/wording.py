"""A clue's codes and amounts in words: the same in every picture, list and document."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from cluegraph.i18n import Text
from cluegraph.queries.clue import Clue
from cluegraph.queries.rule import Rule
from cluegraph.queries.score import ScoreParts

_RARE, _UNCOMMON = 2 / 3, 1 / 3

SEVERITIES = {"high": Text("高", "high"), "medium": Text("中", "medium"), "low": Text("低", "low")}

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
}


def severity_text(severity: str) -> Text:
    """The severity in words; an unknown one as it is."""
    return SEVERITIES.get(severity, Text(severity, severity))


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
    """The score and what it is made of, in one line; '' where it is not known."""
    texts = ranking_texts(clue)
    return f"{clue.score:.2f}：{' · '.join(map(str, texts))}" if texts else ""


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
