"""The fixed words of every picture: what it is, and that it is no finding."""

from __future__ import annotations

from cluegraph.i18n import Text

LEAD = Text("线索，不是结论", "a lead, not a finding")
INTERNAL = Text("内部资料", "internal")
MASKED = Text("证件号、账号、电话已遮蔽", "ID numbers, accounts and phones are masked")
UNMASKED = Text("未遮蔽：含完整个人信息，请妥善保管", "not masked: holds whole personal data, keep it safe")

SEVERITIES = {"high": Text("高", "high"), "medium": Text("中", "medium"), "low": Text("低", "low")}

RUNGS = {
    "L1": Text("L1 身份证号有效且姓名一致", "L1 valid ID number and the same name"),
    "L2": Text("L2 身份证号一致、姓名写法不同", "L2 the same ID number, the name is written differently"),
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
