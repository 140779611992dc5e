"""COI-05: one person, or two close kin, as handler, approver and payee of the same money.

Handler and approver are written by name. A name means a person only where exactly one of those who belong to the paying
place (a post, the establishment, the register, by valid ID) bears it and no other payee of the place does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cluegraph.graph.engine import Value
from cluegraph.queries.movements import whole

ADDS = frozenset(
    {
        "place", "unit", "village", "person", "relative", "roles_zh", "roles_en", "amount", "times", "records",
        "offices", "doubts", "rung",
    }
)  # fmt: skip
_ROLES = {"handler": ("经办", "handler"), "approver": ("审批", "approver"), "payee": ("领款", "payee")}

Row = dict[str, Value]


@dataclass(frozen=True)
class _World:
    """Who a name is in a place, who is kin (with the rows that say so), and how many hold a post there."""

    bearers: Mapping[tuple[str, str], set[str]]
    kin: Mapping[frozenset[str], set[str]]
    posts: Mapping[str, int]
    offices: Mapping[tuple[str, str], set[str]]


@dataclass
class _Found:
    """All rows of one place in which the same two roles meet."""

    label: str = ""
    roles: set[str] = field(default_factory=set)
    refs: set[str] = field(default_factory=set)
    fen: int = 0
    paired: set[frozenset[str]] = field(default_factory=set)


def apply(rows: Sequence[Row], parameters: Mapping[str, object]) -> list[Row]:
    """One row for each place and person (and kin, if two are concerned).

    Rows of the query by `sort`: 'row' (a voucher or allowance `ref` of `place` with the names `handler`, `approver` and
    the ID `payee`, '' if none; `own_cost`: it is paid back as own cost), 'bearer' (`payee`, a valid ID, bears the name
    `handler` in `place`; `ref` says so, '' for another payee), 'kin' (`handler` and `payee`, IDs), 'posts' (`fen`
    people hold a post in `place`). `parameters`: `small`, the most people of a small place.
    """
    by_sort: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_sort[str(row["sort"])].append(row)
    world = _world(by_sort)
    found: dict[tuple[str, str, str], _Found] = defaultdict(_Found)
    for row in by_sort["row"]:
        _judge(row, world, found)
    small = int(str(parameters["small"]))
    return [_row(key, one, world, small) for key, one in sorted(found.items())]


def _world(by_sort: Mapping[str, Sequence[Row]]) -> _World:
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    belongs: set[tuple[str, str]] = set()
    offices: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in by_sort.get("bearer", ()):
        place, name, person = (str(row[column]) for column in ("place", "handler", "payee"))
        bearers[place, name].add(person)
        if row["ref"]:
            belongs.add((place, name))
            offices[place, person].add(str(row["ref"]))
    kin: dict[frozenset[str], set[str]] = defaultdict(set)
    for row in by_sort.get("kin", ()):
        kin[frozenset((str(row["handler"]), str(row["payee"])))].add(str(row["ref"]))
    posts = {str(row["place"]): whole(row["fen"]) for row in by_sort.get("posts", ())}
    return _World({key: bearers[key] for key in belongs}, kin, posts, offices)


def _judge(row: Row, world: _World, found: dict[tuple[str, str, str], _Found]) -> None:
    """Adds one row to the people who have several roles in it."""
    place = str(row["place"])
    people = {"payee": str(row["payee"])}
    for role in ("handler", "approver"):
        bearers = world.bearers.get((place, str(row[role])), set())
        people[role] = min(bearers) if len(bearers) == 1 else ""
    held = {role: person for role, person in people.items() if person}
    for roles, person, relative in _meeting(held, world.kin):
        if roles == {"handler", "payee"} and row["own_cost"] is True:
            continue
        one = found[place, person, relative]
        one.label = str(row["label"])
        one.roles |= roles
        one.paired.add(frozenset(roles))
        if str(row["ref"]) not in one.refs:
            one.refs.add(str(row["ref"]))
            one.fen += whole(row["fen"])


def _meeting(held: Mapping[str, str], kin: Mapping[frozenset[str], set[str]]) -> Iterator[tuple[set[str], str, str]]:
    """The roles that are in one hand, with the person; or in the hands of two who are kin, with both."""
    roles_of: dict[str, set[str]] = defaultdict(set)
    for role, person in held.items():
        roles_of[person].add(role)
    for person, roles in roles_of.items():
        if len(roles) > 1:
            yield roles, person, ""
    people = sorted(roles_of)
    for place, person in enumerate(people):
        for other in people[place + 1 :]:
            if frozenset((person, other)) in kin:
                yield roles_of[person] | roles_of[other], person, other


def _row(key: tuple[str, str, str], one: _Found, world: _World, small: int) -> Row:
    """One finding."""
    place, person, relative = key
    ordered = [role for role in _ROLES if role in one.roles]
    offices = world.offices.get((place, person), set()) | world.offices.get((place, relative), set())
    kin = world.kin.get(frozenset((person, relative)), set()) if relative else set()
    return {
        "place": place,
        "unit": place if one.label == "unit" else "",
        "village": place if one.label == "village" else "",
        "person": person,
        "relative": relative,
        "roles_zh": "、".join(_ROLES[role][0] for role in ordered),
        "roles_en": ", ".join(_ROLES[role][1] for role in ordered),
        "amount": one.fen,
        "times": len(one.refs),
        "records": [*sorted(one.refs)],
        "offices": [*sorted(offices | kin)],
        "rung": "L5",
        "doubts": [*_doubts(one, world.posts.get(place, 0), small)],
    }


def _doubts(one: _Found, posts: int, small: int) -> Iterator[str]:
    """What speaks for an ordinary division of work."""
    if one.paired == {frozenset(("handler", "payee"))}:
        yield "own_claim"
    if all("payee" not in roles for roles in one.paired):
        yield "names_only"
    if 0 < posts <= small:
        yield "small"
