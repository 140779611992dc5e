"""One page that lists the clues of a run, with filters and a link to each clue's picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cluegraph.queries.case_leads import CaseLead
from cluegraph.queries.case_words import BESIDE, TITLE, WHAT
from cluegraph.queries.clue import Clue
from cluegraph.queries.coverage import Coverage
from cluegraph.queries.coverage_report import CAUTION, headline, remarks
from cluegraph.queries.rule import Rule
from cluegraph.queries.wording import ATTENTION, SEVERITIES, kind_of, severity_text, status_text, yuan
from cluegraph.viz.index_cases import case_box
from cluegraph.viz.mask import Masker, Unmasked, is_credit_code, personal_cells
from cluegraph.viz.template import environment, policy

_NUMBERED = frozenset({"Person", "Account", "Identifier"})


@dataclass(frozen=True)
class Line:
    """One clue in the table; `link` is the file of its picture, relative to the page, or ''."""

    id: str
    rule: str
    rule_title: str
    severity: str
    severity_text: str
    title: str
    subjects: str
    villages: tuple[str, ...]
    amount: str
    amount_fen: int
    rung: str
    rows: int
    status: str
    link: str
    attention: str
    cases: tuple[str, ...] = ()


def index_html(
    clues: Iterable[Clue],
    rules: Mapping[str, Rule],
    links: Mapping[str, str],
    *,
    cases: Sequence[CaseLead] = (),
    at: str = "",
    mask: bool = True,
    coverage: Coverage | None = None,
) -> str:
    """The page, self-contained; `links` gives the picture's file by id of a clue or case, `at` when the clues were
    found, `coverage` what was not checked. The `cases` stand first, then leads before what is for attention only."""
    listed = list(clues)

    def masker(*of: Clue) -> Masker:
        return masker_of(*of) if mask else Unmasked()

    ids = {clue.id for clue in listed}
    boxes = [case_box(case, rules, links, ids, masker(*case.clues)) for case in cases]
    of_case = {clue.id: tuple(case.id for case in cases if clue in case.clues) for clue in listed}
    lines = [replace(_line(clue, rules, links, masker(clue)), cases=of_case[clue.id]) for clue in listed]
    lines.sort(key=lambda line: bool(line.attention))
    made = environment()
    return made.get_template("index.html").render(
        lines=lines,
        boxes=boxes,
        cases_title=str(TITLE),
        cases_what=str(WHAT),
        beside_title=str(BESIDE),
        rules=sorted({(line.rule, line.rule_title) for line in lines}),
        villages=sorted({name for line in lines for name in line.villages}),
        severities=[(code, text) for code, text in SEVERITIES.items() if any(x.severity == code for x in lines)],
        total=yuan(sum(line.amount_fen for line in lines)),
        at=at,
        masked=mask,
        checked="" if coverage is None else str(headline(coverage)),
        unchecked=[] if coverage is None else remarks(coverage),
        caution=str(CAUTION),
        policy=policy(("index.js",)),
    )


def masker_of(*clues: Clue) -> Masker:
    """Hides the numbers of the clues' people and accounts in whatever is written about them."""
    known: set[str] = set()
    for record in (record for clue in clues for record in clue.records):
        known |= personal_cells(record.cells)
    subjects = [subject for clue in clues for subject in clue.subjects]
    known |= {subject.key for subject in subjects if subject.label in _NUMBERED}
    harmless = {subject.key for subject in subjects if subject.label not in _NUMBERED}
    return Masker({number for number in known if not is_credit_code(number)}, harmless)


def _line(clue: Clue, rules: Mapping[str, Rule], links: Mapping[str, str], masker: Masker) -> Line:
    rule = rules.get(clue.rule)
    names = list(dict.fromkeys(subject.name or subject.key for subject in clue.subjects))
    return Line(
        id=clue.id,
        rule=clue.rule,
        rule_title=str(rule.title.text) if rule else clue.rule,
        severity=clue.severity,
        severity_text=str(severity_text(clue.severity)),
        title=masker.text(str(clue.title)),
        subjects=masker.text("、".join(names[:12]) + ("…" if len(names) > 12 else "")),
        villages=tuple(clue.villages),
        amount="" if clue.amount_fen is None else yuan(clue.amount_fen),
        amount_fen=clue.amount_fen or 0,
        rung=clue.rung or "",
        rows=len(clue.records),
        status=str(status_text(clue.status)),
        link=links.get(clue.id, ""),
        attention=str(ATTENTION) if rule and kind_of(clue, rule) == "triage" else "",
    )
