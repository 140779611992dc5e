"""The case leads on the page that lists the clues."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cluegraph.i18n import Text
from cluegraph.queries.case_leads import CaseLead
from cluegraph.queries.case_words import money_text, party_text, unlinked_text
from cluegraph.queries.clue import Clue
from cluegraph.queries.rule import Rule
from cluegraph.queries.wording import ATTENTION, kind_of, severity_text, yuan
from cluegraph.viz.mask import Masker

_MOST_NAMED = 12


@dataclass(frozen=True)
class Member:
    """One clue of a case; `anchor` is the id of its line in the table, or ''; `link` the file of its picture, or ''."""

    id: str
    rule: str
    severity: str
    severity_text: str
    title: str
    amount: str
    anchor: str
    link: str
    attention: str


@dataclass(frozen=True)
class CaseBox:
    """One case: its leads, and apart from them what only stands beside."""

    id: str
    title: str
    severity: str
    severity_text: str
    score: str
    money: str
    people: int
    parties: str
    villages: str
    rules: tuple[tuple[str, str], ...]
    leads: tuple[Member, ...]
    beside: tuple[Member, ...]
    unlinked: tuple[str, ...]
    link: str


def case_box(
    case: CaseLead, rules: Mapping[str, Rule], links: Mapping[str, str], listed: Collection[str], masker: Masker
) -> CaseBox:
    """The case as it is shown; `listed` are the ids of the clues in the table."""

    def member(clue: Clue) -> Member:
        rule = rules.get(clue.rule)
        return Member(
            id=clue.id,
            rule=f"{clue.rule} {rule.title.text}" if rule else clue.rule,
            severity=clue.severity,
            severity_text=str(severity_text(clue.severity)),
            title=masker.text(str(clue.title)),
            amount="" if clue.amount_fen is None else yuan(clue.amount_fen),
            anchor=clue.id if clue.id in listed else "",
            link=links.get(clue.id, ""),
            attention=str(ATTENTION) if rule and kind_of(clue, rule) == "triage" else "",
        )

    parties = list(dict.fromkeys(map(party_text, case.centres)))
    between = str(Text("、", ", "))
    shown = between.join(parties[:_MOST_NAMED]) + ("…" if len(parties) > _MOST_NAMED else "")
    return CaseBox(
        id=case.id,
        title=masker.text(str(case.title)),
        severity=case.severity,
        severity_text=str(severity_text(case.severity)),
        score=f"{case.score:.2f}",
        money=money_text(case),
        people=case.people,
        parties=masker.text(shown),
        villages=between.join(case.villages),
        rules=tuple((name, str(rules[name].title.text) if name in rules else "") for name in case.rules),
        leads=tuple(map(member, case.leads)),
        beside=tuple(map(member, case.beside)),
        unlinked=tuple(masker.text(str(unlinked_text(one))) for one in case.unlinked),
        link=links.get(case.id, ""),
    )
