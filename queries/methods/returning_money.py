"""FLOW-01: public money that a supplier passes on, within days, to an official of the paying office or to their kin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import networkx as nx

from cluegraph.graph.engine import Value
from cluegraph.queries.movements import Transfer, refs_of, transfers, whole

ADDS = frozenset(
    {
        "place", "company", "recipient", "cadres", "unit", "village", "accounts", "others", "companies",
        "amount", "records", "severity", "doubts", "percent_back",
    }
)  # fmt: skip
_WAGES = re.compile("工资|薪|奖金|劳务费|绩效|生活费")
_REPAID = re.compile("还款|归还|偿还|还借|还贷|退还借")
_PERSON, _COMPANY = "person", "company"

Row = dict[str, Value]


@dataclass(frozen=True)
class _Public:
    """A payment of a place (unit or village) to a company; `account` is the payer's, '' where a voucher says it."""

    place: str
    company: str
    account: str
    fen: int
    day: int
    ref: str


@dataclass(frozen=True)
class _Tie:
    """Somebody who holds a post in a place, or their kin, and when the post was held."""

    cadre: str
    label: str
    begins: int
    ends: int
    ref: str


@dataclass(frozen=True)
class _Hop:
    """What went from one account to another within the days of one hop."""

    moved: tuple[Transfer, ...]

    @property
    def fen(self) -> int:
        return sum(transfer.fen for transfer in self.moved)


@dataclass
class _Found:
    """All that came back from one company to one person of one place."""

    public: set[_Public] = field(default_factory=set)
    ties: set[_Tie] = field(default_factory=set)
    moved: set[Transfer] = field(default_factory=set)
    last: set[Transfer] = field(default_factory=set)
    percent: int = 0


@dataclass(frozen=True)
class _World:
    """The query's rows, ordered for the search."""

    leaving: Mapping[str, Sequence[Transfer]]
    owners: Mapping[str, Mapping[str, set[str]]]
    accounts: Mapping[str, Sequence[str]]
    ties: Mapping[tuple[str, str], Sequence[_Tie]]
    busy: frozenset[str]
    kin: nx.Graph[str]


@dataclass(frozen=True)
class _Limits:
    steps: int
    days: int
    percent: int


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """One row for each place, company and person that money came back to.

    Rows of the query by `sort`: 'transfer' (see `movements.transfers`); 'public' (`place` pays `receiver`, a company,
    from the account `sender`, '' for a voucher); 'person' and 'company' (account `sender` is held by `receiver`);
    'tie' (`sender` holds a post in `place`, by `label` a 'unit' or 'village', from `day` to `until`; `receiver` is
    kin or the same); 'kin' (an edge of kin). `parameters`: `steps`, `days`, `percent`, `high`, `busy`.
    """
    by_sort: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_sort[str(row["sort"])].append(row)
    world = _world(by_sort, int(str(parameters["busy"])))
    limits = _Limits(*(int(str(parameters[name])) for name in ("steps", "days", "percent")))
    found: dict[tuple[str, str, str], _Found] = defaultdict(_Found)
    for public in sorted(_payments(by_sort["public"]), key=lambda one: (one.day, one.ref)):
        _follow(public, world, limits, found)
    high = int(str(parameters["high"]))
    return [_row(key, one, world, high) for key, one in sorted(found.items())]


def _payments(rows: Sequence[Row]) -> set[_Public]:
    return {
        _Public(
            str(row["place"]), str(row["receiver"]), str(row["sender"]), whole(row["fen"]), whole(row["day"]),
            str(row["ref"]),
        )
        for row in rows
    }  # fmt: skip


def _world(by_sort: Mapping[str, Sequence[Row]], busy: int) -> _World:
    leaving: dict[str, list[Transfer]] = defaultdict(list)
    partners: dict[str, set[str]] = defaultdict(set)
    for transfer in transfers(by_sort["transfer"]):
        leaving[transfer.sender].append(transfer)
        partners[transfer.sender].add(transfer.receiver)
        partners[transfer.receiver].add(transfer.sender)
    owners: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    accounts: dict[str, set[str]] = defaultdict(set)
    for sort in (_PERSON, _COMPANY):
        for row in by_sort[sort]:
            owners[str(row["sender"])][sort].add(str(row["receiver"]))
            accounts[str(row["receiver"])].add(str(row["sender"]))
    ties: dict[tuple[str, str], list[_Tie]] = defaultdict(list)
    for row in by_sort["tie"]:
        tie = _Tie(str(row["sender"]), str(row["label"]), whole(row["day"]), whole(row["until"]), str(row["ref"]))
        ties[str(row["place"]), str(row["receiver"])].append(tie)
    kin: nx.Graph[str] = nx.Graph()
    for one, other, ref in _kin_lines(by_sort["kin"]):
        kin.add_edge(one, other, ref=ref)
    crowded = frozenset(account for account, others in partners.items() if len(others) > busy)
    return _World(leaving, owners, {key: sorted(held) for key, held in accounts.items()}, ties, crowded, kin)


def _kin_lines(rows: Sequence[Row]) -> list[tuple[str, str, str]]:
    """Two relatives and the row that states it, from the last row to the first: engines give rows in any order, and of
    several rows about one pair, and several ways of one length, it must always be the same that is cited."""
    pairs = ((*sorted((str(row["sender"]), str(row["receiver"]))), str(row["ref"])) for row in rows)
    return sorted({(one, other, ref) for one, other, ref in pairs}, reverse=True)


