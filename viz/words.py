"""The fixed words of every picture: what it is, and that it is no finding."""

from __future__ import annotations

from cluegraph.i18n import Text

LEAD = Text("线索，不是结论", "a lead, not a finding")
INTERNAL = Text("内部资料", "internal")
MASKED = Text("证件号、账号、电话已遮蔽", "ID numbers, accounts and phones are masked")
UNMASKED = Text("未遮蔽：含完整个人信息，请妥善保管", "not masked: holds whole personal data, keep it safe")
