"""A case lead in words: the same in every list, page and document."""

from __future__ import annotations

from cluegraph.i18n import Text
from cluegraph.queries.case_leads import CaseLead, Centre
from cluegraph.queries.wording import yuan

TITLE = Text("并案线索", "Case leads")
WHAT = Text(
    "同一批人、企业或账户的几条线索合在一起，先看这里。并在一起只说明对象相同，仍是待核实的线索；金额同一行只计一次。",
    "Clues about the same people, companies or accounts, put together: read these first. That they stand together only "
    "says that they share a subject; each is still to be verified. No row of money is counted twice.",
)
BESIDE = Text(
    "同时列出（仅供关注或数据质量，不计入程度、分数和金额）",
    "Beside them (for attention only, or on the quality of data: no part of severity, score or money)",
)


def money_text(case: CaseLead) -> str:
    """Yuan with separators, after ≥ where it is at least that much; a dash where there is none."""
    if case.total.fen is None:
        return "—"
    return yuan(case.total.fen) if case.total.exact else f"≥ {yuan(case.total.fen)}"


def party_text(centre: Centre) -> str:
    """The name; of an account the last four digits."""
    subject = centre.subject
    return f"*{subject.key[-4:]}" if subject.label == "Account" else subject.name or subject.key


def unlinked_text(centre: Centre) -> Text:
    """That a party stands on too many clues to be a connection."""
    name = party_text(centre)
    return Text(
        f"{name} 在 {centre.clues} 条线索上，太多，未据此并案。",
        f"{name} stands on {centre.clues} clues, too many to connect them.",
    )