def _follow(public: _Public, world: _World, limits: _Limits, found: dict[tuple[str, str, str], _Found]) -> None:
    """Follows one payment from all accounts of the company."""
    own = world.accounts.get(public.company, ())
    for account in own:
        for path, person in _ways(account, public, (), frozenset(own), world, limits):
            one = found[public.place, public.company, person]
            one.public.add(public)
            one.ties |= set(_serving(public, person, world))
            one.moved |= {transfer for hop in path for transfer in hop.moved}
            one.last |= set(path[-1].moved)
            one.percent = max(one.percent, min(hop.fen for hop in path) * 100 // public.fen)


def _ways(
    account: str, public: _Public, path: tuple[_Hop, ...], been: frozenset[str], world: _World, limits: _Limits
) -> Iterator[tuple[tuple[_Hop, ...], str]]:
    """The ways from an account to people of the paying place; none goes on from them."""
    for receiver, hop in _hops(account, public, path, world, limits):
        if receiver in been:
            continue
        way = (*path, hop)
        reached = [
            person
            for person in sorted(world.owners.get(receiver, {}).get(_PERSON, ()))
            if any(True for _ in _serving(public, person, world))
        ]
        yield from ((way, person) for person in reached)
        if not reached and len(way) < limits.steps and receiver not in world.busy:
            yield from _ways(receiver, public, way, been | {receiver}, world, limits)


def _hops(
    account: str, public: _Public, path: Sequence[_Hop], world: _World, limits: _Limits
) -> Iterator[tuple[str, _Hop]]:
    """What went on from an account in the days after the money arrived, by receiver, where it is enough."""
    first, last = (path[-1].moved[0].day, path[-1].moved[-1].day) if path else (public.day, public.day)
    out = world.leaving.get(account, ())
    together: dict[str, list[Transfer]] = defaultdict(list)
    for position in range(bisect_left(out, first, key=lambda transfer: transfer.day), len(out)):
        if out[position].day > last + limits.days:
            break
        together[out[position].receiver].append(out[position])
    for receiver, moved in together.items():
        hop = _Hop(tuple(moved))
        if hop.fen * 100 >= limits.percent * public.fen:
            yield receiver, hop


def _serving(public: _Public, person: str, world: _World) -> Iterator[_Tie]:
    """The posts in the paying place, of the person or their kin, that were held on the day of the payment."""
    for tie in world.ties.get((public.place, person), ()):
        if tie.begins <= public.day <= tie.ends:
            yield tie


def _row(key: tuple[str, str, str], one: _Found, world: _World, high: int) -> Row:
    """One finding."""
    place, company, person = key
    cadres = sorted({tie.cadre for tie in one.ties})
    label = min(tie.label for tie in one.ties)
    ends = {account for transfer in one.moved for account in (transfer.sender, transfer.receiver)}
    ends |= {public.account for public in one.public if public.account}
    between = [world.owners.get(account, {}) for account in sorted(ends)]
    others = {holder for owners in between for holder in owners.get(_PERSON, ())} - {person, *cadres}
    firms = {holder for owners in between for holder in owners.get(_COMPANY, ())} - {company}
    refs = refs_of(one.moved) | {public.ref for public in one.public} | {tie.ref for tie in one.ties}
    refs |= {ref for cadre in cadres for ref in _kin_refs(cadre, person, world.kin)}
    return {
        "place": place,
        "unit": place if label == "unit" else "",
        "village": place if label == "village" else "",
        "company": company,
        "recipient": person,
        "cadres": [*cadres],
        "others": [*sorted(others)],
        "companies": [*sorted(firms)],
        "accounts": [*sorted(ends)],
        "amount": sum(transfer.fen for transfer in one.last),
        "percent_back": one.percent,
        "records": [*sorted(refs - {""})],
        "severity": "high" if one.percent >= high else "medium",
        "doubts": [*_doubts(one, company, world)],
    }


def _kin_refs(cadre: str, person: str, kin: nx.Graph[str]) -> list[str]:
    """The rows that state how the two are related, along the shortest way."""
    if cadre == person or cadre not in kin or person not in kin or not nx.has_path(kin, cadre, person):
        return []
    way = nx.shortest_path(kin, cadre, person)
    return [str(kin.edges[one, other]["ref"]) for one, other in pairwise(way)]


def _doubts(one: _Found, company: str, world: _World) -> Iterator[str]:
    """What speaks for an ordinary payment."""
    if all(_WAGES.search(transfer.purpose) for transfer in one.last):
        yield "wages"
    if all(_REPAID.search(transfer.purpose) for transfer in one.last) or _lent_before(one, company, world):
        yield "loan"
    if any(account in world.busy for account in world.accounts.get(company, ())):
        yield "platform"
    if any(len(world.owners.get(transfer.receiver, {}).get(_PERSON, ())) > 1 for transfer in one.last):
        yield "several_holders"


def _lent_before(one: _Found, company: str, world: _World) -> bool:
    """Whether the receiving accounts had sent the company as much before the first public payment."""
    since = min(public.day for public in one.public)
    own = set(world.accounts.get(company, ()))
    sent = [
        transfer.fen
        for account in {transfer.receiver for transfer in one.last}
        for transfer in world.leaving.get(account, ())
        if transfer.receiver in own and transfer.day < since
    ]
    return bool(sent) and sum(sent) >= sum(transfer.fen for transfer in one.last)
