"""What one part of a query joins: the patterns matched between two WITHs, and which of their names a WHERE narrows.

Ladybug 0.21 and 0.22 answer two shapes of a part wrongly and say nothing: rows are lost, others come that the WHERE
excludes. Found by comparing 5,800 random queries with the same ones in which WITH * stands between the MATCHes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cluegraph.queries.tokens import Token, closing

_NAMES = frozenset({"word", "quoted"})
_PARTS = frozenset({"WITH", "RETURN", "UNION", "UNWIND"})
_CLAUSES = _PARTS | {"MATCH", "OPTIONAL", "WHERE", "ORDER", "LIMIT", "SKIP"}


@dataclass(frozen=True)
class Hop:
    """A relationship of a pattern: its name ('' for none), the names of the two nodes, its line in the text."""

    name: str
    ends: tuple[str, str]
    line: int


@dataclass
class Part:
    """Patterns that the engine plans together; `several` are nodes of more than one label, `narrowed` the names whose
    properties a WHERE (or a map in the pattern) asks for."""

    hops: list[Hop] = field(default_factory=list)
    several: set[str] = field(default_factory=set)
    narrowed: set[str] = field(default_factory=set)

    def of(self, node: str) -> list[Hop]:
        """The relationships at a node."""
        return [hop for hop in self.hops if node in hop.ends]


def parts(all_tokens: Sequence[Token], places: Sequence[int]) -> list[Part]:
    """The parts of a text; each OPTIONAL MATCH is one, and so is the inside of each EXISTS or COUNT."""
    open_parts: dict[int, Part] = {}
    found: list[Part] = []
    for position, token in enumerate(all_tokens):
        if not _keyword(all_tokens, position):
            continue
        place = places[position]
        optional = token.upper == "MATCH" and _before(all_tokens, position).upper == "OPTIONAL"
        if token.upper in _PARTS or optional:
            open_parts.pop(place, None)
        if token.upper == "MATCH":
            part = open_parts.setdefault(place, Part())
            _read(part, all_tokens, places, position)
            if not any(part is known for known in found):
                found.append(part)
            if optional:
                open_parts.pop(place, None)
    return found


def wrongly_joined(all_tokens: Sequence[Token], places: Sequence[int]) -> Iterator[int]:
    """The lines of relationships that the embedded engine may join wrongly, each once."""
    for part in parts(all_tokens, places):
        lines = {hop.line for hop in part.hops if _goes_on(part, hop) or _fans_out(part, hop)}
        yield from sorted(lines)


def _goes_on(part: Part, hop: Hop) -> bool:
    """The relationship and the node at one end are narrowed, and the other end has another relationship."""
    if hop.name not in part.narrowed:
        return False
    ways = (hop.ends, hop.ends[::-1])
    return any(far in part.narrowed and len(part.of(near)) > 1 for near, far in ways)


def _fans_out(part: Part, hop: Hop) -> bool:
    """A narrowed node has a relationship to a node of several labels, and another to a node that has a third."""
    for node, far in (hop.ends, hop.ends[::-1]):
        if node in part.narrowed and far in part.several:
            others = [other for other in part.of(node) if other is not hop]
            beyond = [end for other in others for end in other.ends if end != node]
            if any(third is not hop and third not in others for end in beyond for third in part.of(end)):
                return True
    return False


def _keyword(all_tokens: Sequence[Token], position: int) -> bool:
    token, before = all_tokens[position], _before(all_tokens, position)
    named = before.text in {".", ":", "|"} or (token.upper == "WITH" and before.upper in {"STARTS", "ENDS"})
    return token.upper in _CLAUSES and not named


def _before(all_tokens: Sequence[Token], position: int) -> Token:
    return all_tokens[position - 1] if position else Token("sign", "", 0)


def _read(part: Part, all_tokens: Sequence[Token], places: Sequence[int], start: int) -> None:
    """One MATCH with its WHERE."""
    end = _end(all_tokens, places, start)
    _read_patterns(part, all_tokens, places, start, end)
    if end < len(all_tokens) and all_tokens[end].upper == "WHERE":
        part.narrowed |= set(_asked(all_tokens, end + 1, _end(all_tokens, places, end)))


def _end(all_tokens: Sequence[Token], places: Sequence[int], start: int) -> int:
    """Where the clause that begins at `start` ends."""
    for position in range(start + 1, len(all_tokens)):
        if places[position] < places[start] or (all_tokens[position].text == "}" and places[position] == places[start]):
            return position
        if places[position] == places[start] and _keyword(all_tokens, position):
            return position
    return len(all_tokens)


def _read_patterns(part: Part, all_tokens: Sequence[Token], places: Sequence[int], start: int, end: int) -> None:
    node, hop = "", ""
    waiting = False
    for position in range(start + 1, end):
        if places[position] != places[start]:
            continue
        text = all_tokens[position].text
        if text == ",":
            node, waiting = "", False
        elif text == "[":
            hop, waiting = _name(part, all_tokens, position), True
        elif text == "(":
            other = _name(part, all_tokens, position) or f"#{position}"
            if node and waiting:
                part.hops.append(Hop(hop, (node, other), all_tokens[position].line))
            node, waiting = other, False


def _name(part: Part, all_tokens: Sequence[Token], opening: int) -> str:
    """The name in a bracket of a pattern; notes whether it has several labels and whether a map narrows it."""
    inside = all_tokens[opening + 1 : closing(all_tokens, opening)]
    name = inside[0].text if inside and inside[0].kind in _NAMES else ""
    label = [token.text for token in inside[: next((n for n, t in enumerate(inside) if t.text == "{"), len(inside))]]
    key = name or f"#{opening}"
    if "|" in label and all_tokens[opening].text == "(":
        part.several.add(key)
    if len(label) < len(inside):
        part.narrowed.add(key)
    return name


def _asked(all_tokens: Sequence[Token], start: int, end: int) -> Iterator[str]:
    """The names whose properties stand in a WHERE, outside of what EXISTS and COUNT look for."""
    position = start
    while position < end:
        if all_tokens[position].text == "{":
            position = closing(all_tokens, position)
        elif all_tokens[position].kind in _NAMES and all_tokens[min(position + 1, end - 1)].text == ".":
            yield all_tokens[position].text
            position += 2
        position += 1
