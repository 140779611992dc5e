"""Case leads: clues that concern the same people, companies or accounts, put together as one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from cluegraph.i18n import Text
from cluegraph.queries.case_money import Total, total_of
from cluegraph.queries.clue import ID_LENGTH, Clue, ClueSubject, Party, yuan
from cluegraph.queries.corroboration import OF_LEAD, voice
from cluegraph.queries.library import Library
from cluegraph.queries.rule import SEVERITIES, Rule, Severity
from cluegraph.queries.wording import kind_of

MOST_CLUES = 30
PREFIX = "CASE-"
_ID = re.compile(rf"{PREFIX}[A-Z2-7]{{{ID_LENGTH}}}")
_MOST_NAMED = 3


@dataclass(frozen=True)
class Centre:
    """A person, company or account of a case and how many of the clues are about it."""

    subject: ClueSubject
    clues: int

    def to_json(self) -> dict[str, Any]:
        return {
            "label": self.subject.label,
            "key": self.subject.key,
            "name": self.subject.name,
            "clues": self.clues,
        }


@dataclass(frozen=True)
class CaseLead:
    """Connected clues. Severity, score and money are those of its `leads`; triage and data quality only stand `beside`.

    `centres` are its parties, those of most rules and clues first; `unlinked` are parties on so many clues that they
    were not taken for a connection.
    """

    id: str
    title: Text
    severity: Severity
    score: float
    total: Total
    leads: tuple[Clue, ...]
    beside: tuple[Clue, ...]
    centres: tuple[Centre, ...]
    unlinked: tuple[Centre, ...] = ()

    @property
    def clues(self) -> tuple[Clue, ...]:
        """All of its clues: the leads, then what only stands beside."""
        return (*self.leads, *self.beside)

    @property
    def villages(self) -> tuple[str, ...]:
        """The villages that its leads concern."""
        return tuple(dict.fromkeys(name for clue in self.leads for name in clue.villages))

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that raised its clues."""
        return tuple(sorted({clue.rule for clue in self.clues}))

    @property
    def people(self) -> int:
        """How many people its leads are about."""
        return sum(centre.subject.label == "Person" for centre in self.centres)

    @property
    def amount(self) -> str | None:
        """Yuan with two places."""
        return None if self.total.fen is None else yuan(self.total.fen)

    def to_json(self) -> dict[str, Any]:
        """The case as `check --format json` prints it; its clues by id."""
        return {
            "id": self.id,
            "title": str(self.title),
            "severity": self.severity,
            "score": self.score,
            "rules": list(self.rules),
            "clues": [clue.id for clue in self.clues],
            "subjects": [centre.to_json() for centre in self.centres],
            "amount": self.amount,
            "amount_is": "exact" if self.total.exact else "at_least",
            "not_linked": [centre.to_json() for centre in self.unlinked],
        }


def is_case_id(name: str) -> bool:
    """Whether this is written like the id of a case, in whatever case."""
    return _ID.fullmatch(name.upper()) is not None


def case_leads(
    clues: Iterable[Clue], library: Library, first_runs: Mapping[str, int] | None = None, most: int = MOST_CLUES
) -> list[CaseLead]:
    """The cases of two clues or more, gravest first.

    Leads are linked by people, companies and accounts that are their reasons, each standing on at most `most` clues
    that are also about somebody else. A clue of triage or data quality stands in every case with a lead on one of its
    parties and links none. A case is named after the lead that was found first: by `first_runs` (the number of the run
    by clue id), then by id.
    """
    kept = [clue for clue in clues if clue.rule in library]
    leads = [clue for clue in kept if _is_lead(clue, library.file(clue.rule).rule)]
    hubs = _hubs(leads, most)
    beside = _by_party(clue for clue in kept if not _is_lead(clue, library.file(clue.rule).rule))
    seen = first_runs or {}
    found = []
    for group in _groups(leads, hubs):
        joined = {clue.id: clue for lead in group for party in lead.parties for clue in beside.get(party, ())}
        if len(group) + len(joined) > 1:
            found.append(_case(group, list(joined.values()), hubs, seen))
    return sorted(found, key=lambda case: (SEVERITIES.index(case.severity), -case.score, -len(case.rules), case.id))


