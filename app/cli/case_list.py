"""The case leads of a run as a table."""

from __future__ import annotations

from collections.abc import Sequence

from cluegraph.cli.tabular import aligned
from cluegraph.i18n import Text
from cluegraph.queries.case_leads import CaseLead
from cluegraph.queries.case_words import unlinked_text
from cluegraph.queries.wording import severity_text, shortened

MOST_SHOWN = 30
_HEADER = Text("并案线索|程度|排序分|规则|人|金额（元）|线索|对象", "case|severity|score|rules|people|yuan|clues|about")


def case_table(cases: Sequence[CaseLead]) -> list[str]:
    """The cases with a blank line before, nothing where there are none."""
    if not cases:
        return []
    title = Text(
        f"并案线索 {len(cases)} 件（同一批人、企业或账户的线索合在一起）：",
        f"{len(cases)} case leads (clues about the same people, companies or accounts):",
    )
    rows = [_row(case) for case in cases[:MOST_SHOWN]]
    lines = ["", str(title), aligned(str(_HEADER).split("|"), rows, numbers=(2, 3, 4, 5, 6))]
    if len(cases) > MOST_SHOWN:
        more = len(cases) - MOST_SHOWN
        lines.append(str(Text(f"另有 {more} 件，用 --format json 查看。", f"{more} more: --format json shows them.")))
    return [*lines, *_unlinked(cases), str(_HINT)]


_HINT = Text(
    "整件写成清单：cluegraph refer 并案编号；画成一张图：cluegraph draw 并案编号。",
    "a case as a list: cluegraph refer CASE; as one picture: cluegraph draw CASE.",
)


def _row(case: CaseLead) -> list[object]:
    amount = case.amount or ""
    if amount and not case.total.exact:
        amount = f"≥ {amount}"
    head = [case.id, str(severity_text(case.severity)), f"{case.score:.2f}", len(case.rules), case.people or ""]
    return [*head, amount, len(case.clues), shortened(str(case.title))]


def _unlinked(cases: Sequence[CaseLead]) -> list[str]:
    """Which parties stand on too many clues to be a connection."""
    found = {(one.subject.label, one.subject.node): one for case in cases for one in case.unlinked}
    return sorted(str(unlinked_text(one)) for one in found.values())