def case_of(cases: Iterable[CaseLead], name: str) -> CaseLead | None:
    """The case of this id; of an id that it had before it grew or two became one, the case that holds it now."""
    digest = name.upper().removeprefix(PREFIX)
    known = sorted(cases, key=lambda case: case.id != name.upper())
    return next((case for case in known if any(clue.id.endswith(f"-{digest}") for clue in case.clues)), None)


def _is_lead(clue: Clue, rule: Rule) -> bool:
    return voice(rule) == OF_LEAD and kind_of(clue, rule) == "lead"


def _by_party(clues: Iterable[Clue]) -> dict[Party, list[Clue]]:
    found: dict[Party, list[Clue]] = defaultdict(list)
    for clue in clues:
        for party in clue.parties:
            found[party].append(clue)
    return found


def _hubs(leads: Iterable[Clue], most: int) -> dict[Party, int]:
    """Parties that would tie together too many clues, with how many; a clue about one party alone ties nothing."""
    counts = Counter(party for clue in leads if len(clue.parties) > 1 for party in clue.parties)
    return {party: count for party, count in counts.items() if count > most}


def _groups(leads: Sequence[Clue], hubs: Mapping[Party, int]) -> list[list[Clue]]:
    graph = nx.Graph()
    for number, clue in enumerate(leads):
        graph.add_node(number)
        linking = clue.parties if len(clue.parties) == 1 else [party for party in clue.parties if party not in hubs]
        graph.add_edges_from((number, party) for party in linking)
    components = nx.connected_components(graph)
    return [[leads[number] for number in sorted(n for n in found if isinstance(n, int))] for found in components]


def _case(leads: list[Clue], joined: list[Clue], hubs: Mapping[Party, int], seen: Mapping[str, int]) -> CaseLead:
    first = min(leads, key=lambda clue: (seen.get(clue.id, max(seen.values(), default=0) + 1), clue.id))
    centres = _centres(leads)
    return CaseLead(
        id=PREFIX + first.id.rsplit("-", 1)[1],
        title=_title(centres, [*leads, *joined]),
        severity=min((lead.severity for lead in leads), key=SEVERITIES.index),
        score=max(lead.score for lead in leads),
        total=total_of(leads),
        leads=_gravest_first(leads),
        beside=_gravest_first(joined),
        centres=tuple(centres),
        unlinked=tuple(
            Centre(centre.subject, hubs[party])
            for centre in centres
            if (party := (centre.subject.label, centre.subject.node)) in hubs
        ),
    )


def _gravest_first(clues: Iterable[Clue]) -> tuple[Clue, ...]:
    return tuple(sorted(clues, key=lambda one: (SEVERITIES.index(one.severity), -one.score, one.rule, one.id)))


def _centres(leads: Iterable[Clue]) -> list[Centre]:
    """The parties of the leads: those of most rules first, then of most clues."""
    subjects: dict[Party, ClueSubject] = {}
    rules: dict[Party, set[str]] = defaultdict(set)
    counts: Counter[Party] = Counter()
    for clue in sorted(leads, key=lambda one: one.id):
        named = {(subject.label, subject.node): subject for subject in clue.subjects}
        for party in clue.parties:
            subjects.setdefault(party, named[party])
            rules[party].add(clue.rule)
            counts[party] += 1
    ordered = sorted(subjects, key=lambda party: (-len(rules[party]), -counts[party], party[0] == "Account", party))
    return [Centre(subjects[party], counts[party]) for party in ordered]


def _title(centres: Sequence[Centre], clues: Sequence[Clue]) -> Text:
    """Names the central people and companies; an account by its last four digits, where there is nobody else."""
    named = [centre.subject for centre in centres if centre.subject.label != "Account"]
    names = [subject.name for subject in named] or [f"*{centre.subject.key[-4:]}" for centre in centres]
    names = list(dict.fromkeys(names))[:_MOST_NAMED]
    rules, more = len({clue.rule for clue in clues}), len(centres) > len(names)
    zh = "、".join(names) + (f"等 {len(centres)} 个对象" if more else "")
    en = ", ".join(names) + (f" and others ({len(centres)})" if more else "")
    return Text(f"{zh}：{rules} 项规则、{len(clues)} 条线索", f"{en}: {rules} rules, {len(clues)} clues")
